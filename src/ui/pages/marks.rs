//! 收藏与笔记: everything marked of the open course, found again.

use crate::core::course::{Concept, Course};
use crate::core::mark::{Mark, Marked, Wanted, found};
use crate::core::question::{BLANK, Question};
use crate::core::route::Route;
use crate::state::signal::{Memo, RwSignal, Signal};
use crate::state::{Keep, Library};
use crate::ui::parts::{Segments, SourceNote, mark_bar, steps, use_title, written};
use crate::ui::view;
use leptos::prelude::*;
use std::sync::Arc;

const FILTERS: [(Wanted, &str); 3] = [(Wanted::All, "全部"), (Wanted::Starred, "收藏"), (Wanted::Noted, "笔记")];

/// Everything marked.
pub(super) fn marks() -> AnyView {
    use_title("收藏与笔记");
    let (keep, library) = (Keep::expect(), Library::expect());
    let id = library.current().id.clone();
    // Changes once, while what is kept changes with every letter of a note.
    let ready = Memo::new(move |_| keep.is_ready() && library.annotated(&id).is_some());
    let title = library.has_several().then(|| view! { <p class="quiet">{library.current().title.clone()}</p> });
    view! {
        <Link to=Route::Me class="crumb"><Icon name="back"/>"我"</Link>
        <header class="page-head"><h1>"收藏与笔记"</h1>{title}</header>
        {move || match ready.get() {
            true => untrack(|| filtered(keep, &library.current())),
            false => view! { <p class="hint">"正在载入…"</p> },
        }}
    }
}

fn filtered(keep: Keep, course: &Arc<Course>) -> AnyView {
    if keep.all::<Mark>(&Marked::all_of(&course.id)).is_empty() {
        return nothing();
    }
    let chosen = RwSignal::new(0);
    let words = FILTERS.iter().map(|filter| filter.1.to_owned()).collect();
    // What is looked up again when a filter is chosen stays where it is until then: a star taken off by mistake is put
    // on again where it was. Each filter has a place of its own, so that nothing opened in one is open in another.
    let list = |(place, (wanted, _)): (usize, (Wanted, &str))| {
        let course = Arc::clone(course);
        view! { {move || (chosen.get() == place).then(|| untrack(|| list(keep, &course, wanted)))} }
    };
    let lists: Vec<AnyView> = FILTERS.into_iter().enumerate().map(list).collect();
    view! {
        <div class="stack-l" id="marks">
            <Segments label="看哪些" words=words value=Signal::derive(move || Some(chosen.get()))
                on_choose=Callback::new(move |place| chosen.set(place))/>
            {lists}
        </div>
    }
}

/// What to do so that there is something.
fn nothing() -> AnyView {
    view! {
        <div class="empty">
            <Icon name="star"/>
            <h2>"还没有收藏和笔记"</h2>
            <p class="quiet">"在概念卡上，或者答题后的解析里，点“收藏”或“记一笔”，就能在这里一起找到。它们只存在这台设备上。"</p>
            <div class="row wrap">
                <Link to=Route::Learn class="button primary">"去看概念"</Link>
                <Link to=Route::Practice class="button">"去练习"</Link>
            </div>
        </div>
    }
}

fn list(keep: Keep, course: &Arc<Course>, wanted: Wanted) -> AnyView {
    let (concepts, questions) = found(keep.all(&Marked::all_of(&course.id)), wanted);
    if concepts.is_empty() && questions.is_empty() {
        let words = if wanted == Wanted::Starred { "没有收藏。" } else { "没有笔记。" };
        return view! { <p class="hint">{words}</p> };
    }
    view! { <div class="stack-l">{group(keep, course, "概念", concepts)}{group(keep, course, "题目", questions)}</div> }
}

fn group(keep: Keep, course: &Arc<Course>, name: &'static str, marked: Vec<Marked>) -> AnyView {
    if marked.is_empty() {
        return ().into_any();
    }
    let count = format!("{} 条", marked.len());
    let (course, all) = (Arc::clone(course), marked.len());
    let rows = steps(0, all, Arc::new(move |place| row(keep, &course, &marked[place])));
    view! {
        <section>
            <div class="section-head"><h2>{name}</h2><span class="hint num">{count}</span></div>
            <ul class="rows">{rows}</ul>
        </section>
    }
}

fn row(keep: Keep, course: &Course, marked: &Marked) -> AnyView {
    let about = match marked {
        Marked::Concept(_, id) => course.concept(id).map(|concept| concept_row(course, concept)),
        Marked::Question(_, id) => course.question(id).map(|question| question_row(course, question)),
    };
    match about {
        Some(about) => view! { <li class="marked stack-s">{about}{mark_bar(marked)}</li> },
        None => lost(keep, marked),
    }
}

fn concept_row(course: &Course, concept: &Concept) -> AnyView {
    let section = course.section(&concept.section).map(|section| section.title.clone());
    let title = concept.title.clone();
    view! {
        <Link to=Route::Concept(course.id.clone(), concept.id.clone()) class="row concept-row">
            <span class="grow result"><span>{title}</span><span class="hint">{section}</span></span>
            <Icon name="next"/>
        </Link>
    }
}

/// A question with its answer, to be read.
pub(super) fn question_row(course: &Course, question: &Question) -> AnyView {
    view! {
        <p><span class="tag gold">{question.body.kind().name()}</span></p>
        <p class="marked-stem">{question.stem.replace(BLANK, "（　）")}</p>
        <details><summary>"答案和解析"</summary>{answer(course, question)}</details>
    }
}

/// The right answer, why it is right, and what to read about it.
pub(super) fn answer(course: &Course, question: &Question) -> AnyView {
    let solution = question.body.solution();
    let in_order = solution.in_order;
    let lines: Vec<AnyView> = solution.lines.into_iter().map(|line| view! { <li>{line}</li> }).collect();
    let concepts = question.concepts.iter().filter_map(|id| course.concept(id)).map(|concept| {
        let title = concept.title.clone();
        view! {
            <li><Link to=Route::Concept(course.id.clone(), concept.id.clone()) class="concept-link">
                <span>{title}</span><Icon name="next"/>
            </Link></li>
        }
    });
    let concepts: Vec<AnyView> = concepts.collect();
    view! {
        <div class="stack-s">
            {match in_order {
                true => view! { <ol class="right-order" aria-label="正确答案">{lines}</ol> },
                false => view! { <ul class="right-lines" aria-label="正确答案">{lines}</ul> },
            }}
            <p class="prose quiet">{question.why.clone()}</p>
            <SourceNote source=question.source.clone()/>
            <ul class="concept-links" aria-label="相关概念">{concepts}</ul>
        </div>
    }
}

/// The course has it no more; what was noted is the reader's all the same. What was removed can be put back as long as
/// it is on screen.
fn lost(keep: Keep, marked: &Marked) -> AnyView {
    let what = match marked {
        Marked::Concept(..) => "这个概念已从课程中撤下",
        Marked::Question(..) => "这道题已从课程中撤下",
    };
    let place = marked.to_string();
    let Some(mark) = keep.get::<Mark>(&place) else { return ().into_any() };
    let note = mark.note.clone();
    let removed = RwSignal::new(false);
    let toggle = move |_| {
        removed.update(|removed| *removed = !*removed);
        match removed.get_untracked() {
            true => keep.remove::<Mark>(&place),
            false => keep.put(&place, &mark),
        }
    };
    view! {
        <li class="marked stack-s lost">
            <p class="hint">{what}{move || removed.get().then_some("，已移除")}</p>
            {written(note)}
            <button type="button" class="button" on:click=toggle>{move || if removed.get() { "放回来" } else { "移除" }}</button>
        </li>
    }
}
