//! 今日: go on where I stopped, today's suggestion, mastery at a glance.

use crate::core::course::Course;
use crate::core::progress::Tally;
use crate::core::route::Route;
use crate::core::select;
use crate::core::session::{Scope, Session};
use crate::state::signal::Memo;
use crate::state::{Library, Prefs, Study, clock};
use crate::ui::dom::live;
use crate::ui::parts::{Legend, MasteryBar, Starter, scope_title, use_title};
use crate::ui::view;
use leptos::prelude::*;
use std::sync::Arc;

/// The screen the app opens with.
#[component]
pub(crate) fn Home() -> impl IntoView {
    use_title("今日");
    let library = Library::expect();
    let course = library.current();
    let study = Study::expect();
    let several = library.has_several();
    let resume =
        move || study.unfinished(library).map(|(session, course)| resume_card(&course, &session, several).into_any());
    view! {
        <div class="home stack-l">
            <h1 class="sr">"今日学习"</h1>
            <div class="stack">
                {several.then(|| open_course(&course).into_any())}
                {move || resume()}
                {today_card(Arc::clone(&course))}
            </div>
            {mastery(Arc::clone(&course), study)}
            {counts(&course, study)}
        </div>
    }
}

/// The open course and the way to the others.
fn open_course(course: &Course) -> AnyView {
    let title = course.title.clone();
    view! {
        <Link to=Route::Learn class="row open-course">
            <span class="grow"><span class="hint">"课程 "</span>{title}</span><span class="hint">"更换"</span>
        </Link>
    }
}

fn resume_card(course: &Course, session: &Session, several: bool) -> AnyView {
    let hint = if several { format!("继续 · {}", course.short) } else { "继续".to_owned() };
    let title = scope_title(course, &session.scope);
    let so_far = format!("已答 {} / {} 题", session.score().answered(), session.items.len());
    view! {
        <Link to=Route::Session(session.id.clone()) class="card resume">
            <span class="row">
                <span class="grow">
                    <span class="hint">{hint}</span>
                    <strong>{title}</strong>
                    <span class="hint num">{so_far}</span>
                </span>
                <Icon name="next"/>
            </span>
        </Link>
    }
}

fn today_card(course: Arc<Course>) -> AnyView {
    let study = Study::expect();
    let prefs = Prefs::expect();
    let starter = Starter::expect();
    let today = clock::now().study_day();
    let size = move || usize::from(prefs.get().session_size);
    let plan = {
        let course = Arc::clone(&course);
        Memo::new(move |_| {
            let plan = study.plan(&course, prefs.get().pace.limits());
            let chosen: Vec<_> =
                plan.due.iter().chain(&plan.fresh).take(size()).filter_map(|id| course.question(id)).collect();
            let old = plan.due.len().min(chosen.len());
            Planned {
                old,
                fresh: chosen.len() - old,
                minutes: select::minutes(chosen),
                left: plan.len(),
                held: plan.held,
            }
        })
    };
    let done = move || study.progress(|progress| progress.answers_on(today));
    let words = {
        let course = Arc::clone(&course);
        move || {
            let Planned { old, fresh, minutes, left, held } = plan.get();
            let count = old + fresh;
            let mut words = match (fresh, old) {
                (0, 0) => {
                    let tomorrow = study.forecast(&course, 2).get(1).copied().unwrap_or_default();
                    return format!("今天的任务完成了。明天有 {tomorrow} 题该复习。");
                }
                (0, _) => format!("{count} 题 · 约 {minutes} 分钟 · 全部是复习"),
                (_, 0) => format!("{count} 题 · 约 {minutes} 分钟 · 全部是新题"),
                (fresh, old) => format!("{count} 题 · 约 {minutes} 分钟 · 新题 {fresh}，复习 {old}"),
            };
            if left > count {
                words += &format!("，今天还有 {} 题", left - count);
            }
            if held > 0 {
                words += &format!("。另有 {held} 题到期，分摊到以后几天");
            }
            words
        }
    };
    let complete = move || plan.with(|plan| plan.left == 0);
    view! {
        <section class="card today" aria-labelledby="today-title">
            <h2 id="today-title">"今日一练"</h2>
            <p class="quiet num">{words}</p>
            <button type="button" class="button wide" class:primary=move || !complete() id="start-today"
                on:click=move |_| starter.begin(&course, Scope::Today, size())>
                {move || match (complete(), done()) {
                    (true, _) => "再练一组",
                    (false, 0) => "开始",
                    (false, _) => "下一组",
                }}
            </button>
            {move || (done() > 0).then(|| view! { <p class="hint num">{format!("今天已答 {} 题", done())}</p> })}
        </section>
    }
}

/// The next session of today's plan: repetitions and new questions in it, how long it takes, how much is left to do
/// altogether, and what the daily limit leaves for later.
#[derive(Clone, Copy, PartialEq)]
struct Planned {
    old: usize,
    fresh: usize,
    minutes: usize,
    left: usize,
    held: usize,
}

fn mastery(course: Arc<Course>, study: Study) -> AnyView {
    let whole = {
        let course = Arc::clone(&course);
        Memo::new(move |_| study.progress(|progress| progress.tally(&course.id, &course.questions)))
    };
    let parts = course.parts.clone();
    let rows = parts.into_iter().map(move |part| {
        let course = Arc::clone(&course);
        let id = part.id.clone();
        let tally: Memo<Tally> = Memo::new(move |_| {
            study.progress(|progress| {
                let questions = course.sections_of(&id).flat_map(|section| course.questions_of(&section.id));
                progress.tally(&course.id, questions)
            })
        });
        view! {
            <li class="part-row">
                <span class="ordinal serif" aria-hidden="true">{part.ordinal}</span>
                <span class="grow stack-s">
                    <span>{part.title}</span>
                    <MasteryBar tally=tally/>
                </span>
            </li>
        }
    });
    view! {
        <section class="stack" aria-labelledby="mastery-title">
            <div class="section-head">
                <h2 id="mastery-title">"全部掌握程度"</h2>
                <strong class="percent num">{move || whole.get().percent()}<small>"%"</small></strong>
            </div>
            <MasteryBar tally=whole/>
            <ul class="part-rows">{rows.collect_view()}</ul>
            <Legend/>
        </section>
    }
}

fn counts(course: &Arc<Course>, study: Study) -> AnyView {
    let starter = Starter::expect();
    let prefs = Prefs::expect();
    let course = Arc::clone(course);
    let weak = {
        let course = Arc::clone(&course);
        Memo::new(move |_| study.progress(|progress| progress.weak(&course).count()))
    };
    live(move || {
        (weak.get() > 0).then(|| {
            let course = Arc::clone(&course);
            view! {
                <button type="button" class="card row" on:click=move |_| {
                    starter.begin(&course, Scope::Weak, usize::from(prefs.get().session_size));
                }>
                    <span class="grow"><strong class="num">{format!("{} 道题还生疏", weak.get())}</strong>
                    <br/><span class="hint">"最近一次没有答对，现在重练"</span></span>
                    <Icon name="next"/>
                </button>
            }
        })
    })
}
