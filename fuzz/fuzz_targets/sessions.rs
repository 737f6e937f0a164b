#![no_main]

libfuzzer_sys::fuzz_target!(init: biaoshuai_fuzz::plant("sessions"), |data: &[u8]| biaoshuai_fuzz::check("sessions", data));
