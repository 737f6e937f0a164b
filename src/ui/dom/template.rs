//! What never changes in an element, as one text: far smaller than calls that would say the same.
//!
//! Letters with their words, written by `macros/src/lib.rs`: open an element (its tag), close it, name and value of an
//! attribute, a text, and a hole. The words of a hole say what it is: `a`, `c`, `s`, `p` and the name of an attribute, a
//! class, a style, a property; `e` or (before the elements inside) `E` and the name of an event; `r` a reference; nothing for
//! a view.

/// A letter.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Letter {
    Open,
    Close,
    Name,
    Value,
    Text,
    Hole,
}

/// The letters of a template with their words.
pub(super) fn letters(template: &'static str) -> impl Iterator<Item = (Letter, &'static str)> {
    let mut rest = template;
    std::iter::from_fn(move || {
        let letter = match rest.as_bytes().first()? {
            1 => Letter::Open,
            2 => Letter::Close,
            3 => Letter::Name,
            4 => Letter::Value,
            5 => Letter::Text,
            _ => Letter::Hole,
        };
        let words = &rest[1..];
        let end = words.bytes().position(|byte| matches!(byte, 1..=6)).unwrap_or(words.len());
        rest = &words[end..];
        Some((letter, &words[..end]))
    })
}
