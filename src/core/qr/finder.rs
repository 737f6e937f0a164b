//! Finding the three corner marks: through the middle of one every straight line is dark, light, dark, light and dark as
//! 1 : 1 : 3 : 1 : 1.

use super::picture::{Picture, Point};

/// The most marks of a picture; with more it is no picture of codes.
const MARKS_MAX: usize = 48;
/// The most places that are looked at more closely.
const SEEN_MAX: usize = 160;

/// What may be a corner mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) at: Point,
    /// Pixels of a module, roughly.
    pub(super) unit: f64,
    /// Rows in which it was seen.
    rows: usize,
}

const ACROSS: Point = Point { x: 1.0, y: 0.0 };
const DOWN: Point = Point { x: 0.0, y: 1.0 };

/// All that may be corner marks.
pub(super) fn marks(picture: &Picture) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for (y, row) in picture.rows().enumerate() {
        let mut runs = [0_usize; 5];
        for x in 0..=row.len() {
            let is_dark = row.get(x).is_some_and(|dark| *dark);
            let was_dark = x > 0 && row[x - 1];
            if x > 0 && (is_dark != was_dark || x == row.len()) {
                if was_dark && is_mark(runs.map(|run| run as f64)) {
                    let middle = x as f64 - (runs[4] + runs[3]) as f64 - runs[2] as f64 / 2.0;
                    let unit = runs.iter().sum::<usize>() as f64 / 7.0;
                    note(&mut marks, picture, Point { x: middle, y: y as f64 + 0.5 }, unit);
                }
                runs.rotate_left(1);
                runs[4] = 0;
            }
            runs[4] += 1;
        }
    }
    // One row alone is chance. Where there are too many, so are few.
    let mut least = 2;
    while marks.iter().filter(|mark| mark.rows >= least).count() > MARKS_MAX {
        least += 1;
    }
    marks.retain(|mark| mark.rows >= least);
    marks
}

/// Looks closer at what looks like a mark in one row, and counts it.
fn note(marks: &mut Vec<Mark>, picture: &Picture, at: Point, unit: f64) {
    let near = |mark: &&mut Mark| {
        (mark.at.x - at.x).abs() < 1.5 * unit.min(mark.unit) && (mark.at.y - at.y).abs() < 3.0 * unit.min(mark.unit)
    };
    if let Some(mark) = marks.iter_mut().find(near) {
        mark.rows += 1;
        return;
    }
    if marks.len() >= SEEN_MAX {
        return;
    }
    // The row may be any through the mark: from its middle in the column the row's middle is the mark's.
    let Some((at, down)) = centred(picture, at, DOWN, unit) else { return };
    let Some((at, across)) = centred(picture, at, ACROSS, unit) else { return };
    if down < 2.0 * across && across < 2.0 * down {
        marks.push(Mark { at, unit: (down + across) / 2.0, rows: 1 });
    }
}

/// The middle of the mark along a line, and pixels of a module there.
fn centred(picture: &Picture, at: Point, way: Point, unit: f64) -> Option<(Point, f64)> {
    let [one, two] = [1.0, -1.0].map(|sign| arm(picture, at, Point { x: way.x * sign, y: way.y * sign }, unit));
    let (one, two) = (one?, two?);
    let runs = [two[2] - two[1], two[1] - two[0], two[0] + one[0], one[1] - one[0], one[2] - one[1]];
    let length = one[2] + two[2];
    is_mark(runs).then(|| (at.plus(way, (one[0] - two[0]) / 2.0), length / 7.0))
}

/// How far from the middle of a mark its core ends, its light ring and its dark ring, in steps of `way`, which is about
/// a pixel.
fn arm(picture: &Picture, from: Point, way: Point, unit: f64) -> Option<[f64; 3]> {
    let mut ends = [0.0; 3];
    let mut found = 0;
    for step in 0..(12.0 * unit) as u32 + 4 {
        if picture.is_dark(from.plus(way, f64::from(step))) == (found != 1) {
            continue;
        }
        ends[found] = f64::from(step) - 0.5;
        found += 1;
        if found == 3 {
            return Some(ends);
        }
    }
    None
}

/// Pixels of a module along the line through a mark, seen both ways; `None` when there is no mark.
pub(super) fn unit_along(picture: &Picture, mark: Mark, way: Point) -> Option<f64> {
    let length = way.length();
    // Half pixels, for along a slope whole ones are coarse.
    let half = Point { x: way.x / length / 2.0, y: way.y / length / 2.0 };
    let back = Point { x: -half.x, y: -half.y };
    let one = arm(picture, mark.at, half, mark.unit * 2.0)?;
    let two = arm(picture, mark.at, back, mark.unit * 2.0)?;
    Some((one[2] + two[2]) / 14.0)
}

fn is_mark(runs: [f64; 5]) -> bool {
    let unit = runs.iter().sum::<f64>() / 7.0;
    let slack = unit * 0.6 + 0.5;
    unit >= 1.0
        && runs.iter().zip([1.0, 1.0, 3.0, 1.0, 1.0]).all(|(run, want)| (run - want * unit).abs() < slack * want.sqrt())
}
