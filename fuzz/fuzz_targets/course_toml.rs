#![no_main]

libfuzzer_sys::fuzz_target!(init: biaoshuai_fuzz::plant("course_toml"), |data: &[u8]| biaoshuai_fuzz::check("course_toml", data));
