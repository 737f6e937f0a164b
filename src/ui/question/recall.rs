//! Recall: write from memory, compare, judge.

use super::Answering;
use super::diff_text::DiffText;
use crate::core::answer::{Answer, SelfGrade};
use crate::core::diff::{Change, compare, coverage, kept_percent};
use crate::core::question::Body;
use crate::state::signal::Signal;
use crate::ui::parts::Segments;
use crate::ui::view;
use leptos::prelude::*;

/// Wording and key terms.
fn wording(answering: Answering) -> (String, Vec<String>) {
    answering.question.with_value(|question| match &question.body {
        Body::Recall { text, terms } => (text.clone(), terms.clone()),
        _ => (String::new(), Vec::new()),
    })
}

fn written(answer: Option<Answer>) -> (String, Option<SelfGrade>) {
    match answer {
        Some(Answer::Recall { text, grade }) => (text, grade),
        _ => (String::new(), None),
    }
}

/// Text field, then comparison with coverage of key terms, then the writer's own judgement.
#[component]
pub(super) fn Recall(answering: Answering) -> impl IntoView {
    let start = written(answering.shown()).0;
    let uncovered = move || answering.uncovered.get() || !answering.is_open();
    let input = move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        answering.draft.set(Some(Answer::Recall { text, grade: None }));
    };
    let comparison = move || {
        uncovered().then(|| {
            // The text is fixed from here on, so this is built once.
            let (text, _) = written(untrack(move || answering.shown()));
            comparison(answering, text)
        })
    };
    view! {
        <textarea class="recall" rows="4" maxlength="400" aria-label="凭记忆写" placeholder="在这里凭记忆写…"
            autocomplete="off" autocapitalize="off" spellcheck="false" readonly=move || uncovered() on:input=input>{start}</textarea>
        {comparison}
    }
}

fn comparison(answering: Answering, text: String) -> AnyView {
    let (wording, terms) = wording(answering);
    let kept = kept_percent(&wording, &text);
    let found = coverage(&terms, &text);
    let clean = compare(&wording, &text).iter().all(|segment| segment.change == Change::Same);
    let all = found.iter().all(|(_, hit)| *hit);
    // A hint from the comparison; the judgement stays the writer's.
    let hint = match kept {
        100 if clean => "与原文一致。",
        100 => "原文都写到了，另有多写的字。",
        90.. if all => "关键词齐全，个别字有出入。",
        50.. => "写出了大部分，有遗漏。",
        _ => "与原文差得较多，建议再背一遍。",
    };
    let terms = found.into_iter().map(|(term, hit)| {
        let (class, icon, word) = if hit { ("term hit", "check", "写到了") } else { ("term", "cross", "没写到") };
        view! { <li class=class><Icon name=icon/><span class="sr">{word}</span>{term.to_owned()}</li> }
    });
    const GRADES: [(SelfGrade, &str); 3] =
        [(SelfGrade::Fluent, "记住了"), (SelfGrade::Partly, "有遗漏"), (SelfGrade::Forgot, "没记住")];
    let place = |grade: SelfGrade| GRADES.iter().position(|offer| offer.0 == grade);
    let grade = Signal::derive(move || written(answering.shown()).1.and_then(place));
    let judge = Callback::new(move |place: usize| {
        let grade = GRADES.get(place).map(|offer| offer.0);
        if answering.given.with_untracked(Option::is_none) {
            answering.draft.update(|draft| {
                let (text, _) = written(draft.take());
                *draft = Some(Answer::Recall { text, grade });
            });
        }
    });
    let grades = GRADES.iter().map(|offer| offer.1.to_owned()).collect();
    view! {
        <section class="comparison stack-s" aria-label="对照">
            <DiffText wording given=text/>
            <p class="hint"><ins>"下划线"</ins>"是漏写的，"<del>"删除线"</del>"是多写的。"<span class="num">{format!("写出 {kept}%。")}</span>{hint}</p>
            <ul class="terms">{terms.collect_view()}</ul>
            <p><strong>"自己评定"</strong></p>
            <Segments label="自己评定" words=grades value=grade on_choose=judge/>
        </section>
    }
}
