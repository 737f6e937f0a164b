#![no_main]

libfuzzer_sys::fuzz_target!(init: biaoshuai_fuzz::plant("backup"), |data: &[u8]| biaoshuai_fuzz::check("backup", data));
