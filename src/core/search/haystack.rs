//! All texts of one kind in one row, so that a search is one walk through memory.

use super::initials::Initials;
use super::pieces::{Piece, Rank};
use super::query::{Word, unit};

/// Stands between two pieces; nobody can type it.
const BREAK: u16 = 0;

/// Ranks, each with hits at the beginning of a piece before those inside.
const SCORES: usize = 6;

/// The searchable form of things of one kind.
#[derive(Debug, Default)]
pub(super) struct Haystack {
    units: Vec<u16>,
    entries: Vec<Entry>,
}

/// Where one thing begins, and where its pieces of second and third rank do.
#[derive(Clone, Copy, Debug)]
struct Entry {
    start: usize,
    second: usize,
    third: usize,
}

impl Haystack {
    /// Adds a thing whose pieces are in the order of their ranks.
    pub(super) fn push(&mut self, pieces: &[Piece<'_>]) {
        let start = self.units.len();
        let mut entry = Entry { start, second: start, third: start };
        for piece in pieces {
            self.units.push(BREAK);
            self.units.extend(piece.text.chars().filter_map(unit));
            let end = self.units.len();
            match piece.rank {
                Rank::First => (entry.second, entry.third) = (end, end),
                Rank::Second => entry.third = end,
                Rank::Third => {}
            }
        }
        self.entries.push(entry);
    }

    /// The best `limit` things that have all the words, by their place, and how many there are in all. The worst of a
    /// thing's words decides; equals stay in their order.
    pub(super) fn search(&self, words: &[Word], initials: &Initials, limit: usize) -> (Vec<usize>, usize) {
        let mut best: [Vec<usize>; SCORES] = Default::default();
        let mut total = 0;
        let Some((first, others)) = words.split_first() else { return (Vec::new(), 0) };
        let (mut at, mut place) = (0, 0);
        while let Some(hit) = first.find(&self.units[at..], initials) {
            let hit = at + hit;
            while self.end(place) <= hit {
                place += 1;
            }
            let (entry, end) = (self.entries[place], self.end(place));
            at = end;
            let inside = &self.units[entry.start..end];
            let worst = others.iter().try_fold(self.score(entry, hit), |worst, word| {
                let hit = entry.start + word.find(inside, initials)?;
                Some(worst.max(self.score(entry, hit)))
            });
            if let Some(score) = worst {
                total += 1;
                if best[score].len() < limit {
                    best[score].push(place);
                }
            }
        }
        let mut best = best.concat();
        best.truncate(limit);
        (best, total)
    }

    /// Where a thing ends.
    fn end(&self, place: usize) -> usize {
        self.entries.get(place + 1).map_or(self.units.len(), |next| next.start)
    }

    /// How good a hit is that begins at `at`; 0 is best.
    fn score(&self, entry: Entry, at: usize) -> usize {
        let rank = usize::from(at >= entry.second) + usize::from(at >= entry.third);
        2 * rank + usize::from(self.units[at - 1] != BREAK)
    }
}
