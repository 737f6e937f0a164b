//! Every kind of question, answered right, partly right and wrong.

use crate::give::{self, Give};
use crate::problem::{Outcome, ensure};
use crate::stage::Stage;
use crate::student::{Student, Way};
use biaoshuai::core::course::{Concept, Course};
use biaoshuai::core::question::{Body, Question, QuestionKind};
use biaoshuai::core::route::Route;
use std::collections::BTreeMap;

/// What is still to be seen: kind by kind, the answers that were not given yet.
type Wanted = BTreeMap<QuestionKind, Vec<Give>>;

/// Plays the journey.
///
/// # Errors
/// Where it ends.
pub async fn play(stage: &mut Stage<'_>) -> Outcome {
    for way in [Way::Hands, Way::Keyboard] {
        stage.student_mut()?.way = way;
        all_kinds(stage.student()?, way).await?;
    }
    Ok(())
}

async fn all_kinds(student: &Student, way: Way) -> Outcome {
    let mut wanted = wanted(way);
    student.open_home().await?;
    student.go_to("练习").await?;
    student.choose_size(30).await?;
    while !wanted.is_empty() {
        let concept = best(&student.course, &wanted);
        student.open(&Route::Concept(student.course.id.clone(), concept.id.clone())).await?;
        student.practise().await?;
        loop {
            let question = student.question().await?;
            let give = next_wish(&wanted, &question);
            student.answer(give).await?;
            signs(student, &question, give).await?;
            fulfil(&mut wanted, &question, give);
            student.see_saved().await?;
            if wanted.is_empty() || !student.next().await? {
                break;
            }
        }
    }
    Ok(())
}

/// By hand everything; by keyboard one right answer of every kind.
fn wanted(way: Way) -> Wanted {
    let gives = |kind| match (way, kind) {
        (Way::Keyboard, _) => vec![Give::Right],
        (Way::Hands, QuestionKind::Single | QuestionKind::TrueFalse) => vec![Give::Right, Give::Wrong],
        (Way::Hands, _) => vec![Give::Right, Give::Partly, Give::Wrong],
    };
    QuestionKind::ALL.into_iter().map(|kind| (kind, gives(kind))).collect()
}

/// What this question can still show.
fn next_wish(wanted: &Wanted, question: &Question) -> Give {
    let open = wanted.get(&question.body.kind());
    open.into_iter().flatten().copied().find(|give| give::make(question, *give).is_some()).unwrap_or(Give::Right)
}

fn fulfil(wanted: &mut Wanted, question: &Question, give: Give) {
    let kind = question.body.kind();
    if let Some(open) = wanted.get_mut(&kind) {
        open.retain(|other| *other != give);
        if open.is_empty() {
            wanted.remove(&kind);
        }
    }
}

/// The concept whose questions show most of what is still wanted, with the fewest questions.
fn best<'a>(course: &'a Course, wanted: &Wanted) -> &'a Concept {
    let worth = |concept: &Concept| {
        let mut open = wanted.clone();
        let mut asked = 0_usize;
        for question in course.questions_on(&concept.id) {
            asked += 1;
            let give = next_wish(&open, question);
            fulfil(&mut open, question, give);
        }
        let left: usize = open.values().map(Vec::len).sum();
        let all: usize = wanted.values().map(Vec::len).sum();
        (all - left) * 1000 / asked.max(1)
    };
    course.concepts.iter().max_by_key(|concept| worth(concept)).unwrap_or(&course.concepts[0])
}

/// The marks beside the verdict that only this kind of answer has.
async fn signs(student: &Student, question: &Question, give: Give) -> Outcome {
    let count = |css: &'static str| async move {
        let script = "return document.querySelectorAll(arguments[0]).length;";
        Outcome::Ok(student.browser.js(script, vec![css.into()]).await?.as_u64().unwrap_or(0))
    };
    let expect = match (&question.body, give) {
        (Body::Single(_) | Body::Multiple(_) | Body::TrueFalse(_), Give::Right) => ".choice.right:not(.missed)",
        (Body::Single(_) | Body::Multiple(_) | Body::TrueFalse(_), Give::Wrong) => ".choice.wrong",
        (Body::Multiple(_), Give::Partly) => ".choice.right.missed",
        (Body::Fill(_), Give::Right) => ".blank.right",
        (Body::Fill(_), Give::Partly) => ".correction ins",
        (Body::Fill(_), Give::Wrong) => ".correction .diff",
        (Body::Order(_), Give::Right) => ".slot.right",
        (Body::Order(_), _) => ".slot.wrong",
        (Body::Match(_) | Body::Group(_), Give::Right) => ".chip.placed.right",
        (Body::Match(_) | Body::Group(_), _) => ".chip.placed.wrong",
        (Body::Recall { .. }, Give::Right) => ".term.hit",
        (Body::Recall { .. }, _) => ".comparison ins",
        (Body::Single(_) | Body::TrueFalse(_), Give::Partly) | (Body::Later(_), _) => return Ok(()),
    };
    let found = count(expect).await?;
    ensure(found > 0, format!("{} ({give:?}): no `{expect}` after the answer", question.id))?;
    let against = if give == Give::Right { ".wrong, .missed, #feedback.wrong" } else { "#feedback.right" };
    let found = count(against).await?;
    ensure(found == 0, format!("{} ({give:?}): `{against}` after the answer", question.id))
}
