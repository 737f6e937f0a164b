//! The screens that the app is looked at on.

/// A screen in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Screen {
    /// Its name in file names.
    pub name: &'static str,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
    /// Device pixels for one CSS pixel.
    pub scale: f64,
    /// Whether it is held in a hand.
    pub phone: bool,
}

impl Screen {
    /// A phone of today.
    pub const PHONE: Self = Self { name: "390x844", width: 390, height: 844, scale: 2.0, phone: true };
    /// A phone so long that no bar ever lies over anything: where positions are judged, not looks.
    pub const LONG: Self = Self { name: "390x5000", width: 390, height: 5000, scale: 1.0, phone: true };
    /// The smallest phone that is supported.
    pub const SMALL: Self = Self { name: "320x640", width: 320, height: 640, scale: 2.0, phone: true };
    /// A laptop.
    pub const LAPTOP: Self = Self { name: "1366x768", width: 1366, height: 768, scale: 1.0, phone: false };
    /// A projector.
    pub const WIDE: Self = Self { name: "1920x1080", width: 1920, height: 1080, scale: 1.0, phone: false };
}
