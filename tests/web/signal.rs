//! The handles of values behave as those of Leptos do.

use biaoshuai::state::signal::{Memo, RwSignal, Signal, StoredValue};
use leptos::prelude::Owner;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn a_value_is_read_and_written_in_every_way_and_what_is_computed_from_it_follows() {
    let owner = Owner::new();
    owner.set();
    let words = RwSignal::new(vec!["表".to_owned()]);
    let count = Memo::new(move |before: Option<&usize>| {
        assert_ne!(before, Some(&9));
        words.with(Vec::len)
    });
    let last = Signal::derive(move || words.with(|words| words.last().cloned()));
    let same: Signal<usize> = count.into();
    assert_eq!((count.get_untracked(), same.get_untracked(), last.get_untracked()), (1, 1, Some("表".to_owned())));

    words.update(|words| words.push("率".to_owned()));
    assert_eq!((count.get_untracked(), same.get_untracked(), last.get_untracked()), (2, 2, Some("率".to_owned())));

    let taken = words.update_untracked(Vec::pop);
    assert_eq!(taken, Some(Some("率".to_owned())));
    assert_eq!(words.with_untracked(Vec::len), 1);
    assert_eq!(count.get_untracked(), 2, "nobody was told");

    words.set(Vec::new());
    assert_eq!((count.get_untracked(), last.get_untracked()), (0, None));
    drop(owner);
}

#[wasm_bindgen_test]
fn a_value_whose_owner_has_gone_is_left_alone() {
    let owner = Owner::new();
    let (signal, stored) = owner.with(|| (RwSignal::new(1), StoredValue::new("in".to_owned())));
    stored.update_value(|words| words.push_str(" use"));
    assert_eq!(stored.get_value(), "in use");
    assert_eq!(stored.try_update_value(std::mem::take), Some("in use".to_owned()));
    owner.cleanup();
    signal.set(2);
    stored.set_value("late".to_owned());
    assert_eq!(signal.try_with_untracked(|value| *value), None);
    assert_eq!(signal.update_untracked(|value| *value), None);
    assert_eq!(stored.try_with_value(String::len), None);
}
