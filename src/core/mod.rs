//! The rules of the application: pure Rust, no web type, no clock, no randomness. Time and entropy are arguments.

pub mod course;
pub mod ids;
pub mod question;
pub mod text;
