//! Learners rely on this: an answer is worth what the rules on screen say, however the question was shuffled.
#![cfg(not(target_arch = "wasm32"))]

use biaoshuai::core::answer::{Answer, SelfGrade};
use biaoshuai::core::grade::{NotGradable, Outcome, Verdict, grade, marks};
use biaoshuai::core::question::{Body, Choice, Group, QuestionKind};
use biaoshuai::core::shuffle::{Rng, derangement, permutation};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(ToString::to_string).collect()
}

fn options(texts: &[(&str, bool)]) -> Vec<Choice> {
    texts.iter().map(|(text, right)| Choice { text: text.to_string(), right: *right, note: None }).collect()
}

fn choose(indices: &[u8]) -> Answer {
    Answer::Choice(indices.iter().copied().collect())
}

fn fill(texts: &[&str]) -> Answer {
    Answer::Fill(strings(texts))
}

fn places(indices: &[u8]) -> Vec<Option<u8>> {
    indices.iter().copied().map(Some).collect()
}

fn recall(grade: Option<SelfGrade>) -> Answer {
    Answer::Recall { text: "一书一位".into(), grade }
}

fn single() -> Body {
    Body::Single(options(&[("甲", false), ("乙", true), ("丙", false), ("丁", false)]))
}

fn multiple() -> Body {
    Body::Multiple(options(&[("甲", true), ("乙", false), ("丙", true), ("丁", true), ("戊", false)]))
}

fn blanks() -> Body {
    Body::Fill(vec![strings(&["往实里走", "实里走"]), strings(&["机关党建+"]), strings(&["三会一课"])])
}

fn order() -> Body {
    Body::Order(strings(&["通风", "整理", "清点", "关灯"]))
}

fn matching() -> Body {
    Body::Match(vec![("左一".into(), "右一".into()), ("左二".into(), "右二".into()), ("左三".into(), "右三".into())])
}

fn grouping() -> Body {
    Body::Group(vec![
        Group { name: "春".into(), items: strings(&["立春", "雨水"]) },
        Group { name: "夏".into(), items: strings(&["立夏"]) },
        Group { name: "秋".into(), items: strings(&["立秋", "处暑"]) },
    ])
}

fn reciting() -> Body {
    Body::Recall { text: "一书一位，一位一签".into(), terms: strings(&["一书一位"]) }
}

fn one_of_each_type() -> Vec<(Body, Answer)> {
    vec![
        (single(), choose(&[1])),
        (multiple(), choose(&[0, 2, 3])),
        (Body::TrueFalse(false), Answer::Truth(false)),
        (blanks(), fill(&["往实里走", "机关党建+", "三会一课"])),
        (order(), Answer::Order(vec![0, 1, 2, 3])),
        (matching(), Answer::Match(places(&[0, 1, 2]))),
        (grouping(), Answer::Group(places(&[0, 0, 1, 2, 2]))),
        (reciting(), recall(Some(SelfGrade::Fluent))),
    ]
}

#[track_caller]
fn worth(body: &Body, answer: &Answer, points: u8, of: u8, outcome: Outcome) {
    let verdict = grade(body, answer);
    assert_eq!(verdict, Ok(Verdict { points, of }), "{answer:?}");
    assert_eq!(Verdict { points, of }.outcome(), outcome, "{answer:?}");
    assert_eq!(Verdict { points, of }.is_right(), outcome == Outcome::Right);
}

#[test]
fn the_right_answer_of_every_type_is_right() {
    let all = one_of_each_type();
    let kinds: Vec<QuestionKind> = all.iter().map(|(body, _)| body.kind()).collect();
    assert_eq!(kinds, QuestionKind::ALL, "a type is missing here");
    for (body, answer) in all {
        assert_eq!(grade(&body, &answer).map(Verdict::outcome), Ok(Outcome::Right), "{answer:?}");
    }
}

#[test]
fn a_single_choice_is_right_or_wrong_and_nothing_between() {
    worth(&single(), &choose(&[1]), 1, 1, Outcome::Right);
    for other in [0, 2, 3] {
        worth(&single(), &choose(&[other]), 0, 1, Outcome::Wrong);
    }
}

#[test]
fn a_multiple_choice_earns_its_share_until_a_wrong_option_is_chosen() {
    worth(&multiple(), &choose(&[0, 2, 3]), 3, 3, Outcome::Right);
    worth(&multiple(), &choose(&[0, 3]), 2, 3, Outcome::Partial);
    worth(&multiple(), &choose(&[2]), 1, 3, Outcome::Partial);
    worth(&multiple(), &choose(&[0, 1, 2, 3]), 0, 3, Outcome::Wrong);
    worth(&multiple(), &choose(&[4]), 0, 3, Outcome::Wrong);
}

#[test]
fn a_statement_is_judged_either_way() {
    worth(&Body::TrueFalse(true), &Answer::Truth(true), 1, 1, Outcome::Right);
    worth(&Body::TrueFalse(true), &Answer::Truth(false), 0, 1, Outcome::Wrong);
    worth(&Body::TrueFalse(false), &Answer::Truth(false), 1, 1, Outcome::Right);
    worth(&Body::TrueFalse(false), &Answer::Truth(true), 0, 1, Outcome::Wrong);
}

#[test]
fn every_blank_earns_a_point_and_synonyms_and_typography_do_not_matter() {
    worth(&blanks(), &fill(&["“实里走”", "机关党建＋", " 三会、一课。"]), 3, 3, Outcome::Right);
    worth(&blanks(), &fill(&["往实里走", "机关党建", "三会一课"]), 2, 3, Outcome::Partial);
    worth(&blanks(), &fill(&["不知道", "不知道", "不知道"]), 0, 3, Outcome::Wrong);
    assert_eq!(marks(&blanks(), &fill(&["实里走", "机关党建", "三会一课"])), [true, false, true]);
    // The right wording in another blank is not right.
    worth(&blanks(), &fill(&["三会一课", "往实里走", "机关党建+"]), 0, 3, Outcome::Wrong);
}

#[test]
fn an_order_earns_a_point_for_each_item_in_its_place() {
    worth(&order(), &Answer::Order(vec![0, 1, 2, 3]), 4, 4, Outcome::Right);
    worth(&order(), &Answer::Order(vec![0, 2, 1, 3]), 2, 4, Outcome::Partial);
    worth(&order(), &Answer::Order(vec![1, 2, 3, 0]), 0, 4, Outcome::Wrong);
    assert_eq!(marks(&order(), &Answer::Order(vec![0, 2, 1, 3])), [true, false, false, true]);
}

#[test]
fn a_matching_earns_a_point_for_each_left_side_joined_rightly() {
    worth(&matching(), &Answer::Match(places(&[0, 1, 2])), 3, 3, Outcome::Right);
    worth(&matching(), &Answer::Match(places(&[1, 0, 2])), 1, 3, Outcome::Partial);
    worth(&matching(), &Answer::Match(places(&[1, 2, 0])), 0, 3, Outcome::Wrong);
    assert_eq!(marks(&matching(), &Answer::Match(places(&[1, 0, 2]))), [false, false, true]);
}

#[test]
fn a_grouping_earns_a_point_for_each_item_in_its_group() {
    worth(&grouping(), &Answer::Group(places(&[0, 0, 1, 2, 2])), 5, 5, Outcome::Right);
    worth(&grouping(), &Answer::Group(places(&[0, 1, 1, 2, 0])), 3, 5, Outcome::Partial);
    worth(&grouping(), &Answer::Group(places(&[1, 2, 0, 0, 1])), 0, 5, Outcome::Wrong);
    assert_eq!(marks(&grouping(), &Answer::Group(places(&[0, 1, 1, 2, 0]))), [true, false, true, true, false]);
}

#[test]
fn a_recall_is_worth_what_its_writer_says() {
    worth(&reciting(), &recall(Some(SelfGrade::Fluent)), 2, 2, Outcome::Right);
    worth(&reciting(), &recall(Some(SelfGrade::Partly)), 1, 2, Outcome::Partial);
    worth(&reciting(), &recall(Some(SelfGrade::Forgot)), 0, 2, Outcome::Wrong);
    let blank_page = Answer::Recall { text: String::new(), grade: Some(SelfGrade::Forgot) };
    worth(&reciting(), &blank_page, 0, 2, Outcome::Wrong);
    assert!(marks(&reciting(), &blank_page).is_empty());
}

#[test]
fn an_incomplete_answer_is_refused() {
    let incomplete = [
        (single(), choose(&[])),
        (single(), choose(&[0, 1])),
        (multiple(), choose(&[])),
        (blanks(), fill(&["往实里走", "机关党建+"])),
        (blanks(), fill(&["往实里走", "机关党建+", "\u{3000} "])),
        (blanks(), fill(&["往实里走", "机关党建+", "三会一课", "多一空"])),
        (order(), Answer::Order(vec![0, 1, 2])),
        (order(), Answer::Order(vec![0, 1, 2, 2])),
        (order(), Answer::Order(vec![0, 1, 2, 3, 3])),
        (matching(), Answer::Match(vec![Some(0), None, Some(2)])),
        (matching(), Answer::Match(places(&[0, 0, 2]))),
        (matching(), Answer::Match(places(&[0, 1]))),
        (grouping(), Answer::Group(vec![Some(0), Some(0), None, Some(2), Some(2)])),
        (grouping(), Answer::Group(places(&[0, 0, 1, 2]))),
        (reciting(), recall(None)),
    ];
    for (body, answer) in incomplete {
        assert_eq!(grade(&body, &answer), Err(NotGradable), "{answer:?}");
        assert!(!answer.is_complete(&body), "{answer:?}");
    }
}

#[test]
fn an_index_out_of_range_is_refused_and_never_panics() {
    for far in [4, 5, 200, 255] {
        for (body, answer) in [
            (single(), choose(&[far.max(4)])),
            (multiple(), choose(&[0, far.max(5)])),
            (order(), Answer::Order(vec![0, 1, 2, far])),
            (matching(), Answer::Match(places(&[0, 1, far]))),
            (grouping(), Answer::Group(places(&[0, 0, 1, 2, far]))),
        ] {
            assert_eq!(grade(&body, &answer), Err(NotGradable), "{answer:?}");
            assert!(marks(&body, &answer).contains(&false), "what is out of range is never marked right: {answer:?}");
        }
    }
}

#[test]
fn an_answer_to_another_type_is_refused() {
    let all = one_of_each_type();
    let as_choice = |kind| matches!(kind, QuestionKind::Single | QuestionKind::Multiple);
    for (body, _) in &all {
        for (other, answer) in &all {
            if body.kind() != other.kind() && !(as_choice(body.kind()) && as_choice(other.kind())) {
                assert_eq!(grade(body, answer), Err(NotGradable), "{:?} with {answer:?}", body.kind());
            }
        }
    }
}

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
