//! The rules of the application: pure Rust, no web type, no clock, no randomness. Time and entropy are arguments.

pub mod answer;
pub mod contrast;
pub mod course;
pub mod diff;
pub mod exam;
pub mod grade;
pub mod ids;
pub mod kept;
pub mod ladder;
pub mod map;
pub mod mark;
pub mod mistakes;
pub mod progress;
pub mod question;
pub mod reading;
pub mod review;
pub mod route;
pub mod schedule;
pub mod search;
pub mod select;
pub mod session;
pub mod settings;
pub mod shuffle;
pub mod solution;
pub mod speech;
pub mod text;
