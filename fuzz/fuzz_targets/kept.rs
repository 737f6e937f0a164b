#![no_main]

libfuzzer_sys::fuzz_target!(init: biaoshuai_fuzz::plant("kept"), |data: &[u8]| biaoshuai_fuzz::check("kept", data));
