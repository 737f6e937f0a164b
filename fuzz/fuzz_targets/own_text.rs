#![no_main]

libfuzzer_sys::fuzz_target!(init: biaoshuai_fuzz::plant("own_text"), |data: &[u8]| biaoshuai_fuzz::check("own_text", data));
