#![no_main]

libfuzzer_sys::fuzz_target!(init: biaoshuai_fuzz::plant("meetings"), |data: &[u8]| biaoshuai_fuzz::check("meetings", data));
