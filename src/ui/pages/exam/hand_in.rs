//! What an exam came to, for the host of a meeting: as a code to be scanned, as characters to be typed, as a file.

use super::when_there;
use crate::core::course::Course;
use crate::core::exam::Sitting;
use crate::core::handin::{HandIn, NAME_MAX, NoHandIn, Signature, Slip};
use crate::core::ids::SessionId;
use crate::core::route::Route;
use crate::state::signal::{Memo, RwSignal};
use crate::state::{Keep, page};
use crate::ui::parts::{paper_code, qr, use_title};
use crate::ui::view;
use leptos::prelude::*;
use std::sync::Arc;

/// The screen.
pub(crate) fn hand_in(id: SessionId) -> AnyView {
    use_title("交卷给主持人");
    let back = Route::ExamResult(id.clone());
    view! {
        <Link to=back class="crumb"><Icon name="back"/>"考试成绩"</Link>
        {when_there(id, draw)}
    }
}

fn draw(_: Arc<Course>, sitting: Sitting) -> AnyView {
    let keep = Keep::expect();
    let name = RwSignal::new(keep.get::<Signature>(Signature::PLACE).unwrap_or_default().name);
    let bare = match HandIn::new(&sitting, "") {
        Ok(sheet) => sheet,
        Err(NoHandIn::NoCode) => {
            return view! { <p class="status-line bad"><Icon name="warn"/>"这份卷子没有卷号，主持人收不了。请用主持人给的卷号再考一次。"</p> };
        }
        Err(_) => return view! { <p class="status-line bad"><Icon name="warn"/>"这场考试还没有交卷。"</p> },
    };
    let code = bare.code;
    // With a name that is too long, what was there before stays on screen.
    let sheet = Memo::new(move |old: Option<&HandIn>| {
        let named = name.with(|name| bare.clone().with_name(name));
        named.unwrap_or_else(|_| old.unwrap_or(&bare).clone())
    });
    let excess = move || name.with(|name| name.trim().chars().count().saturating_sub(NAME_MAX));
    let trouble = move || match excess() {
        0 => String::new(),
        excess => format!("最多 {NAME_MAX} 个字，多了 {excess} 个，请写短些。"),
    };
    let sign = move |event| {
        let typed = event_target_value(&event);
        match typed.trim() {
            "" => keep.remove::<Signature>(Signature::PLACE),
            short if short.chars().count() <= NAME_MAX => {
                keep.put(Signature::PLACE, &Signature { name: short.to_owned() });
            }
            _ => {}
        }
        name.set(typed);
    };
    let slip = move || Slip::new(&sitting, &name.get()).or_else(|_| Slip::new(&sitting, ""));
    let slip = Memo::new(move |_| slip().map(|slip| slip.to_string()).ok());
    let full = RwSignal::new(false);
    let (saved, wanted) = (RwSignal::new(String::new()), code.to_string());
    let save = move |_| {
        let file = ["交卷-", &wanted, ".txt"].concat();
        saved.set(match page::download(sheet.get_untracked().text().as_bytes(), &file, "text/plain") {
            true => ["已存为“", &file, "”，请在下载文件里查看，发给主持人。"].concat(),
            false => "这里不能保存文件。请让主持人扫码，或者念交卷码。".to_owned(),
        });
    };
    let words = move || if full.get() { "缩小" } else { "放大二维码" };
    view! {
        <header class="page-head"><h1>"交卷给主持人"</h1></header>
        <div class="stack-l hand-in">
            <section class="stack-s">
                <p class="prose">"请把屏幕调到最亮，把二维码对准主持人的摄像头，相距一个手掌左右。"</p>
                <div class="qr-sheet" class:full=move || full.get() id="sheet"
                    on:keydown=move |event| if event.key() == "Escape" { full.set(false); }>
                    {move || qr(&sheet.get().text(), "交卷的二维码")}
                    <button type="button" class="button" id="enlarge" aria-pressed=move || if full.get() { "true" } else { "false" }
                        on:click=move |_| full.update(|full| *full = !*full)><Icon name="screen"/>{move || words()}</button>
                </div>
            </section>
            <section class="stack-s">
                <label for="signature"><h2>"名字或编号（可以不填）"</h2></label>
                <input type="text" class="field" id="signature" value=name.get_untracked() autocomplete="off" maxlength="40"
                    aria-describedby="signature-about" on:input=sign/>
                <p class="hint" id="signature-about">"只写进这个二维码给主持人看，记在这台设备上，不上传。"</p>
                <p class="status-line bad" role="status">{move || trouble()}</p>
            </section>
            {move || slip.get().map(|slip| view! {
                <section class="stack-s">
                    <h2>"交卷码"</h2>
                    <p><strong class="code num" id="slip">{slip}</strong></p>
                    <p class="hint">"扫不了码，就念给主持人输入。它只有总分和答对的题数；名字填 1 到 63 的编号才会带上。"</p>
                </section>
            })}
            <section class="stack-s">
                <h2>"文件"</h2>
                <button type="button" class="button" id="save-sheet" on:click=save><Icon name="save"/>"存成文件"</button>
                <p class="hint" role="status">{move || saved.get()}</p>
            </section>
            <section class="stack-s"><h2>"请别人做同一份卷子"</h2>{paper_code(code)}</section>
        </div>
    }
}
