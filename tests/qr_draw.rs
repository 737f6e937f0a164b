//! Whoever holds a code up relies on this: it is drawn as the standard has it, so that any camera reads it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may panic")]

mod yardstick;

use biaoshuai::core::qr::{Matrix, TooLong, draw};
use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};
use yardstick::{theirs, told};

#[test]
fn a_drawn_code_is_module_for_module_one_of_the_eight_that_the_yardstick_draws() {
    for length in [6, 20, 61, 122, 178, 262, 311, 700, 1500, 3391] {
        let text = told(length, length as u64);
        let ours = draw(&text).unwrap();
        let version = Version::new(u8::try_from((ours.size() - 17) / 4).unwrap());
        let segments = QrSegment::make_segments(&text);
        let masks = (0..8).map(|mask| {
            let mask = Some(Mask::new(mask));
            QrCode::encode_segments_advanced(&segments, QrCodeEcc::Medium, Version::MIN, version, mask, false).unwrap()
        });
        assert!(masks.into_iter().any(|code| theirs(&code) == ours), "{length}");
    }
}

/// How confusing a code is by the four rules of ISO/IEC 18004, 7.8.3.1.
fn confusing(code: &Matrix) -> usize {
    let size = code.size();
    let line =
        |module: &dyn Fn(usize) -> bool| (0..size).map(|at| if module(at) { '1' } else { '0' }).collect::<String>();
    let rows = (0..size).map(|y| line(&|x| code.is_dark(x, y)));
    let lines: Vec<String> = rows.chain((0..size).map(|x| line(&|y| code.is_dark(x, y)))).collect();
    let runs = lines.iter().flat_map(|line| {
        let apart = line.replace("01", "0 1").replace("10", "1 0");
        apart.split(' ').map(str::len).filter(|length| *length >= 5).map(|length| length - 2).collect::<Vec<_>>()
    });
    let finders = lines.iter().map(|line| {
        let begin = |at: &usize| line[*at..].starts_with("00001011101") || line[*at..].starts_with("10111010000");
        40 * (0..size).filter(begin).count()
    });
    let blocks = lines[..size].windows(2).map(|two| {
        let alike = |at: &usize| matches!((&two[0][*at..at + 2], &two[1][*at..at + 2]), ("00", "00") | ("11", "11"));
        3 * (0..size - 1).filter(alike).count()
    });
    let (all, dark) = (size * size, lines[..size].concat().matches('1').count());
    runs.chain(finders).chain(blocks).sum::<usize>() + 10 * ((100 * dark).abs_diff(50 * all) / (5 * all))
}

#[test]
fn of_the_eight_masks_the_least_confusing_one_is_drawn() {
    for length in 6..122 {
        let text = told(length, length as u64);
        let ours = draw(&text).unwrap();
        let version = Version::new(u8::try_from((ours.size() - 17) / 4).unwrap());
        let segments = QrSegment::make_segments(&text);
        let least = (0..8).map(|mask| {
            let (level, mask) = (QrCodeEcc::Medium, Some(Mask::new(mask)));
            confusing(&theirs(
                &QrCode::encode_segments_advanced(&segments, level, Version::MIN, version, mask, false).unwrap(),
            ))
        });
        assert_eq!(Some(confusing(&ours)), least.min(), "{length}");
    }
}

#[test]
fn another_reader_reads_what_is_drawn() {
    for text in
        [told(244, 1), told(5, 2), "https://example.org/study/practice/exam?code=2K7M-90QD-AH".into(), "作表率".into()]
    {
        let code = draw(&text).unwrap();
        let grid = rqrr::SimpleGrid::from_func(code.size(), |x, y| code.is_dark(x, y));
        assert_eq!(rqrr::Grid::new(grid).decode().unwrap().1, text);
    }
}

#[test]
fn a_text_that_no_code_can_hold_is_refused() {
    assert_eq!(draw(&"A".repeat(3392)), Err(TooLong));
    assert_eq!(draw(&"a".repeat(2332)), Err(TooLong));
    assert!(draw(&"A".repeat(3391)).is_ok() && draw(&"a".repeat(2331)).is_ok());
}

#[test]
fn the_path_covers_exactly_the_dark_modules_and_leaves_the_quiet_zone() {
    let code = draw("ZBS1:0123").unwrap();
    let mut seen = Matrix::new(code.size(), |_, _| false);
    let mut dark = vec![false; code.size() * code.size()];
    let path = code.path();
    for run in path.split('M').skip(1) {
        let (start, rest) = run.split_once('h').unwrap();
        let (x, y) = start.split_once(' ').unwrap();
        let (length, back) = rest.split_once("v1h-").unwrap();
        assert_eq!(back, format!("{length}z"));
        let [x, y, length] = [x, y, length].map(|number| number.parse::<usize>().unwrap());
        for x in x..x + length {
            dark[(y - Matrix::QUIET) * code.size() + x - Matrix::QUIET] = true;
        }
    }
    seen = Matrix::new(seen.size(), |x, y| dark[y * seen.size() + x]);
    assert_eq!(seen, code);
    assert_eq!(code.side(), code.size() + 8);
}
