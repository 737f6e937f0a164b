//! What people type: answers, searches, names, addresses.

use super::seeds::COURSE;
use super::text;
use biaoshuai::core::answer::Answer;
use biaoshuai::core::branch::{NAME_MAX, Roster, slide};
use biaoshuai::core::diff::{Change, compare, coverage, kept_percent, near_miss};
use biaoshuai::core::filter::Filter;
use biaoshuai::core::grade::{grade, marks};
use biaoshuai::core::ladder::{Ladder, Recital, fills};
use biaoshuai::core::mark::{NOTE_LIMIT, cut};
use biaoshuai::core::question::Body;
use biaoshuai::core::route::Route;
use biaoshuai::core::search::{Index, Initials, kept};
use biaoshuai::core::text::{fold, len};
use std::sync::{Arc, LazyLock};

static INDEX: LazyLock<Index> =
    LazyLock::new(|| Index::build(Arc::new(COURSE.clone()), None, Initials::from_level_one("啊芭擦搭")));

/// A typed text in every field that takes one.
pub(crate) fn typed(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let folded = fold(text);
    assert_eq!(fold(&folded), folded, "folded twice");
    named(text);
    let (one, other) = text.split_at(text.floor_char_boundary(text.len() / 2));
    if let Some(note) = cut(one, text) {
        assert!(len(&note) <= NOTE_LIMIT, "a note of {}", len(&note));
    }
    if len(text) <= 400 {
        compared(one, other);
    }
    answered(text);
    assert!(text.starts_with(kept(text)), "searched for something else");
    let _ = INDEX.search(text).map(|found| found.total());
    let route = Route::parse(text);
    if !matches!(route, Route::Unknown(_)) {
        assert_eq!(Route::parse(&route.to_string()), route, "another screen");
    }
    let filter = Filter::read(text, &COURSE);
    assert_eq!(Filter::read(&filter.to_string(), &COURSE), filter, "another choice");
    let _ = slide::prompt(text);
}

/// Names of a list are short and can be seen; read again they are the same.
fn named(text: &str) {
    match Roster::parse(text) {
        Ok(roster) => {
            let seen = |name: &String| !name.trim().is_empty() && !name.chars().any(char::is_control);
            assert!(roster.names.iter().all(seen), "names that cannot be seen");
            assert!(roster.names.iter().all(|name| len(name) <= NAME_MAX + 4), "a long name");
            let once = roster.names.iter().all(|name| roster.names.iter().filter(|other| *other == name).count() == 1);
            assert!(once, "two of one name");
        }
        Err(problems) => assert!(problems.iter().all(|problem| !problem.to_string().is_empty()), "no words"),
    }
}

fn compared(one: &str, other: &str) {
    let segments = compare(one, other);
    let of = |left_out: Change| {
        segments.iter().filter(|segment| segment.change != left_out).map(|segment| &*segment.text).collect::<String>()
    };
    assert_eq!(fold(&of(Change::Extra)), fold(one), "the wording is another");
    assert_eq!(fold(&of(Change::Missing)), fold(other), "the answer is another");
    assert!(kept_percent(one, other) <= 100, "more than all");
    let accepted = [one.to_owned(), other.to_owned()];
    let _ = (near_miss(&accepted, other), coverage(&accepted, other), fills(one, other));
}

fn answered(text: &str) {
    for question in &COURSE.questions {
        let answer = match &question.body {
            Body::Fill(blanks) => Answer::Fill(blanks.iter().map(|_| text.to_owned()).collect()),
            _ => continue,
        };
        if let Ok(verdict) = grade(&question.body, &answer) {
            assert!(verdict.points <= verdict.of, "more points than there are");
            let right = marks(&question.body, &answer).into_iter().filter(|right| *right).count();
            assert!(right <= usize::from(verdict.of), "more right than asked");
        }
    }
    let ladders = COURSE.concepts.iter().filter_map(Ladder::of);
    for ask in ladders.flat_map(|ladder| ladder.asks()).take(20) {
        let _: Recital = ask.judge(text);
    }
}
