//! Turns what people wrote into a [`Course`], or lists *every* problem at once, each with file, item and cure.

use super::raw::{RawConcept, RawCourse, RawFile, RawQuestion};
use super::{Concept, ConceptKind, Course, FORMAT, Fact, Part, Section, Source};
use crate::core::ids::{self, ConceptId, PartId, QuestionId, SectionId};
use crate::core::map::Shape;
use crate::core::question::Question;
use crate::core::text;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

mod body;
mod quality;
mod reasons;

/// The shortest explanation that can say why.
const WHY_MIN: usize = 20;
/// Shortest and longest explanation of a concept, in characters: a card that is read in half a minute.
const EXPLAIN: (usize, usize) = (60, 200);
/// Longest stem of a plain question and of a case, in characters.
const STEM_MAX: (usize, usize) = (80, 160);
const PARA_CURE: &str = "paragraphs are counted from 1; correct the number";

/// One fault of a course: where it is and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// File name inside the course's folder.
    pub file: String,
    /// The item: `question gl-001`, `concept …`, `section …` or `course`.
    pub item: String,
    /// What is wrong and what would cure it.
    pub cure: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.file, self.item, self.cure)
    }
}

/// Collects problems while the files are read.
#[derive(Default)]
struct Report {
    problems: Vec<Problem>,
}

/// Adds problems of one item.
struct At<'a> {
    report: &'a mut Report,
    file: &'a str,
    item: String,
}

impl At<'_> {
    fn say(&mut self, cure: impl Into<String>) {
        self.report.problems.push(Problem { file: self.file.to_owned(), item: self.item.clone(), cure: cure.into() });
    }

    fn require(&mut self, good: bool, cure: impl FnOnce() -> String) {
        if !good {
            self.say(cure());
        }
    }
}

impl Report {
    fn at<'a>(&'a mut self, file: &'a str, item: String) -> At<'a> {
        At { report: self, file, item }
    }
}

/// Checks a course and puts it together.
///
/// `folder` is the name of the course's folder; `files` are the section files by file name.
///
/// # Errors
/// All problems found, sorted by file and item.
pub fn check(folder: &str, course: &RawCourse, files: &[(String, RawFile)]) -> Result<Course, Vec<Problem>> {
    let mut report = Report::default();
    check_head(folder, course, &mut report);

    let mut files: Vec<&(String, RawFile)> = files.iter().collect();
    files.sort_by(|a, b| (a.1.section.order, &a.0).cmp(&(b.1.section.order, &b.0)));
    check_ids(course, &files, &mut report);

    let known: BTreeSet<&str> =
        files.iter().flat_map(|(_, file)| &file.concepts).map(|concept| concept.id.as_str()).collect();
    let mut out = Course {
        format: FORMAT,
        id: course.id.as_str().into(),
        edition: course.edition,
        title: course.title.clone(),
        short: course.short.clone(),
        about: course.about.clone(),
        parts: course
            .parts
            .iter()
            .map(|part| Part { id: PartId::from(&*part.id), ordinal: part.ordinal.clone(), title: part.title.clone() })
            .collect(),
        sections: Vec::new(),
        concepts: Vec::new(),
        questions: Vec::new(),
        figures: course.figures.clone(),
    };
    for (name, file) in &files {
        out.sections.push(section(course, name, file, &mut report));
        for raw in &file.concepts {
            let mut at = report.at(name, format!("concept {}", raw.id));
            out.concepts.push(concept(raw, &file.section.id, &known, &mut at));
        }
        for raw in &file.questions {
            let mut at = report.at(name, format!("question {}", raw.id));
            out.questions.extend(question(raw, &file.section.id, &known, &mut at));
        }
    }
    check_figures(&out, &mut report);
    check_coverage(&files, &mut report);
    quality::check(&out, &files, &mut report);

    if report.problems.is_empty() {
        Ok(out)
    } else {
        report.problems.sort();
        Err(report.problems)
    }
}

/// A figure draws a list of the course, with a label for each of its members.
fn check_figures(course: &Course, report: &mut Report) {
    for figure in &course.figures {
        let mut at = report.at("course.toml", format!("figure {}", figure.concept));
        let Some(list) = course.concept(&figure.concept).filter(|list| !list.members.is_empty()) else {
            at.require(false, || "there is no such list; name a concept that has `members`".to_owned());
            continue;
        };
        let (labels, members) = (figure.labels.len(), list.members.len());
        at.require(labels == members, || format!("{labels} labels for {members} members; write one for each"));
        for (label, member) in figure.labels.iter().zip(&list.members) {
            let parts = label.split(' ').collect::<Vec<_>>();
            let sides = if figure.shape == Shape::Pairs { 2 } else { 1 };
            at.require(parts.len() == sides && parts.iter().all(|part| !part.is_empty() && member.contains(*part)), || {
                format!("label `{label}` is no part of `{member}`; write words that stand in it, in pairs with a blank between")
            });
        }
    }
}

fn check_head(folder: &str, course: &RawCourse, report: &mut Report) {
    let mut at = report.at("course.toml", "course".to_owned());
    at.require(ids::is_valid(&course.id), || id_cure(&course.id));
    at.require(course.id == folder, || {
        format!("id `{}` is not the folder's name; write id = \"{folder}\" or rename the folder", course.id)
    });
    at.require((1..=8).contains(&text::len(&course.short)), || "`short` must have 1 to 8 characters".to_owned());
    at.require(!course.title.trim().is_empty(), || "`title` is empty; write the course's title".to_owned());
    at.require(!course.parts.is_empty(), || "there is no [[part]]; add at least one".to_owned());
    let mut seen = BTreeSet::new();
    for part in &course.parts {
        at.require(ids::is_valid(&part.id), || id_cure(&part.id));
        at.require(seen.insert(&part.id), || format!("part id `{}` stands twice; give each part its own", part.id));
    }
}

/// Ids are unique over the whole course, over concepts and questions alike, and never come back after retirement.
fn check_ids(course: &RawCourse, files: &[&(String, RawFile)], report: &mut Report) {
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    for (name, file) in files {
        let concepts = file.concepts.iter().map(|concept| ("concept", concept.id.as_str()));
        let questions = file.questions.iter().map(|question| ("question", question.id.as_str()));
        let section = std::iter::once(("section", file.section.id.as_str()));
        for (kind, id) in section.chain(concepts).chain(questions) {
            let mut at = report.at(name, format!("{kind} {id}"));
            at.require(ids::is_valid(id), || id_cure(id));
            at.require(!course.retired.iter().any(|retired| retired == id), || {
                format!("id `{id}` is retired in course.toml; choose one that was never used")
            });
            if let Some(first) = seen.insert(id, name) {
                at.say(format!("id `{id}` is already used in {first}; choose another"));
            }
        }
    }
}

fn id_cure(id: &str) -> String {
    format!("id `{id}` must be 1 to 48 characters of a-z, 0-9 and inner hyphens")
}

fn section(course: &RawCourse, name: &str, file: &RawFile, report: &mut Report) -> Section {
    let raw = &file.section;
    let mut at = report.at(name, format!("section {}", raw.id));
    at.require(course.parts.iter().any(|part| part.id == raw.part), || {
        format!("part `{}` is not in course.toml; use one of its [[part]] ids", raw.part)
    });
    at.require(!raw.title.trim().is_empty(), || "`title` is empty".to_owned());
    at.require(!raw.summary.trim().is_empty(), || "`summary` is empty; say what the section teaches".to_owned());
    at.require(!raw.paras.is_empty(), || "`paras` is empty; name the paragraphs it covers".to_owned());
    at.require(!raw.paras.contains(&0), || PARA_CURE.to_owned());
    Section {
        id: SectionId::from(&*raw.id),
        part: PartId::from(&*raw.part),
        title: raw.title.clone(),
        summary: raw.summary.clone(),
        paras: raw.paras.clone(),
    }
}

fn concept(raw: &RawConcept, section: &str, known: &BTreeSet<&str>, at: &mut At<'_>) -> Concept {
    at.require(!raw.title.trim().is_empty(), || "`title` is empty".to_owned());
    let length = text::len(&raw.explain);
    at.require((EXPLAIN.0..=EXPLAIN.1).contains(&length), || {
        format!("`explain` has {length} characters; explain it in own words in {} to {}", EXPLAIN.0, EXPLAIN.1)
    });
    match raw.kind {
        ConceptKind::Formulation => at.require(raw.text.as_deref().is_some_and(says_something), || {
            "a formulation needs `text`, the exact wording".to_owned()
        }),
        ConceptKind::List => {
            at.require(raw.members.len() >= 2, || "a list needs `members`, at least two".to_owned());
        }
        ConceptKind::Mapping => {
            at.require(raw.pairs.len() >= 2, || "a mapping needs `pairs`, at least two".to_owned());
        }
        ConceptKind::Judgement => {}
    }
    check_distinct(at, "member", raw.members.iter().map(String::as_str));
    at.require(raw.pairs.iter().all(|(left, right)| says_something(left) && says_something(right)), || {
        "a side of `pairs` is empty; write it or remove the pair".to_owned()
    });
    for sibling in &raw.siblings {
        at.require(known.contains(sibling.id.as_str()), || {
            format!("sibling `{}` is no concept of this course; correct the id", sibling.id)
        });
        at.require(sibling.id.as_str() != raw.id, || "a concept is not its own sibling; remove it".to_owned());
        at.require(!sibling.differs.trim().is_empty(), || {
            format!("sibling `{}` lacks `differs`, the one difference that matters", sibling.id)
        });
    }
    check_source(at, &raw.source, raw.fact);
    Concept {
        id: ConceptId::from(&*raw.id),
        section: SectionId::from(section),
        title: raw.title.clone(),
        kind: raw.kind,
        text: raw.text.clone(),
        members: raw.members.clone(),
        pairs: raw.pairs.clone(),
        explain: raw.explain.clone(),
        mnemonic: raw.mnemonic.clone(),
        siblings: raw.siblings.clone(),
        source: raw.source.clone(),
        fact: raw.fact,
    }
}

fn question(raw: &RawQuestion, section: &str, known: &BTreeSet<&str>, at: &mut At<'_>) -> Option<Question> {
    let stem_max = if raw.tags.contains(&crate::core::question::Tag::Case) { STEM_MAX.1 } else { STEM_MAX.0 };
    let length = text::len(&raw.stem);
    at.require(length >= 4, || "`stem` is too short to ask anything".to_owned());
    at.require(length <= stem_max, || format!("`stem` has {length} characters; at most {stem_max} fit a phone"));
    at.require(text::len(&raw.why) >= WHY_MIN, || {
        format!("`why` has under {WHY_MIN} characters; say why the right answer is right and the others are not")
    });
    at.require(raw.rev >= 1, || "`rev` is counted from 1; leave it out or raise it".to_owned());
    at.require((1..=3).contains(&raw.level), || format!("level {} does not exist; use 1, 2 or 3", raw.level));
    at.require(!raw.concepts.is_empty(), || "`concepts` is empty; name the concept it asks about".to_owned());
    for id in &raw.concepts {
        at.require(known.contains(id.as_str()), || {
            format!("concept `{id}` is unknown; correct the id or add the concept")
        });
    }
    check_source(at, &raw.source, raw.fact);
    let body = body::body(raw, at)?;
    Some(Question {
        id: QuestionId::from(&*raw.id),
        rev: raw.rev,
        section: SectionId::from(section),
        stem: raw.stem.clone(),
        body,
        why: raw.why.clone(),
        concepts: raw.concepts.iter().map(|id| ConceptId::from(&**id)).collect(),
        level: raw.level,
        tags: raw.tags.clone(),
        source: raw.source.clone(),
        fact: raw.fact,
    })
}

fn check_source(at: &mut At<'_>, source: &[Source], fact: Fact) {
    at.require(!source.is_empty(), || {
        "`source` is missing; write source = [{ para = 18, terms = [\"…\"] }]".to_owned()
    });
    for place in source {
        at.require(place.para >= 1, || PARA_CURE.to_owned());
        at.require(fact == Fact::Background || !place.terms.is_empty(), || {
            format!("source ¶{} has no `terms`; name the words to look for there", place.para)
        });
        // It would be found in every paragraph.
        at.require(place.terms.iter().all(|term| says_something(term)), || {
            "a term of `source` is empty; write it or remove it".to_owned()
        });
    }
}

/// Whether anything but punctuation and spaces is in it.
fn says_something(text: &str) -> bool {
    !text::fold(text).is_empty()
}

fn check_distinct<'a>(at: &mut At<'_>, what: &str, items: impl Iterator<Item = &'a str>) {
    let mut seen = BTreeSet::new();
    for item in items {
        let folded = text::fold(item);
        at.require(!folded.is_empty(), || format!("empty {what}; write it or remove it"));
        if !seen.insert(folded) {
            at.say(format!("{what} `{item}` stands twice (punctuation does not count); change one"));
        }
    }
}

/// A concept that is never asked is never known.
fn check_coverage(files: &[&(String, RawFile)], report: &mut Report) {
    let asked: BTreeSet<&str> =
        files.iter().flat_map(|(_, file)| &file.questions).flat_map(|q| &q.concepts).map(String::as_str).collect();
    for (name, file) in files {
        for concept in &file.concepts {
            report.at(name, format!("concept {}", concept.id)).require(asked.contains(concept.id.as_str()), || {
                "no question asks about it; add at least one".to_owned()
            });
        }
    }
}
