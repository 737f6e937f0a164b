//! Further builds made from a given one: a newer one, and broken ones.

use crate::problem::{Doing, Outcome, Problem, fail};
use crate::profile::temporary;
use crate::site::{content_in, course_of};
use biaoshuai::core::course::{Course, CourseError};
use biaoshuai::core::ids::QuestionId;
use biaoshuai::core::question::Question;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// Name of the build that [`newer`] makes.
pub const NEWER: &str = "e2e0000002";

/// A copy of a build, removed when dropped.
#[derive(Debug)]
pub struct Copy {
    folder: PathBuf,
}

impl Copy {
    fn of(dist: &Path) -> Outcome<Self> {
        let folder = temporary("dist")?;
        copy(dist, &folder).doing("copying the build")?;
        Ok(Self { folder })
    }

    /// Where it lies.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn read(&self, name: &str) -> Outcome<String> {
        std::fs::read_to_string(self.folder.join(name)).doing(name)
    }

    /// Writes a file and removes the compressed copies, which would no longer be the same.
    fn write(&self, name: &str, content: impl AsRef<[u8]>) -> Outcome {
        let file = self.folder.join(name);
        std::fs::write(&file, content.as_ref()).doing(name)?;
        for extension in ["br", "gz"] {
            // Not every file has such copies.
            let _ = std::fs::remove_file(format!("{}.{extension}", file.display()));
        }
        Ok(())
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        // What cannot be removed lies in the system's temporary folder and does no harm.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// The next version: another style sheet, hence another list, another index and another worker.
///
/// # Errors
/// When the build is not shaped as expected.
pub fn newer(dist: &Path) -> Outcome<Copy> {
    let copy = Copy::of(dist)?;
    let worker = copy.read("sw.js")?;
    let (before, rest) = split(&worker, "const FILES")?;
    let start = before.len() + rest.find('[').unwrap_or(0);
    let mut lists = serde_json::Deserializer::from_str(&worker[start..]).into_iter::<Vec<Vec<Value>>>();
    let Some(mut files) = lists.next().transpose()? else { return fail("sw.js has no list") };
    let end = start + lists.byte_offset();

    let Some(old_css) = files.iter().filter_map(|file| file.first()?.as_str()).find(|name| name.ends_with(".css"))
    else {
        return fail("the list has no style sheet");
    };
    let old_css = old_css.to_owned();
    let css = copy.read(&old_css)? + "\n/* a newer build */\n";
    let new_css = format!("app-{}.css", &sha256(&css)[..16]);
    copy.write(&old_css, "")?;
    std::fs::remove_file(copy.folder.join(&old_css))?;
    copy.write(&new_css, &css)?;

    let index = copy.read("index.html")?;
    let (_, tag) = split(&index, "name=\"build\" content=\"")?;
    let old_build = tag.split('"').nth(3).unwrap_or_default().to_owned();
    let index = index.replace(&old_css, &new_css).replace(&old_build, NEWER);
    copy.write("index.html", &index)?;
    copy.write("404.html", &index)?;

    for (name, content) in [(new_css.as_str(), &css), ("index.html", &index)] {
        let entry = vec![json!(name), json!(sha256(content)), json!(content.len())];
        let place = files.iter().position(|file| file[0] == name || (name == new_css && file[0] == *old_css));
        match place {
            Some(place) => files[place] = entry,
            None => return fail(format!("the list has no {name}")),
        }
    }
    let list = serde_json::to_string(&files)?;
    let worker = format!("{}{list}{}", &worker[..start], &worker[end..]).replace(&old_build, NEWER);
    copy.write("sw.js", &worker)?;
    Ok(copy)
}

/// The same release with these courses instead of its own; another build, and nothing is compiled anew.
///
/// # Errors
/// When the build is not shaped as expected.
pub fn with_courses(dist: &Path, courses: Vec<Course>) -> Outcome<Copy> {
    let copy = Copy { folder: temporary("dist")? };
    xtask::finish::with_courses(dist, "/", courses, &copy.folder).map_err(|failure| Problem(failure.to_string()))?;
    Ok(copy)
}

/// The small course of the tests, on the app's own way of studying.
///
/// # Errors
/// When it does not pass its check.
pub fn second_course() -> Outcome<Course> {
    let folder = xtask::paths::root().join("tests/fixtures/courses/xuexi-fangfa");
    xtask::course::load(&folder).map_err(|problems| Problem(problems.join("\n")))
}

/// A build in which the first content file of a folder ended too early.
///
/// # Errors
/// When it has none.
pub fn truncated(dist: &Path, folder: &str) -> Outcome<Copy> {
    let copy = Copy::of(dist)?;
    let file = content_in(&copy.folder.join(folder))?;
    let name = file.strip_prefix(&copy.folder).unwrap_or(&file).display().to_string();
    let whole = std::fs::read(&file).doing(&name)?;
    copy.write(&name, &whole[..whole.len() / 2])?;
    Ok(copy)
}

/// A build whose course has so many questions: its own, again and again under new ids.
///
/// # Errors
/// When the build has no course.
pub fn enlarged(dist: &Path, questions: usize) -> Outcome<Copy> {
    let told = |error: CourseError| Problem(error.to_string());
    let copy = Copy::of(dist)?;
    let mut course = course_of(dist)?;
    let again = course.questions.iter().cycle().enumerate().map(|(place, question)| {
        let id = QuestionId(format!("{}-{place}", question.id));
        Question { id, ..question.clone() }
    });
    course.questions = again.take(questions).collect();
    let (course, notes) = course.split();
    let contents = [("courses", course.to_bytes().map_err(told)?), ("notes", notes.to_bytes().map_err(told)?)];
    for (folder, bytes) in contents {
        let file = content_in(&copy.folder.join(folder))?;
        copy.write(&file.strip_prefix(&copy.folder).unwrap_or(&file).display().to_string(), bytes)?;
    }
    Ok(copy)
}

pub fn split<'a>(text: &'a str, at: &str) -> Outcome<(&'a str, &'a str)> {
    match text.find(at) {
        Some(place) => Ok(text.split_at(place)),
        None => fail(format!("no `{at}` where it should be")),
    }
}

pub fn sha256(content: impl AsRef<[u8]>) -> String {
    Sha256::digest(content.as_ref()).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
