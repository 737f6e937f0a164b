#![no_main]

libfuzzer_sys::fuzz_target!(init: biaoshuai_fuzz::plant("log"), |data: &[u8]| biaoshuai_fuzz::check("log", data));
