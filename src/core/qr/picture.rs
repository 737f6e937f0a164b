//! A picture in black and white.

/// Which pixels are dark. Outside everything is light.
pub(super) struct Picture {
    width: usize,
    height: usize,
    dark: Vec<bool>,
}

/// How much darker than its surroundings a dark pixel is, in percent of them.
const DARKER: u64 = 15;

impl Picture {
    /// Tells dark from light by the mean of the surroundings, so many pixels in every direction, for light is never the
    /// same all over. `grey` must have width × height pixels.
    pub(super) fn new(width: usize, height: usize, grey: &[u8], reach: usize) -> Self {
        // Sums over everything above and to the left of each pixel, with an edge of nothing.
        let row = width + 1;
        let mut sums = vec![0_u32; row * (height + 1)];
        for (y, line) in grey.chunks_exact(width).enumerate() {
            let mut sum = 0;
            for (x, pixel) in line.iter().enumerate() {
                sum += u32::from(*pixel);
                sums[(y + 1) * row + x + 1] = sums[y * row + x + 1] + sum;
            }
        }
        let mut dark = Vec::with_capacity(grey.len());
        for (y, line) in grey.chunks_exact(width).enumerate() {
            let (top, bottom) = (y.saturating_sub(reach) * row, (y + reach + 1).min(height) * row);
            for (x, pixel) in line.iter().enumerate() {
                let (left, right) = (x.saturating_sub(reach), (x + reach + 1).min(width));
                let sum = sums[bottom + right] + sums[top + left] - sums[top + right] - sums[bottom + left];
                let count = ((bottom - top) / row * (right - left)) as u64;
                dark.push(u64::from(*pixel) * count * 100 < u64::from(sum) * (100 - DARKER));
            }
        }
        Self { width, height, dark }
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = &[bool]> {
        self.dark.chunks_exact(self.width)
    }

    /// Whether the pixel that holds a point is dark.
    pub(super) fn is_dark(&self, at: Point) -> bool {
        let (x, y) = (at.x, at.y);
        self.holds(at) && self.dark.get(y as usize * self.width + x as usize).is_some_and(|dark| *dark)
    }

    /// Whether a point is in the picture. A number that is none is in no picture.
    pub(super) fn holds(&self, at: Point) -> bool {
        at.x >= 0.0 && at.y >= 0.0 && at.x < self.width as f64 && at.y < self.height as f64
    }
}

/// A point or the way between two, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

impl Point {
    pub(super) const fn plus(self, other: Self, times: f64) -> Self {
        Self { x: self.x + other.x * times, y: self.y + other.y * times }
    }

    pub(super) const fn minus(self, other: Self) -> Self {
        self.plus(other, -1.0)
    }

    /// Twice the area between two ways; positive when the second points to the right of the first, y going down.
    pub(super) const fn cross(self, other: Self) -> f64 {
        self.x * other.y - self.y * other.x
    }

    pub(super) const fn dot(self, other: Self) -> f64 {
        self.x * other.x + self.y * other.y
    }

    pub(super) fn length(self) -> f64 {
        self.dot(self).sqrt()
    }
}
