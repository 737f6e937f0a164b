//! 学习: the course as a map of parts and sections.

use crate::core::course::{Course, Part, Section};
use crate::core::route::Route;
use crate::state::signal::Memo;
use crate::state::{Library, Prefs, Study};
use crate::ui::parts::{Legend, MasteryBar, MasteryWord, use_title};
use crate::ui::view;
use leptos::prelude::*;
use std::sync::Arc;

/// The course map, and the choice of courses where there is one.
#[component]
pub(crate) fn Learn() -> impl IntoView {
    use_title("学习");
    let library = Library::expect();
    let several = library.has_several();
    let about = (!several).then(|| view! { <p class="quiet">{library.current().about.clone()}</p> });
    view! {
        <header class="page-head">
            <h1>{move || library.now_open().title.clone()}</h1>
            {about}
            <Link to=Route::Search class="search-entry"><Icon name="search"/>"搜概念和题目"</Link>
            <nav class="entries" aria-label="更多">
                {move || view! { <Link to=Route::Map(library.now_open().id.clone()) class="button"><Icon name="map"/>"结构图"</Link> }}
                <Link to=Route::Marks class="button"><Icon name="star"/>"收藏与笔记"</Link>
            </nav>
        </header>
        <div class="stack-l">
            {retired(library)}
            {several.then(|| courses(library).into_any())}
            {move || outline(&library.now_open())}
            {move || {
                let text = Route::Text(library.now_open().id.clone(), None);
                way(text, "place", "我的原文", "打开自己手里的讲话，对照着学、逐段读")
            }}
            {way(Route::Branch, "screen", "支部学习", "一台电脑、一块投影，大家一起学")}
        </div>
    }
}

/// The way to a screen of its own.
fn way(to: Route, icon: &'static str, name: &'static str, hint: &'static str) -> AnyView {
    view! {
        <Link to=to class="card row">
            <Icon name=icon/>
            <span class="grow stack-s"><strong>{name}</strong><span class="hint">{hint}</span></span>
            <Icon name="next"/>
        </Link>
    }
}

/// Says so when the course that was chosen is not there any more.
fn retired(library: Library) -> Option<AnyView> {
    let id = Prefs::expect().get_untracked().course.filter(|id| library.course(id).is_none())?;
    let words = format!("上次打开的课程“{id}”已经撤下。它的作答记录仍保存在这台设备上，课程恢复后接着算。");
    Some(view! { <p class="aside" id="course-retired"><Icon name="warn"/><span>{words}</span></p> }.into_any())
}

/// The courses, each with what it is about and how far its reader is.
fn courses(library: Library) -> AnyView {
    let cards: Vec<AnyView> =
        library.all().iter().map(|course| view! { <li>{course_card(library, course)}</li> }.into_any()).collect();
    view! {
        <section class="stack-s" aria-labelledby="courses-title">
            <h2 id="courses-title">"课程"</h2>
            <ul class="stack-s" id="courses">{cards}</ul>
        </section>
    }
}

fn course_card(library: Library, course: &Arc<Course>) -> AnyView {
    let (study, prefs) = (Study::expect(), Prefs::expect());
    let tally = {
        let course = Arc::clone(course);
        Memo::new(move |_| study.progress(|progress| progress.tally(&course.id, &course.questions)))
    };
    let is_open = {
        let id = course.id.clone();
        Memo::new(move |_| library.now_open().id == id)
    };
    let id = course.id.clone();
    let choose = move |_| {
        library.open(&id);
        prefs.update(|settings| settings.course = Some(id.clone()));
    };
    let counts = format!("{} 个概念 · {} 道题", course.concepts.len(), course.questions.len());
    view! {
        <button type="button" class="card course-card" aria-pressed=move || if is_open.get() { "true" } else { "false" } on:click=choose>
            <span class="row">
                <strong class="grow">{course.title.clone()}</strong>
                {move || is_open.get().then(|| view! { <Icon name="check"/> })}
                <MasteryWord tally=tally/>
            </span>
            <span class="quiet">{course.about.clone()}</span>
            <span class="hint num">{counts}</span>
        </button>
    }
}

fn outline(course: &Arc<Course>) -> AnyView {
    let parts = course.parts.iter().map(|part| part_view(course, part)).collect_view();
    view! { <div class="stack-l" id="course-map">{parts}<Legend/></div> }
}

fn part_view(course: &Arc<Course>, part: &Part) -> AnyView {
    let sections: Vec<_> = course.sections_of(&part.id).map(|section| section_card(course, section)).collect();
    let heading = format!("part-{}", part.id);
    let labelled = heading.clone();
    view! {
        <section class="map-part" aria-labelledby=labelled>
            <h2 id=heading><span class="ordinal serif">{part.ordinal.clone()}</span>{part.title.clone()}</h2>
            <ul class="stack-s">{sections.into_iter().map(|card| view! { <li>{card}</li> }).collect_view()}</ul>
        </section>
    }
}

fn section_card(course: &Arc<Course>, section: &Section) -> AnyView {
    let study = Study::expect();
    let tally = {
        let (course, id) = (Arc::clone(course), section.id.clone());
        Memo::new(move |_| study.progress(|progress| progress.tally(&course.id, course.questions_of(&id))))
    };
    let concepts = course.concepts_of(&section.id).count();
    let questions = course.questions_of(&section.id).count();
    let to = Route::Section(course.id.clone(), section.id.clone());
    let (title, summary) = (section.title.clone(), section.summary.clone());
    view! {
        <Link to=to class="card section-card">
            <span class="row">
                <strong class="grow">{title}</strong>
                <MasteryWord tally=tally/>
            </span>
            <span class="hint">{summary}</span>
            <MasteryBar tally=tally/>
            <span class="hint num">{format!("{concepts} 个概念 · {questions} 道题")}</span>
        </Link>
    }
}
