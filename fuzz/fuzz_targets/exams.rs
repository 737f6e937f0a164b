#![no_main]

libfuzzer_sys::fuzz_target!(init: biaoshuai_fuzz::plant("exams"), |data: &[u8]| biaoshuai_fuzz::check("exams", data));
