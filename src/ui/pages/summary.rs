//! What a session came to, and what to revise.

use super::Missing;
use super::data::reminder;
use crate::core::challenge;
use crate::core::course::Course;
use crate::core::date::CivilDate;
use crate::core::ids::{ConceptId, SessionId};
use crate::core::question::BLANK;
use crate::core::result_card;
use crate::core::route::Route;
use crate::core::session::{Item, Scope, Score, Session};
use crate::state::signal::Memo;
use crate::state::{Keep, Library, Study, page};
use crate::ui::parts::{SaveStatus, Starter, scope_title, use_title};
use crate::ui::question::verdict_words;
use crate::ui::router::Router;
use crate::ui::view;
use leptos::prelude::*;
use std::sync::Arc;

/// The summary of a session, at any later time too.
#[component]
pub(crate) fn Summary(
    /// The session.
    id: SessionId,
) -> impl IntoView {
    let study = Study::expect();
    let library = Library::expect();
    move || {
        let session = study.session(&id);
        let course = session.as_ref().and_then(|session| library.course(&session.course));
        match (session, course) {
            (Some(session), Some(course)) => summary(&course, &session).into_any(),
            (Some(session), None) => {
                let answers = session.score().answered();
                let what = format!("这组练习的课程“{}”已经撤下，{answers} 条作答仍保存在这台设备上", session.course);
                view! { <Missing what/> }.into_any()
            }
            _ if !study.is_whole() => view! { <h1 class="hint">"正在载入…"</h1> }.into_any(),
            _ => view! { <Missing what="这台设备上没有这组练习"/> }.into_any(),
        }
    }
}

fn summary(course: &Arc<Course>, session: &Session) -> AnyView {
    let title = scope_title(course, &session.scope);
    use_title(&format!("{title}小结"));
    let score = session.score();
    let answered = score.answered();
    let is_run = session.scope == Scope::Challenge;
    let headline = headline(session);
    let open = (session.finished.is_none() && score.open > 0)
        .then(|| view! { <Link to=Route::Session(session.id.clone()) class="button primary wide">"继续这一组"</Link> });
    let revise = revise(course, session);
    let rows = session.items.iter().map(|item| item_row(course, item)).collect_view();
    view! {
        <header class="page-head stack-s">
            <p class="hint">{title}</p>
            <h1>{headline}</h1>
            <div class="row wrap tally">
                {tally(score)}<SaveStatus/>
            </div>
            {is_run.then(|| view! { <p class="num" id="best">{runs(course)}</p> })}
        </header>
        <div class="stack-l">
            {revise}
            <section class="stack-s"><h2>"逐题回看"</h2><ol class="rows review">{rows}</ol></section>
        </div>
        {(answered > 0).then(|| share(course, session))}
        {reminder()}
        <div class="actions">{open}{next_steps(course, session)}</div>
    }
}

/// How many answers were right, partly right and wrong.
pub(super) fn tally(score: Score) -> AnyView {
    view! {
        <span class="verdict right"><Icon name="check"/>{format!("答对 {}", score.right)}</span>
        {(score.partial > 0).then(|| view! { <span class="verdict partial"><Icon name="half"/>{format!("部分 {}", score.partial)}</span> })}
        <span class="verdict wrong"><Icon name="cross"/>{format!("答错 {}", score.wrong)}</span>
    }
}

/// The result as a picture for another app; a file where there is none that takes it.
fn share(course: &Arc<Course>, session: &Session) -> AnyView {
    let (course, session) = (Arc::clone(course), session.clone());
    let save = move |_| {
        let score = session.score();
        let CivilDate { year, month, day } = session.started.study_day().date();
        let picture = result_card::svg(&result_card::Result {
            scope: &scope_title(&course, &session.scope),
            headline: &headline(&session),
            course: &course.title,
            day: &format!("{year} 年 {month} 月 {day} 日"),
            right: score.right,
            answered: score.answered(),
        });
        page::call("savePicture", &["作表率-小结", "share", &picture]);
    };
    view! {
        <button type="button" class="button ghost" id="share" on:click=save><Icon name="save"/>"分享小结图"</button>
        <p class="hint">"图上只有练习内容和结果，没有个人信息。"</p>
    }
    .into_any()
}

/// How it went, in one line.
fn headline(session: &Session) -> String {
    let score = session.score();
    match (score.answered(), score.right) {
        (0, _) => "这一组还没有作答".to_owned(),
        (_, right) if session.scope == Scope::Challenge => format!("这次答对 {right} 题"),
        (all, right) if all == right => format!("{all} 题全部答对"),
        (all, right) => format!("{all} 题答对 {right} 题"),
    }
}

/// Runs named beside the best one.
const RUNS: usize = 5;

/// How far the runs so far went.
fn runs(course: &Course) -> String {
    let sessions = Study::expect().sessions();
    untrack(|| {
        sessions.with(|all| {
            let mut words = format!("最好成绩：答对 {} 题。最近几次：", challenge::best(all, &course.id));
            for (place, run) in challenge::runs(all, &course.id).take(RUNS).enumerate() {
                words += if place == 0 { "" } else { "、" };
                words += &run.score().right.to_string();
            }
            words + " 题。"
        })
    })
}

/// Concepts behind what was not right, the most missed first.
fn revise(course: &Arc<Course>, session: &Session) -> Option<AnyView> {
    let mut missed: Vec<(ConceptId, usize)> = Vec::new();
    for question in session.missed().filter_map(|id| course.question(id)) {
        for concept in &question.concepts {
            match missed.iter_mut().find(|(id, _)| id == concept) {
                Some((_, times)) => *times += 1,
                None => missed.push((concept.clone(), 1)),
            }
        }
    }
    missed.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    let missed = missed.into_iter().map(|(id, times)| (id, format!("错 {times} 题"))).collect();
    again(course, missed)
}

/// Concepts to be looked at again, each with the reason.
pub(super) fn again(course: &Course, missed: Vec<(ConceptId, String)>) -> Option<AnyView> {
    let rows = missed
        .iter()
        .filter_map(|(id, why)| course.concept(id).map(|concept| (concept, why.clone())))
        .map(|(concept, why)| {
            let to = Route::Concept(course.id.clone(), concept.id.clone());
            let title = concept.title.clone();
            view! {
                <li><Link to=to class="row concept-row">
                    <span class="grow">{title}</span><span class="hint num">{why}</span><Icon name="next"/>
                </Link></li>
            }
        })
        .collect_view();
    (!missed.is_empty())
        .then(|| view! { <section class="stack-s"><h2>"建议重看"</h2><ul class="rows">{rows}</ul></section> })
}

fn item_row(course: &Arc<Course>, item: &Item) -> AnyView {
    let library = Library::expect();
    let (course_id, asked) = (course.id.clone(), item.clone());
    let question = Memo::new(move |_| {
        let course = library.annotated(&course_id)?;
        Some(course.question(&asked.question).map_or_else(
            || ("（这道题已从课程中撤下）".to_owned(), String::new()),
            |question| {
                let changed =
                    if asked.is_of(question) { "" } else { "（作答之后，这道题的答案更新过。）" };
                (question.stem.replace(BLANK, "（　）"), format!("{changed}{}", question.why))
            },
        ))
    });
    let stem = move || question.with(|question| question.as_ref().map(|question| question.0.clone()));
    let why = move || question.with(|question| question.as_ref().map(|question| question.1.clone()));
    let (class, icon, words) =
        item.given.as_ref().map_or(("", "half", "未作答".to_owned()), |given| verdict_words(given.verdict));
    view! {
        <li>
            <details>
                <summary><span class=format!("verdict {class}")><Icon name=icon/><span class="sr">{words}</span></span><span class="grow">{move || stem()}</span></summary>
                <p class="prose quiet">{move || why()}</p>
            </details>
        </li>
    }
}

fn next_steps(course: &Arc<Course>, session: &Session) -> AnyView {
    let starter = Starter::expect();
    let missed = session.missed().count();
    let again = {
        let (course, id) = (Arc::clone(course), session.id.clone());
        move |_| starter.begin(&course, Scope::Missed(id.clone()), missed)
    };
    let more = {
        let (course, scope) = (Arc::clone(course), session.scope.clone());
        let scope = if matches!(scope, Scope::Missed(_)) { Scope::Today } else { scope };
        let (keep, router) = (Keep::expect(), Router::expect());
        move |_| {
            if !starter.begin_any(keep, &course, scope.clone()) {
                // Nothing is left of what was wanted: there one can want something else.
                router.go(Route::Focus);
            }
        }
    };
    let again_words = if session.scope == Scope::Challenge { "再挑战一次" } else { "再来一组" };
    view! {
        {(missed > 0).then(|| view! {
            <button type="button" class="button primary wide" id="again" on:click=again>{format!("错题再练 · {missed} 题")}</button>
        })}
        <div class="row">
            {match session.scope {
                Scope::Mistakes => view! { <Link to=Route::Mistakes class="button grow">"错题本"</Link> },
                _ => view! { <button type="button" class="button grow" id="more" on:click=more>{again_words}</button> },
            }}
            <Link to=Route::Home class="button grow">"今天到这里"</Link>
        </div>
    }
}
