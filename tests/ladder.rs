//! Learners rely on this: a ladder shows the wording as it is, takes it away bit by bit, and judges a recital fairly.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod small;

use biaoshuai::core::course::Concept;
use biaoshuai::core::ladder::{BOX, Climb, Form, Ladder, Piece, Recital, Rung, cue, fills, next_concept, right_places};
use biaoshuai::core::review::Moment;
use biaoshuai::core::text::{fold, fold_char};
use proptest::prelude::*;

fn concept(id: &str, text: Option<&str>, members: &[&str], pairs: &[(&str, &str)]) -> Concept {
    Concept {
        text: text.map(str::to_owned),
        members: members.iter().map(|member| (*member).to_owned()).collect(),
        pairs: pairs.iter().map(|(left, right)| ((*left).to_owned(), (*right).to_owned())).collect(),
        ..small::concept(id)
    }
}

fn wording(text: &str) -> Ladder {
    Ladder::of(&concept("c", Some(text), &[], &[])).unwrap()
}

fn list(members: &[&str]) -> Ladder {
    Ladder::of(&concept("c", None, members, &[])).unwrap()
}

fn mapping(pairs: &[(&str, &str)]) -> Ladder {
    Ladder::of(&concept("c", None, &[], pairs)).unwrap()
}

fn texts(ladder: &Ladder) -> Vec<&str> {
    ladder.lines.iter().map(|line| &*line.text).collect()
}

fn moment(utc_ms: i64) -> Moment {
    Moment { utc_ms, zone_min: 480 }
}

#[test]
fn a_wording_is_recited_clause_by_clause_without_crumbs() {
    let clauses = |text| texts(&wording(text)).into_iter().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(
        clauses("党委政府抓什么，机关党建工作就全力主推、带头落实"),
        ["党委政府抓什么，", "机关党建工作就全力主推、", "带头落实"]
    );
    assert_eq!(clauses("“实”字当头、“干”字为先。"), ["“实”字当头、", "“干”字为先。"]);
    assert_eq!(clauses("学懂、弄通、做实"), ["学懂、弄通、做实"], "two characters are no line");
    assert_eq!(clauses("第一种形态“红红脸、出出汗”成为常态"), ["第一种形态“红红脸、出出汗”成为常态"]);
    assert_eq!(clauses("他说：“要从实。”大家照做"), ["他说：“要从实。”大家照做"]);
}

#[test]
fn a_list_is_recited_by_members_and_a_mapping_by_its_right_sides() {
    assert_eq!(texts(&list(&["补短板", "强弱项"])), ["补短板", "强弱项"]);
    let ladder = mapping(&[("增加", "先进支部"), ("整顿", "后进支部")]);
    assert_eq!(ladder.form, Form::Mapping);
    assert_eq!(texts(&ladder), ["先进支部", "后进支部"]);
    assert_eq!(ladder.lines[1].lead.as_deref(), Some("整顿"));
}

#[test]
fn a_judgement_has_no_ladder() {
    assert_eq!(Ladder::of(&concept("c", None, &[], &[])), None);
    assert_eq!(Ladder::of(&concept("c", Some("，。"), &[], &[])), None);
}

#[test]
fn cues_are_the_first_characters_and_the_marks() {
    assert_eq!(cue("走在前、作表率"), "走□□、作□□");
    assert_eq!(cue("“实”字当头"), "“实”字□□");
    assert_eq!(cue(""), "");
}

#[test]
fn short_members_keep_a_character_beside_their_gap() {
    let ladder = list(&["稳就业", "稳金融", "稳外贸", "稳外资", "稳投资", "稳预期"]);
    let gaps = ladder.gaps(7);
    let filled: Vec<_> = gaps.iter().filter(|line| line.iter().any(|piece| matches!(piece, Piece::Gap(_)))).collect();
    assert_eq!(filled.len(), 3, "six of eighteen characters");
    assert!(gaps.iter().all(|line| line.iter().any(|piece| matches!(piece, Piece::Shown(_)))));
}

#[test]
fn a_whole_line_is_left_out_only_where_all_are_that_short() {
    let gaps = mapping(&[("理论学习中心组", "龙头"), ("党支部", "基础")]).gaps(1);
    let whole = gaps.iter().filter(|line| matches!(&line[..], [Piece::Gap(_)])).count();
    assert_eq!(whole, 1);
    assert!(list(&["甲", "乙"]).gaps(1).concat().iter().any(|piece| matches!(piece, Piece::Gap(_))));
}

#[test]
fn a_gap_is_filled_by_the_same_characters_whatever_their_typography() {
    assert!(fills("党建+", " 党建＋ "));
    assert!(!fills("党建", "党"));
    assert!(!fills("党建", ""));
}

#[test]
fn a_short_wording_is_put_in_order_phrase_by_phrase() {
    let pieces = |text| wording(text).pieces();
    assert_eq!(pieces("机关党的建设是机关建设的根本保证"), ["机关党的", "建设", "是机关建设的", "根本保证"]);
    assert_eq!(pieces("学懂、弄通、做实"), ["学懂", "弄通", "做实"]);
    assert_eq!(pieces("党委政府抓什么，机关党建工作就全力主推、带头落实").len(), 3, "clauses are enough");
    assert_eq!(list(&["中部地区的崛起", "是高质量发展"]).pieces().len(), 2, "members are never taken apart");
}

#[test]
fn one_piece_has_no_order_and_its_ladder_one_rung_less() {
    let ladder = wording("以上率下抓作风建设");
    assert_eq!(ladder.pieces(), [""; 0]);
    assert_eq!(ladder.rungs(), [Rung::Read, Rung::Cue, Rung::Gaps, Rung::Memory]);
    assert_eq!(list(&["甲", "乙"]).rungs(), Rung::ALL);
}

#[test]
fn equal_pieces_can_stand_for_each_other() {
    let pieces: Vec<String> = ["同心", "“同心”", "同德"].map(str::to_owned).to_vec();
    assert_eq!(right_places(&pieces, &[1, 0, 2]), [true; 3]);
    assert_eq!(right_places(&pieces, &[2, 1, 0]), [false, true, false]);
    assert_eq!(right_places(&pieces, &[9]), [false], "an unknown piece is in no right place");
}

#[test]
fn a_list_may_be_written_with_any_marks_but_in_its_order() {
    let asks = list(&["政治认同", "思想认同", "理论认同"]).asks();
    assert_eq!(asks.len(), 1);
    assert_eq!(asks[0].wording, "政治认同、思想认同、理论认同");
    assert_eq!(asks[0].judge("政治认同；思想认同\n理论认同。"), Recital::Whole);
    assert_eq!(asks[0].judge("思想认同、政治认同、理论认同"), Recital::Reordered);
    assert_eq!(asks[0].judge("政治认同、思想认同"), Recital::Differs);
    assert_eq!(asks[0].judge("政治认同、思想认同、思想认同"), Recital::Differs);
    assert_eq!(asks[0].judge("政治认同、思想认同、理论认同、情感认同"), Recital::Differs);
    assert_eq!(asks[0].judge(""), Recital::Differs);
}

#[test]
fn members_with_marks_within_are_joined_so_that_they_can_be_told_apart() {
    assert_eq!(
        list(&["压实责任、落实责任", "把握规律、遵循规律"]).asks()[0].wording,
        "压实责任、落实责任；把握规律、遵循规律"
    );
}

#[test]
fn a_member_within_another_is_told_from_it() {
    let ask = list(&["政治", "思想政治"]).asks().remove(0);
    assert_eq!(ask.judge("思想政治、政治"), Recital::Reordered);
    assert_eq!(ask.judge("思想、政治"), Recital::Differs);
}

#[test]
fn of_a_mapping_every_right_side_is_written_to_its_left_side() {
    let asks = mapping(&[("增加", "先进支部"), ("整顿", "后进支部")]).asks();
    assert_eq!(asks.iter().map(|ask| ask.lead.as_deref().unwrap()).collect::<Vec<_>>(), ["增加", "整顿"]);
    assert_eq!(asks[0].judge("先进支部"), Recital::Whole);
    assert_eq!(asks[0].judge("后进支部"), Recital::Differs);
}

#[test]
fn a_climb_goes_on_where_it_stopped_and_a_failure_takes_nothing_away() {
    let mut climb = Climb::default();
    assert_eq!(climb.next(&Rung::ALL), Some(Rung::Read));
    climb.pass(Rung::Read, moment(1));
    climb.pass(Rung::Memory, moment(2));
    climb.fail(Rung::Memory);
    climb.fail(Rung::Cue);
    assert_eq!(climb.next(&Rung::ALL), Some(Rung::Cue));
    assert_eq!(climb.height(&Rung::ALL), 2);
    assert_eq!(climb.step(Rung::Memory).passed, Some(moment(2)));
    assert_eq!(climb.step(Rung::Memory).failed, 1);
    assert_eq!(climb.step(Rung::Order), Default::default());
}

#[test]
fn climbs_that_are_kept_can_be_read_for_ever() {
    let mut climb = Climb::default();
    climb.pass(Rung::Cue, moment(1_760_000_000_000));
    climb.fail(Rung::Cue);
    let kept = r#"{"steps":[{"f":0},{"t":{"u":1760000000000,"z":480},"f":1}]}"#;
    assert_eq!(serde_json::to_string(&climb).unwrap(), kept);
    assert_eq!(serde_json::from_str::<Climb>(kept).unwrap(), climb);
    assert_eq!(serde_json::from_str::<Climb>("{}").unwrap(), Climb::default());
}

#[test]
fn after_the_last_rung_comes_the_next_concept_of_the_section_that_can_be_recited() {
    let mut elsewhere = concept("d", Some("别处"), &[], &[]);
    elsewhere.section = "t".into();
    let course = small::course(
        vec![
            concept("a", None, &["甲", "乙"], &[]),
            concept("b", None, &[], &[]),
            concept("c", None, &["甲", "乙"], &[]),
            elsewhere,
        ],
        Vec::new(),
    );
    let next = |id: &str| next_concept(&course, &id.into()).map(|concept| concept.id.to_string());
    assert_eq!(next("a").as_deref(), Some("c"));
    assert_eq!(next("c"), None);
    assert_eq!(next("nothing"), None);
}

fn line() -> impl Strategy<Value = String> {
    "[党建机关政治的是和、，“”；。 +A]{1,24}".prop_filter("says something", |text| !fold(text).is_empty())
}

fn ladders() -> impl Strategy<Value = Ladder> {
    let form = proptest::sample::select(vec![Form::Wording, Form::List, Form::Mapping]);
    (form, proptest::collection::vec(line(), 1..8)).prop_map(|(form, lines)| {
        let lines: Vec<&str> = lines.iter().map(|line| &**line).collect();
        match form {
            Form::Wording => wording(&lines.concat()),
            Form::List => list(&lines),
            Form::Mapping => mapping(&lines.iter().map(|line| ("左", *line)).collect::<Vec<_>>()),
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn the_clauses_are_the_wording_and_none_is_a_crumb(text in line()) {
        let ladder = wording(&text);
        prop_assert_eq!(texts(&ladder).concat(), text);
        let short = texts(&ladder).into_iter().filter(|clause| fold(clause).chars().count() < 3).count();
        prop_assert!(short == 0 || ladder.lines.len() == 1);
    }

    #[test]
    fn cues_keep_length_and_marks_and_hide_everything_but_first_characters(text in line()) {
        let shown = cue(&text);
        prop_assert_eq!(shown.chars().count(), text.chars().count());
        for (cued, c) in shown.chars().zip(text.chars()) {
            prop_assert!(cued == c || (cued == BOX && fold_char(c).is_some()));
        }
        let counts = |c: char| fold_char(c).is_some() || c == BOX;
        for piece in shown.split(|c| !counts(c)).filter(|piece| !piece.is_empty()) {
            prop_assert!(!piece.starts_with(BOX) && piece.chars().skip(1).all(|c| c == BOX));
        }
    }

    #[test]
    fn gaps_lose_no_character_and_are_the_same_for_the_same_seed(ladder in ladders(), seed in any::<u64>()) {
        let gaps = ladder.gaps(seed);
        prop_assert_eq!(&gaps, &ladder.gaps(seed));
        let whole: Vec<String> = gaps.iter().map(|line| line.iter().map(Piece::text).collect()).collect();
        prop_assert_eq!(whole, texts(&ladder));
    }

    #[test]
    fn there_is_a_gap_and_about_a_third_is_left_out(ladder in ladders(), seed in any::<u64>()) {
        let gaps = ladder.gaps(seed).concat();
        let left_out: Vec<&str> =
            gaps.iter().filter_map(|piece| if let Piece::Gap(text) = piece { Some(&**text) } else { None }).collect();
        prop_assert!(!left_out.is_empty());
        prop_assert!(left_out.iter().all(|gap| (1..=4).contains(&gap.chars().count()) && fold(gap).chars().count() == gap.chars().count()));
        let single = left_out.iter().any(|gap| gap.chars().count() == 1);
        let pairs = texts(&ladder).iter().any(|line| fold(line).chars().count() > 2 && line.split(|c| fold_char(c).is_none()).any(|run| run.chars().count() > 1));
        prop_assert!(!single || !pairs, "a gap of one character without need");
        let all: usize = texts(&ladder).iter().map(|line| fold(line).chars().count()).sum();
        let out: usize = left_out.iter().map(|gap| gap.chars().count()).sum();
        prop_assert!(out < all.div_ceil(3) + 4, "{} of {}", out, all);
    }

    #[test]
    fn no_line_vanishes_while_another_can_have_a_gap(ladder in ladders(), seed in any::<u64>()) {
        let gaps = ladder.gaps(seed);
        let vanished = |line: &[Piece]| line.iter().all(|piece| matches!(piece, Piece::Gap(_)) || fold(piece.text()).is_empty());
        let room = texts(&ladder).iter().any(|line| {
            line.chars().filter(|c| fold_char(*c).is_some()).count() > 2
                && line.split(|c| fold_char(c).is_none()).any(|run| run.chars().count() >= 2)
        });
        prop_assert!(!room || !gaps.iter().any(|line| vanished(line)));
    }

    #[test]
    fn the_right_answers_fill_all_gaps(ladder in ladders(), seed in any::<u64>()) {
        prop_assert!(ladder.gaps(seed).concat().iter().all(|piece| fills(piece.text(), &fold(piece.text()))));
    }

    #[test]
    fn the_order_to_be_found_does_not_already_stand_there(ladder in ladders(), seed in any::<u64>()) {
        let pieces = ladder.pieces();
        let shown = ladder.shuffled(seed);
        let mut sorted = shown.clone();
        sorted.sort_unstable();
        prop_assert_eq!(&sorted, &(0..pieces.len()).collect::<Vec<_>>());
        prop_assert!(right_places(&pieces, &sorted).iter().all(|right| *right));
        let all_equal = pieces.windows(2).all(|pair| fold(&pair[0]) == fold(&pair[1]));
        prop_assert!(all_equal || right_places(&pieces, &shown).contains(&false));
    }

    #[test]
    fn no_piece_loses_a_character_that_counts(ladder in ladders()) {
        let pieces = ladder.pieces();
        prop_assert!(pieces.is_empty() || fold(&pieces.concat()) == fold(&texts(&ladder).concat()));
    }

    #[test]
    fn a_perfect_recital_always_passes_with_or_without_marks(ladder in ladders()) {
        for ask in ladder.asks() {
            prop_assert_eq!(ask.judge(&ask.wording), Recital::Whole);
            prop_assert_eq!(ask.judge(&fold(&ask.wording)), Recital::Whole);
            prop_assert_eq!(ask.judge(&format!("{}党", ask.wording)), Recital::Differs);
        }
    }

    #[test]
    fn members_in_another_order_are_never_called_wrong_words(lines in proptest::collection::vec(line(), 2..8)) {
        // A number behind each, so that no member is found within another.
        let mut members: Vec<String> = lines.iter().enumerate().map(|(place, line)| format!("{line}{place}")).collect();
        let ask = list(&members.iter().map(|member| &**member).collect::<Vec<_>>()).asks().remove(0);
        members.reverse();
        prop_assert_eq!(ask.judge(&members.join("，")), Recital::Reordered);
        prop_assert_eq!(ask.judge(&members[1..].join("，")), Recital::Differs);
    }

    #[test]
    fn the_height_does_not_depend_on_the_order_of_passing(
        rungs in proptest::collection::vec(0_usize..5, 0..12), seed in any::<u64>()
    ) {
        let climb = |rungs: &[usize]| {
            let mut climb = Climb::default();
            for rung in rungs {
                climb.pass(Rung::ALL[*rung], moment(1));
                climb.fail(Rung::ALL[4 - *rung]);
            }
            climb
        };
        let mut other = rungs.clone();
        biaoshuai::core::shuffle::Rng::new(seed, "test").shuffle(&mut other);
        let (climb, other) = (climb(&rungs), climb(&other));
        prop_assert_eq!(climb.height(&Rung::ALL), other.height(&Rung::ALL));
        prop_assert_eq!(climb.next(&Rung::ALL), other.next(&Rung::ALL));
        prop_assert_eq!(climb.height(&Rung::ALL) == 5, climb.next(&Rung::ALL).is_none());
        let json = serde_json::to_string(&climb).unwrap();
        prop_assert_eq!(serde_json::from_str::<Climb>(&json).unwrap(), climb);
    }
}
