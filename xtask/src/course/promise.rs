//! `course.lock`: compares a course with what it has promised, and writes new promises down.

use super::Read;
use crate::fail::Outcome;
use crate::paths;
use biaoshuai::core::course::lock::{FILE, Lock};
use std::path::Path;

/// Every promise that the course in a folder does not keep, and whether its lock is stale; with `accept` a lock that is
/// merely stale is written instead. A lock never forgets a promise that is broken.
pub(super) fn check(folder: &Path, read: &Read, accept: bool) -> Outcome<Vec<String>> {
    let path = folder.join(FILE);
    let locked = if path.is_file() {
        match Lock::parse(&paths::read_text(&path)?) {
            Ok(lock) => Some(lock),
            Err(error) => return Ok(vec![format!("{FILE}: course: {error}")]),
        }
    } else {
        None
    };
    let now = Lock::of(&read.course, &read.head.retired);
    let broken = locked.as_ref().map(|lock| lock.broken(&now, &|id| file_of(read, id))).unwrap_or_default();
    if !broken.is_empty() {
        return Ok(broken.iter().map(ToString::to_string).collect());
    }
    match Lock::stale(locked.as_ref(), &now) {
        Some(_) if accept => {
            paths::write(&path, now.to_string())?;
            println!("wrote {}", path.display());
            Ok(Vec::new())
        }
        Some(problem) => Ok(vec![problem.to_string()]),
        None => Ok(Vec::new()),
    }
}

/// The file that defines an id.
fn file_of(read: &Read, id: &str) -> Option<String> {
    let defines = |file: &biaoshuai::core::course::raw::RawFile| {
        file.section.id == id
            || file.concepts.iter().any(|concept| concept.id == id)
            || file.questions.iter().any(|question| question.id == id)
    };
    read.files.iter().find(|(_, file)| defines(file)).map(|(name, _)| name.clone())
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    /// A copy of the small course of the tests.
    fn copy(name: &str) -> std::path::PathBuf {
        let folder = std::env::temp_dir().join(format!("xtask-lock-{}-{name}", std::process::id()));
        paths::remove_folder(&folder).unwrap();
        let from = paths::root().join("tests/fixtures/course-yuelanshi");
        for name in paths::files_below(&from).unwrap() {
            let text = paths::read_text(&from.join(&name)).unwrap();
            paths::write(&folder.join("course-yuelanshi").join(name), text).unwrap();
        }
        folder
    }

    fn checked(folder: &Path, accept: bool) -> Vec<String> {
        let folder = folder.join("course-yuelanshi");
        let read = read(&folder).unwrap_or_else(|problems| panic!("{problems:?}"));
        check(&folder, &read, accept).unwrap()
    }

    fn edit(folder: &Path, file: &str, from: &str, to: &str) {
        let path = folder.join("course-yuelanshi").join(file);
        let text = paths::read_text(&path).unwrap();
        assert!(text.contains(from), "{from}");
        paths::write(&path, text.replacen(from, to, 1)).unwrap();
    }

    #[test]
    fn what_is_new_is_accepted_and_what_is_broken_is_not() {
        let folder = copy("accept");
        assert!(checked(&folder, false)[0].contains("--accept"), "a course without a lock says how to get one");
        assert!(checked(&folder, true).is_empty() && checked(&folder, false).is_empty());

        edit(&folder, "guiju.toml", "answer = false\n", "answer = true\n");
        for accept in [false, true] {
            let problems = checked(&folder, accept);
            assert_eq!(problems.len(), 1);
            assert!(problems[0].starts_with("guiju.toml: question yl-003: ") && problems[0].contains("rev = 2"));
        }
        edit(&folder, "guiju.toml", "answer = true\n", "answer = true\nrev = 2\n");
        assert!(checked(&folder, false)[0].contains("`yl-003`"), "the lock is stale");
        assert!(checked(&folder, true).is_empty() && checked(&folder, false).is_empty());

        paths::write(&folder.join("course-yuelanshi").join(FILE), "<<<<<<< ours\n").unwrap();
        assert!(checked(&folder, true)[0].contains("line 1"), "nothing is written over what cannot be read");
        paths::remove_folder(&folder).unwrap();
    }
}
