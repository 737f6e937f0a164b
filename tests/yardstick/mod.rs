//! Texts for QR codes, and the codes that the yardstick of them draws.
#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses its part; helpers may panic")]

use biaoshuai::core::qr::Matrix;
use biaoshuai::core::shuffle::Rng;
use qrcodegen::QrCode;

const COMPACT: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/// As long a text of capitals and digits.
pub fn told(length: usize, seed: u64) -> String {
    let mut rng = Rng::new(seed, "told");
    let any = |_| char::from(COMPACT.as_bytes()[rng.below(36)]);
    "ZBS1:".chars().chain((5..length).map(any)).collect()
}

/// A code of the yardstick's as one of ours.
pub fn theirs(code: &QrCode) -> Matrix {
    let size = usize::try_from(code.size()).unwrap();
    let at = |at: usize| i32::try_from(at).unwrap();
    Matrix::new(size, |x, y| code.get_module(at(x), at(y)))
}
