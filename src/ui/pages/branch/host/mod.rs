//! The host's window: what the room sees, what only the host may see, and the controls for what is happening now.

mod deck;
mod know;
mod people;

pub(super) use deck::{controls, keys_list};

use super::hand::Hand;
use super::show::{show, step_name};
use super::when_there;
use crate::core::ids::MeetingId;
use crate::core::route::Route;
use crate::state::signal::{Effect, Memo};
use crate::state::{Role, Room};
use crate::ui::pages::Missing;
use crate::ui::pages::awake::stay_awake;
use crate::ui::parts::{SaveStatus, use_title};
use crate::ui::router::Router;
use crate::ui::view;
use leptos::prelude::*;

/// The screen.
pub(super) fn host(id: MeetingId) -> AnyView {
    use_title("主持");
    when_there(move || window(id.clone()))
}

fn window(id: MeetingId) -> AnyView {
    let room = Room::enter(id.clone(), false);
    let hand = Hand::on(room);
    stay_awake();
    let router = Router::expect();
    // The end leads to the record, wherever it was pressed.
    let (ended, record) = (Memo::new(move |_| room.stage().is_some_and(|stage| stage.ended.is_some())), id.clone());
    Effect::new(move |before: Option<bool>| {
        let ended = ended.get();
        if ended && before == Some(false) {
            router.go(Route::BranchRecord(record.clone()));
        }
        ended
    });
    let missing = Memo::new(move |_| room.role() == Role::Missing);
    view! {
        {move || match missing.get() {
            true => view! { <Missing what="这台设备上没有这场会议，或者它的课程已经撤下"/> },
            false => untrack(|| leading(hand, &id)),
        }}
        {move || hand.help.get().then(|| keys_list(hand))}
    }
}

/// Opens the audience's window, or shows it again: a window of its own, to be moved to the projector.
fn open_screen(href: &str) {
    let features = "popup,width=1280,height=720";
    // A browser that refuses says so itself, beside the address.
    drop(
        web_sys::window()
            .map(|window| window.open_with_url_and_target_and_features(href, "biaoshuai-screen", features)),
    );
}

fn leading(hand: Hand, id: &MeetingId) -> AnyView {
    let room = hand.room;
    let screen = Router::expect().href(&Route::Audience(id.clone()));
    let title = room.meeting(|meeting| meeting.plan.title.clone()).unwrap_or_default();
    view! {
        <div class="host">
            <header class="host-head">
                <Link to=Route::Branch class="crumb"><Icon name="back"/>"支部学习"</Link>
                <h1>{title}</h1><SaveStatus/>
                <Link to=Route::Collect(id.clone()) class="button">"收卷"</Link>
                <button type="button" class="button" id="open-screen" on:click=move |_| open_screen(&screen)><Icon name="screen"/>"打开投影窗口"</button>
                <button type="button" class="button" id="keys" on:click=move |_| hand.help.set(true)>"按键 ?"</button>
            </header>
            <section class="host-see" aria-label="投影画面">{show(room)}</section>
            <section class="host-do" aria-label="控制">
                {move || match room.role() {
                    Role::Leading => untrack(|| controls(hand)),
                    Role::Following => elsewhere(room, "另一个窗口正在主持这场会议，这里同步显示。"),
                    Role::Asking | Role::Missing => view! { <p class="hint" role="status">"正在连接…"</p> },
                }}
            </section>
            <section class="host-know" aria-label="只有主持人看到">{know::know(hand)}</section>
            <section class="host-more">
                {people::scores(hand)}{people::attendance(hand)}
                <details><summary>"议程"</summary>{steps(hand)}</details>
            </section>
        </div>
    }
}

/// What a window says and offers that does not lead.
pub(super) fn elsewhere(room: Room, words: &'static str) -> AnyView {
    view! {
        <div class="deck">
            <p class="hint" role="status">{words}</p>
            <button type="button" class="button" id="lead" on:click=move |_| room.lead()>"改在这里主持"</button>
        </div>
    }
}

fn steps(hand: Hand) -> AnyView {
    let at = Memo::new(move |_| hand.room.stage().map(|stage| stage.step));
    let names = hand.room.meeting(|meeting| meeting.plan.steps.iter().map(step_name).collect::<Vec<_>>());
    let row = |(place, name): (usize, &'static str)| {
        let current = move || (at.get() == Some(place)).then_some("step");
        view! { <li aria-current=move || current()><span class="num">{(place + 1).to_string()}</span>{name}</li> }
    };
    view! { <ol class="host-steps">{names.unwrap_or_default().into_iter().enumerate().map(row).collect_view()}</ol> }
}
