//! Signals and actions: the only readers of clock and entropy, the place where errors become words.
//!
//! One way for data: a user's action → a `core` function returns the new state and its record → the record is queued for
//! one storage transaction → signals are updated. What is on screen is therefore never ahead of the queue, and what is
//! called saved is on disk.

pub mod backup;
pub mod camera;
pub mod clock;
pub mod device;
mod docx;
pub mod finder;
pub mod keep;
pub mod library;
pub mod meeting;
pub mod moving;
pub mod offline;
pub mod opening;
pub mod own_text;
mod pack;
pub mod page;
pub mod prefs;
pub mod saver;
pub mod signal;
pub mod study;
pub mod voice;
mod wire;
pub mod words;

pub use camera::{Camera, CameraError, CameraState};
pub use finder::Finder;
pub use keep::Keep;
pub use library::Library;
pub use meeting::{Deed, Role, Room};
pub use offline::Offline;
pub use opening::Opened;
pub use own_text::OwnCopy;
pub use prefs::Prefs;
pub use saver::{SaveState, Saver};
pub use study::Study;
pub use voice::{Voice, VoiceState};
