//! From a text to its paragraphs.

/// Every line with text, without the spaces at its ends: indents are typed with full-width spaces, and files bring
/// byte-order marks and other characters that nobody sees.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<String> {
    text.split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}', '\u{c}', '\u{b}'])
        .map(|line| line.trim_matches(is_blank))
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}
