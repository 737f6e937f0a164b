//! Reads `courses/**`, checks it and compiles it.

use biaoshuai::core::course::check::check;
use biaoshuai::core::course::raw::{RawCourse, RawFile};
use biaoshuai::core::course::source::SourceText;
use biaoshuai::core::course::Course;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Reads and checks one course folder.
///
/// # Errors
/// Every problem as one line each: unreadable files, TOML that does not parse, and what the check finds.
pub fn load(folder: &Path) -> Result<Course, Vec<String>> {
    let mut problems = Vec::new();
    let mut head: Option<RawCourse> = None;
    let mut files: Vec<(String, RawFile)> = Vec::new();
    let entries = std::fs::read_dir(folder).map_err(|e| vec![format!("{}: {e}", folder.display())])?;
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths.into_iter().filter(|path| path.extension().is_some_and(|ext| ext == "toml")) {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
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
    let folder_name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    match check(&folder_name, &head, &files) {
        Ok(course) if problems.is_empty() => Ok(course),
        Ok(_) => Err(problems),
        Err(found) => {
            problems.extend(found.iter().map(ToString::to_string));
            Err(problems)
        }
    }
}

/// `check-course [--source FILE]`
pub fn check_command(args: &[String]) -> ExitCode {
    let source = match args {
        [] => None,
        [flag, file] if flag == "--source" => Some(file),
        _ => {
            eprintln!("usage: cargo xtask check-course [--source FILE]");
            return ExitCode::from(2);
        }
    };
    let root = Path::new("courses/jiguan-dangjian");
    let course = match load(root) {
        Ok(course) => course,
        Err(problems) => {
            for problem in &problems {
                eprintln!("{problem}");
            }
            eprintln!("{} problems", problems.len());
            return ExitCode::FAILURE;
        }
    };
    let mut kinds: BTreeMap<_, usize> = BTreeMap::new();
    for question in &course.questions {
        *kinds.entry(question.body.kind().name()).or_default() += 1;
    }
    println!("{} concepts, {} questions {kinds:?}", course.concepts.len(), course.questions.len());
    if let Some(file) = source {
        let text = match std::fs::read_to_string(file) {
            Ok(text) => SourceText::new(&text),
            Err(error) => {
                eprintln!("{file}: {error}");
                return ExitCode::FAILURE;
            }
        };
        let mismatches = text.mismatches(&course);
        for m in &mismatches {
            eprintln!("{}: `{}` is not in ¶{:?}; it occurs in ¶{:?}", m.item, m.term, m.cited, m.found_in);
        }
        if !mismatches.is_empty() {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
