//! Readers rely on this: what they set is there again, whatever version of the program wrote it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

use biaoshuai::core::settings::{Pace, Settings};

#[test]
fn the_open_course_is_remembered() {
    let settings = Settings { course: Some("xuexi-fangfa".into()), ..Settings::default() };
    let text = serde_json::to_string(&settings).unwrap();
    assert_eq!(serde_json::from_str::<Settings>(&text).unwrap(), settings);
    assert_eq!(settings.clone().repaired(), settings, "a course that may be gone is nothing to repair");
}

#[test]
fn settings_from_before_there_were_several_courses_are_read() {
    let old = r#"{"theme":"dark","text_percent":130,"ask_confidence":false,"session_size":20}"#;
    let settings: Settings = serde_json::from_str(old).unwrap();
    assert_eq!((settings.course.clone(), settings.session_size), (None, 20));
    assert_eq!(serde_json::to_string(&settings).unwrap(), old, "nothing is written that was not chosen");
}

#[test]
fn the_speed_of_reading_aloud_is_remembered_and_falls_to_the_nearest_offer() {
    let settings = Settings { speech_percent: 125, ..Settings::default() };
    let text = serde_json::to_string(&settings).unwrap();
    assert_eq!(serde_json::from_str::<Settings>(&text).unwrap(), settings);
    for (stored, offer) in [(0, 75), (75, 75), (90, 100), (112, 100), (140, 150), (u16::MAX, 150)] {
        let settings = Settings { speech_percent: stored, ..Settings::default() };
        assert_eq!(settings.repaired().speech_percent, offer, "{stored}");
    }
}

#[test]
fn a_pace_out_of_range_falls_to_the_nearest_offer_and_an_own_one_is_remembered() {
    let pace = Pace { new_per_day: 0, reviews_per_day: u16::MAX, retention_percent: 91 };
    let settings = Settings { pace, ..Settings::default() };
    let text = serde_json::to_string(&settings).unwrap();
    assert_eq!(serde_json::from_str::<Settings>(&text).unwrap(), settings);
    let repaired = settings.repaired().pace;
    assert_eq!(repaired, Pace { new_per_day: 5, reviews_per_day: 200, retention_percent: 90 });
    assert!((0.80..=0.97).contains(&repaired.retention()));
    let partial: Settings = serde_json::from_str(r#"{"pace":{"new_per_day":20}}"#).unwrap();
    assert_eq!(partial.pace, Pace { new_per_day: 20, ..Pace::default() });
}
