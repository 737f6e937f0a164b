//! Picking concepts or questions out of those that suit a step.

use super::Editing;
use crate::core::branch::{RoundKind, Step, suitable};
use crate::core::course::{Concept, Course};
use crate::core::ids::{ConceptId, QuestionId, SectionId};
use crate::core::question::BLANK;
use crate::state::signal::RwSignal;
use crate::ui::parts::steps;
use crate::ui::view;
use leptos::prelude::*;
use std::sync::Arc;

/// Something that can be picked.
#[derive(Clone)]
struct Item {
    id: String,
    words: String,
    hint: String,
    section: SectionId,
}

/// All that suits a step, in the order of the course.
fn items(course: &Course, step: &Step) -> Vec<Item> {
    let concept = |concept: &Concept| Item {
        id: concept.id.0.clone(),
        words: concept.title.clone(),
        hint: match concept.members.len() {
            0 => String::new(),
            count => format!("{count} 条"),
        },
        section: concept.section.clone(),
    };
    match step {
        Step::Round(round) if round.kind == RoundKind::Relay => {
            course.concepts.iter().filter(|it| RoundKind::suits_list(it)).map(concept).collect()
        }
        Step::Round(round) => suitable(course, round.kind)
            .map(|question| Item {
                id: question.id.0.clone(),
                words: question.stem.replace(BLANK, "（　）"),
                hint: format!("{} · 难度 {}", question.body.kind().name(), question.level),
                section: question.section.clone(),
            })
            .collect(),
        _ => course.concepts.iter().map(concept).collect(),
    }
}

fn is_picked(step: &Step, id: &str) -> bool {
    let concepts = match step {
        Step::Learn(concepts) => concepts,
        _ => step.lists(),
    };
    concepts.iter().any(|other| other.as_str() == id) || step.questions().iter().any(|other| other.as_str() == id)
}

/// Picks it, or no more. Slides stand in the order of the course, questions in that of picking.
fn toggle(step: &mut Step, id: &str, course: &Course) {
    let was = is_picked(step, id);
    match step {
        Step::Learn(concepts) => {
            if was {
                concepts.retain(|other| other.as_str() != id);
            } else {
                concepts.push(ConceptId::from(id));
                concepts.sort_by_key(|id| course.concepts.iter().position(|concept| concept.id == *id));
            }
        }
        Step::Round(round) if round.kind == RoundKind::Relay => match was {
            true => round.lists.retain(|other| other.as_str() != id),
            false => round.lists.push(ConceptId::from(id)),
        },
        Step::Round(round) => match was {
            true => round.questions.retain(|other| other.as_str() != id),
            false => round.questions.push(QuestionId::from(id)),
        },
        _ => {}
    }
}

/// The list with its filters: section, words. What is picked stands first whenever the list is drawn.
pub(super) fn picker(editing: Editing, at: usize) -> AnyView {
    let course = editing.course();
    let all = editing.step(at, |_, step| Arc::new(items(&course, step)));
    let (section, text) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let offers = course.sections.iter().map(|section| {
        let id = section.id.0.clone();
        view! { <option value=id>{section.title.clone()}</option> }
    });
    let offers: Vec<AnyView> = offers.collect();
    let list = move || {
        let found = section.with(|section| {
            text.with(|text| {
                let fits = |item: &&Item| {
                    (section.is_empty() || item.section.as_str() == section) && item.words.contains(text.trim())
                };
                let mut found: Vec<Item> = all.iter().filter(fits).cloned().collect();
                untrack(|| editing.step(at, |_, step| found.sort_by_key(|item| !is_picked(step, &item.id))));
                found
            })
        });
        let count = found.len();
        match count {
            0 => view! { <p class="hint">"没有符合的。换一节，或少写几个字。"</p> },
            _ => {
                let rows = untrack(|| steps(0, count, Arc::new(move |place| row(editing, at, &found[place]))));
                view! { <ul class="rows picks">{rows}</ul> }
            }
        }
    };
    let (section_id, text_id) = (format!("section-{at}"), format!("find-{at}"));
    let (section_of, text_of) = (section_id.clone(), text_id.clone());
    view! {
        <div class="stack-s picker">
            <div class="row wrap">
                <label class="sr" for=section_of>"哪一节"</label>
                <select class="field" id=section_id on:change=move |event| section.set(event_target_value(&event))>
                    <option value="">"全部内容"</option>{offers}
                </select>
                <label class="sr" for=text_of>"包含的字"</label>
                <input type="text" class="field grow" id=text_id placeholder="包含的字" autocomplete="off"
                    on:input=move |event| text.set(event_target_value(&event))/>
            </div>
            {list}
        </div>
    }
}

fn row(editing: Editing, at: usize, item: &Item) -> AnyView {
    let (id, own) = (item.id.clone(), item.id.clone());
    let picked = move || editing.step(at, |_, step| is_picked(step, &own));
    let course = editing.course();
    let pick = move |_| editing.change_step(at, |step| toggle(step, &id, &course));
    view! {
        <li><button type="button" class="row concept-row pick" aria-pressed=move || if picked() { "true" } else { "false" } on:click=pick>
            <Icon name="check"/><span class="grow">{item.words.clone()}</span><span class="hint num">{item.hint.clone()}</span>
        </button></li>
    }
}
