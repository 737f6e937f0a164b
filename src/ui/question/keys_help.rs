//! All keys, in a dialog.

use crate::state::signal::{Effect, RwSignal};
use crate::ui::parts::{focus, focus_heading, hear_keys};
use crate::ui::view;
use leptos::prelude::*;

/// The dialog. It keeps the focus, and Escape closes it.
pub(crate) fn keys_help(open: RwSignal<bool>) -> AnyView {
    let close = move || {
        open.set(false);
        focus_heading();
    };
    Effect::new(|_| request_animation_frame(|| focus(".dialog .button")));
    hear_keys(Box::new(move |event| {
        // The dialog has one control: Tab stays on it, wherever the focus went.
        match event.key().as_str() {
            "Escape" => close(),
            "Tab" => {
                event.prevent_default();
                focus(".dialog .button");
            }
            _ => {}
        }
    }));
    let dialog = view! {
        <div class="veil" on:click=move |_| close()>
            <div class="dialog" role="dialog" aria-modal="true" aria-labelledby="keys-title" on:click=|event| event.stop_propagation()>
                <h2 id="keys-title">"键盘操作"</h2>
                <dl class="keys">
                    <div><dt><kbd>"A"</kbd>"–"<kbd>"H"</kbd>" 或 "<kbd>"1"</kbd>"–"<kbd>"8"</kbd></dt><dd>"选择选项、放入对应位置"</dd></div>
                    <div><dt><kbd>"Enter"</kbd></dt><dd>"提交；看完解析后进入下一题"</dd></div>
                    <div><dt><kbd>"→"</kbd>" 或 "<kbd>"PageDown"</kbd></dt><dd>"看完解析后进入下一题（翻页笔可用）"</dd></div>
                    <div><dt><kbd>"←"</kbd>" "<kbd>"→"</kbd>" 或 "<kbd>"PageUp"</kbd>" "<kbd>"PageDown"</kbd></dt><dd>"模拟考试：上一题、下一题"</dd></div>
                    <div><dt><kbd>"↑"</kbd>" "<kbd>"↓"</kbd></dt><dd>"排序题中移动已排好的一项"</dd></div>
                    <div><dt><kbd>"Tab"</kbd></dt><dd>"在各项之间移动"</dd></div>
                    <div><dt><kbd>"退格"</kbd></dt><dd>"撤回刚才的作答，重新答"</dd></div>
                    <div><dt><kbd>"空格"</kbd>" "<kbd>"←"</kbd>" "<kbd>"→"</kbd></dt><dd>"速览卡：翻面、上一张、下一张"</dd></div>
                    <div><dt><kbd>"+"</kbd>" "<kbd>"−"</kbd>" "<kbd>"0"</kbd></dt><dd>"结构图：放大、缩小、还原"</dd></div>
                    <div><dt><kbd>"?"</kbd></dt><dd>"打开这个说明"</dd></div>
                </dl>
                <button type="button" class="button wide" on:click=move |_| close()>"关闭"</button>
            </div>
        </div>
    };
    dialog.into_any()
}
