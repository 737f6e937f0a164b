//! A running session: one question fills the screen, the next step is always in the same place.

use super::Missing;
use crate::core::answer::{Answer, Confidence};
use crate::core::challenge::{Run, run};
use crate::core::course::Course;
use crate::core::ids::SessionId;
use crate::core::question::{Body, Question};
use crate::core::route::Route;
use crate::core::session::{Phase, Scope, Session};
use crate::state::signal::{Effect, Memo, RwSignal, Signal, StoredValue};
use crate::state::{Library, Prefs, Study, clock, page};
use crate::ui::chunk;
use crate::ui::dom::live;
use crate::ui::parts::{SaveStatus, Segments, after_paint, focus_heading, hear_keys, scope_title, use_title};
use crate::ui::question::{Answering, Key, QuestionView, read_key, verdict_words};
use crate::ui::router::Router;
use crate::ui::view;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use std::sync::Arc;

/// Milliseconds of quiet after which a draft goes to the disk.
const DRAFT_PAUSE_MS: u32 = 400;

/// The session at the question where it stands.
#[component]
pub(crate) fn SessionPage(
    /// The session.
    id: SessionId,
) -> impl IntoView {
    let study = Study::expect();
    let library = Library::expect();
    let router = Router::expect();
    let session = {
        let id = id.clone();
        Memo::new(move |_| study.session(&id))
    };
    // Only a change of question draws anew; a draft or an answer does not.
    let cursor = Memo::new(move |_| {
        session.with(|session| session.as_ref().map(|session| (session.cursor, session.phase() == Phase::Finished)))
    });
    Effect::new({
        let id = id.clone();
        move |_| {
            if cursor.get().is_some_and(|(_, finished)| finished) {
                router.replace(Route::Summary(id.clone()));
            }
        }
    });
    move || match cursor.get() {
        None if !study.is_whole() => view! { <h1 class="hint">"正在载入…"</h1> }.into_any(),
        None => view! { <Missing what="这台设备上没有这组练习"/> }.into_any(),
        Some((_, true)) => ().into_any(),
        Some((_, false)) => {
            let Some(now) = session.get_untracked() else { return ().into_any() };
            let Some(course) = library.course(&now.course) else {
                return view! { <Missing what="这组练习的课程已经撤下，作答仍保存在这台设备上"/> }.into_any();
            };
            let question = now.current().and_then(|item| course.question(&item.question)).cloned();
            match question {
                Some(question) if matches!(question.body, Body::Later(_)) => {
                    library.fetch_notes();
                    // Tracked: what stands here changes when the rest of the course is there.
                    let _ = library.annotated(&now.course);
                    view! { <h1 class="hint">"题目还在下载，稍等片刻会自动出现。"</h1> }.into_any()
                }
                Some(question) if is_same(&now, &question) => {
                    asking(&course, &now, session, Arc::new(question)).into_any()
                }
                // The course was updated while the feedback was on screen, or an answered question is gone.
                Some(_) => passed(now.id, "这道题的答案已更新").into_any(),
                None => passed(now.id, "这道题已从课程中撤下").into_any(),
            }
        }
    }
}

/// Whether the question can be shown with what was answered to it.
fn is_same(session: &Session, question: &Question) -> bool {
    session.current().is_some_and(|item| {
        item.is_of(question) && item.given.as_ref().is_none_or(|given| given.answer.fits(&question.body))
    })
}

fn passed(id: SessionId, what: &'static str) -> AnyView {
    let study = Study::expect();
    view! {
        <div class="empty">
            <h1>{what}</h1>
            <p class="quiet">"课程有了新版，您的作答记录仍然保留。"</p>
            <button type="button" class="button primary" on:click=move |_| study.advance(&id)>"下一题"</button>
        </div>
    }
}

/// Where leaving a session leads.
fn origin(course: &Course, scope: &Scope) -> Route {
    match scope {
        Scope::Today => Route::Home,
        Scope::Section(id) => Route::Section(course.id.clone(), id.clone()),
        Scope::Concept(id) => Route::Concept(course.id.clone(), id.clone()),
        Scope::Contrast(one, other) => Route::Contrast(course.id.clone(), one.clone(), other.clone()),
        Scope::Mistakes => Route::Mistakes,
        Scope::Filter(_) => Route::Focus,
        Scope::Course | Scope::Missed(_) | Scope::Weak | Scope::Due | Scope::Challenge => Route::Practice,
    }
}

fn asking(course: &Arc<Course>, now: &Session, session: Memo<Option<Session>>, question: Arc<Question>) -> AnyView {
    let study = Study::expect();
    let id = StoredValue::new(now.id.clone());
    let title = scope_title(course, &now.scope);
    use_title(&title);
    let place = now.cursor;
    let total = now.items.len();
    let given = Memo::new(move |_| {
        session.with(|session| {
            session.as_ref().and_then(|session| session.items.get(place)).and_then(|item| item.given.clone())
        })
    });
    let draft = RwSignal::new(now.draft.clone().filter(|draft| draft.fits(&question.body)));
    let sure = RwSignal::new(now.sure);
    let shown_at = clock::ticks();
    let stored = StoredValue::new(Arc::clone(&question));

    let complete = Memo::new(move |_| {
        draft.with(|draft| {
            stored.with_value(|question| draft.as_ref().is_some_and(|draft| draft.is_complete(&question.body)))
        })
    });
    let uncovered = RwSignal::new(false);
    let is_recall = matches!(question.body, Body::Recall { .. });
    let prefs = Prefs::expect();
    let submit = Callback::new(move |()| {
        let Some(answer) =
            draft.get_untracked().filter(|_| complete.get_untracked() && given.with_untracked(Option::is_none))
        else {
            return;
        };
        id.with_value(|id| study.draft(id, Some(answer.clone()), sure.get_untracked()));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates at 49 days")]
        let took_ms = (clock::ticks() - shown_at) as u32;
        // Refused only when the same question was answered in the same instant: then its feedback is on screen anyway.
        let _ = id.with_value(|id| stored.with_value(|question| study.answer(id, question, answer, took_ms)));
        feel(prefs, given.get_untracked());
    });
    let advance = Callback::new(move |()| id.with_value(|id| study.advance(id)));
    let uncover = Callback::new(move |()| {
        draft.update(|draft| {
            draft.get_or_insert_with(|| Answer::Recall { text: String::new(), grade: None });
        });
        uncovered.set(true);
    });

    start_at_the_top();
    keep_draft(id, draft, sure, given);
    let key = RwSignal::new((0, Key::None));
    let help = RwSignal::new(false);
    let go = Callback::new(move |()| {
        if given.with_untracked(Option::is_some) {
            advance.run(());
        } else if is_recall && !uncovered.get_untracked() {
            uncover.run(());
        } else {
            submit.run(());
        }
    });
    // A challenge lives from the answer that is given once.
    let is_challenge = now.scope == Scope::Challenge;
    let may_take_back = Signal::derive(move || !is_challenge && id.with_value(|id| study.may_take_back(id)));
    let take_back = Callback::new(move |()| {
        id.with_value(|id| study.take_back(id));
        draft.set(session.with_untracked(|session| session.as_ref().and_then(|session| session.draft.clone())));
        focus_heading();
    });
    bring_feedback_into_view(given);

    let answering = Answering {
        course: StoredValue::new(course.id.clone()),
        question: stored,
        seed: now.seed,
        draft,
        given,
        uncovered,
        submit,
        take_back,
        may_take_back,
        key,
    };
    listen_to_keys(key, help, go, answering);
    let leave = origin(course, &now.scope);
    view! {
        <div class="session-bar">
            <Link to=leave class="crumb"><Icon name="back"/><span>{title}</span></Link>
            <span class="count num" role="status" aria-label=format!("第 {} 题，共 {total} 题", place + 1)>{format!("{}/{total}", place + 1)}</span>
            <progress class="track" max=total.to_string() value=move || (place + usize::from(given.with(Option::is_some))).to_string()
                aria-label="进度"></progress>
        </div>
        <QuestionView answering/>
        {move || given.with(Option::is_some).then(|| chunk::feedback(answering))}
        <div class="actions answer-bar">
            {move || if given.with(Option::is_some) { verdict_line(given, session).into_any() } else { confidence(sure).into_any() }}
            {primary(PrimaryAction { given, complete, is_recall, uncovered, last: place + 1 == total, session, go })}
        </div>
        {move || help.get().then(|| chunk::keys_help(help))}
    }
}

/// A verdict heard and felt, by those who want that.
fn feel(prefs: Prefs, given: Option<crate::core::session::Given>) {
    let settings = prefs.get_untracked();
    let how = match (settings.sound, settings.vibrate) {
        (false, false) => return,
        (true, false) => "sound",
        (false, true) => "vibrate",
        (true, true) => "sound vibrate",
    };
    if let Some(given) = given {
        page::call("feel", &[if given.verdict.is_right() { "1" } else { "" }, how]);
    }
}

/// Whether a challenge ends here.
fn is_over(session: &Option<Session>) -> bool {
    session.as_ref().and_then(run) == Some(Run::Over)
}

/// What a mistake means for a challenge, while its feedback is on screen.
fn chance(session: Memo<Option<Session>>) -> Option<&'static str> {
    session.with(|session| {
        let session = session.as_ref()?;
        let mistaken = session.current()?.given.as_ref().is_some_and(|given| !given.verdict.is_right());
        match run(session).filter(|_| mistaken)? {
            Run::Clean => None,
            Run::Forgiven => Some("补救一次，挑战继续；再错就结束。"),
            Run::Over => Some("第二次答错，挑战到这里结束。"),
        }
    })
}

/// What the one large button does now.
#[derive(Clone, Copy)]
struct PrimaryAction {
    given: Memo<Option<crate::core::session::Given>>,
    complete: Memo<bool>,
    is_recall: bool,
    uncovered: RwSignal<bool>,
    last: bool,
    session: Memo<Option<Session>>,
    go: Callback<()>,
}

fn primary(action: PrimaryAction) -> AnyView {
    let PrimaryAction { given, complete, is_recall, uncovered, last, session, go } = action;
    let answered = move || given.with(Option::is_some);
    let comparing = move || is_recall && !uncovered.get() && !answered();
    let words = move || match (answered(), comparing()) {
        (true, _) if last || session.with(is_over) => "看小结",
        (true, _) => "下一题",
        (false, true) => "对照原文",
        (false, false) => "提交",
    };
    let blocked = move || !answered() && !comparing() && !complete.get();
    view! {
        <button type="button" class="button primary wide" id="go" aria-disabled=move || blocked().then_some("true")
            on:click=move |_| if !blocked() { go.run(()) }>{words}</button>
    }
}

fn verdict_line(given: Memo<Option<crate::core::session::Given>>, session: Memo<Option<Session>>) -> AnyView {
    let chance = untrack(|| chance(session)).unwrap_or_default();
    let words = given.get_untracked().map(|given| verdict_words(given.verdict));
    let (class, icon, words) = words.unwrap_or(("", "check", String::new()));
    view! {
        <div class="row answer-line">
            <strong class=format!("verdict {class}") role="status"><Icon name=icon/>{words}</strong>
            <span class="grow"></span><SaveStatus/><span class="quiet" id="chance" role="status">{chance}</span>
        </div>
    }
}

/// The optional mark; tapping it again takes it back.
fn confidence(sure: RwSignal<Option<Confidence>>) -> AnyView {
    let prefs = Prefs::expect();
    const MARKS: [(Confidence, &str); 3] =
        [(Confidence::Sure, "有把握"), (Confidence::Unsure, "不确定"), (Confidence::Guess, "猜的")];
    let words = || MARKS.iter().map(|mark| mark.1.to_owned()).collect();
    let value = Signal::derive(move || sure.get().and_then(|sure| MARKS.iter().position(|mark| mark.0 == sure)));
    let choose = Callback::new(move |place: usize| {
        let mark = MARKS.get(place).map(|mark| mark.0);
        sure.update(|sure| *sure = if *sure == mark { None } else { mark });
    });
    live(move || {
        prefs.get().ask_confidence.then(|| {
            view! { <div class="answer-line"><Segments label="把握程度，可不选" words=words() value=value on_choose=choose/></div> }
        })
    })
}

/// Writes the draft once its giver pauses. Nothing is written after the answer, which carries the final state.
fn keep_draft(
    id: StoredValue<SessionId>,
    draft: RwSignal<Option<Answer>>,
    sure: RwSignal<Option<Confidence>>,
    given: Memo<Option<crate::core::session::Given>>,
) {
    let study = Study::expect();
    let waiting = StoredValue::new(None::<Timeout>);
    Effect::new(move |first: Option<()>| {
        let (draft, sure) = (draft.get(), sure.get());
        if first.is_some() && given.with_untracked(Option::is_none) {
            waiting.set_value(Some(Timeout::new(DRAFT_PAUSE_MS, move || {
                if given.try_with_untracked(|given| given.is_none()) == Some(true) {
                    id.with_value(|id| study.draft(id, draft, sure));
                }
            })));
        }
    });
    on_cleanup(move || waiting.dispose());
}

fn listen_to_keys(key: RwSignal<(u32, Key)>, help: RwSignal<bool>, go: Callback<()>, answering: Answering) {
    let is_answered = move || answering.given.with_untracked(Option::is_some);
    hear_keys(Box::new(move |event| {
        let pressed = read_key(&event);
        // The dialog hears its keys itself.
        if help.get_untracked() {
            return;
        }
        match pressed {
            Key::None => return,
            Key::Go => go.run(()),
            Key::Forward if is_answered() => go.run(()),
            Key::TakeBack if is_answered() && answering.may_take_back.get_untracked() => answering.take_back.run(()),
            Key::Forward | Key::Back | Key::TakeBack => return,
            Key::Help => help.set(true),
            Key::Pick(_) => key.update(|key| *key = (key.0 + 1, pressed)),
        }
        event.prevent_default();
    }));
}

/// A new question is read from its beginning, by eye and by screen reader.
pub(super) fn start_at_the_top() {
    Effect::new(|_| {
        request_animation_frame(|| {
            window().scroll_to_with_x_and_y(0.0, 0.0);
            focus_heading();
        });
    });
}

/// When the feedback would lie below the fold, moves just far enough for its beginning to be read. The question itself
/// never changes its place in the page.
fn bring_feedback_into_view(given: Memo<Option<crate::core::session::Given>>) {
    Effect::new(move |before: Option<bool>| {
        let answered = given.with(Option::is_some);
        if answered && before == Some(false) {
            // The notes on the options come behind the first frame and move the sheet down.
            after_paint(Box::new(|| {
                request_animation_frame(|| {
                    if let Some(sheet) = document().get_element_by_id("feedback") {
                        let options = web_sys::ScrollIntoViewOptions::new();
                        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
                        sheet.scroll_into_view_with_scroll_into_view_options(&options);
                    }
                });
            }));
        }
        answered
    });
}
