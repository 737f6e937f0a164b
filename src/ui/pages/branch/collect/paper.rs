//! Which paper is collected.

use super::super::show::paper as big_paper;
use super::{Collecting, hold_up};
use crate::core::branch::{Plan, Step};
use crate::core::course::Course;
use crate::core::exam::{CodeError, PaperCode, Reach, Tailored, Variant};
use crate::core::ids::SectionId;
use crate::core::question::QuestionKind;
use crate::state::signal::{Memo, RwSignal};
use crate::state::{clock, words};
use crate::ui::parts::{focus, one_of, paper_code};
use crate::ui::view;
use leptos::prelude::*;

/// Where the paper comes from, and the questions of those that are made here.
const WAYS: [(&str, u8); 5] = [("10 题", 10), ("20 题", 20), ("30 题", 30), ("标准卷", 0), ("已有卷号", 0)];
const USUAL: usize = 3;
const BY_CODE: usize = 4;

/// The paper that is collected, or the choice of one.
pub(super) fn paper(collecting: Collecting, plan: Option<Plan>) -> AnyView {
    let choosing = RwSignal::new(false);
    // What is kept changes with every result; the paper does not.
    let now =
        Memo::new(move |_| collecting.gathering.with(|gathering| gathering.now().map(|paper| paper.code.clone())));
    view! {
        <section class="stack-s" id="paper">
            {move || match now.get() {
                Some(code) if !choosing.get() => untrack(|| chosen(collecting, &code, choosing)),
                _ => untrack(|| choice(collecting, plan.as_ref(), choosing)),
            }}
        </section>
    }
}

fn chosen(collecting: Collecting, code: &str, choosing: RwSignal<bool>) -> AnyView {
    let course = collecting.course();
    let code = PaperCode::parse(code);
    let blueprint = code.clone().and_then(|code| code.blueprint(&course));
    let about = match (code, blueprint) {
        (Ok(code), Ok(blueprint)) => {
            let about = format!(
                "{} 题，{} 分，{} 分钟。A 卷、B 卷都收。",
                blueprint.questions(),
                blueprint.total,
                blueprint.minutes
            );
            let text = code.to_string();
            view! { <div class="card stack-s">{paper_code(code)}<p class="hint num">{about}</p>{screens(collecting, text)}</div> }
        }
        (_, Err(error)) | (Err(error), _) => {
            view! { <p class="status-line bad"><Icon name="warn"/><span>{words::paper_code(&error)}"已收的结果都还在。"</span></p> }
        }
    };
    view! {
        {about}
        <button type="button" class="button" id="other-paper" on:click=move |_| choosing.set(true)>"换一份卷子"</button>
    }
}

/// The code for the room: on the big screen of the meeting, or as large as this window.
fn screens(collecting: Collecting, code: String) -> AnyView {
    let large = RwSignal::new(false);
    let on_screen = collecting.room.map(|room| -> AnyView {
        let own = code.clone();
        let shown = Memo::new(move |_| room.stage().map(|stage| (stage.paper.as_ref() == Some(&own), stage.ended.is_some())));
        let code = code.clone();
        let button = move || {
            let (is_shown, is_over) = shown.get().unwrap_or((false, true));
            let code = if is_shown { String::new() } else { code.clone() };
            let words = if is_shown { "大屏幕收起卷号" } else { "在大屏幕出示卷号" };
            let class = if is_shown { "button" } else { "button primary" };
            (!is_over).then(|| view! { <button type="button" class=class id="hold-up" on:click=move |_| hold_up(Some(room), &code)>{words}</button> })
        };
        view! { {move || button()} }
    });
    let enlarged = move || {
        let said = move || {
            collecting
                .collection
                .with(|all| all.as_ref().map_or(String::new(), |all| format!("已收 {} 份", all.entries.len())))
        };
        large.get().then(|| {
            request_animation_frame(|| focus(".big-over"));
            view! {
                <div class="big-over" role="dialog" aria-modal="true" aria-label="放大的卷号，按 Esc 收起" tabindex="-1" on:click=move |_| large.set(false)
                    on:keydown=move |event| if matches!(event.key().as_str(), "Escape" | "Enter" | " ") { event.prevent_default(); large.set(false); }>
                    <div class="big">{untrack(|| big_paper(&code, said))}</div>
                </div>
            }
        })
    };
    view! {
        <div class="row wrap">{on_screen}<button type="button" class="button" id="enlarge" on:click=move |_| large.set(true)><Icon name="screen"/>"在这里放大"</button></div>
        {enlarged}
    }
}

/// What the plan is about: its sections in the order of the course.
fn sections(plan: &Plan, course: &Course) -> Vec<SectionId> {
    let mut concepts: Vec<_> = Vec::new();
    for step in &plan.steps {
        match step {
            Step::Learn(ids) => concepts.extend(ids),
            Step::Round(round) => {
                concepts.extend(&round.lists);
                let asked = round.questions.iter().filter_map(|id| course.question(id));
                concepts.extend(asked.flat_map(|question| &question.concepts));
            }
            _ => {}
        }
    }
    let about = |section: &SectionId| course.concepts_of(section).any(|concept| concepts.contains(&&concept.id));
    course.sections.iter().map(|section| section.id.clone()).filter(about).collect()
}

fn choice(collecting: Collecting, plan: Option<&Plan>, choosing: RwSignal<bool>) -> AnyView {
    let course = collecting.course();
    let (way, reach) = (RwSignal::new(1), RwSignal::new(0));
    let typed = RwSignal::new(String::new());
    let seed = clock::seed();
    let (mut reaches, mut names) = (vec![Reach::Course], vec!["全部内容".to_owned()]);
    for part in &course.parts {
        reaches.push(Reach::Part(part.id.clone()));
        names.push(format!("第{}部分", part.ordinal));
    }
    for id in plan.map(|plan| sections(plan, &course)).unwrap_or_default() {
        names.extend(course.section(&id).map(|section| section.title.clone()));
        reaches.push(Reach::Section(id));
    }
    let made = {
        let course = collecting.course();
        Memo::new(move |_| {
            let number = way.get();
            let made = match number {
                BY_CODE => typed.with(|typed| PaperCode::find(typed)),
                USUAL => PaperCode::new(&course, None, seed, Variant::A).map_err(|_| unmade()),
                _ => {
                    let kinds = QuestionKind::ALL.into_iter().filter(|kind| *kind != QuestionKind::Recall).collect();
                    let questions = WAYS[number].1;
                    let reach = reaches[reach.get()].clone();
                    let tailored = Tailored { reach, kinds, questions, minutes: questions };
                    PaperCode::new(&course, Some(&tailored), seed, Variant::A).map_err(|_| unmade())
                }
            };
            let checked = made.and_then(|code| code.blueprint(&course).map(|blueprint| (code, blueprint)));
            checked.map_err(|error| words::paper_code(&error)).map(|(code, blueprint)| {
                let about = format!("{} 题，{} 分，{} 分钟", blueprint.questions(), blueprint.total, blueprint.minutes);
                (code, about)
            })
        })
    };
    let take = move |_| {
        if let Ok((code, _)) = made.get_untracked() {
            collecting.choose(code);
            choosing.set(false);
        }
    };
    let ways = one_of("用哪份卷子", WAYS.iter().map(|way| way.0.to_owned()).collect(), way);
    let reach = one_of("范围", names, reach);
    let is_made = move || way.get() < USUAL;
    view! {
        <h2>"用哪份卷子"</h2>
        {ways}
        <div class="stack-s" hidden=move || !is_made()><h3>"范围"</h3>{reach}</div>
        <div class="stack-s" hidden=move || way.get() != BY_CODE>
            <label for="known">"卷号"</label>
            <input type="text" id="known" class="field code num" placeholder="2K7M-90QD-AH" maxlength="200" autocomplete="off"
                autocapitalize="characters" spellcheck="false" on:input=move |event| typed.set(event_target_value(&event))/>
        </div>
        <p class="num" role="status">{move || made.with(|made| match made { Ok((_, about)) => about.clone(), Err(words) => words.clone() })}</p>
        <div class="row wrap">
            <button type="button" class="button primary" id="use-paper"
                aria-disabled=move || made.with(Result::is_err).then_some("true") on:click=take>"就用这份卷子"</button>
            {earlier(collecting, choosing)}
        </div>
    }
}

/// The way back, and to all papers of before with what was collected.
fn earlier(collecting: Collecting, choosing: RwSignal<bool>) -> Vec<AnyView> {
    let papers: Vec<(String, usize)> = collecting
        .gathering
        .with(|gathering| gathering.papers().map(|(paper, _)| (paper.code.clone(), paper.texts.len())).collect());
    let back = papers.into_iter().map(|(code, count)| {
        let words = format!("回到 {code}（已收 {count} 份）");
        let go = move |_| {
            if let Ok(code) = PaperCode::parse(&code) {
                collecting.choose(code);
            }
            choosing.set(false);
        };
        view! { <button type="button" class="button" on:click=go>{words}</button> }
    });
    back.collect()
}

/// The numbers on offer are all ones that a code can name.
const fn unmade() -> CodeError {
    CodeError::Mistyped
}
