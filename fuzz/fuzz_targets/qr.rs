#![no_main]

libfuzzer_sys::fuzz_target!(init: biaoshuai_fuzz::plant("qr"), |data: &[u8]| biaoshuai_fuzz::check("qr", data));
