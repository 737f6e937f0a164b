//! What can be set, on the page 我.

use crate::core::reminder::calendar;
use crate::core::settings::{Pace, Settings, Theme};
use crate::core::speech::sentences;
use crate::state::signal::{Memo, RwSignal, Signal, StoredValue};
use crate::state::{Prefs, Study, Voice, VoiceState, clock, page};
use crate::ui::parts::{Segments, read_aloud};
use crate::ui::view;
use leptos::prelude::*;

/// Everything that can be set.
pub(super) fn settings() -> AnyView {
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
            {switch("答题音效", |settings| &mut settings.sound)}
            {switch("答题振动", |settings| &mut settings.vibrate)}
            {reminder()}
            <div class="stack-s" id="speech"><h3>"朗读语速"</h3>{speech(prefs)}</div>
        </section>
    }
}

/// What of the settings is on or off.
fn switch(label: &'static str, of: fn(&mut Settings) -> &mut bool) -> AnyView {
    let prefs = Prefs::expect();
    let words = vec!["关".to_owned(), "开".to_owned()];
    let value = Signal::derive(move || Some(usize::from(*of(&mut prefs.get()))));
    let choose = Callback::new(move |place: usize| prefs.update(|settings| *of(settings) = place == 1));
    view! { <div class="stack-s"><h3>{label}</h3><Segments label=label words=words value=value on_choose=choose/></div> }
}

/// A daily reminder for the calendar of the device.
fn reminder() -> AnyView {
    let at = StoredValue::new("20:00".to_owned());
    let wrong = RwSignal::new(false);
    let save = move |_| {
        let time = at.with_value(|at| {
            let (hour, minute) = at.split_once(':')?;
            // A time field gives nothing else; an old browser shows a text field.
            Some((
                hour.parse().ok().filter(|hour| *hour < 24)?,
                minute.get(..2)?.parse().ok().filter(|minute| *minute < 60)?,
            ))
        });
        wrong.set(time.is_none());
        if let Some((hour, minute)) = time {
            let file = calendar(hour, minute, clock::now());
            page::call("download", &[&file, "作表率-每日提醒.ics", "text/calendar"]);
        }
    };
    view! {
        <div class="stack-s" id="reminder">
            <h3>"每日提醒"</h3>
            <div class="row wrap">
                <label class="sr" for="remind-at">"提醒时间"</label>
                <input type="time" id="remind-at" class="field" value="20:00" on:input=move |event| at.set_value(event_target_value(&event))/>
                <button type="button" class="button" on:click=save>"存为日历提醒"</button>
            </div>
            <p class="hint" role="status">{move || if wrong.get() { "请按“20:00”的样子填写时间。" } else { "下载一个日历文件，用手机的日历打开即可；每天到点提醒，不需要联网。" }}</p>
        </div>
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
        let retention = || prefs.get_untracked().pace.retention_percent;
        let before = retention();
        prefs.update(|settings| *of(settings) = offers[place]);
        if retention() != before {
            study.retain(prefs.get_untracked().pace.retention());
        }
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
