//! A concept card: the wording, its members, what it means, what it is taken for, where it stands.

use super::Missing;
use super::ladder::height as ladder_height;
use crate::core::course::{self, ConceptKind};
use crate::core::ids::{ConceptId, CourseId};
use crate::core::mark::Marked;
use crate::core::route::Route;
use crate::core::session::Scope;
use crate::core::speech::script_of;
use crate::state::signal::Memo;
use crate::state::{Keep, Library, Prefs, Study, Voice};
use crate::ui::parts::{FactTag, MasteryBar, SourceNote, Starter, mark_bar, passages, read_aloud, use_title};
use crate::ui::view;
use leptos::prelude::*;
use std::sync::Arc;

/// Everything about one concept.
#[component]
pub(crate) fn Concept(
    /// The course.
    course: CourseId,
    /// The concept.
    id: ConceptId,
) -> impl IntoView {
    let library = Library::expect();
    let known = library.course(&course).is_some_and(|course| course.concept(&id).is_some());
    if !known {
        return view! { <Missing what="课程里没有这个概念"/> }.into_any();
    }
    // The card waits for the commentary; that is a moment at the first visit, and never again.
    let there = {
        let course = course.clone();
        Memo::new(move |_| library.annotated(&course).is_some())
    };
    // Drawn once: the arrival of another course must not take the note from under its writer's fingers.
    let card = move || match library.course(&course).filter(|_| there.get()) {
        Some(course) => course.concept(&id).cloned().map(|concept| concept_view(&course, concept).into_any()),
        None => Some(view! { <h1 class="hint">"概念卡片正在下载…"</h1> }.into_any()),
    };
    card.into_any()
}

fn concept_view(course: &Arc<course::Course>, concept: course::Concept) -> AnyView {
    use_title(&concept.title);
    let study = Study::expect();
    let prefs = Prefs::expect();
    let starter = Starter::expect();
    let tally = {
        let (course, id) = (Arc::clone(course), concept.id.clone());
        Memo::new(move |_| study.progress(|progress| progress.tally(&course.id, course.questions_on(&id))))
    };
    let begin = {
        let (course, id) = (Arc::clone(course), concept.id.clone());
        move |_| starter.begin(&course, Scope::Concept(id.clone()), usize::from(prefs.get_untracked().session_size))
    };
    let asked = course.questions_on(&concept.id).count();
    let section_title = course.section(&concept.section).map(|section| section.title.clone()).unwrap_or_default();
    let siblings = siblings(course, &concept);
    let neighbours = neighbours(course, &concept);
    view! {
        <Link to=Route::Section(course.id.clone(), concept.section.clone()) class="crumb">
            <Icon name="back"/>{section_title}
        </Link>
        <article class="concept">
            <header>
                <p class="row wrap"><span class="tag">{kind_name(concept.kind)}</span><FactTag fact=concept.fact/></p>
                <h1 class="serif">{concept.title.clone()}</h1>
                {read_aloud(Voice::of(script_of(&concept)))}
            </header>
            {wording(&concept)}
            {climb(course, &concept)}
            <section class="stack-s">
                <h2>"怎么理解"</h2>
                <p class="prose">{concept.explain.clone()}</p>
            </section>
            {mnemonic(&concept)}
            {siblings}
            {mark_bar(&Marked::Concept(course.id.clone(), concept.id.clone()))}
            <section class="stack-s">
                <h2>"出处"</h2>
                <SourceNote source=concept.source.clone()/>
                {passages(course.id.clone(), concept.source.clone(), true)}
            </section>
            <section class="stack-s" aria-label="掌握程度"><MasteryBar tally=tally/></section>
            {neighbours}
        </article>
        <div class="actions">
            <button type="button" class="button primary wide" id="practise" on:click=begin>
                {format!("练这个概念 · {asked} 题")}
            </button>
        </div>
    }
}

pub(super) const fn kind_name(kind: ConceptKind) -> &'static str {
    match kind {
        ConceptKind::Formulation => "提法",
        ConceptKind::List => "要点",
        ConceptKind::Mapping => "对应",
        ConceptKind::Judgement => "论断",
    }
}

/// What is to be known word for word.
pub(super) fn wording(concept: &course::Concept) -> AnyView {
    let text = concept.text.clone().map(|text| view! { <blockquote class="formulation serif">{text}</blockquote> });
    view! { {text}{members(&concept.members)}{pairs(&concept.pairs)} }
}

pub(super) fn mnemonic(concept: &course::Concept) -> Option<AnyView> {
    concept.mnemonic.clone().map(|text| {
        view! { <section class="aside gold"><Icon name="bulb"/><p><strong>"记忆"</strong>{text}</p></section> }
    })
}

fn members(members: &[String]) -> Option<AnyView> {
    let rows = members.iter().map(|member| view! { <li class="serif">{member.clone()}</li> }).collect_view();
    (!members.is_empty()).then(|| view! { <ol class="members">{rows}</ol> })
}

fn pairs(pairs: &[(String, String)]) -> Option<AnyView> {
    let rows = pairs
        .iter()
        .map(|(left, right)| view! { <div><dt class="serif">{left.clone()}</dt><dd class="serif">{right.clone()}</dd></div> })
        .collect_view();
    (!pairs.is_empty()).then(|| view! { <dl class="pairs">{rows}</dl> })
}

/// The way to the recitation ladder, with how far the reader has come on it.
fn climb(course: &Arc<course::Course>, concept: &course::Concept) -> Option<AnyView> {
    let keep = Keep::expect();
    let to = Route::Ladder(course.id.clone(), concept.id.clone());
    let (course, concept) = (course.id.clone(), concept.clone());
    // Before what is kept has been read, nothing is known of any height.
    untrack(|| ladder_height(keep, &course, &concept))?;
    let height = move || keep.is_ready().then(|| ladder_height(keep, &course, &concept)).flatten();
    Some(
        view! { <p><Link to=to class="button climb">"背诵阶梯"<span class="num">{height}</span></Link></p> }.into_any(),
    )
}

fn siblings(course: &Arc<course::Course>, concept: &course::Concept) -> Option<AnyView> {
    let rows = concept
        .siblings
        .iter()
        .filter_map(|sibling| {
            let other = course.concept(&sibling.id)?;
            let to = Route::Concept(course.id.clone(), other.id.clone());
            let contrast = Route::Contrast(course.id.clone(), concept.id.clone(), other.id.clone());
            let about = format!("与“{}”", other.title);
            let (title, differs) = (other.title.clone(), sibling.differs.clone());
            Some(view! {
                <li>
                    <p class="row wrap"><Link to=to>{title}</Link><Link to=contrast class="compare"><span class="sr">{about}</span>"对比"</Link></p>
                    <p class="quiet">{differs}</p>
                </li>
            })
        })
        .collect_view();
    (!concept.siblings.is_empty()).then(|| {
        view! {
            <section class="aside">
                <Icon name="versus"/>
                <div class="stack-s"><h2>"容易混淆"</h2><ul class="stack-s">{rows}</ul></div>
            </section>
        }
    })
}

/// The concepts before and after, so that a section can be read through.
fn neighbours(course: &Arc<course::Course>, concept: &course::Concept) -> AnyView {
    let all: Vec<_> = course.concepts_of(&concept.section).collect();
    let at = all.iter().position(|other| other.id == concept.id).unwrap_or(0);
    let target = |other: &&course::Concept| (Route::Concept(course.id.clone(), other.id.clone()), other.title.clone());
    let before = at.checked_sub(1).and_then(|place| all.get(place)).map(target).map(|(to, title)| {
        view! { <Link to=to class="before"><Icon name="back"/><span>{title}</span></Link> }
    });
    let after = all.get(at + 1).map(target).map(|(to, title)| {
        view! { <Link to=to class="after"><span>{title}</span><Icon name="next"/></Link> }
    });
    view! { <nav class="neighbours" aria-label="同一节的概念">{before}{after}</nav> }
}
