//! 我: what was done, what is on this device, settings.

use crate::core::mark::{Mark, Marked};
use crate::core::route::Route;
use crate::core::settings::{Pace, Settings, Theme};
use crate::core::speech::sentences;
use crate::state::offline::OfflineState;
use crate::state::page;
use crate::state::signal::{Memo, RwSignal, Signal};
use crate::state::{Keep, Library, Offline, Prefs, SaveState, Study, Voice, VoiceState};
use crate::ui::parts::{Segments, read_aloud, use_title};
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
    let offline_words = move || match offline.get() {
        OfflineState::Unknown => ("", "cloud", "正在检查离线文件…".to_owned()),
        OfflineState::Installing { done, total } => ("", "cloud", format!("正在准备离线使用：{done}/{total}")),
        OfflineState::Ready => ("good", "offline", "可离线使用：断网、关机后都能打开".to_owned()),
        OfflineState::Unsupported { advice } | OfflineState::Failed { advice } => ("bad", "warn", advice),
    };
    let line = |words: (&'static str, &'static str, String)| {
        let (class, icon, words) = words;
        view! { <p class=format!("status-line {class}")><Icon name=icon/><span>{words}</span></p> }
    };
    let kept = RwSignal::new(None::<bool>);
    page::ask_to_persist(move |answer| kept.set(Some(answer)));
    let kept_words = move || match kept.get() {
        Some(true) => ("good", "check", "浏览器承诺长期保留，不会因空间不足自动清理".to_owned()),
        Some(false) => ("", "warn", "浏览器未承诺长期保留。把本站添加到主屏幕，并定期导出数据，更稳妥".to_owned()),
        None => ("", "save", "未能确认浏览器是否长期保留数据".to_owned()),
    };
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
                {move || line(offline_words())}
                {move || line(kept_words())}
                {retired}
                {damaged}
                <p class="hint">"学习记录只在这台设备上，不上传。换浏览器、清除网站数据都会丢失，请定期导出。"</p>
                <button type="button" class="button" id="export" on:click=move |_| { page::call("exportData", &["device"]); }>
                    <Icon name="save"/>"导出我的数据"
                </button>
                // boot.js says here what came of it.
                <p class="hint" role="status"></p>
            </div>
        </section>
    }
}

fn settings() -> AnyView {
    let prefs = Prefs::expect();
    const THEMES: [(Theme, &str); 3] = [(Theme::System, "跟随系统"), (Theme::Light, "浅色"), (Theme::Dark, "深色")];
    let themes = THEMES.iter().map(|theme| theme.1.to_owned()).collect();
    let sizes = Settings::TEXT_SIZES.iter().map(|size| format!("{size}%")).collect();
    let marks = vec!["显示".to_owned(), "不显示".to_owned()];
    view! {
        <section class="stack" aria-labelledby="settings-title">
            <h2 id="settings-title">"设置"</h2>
            <div class="stack-s"><h3>"颜色"</h3>
                <Segments label="颜色" words=themes value=Signal::derive(move || THEMES.iter().position(|theme| theme.0 == prefs.get().theme))
                    on_choose=Callback::new(move |place: usize| prefs.update(|settings| settings.theme = THEMES[place].0))/>
            </div>
            <div class="stack-s"><h3>"文字大小"</h3>
                <Segments label="文字大小" words=sizes value=Signal::derive(move || Settings::TEXT_SIZES.iter().position(|size| *size == prefs.get().text_percent))
                    on_choose=Callback::new(move |place: usize| prefs.update(|settings| settings.text_percent = Settings::TEXT_SIZES[place]))/>
            </div>
            <div class="stack-s"><h3>"答题时标记把握程度"</h3>
                <Segments label="答题时标记把握程度" words=marks value=Signal::derive(move || Some(usize::from(!prefs.get().ask_confidence)))
                    on_choose=Callback::new(move |place| prefs.update(|settings| settings.ask_confidence = place == 0))/>
            </div>
            {number("每天新题", &Pace::NEW_PER_DAY, " 题", |settings| &mut settings.pace.new_per_day)}
            {number("每天复习上限", &Pace::REVIEWS_PER_DAY, " 题", |settings| &mut settings.pace.reviews_per_day)}
            {number("目标记忆率", &Pace::RETENTIONS, "%", |settings| &mut settings.pace.retention_percent)}
            <p class="hint">"预计记得的可能降到目标记忆率时，就该复习这道题了。目标越高，复习越勤。"</p>
            {number("错题移出要连续答对的天数", &Settings::MISTAKE_DAYS, " 天", |settings| &mut settings.mistake_days)}
            <div class="stack-s" id="speech"><h3>"朗读语速"</h3>{speech(prefs)}</div>
        </section>
    }
}

/// A number of the settings, out of those on offer.
fn number(label: &'static str, offers: &'static [u16], unit: &str, of: fn(&mut Settings) -> &mut u16) -> AnyView {
    let (prefs, study) = (Prefs::expect(), Study::expect());
    let words = offers.iter().map(|offer| format!("{offer}{unit}")).collect();
    let value = Signal::derive(move || {
        let now = *of(&mut prefs.get());
        offers.iter().position(|offer| *offer == now)
    });
    let choose = Callback::new(move |place: usize| {
        prefs.update(|settings| *of(settings) = offers[place]);
        study.retain(prefs.get_untracked().pace.retention());
    });
    view! { <div class="stack-s"><h3>{label}</h3><Segments label=label words=words value=value on_choose=choose/></div> }
}

/// The speed of reading aloud, to be tried out; where nothing can be read aloud, why.
fn speech(prefs: Prefs) -> AnyView {
    const SPEEDS: [&str; 4] = ["0.75 倍", "1 倍", "1.25 倍", "1.5 倍"];
    let voice = Voice::of(sentences(&["现在用这个语速朗读。"]));
    let there = Memo::new(move |_| voice.state() != VoiceState::Unavailable);
    view! {
        {move || if there.get() {
            let speeds = SPEEDS.iter().map(|words| (*words).to_owned()).collect();
            view! {
                <Segments label="朗读语速" words=speeds value=Signal::derive(move || Settings::SPEECH_SPEEDS.iter().position(|speed| *speed == prefs.get().speech_percent))
                    on_choose=Callback::new(move |place: usize| prefs.update(|settings| settings.speech_percent = Settings::SPEECH_SPEEDS[place]))/>
                {read_aloud(voice)}
            }
        } else {
            view! { <p class="hint">"这台设备没有可离线使用的中文语音，所以不显示朗读。在系统设置的“文字转语音”里下载中文语音后，重新打开即可。"</p> }
        }}
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
