//! The demonstration course of the fixtures as people wrote it, in its published edition and the next one.
#![allow(dead_code, clippy::unwrap_used, clippy::panic, reason = "each test file uses its part; helpers may panic")]

use biaoshuai::core::course::Course;
use biaoshuai::core::course::check::check;
use biaoshuai::core::course::lock::Lock;
use biaoshuai::core::course::raw::{RawAnswer, RawConcept, RawCourse, RawFile, RawQuestion};

/// Where it lies, and its id.
pub const FOLDER: &str = "xuexi-fangfa";

/// A course as people wrote it.
pub struct Raw {
    pub head: RawCourse,
    pub files: Vec<(String, RawFile)>,
}

impl Raw {
    /// The published edition.
    pub fn first() -> Self {
        let file = |name: &str, text| (name.to_owned(), toml::from_str(text).unwrap());
        Self {
            head: toml::from_str(include_str!("../fixtures/courses/xuexi-fangfa/course.toml")).unwrap(),
            files: vec![
                file("xiguan.toml", include_str!("../fixtures/courses/xuexi-fangfa/xiguan.toml")),
                file("jiezou.toml", include_str!("../fixtures/courses/xuexi-fangfa/jiezou.toml")),
            ],
        }
    }

    /// The next edition: `xf-010` is gone, `xf-002` has another answer, `xf-001` and `xf-003` are worded better, and
    /// `xf-015` is new.
    pub fn second() -> Self {
        let mut raw = Self::first();
        raw.head.edition = 2;
        raw.remove("xf-010");
        raw.head.retired.push("xf-010".into());
        let changed = raw.question("xf-002");
        changed.options[4] = "隔天再想".into();
        changed.options.swap(3, 4);
        changed.answer = letters(&["A", "C", "E"]);
        changed.rev = 2;
        let reworded = raw.question("xf-003");
        reworded.stem = "同一天把一道题连续答对三遍，就算掌握了。".into();
        reworded.why.push_str("所以明天再来。");
        raw.question("xf-001").options[3] = "只看不做".into();
        let mut new = raw.question("xf-011").clone();
        new.id = "xf-015".into();
        new.stem = "从没有答过的题，状态也可能是生疏。".into();
        new.why = "没有作答记录的题只能是未学；生疏是答过而最近一次没有答对。".into();
        new.concepts = vec!["si-zhong-zhuangtai".into()];
        raw.files[1].1.questions.push(new);
        raw
    }

    pub fn question(&mut self, id: &str) -> &mut RawQuestion {
        self.files.iter_mut().flat_map(|(_, file)| &mut file.questions).find(|question| question.id == id).unwrap()
    }

    pub fn concept(&mut self, id: &str) -> &mut RawConcept {
        self.files.iter_mut().flat_map(|(_, file)| &mut file.concepts).find(|concept| concept.id == id).unwrap()
    }

    pub fn remove(&mut self, id: &str) {
        self.files.iter_mut().for_each(|(_, file)| file.questions.retain(|question| question.id != id));
    }

    /// It compiled.
    pub fn course(&self) -> Course {
        check(FOLDER, &self.head, &self.files).unwrap_or_else(|problems| panic!("{problems:?}"))
    }

    /// The lock that would be written for it.
    pub fn lock(&self) -> Lock {
        Lock::of(&self.course(), &self.head.retired)
    }

    /// The file in which a question or concept stands.
    pub fn file_of(&self, id: &str) -> Option<String> {
        let has = |file: &RawFile| {
            file.questions.iter().any(|question| question.id == id) || file.concepts.iter().any(|one| one.id == id)
        };
        self.files.iter().find(|(_, file)| has(file)).map(|(name, _)| name.clone())
    }
}

/// The answer to a multiple choice.
pub fn letters(letters: &[&str]) -> Option<RawAnswer> {
    Some(RawAnswer::Letters(letters.iter().map(ToString::to_string).collect()))
}
