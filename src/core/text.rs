//! Comparing Chinese text the way a reader does: by its characters, not by its typography.

/// Folds away what does not change the wording, so that two spellings of one answer compare equal: full-width letters,
/// digits and marks become half-width, letters lower case; quotes, book-title marks, spaces and every other
/// punctuation disappear, because a typed `、` for `，` or a missing 「」 is not a mistake of content.
///
/// Idempotent: folding a folded text changes nothing.
#[must_use]
pub fn fold(text: &str) -> String {
    text.chars().filter_map(fold_char).collect()
}

/// The folded form of one character, or `None` when it carries no wording.
#[must_use]
pub fn fold_char(c: char) -> Option<char> {
    let half = match c {
        // Full-width forms of ASCII lie at a fixed distance.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{fe62}' => '+',
        _ => c,
    };
    let half = half.to_ascii_lowercase();
    let kept = if half.is_ascii() {
        // The plus sign is part of names such as 机关党建+.
        half.is_ascii_alphanumeric() || half == '+'
    } else {
        !is_cjk_punctuation(half) && !half.is_whitespace() && !half.is_control() && !is_invisible(half)
    };
    kept.then_some(half)
}

/// Marks of Chinese and general typography that do not belong to the wording.
#[must_use]
pub const fn is_cjk_punctuation(c: char) -> bool {
    matches!(c,
        '\u{2010}'..='\u{2027}' // dashes, quotes, ellipsis
        | '\u{2030}'..='\u{205e}'
        | '\u{22ef}' // ellipsis of some keyboards
        | '\u{2e00}'..='\u{2e7f}' // the long dash ⸺
        | '\u{3000}'..='\u{3003}'
        | '\u{3008}'..='\u{3020}' // brackets, 「」, 《》, 〔〕
        | '\u{3030}'
        | '\u{00b7}' | '\u{30fb}' // middle dots
        | '\u{fe30}'..='\u{fe6f}' // vertical and small forms
        | '\u{ff5f}'..='\u{ff65}'
        | '\u{ffe3}'
        | '\u{00a0}' | '\u{00ab}' | '\u{00bb}')
}

/// Zero-width and direction characters that input methods and copied text leave behind.
#[must_use]
pub const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}') // variation selectors
}

/// A text of one line as it is seen: without control characters, without what has no width or turns the direction of
/// what stands beside it, and without blanks at its ends.
#[must_use]
pub fn visible(text: &str) -> String {
    let seen: String = text.chars().filter(|c| !c.is_control() && !is_invisible(*c)).collect();
    seen.trim().to_owned()
}

/// Number of characters as a reader counts them; enough for Chinese, where one scalar value is one character.
#[must_use]
pub fn len(text: &str) -> usize {
    text.chars().count()
}
