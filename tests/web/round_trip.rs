//! Any record comes back as it went in.

use super::raw::open;
use super::sample::{Dice, answers};
use biaoshuai::core::settings::{Settings, Theme};
use biaoshuai::storage::Write;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn any_record_comes_back_as_it_went_in() {
    let store = open("round-trip").await;
    let mut dice = Dice(20_250_714);
    let mut written = Write::default();
    for round in 0..30 {
        let numbers = round * 10..(round + 1) * 10;
        let settings = Settings {
            theme: [Theme::System, Theme::Light, Theme::Dark][dice.below(3) as usize],
            text_percent: dice.next() as u16,
            ask_confidence: dice.below(2) == 1,
            session_size: dice.next() as u16,
            course: dice.maybe(|dice| dice.text().as_str().into()),
            speech_percent: dice.next() as u16,
            ..Settings::default()
        };
        let write = Write {
            reviews: numbers.clone().map(|number| dice.review(number)).collect(),
            sessions: numbers.map(|number| dice.session(number)).collect(),
            settings: Some(settings),
            ..Write::default()
        };
        store.commit(&write).await.unwrap();
        written.reviews.extend(write.reviews);
        written.sessions.extend(write.sessions);
        written.settings = write.settings;
    }
    written.sessions.reverse();

    let store = open("round-trip").await;
    let (loaded, answers) = (store.load().await.unwrap(), answers(&store).await);
    assert_eq!(loaded.unreadable, []);
    assert_eq!(loaded.settings, written.settings);
    for (loaded, written) in answers.iter().zip(&written.reviews) {
        assert_eq!(loaded, written);
    }
    for (loaded, written) in loaded.sessions.iter().zip(&written.sessions) {
        assert_eq!(loaded, written);
    }
    assert_eq!((answers.len(), loaded.sessions.len()), (written.reviews.len(), written.sessions.len()));
}
