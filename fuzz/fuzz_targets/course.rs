#![no_main]

libfuzzer_sys::fuzz_target!(init: biaoshuai_fuzz::plant("course"), |data: &[u8]| biaoshuai_fuzz::check("course", data));
