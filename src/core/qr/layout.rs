//! Where everything stands in a code, from the standard's tables.

use super::matrix::Matrix;

/// How much of a code is there to mend the rest: 7, 15, 25 or 30 %.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    Low,
    Medium,
    Quartile,
    High,
}

impl Level {
    /// By the number in a code.
    pub(super) const fn by_number(number: u16) -> Self {
        match number & 3 {
            0 => Self::Medium,
            1 => Self::Low,
            2 => Self::High,
            _ => Self::Quartile,
        }
    }
}

/// Check bytes of each block, by level and version.
const CHECKS: [&[u8; 40]; 4] = [
    &[
        7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26, 28, 30, 30,
        30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
    ],
    &[
        10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28, 28,
        28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
    ],
    &[
        13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30, 28, 30, 30, 30, 30, 28, 30, 30,
        30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
    ],
    &[
        17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28, 30, 24, 30, 30, 30, 30, 30, 30,
        30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
    ],
];

/// Blocks, by level and version.
const BLOCKS: [&[u8; 40]; 4] = [
    &[
        1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18,
        19, 19, 20, 21, 22, 24, 25,
    ],
    &[
        1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31,
        33, 35, 37, 38, 40, 43, 45, 47, 49,
    ],
    &[
        1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20, 23, 23, 25, 27, 29, 34, 34, 35, 38, 40,
        43, 45, 48, 51, 53, 56, 59, 62, 65, 68,
    ],
    &[
        1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25, 25, 34, 30, 32, 35, 37, 40, 42, 45, 48,
        51, 54, 57, 60, 63, 66, 70, 74, 77, 81,
    ],
];

/// A version, 1 to 40: how large a code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Version(usize);

impl Version {
    pub(super) fn all() -> impl Iterator<Item = Self> {
        (1..=40).map(Self)
    }

    /// By the number of modules along a side.
    pub(super) fn by_size(size: usize) -> Option<Self> {
        Self::all().find(|version| version.size() == size)
    }

    pub(super) const fn number(self) -> usize {
        self.0
    }

    pub(super) const fn size(self) -> usize {
        17 + 4 * self.0
    }

    /// Data bytes and check bytes of every block.
    pub(super) fn blocks(self, level: Level) -> Vec<(usize, usize)> {
        let checks = usize::from(CHECKS[level as usize][self.0 - 1]);
        let blocks = usize::from(BLOCKS[level as usize][self.0 - 1]);
        let bytes = self.modules() / 8;
        let longer = blocks - bytes % blocks;
        (0..blocks).map(|block| (bytes / blocks - checks + usize::from(block >= longer), checks)).collect()
    }

    /// Modules that are not there to find one's way.
    const fn modules(self) -> usize {
        let all = (16 * self.0 + 128) * self.0 + 64;
        if self.0 == 1 {
            return all;
        }
        let marks = self.0 / 7 + 2;
        all + 55 - (25 * marks - 10) * marks - if self.0 < 7 { 0 } else { 36 }
    }

    /// Where alignment marks stand, in both directions.
    pub(super) fn marks(self) -> Vec<usize> {
        if self.0 == 1 {
            return Vec::new();
        }
        let marks = self.0 / 7 + 2;
        let step = if self.0 == 32 { 26 } else { (self.0 * 4 + marks * 2 + 1) / (marks * 2 - 2) * 2 };
        std::iter::once(6).chain((0..marks - 1).rev().map(|i| self.size() - 7 - i * step)).collect()
    }

    /// The modules that hold data, in their order.
    pub(super) fn path(self) -> Vec<(usize, usize)> {
        let (size, marks) = (self.size(), self.marks());
        let mark = |at: usize| marks.iter().position(|mark| mark.abs_diff(at) <= 2);
        let last = marks.len().saturating_sub(1);
        let is_free = |x: usize, y: usize| {
            let corner = (x < 9 && (y < 9 || y + 8 >= size)) || (x + 8 >= size && y < 9);
            let version = self.0 >= 7 && ((x < 6 && y + 11 >= size) || (x + 11 >= size && y < 6));
            let aligned = mark(x).zip(mark(y)).is_some_and(|at| at != (0, 0) && at != (0, last) && at != (last, 0));
            !corner && !version && !aligned && x != 6 && y != 6
        };
        let mut path = Vec::with_capacity(self.modules());
        // Columns in pairs from the right, the one of the timing marks left out, upwards and downwards by turns.
        let pairs = (1..=size / 2).map(|pair| size - 2 * pair).map(|left| if left < 7 { left - 1 } else { left });
        for (turn, left) in pairs.enumerate() {
            for step in 0..size {
                let y = if turn % 2 == 0 { size - 1 - step } else { step };
                path.extend([left + 1, left].into_iter().filter(|x| is_free(*x, y)).map(|x| (x, y)));
            }
        }
        path
    }
}

/// Whether a mask turns a module.
pub(super) const fn is_masked(mask: u16, x: usize, y: usize) -> bool {
    0 == match mask {
        0 => (x + y) % 2,
        1 => y % 2,
        2 => x % 3,
        3 => (x + y) % 3,
        4 => (x / 3 + y / 2) % 2,
        5 => x * y % 2 + x * y % 3,
        6 => (x * y % 2 + x * y % 3) % 2,
        _ => ((x + y) % 2 + x * y % 3) % 2,
    }
}

/// The fifteen bits that say level and mask.
pub(super) fn format(data: u16) -> u16 {
    let rest = (0..10).fold(data, |rest, _| (rest << 1) ^ ((rest >> 9) * 0x537));
    (data << 10 | rest) ^ 0x5412
}

/// Where the fifteen bits stand, the lowest first, in both places.
pub(super) fn format_places(size: usize) -> [[(usize, usize); 15]; 2] {
    let near = |bit: usize| match bit {
        0..=5 => (8, bit),
        6 | 7 => (8, bit + 1),
        8 => (7, 8),
        _ => (14 - bit, 8),
    };
    let far = |bit: usize| if bit < 8 { (size - 1 - bit, 8) } else { (8, size + bit - 15) };
    [std::array::from_fn(near), std::array::from_fn(far)]
}

/// A code with everything in it that does not depend on the data.
pub(super) fn frame(version: Version) -> Matrix {
    let (size, marks) = (version.size(), version.marks());
    let mut matrix = Matrix::new(size, |x, y| (x == 6 || y == 6) && (x + y) % 2 == 0);
    let mut rings = |cx: usize, cy: usize, reach: usize| {
        for x in cx.saturating_sub(reach)..=cx + reach {
            for y in cy.saturating_sub(reach)..=cy + reach {
                let ring = x.abs_diff(cx).max(y.abs_diff(cy));
                // Finder: core of 3, ring at 3. Alignment: core of 1, ring at 2.
                matrix.set(x, y, if reach == 2 { ring != 1 } else { ring < 2 || ring == 3 });
            }
        }
    };
    for (column, x) in marks.iter().enumerate() {
        for (row, y) in marks.iter().enumerate() {
            let last = marks.len() - 1;
            if ![(0, 0), (0, last), (last, 0)].contains(&(column, row)) {
                rings(*x, *y, 2);
            }
        }
    }
    for (x, y) in [(3, 3), (size - 4, 3), (3, size - 4)] {
        rings(x, y, 4);
    }
    if version.number() >= 7 {
        let number = version.number();
        let rest = (0..12).fold(number, |rest, _| (rest << 1) ^ ((rest >> 11) * 0x1f25));
        for bit in 0..18 {
            let (far, near) = (size - 11 + bit % 3, bit / 3);
            let dark = (number << 12 | rest) >> bit & 1 == 1;
            matrix.set(far, near, dark);
            matrix.set(near, far, dark);
        }
    }
    matrix.set(8, size - 8, true);
    matrix
}
