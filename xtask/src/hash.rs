//! SHA-256 as hex.

use sha2::{Digest, Sha256};
use std::fmt::Write;

/// SHA-256 of some bytes as 64 hex digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The first eight digits: enough to tell the builds of one file apart in its name.
pub(crate) fn short(bytes: &[u8]) -> String {
    let mut hex = sha256(bytes);
    hex.truncate(8);
    hex
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_value() {
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(short(b"abc"), "ba7816bf");
    }
}
