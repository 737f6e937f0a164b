//! Completes what Trunk has staged: courses, public files, the markers of `index.html`, the service worker's list,
//! precompressed copies. Called by Trunk's post-build hook, so that `dev` and `build` share it.

mod classes;
mod compress;
mod dev_reload;
mod html;
mod imports;
mod pack;
mod precache;
mod program;
mod public;
mod script;
mod sections;

use crate::fail::{Failure, Outcome};
use crate::{assets, hash, paths};
use biaoshuai::core::course::Course;
use std::path::{Path, PathBuf};

pub(crate) use precache::{Kept, kept};

/// What Trunk tells its hooks.
struct Stage {
    /// The folder that becomes the release.
    folder: PathBuf,
    /// The public URL: begins and ends with `/`.
    base: String,
    /// A release build, not a development server's.
    release: bool,
}

/// `finish`
pub(crate) fn run() -> Outcome {
    let variable = |name: &str| {
        std::env::var(name).map_err(|_| Failure::usage(format!("`finish` is for Trunk's post-build hook: no {name}")))
    };
    finish(&Stage {
        folder: PathBuf::from(variable("TRUNK_STAGING_DIR")?),
        base: variable("TRUNK_PUBLIC_URL")?,
        release: variable("TRUNK_PROFILE")? == "release",
    })
}

fn finish(stage: &Stage) -> Outcome {
    let courses = courses(stage)?;
    let mut public = public::copy(&paths::root().join("public"), stage)?;
    public.scripts.push((html::BRANCH_STYLE, later_style(stage)?));

    let index = stage.folder.join("index.html");
    let mut page = paths::read_text(&index)?;
    page = if stage.release {
        program::replace(&html::without_comments(&page), stage)?
    } else {
        dev_reload::move_out(&page, stage)?
    };
    page = html::fill(&page, &html::Values { base: &stage.base, courses: &courses, scripts: &public.scripts })?;
    let problems = html::problems(&page);
    if !problems.is_empty() {
        return Err(Failure::new(format!("index.html: {}", problems.join("\nindex.html: "))));
    }

    let worker = public.worker.unwrap_or_default();
    seal(stage, &page, &worker)?;
    if stage.release {
        compress::all(&stage.folder)?;
    } else {
        // A worker that keeps a tab at its version is in the way of hot reload; this one removes an earlier one.
        paths::write(&stage.folder.join("sw.js"), include_str!("no_worker.js"))?;
    }
    Ok(())
}

/// The style sheet that only 支部学习 loads; returns its name.
fn later_style(stage: &Stage) -> Outcome<String> {
    let content = paths::read(&paths::web().join(assets::BRANCH))?;
    let name = hashed_name(assets::BRANCH, &content);
    paths::write(&stage.folder.join(&name), content)?;
    Ok(name)
}

/// Names the build and writes what carries its name: the page, and in a release the service worker with its list.
fn seal(stage: &Stage, page: &str, worker: &str) -> Outcome {
    let index = stage.folder.join("index.html");
    // The build is named by what it holds, the page with its marker still in it: no clock, no counter.
    paths::write(&index, page)?;
    let build = precache::build_id(&precache::list(&stage.folder)?, worker);
    let page = page.replace(html::BUILD, &build);
    paths::write(&index, &page)?;
    paths::write(&stage.folder.join("404.html"), &page)?;
    if stage.release && !worker.is_empty() {
        let files = precache::list(&stage.folder)?;
        let worker = precache::fill(worker, &build, &stage.base, &files)?;
        paths::write(&stage.folder.join("sw.js"), script::shrink(&worker))?;
    }
    Ok(())
}

/// A finished release with other courses in it: another build, without compiling anything anew. What changed has no
/// precompressed copies.
///
/// # Errors
/// When `dist` is not a release, or a file cannot be read or written.
pub fn with_courses(dist: &Path, base: &str, courses: Vec<Course>, out: &Path) -> Outcome {
    let changes = |name: &str| {
        let plain = name.trim_end_matches(".br").trim_end_matches(".gz");
        matches!(plain, "index.html" | "404.html" | "sw.js")
            || name.starts_with("courses/")
            || name.starts_with("notes/")
    };
    for name in paths::files_below(dist)?.iter().filter(|name| !changes(name)) {
        paths::write(&out.join(name), paths::read(&dist.join(name))?)?;
    }
    let stage = Stage { folder: out.to_path_buf(), base: base.to_owned(), release: true };
    let links = write_courses(&stage, courses)?;
    let page = paths::read_text(&dist.join("index.html"))?;
    let page = html::with_courses(&page, base, &links)?;
    let public = paths::root().join("public");
    let worker = public::with_unpack(&paths::read_text(&public.join("sw.js"))?, &public)?.replace(html::BASE, base);
    seal(&stage, &page, &worker)
}

/// The compiled courses of this build; returns what `index.html` says about them.
fn courses(stage: &Stage) -> Outcome<Vec<html::CourseLink>> {
    let compiled = paths::web().join("courses");
    let mut courses = Vec::new();
    for name in paths::files_below(&compiled)? {
        let course = Course::from_bytes(&paths::read(&compiled.join(&name))?);
        courses.push(course.map_err(|error| Failure::new(format!("{name}: {error}")))?);
    }
    write_courses(stage, courses)
}

/// Writes courses under names with a hash.
fn write_courses(stage: &Stage, courses: Vec<Course>) -> Outcome<Vec<html::CourseLink>> {
    let mut links = Vec::new();
    for course in courses {
        // The first question needs only what is asked; explanations and concept cards follow in a file of their own.
        let (course, notes) = course.split();
        let id = course.id.to_string();
        let bytes = |bytes: Result<Vec<u8>, _>| bytes.map_err(|error| Failure::new(format!("{id}: {error}")));
        let file = write_hashed(stage, "courses", &id, &bytes(course.to_bytes())?)?;
        let notes = write_hashed(stage, "notes", &id, &bytes(notes.to_bytes())?)?;
        links.push(html::CourseLink { file, notes, id, title: course.title });
    }
    Ok(links)
}

/// Writes `folder/name-hash.bin` and returns that path.
fn write_hashed(stage: &Stage, folder: &str, name: &str, content: &[u8]) -> Outcome<String> {
    let file = format!("{folder}/{name}-{}.bin", hash::short(content));
    paths::write(&stage.folder.join(&file), content)?;
    Ok(file)
}

/// `name.ext` as `name-12345678.ext`.
fn hashed_name(name: &str, content: &[u8]) -> String {
    let path = Path::new(name);
    match (path.file_stem().and_then(|stem| stem.to_str()), path.extension().and_then(|extension| extension.to_str())) {
        (Some(stem), Some(extension)) => format!("{stem}-{}.{extension}", hash::short(content)),
        _ => format!("{name}-{}", hash::short(content)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_carry_the_content() {
        assert_eq!(hashed_name("boot.js", b"abc"), "boot-ba7816bf.js");
        assert_ne!(hashed_name("boot.js", b"abd"), hashed_name("boot.js", b"abc"));
    }
}
