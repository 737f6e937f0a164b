//! What the room knows: by question and by concept.

use super::Collecting;
use crate::core::branch::Share;
use crate::core::course::Course;
use crate::core::handin::{Collection, ConceptTally, QuestionTally};
use crate::core::question::BLANK;
use crate::core::text::len;
use crate::state::signal::RwSignal;
use crate::ui::view;
use leptos::prelude::*;

/// The longest stem in a table, in characters.
const STEM: usize = 36;

/// Both tables, drawn when they are asked for: they change with every result.
pub(super) fn tables(collecting: Collecting) -> AnyView {
    let open = RwSignal::new(false);
    view! {
        <section class="stack-s" id="tables">
            <button type="button" class="button" id="show-tables" aria-expanded=move || if open.get() { "true" } else { "false" }
                on:click=move |_| open.update(|open| *open = !*open)>"各题和各概念的得分"</button>
            {move || open.get().then(|| {
                let course = collecting.course();
                collecting.collection.with(|all| all.as_ref().map(|all| drawn(all, &course)))
            }).flatten()}
        </section>
    }
}

fn drawn(all: &Collection, course: &Course) -> AnyView {
    let told = all.entries.iter().filter(|entry| entry.fates.is_some()).count();
    let left = all.entries.len() - told;
    let about = format!("按 {told} 份扫码或文件的结果算。");
    let about = if left > 0 {
        format!("{about}另有 {left} 份是输入的，只有总分，不计在这里。")
    } else {
        about
    };
    let questions: Vec<AnyView> =
        (1..).zip(all.by_question()).map(|(number, tally)| question(course, number, &tally)).collect();
    let concepts: Vec<AnyView> = all.by_concept(course).iter().map(|tally| concept(course, tally)).collect();
    view! {
        <p class="hint num">{about}</p>
        <div class="scroll" tabindex="0" role="region" aria-label="各题的得分"><table id="by-question">
            <caption class="sr">"各题的得分"</caption>
            <thead><tr><th scope="col">"题"</th><th scope="col">"对"</th><th scope="col">"部分"</th><th scope="col">"错"</th><th scope="col">"未答"</th><th scope="col">"得分率"</th></tr></thead>
            <tbody>{questions}</tbody>
        </table></div>
        <div class="scroll" tabindex="0" role="region" aria-label="各概念的得分"><table id="by-concept">
            <caption class="sr">"各概念的得分"</caption>
            <thead><tr><th scope="col">"概念"</th><th scope="col">"题数"</th><th scope="col">"答对"</th><th scope="col">"得分率"</th></tr></thead>
            <tbody>{concepts}</tbody>
        </table></div>
    }
}

fn question(course: &Course, number: usize, tally: &QuestionTally) -> AnyView {
    let stem = course
        .question(&tally.asked.question)
        .map_or_else(|| "已撤下的题".to_owned(), |question| question.stem.replace(BLANK, "（　）"));
    let mut short: String = stem.chars().take(STEM).collect();
    if len(&stem) > STEM {
        short.push('…');
    }
    let [right, partly, wrong, open, _] = tally.fates;
    view! {
        <tr><th scope="row">{format!("{number}. {short}")}</th><td>{right}</td><td>{partly}</td><td>{wrong}</td><td>{open}</td>
            <td>{rate(tally.earned, tally.of())}</td></tr>
    }
}

fn concept(course: &Course, tally: &ConceptTally) -> AnyView {
    let title = course.concept(&tally.concept).map(|concept| concept.title.clone());
    view! {
        <tr><th scope="row">{title}</th><td>{tally.questions}</td><td>{format!("{}/{}", tally.right, tally.asked)}</td>
            <td>{rate(tally.earned, tally.of)}</td></tr>
    }
}

fn rate(earned: u32, of: u32) -> String {
    Share::new(earned, of).per_cent().map_or_else(|| "—".to_owned(), |percent| format!("{percent}%"))
}
