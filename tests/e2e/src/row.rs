//! Tables of measurements with their limits.

/// The measurements of one kind and the limit for their median.
#[derive(Debug)]
pub struct Row {
    name: String,
    limit: f64,
    /// What was measured.
    pub values: Vec<f64>,
}

impl Row {
    /// A row without measurements; an infinite limit is none.
    #[must_use]
    pub fn new(name: impl Into<String>, limit: f64) -> Self {
        Self { name: name.into(), limit, values: Vec::new() }
    }

    fn median(&self) -> f64 {
        let mut sorted = self.values.clone();
        sorted.sort_by(f64::total_cmp);
        sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
    }

    /// `name  median (min–max)  limit  ratio`
    fn line(&self) -> String {
        let least = self.values.iter().copied().fold(f64::INFINITY, f64::min);
        let most = self.values.iter().copied().fold(0.0, f64::max);
        let (median, name) = (self.median(), &self.name);
        let range = format!("{least:.0}–{most:.0}");
        if self.limit.is_finite() {
            let word = if median <= self.limit { "ok" } else { "OVER" };
            format!("{word:<5}{name:<28} {median:>6.0} {range:>13} {:>6.0} {:>6.2}", self.limit, median / self.limit)
        } else {
            format!("{:<5}{name:<28} {median:>6.0} {range:>13}", "")
        }
    }
}

/// Prints a table: unit and name above it, then its rows.
pub fn print(unit: &str, name: &str, rows: &[Row]) {
    println!("{unit:<5}{name:<28} {:>6} {:>13} {:>6} {:>6}", "median", "range", "limit", "ratio");
    for row in rows {
        println!("{}", row.line());
    }
}
