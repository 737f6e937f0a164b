//! The control for reading aloud.

use super::focus;
use crate::state::{Voice, VoiceState};
use crate::ui::view;
use leptos::prelude::*;

/// 朗读, then 暂停 or 继续 and 停止; nothing where the device has no offline Chinese voice. A screen has one at a time.
pub(crate) fn read_aloud(voice: Voice) -> AnyView {
    // One button whose words change keeps the focus from 朗读 to 继续.
    view! {
        {move || {
            let words = match voice.state() {
                VoiceState::Unavailable => return None,
                VoiceState::Idle => "朗读",
                VoiceState::Speaking { .. } => "暂停",
                VoiceState::Paused { .. } => "继续",
            };
            let stop = (words != "朗读").then(|| view! {
                <button type="button" class="button ghost" on:click=move |_| {
                    voice.stop();
                    focus(".read-aloud .button");
                }>"停止"</button>
            });
            Some(view! {
                <div class="read-aloud row wrap">
                    <button type="button" class="button ghost" on:click=move |_| voice.toggle()><Icon name="voice"/>{words}</button>
                    {stop}
                </div>
            })
        }}
    }
}
