//! The course of this repository, as the build compiles it.
#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses its part; helpers of tests may panic")]

use biaoshuai::core::course::Course;
use biaoshuai::core::course::check::check;
use std::path::Path;
use std::sync::LazyLock;

pub static COURSE: LazyLock<Course> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("courses/jiguan-dangjian");
    let mut head = None;
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        let read = || std::fs::read_to_string(entry.path()).unwrap();
        if name == "course.toml" {
            head = Some(toml::from_str(&read()).unwrap());
        } else if name.ends_with(".toml") {
            files.push((name.clone(), toml::from_str(&read()).unwrap()));
        }
    }
    check("jiguan-dangjian", &head.unwrap(), &files).unwrap()
});
