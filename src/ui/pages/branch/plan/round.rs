//! The settings of a round, and its questions: drawn anew, or picked.

use super::{Editing, picker};
use crate::core::branch::{Round, RoundKind, Step};
use crate::state::clock;
use crate::state::signal::{RwSignal, Signal};
use crate::ui::parts::Segments;
use crate::ui::view;
use leptos::prelude::*;

const SECONDS: [u16; 8] = [0, 15, 20, 30, 45, 60, 90, 120];
const POINTS: [u16; 6] = [0, 1, 2, 5, 10, 20];
const EACH: [u16; 3] = [1, 2, 3];

/// The fields of the round at `at`.
pub(super) fn round(editing: Editing, at: usize) -> AnyView {
    let picking = RwSignal::new(false);
    let kinds = RoundKind::ALL.iter().map(|kind| kind.name().to_owned()).collect();
    let value =
        Signal::derive(move || look(editing, at, |round| RoundKind::ALL.iter().position(|kind| *kind == round.kind)));
    let choose = Callback::new(move |place: usize| turn_into(editing, at, RoundKind::ALL[place]));
    let rule = move || look(editing, at, Round::rule);
    // Drawn anew with its kind, which the agenda follows.
    let kind = editing.plan.with_untracked(|plan| match plan.steps.get(at) {
        Some(Step::Round(round)) => round.kind,
        _ => RoundKind::Hands,
    });
    let is_relay = kind == RoundKind::Relay;
    let unit = if is_relay { " 组" } else { " 题" };
    let counts = editing.plan.with_untracked(|plan| plan.counts(kind));
    let words = counts.iter().map(|count| format!("{count}{unit}")).collect();
    let offers = counts.clone();
    let count = Signal::derive(move || {
        let now = look(editing, at, |round| round.questions.len() + round.lists.len());
        offers.iter().position(|offer| *offer == now)
    });
    let draw_count = Callback::new(move |place: usize| draw(editing, at, kind, counts[place]));
    let again = move |_| {
        let count = look(editing, at, |round| round.questions.len() + round.lists.len());
        draw(editing, at, kind, count.max(1));
    };
    let settings: Vec<AnyView> = match kind {
        RoundKind::Hands => vec![seconds(editing, at)],
        RoundKind::Relay => vec![seconds(editing, at), points(editing, at)],
        RoundKind::Risk => vec![seconds(editing, at), points(editing, at), penalty(editing, at), each(editing, at)],
        _ => vec![seconds(editing, at), points(editing, at), penalty(editing, at)],
    };
    let draw_name = if is_relay { "背几组" } else { "抽几题" };
    view! {
        <div class="stack-s"><h3>"玩法"</h3><Segments label="玩法" words=kinds value=value on_choose=choose/>
            <p class="hint">{move || rule()}</p></div>
        <div class="stack-s"><h3>{draw_name}</h3><Segments label=draw_name words=words value=count on_choose=draw_count/>
            <div class="row wrap">
                <button type="button" class="button ghost" on:click=again>"换一批"</button>
                <button type="button" class="button ghost pick" aria-expanded=move || if picking.get() { "true" } else { "false" }
                    on:click=move |_| picking.update(|picking| *picking = !*picking)>"自己挑"</button>
            </div>
            {move || picking.get().then(|| untrack(|| picker::picker(editing, at)))}
        </div>
        {settings}
    }
}

fn seconds(editing: Editing, at: usize) -> AnyView {
    number(editing, at, "限时", &SECONDS, " 秒", |round| round.seconds, |round, seconds| round.seconds = seconds)
}

fn points(editing: Editing, at: usize) -> AnyView {
    number(
        editing,
        at,
        "答对得分",
        &POINTS,
        " 分",
        |round| round.points.into(),
        |round, points| round.points = small(points),
    )
}

fn penalty(editing: Editing, at: usize) -> AnyView {
    number(
        editing,
        at,
        "答错扣分",
        &POINTS,
        " 分",
        |round| round.penalty.into(),
        |round, points| round.penalty = small(points),
    )
}

fn each(editing: Editing, at: usize) -> AnyView {
    number(editing, at, "每队几次", &EACH, " 次", |round| round.each.into(), |round, each| round.each = small(each))
}

fn small(number: u16) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}

/// Looks at the round at `at`; tracked.
fn look<R: Default>(editing: Editing, at: usize, look: impl FnOnce(&Round) -> R) -> R {
    editing.step(at, |_, step| match step {
        Step::Round(round) => look(round),
        _ => R::default(),
    })
}

fn change(editing: Editing, at: usize, change: impl FnOnce(&mut Round)) {
    editing.change_step(at, |step| {
        if let Step::Round(round) = step {
            change(round);
        }
    });
}

/// A number of the round, out of those on offer.
fn number(
    editing: Editing,
    at: usize,
    label: &'static str,
    offers: &'static [u16],
    unit: &str,
    get: fn(&Round) -> u16,
    set: fn(&mut Round, u16),
) -> AnyView {
    let words = offers.iter().map(|offer| match (*offer, label) {
        (0, "限时") => "不限".to_owned(),
        (offer, _) => format!("{offer}{unit}"),
    });
    let words = words.collect();
    let value = Signal::derive(move || {
        let now = look(editing, at, get);
        offers.iter().position(|offer| *offer == now)
    });
    let choose = Callback::new(move |place: usize| change(editing, at, |round| set(round, offers[place])));
    view! { <div class="stack-s"><h3>{label}</h3><Segments label=label words=words value=value on_choose=choose/></div> }
}

/// Draws so many questions, or lists, anew.
fn draw(editing: Editing, at: usize, kind: RoundKind, count: usize) {
    let (course, seed) = (editing.course(), clock::seed());
    let (questions, lists) = editing.plan.with_untracked(|plan| match kind {
        RoundKind::Relay => (Vec::new(), plan.drawn_lists(&course, at, count, seed)),
        _ => (plan.drawn_questions(&course, at, kind, count, seed), Vec::new()),
    });
    change(editing, at, |round| (round.questions, round.lists) = (questions, lists));
}

/// Makes another kind of round of it. Questions that suit it stay when they are enough.
fn turn_into(editing: Editing, at: usize, kind: RoundKind) {
    let course = editing.course();
    let (old, least) = editing.plan.with_untracked(|plan| {
        let old = plan.steps.get(at).map(|step| step.questions().to_vec()).unwrap_or_default();
        (old, plan.counts(kind).into_iter().next().unwrap_or(1).max(2))
    });
    let fits = |id: &&_| course.question(id).is_some_and(|question| kind.suits(question));
    let stay: Vec<_> = old.iter().filter(fits).cloned().collect();
    let enough = stay.len() >= least && stay.len() == old.len() && kind != RoundKind::Risk;
    change(editing, at, |round| *round = Round::new(kind).with(stay));
    if !enough {
        draw(editing, at, kind, least.max(if kind == RoundKind::Relay { 0 } else { old.len().min(least) }));
    }
}
