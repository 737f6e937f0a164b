//! Learners rely on this: what they still remember is reckoned as the authors of the model reckon it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod learner;
mod small;

use biaoshuai::core::schedule::{Memory, RETENTION, Rating};
use learner::{ALL, TODAY, after, day, rating, same, wait};
use proptest::prelude::*;

fn theirs(memory: Option<fsrs::MemoryState>, rating: Rating, days: u32, retention: f32) -> fsrs::ItemState {
    let next = fsrs::FSRS::default().next_states(memory, retention, days).unwrap();
    match rating {
        Rating::Again => next.again,
        Rating::Hard => next.hard,
        Rating::Good => next.good,
        Rating::Easy => next.easy,
    }
}

/// Walks a sequence of (days since the last answer, rating) with both and compares at each step.
fn walk_both(steps: &[(u32, Rating)], retention: f32) -> Result<(), TestCaseError> {
    let (mut ours, mut state): (Option<Memory>, Option<fsrs::MemoryState>) = (None, None);
    for (step, (days, rating)) in steps.iter().enumerate() {
        let next = theirs(state, *rating, *days, retention);
        let memory = ours.map_or_else(|| Memory::first(*rating), |memory| memory.next(*rating, *days));
        let at = format!("step {step} of {steps:?}");
        prop_assert!(same(memory.stability, next.memory.stability), "{at}: {memory:?} {next:?}");
        prop_assert!(same(memory.difficulty, next.memory.difficulty), "{at}: {memory:?} {next:?}");
        prop_assert!(same(memory.interval(retention), next.interval), "{at}: {memory:?} {next:?}");
        for later in [0, 1, 7, 30, 365] {
            let known = fsrs::current_retrievability(next.memory, later as f32, fsrs::FSRS6_DEFAULT_DECAY);
            prop_assert!(same(memory.retrievability(later), known), "{at}: after {later} days");
        }
        (ours, state) = (Some(memory), Some(next.memory));
    }
    Ok(())
}

#[test]
fn golden_sequences_are_what_the_authors_crate_says() {
    use Rating::{Again as A, Easy as E, Good as G, Hard as H};
    let sequences: [&[(u32, Rating)]; 8] = [
        &[(0, A)],
        &[(0, H), (1, H), (2, H), (4, H)],
        &[(0, G), (2, G), (11, G), (46, G), (163, G), (365, G)],
        &[(0, E), (8, E), (60, E), (365, E)],
        &[(0, G), (2, G), (11, A), (2, G), (5, A), (1, G), (3, H), (7, E)],
        &[(0, A), (0, A), (0, H), (0, G), (0, E), (1, G), (0, G), (4, G)],
        &[(0, A), (1, A), (1, A), (1, A), (1, A), (1, G), (1, G)],
        &[(0, G), (300, G), (1, A), (365, H), (0, A), (365, A)],
    ];
    for steps in sequences {
        for retention in [0.80, 0.90, 0.97] {
            walk_both(steps, retention).unwrap();
        }
    }
}

#[test]
fn golden_numbers_stand_by_themselves() {
    // Taken from fsrs 6.6.2 once, so that a changed yardstick is noticed as well.
    let mut memory = Memory::first(Rating::Good);
    let mut seen = vec![(memory.stability, memory.difficulty, memory.interval(0.9))];
    for (days, rating) in [(2, Rating::Good), (11, Rating::Again), (0, Rating::Good), (1, Rating::Easy)] {
        memory = memory.next(rating, days);
        seen.push((memory.stability, memory.difficulty, memory.interval(0.9)));
    }
    let golden: [(f32, f32, f32); 5] = [
        (2.3065, 2.118104, 2.3065),
        (10.964341, 2.1112142, 10.964341),
        (1.5383377, 7.3922377, 1.5383377),
        (1.5711976, 7.380074, 1.5711976),
        (5.3628697, 6.4898453, 5.3628697),
    ];
    for (ours, theirs) in seen.iter().zip(golden) {
        assert!(same(ours.0, theirs.0) && same(ours.1, theirs.1) && same(ours.2, theirs.2), "{seen:?}");
    }
}

#[test]
fn a_log_of_answers_is_scheduled_as_the_authors_crate_says() {
    use Rating::{Again as A, Easy as E, Good as G, Hard as H};
    let answers = [(0, G), (2, G), (2, H), (13, A), (13, G), (14, G), (20, E), (80, G)].map(|(d, r)| (TODAY + d, r));
    let mut state: Option<fsrs::ItemState> = None;
    let mut last = TODAY;
    for (count, (on, rating)) in answers.iter().enumerate() {
        let days = u32::try_from(on - last).unwrap();
        let next = theirs(state.map(|state| state.memory), *rating, days, RETENTION);
        let card = after(&answers[..=count]);
        assert!(same(card.stability, next.memory.stability), "{card:?} {next:?}");
        assert!(same(card.difficulty, next.memory.difficulty), "{card:?} {next:?}");
        let whole = next.interval.min(365.0 / 1.05);
        let (least, most) = ((whole * 0.95).round().max(1.0), (whole * 1.05).round().max(1.0));
        assert!((least..=most).contains(&(wait(&card) as f32)), "{card:?} {next:?}");
        assert_eq!((card.first, card.last, card.reps), (day(TODAY), day(*on), u32::try_from(count).unwrap() + 1));
        (state, last) = (Some(next), *on);
    }
    assert_eq!(after(&answers).lapses, 1);
}

#[test]
fn broken_numbers_from_a_checkpoint_neither_stick_nor_panic() {
    for broken in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 0.0, -1.0, 1e30] {
        for rating in ALL {
            for days in [0, 1, u32::MAX] {
                let memory = Memory { stability: broken, difficulty: broken }.next(rating, days);
                assert!(memory.stability.is_finite() && memory.difficulty.is_finite(), "{broken} {rating:?}");
                assert!((0.0..=1.0).contains(&memory.retrievability(u32::MAX)));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_is_what_the_authors_crate_says(
        steps in prop::collection::vec((prop_oneof![Just(0_u32), 0_u32..20, 0_u32..1100], rating()), 1..30),
        percent in 80_u8..=97,
    ) {
        walk_both(&steps, f32::from(percent) / 100.0)?;
    }
}
