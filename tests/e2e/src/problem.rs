//! Why a test failed, in words.

use std::fmt;

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem(pub String);

/// What every step of a test returns.
pub type Outcome<T = ()> = Result<T, Problem>;

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<thirtyfour::error::WebDriverError> for Problem {
    fn from(error: thirtyfour::error::WebDriverError) -> Self {
        // The driver's own stack trace says nothing about the app.
        let text = error.to_string();
        let told: Vec<&str> = text
            .lines()
            .map(str::trim)
            .take_while(|line| !line.starts_with("Stacktrace"))
            .filter(|line| !line.is_empty())
            .collect();
        Self(told.join(" "))
    }
}

impl From<std::io::Error> for Problem {
    fn from(error: std::io::Error) -> Self {
        Self(error.to_string())
    }
}

impl From<serde_json::Error> for Problem {
    fn from(error: serde_json::Error) -> Self {
        Self(format!("unexpected JSON: {error}"))
    }
}

/// Ends the test.
///
/// # Errors
/// Always.
pub fn fail<T>(words: impl Into<String>) -> Outcome<T> {
    Err(Problem(words.into()))
}

/// Ends the test unless `condition` holds.
///
/// # Errors
/// With `words` when it does not.
pub fn ensure(condition: bool, words: impl Into<String>) -> Outcome {
    if condition { Ok(()) } else { fail(words) }
}

/// Says what was being done when something went wrong.
pub trait Doing<T> {
    /// Puts `what` in front of the problem.
    ///
    /// # Errors
    /// The same, told better.
    fn doing(self, what: &str) -> Outcome<T>;
}

impl<T, E: Into<Problem>> Doing<T> for Result<T, E> {
    fn doing(self, what: &str) -> Outcome<T> {
        self.map_err(|error| Problem(format!("{what}: {}", error.into())))
    }
}
