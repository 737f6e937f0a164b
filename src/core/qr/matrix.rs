//! The squares of a code.

/// A square of dark and light modules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    size: usize,
    dark: Vec<bool>,
}

impl Matrix {
    /// Light modules to leave around a code.
    pub const QUIET: usize = 4;

    /// Each module as `dark` says for its column and row.
    #[must_use]
    pub fn new(size: usize, mut dark: impl FnMut(usize, usize) -> bool) -> Self {
        let mut all = Vec::with_capacity(size * size);
        for y in 0..size {
            all.extend((0..size).map(|x| dark(x, y)));
        }
        Self { size, dark: all }
    }

    /// Modules along a side.
    #[must_use]
    pub const fn size(&self) -> usize {
        self.size
    }

    /// Whether the module in a column and row is dark; outside everything is light.
    #[must_use]
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        x < self.size && self.dark.get(y * self.size + x).is_some_and(|dark| *dark)
    }

    pub(super) fn set(&mut self, x: usize, y: usize, dark: bool) {
        if let Some(module) = self.dark.get_mut(y * self.size + x).filter(|_| x < self.size) {
            *module = dark;
        }
    }

    /// Side of the drawing in modules, the quiet zone included: for its `viewBox`.
    #[must_use]
    pub const fn side(&self) -> usize {
        self.size + 2 * Self::QUIET
    }

    /// All dark modules as one path, each row's runs as one rectangle. One module is one unit; the light ground has to be
    /// painted below it.
    #[must_use]
    pub fn path(&self) -> String {
        let mut path = String::new();
        for y in 0..self.size {
            let mut x = 0;
            while x < self.size {
                let run = (x..self.size).take_while(|x| self.is_dark(*x, y)).count();
                if run > 0 {
                    path += &format!("M{} {}h{run}v1h-{run}z", x + Self::QUIET, y + Self::QUIET);
                }
                x += run.max(1);
            }
        }
        path
    }
}
