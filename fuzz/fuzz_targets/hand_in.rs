#![no_main]

libfuzzer_sys::fuzz_target!(init: biaoshuai_fuzz::plant("hand_in"), |data: &[u8]| biaoshuai_fuzz::check("hand_in", data));
