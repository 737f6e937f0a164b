//! Reading aloud: what is said, sentence by sentence, and by which voice.
//!
//! Sentences, because browsers are unreliable with more: some stop a long utterance after a quarter of a minute, some
//! cannot pause within one.

use crate::core::course::Concept;
use crate::core::question::BLANK;
use crate::core::text::fold_char;

/// What is said for a blank.
const SPOKEN_BLANK: &str = "空格";

/// With so many characters said, the next pause ends an utterance: 15 seconds of the slowest speed, with room for the
/// clause that runs on.
const BREATH: usize = 30;

/// What becomes of a character.
enum Sound {
    /// It is said, or shapes how its neighbours are.
    Said,
    /// Nothing is heard of it.
    Silent,
    /// A short pause, written as this mark.
    Pause(char),
    /// The end of a sentence.
    End,
}

const fn sound(c: char) -> Sound {
    match c {
        '。' | '！' | '？' | '；' | '!' | '?' | ';' | '\n' => Sound::End,
        '，' | '、' | '：' => Sound::Pause(c),
        '（' | '）' | '(' | ')' | '【' | '】' | '〔' | '〕' | '—' | '─' | '…' | '→' | '/' => {
            Sound::Pause('，')
        }
        '“' | '”' | '‘' | '’' | '"' | '\'' | '「' | '」' | '『' | '』' | '《' | '》' | '〈' | '〉' | '¶' | '·'
        | '_' | '□' => Sound::Silent,
        _ => Sound::Said,
    }
}

const PAUSES: [char; 3] = ['，', '、', '：'];

/// The sentences of these parts in order, each to be one utterance. A part ends a sentence whether it has a full stop or
/// not, so that lists are said with pauses.
#[must_use]
pub fn sentences(parts: &[&str]) -> Vec<String> {
    let mut out = Vec::new();
    for part in parts {
        let mut sentence = String::new();
        for (place, piece) in part.split(BLANK).enumerate() {
            if place > 0 {
                sentence.push_str(SPOKEN_BLANK);
            }
            for c in piece.chars() {
                match sound(c) {
                    Sound::Said => sentence.push(c),
                    Sound::Silent => {}
                    Sound::Pause(mark) => {
                        if !sentence.is_empty() && !sentence.ends_with(PAUSES) {
                            sentence.push(mark);
                        }
                        if sentence.chars().count() > BREATH {
                            finish(&mut out, &mut sentence);
                        }
                    }
                    Sound::End => {
                        sentence.truncate(sentence.trim_end_matches(PAUSES).len());
                        if c != '\n' {
                            sentence.push(c);
                        }
                        finish(&mut out, &mut sentence);
                    }
                }
            }
        }
        sentence.truncate(sentence.trim_end_matches(PAUSES).len());
        finish(&mut out, &mut sentence);
    }
    out
}

/// Takes the sentence, if there is anything to be said.
fn finish(out: &mut Vec<String>, sentence: &mut String) {
    let whole = std::mem::take(sentence);
    let trimmed = whole.trim();
    if trimmed.chars().any(|c| fold_char(c).is_some()) {
        out.push(trimmed.to_owned());
    }
}

/// A concept's card: its title, wording, members and pairs, and the explanation.
#[must_use]
pub fn script_of(concept: &Concept) -> Vec<String> {
    let pairs: Vec<String> = concept.pairs.iter().map(|(left, right)| [left, "：", right].concat()).collect();
    let mut parts = vec![concept.title.as_str()];
    parts.extend(concept.text.as_deref());
    parts.extend(concept.members.iter().map(String::as_str));
    parts.extend(pairs.iter().map(String::as_str));
    parts.push(&concept.explain);
    sentences(&parts)
}

/// A question: its stem, the options with the letters A, B, C… that stand beside them, then what has no letter, all in
/// the order of the screen.
#[must_use]
pub fn script_of_question(stem: &str, options: &[String], others: &[String]) -> Vec<String> {
    let lettered: Vec<String> = (b'A'..=b'Z')
        .zip(options)
        .map(|(letter, option)| [char::from(letter).encode_utf8(&mut [0; 4]), "，", option].concat())
        .collect();
    let mut parts = vec![stem];
    parts.extend(lettered.iter().chain(others).map(String::as_str));
    sentences(&parts)
}

/// How well a voice of this language tag reads these texts, 0 = best; `None` when it does not read Chinese. Android
/// writes tags with `_`, and some engines say `cmn` for Mandarin.
#[must_use]
pub fn preference(lang: &str) -> Option<u8> {
    let mut tags = lang.split(['-', '_']);
    let language = tags.next()?;
    if !["zh", "cmn"].iter().any(|known| language.eq_ignore_ascii_case(known)) {
        return None;
    }
    let has = |wanted: &[&str]| tags.clone().any(|tag| wanted.iter().any(|known| tag.eq_ignore_ascii_case(known)));
    // Voices of Hong Kong speak Cantonese.
    Some(if has(&["HK", "MO"]) {
        3
    } else if has(&["CN"]) {
        0
    } else if has(&["TW", "Hant"]) {
        2
    } else {
        1
    })
}
