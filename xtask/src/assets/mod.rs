//! What Trunk needs before it starts: the style sheets and the compiled courses, all below `target/web`.
//!
//! Called by Trunk's pre-build hook, so that `dev` and `build` share it.

mod css;

use crate::course;
use crate::fail::{Failure, Outcome};
use crate::paths;
use std::path::Path;

/// Style sheets that come before and after all others: tokens are used by all, projector and print override all.
const FIRST: [&str; 2] = ["tokens.css", "base.css"];
const LAST: [&str; 2] = ["projector.css", "print.css"];

/// The sheet of 支部学习.
pub(crate) const BRANCH: &str = "branch.css";

/// The last rule of every sheet. `public/start.js` looks for it: what broke off does not have it.
const WHOLE: &str = ".whole{}\n";

/// `assets`
pub(crate) fn run() -> Outcome {
    style()?;
    courses()
}

/// The sheets of the folder `style` are one that every page has; those of a folder in it are one more, which the screens
/// that need it load.
fn style() -> Outcome {
    let folder = paths::root().join("style");
    let (later, first) = paths::files_below(&folder)?
        .into_iter()
        .filter(|name| has_extension(name, "css"))
        .partition::<Vec<_>, _>(|name| name.contains('/'));
    sheet(&folder, first, "app.css")?;
    sheet(&folder, later, BRANCH)
}

fn sheet(folder: &Path, names: Vec<String>, file: &str) -> Outcome {
    if names.is_empty() {
        return Err(Failure::new(format!("{}: no style sheet for {file}", folder.display())));
    }
    let mut sheet = String::new();
    for name in in_order(names) {
        let path = folder.join(&name);
        let text = paths::read_text(&path)?;
        sheet += &css::minify(&text).map_err(|problem| Failure::new(format!("{}: {problem}", path.display())))?;
        sheet.push('\n');
    }
    sheet += WHOLE;
    write_if_changed(&paths::web().join(file), sheet.as_bytes())
}

fn in_order(mut names: Vec<String>) -> Vec<String> {
    let rank = |name: &String| {
        let at = |list: &[&str]| list.iter().position(|listed| listed == name);
        match (at(&FIRST), at(&LAST)) {
            (Some(place), _) => (0, place),
            (None, None) => (1, 0),
            (None, Some(place)) => (2, place),
        }
    };
    names.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| a.cmp(b)));
    names
}

fn courses() -> Outcome {
    let out = paths::web().join("courses");
    let mut kept = Vec::new();
    let mut problems = Vec::new();
    for folder in course::folders(&course::handed_over())? {
        match course::load(&folder) {
            Ok(course) => {
                let bytes = course.to_bytes().map_err(|error| Failure::new(error.to_string()))?;
                let name = format!("{}.bin", course.id);
                write_if_changed(&out.join(&name), &bytes)?;
                kept.push(name);
            }
            Err(found) => problems.extend(found),
        }
    }
    if !problems.is_empty() {
        return Err(Failure::new(format!(
            "{}\n{} problems in the courses; see courses/README.md",
            problems.join("\n"),
            problems.len()
        )));
    }
    for stale in paths::files_below(&out)?.into_iter().filter(|name| !kept.contains(name)) {
        let path = out.join(stale);
        std::fs::remove_file(&path).map_err(|error| Failure::file(&path, &error))?;
    }
    Ok(())
}

/// Leaves an equal file untouched, so that nothing that watches it starts over.
fn write_if_changed(path: &Path, content: &[u8]) -> Outcome {
    if std::fs::read(path).is_ok_and(|old| old == content) { Ok(()) } else { paths::write(path, content) }
}

fn has_extension(name: &str, extension: &str) -> bool {
    Path::new(name).extension().is_some_and(|found| found == extension)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_sheets_cascade_in_order() {
        let names = ["quiz.css", "print.css", "base.css", "home.css", "projector.css", "tokens.css"];
        let sorted = in_order(names.iter().map(|name| (*name).to_owned()).collect());
        assert_eq!(sorted, ["tokens.css", "base.css", "home.css", "quiz.css", "projector.css", "print.css"]);
    }
}
