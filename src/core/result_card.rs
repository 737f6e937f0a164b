//! A result as a picture to be shared: what was practised and how it went, and nothing about whose it is.

use crate::core::map::{FONTS, escaped};

/// What stands on the picture.
#[derive(Clone, Copy, Debug)]
pub struct Result<'a> {
    /// What was practised.
    pub scope: &'a str,
    /// How it went, in one line.
    pub headline: &'a str,
    /// The course.
    pub course: &'a str,
    /// The day.
    pub day: &'a str,
    /// Answers that were right.
    pub right: usize,
    /// Answers.
    pub answered: usize,
}

/// Characters of the largest line that fit in the width.
const FITTING: usize = 11;

/// Draws the picture: an upright sheet of 540 × 675.
#[must_use]
pub fn svg(result: &Result<'_>) -> String {
    const WIDTH: usize = 444;
    let part = WIDTH * result.right.min(result.answered) / result.answered.max(1);
    let [scope, headline, course, day] = [result.scope, result.headline, result.course, result.day].map(escaped);
    let size = if result.headline.chars().count() > FITTING { 34 } else { 44 };
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="540" height="675" viewBox="0 0 540 675" font-family="{FONTS}"><rect width="540" height="675" fill="#faf7f2"/><rect width="540" height="12" fill="#b3261e"/><text x="48" y="96" font-size="26" font-weight="700" fill="#b3261e">作表率</text><text x="48" y="250" font-size="26" fill="#5b5650">{scope}</text><text x="48" y="320" font-size="{size}" font-weight="700" fill="#1f1c19">{headline}</text><rect x="48" y="364" width="{WIDTH}" height="16" rx="8" fill="#e6dfd4"/><rect x="48" y="364" width="{part}" height="16" rx="8" fill="#c8973a"/><text x="48" y="560" font-size="22" fill="#5b5650">{course}</text><text x="48" y="600" font-size="22" fill="#5b5650">{day}</text></svg>"##
    )
}
