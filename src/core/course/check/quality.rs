//! What makes a question answerable without knowing the content: giveaways and repetitions. Checked over whole sections,
//! for a single question rarely shows them.

use super::{Report, reasons};
use crate::core::course::raw::RawFile;
use crate::core::course::{Course, Section};
use crate::core::question::{Body, Choice, Question};
use crate::core::text::{fold, len};
use std::collections::{BTreeMap, BTreeSet};

/// Options that stand for the others; they are answered by counting, not by knowing.
const SUMMARIES: [&str; 8] =
    ["以上都对", "以上都不对", "以上都是", "以上都不是", "以上均", "以上全", "都正确", "都不正确"];
/// So much of a section's single-choice questions may have their right option as the single longest, in percent.
const LONGEST_MAX: usize = 40;
/// So much of a section's multiple-choice questions may have the same number of right options, in percent.
const SAME_COUNT_MAX: usize = 70;
/// Fewer questions than this say nothing about a section.
const ENOUGH: usize = 5;
/// An option from this length on must not stand in the stem, in characters.
const OPTION_IN_STEM: usize = 3;
/// From this share of common pairs of characters on two stems are the same question, in percent.
const ALIKE: usize = 92;
/// Stems shorter than this are alike by nature ("下面哪一项属于……").
const STEM_ENOUGH: usize = 14;
/// A stem with one of these asks what belongs to a list and what does not, not which member has which property.
const ASKS_MEMBERSHIP: [&str; 10] = ["属于", "包括", "之一", "之列", "之内", "列出", "所列", "其中", "内容", "组成"];

/// Reports everything that gives answers away, and questions that stand twice.
pub(super) fn check(course: &Course, files: &[&(String, RawFile)], report: &mut Report) {
    let file_of: BTreeMap<&str, &str> =
        files.iter().map(|(name, file)| (file.section.id.as_str(), name.as_str())).collect();
    let file = |question: &Question| file_of.get(question.section.as_str()).copied().unwrap_or_default();
    // A slip in answer or notes would be reported a second time.
    let faulty: BTreeSet<String> = report.problems.iter().map(|problem| problem.item.clone()).collect();
    for question in &course.questions {
        options(question, file(question), report);
        if !faulty.contains(&format!("question {}", question.id)) {
            membership(course, question, file(question), report);
            reasons::check(question, file(question), report);
        }
    }
    for section in &course.sections {
        let questions: Vec<_> = course.questions.iter().filter(|question| question.section == section.id).collect();
        let name = file_of.get(section.id.as_str()).copied().unwrap_or_default();
        longest(section, &questions, name, report);
        counts(section, &questions, name, report);
    }
    for (first, second) in twins(&course.questions) {
        report
            .at(file(second), format!("question {}", second.id))
            .say(format!("the stem is nearly that of `{}`; ask something else or reword it", first.id));
    }
}

fn choices(question: &Question) -> &[Choice] {
    match &question.body {
        Body::Single(choices) | Body::Multiple(choices) => choices,
        _ => &[],
    }
}

fn options(question: &Question, file: &str, report: &mut Report) {
    let stem = fold(&question.stem);
    let mut at = report.at(file, format!("question {}", question.id));
    for Choice { text, right, .. } in choices(question) {
        at.require(!SUMMARIES.iter().any(|summary| text.contains(summary)), || {
            format!("option `{text}` stands for the others; write a real one")
        });
        at.require(!right || len(text) < OPTION_IN_STEM || !stem.contains(&fold(text)), || {
            format!("the right option `{text}` stands in the stem, which gives it away; reword one of them")
        });
    }
}

/// Where a stem asks what belongs to a list, its members are all right or all wrong.
fn membership(course: &Course, question: &Question, file: &str, report: &mut Report) {
    if !ASKS_MEMBERSHIP.iter().any(|word| question.stem.contains(word)) {
        return;
    }
    let mut at = report.at(file, format!("question {}", question.id));
    for concept in question.concepts.iter().filter_map(|id| course.concept(id)) {
        let members: BTreeSet<String> = concept.members.iter().map(|member| fold(member)).collect();
        let of_list = |right: bool| {
            choices(question).iter().find(|choice| choice.right == right && members.contains(&fold(&choice.text)))
        };
        if let (Some(right), Some(wrong)) = (of_list(true), of_list(false)) {
            at.say(format!(
                "`{}` is wrong and `{}` is right, but both are members of {}; correct the answer, change an option, or ask \
                 for what tells the members apart",
                wrong.text, right.text, concept.title
            ));
        }
    }
}

fn longest(section: &Section, questions: &[&Question], file: &str, report: &mut Report) {
    let singles: Vec<_> =
        questions.iter().filter(|question| matches!(question.body, Body::Single(_))).map(|q| choices(q)).collect();
    let given_away = singles.iter().filter(|choices| right_is_longest(choices)).count();
    let mut at = report.at(file, format!("section {}", section.id));
    at.require(singles.len() < ENOUGH || given_away * 100 <= singles.len() * LONGEST_MAX, || {
        format!(
            "in {given_away} of {} single-choice questions the right option is the longest; at most {LONGEST_MAX} % may, \
             lengthen wrong options or shorten right ones",
            singles.len()
        )
    });
}

/// Whether the right option is longer than every other one.
fn right_is_longest(choices: &[Choice]) -> bool {
    let longest = |right: bool| choices.iter().filter(|c| c.right == right).map(|c| len(&c.text)).max();
    longest(true) > longest(false)
}

fn counts(section: &Section, questions: &[&Question], file: &str, report: &mut Report) {
    let mut by_count: BTreeMap<usize, usize> = BTreeMap::new();
    for question in questions.iter().filter(|question| matches!(question.body, Body::Multiple(_))) {
        *by_count.entry(choices(question).iter().filter(|choice| choice.right).count()).or_default() += 1;
    }
    let all: usize = by_count.values().sum();
    let Some((count, most)) = by_count.into_iter().max_by_key(|(_, most)| *most) else { return };
    let mut at = report.at(file, format!("section {}", section.id));
    at.require(all < ENOUGH || most * 100 <= all * SAME_COUNT_MAX, || {
        format!("{most} of {all} multiple-choice questions have {count} right options; vary their number")
    });
}

/// Pairs of questions of one type whose stems hardly differ.
fn twins(questions: &[Question]) -> Vec<(&Question, &Question)> {
    let pairs: Vec<BTreeSet<(char, char)>> = questions.iter().map(|question| bigrams(&question.stem)).collect();
    let mut found = Vec::new();
    for (index, (first, ours)) in questions.iter().zip(&pairs).enumerate() {
        for (second, theirs) in questions.iter().zip(&pairs).skip(index + 1) {
            let long = ours.len().min(theirs.len()) + 1 >= STEM_ENOUGH;
            let common = ours.intersection(theirs).count() * 2 * 100;
            let alike = common >= (ours.len() + theirs.len()) * ALIKE;
            if long && alike && first.body.kind() == second.body.kind() {
                found.push((first, second));
            }
        }
    }
    found
}

pub(super) fn bigrams(stem: &str) -> BTreeSet<(char, char)> {
    let folded = fold(stem);
    folded.chars().zip(folded.chars().skip(1)).collect()
}
