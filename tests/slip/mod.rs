//! One thing spoilt in a valid course, and the one problem that the check has to report.
#![allow(clippy::panic, reason = "helpers of tests may panic")]

use crate::yuelanshi::{Raw, strings};
use biaoshuai::core::course::raw::RawAnswer;

/// So many different texts.
pub fn numbered(count: usize) -> Vec<String> {
    (1..=count).map(|number| format!("第{number}项")).collect()
}

/// So many different pairs.
pub fn pairs(count: usize) -> Vec<(String, String)> {
    (1..=count).map(|number| (format!("左{number}"), format!("右{number}"))).collect()
}

/// The answer to a single choice.
pub fn letter(letter: &str) -> Option<RawAnswer> {
    Some(RawAnswer::Letter(letter.into()))
}

/// The answer to a multiple choice.
pub fn letters(letters: &[&str]) -> Option<RawAnswer> {
    Some(RawAnswer::Letters(strings(letters)))
}

/// One change to the valid course must give exactly one problem, at that place, with that advice.
#[track_caller]
pub fn one_problem(spoil: impl FnOnce(&mut Raw), file: &str, item: &str, cure: &str) {
    let mut raw = Raw::valid();
    spoil(&mut raw);
    match raw.check() {
        Ok(_) => panic!("not found: {item}: {cure}"),
        Err(problems) => {
            assert_eq!(problems.len(), 1, "{problems:#?}");
            let problem = &problems[0];
            assert_eq!((&*problem.file, &*problem.item), (file, item), "{problem}");
            assert!(problem.cure.contains(cure), "{problem} does not say `{cure}`");
        }
    }
}

/// One test per slip: name, where it is reported, a telling part of the cure, and the slip itself.
macro_rules! slips {
    ($($name:ident: $file:literal, $item:literal, $cure:literal, $spoil:expr;)*) => {$(
        #[test]
        fn $name() {
            let spoil: fn(&mut $crate::yuelanshi::Raw) = $spoil;
            $crate::slip::one_problem(spoil, $file, $item, $cure);
        }
    )*};
}

pub(crate) use slips;
