//! `check-course`: every problem of every course, grouped, and what the courses cover.

use super::{coverage, folders, name_of, promise, read};
use crate::fail::Outcome;
use crate::paths;
use biaoshuai::core::course::Course;
use biaoshuai::core::course::source::{Mismatch, SourceText};
use std::fmt::Write;
use std::path::PathBuf;

/// The text that a course carries with it, beside `course.toml`.
const OWN_TEXT: &str = "text.txt";

/// What to check.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    /// A text for the courses that carry none of their own.
    pub(crate) source: Option<PathBuf>,
    /// Further folders of courses.
    pub(crate) more: Vec<PathBuf>,
    /// Write the locks of courses that break no promise.
    pub(crate) accept: bool,
}

/// `check-course`; `false` when there is a problem.
///
/// # Errors
/// When the courses' folder or a text cannot be read.
pub(crate) fn run(options: &Options) -> Outcome<bool> {
    let given = match &options.source {
        Some(file) => Some(SourceText::new(&paths::read_text(file)?)),
        None => None,
    };
    let (mut problems, mut unread) = (0, 0);
    for folder in folders(&options.more)? {
        println!("{}", name_of(&folder));
        match read(&folder) {
            Ok(read) => {
                println!("{}", coverage::table(&read.course));
                let own = folder.join(OWN_TEXT);
                let own = if own.is_file() { Some(SourceText::new(&paths::read_text(&own)?)) } else { None };
                match own.as_ref().or(given.as_ref()) {
                    Some(text) => problems += compare(text, &read.course),
                    None => unread += 1,
                }
                let broken = promise::check(&folder, &read, options.accept)?;
                eprint!("{}", grouped(&broken));
                problems += broken.len();
            }
            Err(found) => {
                eprint!("{}", grouped(&found));
                problems += found.len();
            }
        }
    }
    match (problems, unread) {
        (0, 0) => println!("no problem; every cited wording stands in its text"),
        (0, _) => println!("no problem; add --source FILE to compare with a text of the speech"),
        (1, _) => eprintln!("1 problem"),
        (many, _) => eprintln!("{many} problems"),
    }
    Ok(problems == 0)
}

/// Prints what the text does not bear out, and counts it.
fn compare(text: &SourceText, course: &Course) -> usize {
    let mismatches = text.mismatches(course);
    for mismatch in &mismatches {
        eprintln!("{}", sentence(mismatch));
    }
    mismatches.len()
}

fn sentence(mismatch: &Mismatch) -> String {
    let Mismatch { item, term, cited, found_in } = mismatch;
    let found = if found_in.is_empty() {
        "it is nowhere in the text; correct the wording".to_owned()
    } else {
        format!("it is in {}; correct `para`", paragraphs(found_in))
    };
    format!("{item}: `{term}` is not in {}: {found}", paragraphs(cited))
}

fn paragraphs(numbers: &[u16]) -> String {
    numbers.iter().map(|number| format!("¶{number}")).collect::<Vec<_>>().join(", ")
}

/// Problems below the file they are in; `file: item: cure` each.
fn grouped(problems: &[String]) -> String {
    let mut out = String::new();
    let mut current = "";
    for problem in problems {
        let (file, rest) = problem.split_once(": ").unwrap_or(("", problem));
        if file != current {
            let _ = writeln!(out, "{file}");
            current = file;
        }
        let _ = writeln!(out, "  {}", rest.trim_end().replace('\n', "\n    "));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_stand_below_their_file() {
        let problems = ["a.toml: question x: no", "a.toml: question y: no", "b.toml: file: bad\nline 2"];
        let text = grouped(&problems.map(str::to_owned));
        assert_eq!(text, "a.toml\n  question x: no\n  question y: no\nb.toml\n  file: bad\n    line 2\n");
    }

    #[test]
    fn mismatches_name_the_cure() {
        let mismatch = |found_in| Mismatch { item: "concept a".into(), term: "甲".into(), cited: vec![3], found_in };
        assert!(sentence(&mismatch(vec![4, 5])).ends_with("it is in ¶4, ¶5; correct `para`"));
        assert!(sentence(&mismatch(Vec::new())).contains("nowhere"));
    }
}
