//! What only the host sees: the answer, notes, and what comes next.

use super::super::hand::Hand;
use super::super::show::{Scene, step_name};
use crate::core::branch::Upcoming;
use crate::core::question::BLANK;
use crate::ui::view;
use leptos::prelude::*;

pub(super) fn know(hand: Hand) -> AnyView {
    let room = hand.room;
    view! {
        {move || room.stage().and_then(|_| untrack(|| hand.scene().map(|scene| notes(&scene))))}
    }
}

fn notes(scene: &Scene) -> AnyView {
    let (mut answer, mut why) = (String::new(), String::new());
    if let (Some(question), Some(shown)) = (scene.question(), scene.shown()) {
        let letters = shown.right();
        let lines = question.body.solution().lines.join("；");
        why.clone_from(&question.why);
        if letters != lines {
            why = format!("{lines}。{why}");
        }
        answer = letters;
    } else if let Some(concept) = scene.concept() {
        if scene.stage.kind.is_some() {
            answer = concept.members.join("；");
        }
        why.clone_from(&concept.explain);
        if let Some(mnemonic) = &concept.mnemonic {
            why = format!("{why}记忆：{mnemonic}");
        }
    }
    if let Some(section) = scene.stage.place.as_ref().and_then(|id| scene.course.section(id)) {
        why.clone_from(&section.summary);
    }
    let answer = (!answer.is_empty())
        .then(|| view! { <p class="hint">"答案"</p><p class="host-answer" id="answer">{answer}</p> });
    view! { {answer}<p class="why">{why}</p><p class="hint" id="upcoming">{["接下来：", &upcoming(scene)].concat()}</p> }
}

fn upcoming(scene: &Scene) -> String {
    match &scene.stage.next {
        Upcoming::Place(id) => {
            let title = scene.course.section(id).map(|section| &*section.title);
            ["结构图：", title.unwrap_or_default()].concat()
        }
        Upcoming::Concept(id) => scene.course.concept(id).map(|concept| concept.title.clone()).unwrap_or_default(),
        Upcoming::Question(id) => {
            scene.course.question(id).map(|question| question.stem.replace(BLANK, "（　）")).unwrap_or_default()
        }
        Upcoming::Turn => "下一个队".into(),
        Upcoming::Step(step) => {
            let name = scene.plan(|plan| plan.steps.get(*step).map(step_name)).flatten();
            format!("环节 {}，{}", step + 1, name.unwrap_or_default())
        }
        Upcoming::End => "结束".into(),
    }
}
