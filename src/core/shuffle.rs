//! Shuffles that depend on nothing but their seed, so that a session looks the same after every restart and a paper the
//! same on every phone. The generator is spelled out because its sequence is part of the stored format: a library may
//! change its algorithm, this one must not.

/// `SplitMix64` (Steele, Lea, Flood 2014).
#[derive(Clone, Debug)]
pub struct Rng(u64);

impl Rng {
    /// A generator for one purpose: the same `seed` and `salt` always give the same sequence.
    #[must_use]
    pub fn new(seed: u64, salt: &str) -> Self {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        for byte in salt.bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        Self(seed ^ hash)
    }

    /// The next 64 bits.
    pub const fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `bound`, which must not be 0. The bias for the bounds used here (below 2^16) is under 2^-48.
    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next_u64() % bound as u64).unwrap_or(0)
    }

    /// Fisher–Yates.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

/// A permutation of `0..count`: position → canonical index.
#[must_use]
pub fn permutation(count: usize, seed: u64, salt: &str) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    Rng::new(seed, salt).shuffle(&mut order);
    order
}

/// A permutation that is not the identity (for two or more items): an order to be found must not already stand there.
#[must_use]
pub fn derangement(count: usize, seed: u64, salt: &str) -> Vec<usize> {
    let mut order = permutation(count, seed, salt);
    if order.iter().enumerate().all(|(place, item)| place == *item) {
        order.rotate_left(usize::from(count > 1));
    }
    order
}
