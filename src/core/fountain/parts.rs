//! Of which pieces a frame is the sum.

use crate::core::shuffle::Rng;

/// A bit for each piece. Those who send and those who receive must agree, so this is part of the format.
pub(super) fn parts(transfer: u32, number: u32, pieces: usize) -> Vec<u64> {
    let mut parts = vec![0; pieces.div_ceil(64)];
    match usize::try_from(number) {
        Ok(place) if place < pieces => parts[place / 64] = 1 << (place % 64),
        _ => {
            let mut rng = Rng::new(u64::from(transfer) << 32 | u64::from(number), "fountain");
            parts.fill_with(|| rng.next_u64());
            let unused = parts.len() * 64 - pieces;
            if let Some(last) = parts.last_mut() {
                *last >>= unused;
            }
            // The sum of nothing would say nothing.
            if parts.iter().all(|part| *part == 0) {
                parts[0] = 1;
            }
        }
    }
    parts
}

/// Whether a piece is among them.
pub(super) fn has(parts: &[u64], piece: usize) -> bool {
    parts.get(piece / 64).is_some_and(|part| part >> (piece % 64) & 1 == 1)
}

/// Adds one to the other.
pub(super) fn add(to: &mut [u64], other: &[u64]) {
    for (to, other) in to.iter_mut().zip(other) {
        *to ^= other;
    }
}
