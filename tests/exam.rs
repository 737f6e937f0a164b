//! Organisers rely on this: a code makes the identical paper everywhere, and every paper is fair and complete.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may panic")]

mod jiguan;
mod small;

use biaoshuai::core::course::check::check;
use biaoshuai::core::course::{Course, Part, Section};
use biaoshuai::core::exam::{
    Asked, Blueprint, BlueprintError, CodeError, MARKS_MAX, Marks, NotCompact, Paper, PaperCode, Reach, Row, Tailored,
    Variant, share_out,
};
use biaoshuai::core::grade::Verdict;
use biaoshuai::core::ids::{ConceptId, SectionId};
use biaoshuai::core::question::{Body, Question, QuestionKind};
use jiguan::COURSE;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const ALPHABET: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Eight questions, one of each type.
fn eight() -> Course {
    let head = toml::from_str(include_str!("fixtures/course-yuelanshi/course.toml")).unwrap();
    let files = [
        ("guiju.toml".to_owned(), toml::from_str(include_str!("fixtures/course-yuelanshi/guiju.toml")).unwrap()),
        ("shujia.toml".to_owned(), toml::from_str(include_str!("fixtures/course-yuelanshi/shujia.toml")).unwrap()),
    ];
    check("course-yuelanshi", &head, &files).unwrap()
}

fn question(number: usize, kind: QuestionKind, section: usize, concept: &str) -> Question {
    Question {
        section: SectionId(format!("s{section}")),
        body: Body::Later(kind),
        concepts: vec![ConceptId::from(concept)],
        ..small::statement(&format!("q{number:03}"))
    }
}

/// A course of these questions, in four sections of two parts.
fn course(questions: Vec<Question>) -> Course {
    let section = |number: usize| Section {
        id: SectionId(format!("s{number}")),
        part: format!("p{}", number / 2).as_str().into(),
        title: String::new(),
        summary: String::new(),
        paras: Vec::new(),
    };
    let part = |id: &str| Part { id: id.into(), ordinal: String::new(), title: String::new() };
    Course {
        parts: vec![part("p0"), part("p1")],
        sections: (0..4).map(section).collect(),
        ..small::course(Vec::new(), questions)
    }
}

/// As many questions of a type, each about a concept of its own, over all four sections.
fn many(count: usize, kind: QuestionKind) -> Vec<Question> {
    (0..count).map(|number| question(number, kind, number % 4, &format!("k{number}"))).collect()
}

const fn row(kind: QuestionKind, count: u16, each: u16) -> Row {
    Row { kind, count, each: Marks::whole(each) }
}

fn blueprint(rows: Vec<Row>) -> Blueprint {
    let total = rows.iter().flat_map(|row| (0..row.count).map(|_| row.each)).sum();
    Blueprint { rows, total, sections: Vec::new(), minutes: 60, pass: Marks::halves(1) }
}

fn ids(paper: &Paper) -> Vec<&str> {
    paper.questions.iter().map(|asked| asked.question.as_str()).collect()
}

/// What a paper asks and what each is worth, whatever the order.
fn content(paper: &Paper) -> BTreeMap<&str, Marks> {
    paper.questions.iter().map(|asked| (asked.question.as_str(), asked.marks)).collect()
}

fn count(paper: &Paper, keep: impl Fn(&Asked) -> bool) -> usize {
    paper.questions.iter().filter(|asked| keep(asked)).count()
}

fn code(course: &Course, seed: u64, variant: Variant) -> PaperCode {
    PaperCode::new(course, None, seed, variant).unwrap()
}

fn spelled(code: &PaperCode) -> Vec<char> {
    code.to_string().chars().filter(|c| *c != '-').collect()
}

// Marks

#[test]
fn partial_credit_is_rounded_to_half_marks_but_never_to_the_whole() {
    let earned = |marks, points, of| Marks::whole(marks).earned(Verdict { points, of }).to_string();
    assert_eq!(earned(2, 3, 3), "2");
    assert_eq!(earned(2, 2, 3), "1.5");
    assert_eq!(earned(2, 1, 3), "0.5");
    assert_eq!(earned(2, 0, 3), "0");
    assert_eq!(earned(1, 1, 4), "0.5", "the middle goes up");
    assert_eq!(earned(1, 1, 5), "0");
    assert_eq!(earned(2, 7, 8), "1.5", "7/8 would round to everything");
    assert_eq!(earned(1, 4, 5), "0.5");
    assert_eq!(Marks::halves(1).earned(Verdict { points: 9, of: 10 }), Marks::ZERO);
    // No verdict of ours, but a stored record may say anything.
    assert_eq!(earned(3, 9, 2), "3");
}

#[test]
fn what_can_be_shared_out_exactly_is_and_the_rest_is_shared_fairly() {
    assert_eq!(share_out(100, &[1, 2, 3, 4]), [10, 20, 30, 40]);
    assert_eq!(share_out(10, &[1, 1, 1]), [4, 3, 3]);
    assert_eq!(share_out(4, &[100, 1, 1, 1]), [1, 1, 1, 1]);
    assert_eq!(share_out(5, &[]), [0_u32; 0]);
}

// Blueprints

#[test]
fn the_usual_paper_has_100_marks_in_60_minutes_and_nothing_that_only_its_writer_can_judge() {
    let usual = Blueprint::standard(&COURSE).unwrap();
    assert_eq!(usual.check(), Ok(()));
    assert_eq!((usual.total, usual.minutes), (Marks::whole(100), 60));
    assert_eq!(usual.total, blueprint(usual.rows.clone()).total);
    assert_eq!((usual.pass, usual.questions()), (Marks::whole(60), 70));
    let kinds: Vec<QuestionKind> = usual.rows.iter().map(|row| row.kind).collect();
    assert_eq!(kinds, QuestionKind::ALL[..7]);
    let paper = Paper::new(&COURSE, &usual, 1, Variant::A).unwrap();
    for asked in &paper.questions {
        let row = usual.rows.iter().find(|row| row.kind == asked.kind).unwrap();
        assert_eq!(asked.marks, row.each, "where marks add up each question is worth what its row says");
    }
}

#[test]
fn a_small_course_gets_a_shorter_paper_that_is_still_worth_100_marks() {
    let eight = eight();
    let usual = Blueprint::standard(&eight).unwrap();
    assert_eq!((usual.questions(), usual.total, usual.minutes), (7, Marks::whole(100), 10));
    let paper = Paper::new(&eight, &usual, 1, Variant::A).unwrap();
    assert_eq!((paper.questions.len(), paper.total()), (7, Marks::whole(100)));
    assert_eq!(count(&paper, |asked| asked.kind == QuestionKind::Recall), 0);
    let worth = |kind| paper.questions.iter().find(|asked| asked.kind == kind).unwrap().marks;
    assert!(worth(QuestionKind::Multiple) > worth(QuestionKind::Single), "weights still tell");
    // One question alone is worth everything.
    let one = course(many(1, QuestionKind::TrueFalse));
    let paper = Paper::new(&one, &Blueprint::standard(&one).unwrap(), 1, Variant::B).unwrap();
    assert_eq!((paper.total(), paper.minutes, paper.questions.len()), (Marks::whole(100), 5, 1));
}

#[test]
fn where_one_type_runs_out_the_others_make_up_for_it() {
    let mut questions = many(6, QuestionKind::Single);
    questions.extend((6..40).map(|number| question(number, QuestionKind::Fill, 0, "k")));
    questions.extend((40..52).map(|number| question(number, QuestionKind::Match, 0, "k")));
    questions.extend((52..90).map(|number| question(number, QuestionKind::Group, 0, "k")));
    let wanted =
        [(QuestionKind::Single, 20), (QuestionKind::Fill, 10), (QuestionKind::Match, 10), (QuestionKind::Group, 0)];
    let fitted =
        blueprint(wanted.map(|(kind, count)| row(kind, count, 1)).to_vec()).fitted(&course(questions)).unwrap();
    let counts: Vec<_> = fitted.rows.iter().map(|row| (row.kind, row.count)).collect();
    // Fills have more to spare than matches; groups were not wanted at all.
    assert_eq!(counts, [(QuestionKind::Single, 6), (QuestionKind::Fill, 24), (QuestionKind::Match, 10)]);
    assert_eq!(fitted.total, Marks::whole(40));
}

#[test]
fn a_course_without_anything_to_mark_has_no_paper() {
    assert_eq!(Blueprint::standard(&course(Vec::new())), Err(BlueprintError::NothingToAsk));
    assert_eq!(Blueprint::standard(&course(many(5, QuestionKind::Recall))), Err(BlueprintError::NothingToAsk));
}

#[test]
fn every_nonsense_in_a_blueprint_has_its_own_error() {
    use BlueprintError as E;
    use QuestionKind::{Fill, Recall, Single};
    let good = blueprint(vec![row(Single, 10, 2), row(Fill, 5, 2)]);
    assert_eq!(good.check(), Ok(()));
    let spoilt = |spoil: fn(&mut Blueprint)| {
        let mut bad = good.clone();
        spoil(&mut bad);
        bad.fitted(&course(many(30, Single))).unwrap_err()
    };
    assert_eq!(spoilt(|bad| bad.rows.clear()), E::NoQuestions);
    assert_eq!(spoilt(|bad| bad.rows.iter_mut().for_each(|row| row.count = 0)), E::NoQuestions);
    assert_eq!(spoilt(|bad| bad.rows[0].count = 196), E::TooManyQuestions(201));
    assert_eq!(spoilt(|bad| bad.rows[1].kind = Single), E::Twice(Single));
    assert_eq!(spoilt(|bad| bad.rows[1].kind = Recall), E::NotMarkable(Recall));
    assert_eq!(spoilt(|bad| bad.rows[1].each = Marks::ZERO), E::Worthless(Fill));
    assert_eq!(spoilt(|bad| bad.total = Marks::ZERO), E::Total(Marks::ZERO));
    assert_eq!(spoilt(|bad| bad.total = MARKS_MAX + Marks::halves(1)), E::Total(MARKS_MAX + Marks::halves(1)));
    let few = Marks::whole(7);
    assert_eq!(spoilt(|bad| bad.total = Marks::whole(7)), E::TooFewMarks { questions: 15, total: few });
    assert_eq!(spoilt(|bad| bad.minutes = 0), E::Minutes(0));
    assert_eq!(spoilt(|bad| bad.minutes = 181), E::Minutes(181));
    assert_eq!(spoilt(|bad| bad.pass = Marks::ZERO), E::Pass { pass: Marks::ZERO, total: good.total });
    let above = good.total + Marks::halves(1);
    assert_eq!(spoilt(|bad| bad.pass = bad.total + Marks::halves(1)), E::Pass { pass: above, total: good.total });
    assert_eq!(spoilt(|bad| bad.sections.push("no-such".into())), E::UnknownSection("no-such".into()));
    // The largest that are allowed.
    let wide = Blueprint { rows: vec![row(Single, 200, 5)], total: MARKS_MAX, minutes: 180, pass: MARKS_MAX, ..good };
    assert_eq!(wide.check(), Ok(()));
}

#[test]
fn an_exam_about_some_sections_asks_about_no_other() {
    let sections: Vec<SectionId> = vec!["shigan".into(), "guilv".into()];
    let plan = Blueprint { sections: sections.clone(), ..Blueprint::standard(&COURSE).unwrap() };
    let paper = Paper::new(&COURSE, &plan, 5, Variant::A).unwrap();
    assert_eq!((paper.questions.len(), paper.total()), (70, Marks::whole(100)));
    assert!(paper.questions.iter().all(|asked| sections.contains(&asked.section)));
}

// Papers

#[test]
fn a_paper_goes_type_by_type_as_in_print() {
    let paper = code(&COURSE, 3, Variant::B).paper(&COURSE).unwrap();
    assert!(paper.questions.iter().map(|asked| asked.kind).is_sorted());
    assert_eq!(paper.questions[0].kind, QuestionKind::Single);
}

#[test]
fn every_section_gives_questions_in_proportion_to_its_size() {
    let markable = |question: &&Question| question.body.kind() != QuestionKind::Recall;
    let all = COURSE.questions.iter().filter(markable).count() as f64;
    for seed in 0..40 {
        let paper = code(&COURSE, seed, Variant::A).paper(&COURSE).unwrap();
        for section in &COURSE.sections {
            let due = COURSE.questions_of(&section.id).filter(markable).count() as f64 * 70.0 / all;
            let given = count(&paper, |asked| asked.section == section.id) as f64;
            assert!((given - due).abs() < 1.0, "seed {seed}: {} gives {given} and owes {due:.2}", section.id);
        }
    }
}

#[test]
fn papers_of_other_seeds_ask_other_questions_and_in_time_all_of_them() {
    let mut asked: BTreeMap<String, usize> = BTreeMap::new();
    let mut papers = BTreeSet::new();
    for seed in 0..100 {
        let paper = code(&COURSE, seed, Variant::A).paper(&COURSE).unwrap();
        let mut names: Vec<String> = ids(&paper).into_iter().map(str::to_owned).collect();
        names.iter().for_each(|id| *asked.entry(id.clone()).or_default() += 1);
        names.sort();
        papers.insert(names);
    }
    assert_eq!(papers.len(), 100);
    let markable = COURSE.questions.iter().filter(|question| question.body.kind() != QuestionKind::Recall).count();
    assert_eq!(asked.len(), markable);
    assert!(asked.values().all(|times| *times < 60), "{:?}", asked.values().max());
}

#[test]
fn a_paper_asks_about_as_many_different_concepts_as_it_can() {
    // Ten questions about one concept and ten about others: five are to be asked.
    let concept = |number: usize| if number < 10 { "same".to_owned() } else { format!("k{number}") };
    let questions = (0..20).map(|number| question(number, QuestionKind::Single, 0, &concept(number))).collect();
    let course = course(questions);
    let plan = blueprint(vec![row(QuestionKind::Single, 5, 1)]);
    for seed in 0..100 {
        let paper = Paper::new(&course, &plan, seed, Variant::A).unwrap();
        assert!(count(&paper, |asked| asked.question.as_str() < "q010") <= 1, "{:?}", ids(&paper));
    }
}

#[test]
fn two_questions_about_one_concept_do_not_follow_each_other_where_that_can_be_had() {
    let mixes: [&[&str]; 4] = [
        &["a", "a", "b"],
        &["a", "a", "a", "b", "b"],
        &["a", "a", "b", "b", "c", "c"],
        &["a", "a", "a", "b", "b", "c", "c", "d"],
    ];
    for mix in mixes {
        let asked = |(number, concept): (usize, &&str)| question(number, QuestionKind::Single, 0, concept);
        let course = course(mix.iter().enumerate().map(asked).collect());
        let plan = blueprint(vec![row(QuestionKind::Single, u16::try_from(mix.len()).unwrap(), 1)]);
        for seed in 0..100 {
            let paper = Paper::new(&course, &plan, seed, Variant::A).unwrap();
            let concept = |asked: &Asked| course.question(&asked.question).unwrap().concepts.clone();
            let clash = paper.questions.windows(2).any(|pair| concept(&pair[0]) == concept(&pair[1]));
            assert!(!clash, "{mix:?} with seed {seed}: {:?}", ids(&paper));
        }
    }
}

#[test]
fn the_variants_of_a_paper_have_the_same_questions_and_marks_in_another_order() {
    for seed in 0..50 {
        let a = code(&COURSE, seed, Variant::A);
        let (a, b) = (a.paper(&COURSE).unwrap(), a.with_variant(Variant::B).paper(&COURSE).unwrap());
        assert_eq!(content(&a), content(&b));
        assert_ne!(ids(&a), ids(&b));
        assert_ne!(a.seed, b.seed, "options are shuffled differently");
        assert_eq!((a.variant, b.variant), (Variant::A, Variant::B));
    }
}

#[test]
fn a_paper_is_the_same_before_the_rest_of_the_course_has_arrived() {
    let whole = code(&COURSE, 11, Variant::A);
    let (outline, _) = COURSE.clone().split();
    assert_eq!(code(&outline, 11, Variant::A), whole);
    assert_eq!(whole.paper(&outline).unwrap(), whole.paper(&COURSE).unwrap());
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

// Codes

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

fn variants() -> impl Strategy<Value = Variant> {
    prop_oneof![Just(Variant::A), Just(Variant::B)]
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

fn small_courses() -> impl Strategy<Value = Course> {
    proptest::collection::vec((0..8_usize, 0..4_usize, 0..6_u8), 1..40).prop_map(|questions| {
        let asked = |(number, (kind, section, concept)): (usize, (usize, usize, u8))| {
            question(number, QuestionKind::ALL[kind], section, &format!("k{concept}"))
        };
        course(questions.into_iter().enumerate().map(asked).collect())
    })
}

fn blueprints() -> impl Strategy<Value = Blueprint> {
    let rows = proptest::collection::vec((0..12_u16, 1..=8_u16), 7);
    (rows, 1..4_u16, proptest::sample::subsequence((0..4).collect::<Vec<_>>(), 0..4), 84..400_u16).prop_filter_map(
        "nothing wanted",
        |(rows, minutes, sections, total)| {
            let rows = QuestionKind::ALL.into_iter().zip(rows);
            let rows = rows.map(|(kind, (count, each))| Row { kind, count, each: Marks::halves(each) }).collect();
            let sections = sections.into_iter().map(|number| SectionId(format!("s{number}"))).collect();
            let minutes = u8::try_from(minutes).unwrap();
            let blueprint = Blueprint { rows, total: Marks::halves(total), sections, minutes, pass: Marks::halves(1) };
            (blueprint.questions() > 0).then_some(blueprint)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    #[test]
    fn marks_earned_grow_with_what_is_right_and_are_everything_only_for_all(marks in 1..60_u16, of in 1..=255_u8) {
        let marks = Marks::halves(marks);
        let earned: Vec<Marks> = (0..=of).map(|points| marks.earned(Verdict { points, of })).collect();
        prop_assert!(earned.is_sorted());
        prop_assert_eq!(earned[0], Marks::ZERO);
        prop_assert_eq!(earned[usize::from(of)], marks);
        prop_assert!(earned[..usize::from(of)].iter().all(|earned| *earned < marks));
    }

    #[test]
    fn shares_add_up_leave_nobody_out_and_follow_the_weights(
        weights in proptest::collection::vec(1..50_u32, 1..40), more in 0..300_u32,
    ) {
        let total = u32::try_from(weights.len()).unwrap() + more;
        let shares = share_out(total, &weights);
        prop_assert_eq!(shares.iter().sum::<u32>(), total);
        prop_assert!(shares.iter().all(|share| *share > 0));
        let pairs: Vec<(u32, u32)> = weights.iter().copied().zip(shares).collect();
        for (one, other) in pairs.iter().zip(&pairs[1..]) {
            prop_assert!(one.0 <= other.0 || one.1 >= other.1, "more weight, less share");
        }
    }

    #[test]
    fn a_paper_is_worth_its_total_and_as_long_as_the_course_allows(
        course in small_courses(), plan in blueprints(), seed in any::<u64>(), variant in variants(),
    ) {
        let asked = |question: &&Question| {
            let wanted = plan.rows.iter().any(|row| row.count > 0 && row.kind == question.body.kind());
            wanted && (plan.sections.is_empty() || plan.sections.contains(&question.section))
        };
        let there: Vec<&Question> = course.questions.iter().filter(asked).collect();
        let paper = Paper::new(&course, &plan, seed, variant);
        if there.is_empty() {
            prop_assert_eq!(paper, Err(BlueprintError::NothingToAsk));
            return Ok(());
        }
        let paper = paper.unwrap();
        prop_assert_eq!(paper.total(), plan.total);
        prop_assert_eq!(paper.questions.len(), there.len().min(plan.questions()));
        prop_assert_eq!(content(&paper).len(), paper.questions.len(), "nothing twice");
        prop_assert!(paper.questions.iter().all(|asked| there.iter().any(|question| question.id == asked.question)));
        prop_assert!(paper.questions.iter().all(|asked| asked.marks > Marks::ZERO));
        prop_assert!(paper.questions.iter().map(|asked| asked.kind).is_sorted());
        prop_assert_eq!(Paper::new(&course, &plan, seed, variant).unwrap(), paper);
        let fitted = plan.fitted(&course).unwrap();
        prop_assert_eq!(fitted.fitted(&course).unwrap(), fitted);
    }

    #[test]
    fn variants_differ_wherever_a_type_has_two_questions(
        course in small_courses(), plan in blueprints(), seed in any::<u64>(),
    ) {
        let Ok(a) = Paper::new(&course, &plan, seed, Variant::A) else { return Ok(()) };
        let b = Paper::new(&course, &plan, seed, Variant::B).unwrap();
        prop_assert_eq!(content(&a), content(&b));
        let several = a.questions.windows(2).any(|pair| pair[0].kind == pair[1].kind);
        prop_assert_eq!(ids(&a) != ids(&b), several);
        prop_assert_ne!(a.seed, b.seed);
    }

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
