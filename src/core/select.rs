//! Chooses the questions of a session.

use crate::core::contrast;
use crate::core::course::Course;
use crate::core::ids::QuestionId;
use crate::core::progress::{Progress, Strength};
use crate::core::question::Question;
use crate::core::schedule::Plan;
use crate::core::session::{Scope, Session};
use crate::core::shuffle::Rng;
use std::cmp::Reverse;

/// Questions that a scope covers, in the order of the course. [`Scope::Due`] is for [`planned`], [`Scope::Filter`] for
/// [`Filter::pool`](crate::core::filter::Filter::pool), [`Scope::Challenge`] for [`queue`](crate::core::challenge::queue), and
/// what [`Scope::Mistakes`] covers depends on what the reader keeps. `parent` is the session that [`Scope::Missed`] names.
#[must_use]
pub fn pool<'a>(course: &'a Course, progress: &Progress, scope: &Scope, parent: Option<&Session>) -> Vec<&'a Question> {
    match scope {
        Scope::Today | Scope::Course => course.questions.iter().collect(),
        Scope::Section(id) => course.questions_of(id).collect(),
        Scope::Concept(id) => course.questions_on(id).collect(),
        Scope::Contrast(one, other) => contrast::questions(course, one, other),
        Scope::Due | Scope::Mistakes | Scope::Filter(_) | Scope::Challenge => Vec::new(),
        Scope::Weak => course
            .questions
            .iter()
            .filter(|question| progress.strength(&course.id, question) == Strength::Weak)
            .collect(),
        Scope::Missed(_) => {
            parent.map(|session| session.missed().filter_map(|id| course.question(id)).collect()).unwrap_or_default()
        }
    }
}

/// Chooses at most `count` questions out of a pool: what is weak and what is new first (two new ones for each weak one,
/// so that neither crowds out the other), then what was seen longest ago, familiar before solid. The chosen ones are
/// asked from easy to hard and from choosing to writing, otherwise shuffled, and two questions about one concept are
/// kept apart where possible.
#[must_use]
pub fn pick(course: &Course, progress: &Progress, pool: &[&Question], count: usize, seed: u64) -> Vec<QuestionId> {
    let mut by_strength: [Vec<&Question>; 4] = Default::default();
    for question in pool {
        by_strength[progress.strength(&course.id, question) as usize].push(question);
    }
    let last_ms =
        |question: &Question| progress.standing(&course.id, question).map_or(i64::MIN, |standing| standing.last_ms);
    let [unseen, weak, familiar, solid] = by_strength;
    let [weak, familiar, solid] = [weak, familiar, solid].map(|seen| sorted(&seen, &last_ms));

    let mut unseen = unseen.into_iter();
    let mut weak = weak.into_iter();
    let mut chosen: Vec<&Question> = Vec::with_capacity(count.min(pool.len()));
    loop {
        let before = chosen.len();
        chosen.extend(weak.by_ref().take(1));
        chosen.extend(unseen.by_ref().take(2));
        if chosen.len() == before || chosen.len() >= count {
            break;
        }
    }
    chosen.extend(familiar);
    chosen.extend(solid);
    chosen.truncate(count);
    arranged(chosen, seed)
}

/// Takes at most `count` questions of today's plan, what is due before what is new, in an order like that of [`pick`].
#[must_use]
pub fn planned(course: &Course, plan: &Plan, count: usize, seed: u64) -> Vec<QuestionId> {
    let wanted = plan.due.iter().chain(&plan.fresh).take(count);
    arranged(wanted.filter_map(|id| course.question(id)).collect(), seed)
}

/// From easy to hard and from choosing to writing, otherwise shuffled, with questions about one concept kept apart.
fn arranged(mut chosen: Vec<&Question>, seed: u64) -> Vec<QuestionId> {
    Rng::new(seed, "pick").shuffle(&mut chosen);
    spread(sorted(&chosen, &hardness), &hardness).into_iter().map(|question| question.id.clone()).collect()
}

/// The rank of a question in a session: the level, then what it takes to answer.
pub(super) fn hardness(question: &Question) -> i64 {
    i64::from(question.level) * 8 + i64::from(effort(question))
}

/// Sorts by a key, equal ones in the order given. One function for all keys: each sort of its own costs the wasm 4 kB.
pub(super) fn sorted<'a>(questions: &[&'a Question], key: &dyn Fn(&Question) -> i64) -> Vec<&'a Question> {
    let mut keyed: Vec<(i64, usize)> = questions.iter().map(|question| key(question)).zip(0..).collect();
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, place)| questions[place]).collect()
}

/// Within a level choosing comes before putting together, and writing comes last.
fn effort(question: &Question) -> u8 {
    use crate::core::question::QuestionKind as K;
    match question.body.kind() {
        K::Single | K::Multiple | K::TrueFalse => 0,
        K::Order | K::Match | K::Group => 1,
        K::Fill | K::Recall => 2,
    }
}

/// Keeps questions about the same concept apart, among those that stand together and have the same rank: next comes one
/// that has nothing to do with the last one, and of these the one that has most to do with those still to come, for they
/// will be the hardest to keep apart.
pub(super) fn spread<'a>(mut rest: Vec<&'a Question>, rank: &dyn Fn(&Question) -> i64) -> Vec<&'a Question> {
    let mut out: Vec<&Question> = Vec::with_capacity(rest.len());
    while let Some(first) = rest.first() {
        let now = rank(first);
        let level = rest.iter().take_while(|question| rank(question) == now).count();
        let next = (0..level).min_by_key(|place| {
            let repeats = out.last().is_some_and(|last| are_akin(last, rest[*place]));
            let akin = rest[..level].iter().filter(|other| are_akin(other, rest[*place])).count();
            (repeats, Reverse(akin))
        });
        out.push(rest.remove(next.unwrap_or(0)));
    }
    out
}

/// Whether both ask about a concept.
pub(super) fn are_akin(one: &Question, other: &Question) -> bool {
    one.concepts.iter().any(|concept| other.concepts.contains(concept))
}

/// Rough minutes a set of questions takes, from what each type asks of a reader; at least 1.
#[must_use]
pub fn minutes<'a>(questions: impl IntoIterator<Item = &'a Question>) -> usize {
    use crate::core::question::QuestionKind as K;
    let seconds: usize = questions
        .into_iter()
        .map(|question| match question.body.kind() {
            K::Single | K::TrueFalse => 25,
            K::Multiple | K::Fill => 35,
            K::Order | K::Match | K::Group => 50,
            K::Recall => 90,
        })
        .sum();
    seconds.div_ceil(60).max(1)
}
