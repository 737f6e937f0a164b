//! What must hold for every input whatever, parser by parser, and inputs to begin with.
//!
//! The fuzzer calls [`check`] with bytes of its making, and so do the native tests (`tests/hostile.rs`) with the seeds,
//! with whatever was found to do harm before, and with random changes of both. A check ends in a panic or not at all.

mod codes;
mod course;
mod files;
mod log;
mod meeting;
mod qr;
mod reading;
mod seeds;
mod stored;
mod typed;

pub use seeds::seeds;

/// Checks one input.
type Check = fn(&[u8]);

/// Every parser with what must hold for it.
pub const TARGETS: [(&str, Check); 16] = [
    ("course", course::compiled),
    ("course_toml", course::toml),
    ("backup", files::backup),
    ("hand_in", codes::hand_in),
    ("paper_code", codes::paper_code),
    ("qr", qr::picture),
    ("own_text", reading::own_text),
    ("docx", reading::docx),
    ("settings", stored::settings),
    ("log", log::log),
    ("sessions", stored::session),
    ("exams", stored::exam),
    ("plans", meeting::plan),
    ("meetings", meeting::meeting),
    ("kept", stored::kept),
    ("typed", typed::typed),
];

/// Checks one input of one target.
///
/// # Panics
/// When something that must hold does not, or there is no such target.
pub fn check(target: &str, data: &[u8]) {
    let found = TARGETS.iter().find(|(name, _)| *name == target);
    found.unwrap_or_else(|| panic!("there is no target `{target}`")).1(data);
}

/// Writes the seeds of a target into the folder that the variable `FUZZ_SEEDS` names, for the fuzzer that reads it next.
///
/// # Panics
/// When they cannot be written.
#[allow(dead_code, reason = "the native tests take the seeds as they are")]
pub fn plant(target: &str) {
    let Some(folder) = std::env::var_os("FUZZ_SEEDS").map(std::path::PathBuf::from) else { return };
    for (number, seed) in seeds(target).into_iter().enumerate() {
        let file = folder.join(format!("seed-{number}"));
        std::fs::write(&file, seed).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    }
}

/// The input as text; what is no UTF-8 never reaches a parser of texts, for browsers replace it.
fn text(data: &[u8]) -> Option<&str> {
    std::str::from_utf8(data).ok()
}
