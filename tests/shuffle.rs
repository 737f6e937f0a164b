//! Learners rely on this: a resumed session shows the same order as before, on this device and with every later release.
#![cfg(not(target_arch = "wasm32"))]

use biaoshuai::core::shuffle::{Rng, derangement, permutation};
use proptest::prelude::*;

const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;

#[test]
fn the_generator_is_splitmix64_as_published() {
    // The five values that published implementations give for the seed 1234567.
    let published = [
        6_457_827_717_110_365_317,
        3_203_168_211_198_807_973,
        9_817_491_932_198_370_423,
        4_593_380_528_125_082_431,
        16_408_922_859_458_223_821_u64,
    ];
    let mut plain = Rng::new(1_234_567 ^ FNV_OFFSET, "");
    assert_eq!(published.map(|_| plain.next_u64()), published);
    // The salt goes in by its 64-bit FNV-1a hash; this one is published for "foobar".
    let mut salted = Rng::new(1_234_567 ^ 0x8594_4171_f739_67e8, "foobar");
    assert_eq!(published.map(|_| salted.next_u64()), published);
}

#[test]
fn the_sequences_of_stored_sessions_never_change() {
    assert_eq!(permutation(4, 0, "gl-001"), [2, 1, 3, 0]);
    assert_eq!(permutation(4, 1, "gl-001"), [1, 2, 0, 3]);
    assert_eq!(permutation(5, 42, "yl-002"), [0, 1, 4, 2, 3]);
    assert_eq!(permutation(8, u64::MAX, "things"), [0, 1, 6, 5, 2, 4, 7, 3]);
    assert_eq!(permutation(12, 0x0123_4567_89ab_cdef, "places"), [7, 1, 0, 3, 6, 9, 10, 5, 11, 2, 4, 8]);
    assert_eq!(derangement(3, 0, "yl-004"), [2, 0, 1]);
    assert_eq!(derangement(3, 5, "yl-004"), [1, 0, 2]);
    assert_eq!(derangement(8, 42, "yl-004places"), [1, 6, 7, 0, 2, 3, 4, 5]);
    // A shuffle that came out in the right order is turned by one.
    assert_eq!((permutation(3, 3, "yl-004"), derangement(3, 3, "yl-004")), (vec![0, 1, 2], vec![1, 2, 0]));
}

#[test]
fn different_salts_and_seeds_give_different_orders() {
    let by_salt: Vec<_> = (0..40).map(|n| permutation(8, 7, &format!("q{n}"))).collect();
    let by_seed: Vec<_> = (0..40).map(|seed| permutation(8, seed, "q")).collect();
    for mut orders in [by_salt, by_seed] {
        orders.sort();
        orders.dedup();
        assert!(orders.len() > 35, "{}", orders.len());
    }
}

#[test]
fn every_place_is_equally_likely() {
    let mut counts = [[0_u32; 4]; 4];
    for seed in 0..4000 {
        for (place, item) in permutation(4, seed, "fair").into_iter().enumerate() {
            counts[place][item] += 1;
        }
    }
    assert!(counts.iter().flatten().all(|count| (880..1120).contains(count)), "{counts:?}");
}

#[test]
fn nothing_and_one_thing_can_be_shuffled() {
    for seed in 0..50 {
        assert_eq!((permutation(0, seed, ""), permutation(1, seed, "")), (vec![], vec![0]));
        assert_eq!((derangement(0, seed, ""), derangement(1, seed, "")), (vec![], vec![0]));
        assert_eq!(derangement(2, seed, ""), [1, 0], "two things have one other order");
    }
}

fn sorted(mut order: Vec<usize>) -> Vec<usize> {
    order.sort_unstable();
    order
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1024) })]

    #[test]
    fn a_permutation_has_every_thing_once(count in 0..40_usize, seed in any::<u64>(), salt in "\\PC{0,8}") {
        let order = permutation(count, seed, &salt);
        prop_assert_eq!(sorted(order.clone()), (0..count).collect::<Vec<_>>());
        prop_assert_eq!(permutation(count, seed, &salt), order);
    }

    #[test]
    fn an_order_to_be_found_never_stands_there_already(count in 2..10_usize, seed in any::<u64>(), salt in "\\PC{0,8}") {
        let order = derangement(count, seed, &salt);
        prop_assert_ne!(&order, &(0..count).collect::<Vec<_>>());
        prop_assert_eq!(sorted(order.clone()), (0..count).collect::<Vec<_>>());
        prop_assert_eq!(derangement(count, seed, &salt), order);
    }

    #[test]
    fn shuffling_loses_nothing(items in proptest::collection::vec(any::<usize>(), 0..40), seed in any::<u64>()) {
        let mut shuffled = items.clone();
        Rng::new(seed, "pick").shuffle(&mut shuffled);
        prop_assert_eq!(sorted(shuffled), sorted(items));
    }
}
