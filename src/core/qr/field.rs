//! The field with 256 elements that the error correction works in.

/// Powers of the generator, and of which power each element is.
pub(super) struct Field {
    exp: [u8; 255],
    log: [u8; 256],
}

impl Field {
    pub(super) fn new() -> Self {
        let mut field = Self { exp: [0; 255], log: [0; 256] };
        let mut element = 1_u16;
        for power in 0..255 {
            field.exp[power] = element as u8;
            field.log[usize::from(element)] = power as u8;
            element <<= 1;
            if element & 0x100 != 0 {
                element ^= 0x11d;
            }
        }
        field
    }

    /// That power of the generator.
    pub(super) const fn power(&self, power: usize) -> u8 {
        self.exp[power % 255]
    }

    pub(super) fn times(&self, a: u8, b: u8) -> u8 {
        if a == 0 || b == 0 {
            return 0;
        }
        self.power(usize::from(self.log[usize::from(a)]) + usize::from(self.log[usize::from(b)]))
    }

    /// One over an element; 0 for 0.
    pub(super) fn inverse(&self, a: u8) -> u8 {
        if a == 0 { 0 } else { self.power(255 - usize::from(self.log[usize::from(a)])) }
    }

    /// The value of a polynomial, its lowest coefficient first.
    pub(super) fn value(&self, polynomial: &[u8], at: u8) -> u8 {
        polynomial.iter().rev().fold(0, |sum, coefficient| self.times(sum, at) ^ coefficient)
    }

    /// The check bytes of a block.
    pub(super) fn check(&self, data: &[u8], count: usize) -> Vec<u8> {
        // The product of (x − generator^i), highest coefficient (1) left out.
        let mut divisor = vec![0; count];
        if let Some(last) = divisor.last_mut() {
            *last = 1;
        }
        for root in 0..count {
            for place in 0..count {
                let next = divisor.get(place + 1).copied().unwrap_or(0);
                divisor[place] = self.times(divisor[place], self.power(root)) ^ next;
            }
        }
        let mut rest = vec![0; count];
        for byte in data {
            let factor = byte ^ rest.first().copied().unwrap_or(0);
            rest.rotate_left(1);
            if let Some(last) = rest.last_mut() {
                *last = 0;
            }
            for (rest, coefficient) in rest.iter_mut().zip(&divisor) {
                *rest ^= self.times(*coefficient, factor);
            }
        }
        rest
    }
}
