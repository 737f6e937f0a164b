//! 练习: choose what to practise and how much; go on with what was left.

use crate::core::challenge;
use crate::core::course::Course;
use crate::core::progress::Tally;
use crate::core::route::Route;
use crate::core::session::{Scope, Session};
use crate::core::settings::Settings;
use crate::state::signal::{Memo, Signal};
use crate::state::{Keep, Library, Prefs, Study, clock};
use crate::ui::dom::live;
use crate::ui::parts::{MasteryWord, Segments, Starter, scope_title, use_title};
use crate::ui::router::Router;
use crate::ui::view;
use leptos::prelude::*;
use std::sync::Arc;

/// Sessions listed as history.
const HISTORY: usize = 10;

/// The choice of what to practise.
#[component]
pub(crate) fn Practice() -> impl IntoView {
    use_title("练习");
    let library = Library::expect();
    let course = library.current();
    let about = library.has_several().then(|| format!("课程《{}》。", course.title));
    let sections: Vec<_> =
        course.sections.iter().map(|section| (section.title.clone(), Scope::Section(section.id.clone()))).collect();
    let general = [("全部内容", Scope::Course), ("生疏题目", Scope::Weak)];
    let general = general.into_iter().map(|(title, scope)| (title.to_owned(), scope));
    view! {
        <header class="page-head"><h1>"练习"</h1><p class="quiet">{about}"没做过的和生疏的先出，由易到难。"</p></header>
        <div class="stack-l">
            {sizes()}
            <section class="stack-s">
                <h2>"怎样练"</h2>
                <ul class="rows">
                    {due_row(&course)}
                    {way(Route::Focus, "practice", "专项练习", "按节、题型、难度自选")}
                    {way(Route::Mistakes, "cross", "错题本", "答错的自动进来")}
                    {way(Route::Exams, "note", "模拟考试", "限时，交卷后看成绩")}
                    {challenge_row(&course)}
                    {way(Route::Contrasts(course.id.clone()), "versus", "对比辨析", "容易混淆的两两对照")}
                    {way(Route::Cards(course.id.clone(), None), "learn", "速览卡", "翻卡片快速过一遍")}
                    {way(Route::Branch, "screen", "支部学习", "一台电脑、一块投影，大家一起学")}
                    {way(Route::Statistics, "half", "学习统计", "图表、台账、打印")}
                </ul>
            </section>
            <section class="stack-s">
                <h2>"练什么"</h2>
                <ul class="rows">{general.chain(sections).map(|(title, scope)| scope_row(&course, title, scope)).collect_view()}</ul>
            </section>
            {history(library)}
        </div>
    }
}

/// How many questions a session has.
pub(super) fn sizes() -> AnyView {
    let prefs = Prefs::expect();
    let sizes = Settings::SESSION_SIZES.iter().map(|size| format!("{size} 题")).collect();
    view! {
        <section class="stack-s">
            <h2>"一组多少题"</h2>
            <Segments label="一组多少题" words=sizes value=Signal::derive(move || Settings::SESSION_SIZES.iter().position(|size| *size == prefs.get().session_size))
                on_choose=Callback::new(move |place: usize| prefs.update(|settings| settings.session_size = Settings::SESSION_SIZES[place]))/>
        </section>
    }
}

/// The way to a screen of its own.
fn way(to: Route, icon: &'static str, name: &'static str, hint: &'static str) -> AnyView {
    view! {
        <li><Link to=to class="row concept-row">
            <Icon name=icon/><span class="grow">{name}</span><span class="hint">{hint}</span><Icon name="next"/>
        </Link></li>
    }
}

/// The challenge: a run that was left goes on, so that there is one at a time.
fn challenge_row(course: &Arc<Course>) -> AnyView {
    let (starter, router, keep) = (Starter::expect(), Router::expect(), Keep::expect());
    let sessions = Study::expect().sessions();
    let id = course.id.clone();
    let course = Arc::clone(course);
    let hint = move || {
        sessions.with(|all| match (challenge::open(all, &id), challenge::best(all, &id)) {
            (Some(run), _) => format!("答到第 {} 题，继续", run.cursor + 1),
            (None, 0) => "可以答错一次".to_owned(),
            (None, best) => format!("最好成绩 {best} 题"),
        })
    };
    let go = move |_| match untrack(|| sessions.with(|all| challenge::open(all, &course.id).map(|run| run.id.clone())))
    {
        Some(id) => router.go(Route::Session(id)),
        None => {
            starter.begin_any(keep, &course, Scope::Challenge);
        }
    };
    view! {
        <li>
            <button type="button" class="row concept-row" id="challenge" on:click=go>
                <Icon name="map"/><span class="grow">"挑战答题"</span><span class="hint num">{hint}</span><Icon name="next"/>
            </button>
        </li>
    }
}

/// What the schedule has ask again today.
fn due_row(course: &Arc<Course>) -> AnyView {
    let (study, prefs, starter) = (Study::expect(), Prefs::expect(), Starter::expect());
    let due = {
        let course = Arc::clone(course);
        Memo::new(move |_| study.plan(&course, prefs.get().pace.limits()).due.len())
    };
    let course = Arc::clone(course);
    let begin = move |_| starter.begin(&course, Scope::Due, usize::from(prefs.get_untracked().session_size));
    view! {
        <li>
            <button type="button" class="row concept-row" id="due" aria-disabled=move || (due.get() == 0).then_some("true") on:click=begin>
                <Icon name="half"/><span class="grow">"智能复习"</span>
                <span class="hint num">{move || match due.get() {
                    0 => "没有到期的题".to_owned(),
                    due => format!("{due} 题到期"),
                }}</span>
                <Icon name="next"/>
            </button>
        </li>
    }
}

fn scope_row(course: &Arc<Course>, title: String, scope: Scope) -> AnyView {
    let study = Study::expect();
    let prefs = Prefs::expect();
    let starter = Starter::expect();
    let tally: Memo<Tally> = {
        let (course, scope) = (Arc::clone(course), scope.clone());
        Memo::new(move |_| {
            study.progress(|progress| {
                let pool = crate::core::select::pool(&course, progress, &scope, None);
                progress.tally(&course.id, pool)
            })
        })
    };
    let course = Arc::clone(course);
    let empty = move || tally.with(|tally| tally.total() == 0);
    let begin = move |_| {
        if !empty() {
            starter.begin(&course, scope.clone(), usize::from(prefs.get_untracked().session_size));
        }
    };
    view! {
        <li>
            <button type="button" class="row concept-row" aria-disabled=move || empty().then_some("true") on:click=begin>
                <span class="grow">{title}</span>
                <span class="hint num">{move || tally.with(|tally| format!("{} 题", tally.total()))}</span>
                <MasteryWord tally=tally/>
                <Icon name="next"/>
            </button>
        </li>
    }
}

fn history(library: Library) -> AnyView {
    let sessions = Study::expect().sessions();
    live(move || {
        let rows: Vec<_> =
            sessions.with(|all| all.iter().take(HISTORY).map(|session| history_row(library, session)).collect());
        (!rows.is_empty()).then(|| {
            view! { <section class="stack-s"><h2>"最近的练习"</h2><ul class="rows">{rows.into_iter().collect_view()}</ul></section> }
        })
    })
}

fn history_row(library: Library, session: &Session) -> AnyView {
    let score = session.score();
    let course = library.course(&session.course);
    let open = course.is_some() && session.finished.is_none() && score.open > 0;
    let to = if open { Route::Session(session.id.clone()) } else { Route::Summary(session.id.clone()) };
    let result = if open {
        format!("答到 {} / {}", score.answered(), session.items.len())
    } else {
        format!("答对 {} / {}", score.right, score.answered())
    };
    let mut when = clock::format(session.started);
    let title = match course {
        Some(course) => {
            if library.has_several() {
                when = format!("{} · {when}", course.short);
            }
            scope_title(&course, &session.scope)
        }
        None => format!("已撤下的课程“{}”", session.course),
    };
    view! {
        <li>
            <Link to=to class="row concept-row">
                <span class="grow">{title}<br/><span class="hint num">{when}</span></span>
                <span class="hint num">{result}</span>
                <Icon name="next"/>
            </Link>
        </li>
    }
}
