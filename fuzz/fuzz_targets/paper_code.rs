#![no_main]

libfuzzer_sys::fuzz_target!(init: biaoshuai_fuzz::plant("paper_code"), |data: &[u8]| biaoshuai_fuzz::check("paper_code", data));
