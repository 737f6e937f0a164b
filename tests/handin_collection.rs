//! A host relies on this: every result counts once, as nobody else's, and the table says what one counts by hand.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod handed;
mod jiguan;
mod small;

use biaoshuai::core::exam::{Asked, Grade, Marks, PaperCode, Sitting, Variant};
use biaoshuai::core::grade::Verdict;
use biaoshuai::core::handin::{COLLECTED_MAX, Collection, Fate, HandIn, Taken};
use handed::{mixed, sat, slip, tailored, text, usual};
use jiguan::COURSE;

fn collection(code: PaperCode) -> Collection {
    Collection::new(code, &COURSE).unwrap()
}

#[test]
fn the_same_result_again_is_recognised_also_with_a_new_name_and_also_when_typed() {
    let code = usual(7, Variant::A);
    let (one, two) = (mixed(code, 1), mixed(code, 2));
    let mut all = collection(code);
    assert_eq!(all.take(&text(&one, ""), &COURSE), Taken::Added);
    assert_eq!(all.take(&text(&two, ""), &COURSE), Taken::Added);
    assert_eq!(all.take(&text(&one, ""), &COURSE), Taken::Duplicate(0));
    assert_eq!(all.take(&text(&one, "王芳"), &COURSE), Taken::Replaced(0));
    assert_eq!(all.take(&text(&one, "王芬"), &COURSE), Taken::Replaced(0));
    assert_eq!(all.take(&text(&one, ""), &COURSE), Taken::Duplicate(0), "a name is not lost again");
    assert_eq!(all.take(&slip(&one, "17"), &COURSE), Taken::Replaced(0), "the number is kept beside the name");
    assert_eq!(all.take(&slip(&one, "17"), &COURSE), Taken::Duplicate(0));
    assert_eq!(all.entries[0].name.as_deref(), Some("王芬"));
    assert_eq!(all.entries.len(), 2);
}

#[test]
fn a_typed_result_has_no_questions_until_the_whole_one_comes() {
    let code = usual(7, Variant::A);
    let sitting = mixed(code, 1);
    let mut all = collection(code);
    assert_eq!(all.take(&slip(&sitting, ""), &COURSE), Taken::Added);
    assert_eq!(all.take(&slip(&sitting, "17"), &COURSE), Taken::Replaced(0));
    let typed = all.entries[0].clone();
    assert_eq!((typed.fates, typed.sheet, typed.name.as_deref()), (None, None, Some("17")));
    assert_eq!(typed.earned, sitting.report(&COURSE).unwrap().marks.earned);
    assert_eq!(all.by_question()[0].told(), 0);
    assert_eq!(all.take(&text(&sitting, ""), &COURSE), Taken::Replaced(0));
    assert_eq!(all.entries[0].name.as_deref(), Some("17"));
    assert_eq!(all.by_question()[0].told(), 1);
    assert_eq!(all.take(&slip(&mixed(code, 2), ""), &COURSE), Taken::Added);
}

#[test]
fn both_variants_are_taken_and_their_questions_find_each_other() {
    let paper = usual(7, Variant::A).paper(&COURSE).unwrap();
    let wrong = &paper.questions[12].question;
    let mut grades = |asked: &Asked| {
        let points = u8::from(asked.question != *wrong);
        Grade::Worth(Verdict { points, of: 1 })
    };
    let a = sat(usual(7, Variant::A), 1, &mut grades);
    let b = sat(usual(7, Variant::B), 2, &mut grades);
    assert_ne!(a.paper.questions, b.paper.questions);
    for expected in [Variant::A, Variant::B] {
        let mut all = collection(usual(7, expected));
        assert_eq!(all.take(&text(&a, ""), &COURSE), Taken::Added);
        assert_eq!(all.take(&text(&b, ""), &COURSE), Taken::Added);
        for tally in all.by_question() {
            let all_wrong = usize::from(tally.asked.question == *wrong) * 2;
            assert_eq!(tally.fates, [2 - all_wrong, 0, all_wrong, 0, 0]);
        }
        assert_eq!(all.take(&slip(&b, ""), &COURSE), Taken::Replaced(1));
        assert_eq!(all.take(&slip(&b, ""), &COURSE), Taken::Duplicate(1));
    }
}

#[test]
fn whatever_is_not_expected_is_named_and_changes_nothing() {
    let code = usual(7, Variant::A);
    let mut all = collection(code);
    assert_eq!(all.take(&text(&mixed(code, 1), "王芳"), &COURSE), Taken::Added);
    let before = all.entries.clone();
    let mut take = |text: &str| all.take(text, &COURSE);

    let other = usual(8, Variant::B);
    assert_eq!(take(&text(&mixed(other, 1), "")), Taken::OtherPaper(Some(other)));
    assert_eq!(take(&slip(&mixed(other, 1), "")), Taken::OtherPaper(None));

    let foreign = small::fixture();
    let mut sitting = mixed(code, 1);
    sitting.paper.code = Some(PaperCode::new(&foreign, None, 7, Variant::A).unwrap().to_string());
    assert_eq!(take(&text(&sitting, "")), Taken::OtherCourse);
    let mut edition = COURSE.clone();
    edition.questions[0].rev += 1;
    sitting.paper.code = Some(PaperCode::new(&edition, None, 7, Variant::A).unwrap().to_string());
    assert_eq!(take(&text(&sitting, "")), Taken::OtherEdition);

    let told = text(&mixed(code, 2), "");
    assert_eq!(take(&told[..told.len() - 1]), Taken::Damaged);
    assert_eq!(take(&told.replacen("ZBS1", "ZBS2", 1)), Taken::Newer);
    assert_eq!(take(&slip(&mixed(code, 2), "")[1..]), Taken::Damaged);
    assert_eq!(take("2K7M-90QD-AHX3"), Taken::Damaged);
    assert_eq!(take(&code.to_string()), Taken::PaperCode);
    assert_eq!(take(&code.link("https://example.org/study/")), Taken::PaperCode);
    for foreign in
        ["", "https://example.org/", "wxp://f2f0abcDEF", "http://weixin.qq.com/r/abc", "王芳", "ZBS1", "ZBS0:00"]
    {
        assert_eq!(take(foreign), Taken::NotOurs, "{foreign}");
    }
    assert_eq!(all.entries, before);
}

#[test]
fn more_marks_than_a_question_is_worth_or_other_numbers_of_questions_are_damage() {
    let code = usual(7, Variant::A);
    let sheet = HandIn::new(&mixed(code, 1), "").unwrap();
    let mut all = collection(code);
    let mut rich = sheet.clone();
    rich.fates[0] = Fate::Partly(Marks::whole(1));
    assert_eq!(HandIn::parse(&rich.text()), Ok(rich.clone()));
    assert_eq!(all.take(&rich.text(), &COURSE), Taken::Damaged);
    rich.fates[0] = Fate::Partly(Marks::whole(500));
    assert_eq!(HandIn::parse(&rich.text()), Ok(rich.clone()), "many half marks, too, are told");
    let mut short = sheet;
    short.fates.pop();
    assert_eq!(all.take(&short.text(), &COURSE), Taken::Damaged);
}

#[test]
fn two_hundred_are_enough_and_the_next_one_is_told_so() {
    let code = usual(7, Variant::A);
    let mut all = collection(code);
    let alike = mixed(code, 1);
    let of = |person: usize, name: &str| {
        let mut sitting = alike.clone();
        sitting.id = person.to_string().as_str().into();
        text(&sitting, name)
    };
    for person in 0..COLLECTED_MAX {
        assert_eq!(all.take(&of(person, ""), &COURSE), Taken::Added);
    }
    assert_eq!(all.take(&of(999, ""), &COURSE), Taken::TooMany);
    assert_eq!(all.take(&of(3, ""), &COURSE), Taken::Duplicate(3));
    assert_eq!(all.take(&of(3, "王芳"), &COURSE), Taken::Replaced(3));
}

#[test]
fn what_was_kept_makes_the_same_collection_again() {
    let code = usual(7, Variant::B);
    let mut all = collection(code);
    for person in 0..40 {
        let sitting = mixed(if person % 3 == 0 { usual(7, Variant::A) } else { code }, person);
        let name = person.to_string();
        if person % 2 == 0 {
            assert_eq!(all.take(&slip(&sitting, &name), &COURSE), Taken::Added);
        }
        if person % 4 != 0 {
            let name = if person % 5 == 0 { "" } else { &name };
            assert!(matches!(all.take(&text(&sitting, name), &COURSE), Taken::Added | Taken::Replaced(_)));
        }
    }
    let mut again = collection(code);
    for text in all.texts() {
        assert!(matches!(again.take(&text, &COURSE), Taken::Added | Taken::Replaced(_)));
    }
    assert_eq!(again.entries, all.entries);
}

#[test]
fn the_table_of_thirty_results_is_what_one_counts_by_hand() {
    let code = tailored(100, 4);
    let mut all = collection(code);
    let paper = code.paper(&COURSE).unwrap();
    let sittings: Vec<Sitting> = (0..30).map(|person| mixed(code, person)).collect();
    for sitting in &sittings {
        assert_eq!(all.take(&text(sitting, ""), &COURSE), Taken::Added);
    }
    for (place, tally) in all.by_question().into_iter().enumerate() {
        assert_eq!(tally.asked, paper.questions[place]);
        let earned = |sitting: &Sitting| u32::from(sitting.slots[place].earned(tally.asked.marks).unwrap().in_halves());
        assert_eq!(tally.earned, sittings.iter().map(earned).sum::<u32>());
        assert_eq!((tally.told(), tally.of()), (30, 30 * u32::from(tally.asked.marks.in_halves())));
        let void = |sitting: &&Sitting| sitting.slots[place].grade == Some(Grade::Void);
        assert_eq!(tally.fates[4], sittings.iter().filter(void).count());
    }
    for tally in all.by_concept(&COURSE) {
        let (mut asked, mut right, mut earned, mut of) = (0, 0, 0, 0);
        for (sitting, (question, slot)) in sittings
            .iter()
            .flat_map(|sitting| sitting.paper.questions.iter().zip(&sitting.slots).map(move |two| (sitting, two)))
        {
            let about = &COURSE.question(&question.question).unwrap().concepts;
            if about.contains(&tally.concept) && slot.grade != Some(Grade::Void) {
                asked += 1;
                right += usize::from(slot.grade == Some(Grade::Worth(Verdict { points: 3, of: 3 })));
                earned += u32::from(slot.earned(question.marks).unwrap().in_halves());
                of += u32::from(question.marks.in_halves());
            }
            assert!(sitting.closed.is_some());
        }
        assert_eq!((tally.asked, tally.right, tally.earned, tally.of), (asked, right, earned, of), "{}", tally.concept);
    }
    let order = all.by_concept(&COURSE);
    let place = |tally: &biaoshuai::core::handin::ConceptTally| {
        COURSE.concepts.iter().position(|concept| concept.id == tally.concept).unwrap()
    };
    assert!(order.is_sorted_by_key(place) && !order.is_empty());
}
