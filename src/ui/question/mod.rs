//! A question on screen: one component per way of answering, one for the feedback.
//!
//! Every component works on the same two signals: the draft, which the reader changes, and the answer once given, which
//! only ever adds marks to what already stands there, so that nothing jumps when the feedback appears.

mod aloud;
mod arrange;
mod board;
mod choices;
mod diff_text;
mod drag;
mod feedback;
mod fill;
mod keys;
mod keys_help;
mod order;
mod placing;
mod recall;
mod rehearsal;
mod verdict;

pub(super) use arrange::{Arrange, Arranging};
pub(super) use diff_text::DiffText;
pub(super) use feedback::feedback;
pub(super) use keys::{Key, read_key};
pub(super) use keys_help::keys_help;
pub(super) use verdict::verdict_words;

use super::chunk;
use crate::core::answer::Answer;
use crate::core::ids::CourseId;
use crate::core::question::{Body, Question, QuestionKind, Tag};
use crate::core::session::Given;
use crate::state::Library;
use crate::state::signal::{Memo, RwSignal, Signal, StoredValue};
use crate::ui::parts::FactTag;
use crate::ui::view;
use leptos::prelude::*;
use std::sync::Arc;

/// What every way of answering works on.
#[derive(Clone, Copy)]
pub(super) struct Answering {
    /// The course of the question.
    pub(super) course: StoredValue<CourseId>,
    /// The question.
    pub(super) question: StoredValue<Arc<Question>>,
    /// Decides how it is shuffled.
    pub(super) seed: u64,
    /// The answer being put together.
    pub(super) draft: RwSignal<Option<Answer>>,
    /// The answer once given.
    pub(super) given: Memo<Option<Given>>,
    /// Whether the wording of a recall has been uncovered for comparison.
    pub(super) uncovered: RwSignal<bool>,
    /// Called by a component in which Enter means 提交.
    pub(super) submit: Callback<()>,
    /// Takes the given answer back.
    pub(super) take_back: Callback<()>,
    /// Whether that can be done.
    pub(super) may_take_back: Signal<bool>,
    /// The last answering key, with a count so that the same key twice is two events.
    pub(super) key: RwSignal<(u32, Key)>,
}

impl Answering {
    /// Whether an answer may still be changed.
    pub(super) fn is_open(self) -> bool {
        self.given.with(Option::is_none)
    }

    /// The answer to show: the given one, or the draft.
    pub(super) fn shown(self) -> Option<Answer> {
        self.given.with(|given| given.as_ref().map(|given| given.answer.clone())).or_else(|| self.draft.get())
    }

    /// The question with its commentary, once that is there, tracked.
    pub(super) fn explained(self, library: Library) -> Option<Question> {
        let course = self.course.with_value(|id| library.annotated(id))?;
        self.question.with_value(|question| course.question(&question.id).cloned())
    }

    /// Permutation of `count` things of this question: position → canonical index.
    pub(super) fn shuffled(self, count: usize, salt: &str) -> Vec<usize> {
        let salt = self.question.with_value(|question| format!("{}{salt}", question.id));
        crate::core::shuffle::permutation(count, self.seed, &salt)
    }

    /// Like [`Answering::shuffled`], but never in canonical order.
    pub(super) fn deranged(self, count: usize, salt: &str) -> Vec<usize> {
        let salt = self.question.with_value(|question| format!("{}{salt}", question.id));
        crate::core::shuffle::derangement(count, self.seed, &salt)
    }
}

/// Stem and way of answering.
#[component]
pub(super) fn QuestionView(
    /// The question and what becomes of it.
    answering: Answering,
) -> impl IntoView {
    let question = answering.question.get_value();
    let level = usize::from(question.level);
    let level_words = format!("难度 {level}，共 3 级");
    let level_dots = "●".repeat(level) + &"○".repeat(3_usize.saturating_sub(level));
    let case = question.tags.contains(&Tag::Case).then(|| view! { <span class="tag">"情景"</span> });
    let contrast = question.tags.contains(&Tag::Contrast).then(|| view! { <span class="tag">"辨析"</span> });
    let chooses = matches!(question.body, Body::Single(_) | Body::Multiple(_) | Body::TrueFalse(_));
    let is_fill = matches!(question.body, Body::Fill(_));
    // The stem of a fill-in is drawn together with its blanks.
    let heading = if is_fill { "填写空白处".to_owned() } else { question.stem.clone() };
    view! {
        <div class="question">
            <p class="meta">
                <span class="tag gold">{question.body.kind().name()}</span>{case}{contrast}<FactTag fact=question.fact/>
                <span class="level" role="img" aria-label=level_words>{level_dots}</span>
            </p>
            <h1 class="stem" class:hint=is_fill tabindex="-1">{heading}</h1>
            {rule(&question.body).map(|rule| view! { <p class="hint">{rule}</p> })}
            {chooses.then(|| view! { <choices::Choices answering/> })}
            {chunk::more_of_question(answering, !chooses)}
        </div>
    }
}

/// How partial credit works, where it does.
fn rule(body: &Body) -> Option<&'static str> {
    match body {
        Body::Multiple(_) => Some("全部选对得满分；少选但没有选错，按比例得分；选错不得分。"),
        Body::Order(_) => Some("按先后顺序点选；点已排好的可收回，也可以拖动。"),
        Body::Match(_) => Some("高亮的内容与哪一项对应，就点哪一项；也可以先换选别的内容，或直接拖动。"),
        Body::Group(_) => Some("高亮的内容属于哪一类，就点哪一类；也可以先换选别的内容，或直接拖动。"),
        Body::Recall { .. } => Some("先凭记忆写，再对照原文，自己评定。标点不影响比对。"),
        Body::Single(_) | Body::TrueFalse(_) | Body::Fill(_) | Body::Later(_) => None,
    }
}

/// What is not needed for the first question: the other ways of answering, and reading aloud.
pub(super) fn more_of_question(answering: Answering) -> AnyView {
    let way = match answering.question.with_value(|question| question.body.kind()) {
        QuestionKind::Fill => view! { <fill::Fill answering/> }.into_any(),
        QuestionKind::Order => view! { <order::Order answering/> }.into_any(),
        QuestionKind::Match | QuestionKind::Group => view! { <placing::Placing answering/> }.into_any(),
        QuestionKind::Recall => view! { <recall::Recall answering/> }.into_any(),
        QuestionKind::Single | QuestionKind::Multiple | QuestionKind::TrueFalse => ().into_any(),
    };
    rehearsal::rehearse(answering);
    view! { {way}{aloud::while_open(answering)} }
}
