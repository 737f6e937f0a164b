//! Choosing a paper.

use super::is_ready;
use super::past::past;
use super::rows::rows;
use crate::core::course::Course;
use crate::core::exam::{Blueprint, Itemized, PaperCode, Reach, Sitting, Tailored, Variant};
use crate::core::ids::SessionId;
use crate::core::question::QuestionKind;
use crate::core::route::Route;
use crate::state::signal::{Memo, RwSignal, Signal};
use crate::state::{Keep, Library, clock, words};
use crate::ui::parts::{Segments, use_title};
use crate::ui::router::Router;
use crate::ui::view;
use leptos::prelude::*;
use std::sync::Arc;

/// Where a paper comes from.
const WAYS: [&str; 3] = ["标准卷", "自己组卷", "输入卷号"];
const TAILORED: usize = 1;
const BY_CODE: usize = 2;

/// Numbers on offer; a code can name more.
const QUESTIONS: [u8; 6] = [10, 20, 30, 50, 70, 100];
const MINUTES: [u8; 6] = [10, 20, 30, 60, 90, 120];

/// How an own paper is shared among the types.
const SHARES: [&str; 2] = ["按标准比例", "逐项设定"];

const VARIANTS: [Variant; 2] = [Variant::A, Variant::B];

/// What is chosen.
#[derive(Clone, Copy)]
struct Choice {
    way: RwSignal<usize>,
    own: RwSignal<Tailored>,
    /// Of [`SHARES`].
    share: RwSignal<usize>,
    /// Numbers and marks of each type; from where and how long says `own`.
    rows: RwSignal<Itemized>,
    typed: RwSignal<String>,
    variant: RwSignal<usize>,
    seed: u64,
}

impl Choice {
    /// As an address with `?code=` says; without that the usual paper.
    fn begin(typed: String) -> Self {
        let kinds = QuestionKind::ALL.into_iter().filter(|kind| *kind != QuestionKind::Recall).collect();
        let choice = Self {
            way: RwSignal::new(if typed.is_empty() { 0 } else { BY_CODE }),
            own: RwSignal::new(Tailored { reach: Reach::Course, kinds, questions: QUESTIONS[2], minutes: MINUTES[2] }),
            share: RwSignal::new(0),
            rows: RwSignal::new(Itemized::usual(Reach::Course, MINUTES[2])),
            typed: RwSignal::new(String::new()),
            variant: RwSignal::new(0),
            seed: clock::seed(),
        };
        choice.take(typed);
        choice
    }

    /// What somebody typed. A whole code says which variant it is.
    fn take(self, typed: String) {
        if let Ok(code) = PaperCode::parse(&typed) {
            self.variant.set(code.variant() as usize);
        }
        self.typed.set(typed);
    }

    /// The paper, or in words why there is none; tracked.
    fn plan(self, course: &Course) -> Result<(Blueprint, PaperCode), String> {
        let (way, variant) = (self.way.get(), VARIANTS[self.variant.get()]);
        let told = |error| words::paper_code(&error);
        let code = if way == BY_CODE {
            PaperCode::parse(&self.typed.get()).map_err(told)?.with_variant(variant)
        } else {
            let own = (way == TAILORED).then(|| self.own.get());
            match own {
                Some(Tailored { reach, minutes, .. }) if self.share.get() > 0 => {
                    let plan = Itemized { reach, minutes, ..self.rows.get() };
                    PaperCode::itemized(course, &plan, self.seed, variant)
                }
                own => PaperCode::new(course, own.as_ref(), self.seed, variant),
            }
            .map_err(|_| words::blueprint(None))?
        };
        Ok((code.blueprint(course).map_err(told)?, code))
    }

    /// Begins the exam, its time running.
    fn start(self, course: &Course, keep: Keep, router: Router) {
        let Ok((_, code)) = untrack(|| self.plan(course)) else { return };
        // It is one that the course can fill.
        let Ok(paper) = code.paper(course) else { return };
        let sitting = Sitting::new(SessionId(clock::new_id()), paper, clock::now());
        keep.put(&sitting.place(), &sitting);
        router.go(Route::Exam(sitting.id));
    }
}

/// The screen.
pub(crate) fn exams() -> AnyView {
    use_title("模拟考试");
    let (ready, library) = (is_ready(), Library::expect());
    view! {
        <Link to=Route::Practice class="crumb"><Icon name="back"/>"练习"</Link>
        <header class="page-head"><h1>"模拟考试"</h1><p class="quiet">"限时作答，交卷前可以改，交卷后一起看对错。"</p></header>
        {move || match ready.get() {
            true => untrack(|| setup(&library.current())),
            false => view! { <p class="hint">"正在载入…"</p> },
        }}
    }
}

fn setup(course: &Arc<Course>) -> AnyView {
    let (keep, router) = (Keep::expect(), Router::expect());
    let choice = Choice::begin(router.parameter("code"));
    let (open, past) = past(keep, course);
    let (about, shown, asked) = (Arc::clone(course), Arc::clone(course), Arc::clone(course));
    let more = Memo::new(move |_| choice.way.get());
    let more = move || match more.get() {
        TAILORED => untrack(|| tailoring(choice, &about)),
        BY_CODE => untrack(|| typing(choice)),
        _ => ().into_any(),
    };
    let course = Arc::clone(course);
    view! {
        <div class="stack-l">
            {open}
            <section class="stack-s"><h2>"用哪份卷子"</h2>{choose("用哪份卷子", WAYS.map(str::to_owned).to_vec(), choice.way)}</section>
            {more}
            <section class="stack-s">
                <h2>"A 卷还是 B 卷"</h2>
                {choose("A 卷还是 B 卷", VARIANTS.iter().map(|it| [it.name(), " 卷"].concat()).collect(), choice.variant)}
                <p class="hint">"两卷题目相同、顺序不同，相邻的人各用一卷。"</p>
            </section>
            {past}
        </div>
        <div class="actions solid">
            <div role="status" id="plan">{move || said(choice.plan(&shown))}</div>
            <button type="button" class="button primary wide" id="start" aria-disabled=move || choice.plan(&asked).is_err().then_some("true")
                on:click=move |_| choice.start(&course, keep, router)>"开始考试"</button>
        </div>
    }
}

/// What the paper is like, or what to do so that there is one.
fn said(plan: Result<(Blueprint, PaperCode), String>) -> AnyView {
    match plan {
        Ok((blueprint, code)) => {
            let words = format!(
                "{} 题，{} 分，{} 分钟，{} 分及格",
                blueprint.questions(),
                blueprint.total,
                blueprint.minutes,
                blueprint.pass
            );
            let code = format!("卷号 {code}：同一个卷号就是同一份卷子");
            view! { <p><strong class="num">{words}</strong></p><p class="hint num" id="code">{code}</p> }
        }
        Err(words) => view! { <p class="status-line bad"><Icon name="warn"/><span>{words}</span></p> },
    }
}

/// One of several.
fn choose(label: &'static str, words: Vec<String>, value: RwSignal<usize>) -> AnyView {
    view! {
        <Segments label=label words=words value=Signal::derive(move || Some(value.get()))
            on_choose=Callback::new(move |place| value.set(place))/>
    }
}

/// The field for a code. It keeps its own text.
fn typing(choice: Choice) -> AnyView {
    view! {
        <div class="stack-s">
            <h2><label for="typed">"卷号"</label></h2>
            <input type="text" id="typed" class="field code num" value=choice.typed.get() placeholder="2K7M-90QD-AH" maxlength="40"
                autocomplete="off" autocapitalize="characters" spellcheck="false" on:input=move |event| choice.take(event_target_value(&event))/>
        </div>
    }
}

/// From where, which types, how many, worth how much, how long.
fn tailoring(choice: Choice, course: &Course) -> AnyView {
    let own = choice.own;
    let (mut reaches, mut parts, mut sections) = (vec![Reach::Course], vec!["全部内容".to_owned()], Vec::new());
    for part in &course.parts {
        reaches.push(Reach::Part(part.id.clone()));
        parts.push(format!("第{}部分", part.ordinal));
    }
    let first = parts.len();
    for section in &course.sections {
        reaches.push(Reach::Section(section.id.clone()));
        sections.push(section.title.clone());
    }
    let reaches = Arc::new(reaches);
    let reach = move |words: Vec<String>, from: usize| {
        let (all, reaches) = (Arc::clone(&reaches), Arc::clone(&reaches));
        let value = Signal::derive(move || {
            let now = own.get().reach;
            let place = all.iter().position(|reach| *reach == now)?;
            place.checked_sub(from)
        });
        let choose = Callback::new(move |place: usize| own.update(|own| own.reach.clone_from(&reaches[from + place])));
        view! { <Segments label=if from == 0 { "范围" } else { "节" } words=words value=value on_choose=choose/> }
    };
    let by_share = move || if choice.share.get() == 0 { proportional(own) } else { untrack(|| rows(choice.rows)) };
    view! {
        <section class="stack-s">
            <h2>"范围"</h2>
            {reach(parts, 0)}
            <details class="unfold"><summary>"细分到节"</summary>{reach(sections, first)}</details>
        </section>
        <section class="stack-s"><h2>"题数与分值"</h2>{choose("题数与分值", SHARES.map(str::to_owned).to_vec(), choice.share)}</section>
        {by_share}
        {number("时间", " 分钟", &MINUTES, own, |own| &mut own.minutes)}
    }
}

/// Which types, and how many questions together.
fn proportional(own: RwSignal<Tailored>) -> AnyView {
    let kinds: Vec<AnyView> =
        QuestionKind::ALL.into_iter().filter(|kind| *kind != QuestionKind::Recall).map(|kind| {
            let asked = move |own: &Tailored| own.kinds.contains(&kind);
            let toggle = move |_| own.update(|own| if asked(own) { own.kinds.retain(|it| *it != kind) } else { own.kinds.push(kind) });
            view! {
                <button type="button" class="segment" aria-pressed=move || if asked(&own.get()) { "true" } else { "false" }
                    on:click=toggle>{kind.name()}</button>
            }
        }).collect();
    view! {
        <section class="stack-s"><h2>"题型"</h2><div class="segments" role="group" aria-label="题型">{kinds}</div></section>
        {number("题数", " 题", &QUESTIONS, own, |own| &mut own.questions)}
    }
    .into_any()
}

/// A number of the own paper, out of those on offer.
fn number(
    label: &'static str,
    unit: &str,
    offers: &'static [u8],
    own: RwSignal<Tailored>,
    of: fn(&mut Tailored) -> &mut u8,
) -> AnyView {
    let words = offers.iter().map(|offer| format!("{offer}{unit}")).collect();
    let value = Signal::derive(move || {
        let now = *of(&mut own.get());
        offers.iter().position(|offer| *offer == now)
    });
    let choose = Callback::new(move |place: usize| own.update(|own| *of(own) = offers[place]));
    view! { <section class="stack-s"><h2>{label}</h2><Segments label=label words=words value=value on_choose=choose/></section> }
}
