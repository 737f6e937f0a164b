//! Whoever holds a phone before a camera relies on this: what is drawn is read, and no picture stops the program.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may panic")]

mod yardstick;

use biaoshuai::core::qr::{Matrix, PIXELS_MAX, decode, draw, read, read_one};
use biaoshuai::core::shuffle::Rng;
use proptest::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};
use yardstick::{theirs, told};

/// A picture, row by row.
#[derive(Clone)]
struct Photo {
    width: usize,
    height: usize,
    grey: Vec<u8>,
}

type Corners = [(f64, f64); 4];

impl Photo {
    fn blank(width: usize, height: usize) -> Self {
        Self { width, height, grey: vec![190; width * height] }
    }

    /// Puts a code with its quiet zone into it, its corners from the left upper one clockwise. Pixels are the mean of 2 × 2
    /// points, as a lens would see it.
    fn put(mut self, code: &Matrix, corners: Corners) -> Self {
        let side = code.side() as f64;
        let back = inverse(square_to(corners));
        let span = |of: fn(&(f64, f64)) -> f64, end: usize| {
            let all = corners.iter().map(of);
            let (least, most) = (all.clone().fold(f64::MAX, f64::min), all.fold(0.0, f64::max));
            least as usize..(most as usize + 1).min(end)
        };
        for y in span(|at| at.1, self.height) {
            for x in span(|at| at.0, self.width) {
                let (mut sum, mut inside) = (0, 0);
                for (dx, dy) in [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)] {
                    let (u, v) = apply(&back, x as f64 + dx, y as f64 + dy);
                    if u >= 0.0 && v >= 0.0 && u < 1.0 && v < 1.0 {
                        let (column, row) = ((u * side) as usize, (v * side) as usize);
                        let dark = column >= 4 && row >= 4 && code.is_dark(column - 4, row - 4);
                        sum += if dark { 35 } else { 225 };
                        inside += 1;
                    }
                }
                if inside > 0 {
                    self.grey[y * self.width + x] = u8::try_from(sum / inside).unwrap();
                }
            }
        }
        self
    }

    fn noisy(mut self, most: i32, seed: u64) -> Self {
        let mut rng = Rng::new(seed, "noise");
        for pixel in &mut self.grey {
            let noise = i32::try_from(rng.next_u64() % 1000).unwrap() * 2 * most / 1000 - most;
            *pixel = u8::try_from((i32::from(*pixel) + noise).clamp(0, 255)).unwrap();
        }
        self
    }

    /// Darker to the right, down to a third.
    fn shaded(mut self) -> Self {
        let width = self.width;
        for (place, pixel) in self.grey.iter_mut().enumerate() {
            let light = 100 - 65 * (place % width) / width;
            *pixel = u8::try_from(usize::from(*pixel) * light / 100).unwrap();
        }
        self
    }

    fn blurred(mut self) -> Self {
        let from = self.grey.clone();
        for y in 1..self.height - 1 {
            for x in 1..self.width - 1 {
                let at = |dx: usize, dy: usize| u32::from(from[(y + dy - 1) * self.width + x + dx - 1]);
                let sum: u32 = (0..9).map(|i| at(i % 3, i / 3)).sum();
                self.grey[y * self.width + x] = u8::try_from(sum / 9).unwrap();
            }
        }
        self
    }

    fn read(&self) -> Vec<String> {
        read(self.width, self.height, &self.grey)
    }
}

type Map = [f64; 9];

fn apply(m: &Map, x: f64, y: f64) -> (f64, f64) {
    let w = m[6] * x + m[7] * y + m[8];
    ((m[0] * x + m[1] * y + m[2]) / w, (m[3] * x + m[4] * y + m[5]) / w)
}

/// The unit square to these corners (Heckbert 1989).
fn square_to([a, b, c, d]: Corners) -> Map {
    let (sx, sy) = (a.0 - b.0 + c.0 - d.0, a.1 - b.1 + c.1 - d.1);
    let (dx1, dx2, dy1, dy2) = (b.0 - c.0, d.0 - c.0, b.1 - c.1, d.1 - c.1);
    let det = dx1 * dy2 - dx2 * dy1;
    let (g, h) = ((sx * dy2 - dx2 * sy) / det, (dx1 * sy - sx * dy1) / det);
    [b.0 - a.0 + g * b.0, d.0 - a.0 + h * d.0, a.0, b.1 - a.1 + g * b.1, d.1 - a.1 + h * d.1, a.1, g, h, 1.0]
}

fn inverse(m: Map) -> Map {
    let [a, b, c, d, e, f, g, h, i] = m;
    [
        e * i - f * h,
        c * h - b * i,
        b * f - c * e,
        f * g - d * i,
        a * i - c * g,
        c * d - a * f,
        d * h - e * g,
        b * g - a * h,
        a * e - b * d,
    ]
}

/// A square of that side around a middle, turned by degrees, its upper edge made shorter by percent.
fn square((x, y): (f64, f64), side: f64, degrees: f64, skew: f64) -> Corners {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let top = 1.0 - skew / 100.0;
    [(-top, -1.0), (top, -1.0), (1.0, 1.0), (-1.0, 1.0)].map(|(u, v)| {
        let (u, v) = (u * side / 2.0, v * side / 2.0);
        (x + u * cos - v * sin, y + u * sin + v * cos)
    })
}

// Decoding

#[test]
fn every_version_and_level_is_decoded() {
    for number in 1..=40 {
        for level in [QrCodeEcc::Low, QrCodeEcc::Medium, QrCodeEcc::Quartile, QrCodeEcc::High] {
            let (version, text) = (Version::new(number), told(6 + usize::from(number), u64::from(number)));
            let segments = QrSegment::make_segments(&text);
            let code = QrCode::encode_segments_advanced(&segments, level, version, version, None, false).unwrap();
            assert_eq!(decode(&theirs(&code)).as_deref(), Some(&*text), "{number}");
        }
    }
}

#[test]
fn codes_of_others_are_read_too_so_that_they_can_be_named() {
    for text in [
        "7",
        "42",
        "808",
        "2026",
        "01234567",
        "A",
        "AB:",
        "wxp://f2f0Abc",
        "https://u.wechat.com/abc?s=2",
        "中文，也行",
        "",
    ] {
        let code = QrCode::encode_text(text, QrCodeEcc::Low).unwrap();
        assert_eq!(decode(&theirs(&code)).as_deref(), Some(text));
    }
    let mut segments = vec![QrSegment::make_eci(26)];
    segments.extend(QrSegment::make_segments("12"));
    segments.extend(QrSegment::make_segments("ab"));
    let code = QrCode::encode_segments(&segments, QrCodeEcc::Low).unwrap();
    assert_eq!(decode(&theirs(&code)).as_deref(), Some("12ab"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_drawn_is_decoded(text in "[0-9A-Z:$%*./+ -]{0,200}|\\PC{0,80}") {
        let code = draw(&text).unwrap();
        prop_assert_eq!(decode(&code), Some(text.clone()));
        let mirrored = Matrix::new(code.size(), |x, y| code.is_dark(y, x));
        prop_assert_eq!(decode(&mirrored), Some(text.clone()));
    }

    #[test]
    fn damage_is_mended_or_nothing_is_read(length in 5_usize..300, seed in any::<u64>(), spots in 0_usize..200) {
        let text = told(length, seed);
        let code = draw(&text).unwrap();
        let mut rng = Rng::new(seed, "spots");
        let spots: Vec<(usize, usize)> = (0..spots).map(|_| (rng.below(code.size()), rng.below(code.size()))).collect();
        let spotted = Matrix::new(code.size(), |x, y| code.is_dark(x, y) != spots.contains(&(x, y)));
        let read = decode(&spotted);
        prop_assert!(read.is_none() || read == Some(text.clone()), "{:?}", read);
        if spots.len() < 4 {
            prop_assert_eq!(read, Some(text));
        }
    }

    #[test]
    fn no_modules_at_all_stop_it(size in 0_usize..190, seed in any::<u64>()) {
        let mut rng = Rng::new(seed, "modules");
        let _ = decode(&Matrix::new(size, |_, _| rng.next_u64().is_multiple_of(2)));
    }

    #[test]
    fn no_picture_stops_it(width in 0_usize..90, height in 0_usize..90, seed in any::<u64>(), kind in 0_u8..6) {
        let mut rng = Rng::new(seed, "picture");
        let stripe = 1 + rng.below(9);
        let grey: Vec<u8> = (0..width * height).map(|place| match kind {
            0 => (rng.next_u64() & 0xff) as u8,
            1 => if rng.next_u64().is_multiple_of(2) { 0 } else { 255 },
            2 => if (place / stripe).is_multiple_of(2) { 0 } else { 255 },
            // The bars of a corner mark all over.
            3 => if [0, 2, 3, 4, 6].contains(&(place % width.max(1) / stripe % 8)) { 0 } else { 255 },
            4 => if [0, 2, 3, 4, 6].contains(&(place % width.max(1) / stripe % 8)) && [0, 2, 3, 4, 6].contains(&(place / width.max(1) / stripe % 8)) { 0 } else { 255 },
            _ => 77,
        }).collect();
        let _ = read(width, height, &grey);
        let _ = read(height.wrapping_add(1), width, &grey);
    }
}

// Pictures

#[test]
fn a_picture_that_is_too_large_too_small_or_no_picture_has_no_code() {
    assert!(read(0, 0, &[]).is_empty());
    assert!(read(usize::MAX, 2, &[0; 4]).is_empty());
    assert!(read(1280, 720, &[0; 100]).is_empty());
    assert!(read(20, 20, &[0; 400]).is_empty());
    let side = PIXELS_MAX / 1000 + 1;
    assert!(read(1000, side, &vec![255; 1000 * side]).is_empty());
}

#[test]
fn codes_are_read_in_every_turn() {
    for (length, side) in [(6, 150.0), (117, 260.0), (244, 380.0)] {
        let text = told(length, 3);
        let code = draw(&text).unwrap();
        for degrees in (0..360).step_by(40) {
            let corners = square((310.0, 290.0), side, f64::from(degrees), 0.0);
            let photo = Photo::blank(640, 560).put(&code, corners).noisy(25, 1);
            assert_eq!(photo.read(), [&*text], "{length} {degrees}");
        }
    }
}

#[test]
fn codes_held_aslant_blurred_noisy_and_in_the_shade_are_read() {
    let (mut missed, mut all) = (Vec::new(), 0);
    for (length, side) in [(58, 240.0), (117, 320.0), (244, 440.0)] {
        let text = told(length, 4);
        let code = draw(&text).unwrap();
        for (turn, skew) in [(0.0, 12.0), (90.0, 15.0), (20.0, 18.0), (200.0, 10.0), (310.0, 20.0)] {
            let plain = Photo::blank(700, 640).put(&code, square((340.0, 320.0), side, turn, skew));
            for (kind, photo) in [
                ("plain", plain.clone()),
                ("noisy", plain.clone().noisy(35, 2)),
                ("blurred", plain.clone().blurred().noisy(10, 3)),
                ("shaded", plain.clone().shaded().noisy(10, 4)),
            ] {
                all += 1;
                if photo.read() != [&*text] {
                    missed.push((length, turn, skew, kind));
                }
            }
        }
    }
    assert!(missed.is_empty(), "{} of {all}: {missed:?}", missed.len());
}

/// Three corners alone say too little about a plane that is seen from far aslant: the fourth mark has to be found.
#[test]
fn codes_held_far_aslant_are_read() {
    for (length, side, turn, skew) in [
        (117, 320.0, 200.0, 40.0),
        (117, 320.0, 310.0, 60.0),
        (244, 440.0, 0.0, 50.0),
        (244, 440.0, 20.0, 50.0),
        (244, 440.0, 310.0, 50.0),
    ] {
        let text = told(length, 4);
        let corners = square((370.0, 370.0), side, turn, skew);
        let photo = Photo::blank(760, 760).put(&draw(&text).unwrap(), corners).noisy(10, 3);
        assert_eq!(photo.read(), [&*text], "{length} {turn} {skew}");
    }
}

#[test]
fn one_code_that_is_held_still_is_read_at_every_look() {
    let text = told(61, 5);
    let photo = Photo::blank(640, 480).put(&draw(&text).unwrap(), square((320.0, 240.0), 260.0, 8.0, 5.0));
    assert_eq!(read_one(640, 480, &photo.grey), Some(text));
    assert_eq!(read_one(640, 479, &photo.grey), None, "no picture");
    assert_eq!(read_one(20, 20, &photo.grey[..400]), None);
    assert_eq!(read_one(640, 480, &Photo::blank(640, 480).grey), None);
}

#[test]
fn several_codes_in_one_frame_of_a_camera_are_all_read_and_the_same_only_once() {
    let texts: Vec<String> = (0..3).map(|seed| told(100, seed)).collect();
    let mut photo = Photo::blank(1280, 720);
    for (place, text) in texts.iter().chain(&texts[..1]).enumerate() {
        let middle = (180.0 + 300.0 * place as f64, 250.0 + 60.0 * place as f64);
        photo = photo.put(&draw(text).unwrap(), square(middle, 250.0, 7.0 * place as f64, 4.0));
    }
    let mut found = photo.read();
    found.sort();
    let mut wanted = texts;
    wanted.sort();
    assert_eq!(found, wanted);
}

#[test]
fn thirty_results_of_a_hundred_questions_are_all_read() {
    for person in 0..30_u32 {
        let text = told(150 + usize::try_from(person).unwrap() * 3, u64::from(person));
        let turn = f64::from(person * 37 % 360);
        let corners = square((320.0, 300.0), 390.0 + f64::from(person), turn, f64::from(person % 10));
        let photo = Photo::blank(640, 600).put(&draw(&text).unwrap(), corners).noisy(20, u64::from(person));
        assert_eq!(photo.read(), [text], "{person}");
    }
}

#[test]
fn a_code_fills_the_picture_or_is_small_in_it() {
    let text = told(60, 9);
    let code = draw(&text).unwrap();
    let near = Photo::blank(720, 720).put(&code, square((360.0, 360.0), 715.0, 0.0, 0.0));
    assert_eq!(near.read(), [&*text]);
    let small = draw(&told(20, 9)).unwrap();
    let near = Photo::blank(720, 720).put(&small, square((360.0, 360.0), 715.0, 3.0, 0.0)).noisy(20, 1);
    assert_eq!(near.read(), [told(20, 9)]);
    let far =
        Photo::blank(1280, 720).put(&code, square((300.0, 200.0), 3.0 * code.side() as f64, 5.0, 0.0)).noisy(10, 1);
    assert_eq!(far.read(), [text]);
}
