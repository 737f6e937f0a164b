//! Courses of as many questions as wanted, and the papers that they give.
#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses its part; helpers of tests may panic")]

use crate::small;
use biaoshuai::core::course::{Course, Part, Section};
use biaoshuai::core::exam::{Asked, Blueprint, Marks, Paper, PaperCode, Row, Variant};
use biaoshuai::core::ids::{ConceptId, SectionId};
use biaoshuai::core::question::{Body, Question, QuestionKind};
use proptest::prelude::*;

/// About one concept; its content is never looked at.
pub fn question(number: usize, kind: QuestionKind, section: usize, concept: &str) -> Question {
    Question {
        section: SectionId(format!("s{section}")),
        body: Body::Later(kind),
        concepts: vec![ConceptId::from(concept)],
        ..small::statement(&format!("q{number:03}"))
    }
}

/// A course of these questions, in four sections of two parts.
pub fn course(questions: Vec<Question>) -> Course {
    let section = |number: usize| Section {
        id: SectionId(format!("s{number}")),
        part: format!("p{}", number / 2).as_str().into(),
        title: String::new(),
        summary: String::new(),
        paras: Vec::new(),
    };
    let part = |id: &str| Part { id: id.into(), ordinal: String::new(), title: String::new() };
    Course {
        parts: vec![part("p0"), part("p1")],
        sections: (0..4).map(section).collect(),
        ..small::course(Vec::new(), questions)
    }
}

/// As many questions of a type, each about a concept of its own, over all four sections.
pub fn many(count: usize, kind: QuestionKind) -> Vec<Question> {
    (0..count).map(|number| question(number, kind, number % 4, &format!("k{number}"))).collect()
}

/// So many questions of a type, worth so many marks each.
pub const fn row(kind: QuestionKind, count: u16, each: u16) -> Row {
    Row { kind, count, each: Marks::whole(each) }
}

/// A plan of these rows that is worth what they add up to.
pub fn blueprint(rows: Vec<Row>) -> Blueprint {
    let total = rows.iter().flat_map(|row| (0..row.count).map(|_| row.each)).sum();
    Blueprint { rows, total, sections: Vec::new(), minutes: 60, pass: Marks::halves(1) }
}

/// What a paper asks, in its order.
pub fn ids(paper: &Paper) -> Vec<&str> {
    paper.questions.iter().map(|asked| asked.question.as_str()).collect()
}

/// How many questions of a paper are like that.
pub fn count(paper: &Paper, keep: impl Fn(&Asked) -> bool) -> usize {
    paper.questions.iter().filter(|asked| keep(asked)).count()
}

/// The code of a usual paper.
pub fn code(course: &Course, seed: u64, variant: Variant) -> PaperCode {
    PaperCode::new(course, None, seed, variant).unwrap()
}

/// Either of the two.
pub fn variants() -> impl Strategy<Value = Variant> {
    prop_oneof![Just(Variant::A), Just(Variant::B)]
}
