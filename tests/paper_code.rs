//! Organisers rely on this: a code makes the identical paper everywhere and always, and one typed wrongly makes none.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may panic")]

mod jiguan;
mod paper;
mod small;

use biaoshuai::core::course::{Course, Section};
use biaoshuai::core::exam::{
    Blueprint, BlueprintError, CodeError, Marks, NotCompact, Paper, PaperCode, Reach, Tailored, Variant,
};
use biaoshuai::core::ids::SectionId;
use biaoshuai::core::question::QuestionKind;
use jiguan::COURSE;
use paper::{code, count, course, ids, many, question, variants};
use proptest::prelude::*;

const ALPHABET: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

fn spelled(code: &PaperCode) -> Vec<char> {
    code.to_string().chars().filter(|c| *c != '-').collect()
}

/// This must never fail: a code that was handed out keeps making the same paper, whatever becomes of the program.
#[test]
fn a_code_that_was_handed_out_once_still_makes_the_same_paper() {
    let mut questions = many(24, QuestionKind::Single);
    questions.extend((24..36).map(|number| question(number, QuestionKind::TrueFalse, number % 3, "t")));
    let course = course(questions);
    let tailored = Tailored {
        reach: Reach::Part("p0".into()),
        kinds: vec![QuestionKind::Single, QuestionKind::TrueFalse],
        questions: 10,
        minutes: 20,
    };
    let usual = code(&course, 123_456, Variant::A);
    let own = PaperCode::new(&course, Some(&tailored), 654_321, Variant::B).unwrap();
    assert_eq!((usual.to_string().as_str(), own.to_string().as_str()), ("33Q2-03RJ-00", "33Q3-0KYZ-H1M0-3D"));
    let paper = own.paper(&course).unwrap();
    assert_eq!(ids(&paper), ["q009", "q016", "q013", "q020", "q001", "q021", "q005", "q027", "q024", "q033"]);
    assert_eq!((paper.seed, paper.minutes), (17_179_070_150_807_547_014, 20));
}

#[test]
fn a_code_is_short_and_free_of_characters_that_look_alike() {
    let usual = code(&COURSE, 99, Variant::A).to_string();
    let groups: Vec<usize> = usual.split('-').map(str::len).collect();
    assert_eq!(groups, [4, 4, 2]);
    let longest = PaperCode::new(&COURSE, Some(&tailored(&COURSE)), 99, Variant::A).unwrap().to_string();
    let groups: Vec<usize> = longest.split('-').map(str::len).collect();
    assert_eq!(groups, [4, 4, 4, 2]);
    assert!(!ALPHABET.contains(['I', 'L', 'O', 'U']));
    assert!((usual + &longest).chars().all(|c| c == '-' || ALPHABET.contains(c)));
}

#[test]
fn a_code_is_read_however_it_is_typed() {
    // A code with both digits that have look-alikes.
    let (code, text) = (0..)
        .map(|seed| code(&COURSE, seed, Variant::B))
        .map(|code| (code, code.to_string()))
        .find(|(_, text)| text.contains('0') && text.contains('1'))
        .unwrap();
    let wide = |c: char| if c == '-' { '－' } else { char::from_u32(c as u32 + 0xfee0).unwrap() };
    let typed = [
        text.clone(),
        text.to_lowercase(),
        text.replace('-', ""),
        text.replace('-', " "),
        format!("  {}\n", text.replace('-', "　—　")),
        text.chars().map(wide).collect(),
        text.to_lowercase().chars().map(wide).collect(),
        text.replace('0', "O").replace('1', "l"),
        text.replace('0', "ｏ").replace('1', "I"),
        text.chars().flat_map(|c| [c, ' ']).collect(),
    ];
    for typed in typed {
        assert_eq!(PaperCode::parse(&typed), Ok(code), "{typed}");
    }
}

#[test]
fn what_is_wrong_with_a_code_is_told_apart() {
    let good = code(&COURSE, 5, Variant::A);
    let text = good.to_string();
    assert_eq!(PaperCode::parse(""), Err(CodeError::Length(0)));
    assert_eq!(PaperCode::parse(" - "), Err(CodeError::Length(0)));
    assert_eq!(PaperCode::parse(&text[1..]), Err(CodeError::Length(9)));
    assert_eq!(PaperCode::parse(&format!("{text}7")), Err(CodeError::Length(11)));
    assert_eq!(PaperCode::parse(&text.repeat(100)), Err(CodeError::Length(1000)));
    assert_eq!(PaperCode::parse(&format!("U{}", &text[1..])), Err(CodeError::Unreadable('U')));
    assert_eq!(PaperCode::parse(&format!("试卷码{text}")), Err(CodeError::Unreadable('试')));
    assert_eq!(PaperCode::parse("ｕ"), Err(CodeError::Unreadable('ｕ')), "as it was typed");
    assert_eq!(PaperCode::parse("0000-0000-00"), Err(CodeError::Mistyped));
    // The first two bits are the version.
    let mut newer = spelled(&good);
    let first = ALPHABET.find(newer[0]).unwrap();
    for version in 1..4_usize {
        newer[0] = ALPHABET.chars().nth(first + 8 * version).unwrap();
        let answers: Vec<_> = ALPHABET
            .chars()
            .map(|check| {
                newer[9] = check;
                PaperCode::parse(&newer.iter().collect::<String>())
            })
            .collect();
        let version = u8::try_from(version).unwrap();
        assert_eq!(answers.iter().filter(|answer| **answer == Err(CodeError::Newer(version))).count(), 1);
        assert_eq!(answers.iter().filter(|answer| **answer == Err(CodeError::Mistyped)).count(), 31);
    }
}

#[test]
fn the_paper_of_another_course_or_edition_is_refused() {
    let small = course(many(40, QuestionKind::Single));
    let code = code(&small, 5, Variant::A);
    assert_eq!(code.paper(&COURSE), Err(CodeError::OtherCourse));
    let edition = |change: fn(&mut Course)| {
        let mut other = small.clone();
        change(&mut other);
        code.paper(&other)
    };
    let other = Err(CodeError::OtherEdition);
    assert_eq!(edition(|other| other.questions[7].rev = 2), other);
    assert_eq!(edition(|other| drop(other.questions.pop())), other);
    assert_eq!(edition(|other| other.questions.swap(3, 4)), other);
    assert_eq!(edition(|other| other.questions[7].concepts = vec!["x".into()]), other);
    assert_eq!(edition(|other| other.questions[7].section = "s0".into()), other);
    assert_eq!(edition(|other| drop(other.sections.pop())), other);
    // Better wording makes no other paper.
    let reworded = edition(|other| {
        other.edition = 2;
        other.questions[7].stem = "真是这样吗？".into();
    });
    assert_eq!(reworded, code.paper(&small));
    assert!(reworded.is_ok());
}

/// A paper about one section with two types.
fn tailored(course: &Course) -> Tailored {
    Tailored {
        reach: Reach::Section(course.sections[1].id.clone()),
        kinds: vec![QuestionKind::Multiple, QuestionKind::Single],
        questions: 10,
        minutes: 15,
    }
}

#[test]
fn a_tailored_paper_travels_in_its_code() {
    let wish = tailored(&COURSE);
    let text = PaperCode::new(&COURSE, Some(&wish), 8, Variant::A).unwrap().to_string();
    let paper = PaperCode::parse(&text).unwrap().paper(&COURSE).unwrap();
    assert_eq!((paper.minutes, paper.questions.len(), paper.total()), (15, 10, Marks::whole(100)));
    assert_eq!(paper.code, Some(text));
    assert!(paper.questions.iter().all(|asked| asked.section == COURSE.sections[1].id));
    let singles = count(&paper, |asked| asked.kind == QuestionKind::Single);
    assert_eq!((singles, count(&paper, |asked| asked.kind == QuestionKind::Multiple)), (7, 3), "two to one, rounded");
}

#[test]
fn what_no_code_can_say_gets_none() {
    let refused = |change: fn(&mut Tailored)| {
        let mut wish = tailored(&COURSE);
        change(&mut wish);
        assert_eq!(PaperCode::new(&COURSE, Some(&wish), 1, Variant::A), Err(NotCompact), "{wish:?}");
    };
    refused(|wish| wish.questions = 11);
    refused(|wish| wish.minutes = 61);
    refused(|wish| wish.kinds.clear());
    refused(|wish| wish.kinds.push(QuestionKind::Recall));
    refused(|wish| wish.reach = Reach::Section("no-such".into()));
    let mut long = COURSE.clone();
    long.sections =
        (0..40).map(|number| Section { id: SectionId(format!("s{number}")), ..long.sections[0].clone() }).collect();
    let wish = |number: usize| Tailored { reach: Reach::Section(SectionId(format!("s{number}"))), ..tailored(&COURSE) };
    // Counted behind the whole and the three parts.
    assert!(PaperCode::new(&long, Some(&wish(27)), 1, Variant::A).is_ok());
    assert_eq!(PaperCode::new(&long, Some(&wish(28)), 1, Variant::A), Err(NotCompact));
    let nothing = Tailored { reach: Reach::Part("no-such".into()), ..tailored(&COURSE) };
    assert_eq!(nothing.blueprint(&COURSE), Err(BlueprintError::NothingToAsk), "and not the whole course");
}

fn wishes() -> impl Strategy<Value = Option<Tailored>> {
    let reach = (0..=COURSE.parts.len() + COURSE.sections.len()).prop_map(|number| match number {
        0 => Reach::Course,
        part if part <= COURSE.parts.len() => Reach::Part(COURSE.parts[part - 1].id.clone()),
        section => Reach::Section(COURSE.sections[section - 1 - COURSE.parts.len()].id.clone()),
    });
    let kinds = proptest::sample::subsequence(QuestionKind::ALL[..7].to_vec(), 1..=7);
    let questions = proptest::sample::select(Tailored::QUESTIONS.to_vec());
    let minutes = proptest::sample::select(Tailored::MINUTES.to_vec());
    let wish = (reach, kinds, questions, minutes).prop_map(|(reach, kinds, questions, minutes)| Tailored {
        reach,
        kinds,
        questions,
        minutes,
    });
    proptest::option::of(wish)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    #[test]
    fn a_code_makes_the_same_paper_after_it_was_spelled_out(
        wish in wishes(), seed in any::<u64>(), variant in variants(),
    ) {
        let code = PaperCode::new(&COURSE, wish.as_ref(), seed, variant).unwrap();
        let read = PaperCode::parse(&code.to_string()).unwrap();
        prop_assert_eq!(read, code);
        prop_assert_eq!(read.variant(), variant);
        let plan = match &wish {
            None => Blueprint::standard(&COURSE),
            Some(wish) => wish.blueprint(&COURSE),
        };
        prop_assert_eq!(code.blueprint(&COURSE).map_err(|error| match error {
            CodeError::Blueprint(error) => error,
            error => panic!("{error}"),
        }), plan.clone());
        if plan.is_ok() {
            let paper = read.paper(&COURSE).unwrap();
            prop_assert_eq!(paper.total(), Marks::whole(100));
            let same = Paper::new(&COURSE, &plan.unwrap(), seed & 0x1ff_ffff, variant).unwrap();
            prop_assert_eq!(ids(&same), ids(&paper));
        }
    }

    #[test]
    fn one_wrong_character_never_makes_another_paper(wish in wishes(), seed in any::<u64>(), variant in variants()) {
        let code = PaperCode::new(&COURSE, wish.as_ref(), seed, variant).unwrap();
        let good = spelled(&code);
        for place in 0..good.len() {
            for wrong in ALPHABET.chars().filter(|c| *c != good[place]) {
                let mut typed = good.clone();
                typed[place] = wrong;
                let typed: String = typed.into_iter().collect();
                prop_assert_eq!(PaperCode::parse(&typed), Err(CodeError::Mistyped), "{}", typed);
            }
        }
    }

    #[test]
    fn two_neighbours_swapped_never_make_another_paper(wish in wishes(), seed in any::<u64>(), variant in variants()) {
        let code = PaperCode::new(&COURSE, wish.as_ref(), seed, variant).unwrap();
        let good = spelled(&code);
        for place in 1..good.len() {
            let mut typed = good.clone();
            typed.swap(place - 1, place);
            let expected = if typed == good { Ok(code) } else { Err(CodeError::Mistyped) };
            prop_assert_eq!(PaperCode::parse(&typed.into_iter().collect::<String>()), expected);
        }
    }

    #[test]
    fn whatever_is_typed_is_a_code_or_an_error(typed in "[0-9A-Za-z \\-一-丁０-９Ａ-Ｚ]{0,20}") {
        if let Ok(code) = PaperCode::parse(&typed) {
            prop_assert_eq!(PaperCode::parse(&code.to_string()), Ok(code));
            drop(code.paper(&COURSE));
        }
    }
}
