#![no_main]

libfuzzer_sys::fuzz_target!(init: biaoshuai_fuzz::plant("docx"), |data: &[u8]| biaoshuai_fuzz::check("docx", data));
