//! What keys mean in a meeting: those of the host, of presenter clickers, and the buzzers of the teams.

use super::show::Scene;
use crate::core::branch::{Action, Phase, RoundKind, team};
use crate::state::Deed;
use wasm_bindgen::JsCast;

/// What a key means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Pressed {
    Nothing,
    Deed(Deed),
    /// A letter is called out, 0 = A.
    Letter(usize),
    /// The hands for this letter are to be typed.
    Count(usize),
    /// The answer that was put in is the answer.
    Submit,
    /// Full screen.
    Full,
    /// The controls of the audience's window.
    Bar,
    /// The list of keys.
    Help,
    /// Out of the list of keys.
    Leave,
}

/// Every key with its meaning, for the list.
pub(super) const LIST: [(&str, &str); 11] = [
    ("PageDown → 空格", "下一步"),
    ("PageUp ←", "上一步"),
    ("B 或 .", "黑屏，再按恢复（有选项时 B 是选项，请用 .）"),
    ("A–H 或 1–8", "选答案；举手时到该项的人数；选难度；勾选说出的条目"),
    ("回车", "提交选好的答案"),
    ("Y / N", "判对 / 判错"),
    ("Z", "撤销上一步操作"),
    ("各队的抢答键", "抢答时有效"),
    ("F", "全屏"),
    ("H", "投影窗口：显示或收起控制条"),
    ("?", "显示或收起这张表"),
];

fn act(action: Action) -> Pressed {
    Pressed::Deed(Deed::Act(action))
}

/// Reads a key press. Repeats of a held key, what belongs to a text field, an input method or a shortcut of the browser mean
/// nothing, and a button keeps its own keys.
pub(super) fn read(event: &web_sys::KeyboardEvent, scene: &Scene) -> Pressed {
    // 229 is what browsers send while an input method is composing.
    let composing = event.is_composing() || event.key_code() == 229;
    if composing || event.ctrl_key() || event.meta_key() || event.alt_key() || event.repeat() {
        return Pressed::Nothing;
    }
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let tag = target.as_ref().map(web_sys::Element::tag_name).unwrap_or_default();
    let is_box = target.is_some_and(|element| element.get_attribute("type").as_deref() == Some("checkbox"));
    if matches!(tag.as_str(), "INPUT" | "TEXTAREA" | "SELECT") && !is_box {
        return Pressed::Nothing;
    }
    let key = event.key();
    match key.as_str() {
        " " | "Enter" if matches!(tag.as_str(), "BUTTON" | "A" | "SUMMARY" | "INPUT") => Pressed::Nothing,
        "PageDown" | "ArrowRight" | " " => act(Action::Next),
        "PageUp" | "ArrowLeft" => act(Action::Back),
        "." | "。" => act(Action::Black),
        "Enter" => Pressed::Submit,
        "Escape" => Pressed::Leave,
        "?" | "？" => Pressed::Help,
        _ => match key.as_bytes() {
            [byte] if byte.is_ascii_alphabetic() => letter(char::from(byte.to_ascii_uppercase()), event, scene),
            [byte @ b'1'..=b'8'] => digit(byte - b'1', scene),
            _ => Pressed::Nothing,
        },
    }
}

/// Letters on the screen that a key can choose.
fn choices(scene: &Scene) -> usize {
    let is_open = matches!(scene.stage.phase, Phase::Ready | Phase::Asking | Phase::Buzzed { .. });
    if is_open { scene.shown().map_or(0, |shown| shown.letters()) } else { 0 }
}

/// Whether hands are being counted.
fn counts(scene: &Scene) -> bool {
    let stage = &scene.stage;
    stage.kind == Some(RoundKind::Hands) && matches!(stage.phase, Phase::Asking | Phase::Voting(_))
}

/// A letter of the screen, or the hands for it.
fn choose(at: usize, scene: &Scene) -> Option<Pressed> {
    if counts(scene) {
        let is_one = scene.shown().is_some_and(|shown| at < shown.letters());
        return is_one.then_some(Pressed::Count(at));
    }
    (at < choices(scene)).then_some(Pressed::Letter(at))
}

fn letter(key: char, event: &web_sys::KeyboardEvent, scene: &Scene) -> Pressed {
    let stage = &scene.stage;
    let buzzer = scene.plan(|plan| team::buzzer(&plan.teams, key)).flatten();
    // Who was a moment later than the first still counts as first, unless the key judges that one.
    let listens =
        stage.phase == Phase::Asking || matches!(stage.phase, Phase::Buzzed { .. }) && !matches!(key, 'Y' | 'N');
    if let Some(team) = buzzer.filter(|_| stage.kind == Some(RoundKind::Buzzer) && listens) {
        return act(Action::Buzz { team, ticks_ms: scene.room.ticks_ms(event) });
    }
    let place = usize::from(u8::try_from(key).unwrap_or(b'Z') - b'A');
    match (key, choose(place, scene)) {
        (_, Some(pressed)) => pressed,
        ('Z', _) => Pressed::Deed(Deed::Undo),
        ('Y', _) => act(Action::Judge { right: true }),
        ('N', _) => act(Action::Judge { right: false }),
        ('B', _) => act(Action::Black),
        ('F', _) => Pressed::Full,
        ('H', _) => Pressed::Bar,
        _ => Pressed::Nothing,
    }
}

fn digit(place: u8, scene: &Scene) -> Pressed {
    match (&scene.stage.phase, scene.stage.kind) {
        (Phase::Staking, _) => act(Action::Stake { level: place + 1 }),
        (Phase::Asking, Some(RoundKind::Relay)) => act(Action::Tick { member: place }),
        _ => choose(usize::from(place), scene).unwrap_or(Pressed::Nothing),
    }
}
