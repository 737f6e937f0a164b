//! What a course covers: concepts and questions by section and type, difficulty, where the facts come from.

use biaoshuai::core::course::{Course, Fact};
use biaoshuai::core::question::{QuestionKind, Tag};

/// The table that `check-course` prints.
pub(super) fn table(course: &Course) -> String {
    let kinds = QuestionKind::ALL;
    let names: Vec<String> = kinds.iter().map(|kind| format!("{kind:?}").to_lowercase()).collect();
    let width = course.sections.iter().map(|section| section.id.as_str().len()).max().unwrap_or(0).max("section".len());
    let row = |first: &str, cells: &[String]| {
        let cells: String = cells.iter().map(|cell| format!(" {cell:>9}")).collect();
        format!("{first:<width$}{cells}\n")
    };
    let mut head = vec!["concepts".to_owned()];
    head.extend(names);
    head.push("questions".to_owned());
    let mut out = row("section", &head);
    for section in &course.sections {
        let questions: Vec<_> = course.questions_of(&section.id).collect();
        let mut cells = vec![course.concepts_of(&section.id).count()];
        cells.extend(kinds.iter().map(|kind| questions.iter().filter(|q| q.body.kind() == *kind).count()));
        cells.push(questions.len());
        out += &row(section.id.as_str(), &texts(&cells));
    }
    let mut cells = vec![course.concepts.len()];
    cells.extend(kinds.iter().map(|kind| course.questions.iter().filter(|q| q.body.kind() == *kind).count()));
    cells.push(course.questions.len());
    out += &row("all", &texts(&cells));

    let all = course.questions.len();
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

fn texts(numbers: &[usize]) -> Vec<String> {
    numbers.iter().map(ToString::to_string).collect()
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
