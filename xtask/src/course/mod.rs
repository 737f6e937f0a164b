//! Course folders: reading, checking and compiling them.

pub mod command;
mod coverage;

use crate::fail::{Failure, Outcome};
use crate::paths;
use biaoshuai::core::course::Course;
use biaoshuai::core::course::check::check;
use biaoshuai::core::course::raw::{RawCourse, RawFile};
use std::path::{Path, PathBuf};

/// The folders of all courses, sorted by name.
///
/// # Errors
/// When `courses/` cannot be read or holds no course.
pub fn folders() -> Outcome<Vec<PathBuf>> {
    let root = paths::courses();
    let entries = std::fs::read_dir(&root).map_err(|error| Failure::file(&root, &error))?;
    let mut folders: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(|path| path.join("course.toml").is_file()).collect();
    folders.sort();
    if folders.is_empty() {
        return Err(Failure::new(format!("{}: no folder with a course.toml", root.display())));
    }
    Ok(folders)
}

/// Reads and checks one course folder.
///
/// # Errors
/// Every problem as one line each: unreadable files, TOML that does not parse, and what the check finds.
pub fn load(folder: &Path) -> Result<Course, Vec<String>> {
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
        Ok(course) if problems.is_empty() => Ok(course),
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
