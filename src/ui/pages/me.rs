//! 我: what was done, what is on this device, settings.

use super::data::{kept_words, save};
use super::settings::settings;
use crate::core::mark::{Mark, Marked};
use crate::core::route::Route;
use crate::state::offline::OfflineState;
use crate::state::signal::{Memo, Signal};
use crate::state::{Keep, Library, Offline, SaveState, Study, device, page};
use crate::ui::parts::use_title;
use crate::ui::view;
use leptos::prelude::*;

/// Numbers, storage, settings, and the way to the help.
#[component]
pub(crate) fn Me() -> impl IntoView {
    use_title("我");
    view! {
        <header class="page-head"><h1>"我"</h1></header>
        <div class="stack-l">{numbers()}{marks()}{device()}{settings()}{about()}</div>
    }
}

fn numbers() -> AnyView {
    let study = Study::expect();
    let library = Library::expect();
    let course = library.current();
    let of_course = library.has_several().then(|| {
        view! { <p class="hint">{format!("做过和掌握的题按课程《{}》计，答题次数和学习天数按全部课程计。", course.title)}</p> }
    });
    let figures = Memo::new(move |_| {
        study.progress(|progress| {
            let tally = progress.tally(&course.id, &course.questions);
            (progress.answers(), progress.study_days().len(), tally.seen(), tally.total(), tally.solid)
        })
    });
    let figure = |name: &'static str, value: Signal<String>| {
        view! { <div class="figure"><dd class="num">{value}</dd><dt>{name}</dt></div> }
    };
    view! {
        <dl class="figures" aria-label="学习记录">
            {figure("答题次数", Signal::derive(move || figures.get().0.to_string()))}
            {figure("学习天数", Signal::derive(move || figures.get().1.to_string()))}
            {figure("做过的题", Signal::derive(move || format!("{}/{}", figures.get().2, figures.get().3)))}
            {figure("掌握的题", Signal::derive(move || figures.get().4.to_string()))}
        </dl>
        {of_course}
    }
}

/// The ways to the pictures of progress, and to everything marked, with how much that is.
fn marks() -> AnyView {
    let keep = Keep::expect();
    let all = Marked::all_of(&Library::expect().current().id);
    let count = move || keep.is_ready().then(|| format!("{} 条", keep.all::<Mark>(&all).len()));
    view! {
        <ul class="rows">
            <li><Link to=Route::Statistics class="row concept-row">
                <Icon name="half"/><span class="grow">"学习统计"</span><span class="hint">"图表、台账、打印"</span><Icon name="next"/>
            </Link></li>
            <li><Link to=Route::Marks class="row concept-row">
                <Icon name="star"/><span class="grow">"收藏与笔记"</span><span class="hint num">{count}</span><Icon name="next"/>
            </Link></li>
        </ul>
    }
}

/// What lies on this device and whether it is safe there.
fn device() -> AnyView {
    let saver = Study::expect().saver();
    let saving = saver.state();
    let offline = Offline::expect().state();
    let damage = Study::expect().damage();
    let save_words = move || match saving.get() {
        SaveState::Saved => ("good", "check", "进度已全部存到本机".to_owned()),
        SaveState::Saving => ("", "save", "正在保存…".to_owned()),
        SaveState::Failed { advice, .. } | SaveState::Absent { advice } => ("bad", "warn", advice),
    };
    let space = device::space();
    let damaged = move || {
        let damage = damage.get();
        (!damage.is_empty()).then(|| {
            let rows = damage.iter().map(|one| view! { <li>{format!("{}：{}", one.place, one.reason)}</li> }).collect_view();
            view! {
                <details class="damage">
                    <summary><Icon name="warn"/>{format!("有 {} 条记录读不出来，已原样保留，其余不受影响", damage.len())}</summary>
                    <ul>{rows}</ul>
                </details>
            }
        })
    };
    let library = Library::expect();
    let study = Study::expect();
    let retired = move || {
        let mut lines: Vec<AnyView> = Vec::new();
        study.progress(|progress| {
            for (id, answers) in progress.courses().iter().filter(|(id, _)| library.course(id).is_none()) {
                let words = format!("课程“{id}”已经撤下，它的 {answers} 条作答仍完整保存，课程恢复后接着算");
                lines.push(line(("", "save", words)).into_any());
            }
        });
        lines
    };
    view! {
        <section class="stack-s" aria-labelledby="device-title">
            <h2 id="device-title">"本机数据"</h2>
            <div class="card stack-s" id="device">
                {move || line(save_words())}
                {move || line(offline_words(offline.get()))}
                {move || line(kept_words(space.get()))}
                {retired}
                {damaged}
                {save()}
            </div>
            <ul class="rows"><li><Link to=Route::Data class="row concept-row">
                <Icon name="save"/><span class="grow">"恢复、快照与存储状况"</span><Icon name="next"/>
            </Link></li></ul>
        </section>
    }
}

/// A line with its symbol.
pub(super) fn line((class, icon, words): (&'static str, &'static str, String)) -> AnyView {
    view! { <p class=format!("status-line {class}")><Icon name=icon/><span>{words}</span></p> }
}

/// How far the offline copy is.
pub(super) fn offline_words(state: OfflineState) -> (&'static str, &'static str, String) {
    match state {
        OfflineState::Unknown => ("", "cloud", "正在检查离线文件…".to_owned()),
        OfflineState::Installing { done, total } => ("", "cloud", format!("正在准备离线使用：{done}/{total}")),
        OfflineState::Ready => ("good", "offline", "可离线使用：断网、关机后都能打开".to_owned()),
        OfflineState::Unsupported { advice } | OfflineState::Failed { advice } => ("bad", "warn", advice),
    }
}

fn about() -> AnyView {
    let courses: Vec<String> =
        Library::expect().all().iter().map(|course| format!("《{}》第 {} 版", course.title, course.edition)).collect();
    view! {
        <section class="stack-s">
            <ul class="rows"><li><Link to=Route::Help class="row concept-row"><Icon name="keys"/><span class="grow">"使用说明"</span><Icon name="next"/></Link></li></ul>
            <p class="hint num">{format!("课程{} · 程序 {} · 构建 {}", courses.join("、"), env!("CARGO_PKG_VERSION"), page::build())}</p>
        </section>
    }
}
