//! The second, small course of the fixtures as people wrote it: valid, to be spoilt.
#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses its part; helpers of tests may panic")]

use biaoshuai::core::course::Course;
use biaoshuai::core::course::check::{Problem, check};
use biaoshuai::core::course::raw::{RawConcept, RawCourse, RawFile, RawQuestion, RawSection};

pub const FOLDER: &str = "course-yuelanshi";
/// Its `course.toml`.
pub const HEAD: &str = include_str!("../fixtures/course-yuelanshi/course.toml");
/// The file of its first section.
pub const GUIJU: &str = include_str!("../fixtures/course-yuelanshi/guiju.toml");
const SHUJIA: &str = include_str!("../fixtures/course-yuelanshi/shujia.toml");

/// A course as people wrote it.
pub struct Raw {
    pub folder: String,
    pub head: RawCourse,
    pub files: Vec<(String, RawFile)>,
}

impl Raw {
    /// As it stands in the fixtures.
    pub fn valid() -> Self {
        let file = |name: &str, text| (name.to_owned(), toml::from_str(text).unwrap());
        Self {
            folder: FOLDER.into(),
            head: toml::from_str(HEAD).unwrap(),
            files: vec![file("guiju.toml", GUIJU), file("shujia.toml", SHUJIA)],
        }
    }

    pub fn section(&mut self, id: &str) -> &mut RawSection {
        self.files.iter_mut().map(|(_, file)| &mut file.section).find(|section| section.id == id).unwrap()
    }

    pub fn concept(&mut self, id: &str) -> &mut RawConcept {
        self.files.iter_mut().flat_map(|(_, file)| &mut file.concepts).find(|concept| concept.id == id).unwrap()
    }

    pub fn question(&mut self, id: &str) -> &mut RawQuestion {
        self.files.iter_mut().flat_map(|(_, file)| &mut file.questions).find(|question| question.id == id).unwrap()
    }

    pub fn check(&self) -> Result<Course, Vec<Problem>> {
        check(&self.folder, &self.head, &self.files)
    }
}

/// It compiled, nothing spoilt.
pub fn course() -> Course {
    Raw::valid().check().unwrap()
}

/// Texts as a file has them.
pub fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(ToString::to_string).collect()
}

/// A change that must not be held against anybody.
#[track_caller]
pub fn no_problem(change: impl FnOnce(&mut Raw)) -> Course {
    let mut raw = Raw::valid();
    change(&mut raw);
    raw.check().unwrap()
}
