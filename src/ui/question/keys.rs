//! Keys that answer questions, for keyboards and presenter clickers.

/// What a key means while a question is on screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Key {
    /// Nothing.
    #[default]
    None,
    /// The option, chip or group at this place, 0 = first: `A`–`H` or `1`–`8`.
    Pick(u8),
    /// 提交 or 下一题.
    Go,
    /// 下一题 only: clickers send it, and it must never hand in an answer by accident.
    Forward,
    /// To the question before, where one can go back.
    Back,
    /// The help with all keys.
    Help,
    /// Take the answer back.
    TakeBack,
}

/// Reads a key press. Keys that belong to an input method, a text field, a shortcut of the browser or a focused control
/// mean nothing here.
pub(crate) fn read_key(event: &web_sys::KeyboardEvent) -> Key {
    use wasm_bindgen::JsCast;
    // 229 is what browsers send while an input method is composing.
    if event.is_composing()
        || event.key_code() == 229
        || event.ctrl_key()
        || event.meta_key()
        || event.alt_key()
        || event.repeat()
    {
        return Key::None;
    }
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let tag = target.as_ref().map(|element| element.tag_name()).unwrap_or_default();
    let is_choice = target.as_ref().is_some_and(|element| {
        tag == "INPUT" && matches!(element.get_attribute("type").as_deref(), Some("radio" | "checkbox"))
    });
    if (tag == "INPUT" && !is_choice) || tag == "TEXTAREA" || tag == "SELECT" {
        return Key::None;
    }
    let key = event.key();
    match key.as_str() {
        // On a button or link Enter means that button.
        "Enter" if matches!(tag.as_str(), "BUTTON" | "A" | "SUMMARY") => Key::None,
        "Enter" => Key::Go,
        "PageDown" => Key::Forward,
        "PageUp" => Key::Back,
        "ArrowLeft" if !is_choice && tag != "BUTTON" => Key::Back,
        "ArrowRight" if !is_choice && tag != "BUTTON" => Key::Forward,
        "Backspace" => Key::TakeBack,
        "?" | "？" => Key::Help,
        _ => match key.as_bytes() {
            [byte @ (b'a'..=b'h' | b'A'..=b'H')] => Key::Pick(byte.to_ascii_lowercase() - b'a'),
            [byte @ b'1'..=b'8'] => Key::Pick(byte - b'1'),
            _ => Key::None,
        },
    }
}
