#![no_main]

libfuzzer_sys::fuzz_target!(init: biaoshuai_fuzz::plant("settings"), |data: &[u8]| biaoshuai_fuzz::check("settings", data));
