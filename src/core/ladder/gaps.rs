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
        let spared: Vec<usize> = sizes.iter().map(|size| size.saturating_sub(1)).collect();
        let mut chosen = choose(&stretches(&lines, &spared, SHORTEST, &mut rng), &spared, wanted);
        if chosen.is_empty() {
            chosen = choose(&stretches(&lines, &sizes, 1, &mut rng), &sizes, wanted);
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

/// Stretches without marks, with at least one character between two of them, in random order. `most` is how many
/// characters may be left out of each line, `least` how short a stretch may be where fewer than [`SHORTEST`] characters
/// stand together.
fn stretches(lines: &[Vec<char>], most: &[usize], least: usize, rng: &mut Rng) -> Vec<Stretch> {
    let mut found = Vec::new();
    for (place, (line, most)) in lines.iter().zip(most).enumerate() {
        let mut at = 0;
        while at < line.len() {
            let run = line[at..].iter().take_while(|c| fold_char(**c).is_some()).count();
            let (shortest, longest) = (SHORTEST.min(run).max(least), LONGEST.min(run).min(*most));
            if run == 0 || longest < shortest {
                at += run.max(1);
                continue;
            }
            let length = shortest + rng.below(longest - shortest + 1);
            let from = at + rng.below((run - length).min(1) + 1);
            found.push(Stretch { line: place, from, length });
            at = from + length + 1;
        }
    }
    rng.shuffle(&mut found);
    found
}

/// Takes stretches until `wanted` characters are left out, of each line no more than `most`.
fn choose(stretches: &[Stretch], most: &[usize], wanted: usize) -> Vec<Stretch> {
    let mut left = most.to_vec();
    let mut out = 0;
    let take = |stretch: &&Stretch| {
        let fits = out < wanted && stretch.length <= left[stretch.line];
        if fits {
            left[stretch.line] -= stretch.length;
            out += stretch.length;
        }
        fits
    };
    stretches.iter().filter(take).copied().collect()
}
