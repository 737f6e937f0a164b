//! Who makes a paper type by type relies on this: it is worth what was set, and its code makes it on every phone.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod jiguan;

use biaoshuai::core::exam::{
    BlueprintError, CodeError, Itemized, MARKS_MAX, Marks, NotCompact, PaperCode, Reach, Sitting, TYPES, Tailored,
    Variant, Wanted,
};
use biaoshuai::core::handin::HandIn;
use biaoshuai::core::ids::SessionId;
use biaoshuai::core::qr::draw;
use biaoshuai::core::question::QuestionKind;
use biaoshuai::core::review::Moment;
use jiguan::COURSE;
use proptest::prelude::*;

fn nothing() -> Itemized {
    let none = Wanted { count: 0, each: Marks::whole(1) };
    Itemized { wanted: [none; TYPES], ..Itemized::usual(Reach::Course, 60) }
}

/// Ten single choices of one mark and five multiple ones of three.
fn small() -> Itemized {
    let mut plan = Itemized { pass: 70, ..nothing() };
    plan.wanted[0] = Wanted { count: 10, each: Marks::whole(1) };
    plan.wanted[1] = Wanted { count: 5, each: Marks::whole(3) };
    plan
}

fn code(plan: &Itemized) -> PaperCode {
    PaperCode::itemized(&COURSE, plan, 77, Variant::A).unwrap()
}

#[test]
fn every_type_has_the_questions_and_marks_that_were_set() {
    let paper = code(&small()).paper(&COURSE).unwrap();
    let of = |kind: QuestionKind| paper.questions.iter().filter(move |asked| asked.kind == kind);
    assert_eq!((of(QuestionKind::Single).count(), of(QuestionKind::Multiple).count()), (10, 5));
    assert!(of(QuestionKind::Single).all(|asked| asked.marks == Marks::whole(1)));
    assert!(of(QuestionKind::Multiple).all(|asked| asked.marks == Marks::whole(3)));
    assert_eq!((paper.questions.len(), paper.total(), paper.pass), (15, Marks::whole(25), Marks::halves(35)));
}

#[test]
fn the_usual_numbers_make_a_paper_like_the_usual_one() {
    let paper = code(&Itemized::usual(Reach::Course, 60)).paper(&COURSE).unwrap();
    assert_eq!((paper.questions.len(), paper.total(), paper.pass), (70, Marks::whole(100), Marks::whole(60)));
}

/// This must never fail: a code that was handed out keeps making the same paper.
#[test]
fn a_code_that_was_handed_out_once_still_means_the_same() {
    let mut plan = small();
    plan.reach = Reach::Section(COURSE.sections[2].id.clone());
    let text = code(&plan).to_string();
    let tail: String = text.chars().filter(|c| *c != '-').skip(9).take(14).collect();
    assert_eq!((text.len(), tail.as_str()), (29, "603985C0820G41"));
}

#[test]
fn what_makes_no_paper_says_why() {
    let said = |plan: &Itemized| code(plan).blueprint(&COURSE).unwrap_err();
    assert_eq!(said(&nothing()), CodeError::Blueprint(BlueprintError::NoQuestions));
    let many = Wanted { count: 50, each: Marks::whole(1) };
    assert_eq!(
        said(&Itemized { wanted: [many; TYPES], ..nothing() }),
        CodeError::Blueprint(BlueprintError::TooManyQuestions(350))
    );
    let dear = Wanted { count: 20, each: Marks::whole(10) };
    assert_eq!(
        said(&Itemized { wanted: [dear; TYPES], ..nothing() }),
        CodeError::Blueprint(BlueprintError::Total(Marks::whole(1400)))
    );
    assert!(Marks::whole(1400) > MARKS_MAX);
}

#[test]
fn what_no_code_can_say_gets_none() {
    let refused = |change: fn(&mut Itemized)| {
        let mut plan = small();
        change(&mut plan);
        assert_eq!(PaperCode::itemized(&COURSE, &plan, 1, Variant::A), Err(NotCompact), "{plan:?}");
    };
    refused(|plan| plan.pass = 61);
    refused(|plan| plan.minutes = 61);
    refused(|plan| plan.wanted[3].count = 7);
    refused(|plan| plan.wanted[3].each = Marks::whole(6));
    refused(|plan| plan.reach = Reach::Section("no-such".into()));
}

#[test]
fn the_longest_result_still_fits_into_one_picture() {
    let mut plan = nothing();
    for (wanted, count) in plan.wanted.iter_mut().zip([50, 50, 50, 50, 0, 0, 0]) {
        *wanted = Wanted { count, each: Marks::whole(5) };
    }
    let paper = code(&plan).paper(&COURSE).unwrap();
    assert_eq!(paper.questions.len(), 200);
    let at = Moment { utc_ms: 1_790_000_000_000, zone_min: 480 };
    let sitting = Sitting::new(SessionId("s".into()), paper, at);
    let (sitting, _) = sitting.hand_in(&COURSE, at).unwrap();
    let told = HandIn::new(&sitting, "一二三四五六七八九十甲乙").unwrap();
    assert_eq!(HandIn::parse(&told.text()), Ok(told.clone()));
    assert!(draw(&told.text()).is_ok());
}

fn plans() -> impl Strategy<Value = Itemized> {
    let wanted =
        (proptest::sample::select(Itemized::COUNTS.to_vec()), proptest::sample::select(Itemized::EACH.to_vec()))
            .prop_map(|(count, each)| Wanted { count, each });
    let reach = (0..=COURSE.sections.len()).prop_map(|number| match number {
        0 => Reach::Course,
        section => Reach::Section(COURSE.sections[section - 1].id.clone()),
    });
    (
        proptest::collection::vec(wanted, TYPES),
        reach,
        proptest::sample::select(Tailored::MINUTES.to_vec()),
        proptest::sample::select(Itemized::PASS.to_vec()),
    )
        .prop_map(|(wanted, reach, minutes, pass)| {
            let mut plan = Itemized { pass, ..Itemized::usual(reach, minutes) };
            plan.wanted.copy_from_slice(&wanted);
            plan
        })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn a_code_makes_the_same_paper_after_it_was_spelled_out(plan in plans(), seed in any::<u64>()) {
        let code = PaperCode::itemized(&COURSE, &plan, seed, Variant::B).unwrap();
        let read = PaperCode::parse(&code.to_string()).unwrap();
        prop_assert_eq!(read, code);
        prop_assert_eq!(read.blueprint(&COURSE).ok(), plan.blueprint(&COURSE).ok());
    }

    #[test]
    fn one_wrong_character_never_makes_another_paper(plan in plans(), place in 0_usize..24, other in 0_usize..31) {
        let code = PaperCode::itemized(&COURSE, &plan, 5, Variant::A).unwrap();
        let mut typed: Vec<char> = code.to_string().chars().filter(|c| *c != '-').collect();
        let wrong = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars().filter(|c| *c != typed[place]).nth(other);
        typed[place] = wrong.unwrap();
        prop_assert_eq!(PaperCode::parse(&typed.iter().collect::<String>()), Err(CodeError::Mistyped));
    }

    #[test]
    fn a_paper_is_worth_what_its_questions_are_together(plan in plans()) {
        let Ok(blueprint) = plan.blueprint(&COURSE) else { return Ok(()) };
        let wished: u16 = plan.wanted.iter().map(|wanted| u16::from(wanted.count) * wanted.each.in_halves()).sum();
        prop_assert_eq!(blueprint.total, Marks::halves(wished));
        prop_assert_eq!(blueprint.marks().into_iter().sum::<Marks>(), blueprint.total);
    }
}
