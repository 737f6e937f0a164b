//! An exam under way: any question in any order, every answer kept at once, the time that is left.

use super::sheet::sheet;
use super::when_there;
use crate::core::answer::Answer;
use crate::core::course::Course;
use crate::core::exam::{Sitting, SittingError};
use crate::core::ids::SessionId;
use crate::core::question::Question;
use crate::core::route::Route;
use crate::state::signal::{Effect, Memo, RwSignal, Signal, StoredValue};
use crate::state::{Keep, Study, clock};
use crate::ui::pages::session::start_at_the_top;
use crate::ui::parts::{SaveStatus, hear_keys, use_title};
use crate::ui::question::{Answering, Key, QuestionView, keys_help, read_key};
use crate::ui::router::Router;
use crate::ui::view;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use std::sync::Arc;

/// From so little on the countdown says every second.
const LAST_MS: u32 = 5 * MINUTE_MS;
const MINUTE_MS: u32 = 60_000;

/// The exam on screen.
#[derive(Clone, Copy)]
pub(super) struct Exam {
    pub(super) course: StoredValue<Arc<Course>>,
    pub(super) sitting: RwSignal<Arc<Sitting>>,
    /// Milliseconds.
    left: RwSignal<u32>,
    /// Whether the answer sheet is up.
    pub(super) overview: RwSignal<bool>,
    /// The last answering key, see [`Answering`].
    key: RwSignal<(u32, Key)>,
    keep: Keep,
    study: Study,
    router: Router,
}

impl Exam {
    /// Goes on with another state: on screen at once, and queued for the disk. When time is over, only handing in
    /// is left.
    fn change(self, next: Result<Sitting, SittingError>) {
        match next {
            Ok(next) => {
                self.keep.put(&next.place(), &next);
                self.sitting.set(Arc::new(next));
            }
            Err(SittingError::TimeOver) => self.hand_in(),
            // Handed in, or not what the paper asks: nothing changes.
            Err(_) => {}
        }
    }

    fn now(self) -> Arc<Sitting> {
        self.sitting.get_untracked()
    }

    pub(super) fn go(self, place: usize) {
        self.change(Ok(self.now().at_place(place, clock::now())));
        self.overview.set(false);
    }

    /// To the question before or after; behind the last one comes the answer sheet.
    fn step(self, forward: bool) {
        let sitting = self.now();
        let (now, count) = (sitting.cursor, sitting.slots.len());
        match (self.overview.get_untracked(), forward) {
            (true, true) => {}
            (true, false) => self.overview.set(false),
            (false, true) if now + 1 == count => self.overview.set(true),
            (false, true) => self.go(now + 1),
            (false, false) => self.go(now.saturating_sub(1)),
        }
    }

    fn answer(self, place: usize, answer: Option<Answer>, spent_ms: u32) {
        let (sitting, course) = (self.now(), self.course.get_value());
        // Only what is there is asked.
        if let Some(question) = course.question(&sitting.paper.questions[place].question) {
            self.change(sitting.answer(place, question, answer, spent_ms, clock::now()));
        }
    }

    pub(super) fn hand_in(self) {
        let sitting = self.now();
        // Nothing of what could be refused comes to this screen.
        if self.keep.hand_in(self.study, &self.course.get_value(), &sitting).is_ok() {
            self.router.replace(Route::ExamResult(sitting.id.clone()));
        }
    }

    /// Questions that have their answer.
    pub(super) fn answered(self) -> usize {
        self.sitting.get().slots.iter().filter(|slot| slot.answer.is_some()).count()
    }

    /// Shows the time that is left, and hands in when there is none. What was seen is kept every minute, so that a clock
    /// set back gives nothing back. Ends with the screen.
    fn run_down(self) {
        let now = clock::now();
        let Some(left) = self.sitting.try_with_untracked(|sitting| sitting.remaining_ms(now)) else { return };
        if left == 0 {
            return self.hand_in();
        }
        if left / MINUTE_MS != self.left.get_untracked() / MINUTE_MS {
            let sitting = self.now();
            self.change(Ok(sitting.at_place(sitting.cursor, now)));
        }
        self.left.set(left);
        Timeout::new(left % 1000 + 1, move || self.run_down()).forget();
    }
}

/// The screen.
pub(crate) fn running(id: SessionId) -> AnyView {
    use_title("模拟考试");
    when_there(id, draw)
}

fn draw(course: Arc<Course>, sitting: Sitting) -> AnyView {
    let router = Router::expect();
    if sitting.closed.is_some() {
        request_animation_frame(move || router.replace(Route::ExamResult(sitting.id)));
        return ().into_any();
    }
    let (total, variant) = (sitting.slots.len(), sitting.paper.variant.name());
    let exam = Exam {
        course: StoredValue::new(course),
        left: RwSignal::new(sitting.remaining_ms(clock::now())),
        sitting: RwSignal::new(Arc::new(sitting)),
        overview: RwSignal::new(false),
        key: RwSignal::new((0, Key::None)),
        keep: Keep::expect(),
        study: Study::expect(),
        router,
    };
    request_animation_frame(move || exam.run_down());
    let help = RwSignal::new(false);
    listen(exam, help);
    // Only a change of question draws anew; an answer does not.
    let place = Memo::new(move |_| exam.sitting.get().cursor);
    let count = move || format!("{}/{total}", place.get() + 1);
    let marks = move || format!("{} 分", exam.now().paper.questions[place.get()].marks);
    let last = Memo::new(move |_| exam.left.get() < LAST_MS);
    view! {
        <div class="session-bar">
            <Link to=Route::Exams class="crumb"><Icon name="back"/><span>{format!("模拟考试 {variant} 卷")}</span></Link>
            <span class="status num" class:bad=move || last.get() id="left">{move || time(exam.left.get())}</span>
            <span class="sr" role="status">{move || last.get().then_some("只剩不到五分钟")}</span>
            <span class="count num" role="status" aria-label=move || format!("第 {} 题，共 {total} 题", place.get() + 1)>{count}</span>
            <span class="hint num"><span class="sr">"本题 "</span>{marks}</span>
            <progress class="track" max=total.to_string() value=move || exam.answered().to_string() aria-label="已答"></progress>
        </div>
        {move || match exam.overview.get() {
            true => untrack(|| sheet(exam)),
            false => {
                let place = place.get();
                untrack(|| asking(exam, place, place + 1 == total))
            }
        }}
        {move || help.get().then(|| keys_help(help))}
    }
}

/// The time that is left: minutes, and at last every second.
fn time(left: u32) -> String {
    let seconds = left.div_ceil(1000);
    if left < LAST_MS {
        format!("只剩 {}:{:02}", seconds / 60, seconds % 60)
    } else {
        format!("还有 {} 分钟", seconds.div_ceil(60))
    }
}

fn listen(exam: Exam, help: RwSignal<bool>) {
    hear_keys(Box::new(move |event| {
        let pressed = read_key(&event);
        // The dialog hears its keys itself.
        if help.get_untracked() {
            return;
        }
        match pressed {
            Key::None | Key::TakeBack => return,
            Key::Go | Key::Forward => exam.step(true),
            Key::Back => exam.step(false),
            Key::Help => help.set(true),
            Key::Pick(_) => exam.key.update(|key| *key = (key.0 + 1, pressed)),
        }
        event.prevent_default();
    }));
}

fn asking(exam: Exam, place: usize, is_last: bool) -> AnyView {
    start_at_the_top();
    let (sitting, course) = (exam.now(), exam.course.get_value());
    let question = course.question(&sitting.paper.questions[place].question);
    let question = question.filter(|_| !sitting.is_void(place, &course)).cloned();
    let question = match question {
        Some(question) => {
            let answering = answering(exam, place, question);
            view! { <QuestionView answering/> }.into_any()
        }
        None => view! {
            <div class="empty">
                <h1>"这道题已更新"</h1>
                <p class="quiet">"考试开始后课程有了新版，这道题不用作答，按满分计。"</p>
            </div>
        },
    };
    let later = move || exam.sitting.get().slots[place].later;
    let mark = move |_| {
        let sitting = exam.now();
        exam.change(sitting.mark_for_later(place, !sitting.slots[place].later, clock::now()));
    };
    let all = sitting.slots.len();
    view! {
        {question}
        <div class="actions answer-bar">
            <div class="row answer-line">
                <button type="button" class="button" id="before" aria-label="上一题" aria-disabled=(place == 0).then_some("true")
                    on:click=move |_| exam.step(false)><Icon name="back"/></button>
                <button type="button" class="segment" id="later" aria-pressed=move || if later() { "true" } else { "false" } on:click=mark>
                    <Icon name="flag"/>"待查"
                </button>
                <button type="button" class="segment num" id="overview" on:click=move |_| exam.overview.set(true)>
                    {move || format!("答题卡 {}/{}", exam.answered(), all)}
                </button>
                <SaveStatus/>
            </div>
            <button type="button" class="button primary wide" id="go" on:click=move |_| exam.step(true)>
                {if is_last { "检查并交卷" } else { "下一题" }}
            </button>
        </div>
    }
}

/// The question at a place, every change of its answer kept at once.
fn answering(exam: Exam, place: usize, question: Question) -> Answering {
    let sitting = exam.now();
    let draft = RwSignal::new(sitting.slots[place].answer.clone());
    let told = StoredValue::new(clock::ticks());
    Effect::new(move |first: Option<()>| {
        let answer = draft.get();
        if first.is_some() {
            let now = clock::ticks();
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates at 49 days")]
            let spent_ms = (now - told.get_value()) as u32;
            told.set_value(now);
            exam.answer(place, answer, spent_ms);
        }
    });
    Answering {
        course: StoredValue::new(sitting.paper.course.clone()),
        question: StoredValue::new(Arc::new(question)),
        seed: sitting.paper.seed,
        draft,
        given: Memo::new(|_| None),
        uncovered: RwSignal::new(false),
        submit: Callback::new(move |()| exam.step(true)),
        take_back: Callback::new(|()| {}),
        may_take_back: Signal::derive(|| false),
        key: exam.key,
    }
}
