#![no_main]

libfuzzer_sys::fuzz_target!(init: biaoshuai_fuzz::plant("typed"), |data: &[u8]| biaoshuai_fuzz::check("typed", data));
