//! Where a wording can be taken apart.

use crate::core::text::{fold, fold_char};

/// Shorter than this (in characters that count) a clause is a crumb and stays with its neighbour.
const CLAUSE_MIN: usize = 3;

/// The same for the finer phrases.
const PHRASE_MIN: usize = 2;

/// A phrase may end behind this.
const AFTER: char = '的';

/// A phrase may begin with one of these.
const BEFORE: [char; 5] = ['是', '和', '与', '让', '越'];

/// Whether a wording can be taken apart behind this mark.
pub(super) const fn is_break(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '：' | '！' | '？' | '、' | ',' | ';' | ':' | '!' | '?' | '…')
}

const fn depth_change(c: char) -> isize {
    match c {
        '“' | '‘' | '「' | '『' | '《' | '〈' | '（' | '(' | '【' | '〔' => 1,
        '”' | '’' | '」' | '』' | '》' | '〉' | '）' | ')' | '】' | '〕' => -1,
        _ => 0,
    }
}

/// The clauses of a text, each with its marks; joined they are the text. What stands in quotes or brackets stays whole.
pub(super) fn clauses(text: &str) -> Vec<&str> {
    cut(text, CLAUSE_MIN, |before, _| is_break(before))
}

/// Finer pieces, by the words that begin or end a phrase; joined they are the text.
pub(super) fn phrases(text: &str) -> Vec<&str> {
    cut(text, PHRASE_MIN, |before, after| is_break(before) || before == AFTER || BEFORE.contains(&after))
}

/// Cuts where `may` allows it between two characters, but never off a piece of fewer than `min` characters, inside
/// quotes or brackets, or before a mark.
fn cut(text: &str, min: usize, may: impl Fn(char, char) -> bool) -> Vec<&str> {
    let mut pieces: Vec<&str> = Vec::new();
    let (mut from, mut depth) = (0, 0);
    let mut before = None;
    for (at, after) in text.char_indices() {
        let opens = depth_change(after) > 0;
        if depth <= 0
            && before.is_some_and(|before| may(before, after))
            && (opens || fold_char(after).is_some())
            && counted(&text[from..at]) >= min
            && counted(&text[at..]) >= min
        {
            pieces.push(&text[from..at]);
            from = at;
        }
        depth += depth_change(after);
        before = Some(after);
    }
    if counted(&text[from..]) > 0 {
        pieces.push(&text[from..]);
    }
    pieces
}

/// Number of characters that count.
pub(super) fn counted(text: &str) -> usize {
    fold(text).chars().count()
}
