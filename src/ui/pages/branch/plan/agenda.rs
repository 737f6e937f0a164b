//! The agenda: steps are added, removed, moved and opened.

use super::{Editing, editor};
use crate::core::branch::{Basis, PlanFault, Round, RoundKind, Step};
use crate::state::clock;
use crate::state::signal::{Memo, RwSignal};
use crate::ui::parts::{after_paint, focus};
use crate::ui::view;
use leptos::prelude::*;

/// What a step is, of which the screen of the agenda is made; everything else in it is followed.
#[derive(Clone, Copy, PartialEq)]
enum Shape {
    Learn,
    Round(RoundKind),
    Discuss,
    Results,
}

impl Shape {
    const fn of(step: &Step) -> Self {
        match step {
            Step::Learn(_) => Self::Learn,
            Step::Round(round) => Self::Round(round.kind),
            Step::Discuss { .. } => Self::Discuss,
            Step::Results => Self::Results,
        }
    }
}

/// The four kinds of step, with what each is for.
const KINDS: [(&str, &str); 4] = [("学", "讲概念"), ("测", "出题"), ("议", "讨论"), ("评", "公布得分")];

/// The agenda with what was just removed from it.
#[derive(Clone, Copy)]
struct Agenda {
    editing: Editing,
    open: RwSignal<Option<usize>>,
    /// What was done last, in words.
    said: RwSignal<String>,
    removed: RwSignal<Option<(usize, Step)>>,
}

impl Agenda {
    fn count(self) -> usize {
        self.editing.plan.with_untracked(|plan| plan.steps.len())
    }

    /// Moves a step by one place; the focus goes along.
    fn shift(self, at: usize, down: bool, button: &'static str) {
        let to = if down { at + 1 } else { at.wrapping_sub(1) };
        if to >= self.count() {
            return;
        }
        self.editing.change(|plan| plan.steps.swap(at, to));
        self.open.update(|open| {
            if *open == Some(at) {
                *open = Some(to);
            } else if *open == Some(to) {
                *open = Some(at);
            }
        });
        self.removed.set(None);
        self.said.set(format!("已移到第 {} 个环节。", to + 1));
        after_paint(Box::new(move || focus(&format!("#step-{to} {button}"))));
    }

    fn add(self, kind: usize) {
        let course = self.editing.course();
        let at = self.editing.plan.with_untracked(|plan| match plan.steps.last() {
            // The results stay at the end.
            Some(Step::Results) if kind != 3 => plan.steps.len() - 1,
            _ => plan.steps.len(),
        });
        let seed = clock::seed();
        let step = match kind {
            0 => Step::Learn(Vec::new()),
            1 => {
                let kind = RoundKind::Hands;
                let questions = self
                    .editing
                    .plan
                    .with_untracked(|plan| plan.drawn_questions(&course, plan.steps.len(), kind, 3, seed));
                Step::Round(Round::new(kind).with(questions))
            }
            2 => {
                let prompts = Basis { course: &course, sections: &[], seed }.prompts();
                Step::Discuss { prompt: prompts.into_iter().next().unwrap_or_default(), minutes: 5 }
            }
            _ => Step::Results,
        };
        self.editing.change(|plan| plan.steps.insert(at, step));
        self.open.set(Some(at));
        self.said.set(format!("已添加第 {} 个环节。", at + 1));
        after_paint(Box::new(move || focus(&format!("#step-{at} .step-open"))));
    }

    fn remove(self, at: usize) {
        let mut gone = None;
        self.editing.change(|plan| {
            if at < plan.steps.len() {
                gone = Some(plan.steps.remove(at));
            }
        });
        self.open.set(None);
        self.said.set(format!("已删去第 {} 个环节。", at + 1));
        self.removed.set(gone.map(|step| (at, step)));
        after_paint(Box::new(|| focus("#put-back")));
    }

    fn put_back(self) {
        let Some((at, step)) = self.removed.get_untracked() else { return };
        self.removed.set(None);
        self.editing.change(|plan| plan.steps.insert(at.min(plan.steps.len()), step));
        self.said.set("已放回原处。".to_owned());
        after_paint(Box::new(move || focus(&format!("#step-{at} .step-open"))));
    }
}

/// The section of the screen.
pub(super) fn agenda(editing: Editing) -> AnyView {
    let agenda =
        Agenda { editing, open: RwSignal::new(None), said: RwSignal::new(String::new()), removed: RwSignal::new(None) };
    let shapes = Memo::new(move |_| editing.plan.with(|plan| plan.steps.iter().map(Shape::of).collect::<Vec<_>>()));
    let add: Vec<AnyView> = (0..)
        .zip(KINDS)
        .map(|(kind, (name, what))| {
            view! { <button type="button" class="button" on:click=move |_| agenda.add(kind)>{name}<span class="hint">{what}</span></button> }
        })
        .collect();
    view! {
        <section class="stack-s" aria-labelledby="agenda-title">
            <h2 id="agenda-title">"议程"</h2>
            <p class="hint">"点开一个环节就能改；选中后按 Alt+↑、Alt+↓ 也能移动。"</p>
            <div>{move || editing.faults(None, |fault| matches!(fault, PlanFault::NoSteps))}</div>
            <ol class="rows" id="agenda">
                {move || shapes.with(|shapes| (0..shapes.len()).map(|at| row(agenda, at, shapes)).collect::<Vec<AnyView>>())}
            </ol>
            <div class="row wrap">
                <p class="hint" role="status">{move || agenda.said.get()}</p>
                {move || agenda.removed.with(Option::is_some).then(|| view! {
                    <button type="button" class="button ghost" id="put-back" on:click=move |_| agenda.put_back()>"放回来"</button>
                })}
            </div>
            <div class="row wrap" role="group" aria-label="添加环节" id="add-step"><span class="hint">"添加："</span>{add}</div>
        </section>
    }
}

fn row(agenda: Agenda, at: usize, shapes: &[Shape]) -> AnyView {
    let Agenda { editing, open, .. } = agenda;
    let shape = shapes[at];
    let (kind, last) = (kind_of(shape), at + 1 == shapes.len());
    let keys = move |event: web_sys::KeyboardEvent| {
        let down = match event.key().as_str() {
            "ArrowUp" => false,
            "ArrowDown" => true,
            _ => return,
        };
        if event.alt_key() {
            event.prevent_default();
            agenda.shift(at, down, ".step-open");
        }
    };
    let toggle = move |_| open.update(|open| *open = (*open != Some(at)).then_some(at));
    let name = format!("第 {} 个环节", at + 1);
    view! {
        <li class="step" id=format!("step-{at}")>
            <div class="row">
                <button type="button" class="row grow step-open" aria-expanded=move || if open.get() == Some(at) { "true" } else { "false" }
                    on:click=toggle on:keydown=keys>
                    <span class="ordinal serif" aria-hidden="true">{KINDS[kind].0}</span>
                    <span class="grow"><span class="sr">{KINDS[kind].0}</span><strong>{move || head(editing, at)}</strong><br/>
                        <span class="hint num">{move || about(editing, at)}</span></span>
                </button>
                <span class="step-tools row" role="group" aria-label=name>
                    <button type="button" class="button ghost up" aria-label="上移" aria-disabled=(at == 0).then_some("true") on:click=move |_| agenda.shift(at, false, ".up")>"↑"</button>
                    <button type="button" class="button ghost down" aria-label="下移" aria-disabled=last.then_some("true") on:click=move |_| agenda.shift(at, true, ".down")>"↓"</button>
                    <button type="button" class="button ghost" aria-label="删去" on:click=move |_| agenda.remove(at)><Icon name="close"/></button>
                </span>
            </div>
            <div>{move || editing.faults(Some(at), |_| true)}</div>
            {move || (open.get() == Some(at)).then(|| untrack(|| editor::editor(editing, at)))}
        </li>
    }
}

const fn kind_of(shape: Shape) -> usize {
    match shape {
        Shape::Learn => 0,
        Shape::Round(_) => 1,
        Shape::Discuss => 2,
        Shape::Results => 3,
    }
}

/// What a step is called; tracked.
fn head(editing: Editing, at: usize) -> String {
    editing.step(at, |_, step| match step {
        Step::Learn(concepts) => format!("{} 个概念", concepts.len()),
        Step::Round(round) if round.kind == RoundKind::Relay => {
            format!("{} · {} 组", round.kind.name(), round.lists.len())
        }
        Step::Round(round) => format!("{} · {} 题", round.kind.name(), round.questions.len()),
        Step::Discuss { .. } => "讨论".to_owned(),
        Step::Results => "公布得分".to_owned(),
    })
}

/// What is in it and how long it takes; tracked.
fn about(editing: Editing, at: usize) -> String {
    let course = editing.course();
    editing.step(at, |plan, step| {
        let titles = |ids: &[crate::core::ids::ConceptId]| {
            let titles = ids.iter().filter_map(|id| course.concept(id)).map(|concept| &*concept.title);
            titles.take(3).collect::<Vec<_>>().join("、")
        };
        let what = match step {
            Step::Learn(concepts) => titles(concepts),
            Step::Round(round) => titles(&round.lists),
            Step::Discuss { prompt, .. } => prompt.chars().take(24).collect(),
            Step::Results => String::new(),
        };
        let minutes = format!("约 {} 分钟", plan.minutes(step, &course));
        if what.is_empty() { minutes } else { [minutes, what].join(" · ") }
    })
}
