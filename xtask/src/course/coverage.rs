//! What a course covers: concepts and questions by section, type, difficulty, and where the facts come from.

use biaoshuai::core::course::{Course, Fact};
use biaoshuai::core::question::{Question, QuestionKind, Tag};

/// The table that `check-course` prints, in Markdown, so that it can stand in a document as it is.
pub(super) fn table(course: &Course) -> String {
    let kinds = QuestionKind::ALL;
    let mut head = vec!["section".to_owned(), "concepts".to_owned()];
    head.extend(kinds.iter().map(|kind| format!("{kind:?}").to_lowercase()));
    head.extend(["level 1", "level 2", "level 3", "speech", "background", "questions"].map(str::to_owned));
    let first = course.sections.iter().map(|section| section.id.as_str().len()).max().unwrap_or(0);
    let row = |cells: &[String]| {
        let mut out = format!("| {:<1$} |", cells[0], first.max("section".len()));
        for (cell, head) in cells.iter().zip(&head).skip(1) {
            out += &format!(" {cell:>0$} |", head.len());
        }
        out + "\n"
    };
    let rule: Vec<String> = head.iter().skip(1).map(|head| format!("{}:", "-".repeat(head.len() - 1))).collect();
    let dashes = "-".repeat(first.max("section".len()));
    let mut out = row(&head) + &row(&[vec![dashes], rule].concat());
    let mut line = |name: &str, concepts: usize, questions: &[&Question]| {
        let count = |holds: &dyn Fn(&Question) -> bool| questions.iter().filter(|question| holds(question)).count();
        let mut cells = vec![concepts];
        cells.extend(kinds.iter().map(|kind| count(&|question| question.body.kind() == *kind)));
        cells.extend((1..=3).map(|level| count(&|question| question.level == level)));
        cells.extend([Fact::Speech, Fact::Background].map(|fact| count(&|question| question.fact == fact)));
        cells.push(questions.len());
        let cells: Vec<String> = cells.iter().map(ToString::to_string).collect();
        out += &row(&[vec![name.to_owned()], cells].concat());
    };
    for section in &course.sections {
        let questions: Vec<_> = course.questions_of(&section.id).collect();
        line(section.id.as_str(), course.concepts_of(&section.id).count(), &questions);
    }
    line("all", course.concepts.len(), &course.questions.iter().collect::<Vec<_>>());

    let all = course.questions.len();
    out.push('\n');
    let levels = (1..=3).map(|level| {
        format!("level {level}: {}", share(course.questions.iter().filter(|q| q.level == level).count(), all))
    });
    out += &format!("{}\n", levels.collect::<Vec<_>>().join(", "));
    let facts = |fact: Fact| share(course.questions.iter().filter(|q| q.fact == fact).count(), all);
    out += &format!("fact: speech {}, background {}\n", facts(Fact::Speech), facts(Fact::Background));
    let tagged = |tag: Tag| course.questions.iter().filter(|q| q.tags.contains(&tag)).count();
    out += &format!("tags: case {}, contrast {}\n", tagged(Tag::Case), tagged(Tag::Contrast));
    out
}

/// A number with its share, rounded to whole percents.
fn share(part: usize, all: usize) -> String {
    let percent = (part * 200 + all).checked_div(all * 2).unwrap_or(0);
    format!("{part} ({percent} %)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded() {
        assert_eq!(share(1, 3), "1 (33 %)");
        assert_eq!(share(2, 3), "2 (67 %)");
        assert_eq!(share(0, 0), "0 (0 %)");
    }
}
