//! Look-alikes: concepts that are taken for each other, and what tells them apart.

use super::course::{Concept, Course};
use super::ids::ConceptId;
use super::question::{Question, Tag};
use super::text::fold;

/// With fewer questions than this a drill would be over before it began; then all on either concept are asked.
const DRILL_MIN: usize = 3;

/// Two concepts that are taken for each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair<'a> {
    /// The one that the course teaches first.
    pub one: &'a Concept,
    /// The other.
    pub other: &'a Concept,
    /// What tells them apart, as the course says it on either card.
    pub differs: Vec<&'a str>,
}

/// What two concepts have to do with each other; `None` when one is unknown or both are the same.
#[must_use]
pub fn between<'a>(course: &'a Course, a: &ConceptId, b: &ConceptId) -> Option<Pair<'a>> {
    let place = |id: &ConceptId| course.concepts.iter().position(|concept| concept.id == *id);
    let (first, second) = (place(a)?, place(b)?);
    if first == second {
        return None;
    }
    let (one, other) = (&course.concepts[first.min(second)], &course.concepts[first.max(second)]);
    let said = |of: &'a Concept, about: &Concept| {
        of.siblings.iter().filter(|sibling| sibling.id == about.id).map(|sibling| &*sibling.differs).collect::<Vec<_>>()
    };
    Some(Pair { one, other, differs: [said(one, other), said(other, one)].concat() })
}

/// Every pair of look-alikes of a course once, in the order of the course.
#[must_use]
pub fn pairs(course: &Course) -> Vec<Pair<'_>> {
    let mut found: Vec<Pair<'_>> = Vec::new();
    for concept in &course.concepts {
        for sibling in &concept.siblings {
            if let Some(pair) = between(course, &concept.id, &sibling.id)
                && !found.iter().any(|old| (&old.one.id, &old.other.id) == (&pair.one.id, &pair.other.id))
            {
                found.push(pair);
            }
        }
    }
    found
}

/// The questions that drill the difference: about both, or written to tell one of them from what it looks like; where
/// these are too few, all about either. In the order of the course.
#[must_use]
pub fn questions<'a>(course: &'a Course, a: &ConceptId, b: &ConceptId) -> Vec<&'a Question> {
    let about = |question: &Question, id: &ConceptId| question.concepts.contains(id);
    let either: Vec<&Question> =
        course.questions.iter().filter(|question| about(question, a) || about(question, b)).collect();
    let telling =
        |question: &Question| (about(question, a) && about(question, b)) || question.tags.contains(&Tag::Contrast);
    let drill: Vec<&Question> = either.iter().copied().filter(|question| telling(question)).collect();
    if drill.len() < DRILL_MIN { either } else { drill }
}

/// For each member of `list` whether it is worth pointing out: `against` shares others, but not this one. Punctuation
/// does not count. Lists that have nothing in common differ everywhere, which needs no pointing out.
#[must_use]
pub fn own_members(list: &[String], against: &[String]) -> Vec<bool> {
    let there: Vec<String> = against.iter().map(|member| fold(member)).collect();
    let own: Vec<bool> = list.iter().map(|member| !there.contains(&fold(member))).collect();
    if own.iter().all(|own| *own) { vec![false; list.len()] } else { own }
}
