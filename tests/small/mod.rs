//! The smallest course and question; tests change what they are about.
#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses its part; helpers of tests may panic")]

use biaoshuai::core::course::check::check;
use biaoshuai::core::course::{Concept, ConceptKind, Course, FORMAT, Fact};
use biaoshuai::core::question::{Body, Question};

/// A statement that is true, of section `s`, about no concept.
pub fn statement(id: &str) -> Question {
    Question {
        id: id.into(),
        rev: 1,
        section: "s".into(),
        stem: "是这样吗？".into(),
        body: Body::TrueFalse(true),
        why: String::new(),
        concepts: Vec::new(),
        level: 1,
        tags: Vec::new(),
        source: Vec::new(),
        fact: Fact::Speech,
    }
}

/// A list of nothing, of section `s`, whose title is its id.
pub fn concept(id: &str) -> Concept {
    Concept {
        id: id.into(),
        section: "s".into(),
        title: id.into(),
        kind: ConceptKind::List,
        text: None,
        members: Vec::new(),
        pairs: Vec::new(),
        explain: String::new(),
        mnemonic: None,
        siblings: Vec::new(),
        source: Vec::new(),
        fact: Fact::Speech,
    }
}

/// Course `c` of nothing but these.
pub fn course(concepts: Vec<Concept>, questions: Vec<Question>) -> Course {
    Course {
        figures: Vec::new(),
        format: FORMAT,
        id: "c".into(),
        edition: 1,
        title: String::new(),
        short: String::new(),
        about: String::new(),
        parts: Vec::new(),
        sections: Vec::new(),
        concepts,
        questions,
    }
}

/// The second, small course of the fixtures, compiled.
pub fn fixture() -> Course {
    let head = toml::from_str(include_str!("../fixtures/course-yuelanshi/course.toml")).unwrap();
    let files = [
        ("guiju.toml".to_owned(), toml::from_str(include_str!("../fixtures/course-yuelanshi/guiju.toml")).unwrap()),
        ("shujia.toml".to_owned(), toml::from_str(include_str!("../fixtures/course-yuelanshi/shujia.toml")).unwrap()),
    ];
    check("course-yuelanshi", &head, &files).unwrap()
}
