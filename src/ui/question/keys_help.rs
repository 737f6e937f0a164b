//! All keys, in a dialog.

use crate::state::signal::RwSignal;
use crate::ui::parts::{focus, focus_heading};
use crate::ui::view;
use leptos::prelude::*;

/// The dialog; the session's key listener keeps the focus in it and closes it by Escape.
pub(crate) fn keys_help(open: RwSignal<bool>) -> AnyView {
    let close = move || {
        open.set(false);
        focus_heading();
    };
    Effect::new(|_| request_animation_frame(|| focus(".dialog .button")));
    let dialog = view! {
        <div class="veil" on:click=move |_| close()>
            <div class="dialog" role="dialog" aria-modal="true" aria-labelledby="keys-title" on:click=|event| event.stop_propagation()>
                <h2 id="keys-title">"键盘操作"</h2>
                <dl class="keys">
                    <div><dt><kbd>"A"</kbd>"–"<kbd>"H"</kbd>" 或 "<kbd>"1"</kbd>"–"<kbd>"8"</kbd></dt><dd>"选择选项、放入对应位置"</dd></div>
                    <div><dt><kbd>"Enter"</kbd></dt><dd>"提交；看完解析后进入下一题"</dd></div>
                    <div><dt><kbd>"→"</kbd>" 或 "<kbd>"PageDown"</kbd></dt><dd>"看完解析后进入下一题（翻页笔可用）"</dd></div>
                    <div><dt><kbd>"↑"</kbd>" "<kbd>"↓"</kbd></dt><dd>"排序题中移动已排好的一项"</dd></div>
                    <div><dt><kbd>"Tab"</kbd></dt><dd>"在各项之间移动"</dd></div>
                    <div><dt><kbd>"退格"</kbd></dt><dd>"撤回刚才的作答，重新答"</dd></div>
                    <div><dt><kbd>"?"</kbd></dt><dd>"打开这个说明"</dd></div>
                </dl>
                <button type="button" class="button wide" on:click=move |_| close()>"关闭"</button>
            </div>
        </div>
    };
    dialog.into_any()
}
