//! Learners rely on this: an answer is worth the same however the question was shuffled, and no odd answer does harm.
#![cfg(not(target_arch = "wasm32"))]

use biaoshuai::core::answer::{Answer, SelfGrade};
use biaoshuai::core::grade::{NotGradable, Verdict, grade, marks};
use biaoshuai::core::question::{Body, Choice, Group};
use biaoshuai::core::shuffle::{Rng, derangement, permutation};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Distinct texts in no particular order.
fn texts(count: impl Into<proptest::collection::SizeRange>) -> impl Strategy<Value = Vec<String>> {
    proptest::collection::btree_set("[一-龥]{1,6}", count).prop_map(|set| set.into_iter().collect()).prop_shuffle()
}

/// Questions of every type, as the course check lets them pass.
fn bodies() -> impl Strategy<Value = Body> {
    let choices = |texts: Vec<String>, right: &dyn Fn(usize) -> bool| -> Vec<Choice> {
        texts.into_iter().enumerate().map(|(place, text)| Choice { text, right: right(place), note: None }).collect()
    };
    prop_oneof![
        (texts(2..=8), any::<prop::sample::Index>()).prop_map(move |(texts, right)| {
            let right = right.index(texts.len());
            Body::Single(choices(texts, &|place| place == right))
        }),
        (texts(2..=8), any::<u8>()).prop_map(move |(texts, mask)| {
            // The first two are right at least.
            Body::Multiple(choices(texts, &|place| place < 2 || mask >> place & 1 == 1))
        }),
        any::<bool>().prop_map(Body::TrueFalse),
        texts(1..=6).prop_map(|texts| Body::Fill(texts.chunks(2).map(<[String]>::to_vec).collect())),
        texts(3..=8).prop_map(Body::Order),
        texts(4..=16).prop_map(|texts| {
            Body::Match(texts.chunks_exact(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect())
        }),
        texts(4..=16).prop_map(|texts| {
            let (names, items) = texts.split_at(texts.len() / 4 + 1);
            let mut groups: Vec<Group> =
                names.iter().map(|name| Group { name: name.clone(), items: Vec::new() }).collect();
            let count = groups.len();
            for (place, item) in items.iter().enumerate() {
                groups[place * place % count].items.push(item.clone());
            }
            Body::Group(groups)
        }),
        texts(2..=2).prop_map(|texts| Body::Recall { text: texts.concat(), terms: texts }),
    ]
}

/// Any answer at all, fitting or not.
fn any_answer() -> impl Strategy<Value = Answer> {
    let index = || prop_oneof![9 => 0..9_u8, 1 => any::<u8>()];
    let indices = move || proptest::collection::vec(index(), 0..17);
    let places = move || proptest::collection::vec(proptest::option::weighted(0.9, index()), 0..17);
    prop_oneof![
        indices().prop_map(|indices| Answer::Choice(indices.into_iter().collect())),
        any::<bool>().prop_map(Answer::Truth),
        proptest::collection::vec("\\PC{0,4}", 0..4).prop_map(Answer::Fill),
        indices().prop_map(Answer::Order),
        places().prop_map(Answer::Match),
        places().prop_map(Answer::Group),
        ("\\PC{0,9}", 0..4_u8).prop_map(|(text, grade)| {
            let grades = [Some(SelfGrade::Forgot), Some(SelfGrade::Partly), Some(SelfGrade::Fluent), None];
            Answer::Recall { text, grade: grades[usize::from(grade)] }
        }),
    ]
}

/// Somebody who knows some of it and answers what is on screen: taps, in positions of the screen.
struct Reader {
    dice: Rng,
    /// In percent.
    knowledge: u64,
}

impl Reader {
    fn knows(&mut self) -> bool {
        self.dice.next_u64() % 100 < self.knowledge
    }

    fn pick(&mut self, count: usize) -> usize {
        (self.dice.next_u64() % count as u64) as usize
    }

    /// Texts in the order in which the reader believes them to belong.
    fn belief(&mut self, right: &[String]) -> Vec<String> {
        let mut belief = right.to_vec();
        while !self.knows() {
            let (a, b) = (self.pick(belief.len()), self.pick(belief.len()));
            belief.swap(a, b);
        }
        belief
    }
}

fn canonical(index: usize) -> u8 {
    u8::try_from(index).unwrap_or(u8::MAX)
}

fn position(screen: &[&str], text: &str) -> usize {
    screen.iter().position(|shown| *shown == text).unwrap_or(usize::MAX)
}

/// Lets the reader answer the question as the app shows it under `seed`, and returns the recorded answer together with
/// what it is worth by its *texts* alone: no index plays a part in that.
fn answer_on_screen(body: &Body, seed: u64, mut reader: Reader) -> (Answer, u8, u8) {
    let points = |flags: Vec<bool>| (canonical(flags.iter().filter(|good| **good).count()), canonical(flags.len()));
    match body {
        Body::Single(choices) | Body::Multiple(choices) => {
            let order = permutation(choices.len(), seed, "q");
            let screen: Vec<&str> = order.iter().map(|index| &*choices[*index].text).collect();
            let right: BTreeSet<&str> =
                choices.iter().filter(|choice| choice.right).map(|choice| &*choice.text).collect();
            // The reader thinks in texts, taps positions, and the app records canonical indices.
            let mut wanted: BTreeSet<&str> = BTreeSet::new();
            if matches!(body, Body::Single(_)) {
                let index = reader.pick(screen.len());
                wanted.extend(if reader.knows() { right.first().copied() } else { Some(&*choices[index].text) });
            } else {
                wanted
                    .extend(choices.iter().filter(|choice| reader.knows() == choice.right).map(|choice| &*choice.text));
                if wanted.is_empty() {
                    wanted.extend(right.first());
                }
            }
            let answer = wanted.iter().map(|text| canonical(order[position(&screen, text)])).collect();
            let of = canonical(right.len());
            let points = if wanted.is_subset(&right) { canonical(wanted.len()) } else { 0 };
            (Answer::Choice(answer), points, of)
        }
        Body::Later(_) => unreachable!("a checked course has every content"),
        Body::TrueFalse(truth) => {
            let said = reader.knows();
            (Answer::Truth(said), u8::from(said == *truth), 1)
        }
        Body::Fill(blanks) => {
            let mut flags = Vec::new();
            let typed = blanks.iter().map(|accepted| {
                let (knows, one) = (reader.knows(), reader.pick(accepted.len()));
                flags.push(knows);
                if knows { format!("「{}」", accepted[one]) } else { "一二三四五六七".to_owned() }
            });
            let answer = Answer::Fill(typed.collect());
            let (points, of) = points(flags);
            (answer, points, of)
        }
        Body::Order(items) => {
            let order = derangement(items.len(), seed, "q");
            let screen: Vec<&str> = order.iter().map(|index| &*items[*index]).collect();
            let belief = reader.belief(items);
            let answer = belief.iter().map(|text| canonical(order[position(&screen, text)])).collect();
            let (points, of) = points(belief.iter().zip(items).map(|(put, right)| put == right).collect());
            (Answer::Order(answer), points, of)
        }
        Body::Match(pairs) => {
            let things = permutation(pairs.len(), seed, "things");
            let lefts = derangement(pairs.len(), seed, "places");
            let screen: Vec<&str> = things.iter().map(|index| &*pairs[*index].1).collect();
            let rights: Vec<String> = pairs.iter().map(|pair| pair.1.clone()).collect();
            let belief = reader.belief(&rights);
            let mut joined = vec![None; pairs.len()];
            for left in lefts {
                joined[left] = Some(canonical(things[position(&screen, &belief[left])]));
            }
            let (points, of) = points(pairs.iter().zip(&belief).map(|(pair, put)| pair.1 == *put).collect());
            (Answer::Match(joined), points, of)
        }
        Body::Group(groups) => {
            let items: Vec<(usize, &str)> = Group::flatten(groups).collect();
            let things = permutation(items.len(), seed, "things");
            let mut put = vec![None; items.len()];
            let mut flags = Vec::new();
            for thing in items.iter().map(|(_, text)| *text).collect::<Vec<_>>() {
                let home = groups.iter().position(|group| group.items.iter().any(|item| item == thing)).unwrap_or(0);
                let group = if reader.knows() { home } else { reader.pick(groups.len()) };
                let screen: Vec<&str> = things.iter().map(|index| items[*index].1).collect();
                put[things[position(&screen, thing)]] = Some(canonical(group));
                flags.push(group == home);
            }
            let (points, of) = points(flags);
            (Answer::Group(put), points, of)
        }
        Body::Recall { text, .. } => {
            let (grade, points) =
                [(SelfGrade::Forgot, 0), (SelfGrade::Partly, 1), (SelfGrade::Fluent, 2)][reader.pick(3)];
            (Answer::Recall { text: text.clone(), grade: Some(grade) }, points, 2)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn no_shuffle_changes_what_an_answer_is_worth(
        body in bodies(), seed in any::<u64>(), dice in any::<u64>(), knowledge in prop_oneof![Just(100), 40..95_u64]
    ) {
        let reader = || Reader { dice: Rng::new(dice, "reader"), knowledge };
        let (answer, points, of) = answer_on_screen(&body, seed, reader());
        let expected = Ok(Verdict { points, of });
        prop_assert_eq!(grade(&body, &answer), expected, "{:?}", answer);
        // The same thoughts in front of another shuffle are the same answer.
        let (other, ..) = answer_on_screen(&body, seed.wrapping_add(1), reader());
        prop_assert_eq!(grade(&body, &other), expected);
        prop_assert_eq!(other, answer);
    }

    #[test]
    fn points_never_exceed_what_can_be_had_and_all_right_means_every_mark_right(
        body in bodies(), seed in any::<u64>(), dice in any::<u64>(), knowledge in 40..=100_u64
    ) {
        let (answer, ..) = answer_on_screen(&body, seed, Reader { dice: Rng::new(dice, ""), knowledge });
        let verdict = grade(&body, &answer).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert!(verdict.points <= verdict.of && verdict.of >= 1);
        let marks = marks(&body, &answer);
        let all = marks.iter().all(|good| *good);
        match &body {
            Body::Recall { .. } => prop_assert!(marks.is_empty()),
            // Marks speak of the chosen options only: right means that none is missing either.
            Body::Multiple(choices) => {
                let wanted = choices.iter().filter(|choice| choice.right).count();
                prop_assert_eq!(verdict.is_right(), all && marks.len() == wanted);
            }
            _ => prop_assert_eq!(verdict.is_right(), all),
        }
    }

    #[test]
    fn any_answer_to_any_question_is_graded_or_refused_but_never_panics(body in bodies(), answer in any_answer()) {
        let marks = marks(&body, &answer);
        match grade(&body, &answer) {
            Ok(verdict) => {
                prop_assert!(answer.is_complete(&body));
                prop_assert!(verdict.points <= verdict.of && verdict.of >= 1);
                prop_assert!(!verdict.is_right() || marks.iter().all(|good| *good));
            }
            Err(NotGradable) => prop_assert!(!answer.is_complete(&body)),
        }
    }
}
