#![no_main]

libfuzzer_sys::fuzz_target!(init: biaoshuai_fuzz::plant("plans"), |data: &[u8]| biaoshuai_fuzz::check("plans", data));
