//! Whoever moves to a new phone relies on this: any frames that are enough bring back every byte, in whatever order and
//! however often they came, and nothing else is ever taken for one of them.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

use biaoshuai::core::fountain::{Basin, Fountain, Frame, FrameError, PIECES_MAX, Taken, TooMuch};
use biaoshuai::core::qr;
use biaoshuai::core::shuffle::Rng;
use proptest::prelude::*;

fn bytes(count: usize, seed: u64) -> Vec<u8> {
    let mut rng = Rng::new(seed, "bytes");
    (0..count).map(|_| rng.next_u64() as u8).collect()
}

/// Feeds frames until all is there: how many were wanted, and the bytes.
fn gathered(fountain: &Fountain, numbers: impl Iterator<Item = u32>) -> (usize, Option<Vec<u8>>) {
    let (mut basin, mut count) = (Basin::default(), 0);
    for number in numbers {
        count += 1;
        assert!(basin.take(&fountain.frame(number).text()).is_ok());
        if basin.is_full() {
            break;
        }
    }
    (count, basin.into_bytes())
}

proptest! {
    #[test]
    fn any_frames_that_are_enough_bring_back_every_byte(
        count in 1_usize..6000,
        eights in 1_usize..8,
        seed: u64,
        lost in 0_u32..90,
    ) {
        let sent = bytes(count, seed);
        let fountain = Fountain::new(&sent, eights).unwrap();
        let mut rng = Rng::new(seed, "order");
        // Some are lost, some come twice, and neighbours out of their order.
        let mut numbers: Vec<u32> =
            (0..20 * fountain.pieces() as u32 + 400).filter(|_| rng.below(100) as u32 >= lost).collect();
        for place in 1..numbers.len() {
            match rng.below(4) {
                0 => numbers[place] = numbers[place - 1],
                1 => numbers.swap(place - 1, place),
                _ => {}
            }
        }
        let (_, got) = gathered(&fountain, numbers.into_iter());
        prop_assert_eq!(got, Some(sent));
    }

    #[test]
    fn whoever_comes_late_needs_hardly_more_than_the_pieces(count in 1000_usize..8000, seed: u64, first in 0_u32..100_000) {
        let sent = bytes(count, seed);
        let fountain = Fountain::new(&sent, 2).unwrap();
        let (wanted, got) = gathered(&fountain, (first..).take(fountain.pieces() + 40));
        prop_assert_eq!(got, Some(sent));
        prop_assert!(wanted <= fountain.pieces() + 20, "{} for {}", wanted, fountain.pieces());
    }

    #[test]
    fn a_frame_with_a_wrong_character_is_refused(seed: u64, number: u32, at in 0_usize..300, wrong in "[0-9A-Z./:+-]") {
        let fountain = Fountain::new(&bytes(500, seed), 20).unwrap();
        let text = fountain.frame(number).text();
        let at = at % text.len();
        let changed = [&text[..at], &wrong, &text[at + 1..]].concat();
        prop_assume!(changed != text);
        let mut basin = Basin::default();
        let outcome = basin.take(&changed);
        prop_assert!(outcome.is_err(), "{:?}", outcome);
        prop_assert_eq!(basin, Basin::default());
    }

    #[test]
    fn no_text_stops_the_program(text: String, tail in "[0-9A-Z./:+-]{0,200}") {
        let _ = Frame::parse(&text);
        let _ = Frame::parse(&["ZBM1:", &tail].concat());
    }
}

#[test]
fn about_two_frames_more_than_pieces_are_wanted() {
    let fountain = Fountain::new(&bytes(16 * 200, 1), 2).unwrap();
    let (rounds, mut wanted) = (200_usize, 0);
    for round in 0..rounds {
        let from = 1000 * (round as u32 + 1);
        wanted += gathered(&fountain, from..).0;
    }
    let more = wanted as f64 / rounds as f64 - 200.0;
    assert!((1.0..2.5).contains(&more), "{more} more");
}

#[test]
fn without_loss_every_frame_of_the_first_round_says_something_new() {
    let sent = bytes(5000, 4);
    let fountain = Fountain::new(&sent, 8).unwrap();
    assert_eq!(gathered(&fountain, 0..), (fountain.pieces(), Some(sent)));
}

#[test]
fn progress_counts_what_is_known_and_not_what_came() {
    let fountain = Fountain::new(&bytes(1600, 2), 20).unwrap();
    let mut basin = Basin::default();
    assert_eq!(basin.progress(), (0, 0));
    assert_eq!(basin.take(&fountain.frame(3).text()), Ok(Taken::New));
    assert_eq!(basin.take(&fountain.frame(3).text()), Ok(Taken::Known));
    assert_eq!(basin.progress(), (1, 10));
    assert!(!basin.is_full());
    assert_eq!(basin.into_bytes(), None);
}

#[test]
fn a_frame_of_another_transfer_is_recognised_and_changes_nothing() {
    let (one, other) = (Fountain::new(&bytes(900, 1), 20).unwrap(), Fountain::new(&bytes(900, 2), 20).unwrap());
    let coarser = Fountain::new(&bytes(900, 1), 10).unwrap();
    let mut basin = Basin::default();
    assert_eq!(basin.take(&one.frame(0).text()), Ok(Taken::New));
    let before = basin.clone();
    assert_eq!(basin.take(&other.frame(1).text()), Ok(Taken::Other));
    assert_eq!(basin.take(&coarser.frame(1).text()), Ok(Taken::Other));
    assert_eq!(basin, before);
}

#[test]
fn foreign_and_newer_codes_are_told_apart() {
    let text = Fountain::new(&bytes(100, 1), 4).unwrap().frame(0).text();
    assert_eq!(Frame::parse("https://example.org/"), Err(FrameError::NotOurs));
    assert_eq!(Frame::parse(""), Err(FrameError::NotOurs));
    assert_eq!(Frame::parse(&text.replace("ZBM1", "ZBS1")), Err(FrameError::NotOurs));
    assert_eq!(Frame::parse(&text.replace("ZBM1", "ZBM2")), Err(FrameError::Newer));
    assert_eq!(Frame::parse(&text[..text.len() - 3]), Err(FrameError::Damaged));
    assert_eq!(Frame::parse("ZBM1:"), Err(FrameError::Damaged));
}

#[test]
fn what_would_take_for_ever_or_is_nothing_is_not_sent() {
    assert_eq!(Fountain::new(&[], 8).map(drop), Err(TooMuch));
    assert_eq!(Fountain::new(&[0; 10], 0).map(drop), Err(TooMuch));
    assert!(Fountain::new(&vec![0; PIECES_MAX * 8], 1).is_ok());
    assert_eq!(Fountain::new(&vec![0; PIECES_MAX * 8 + 1], 1).map(drop), Err(TooMuch));
}

#[test]
fn frames_made_to_deceive_are_found_out_at_the_end() {
    let fountain = Fountain::new(&bytes(64, 3), 4).unwrap();
    let mut frame = fountain.frame(0);
    frame.piece[5] ^= 1;
    let mut basin = Basin::default();
    assert_eq!(basin.take(&frame.text()), Ok(Taken::New));
    assert_eq!(basin.take(&fountain.frame(1).text()), Ok(Taken::New));
    assert!(basin.is_full());
    assert_eq!(basin.into_bytes(), None);
}

#[test]
fn a_frame_fits_into_a_code_that_cameras_read() {
    for (eights, side) in [(58, 85), (23, 57)] {
        let text = Fountain::new(&bytes(100_000, 1), eights).unwrap().frame(7).text();
        let code = qr::draw(&text).unwrap();
        assert_eq!(code.size(), side, "{} characters", text.len());
        assert_eq!(qr::decode(&code), Some(text));
    }
}

#[test]
fn the_last_piece_is_no_field_of_zeros_that_a_camera_loses_itself_in() {
    let frame = Fountain::new(&bytes(465, 1), 58).unwrap().frame(1);
    assert!(frame.piece[8..].iter().filter(|byte| **byte == 0).count() < 20);
}
