//! The third rung: stretches of the wording are left out and written by the reader.

use super::Ladder;
use super::clauses::counted;
use crate::core::shuffle::Rng;
use crate::core::text::{fold, fold_char};

/// Characters in a gap, at most and, where the wording allows it, at least.
const LONGEST: usize = 4;
const SHORTEST: usize = 2;

/// One in so many characters is left out.
const SHARE: usize = 3;

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Stands there.
    Shown(String),
    /// Is left out.
    Gap(String),
}

impl Piece {
    /// Its characters, shown or not.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Shown(text) | Self::Gap(text) => text,
        }
    }
}

/// Whether what was typed fills a gap; typography aside.
#[must_use]
pub fn fills(gap: &str, typed: &str) -> bool {
    fold(gap) == fold(typed)
}

/// A stretch of a line that may become a gap; places count characters of the line.
#[derive(Clone, Copy)]
struct Stretch {
    line: usize,
    from: usize,
    length: usize,
}

impl Ladder {
    /// The pieces of each line; together at least one gap and about a third of the characters. The same seed always
    /// leaves out the same. A whole line is left out only where every line is too short for anything else.
    #[must_use]
    pub fn gaps(&self, seed: u64) -> Vec<Vec<Piece>> {
        let mut rng = Rng::new(seed, "gaps");
        let lines: Vec<Vec<char>> = self.lines.iter().map(|line| line.text.chars().collect()).collect();
        let sizes: Vec<usize> = self.lines.iter().map(|line| counted(&line.text)).collect();
        let wanted = sizes.iter().sum::<usize>().div_ceil(SHARE);
        let mut chosen = choose(stretches(&lines, &mut rng, |line| sizes[line].saturating_sub(1)), wanted, |line| {
            sizes[line].saturating_sub(1)
        });
        if chosen.is_empty() {
            chosen = choose(stretches(&lines, &mut rng, |line| sizes[line]), wanted, |line| sizes[line]);
        }
        chosen.sort_unstable_by_key(|stretch| (stretch.line, stretch.from));
        let pieces = |(place, line): (usize, &Vec<char>)| {
            let mut pieces = Vec::new();
            let mut at = 0;
            for stretch in chosen.iter().filter(|stretch| stretch.line == place) {
                let end = stretch.from + stretch.length;
                push_shown(&mut pieces, &line[at..stretch.from]);
                pieces.push(Piece::Gap(line[stretch.from..end].iter().collect()));
                at = end;
            }
            push_shown(&mut pieces, &line[at..]);
            pieces
        };
        lines.iter().enumerate().map(pieces).collect()
    }
}

fn push_shown(pieces: &mut Vec<Piece>, characters: &[char]) {
    if !characters.is_empty() {
        pieces.push(Piece::Shown(characters.iter().collect()));
    }
}

/// Stretches without marks, with at least one character between two of them, in random order. `most` is how long one
/// may be in a line.
fn stretches(lines: &[Vec<char>], rng: &mut Rng, most: impl Fn(usize) -> usize) -> Vec<Stretch> {
    let mut found = Vec::new();
    for (place, line) in lines.iter().enumerate() {
        let longest = most(place).min(LONGEST);
        let mut at = 0;
        while at < line.len() {
            let run = line[at..].iter().take_while(|c| fold_char(**c).is_some()).count();
            let shortest = SHORTEST.min(run);
            if longest >= shortest && shortest > 0 {
                let length = shortest + rng.below(longest.min(run) - shortest + 1);
                let from = at + rng.below((run - length).min(1) + 1);
                found.push(Stretch { line: place, from, length });
                at = from + length + 1;
            } else {
                at += run.max(1);
            }
        }
    }
    rng.shuffle(&mut found);
    found
}

/// Takes stretches until `wanted` characters are left out, of each line no more than `most`.
fn choose(stretches: Vec<Stretch>, wanted: usize, most: impl Fn(usize) -> usize) -> Vec<Stretch> {
    let mut chosen: Vec<Stretch> = Vec::new();
    let (mut out, mut left_out) = (0, Vec::new());
    for stretch in stretches {
        left_out.resize(left_out.len().max(stretch.line + 1), 0);
        if out < wanted && left_out[stretch.line] + stretch.length <= most(stretch.line) {
            left_out[stretch.line] += stretch.length;
            out += stretch.length;
            chosen.push(stretch);
        }
    }
    chosen
}
