//! Checks the part of a question that depends on its type.

use super::{At, check_distinct};
use crate::core::course::raw::{RawAnswer, RawQuestion};
use crate::core::question::{BLANK, Body, Choice, Group, QuestionKind};
use crate::core::text::{fold, len};

/// Options are lettered A–H.
const OPTIONS_MAX: usize = 8;

/// The compiled body, or `None` with at least one problem reported.
pub(super) fn body(raw: &RawQuestion, at: &mut At<'_>) -> Option<Body> {
    reject_foreign_fields(raw, at);
    match raw.kind {
        QuestionKind::Single | QuestionKind::Multiple => choices(raw, at),
        QuestionKind::TrueFalse => match raw.answer {
            Some(RawAnswer::Truth(truth)) => Some(Body::TrueFalse(truth)),
            _ => {
                at.say("a truefalse question needs answer = true or answer = false");
                None
            }
        },
        QuestionKind::Fill => fill(raw, at),
        QuestionKind::Order => {
            at.require((3..=OPTIONS_MAX).contains(&raw.order.len()), || "`order` needs 3 to 8 items".to_owned());
            check_distinct(at, "item", raw.order.iter().map(String::as_str));
            Some(Body::Order(raw.order.clone()))
        }
        QuestionKind::Match => {
            at.require((2..=OPTIONS_MAX).contains(&raw.pairs.len()), || "`pairs` needs 2 to 8 pairs".to_owned());
            check_distinct(at, "left side", raw.pairs.iter().map(|pair| &*pair.0));
            check_distinct(at, "right side", raw.pairs.iter().map(|pair| &*pair.1));
            Some(Body::Match(raw.pairs.clone()))
        }
        QuestionKind::Group => {
            at.require((2..=4).contains(&raw.groups.len()), || "`groups` needs 2 to 4 groups".to_owned());
            check_distinct(at, "group", raw.groups.iter().map(|group| &*group.name));
            check_distinct(at, "item", Group::flatten(&raw.groups).map(|(_, item)| item));
            for group in &raw.groups {
                at.require(!group.items.is_empty(), || {
                    format!("group `{}` has no items; add some or remove it", group.name)
                });
            }
            at.require(Group::flatten(&raw.groups).count() <= 12, || {
                "more than 12 items do not fit a phone".to_owned()
            });
            Some(Body::Group(raw.groups.clone()))
        }
        QuestionKind::Recall => recall(raw, at),
    }
}

/// A field of another type is a slip that would silently change the question.
fn reject_foreign_fields(raw: &RawQuestion, at: &mut At<'_>) {
    use QuestionKind as K;
    let rules: [(&str, bool, &[K]); 8] = [
        ("options", !raw.options.is_empty(), &[K::Single, K::Multiple]),
        ("notes", !raw.notes.is_empty(), &[K::Single, K::Multiple]),
        ("answer", raw.answer.is_some(), &[K::Single, K::Multiple, K::TrueFalse]),
        ("blanks", !raw.blanks.is_empty(), &[K::Fill]),
        ("order", !raw.order.is_empty(), &[K::Order]),
        ("pairs", !raw.pairs.is_empty(), &[K::Match]),
        ("groups", !raw.groups.is_empty(), &[K::Group]),
        ("recall", raw.recall.is_some() || !raw.terms.is_empty(), &[K::Recall]),
    ];
    for (field, present, kinds) in rules {
        at.require(!present || kinds.contains(&raw.kind), || {
            format!("`{field}` does not belong to a question of this type; remove it or change `type`")
        });
    }
}

fn choices(raw: &RawQuestion, at: &mut At<'_>) -> Option<Body> {
    at.require((2..=OPTIONS_MAX).contains(&raw.options.len()), || "`options` needs 2 to 8 options".to_owned());
    check_distinct(at, "option", raw.options.iter().map(String::as_str));
    let letters: Vec<&str> = match &raw.answer {
        Some(RawAnswer::Letter(letter)) => vec![letter],
        Some(RawAnswer::Letters(letters)) => letters.iter().map(String::as_str).collect(),
        Some(RawAnswer::Truth(_)) | None => Vec::new(),
    };
    let mut right = Vec::new();
    for letter in &letters {
        match index(letter, raw.options.len()) {
            Some(place) if right.contains(&place) => at.say(format!("answer `{letter}` stands twice; remove one")),
            Some(place) => right.push(place),
            None => at.say(format!("answer `{letter}` is outside the options; use a letter from A on")),
        }
    }
    for (letter, note) in &raw.notes {
        at.require(index(letter, raw.options.len()).is_some(), || {
            format!("note `{letter}` is outside the options; use a letter from A on")
        });
        at.require(!note.trim().is_empty(), || format!("note `{letter}` is empty; write it or remove it"));
    }
    let single = raw.kind == QuestionKind::Single;
    if single {
        at.require(letters.len() == 1, || "a single choice needs exactly one answer, answer = \"A\"".to_owned());
    } else {
        at.require(letters.len() >= 2, || {
            "a multiple choice needs two or more answers, answer = [\"A\", \"C\"]".to_owned()
        });
    }
    if right.len() < raw.options.len() {
        let noted = |place: usize| raw.notes.keys().any(|letter| index(letter, raw.options.len()) == Some(place));
        at.require((0..raw.options.len()).any(|place| !right.contains(&place) && noted(place)), || {
            "no wrong option has a note; say in `notes` why the most tempting one is wrong".to_owned()
        });
    }
    let choices = raw.options.iter().enumerate().map(|(place, text)| Choice {
        text: text.clone(),
        right: right.contains(&place),
        note: raw
            .notes
            .iter()
            .find(|(letter, _)| index(letter, raw.options.len()) == Some(place))
            .map(|(_, note)| note.clone()),
    });
    Some(if single { Body::Single(choices.collect()) } else { Body::Multiple(choices.collect()) })
}

/// `"A"` → 0, within `count` options.
fn index(letter: &str, count: usize) -> Option<usize> {
    match letter.as_bytes() {
        [byte @ b'A'..=b'Z'] => Some(usize::from(byte - b'A')).filter(|place| *place < count),
        _ => None,
    }
}

fn fill(raw: &RawQuestion, at: &mut At<'_>) -> Option<Body> {
    let marks = raw.stem.matches(BLANK).count();
    at.require(marks >= 1, || format!("the stem has no blank; write {BLANK} where the reader fills in"));
    at.require(marks == raw.blanks.len(), || {
        format!("the stem has {marks} blanks but `blanks` has {}; make them equal", raw.blanks.len())
    });
    for (number, accepted) in (1..).zip(&raw.blanks) {
        at.require(!accepted.is_empty(), || format!("blank {number} has no answer; write the official wording first"));
        check_distinct(at, "accepted wording", accepted.iter().map(String::as_str));
    }
    Some(Body::Fill(raw.blanks.clone()))
}

fn recall(raw: &RawQuestion, at: &mut At<'_>) -> Option<Body> {
    let Some(text) = raw.recall.as_deref().filter(|text| len(text) >= 4) else {
        at.say("a recall question needs `recall`, the wording to write from memory");
        return None;
    };
    at.require(len(text) <= 120, || "`recall` has over 120 characters; nobody types that on a phone".to_owned());
    at.require(!raw.terms.is_empty(), || "`terms` is empty; name the key terms of the wording".to_owned());
    check_distinct(at, "term", raw.terms.iter().map(String::as_str));
    let folded = fold(text);
    for term in &raw.terms {
        at.require(folded.contains(&fold(term)), || format!("term `{term}` is not part of `recall`; correct it"));
    }
    Some(Body::Recall { text: text.to_owned(), terms: raw.terms.clone() })
}
