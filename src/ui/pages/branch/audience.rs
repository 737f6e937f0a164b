//! The audience's window, for the projector. Where it is the only one, it has the controls too, out of sight.

use super::hand::{Hand, full_screen};
use super::host::{controls, elsewhere, keys_list};
use super::show::show;
use super::when_there;
use crate::core::ids::MeetingId;
use crate::core::route::Route;
use crate::state::signal::{Memo, StoredValue};
use crate::state::{Role, Room};
use crate::ui::pages::Missing;
use crate::ui::pages::awake::stay_awake;
use crate::ui::parts::{SaveStatus, use_title};
use crate::ui::view;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;

/// Milliseconds after which the controls tuck away again.
const TUCK_MS: u32 = 4000;

/// The screen.
pub(super) fn audience(id: MeetingId) -> AnyView {
    use_title("投影");
    when_there(move || window(id.clone()))
}

fn window(id: MeetingId) -> AnyView {
    let room = Room::enter(id.clone(), true);
    let hand = Hand::on(room);
    stay_awake();
    come_up(hand);
    let bar = move || match room.role() {
        Role::Leading => untrack(|| controls(hand)),
        Role::Following if room.is_connected() => elsewhere(room, "由主持窗口控制。按键和翻页笔在这里也有效。"),
        Role::Following => elsewhere(
            room,
            "这个浏览器的窗口之间不能直接通信：画面约一秒后跟上，按键请在主持窗口按。只用这一个窗口时，点右边的按钮。",
        ),
        Role::Asking | Role::Missing => view! { <p class="hint" role="status">"正在连接…"</p> },
    };
    let ended = {
        move || {
            let over = room.stage().is_some_and(|stage| stage.ended.is_some());
            over.then(|| view! { <Link to=Route::BranchRecord(id.clone()) class="button">"看台账"</Link> })
        }
    };
    let missing = Memo::new(move |_| room.role() == Role::Missing);
    view! {
        <h1 class="sr">"投影画面"</h1>
        {move || match missing.get() {
            true => view! { <Missing what="这台设备上没有这场会议，或者它的课程已经撤下"/> },
            false => untrack(|| show(room)),
        }}
        <div class="bare-bar" class:tucked=move || !hand.bar.get()>
            {move || bar()}
            <div class="deck">
                <button type="button" class="button" id="full" on:click=|_| full_screen()><Icon name="screen"/>"全屏 F"</button>
                <button type="button" class="button" id="keys" on:click=move |_| hand.help.set(true)>"按键 ?"</button>
                <SaveStatus/>{move || ended()}
            </div>
        </div>
        {move || hand.help.get().then(|| keys_list(hand))}
    }
}

/// The controls come up when the mouse moves, and tuck away when it rests elsewhere.
fn come_up(hand: Hand) {
    let moves = StoredValue::new(0_u32);
    let moved = window_event_listener(leptos::ev::mousemove, move |_| {
        let number = moves.get_value().wrapping_add(1);
        moves.set_value(number);
        // What was called up by key stays.
        if number > 1 && !hand.bar.get_untracked() {
            hand.bar.set(true);
        }
        Timeout::new(TUCK_MS, move || {
            let rests = moves.try_with_value(|last| *last == number) == Some(true);
            let is_used =
                document().query_selector(".bare-bar:hover, .bare-bar :focus").is_ok_and(|used| used.is_some());
            if rests && !is_used {
                hand.bar.set(false);
            }
        })
        .forget();
    });
    on_cleanup(move || moved.remove());
}
