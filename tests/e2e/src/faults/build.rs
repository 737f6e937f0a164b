//! Builds made from the release for a test: one whose every part names it, one with a protection taken out, one with a
//! script of the test in front of its own. Nothing is compiled anew; the worker's list is made to fit.

use crate::problem::{Doing, Outcome, Problem, ensure, fail};
use crate::profile::temporary;
use crate::release::{sha256, split};
use crate::site::course_of;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What is to be changed.
#[derive(Clone, Debug, Default)]
pub struct Recipe {
    stamp: Option<u32>,
    script: Option<String>,
    edits: Vec<Edit>,
    plain_names: bool,
}

#[derive(Clone, Debug)]
struct Edit {
    file: &'static str,
    from: &'static str,
    to: String,
}

/// A build of its own, removed when dropped.
#[derive(Debug)]
pub struct Build {
    folder: PathBuf,
    /// Its name, as the page's `<meta name="build">` has it.
    pub name: String,
}

impl Recipe {
    /// The release as it is.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Every script, style sheet and page says that it is of build `number`, and so does the title of the course.
    #[must_use]
    pub const fn stamp(mut self, number: u32) -> Self {
        self.stamp = Some(number);
        self
    }

    /// This script runs before all others.
    #[must_use]
    pub fn script(mut self, script: impl Into<String>) -> Self {
        self.script = Some(format!("{}{}\n", self.script.unwrap_or_default(), script.into()));
        self
    }

    /// In the file whose name begins so, `from` is replaced.
    #[must_use]
    pub fn edit(mut self, file: &'static str, from: &'static str, to: impl Into<String>) -> Self {
        self.edits.push(Edit { file, from, to: to.into() });
        self
    }

    /// Files keep their names although they are changed: what no build of ours ever does.
    #[must_use]
    pub const fn plain_names(mut self) -> Self {
        self.plain_names = true;
        self
    }

    /// Makes the build.
    ///
    /// # Errors
    /// When the release is not shaped as expected; then the test is no longer one and has to be looked at.
    pub fn make(&self, dist: &Path) -> Outcome<Build> {
        let folder = temporary("faults")?;
        let mut build = Build { folder, name: String::new() };
        if let Some(number) = self.stamp {
            let mut course = course_of(dist)?;
            course.title = format!("{} · {number}", course.title);
            let made = xtask::finish::with_courses(dist, "/", vec![course], &build.folder);
            made.map_err(|failure| Problem(failure.to_string()))?;
        } else {
            for name in xtask::paths::files_below(dist).map_err(|failure| Problem(failure.to_string()))? {
                build.write(&name, std::fs::read(dist.join(&name)).doing(&name)?)?;
            }
        }
        build.drop_packed_copies()?;
        for edit in &self.edits {
            build.edit(edit)?;
        }
        if let Some(script) = &self.script {
            build.add_script(script)?;
        }
        if let Some(number) = self.stamp {
            build.stamp(number)?;
            if !self.plain_names {
                build.rename(number)?;
            }
        }
        build.seal()?;
        Ok(build)
    }
}

impl Build {
    /// Where it lies.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The paths of all its files.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn files(&self) -> Outcome<Vec<String>> {
        xtask::paths::files_below(&self.folder).map_err(|failure| Problem(failure.to_string()))
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) -> Outcome {
        let file = self.folder.join(name);
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(&file, content).doing(name)
    }

    fn text(&self, name: &str) -> Outcome<String> {
        std::fs::read_to_string(self.folder.join(name)).doing(name)
    }

    /// What is compressed beforehand would no longer be the same.
    fn drop_packed_copies(&self) -> Outcome {
        for name in self.files()?.iter().filter(|name| name.ends_with(".br") || name.ends_with(".gz")) {
            std::fs::remove_file(self.folder.join(name))?;
        }
        Ok(())
    }

    fn edit(&self, Edit { file, from, to }: &Edit) -> Outcome {
        let Some(name) = self.files()?.into_iter().find(|name| name.starts_with(file)) else {
            return fail(format!("the build has no {file}"));
        };
        let text = self.text(&name)?;
        ensure(text.contains(from), format!("{name} has no `{from}` any more: this control has to be looked at"))?;
        self.write(&name, text.replace(from, to))
    }

    /// Puts a script before the page's first one.
    fn add_script(&self, script: &str) -> Outcome {
        let name = format!("faults-{}.js", &sha256(script)[..16]);
        self.write(&name, script)?;
        let page = self.text("index.html")?;
        let (before, rest) = split(&page, "<link rel=\"preload\"")?;
        self.write("index.html", format!("{before}<script src=\"/{name}\"></script>\n{rest}"))
    }

    fn stamp(&self, number: u32) -> Outcome {
        for name in self.files()? {
            if name == "sw.js" || name.starts_with("faults-") {
                continue;
            }
            let kind = name.rsplit('.').next();
            let text = if matches!(kind, Some("js" | "css" | "html")) { self.text(&name)? } else { continue };
            let marked = match kind {
                Some("js") => format!("{text}\n;(globalThis.__builds??=[]).push(['{name}',{number}]);\n"),
                // The end of a sheet says that it is whole.
                Some("css") => format!(".sheet-of-build-{number}{{order:{number}}}\n{text}"),
                _ => format!("{text}\n<!-- page of build {number} -->\n"),
            };
            self.write(&name, marked)?;
        }
        Ok(())
    }

    /// Gives everything with a hash in its name another one, and tells all that refer to it.
    fn rename(&self, number: u32) -> Outcome {
        let files = self.files()?;
        let mut names = BTreeMap::new();
        for part in files.iter().flat_map(|file| file.split('/')) {
            let Some(hash) = hash_in(part) else { continue };
            let new = sha256(format!("{hash} {number}"));
            names.insert(hash.to_owned(), new[..hash.len()].to_owned());
        }
        let renamed = |text: &str| names.iter().fold(text.to_owned(), |text, (old, new)| text.replace(old, new));
        for file in &files {
            let content = std::fs::read(self.folder.join(file)).doing(file)?;
            let is_text = [".js", ".css", ".html", ".webmanifest"].iter().any(|end| file.ends_with(end));
            let new = renamed(file);
            if is_text {
                self.write(&new, renamed(&String::from_utf8_lossy(&content)))?;
            } else {
                self.write(&new, content)?;
            }
            if new != *file {
                std::fs::remove_file(self.folder.join(file))?;
            }
        }
        Ok(())
    }

    /// Makes the worker's list fit and gives the build a name.
    fn seal(&mut self) -> Outcome {
        let worker = self.text("sw.js")?;
        let (before, rest) = split(&worker, "const FILES")?;
        let start = before.len() + rest.find('[').unwrap_or(0);
        let mut lists = serde_json::Deserializer::from_str(&worker[start..]).into_iter::<Vec<Vec<Value>>>();
        let Some(mut files) = lists.next().transpose()? else { return fail("sw.js has no list") };
        let end = start + lists.byte_offset();
        let scripts = self.files()?.into_iter().filter(|name| name.starts_with("faults-"));
        files.extend(scripts.map(|name| vec![json!(name), json!(""), json!(0)]));

        let page = self.text("index.html")?;
        let (_, tag) = split(&page, "name=\"build\" content=\"")?;
        let old = tag.split('"').nth(3).unwrap_or_default().to_owned();
        self.name = sha256(format!("{worker}{page}{files:?}{:?}", self.stamps()?))[..10].to_owned();
        let page = page.replace(&old, &self.name);
        self.write("index.html", &page)?;
        self.write("404.html", &page)?;

        for file in &mut files {
            // What travels packed was not changed, only moved.
            if file.get(3).is_some_and(|packed| !packed.is_null()) {
                continue;
            }
            let name = file[0].as_str().unwrap_or_default().to_owned();
            let content = std::fs::read(self.folder.join(&name)).doing(&name)?;
            file[1] = json!(sha256(&content));
            file[2] = json!(content.len());
        }
        let list = serde_json::to_string(&files)?;
        self.write("sw.js", format!("{}{list}{}", &worker[..start], &worker[end..]).replace(&old, &self.name))
    }

    /// Sizes of all files, so that builds of different content have different names.
    fn stamps(&self) -> Outcome<Vec<String>> {
        self.files()?
            .into_iter()
            .map(|name| Ok(format!("{name} {}", sha256(std::fs::read(self.folder.join(&name))?))))
            .collect()
    }
}

impl Drop for Build {
    fn drop(&mut self) {
        // What cannot be removed lies in the system's temporary folder and does no harm.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// The hash in `name-0123456789abcdef.js`.
fn hash_in(part: &str) -> Option<&str> {
    let (_, rest) = part.rsplit_once('-')?;
    let hash = rest.split(['.', '_']).next()?;
    (hash.len() >= 8 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))).then_some(hash)
}
