//! Course folders: reading, checking and compiling them.

pub mod command;
mod coverage;
mod promise;

use crate::fail::{Failure, Outcome};
use crate::paths;
use biaoshuai::core::course::Course;
use biaoshuai::core::course::check::check;
use biaoshuai::core::course::raw::{RawCourse, RawFile};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The variable that hands further folders of courses to Trunk's hooks.
const MORE: &str = "BIAOSHUAI_COURSES";

/// The folders of all courses: those of `courses/`, then those of `more`, each sorted by name.
///
/// # Errors
/// When a folder cannot be read or holds no course, or two courses have one id.
pub fn folders(more: &[PathBuf]) -> Outcome<Vec<PathBuf>> {
    let mut all: Vec<PathBuf> = Vec::new();
    for root in std::iter::once(&paths::courses()).chain(more) {
        let entries = std::fs::read_dir(root).map_err(|error| Failure::file(root, &error))?;
        let mut found: Vec<PathBuf> =
            entries.flatten().map(|entry| entry.path()).filter(|path| path.join("course.toml").is_file()).collect();
        if found.is_empty() {
            return Err(Failure::new(format!("{}: no folder with a course.toml", root.display())));
        }
        found.sort();
        if let Some(twice) = found.iter().find(|path| all.iter().any(|other| name_of(other) == name_of(path))) {
            return Err(Failure::new(format!("{}: there is another course of this name", twice.display())));
        }
        all.append(&mut found);
    }
    Ok(all)
}

/// Hands further folders of courses to the hooks of a command.
///
/// # Errors
/// When a folder's name cannot be part of a list.
pub(crate) fn hand_over(command: &mut Command, more: &[PathBuf]) -> Outcome {
    let list = std::env::join_paths(more).map_err(|error| Failure::usage(error.to_string()))?;
    command.env(MORE, list);
    Ok(())
}

/// The folders that [`hand_over`] has handed to this process.
pub(crate) fn handed_over() -> Vec<PathBuf> {
    let list = std::env::var_os(MORE).unwrap_or_default();
    std::env::split_paths(&list).filter(|folder| !folder.as_os_str().is_empty()).collect()
}

/// A course with the files it was made from.
pub(crate) struct Read {
    pub(crate) course: Course,
    head: RawCourse,
    files: Vec<(String, RawFile)>,
}

/// Reads and checks one course folder.
///
/// # Errors
/// Every problem as one line each: unreadable files, TOML that does not parse, and what the check finds.
pub fn load(folder: &Path) -> Result<Course, Vec<String>> {
    read(folder).map(|read| read.course)
}

/// As [`load`], with the files.
pub(crate) fn read(folder: &Path) -> Result<Read, Vec<String>> {
    let mut problems = Vec::new();
    let mut head: Option<RawCourse> = None;
    let mut files: Vec<(String, RawFile)> = Vec::new();
    let entries = std::fs::read_dir(folder).map_err(|error| vec![format!("{}: {error}", folder.display())])?;
    let mut found: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    found.sort();
    for path in found.into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "toml")) {
        let name = name_of(&path);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) => {
                problems.push(format!("{name}: file: {error}"));
                continue;
            }
        };
        if name == "course.toml" {
            match toml::from_str(&text) {
                Ok(raw) => head = Some(raw),
                Err(error) => problems.push(format!("{name}: course: {error}")),
            }
        } else {
            match toml::from_str(&text) {
                Ok(raw) => files.push((name, raw)),
                Err(error) => problems.push(format!("{name}: file: {error}")),
            }
        }
    }
    let Some(head) = head else {
        problems.push("course.toml: course: the file is missing or unreadable".to_owned());
        return Err(problems);
    };
    match check(&name_of(folder), &head, &files) {
        Ok(course) if problems.is_empty() => Ok(Read { course, head, files }),
        Ok(_) => Err(problems),
        Err(found) => {
            // A file that does not parse makes the check miss what it defines: its own problem stands first.
            problems.extend(found.iter().map(ToString::to_string));
            Err(problems)
        }
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scratch(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("xtask-course-{}-{name}", std::process::id()));
        paths::remove_folder(&folder).unwrap();
        std::fs::create_dir_all(&folder).unwrap();
        folder
    }

    #[test]
    fn a_missing_head_is_one_problem() {
        let folder = scratch("empty");
        let problems = load(&folder).unwrap_err();
        assert_eq!(problems.len(), 1);
        assert!(problems[0].contains("course.toml"), "{problems:?}");
        paths::remove_folder(&folder).unwrap();
    }

    #[test]
    fn every_broken_file_is_reported() {
        let folder = scratch("broken");
        paths::write(&folder.join("course.toml"), "id = ").unwrap();
        paths::write(&folder.join("a.toml"), "[section").unwrap();
        paths::write(&folder.join("b.toml"), "nonsense = 1").unwrap();
        let problems = load(&folder).unwrap_err();
        for file in ["a.toml", "b.toml", "course.toml"] {
            assert!(problems.iter().any(|problem| problem.starts_with(file)), "{file}: {problems:?}");
        }
        paths::remove_folder(&folder).unwrap();
    }
}
