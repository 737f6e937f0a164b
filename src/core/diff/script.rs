//! Which characters of two texts belong together: a longest common subsequence in as few runs as possible.

use super::Change;

/// Characters of each text up to which everything is compared, common beginning and end aside. One byte is kept for
/// every pair: 4 MB at the most, some kB for the texts of a course.
const LONGEST: usize = 2000;

const fn bit(change: Change) -> u8 {
    1 << change as u8
}

/// The fate of every character in reading order: `Same` takes one from each side, `Missing` one from the old, `Extra`
/// one from the new.
///
/// Common beginning and end are cut off first. What lies between has as few changes as possible and, among those ways,
/// as few runs as possible, what is missing before what is extra. When it is longer than [`LONGEST`] on either side,
/// all of it is missing and all of it extra.
pub(super) fn script(mut old: &[char], mut new: &[char]) -> Vec<Change> {
    let mut script = Vec::with_capacity(old.len() + new.len());
    while let ([a, old_rest @ ..], [b, new_rest @ ..]) = (old, new)
        && a == b
    {
        script.push(Change::Same);
        (old, new) = (old_rest, new_rest);
    }
    let mut tail = 0;
    while let ([old_rest @ .., a], [new_rest @ .., b]) = (old, new)
        && a == b
    {
        tail += 1;
        (old, new) = (old_rest, new_rest);
    }
    if old.len().max(new.len()) <= LONGEST {
        walk(old, new, &mut script);
    } else {
        script.resize(script.len() + old.len(), Change::Missing);
        script.resize(script.len() + new.len(), Change::Extra);
    }
    script.resize(script.len() + tail, Change::Same);
    script
}

/// Goes through both texts along the table.
fn walk(old: &[char], new: &[char], script: &mut Vec<Change>) {
    let best = best_steps(old, new);
    let (mut i, mut j) = (0, 0);
    let mut change = Change::Same;
    while i < old.len() || j < new.len() {
        let steps = best[i * (new.len() + 1) + j];
        // The run goes on wherever that is as good as anything else.
        if steps & bit(change) == 0 {
            change = if steps & bit(Change::Same) != 0 {
                Change::Same
            } else if steps & bit(Change::Missing) != 0 {
                Change::Missing
            } else {
                Change::Extra
            };
        }
        script.push(change);
        i += usize::from(change != Change::Extra);
        j += usize::from(change != Change::Missing);
    }
}

/// For every place in both texts the [`bit`]s of the best steps from there, rows by the old text.
fn best_steps(old: &[char], new: &[char]) -> Vec<u8> {
    /// A change weighs more than all the runs of two texts of [`LONGEST`].
    const CHANGED: u32 = 2 * LONGEST as u32 + 1;
    let width = new.len() + 1;
    let mut best = vec![0; (old.len() + 1) * width];
    // What the rest of both texts costs, for one row of the table.
    let mut costs = vec![0; width];
    for i in (0..=old.len()).rev() {
        // The place after a character of both, which its row has given up already.
        let mut diagonal = 0;
        for j in (0..width).rev() {
            let at = i * width + j;
            let below = costs[j];
            let (mut least, mut steps) = (u32::MAX, 0);
            let mut consider = |change: Change, cost: u32, next: usize| {
                // Another step than the best ones begins a new run.
                let cost = cost + u32::from(best[next] & bit(change) == 0);
                if cost < least {
                    (least, steps) = (cost, 0);
                }
                if cost == least {
                    steps |= bit(change);
                }
            };
            if i < old.len() && j < new.len() && old[i] == new[j] {
                consider(Change::Same, diagonal, at + width + 1);
            }
            if i < old.len() {
                consider(Change::Missing, below + CHANGED, at + width);
            }
            if j < new.len() {
                consider(Change::Extra, costs[j + 1] + CHANGED, at + 1);
            }
            if steps == 0 {
                // The end: whatever came before, no run begins here.
                (least, steps) = (0, bit(Change::Same) | bit(Change::Missing) | bit(Change::Extra));
            }
            best[at] = steps;
            costs[j] = least;
            diagonal = below;
        }
    }
    best
}
