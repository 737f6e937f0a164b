//! Whoever moves to a new phone by camera relies on this: a backup made small comes back letter by letter.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

use biaoshuai::core::backup::dense::{MAGIC, read, write};
use proptest::prelude::*;

const LIMIT: usize = 1 << 20;

fn again(text: &str) -> Option<String> {
    read(&write(text)?, LIMIT)
}

/// What a backup consists of, and what only looks like it.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
        "0198c5f0-0000-7abc-8def-00000000000[0-9]",
        "[0-9A-Fa-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{11,13}",
        "[0-9]{12,14}",
        "1[0-9]{12}",
        "\"[学习作表率,:{}\\\\-]{0,6}\"",
        any::<String>(),
    ]
}

proptest! {
    #[test]
    fn every_text_comes_back_letter_by_letter(pieces in prop::collection::vec(piece(), 0..40)) {
        let text = pieces.concat();
        let has_mark = text.contains(['\u{1}', '\u{2}']);
        prop_assert_eq!(again(&text), (!has_mark).then_some(text));
    }

    #[test]
    fn no_bytes_stop_the_program(mut bytes: Vec<u8>, lengths in prop::array::uniform3(0_u32..40)) {
        let _ = read(&bytes, LIMIT);
        let mut whole = MAGIC.to_vec();
        lengths.iter().for_each(|length| whole.extend(length.to_le_bytes()));
        bytes.iter_mut().step_by(2).for_each(|byte| *byte &= 3);
        whole.append(&mut bytes);
        let _ = read(&whole, LIMIT);
    }
}

#[test]
fn the_files_of_released_formats_come_back() {
    for text in [include_str!("fixtures/backup-0.json"), include_str!("fixtures/backup-1.json")] {
        let dense = write(text).unwrap();
        assert!(dense.len() < text.len());
        assert_eq!(read(&dense, LIMIT).as_deref(), Some(text));
    }
}

#[test]
fn an_id_costs_its_random_bits_once_and_hardly_anything_again() {
    let id = "0198c5f0-1234-7abc-8def-0123456789ab";
    let lengths: Vec<usize> = [1, 2, 3].map(|times| write(&id.repeat(times)).unwrap().len()).to_vec();
    assert!(lengths[0] < 16 + 20, "{lengths:?}");
    assert_eq!([lengths[1] - lengths[0], lengths[2] - lengths[1]], [2, 2]);
}

#[test]
fn a_moment_costs_its_distance_from_the_one_before_and_longer_numbers_are_none() {
    let length = |text: &str| write(text).unwrap().len();
    let (short, long) = (length("[1757900060000]"), length("[1757900060000,1757900063000]"));
    assert_eq!(long - short, ",".len() + 1 + 2, "a mark, and three seconds in two bytes");
    assert_eq!(length("[17579000600001]"), length("[]") + 14);
}

#[test]
fn what_would_be_too_long_is_refused_before_it_is_there() {
    let text = "0198c5f0-1234-7abc-8def-0123456789ab".repeat(1000);
    let dense = write(&text).unwrap();
    assert_eq!(read(&dense, text.len() - 1), None);
    assert_eq!(read(&dense, text.len()), Some(text));
}

#[test]
fn what_is_cut_or_something_else_is_refused() {
    let dense = write("{\"id\":\"0198c5f0-1234-7abc-8def-0123456789ab\",\"u\":1757900060000}").unwrap();
    for end in 0..dense.len() {
        assert_eq!(read(&dense[..end], LIMIT), None, "{end}");
    }
    assert_eq!(read(b"{\"app\":\"biaoshuai\"}", LIMIT), None);
}
