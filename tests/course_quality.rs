//! Readers rely on this: no question can be answered by looking at its shape instead of knowing the content.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

use biaoshuai::core::course::check::check;
use biaoshuai::core::course::raw::RawFile;

const HEAD: &str = "id = \"k\"\nedition = 1\ntitle = \"课\"\nshort = \"课\"\nabout = \"课。\"\nretired = []\n\
    [[part]]\nid = \"p\"\nordinal = \"一\"\ntitle = \"甲\"\n";
const SECTION: &str = "[section]\nid = \"s\"\npart = \"p\"\norder = 1\ntitle = \"节\"\nsummary = \"节。\"\nparas = [1]\n\
    [[concept]]\nid = \"c\"\ntitle = \"念\"\nkind = \"judgement\"\nsource = [{ para = 1, terms = [\"念\"] }]\n\
    fact = \"speech\"\nexplain = \"";

/// A choice with its stem, options and right letters.
fn choice(number: usize, stem: &str, options: [&str; 4], answer: &[&str]) -> String {
    let (kind, answer) = match answer {
        [one] => ("single", format!("{one:?}")),
        many => ("multiple", format!("{many:?}")),
    };
    let notes: String = ["A", "B", "C", "D"]
        .iter()
        .filter(|letter| !answer.contains(**letter))
        .map(|letter| format!("{letter} = \"这一项说的是别处{letter}。\","))
        .collect();
    format!(
        "[[question]]\nid = \"q-{number}\"\ntype = \"{kind}\"\nstem = \"{stem}\"\noptions = {options:?}\n\
         answer = {answer}\nnotes = {{ {} }}\nwhy = \"{}\"\nconcepts = [\"c\"]\nlevel = 1\n\
         source = [{{ para = 1, terms = [\"念\"] }}]\nfact = \"speech\"\n",
        notes.trim_end_matches(','),
        "说明为什么这一项对而另外几项不对。".repeat(2)
    )
}

/// What the check says about a section with these questions; empty when it has nothing to say.
fn problems(questions: &[String]) -> Vec<String> {
    let text = format!("{SECTION}{}\"\n{}", "讲清楚这个概念。".repeat(9), questions.concat());
    let file: RawFile = toml::from_str(&text).unwrap();
    match check("k", &toml::from_str(HEAD).unwrap(), &[("s.toml".to_owned(), file)]) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.into_iter().map(|problem| problem.to_string()).collect(),
    }
}

/// Five questions about quite different things, so that only their options can be at fault.
const STEMS: [&str; 5] = [
    "春天在院子里种下的树苗要怎样浇水才好",
    "图书馆周末开门的时间由谁来决定合适",
    "远足时迷了路第一件该做的事是什么呢",
    "厨房里的油锅起火以后用什么去扑灭它",
    "借来的自行车弄坏了应该先向谁去说明",
];

const EQUAL: [&str; 4] = ["甲乙丙", "丁戊己", "庚辛壬", "子丑寅"];
const RIGHT_LONG: [&str; 4] = ["甲乙丙丁戊", "己庚辛", "壬子丑", "寅卯辰"];

#[test]
fn a_section_of_fair_questions_passes() {
    let questions: Vec<_> = STEMS.iter().enumerate().map(|(n, stem)| choice(n, stem, EQUAL, &["A"])).collect();
    assert_eq!(problems(&questions), Vec::<String>::new());
}

#[test]
fn options_that_stand_for_the_others_are_refused() {
    let options = ["甲乙丙", "丁戊己", "庚辛壬", "以上都对"];
    let found = problems(&[choice(1, STEMS[0], options, &["A"])]);
    assert!(found.len() == 1 && found[0].contains("以上都对"), "{found:?}");
}

#[test]
fn a_right_option_that_stands_in_the_stem_is_refused() {
    let stem = "说起“甲乙丙”，它属于下面的哪一项内容呢";
    assert!(problems(&[choice(1, stem, EQUAL, &["A"])])[0].contains("stands in the stem"));
    // A wrong one may stand there: that misleads nobody who knows.
    assert_eq!(problems(&[choice(1, stem, EQUAL, &["B"])]), Vec::<String>::new());
}

#[test]
fn the_longest_option_must_not_be_the_right_one_too_often() {
    let section = |long: usize| -> Vec<String> {
        let options = |n: usize| if n < long { RIGHT_LONG } else { EQUAL };
        STEMS.iter().enumerate().map(|(n, stem)| choice(n, stem, options(n), &["A"])).collect()
    };
    assert_eq!(problems(&section(2)), Vec::<String>::new(), "two of five are 40 %");
    let found = problems(&section(3));
    assert!(found.len() == 1 && found[0].contains("3 of 5"), "{found:?}");
    assert_eq!(problems(&section(3)[..4]), Vec::<String>::new(), "four questions say nothing about a section");
}

#[test]
fn the_number_of_right_options_must_vary() {
    let section = |same: usize| -> Vec<String> {
        let right = |n: usize| -> &[&str] { if n < same { &["A", "B"] } else { &["A", "B", "C"] } };
        STEMS.iter().enumerate().map(|(n, stem)| choice(n, stem, EQUAL, right(n))).collect()
    };
    assert_eq!(problems(&section(3)), Vec::<String>::new());
    let found = problems(&section(4));
    assert!(found.len() == 1 && found[0].contains("4 of 5"), "{found:?}");
}

#[test]
fn a_question_that_stands_twice_is_found() {
    let again = format!("{}？", STEMS[0]);
    let other = ["一二三", "四五六", "七八九", "十百千"];
    let found = problems(&[choice(1, STEMS[0], EQUAL, &["A"]), choice(2, &again, other, &["B"])]);
    assert!(found.len() == 1 && found[0].contains("question q-2") && found[0].contains("`q-1`"), "{found:?}");
    // The same stem as another type of question asks for something else.
    let multiple = problems(&[choice(1, STEMS[0], EQUAL, &["A"]), choice(2, &again, other, &["B", "C"])]);
    assert_eq!(multiple, Vec::<String>::new());
}

/// A statement with its truth and explanation.
fn statement(stem: &str, why: &str) -> String {
    format!(
        "[[question]]\nid = \"q-1\"\ntype = \"truefalse\"\nstem = \"{stem}\"\nanswer = false\nwhy = \"{why}\"\n\
         concepts = [\"c\"]\nlevel = 1\nsource = [{{ para = 1, terms = [\"念\"] }}]\nfact = \"speech\"\n"
    )
}

#[test]
fn an_explanation_that_only_repeats_the_false_statement_is_refused() {
    let stem = "值班的人关门之前先通风，开门之前再清点一遍。";
    let repeats = "说值班的人关门之前先通风，开门之前再清点一遍，不对。";
    assert!(problems(&[statement(stem, repeats)])[0].contains("say what is right instead"));
    let explains = "次序反了：通风是早上的头一件事，清点要等人走完以后才做。";
    assert_eq!(problems(&[statement(stem, explains)]), Vec::<String>::new());
}

#[test]
fn notes_that_do_not_say_why_are_refused() {
    let fair = choice(0, STEMS[0], EQUAL, &["A"]);
    let twice = fair.replace("这一项说的是别处B。", "这一项说的是别处C。");
    assert!(problems(&[twice])[0].contains("twice"));
    let empty = fair.replace("这一项说的是别处B。", "“丁戊己”。");
    assert!(problems(&[empty])[0].contains("says nothing"));
}

#[test]
fn a_wrong_option_that_belongs_to_the_list_asked_for_is_refused() {
    let list = |question: &str| {
        let members = "kind = \"list\"\nmembers = [\"甲乙丙\", \"丁戊己\", \"春夏秋\"]";
        let section = SECTION.replace("kind = \"judgement\"", members);
        let text = format!("{section}{}\"\n{question}", "讲清楚这个概念。".repeat(9));
        match check("k", &toml::from_str(HEAD).unwrap(), &[("s.toml".to_owned(), toml::from_str(&text).unwrap())]) {
            Ok(_) => Vec::new(),
            Err(problems) => problems.into_iter().map(|problem| problem.to_string()).collect::<Vec<_>>(),
        }
    };
    let found = list(&choice(1, "下面哪一项属于这个念所说的三样", EQUAL, &["A"]));
    assert!(found.len() == 1 && found[0].contains("`丁戊己` is wrong and `甲乙丙` is right"), "{found:?}");
    // All members right, all members wrong, and a question that picks one member by what it is.
    for fair in [
        choice(1, "下面哪两项属于这个念所说的三样", EQUAL, &["A", "B"]),
        choice(1, "下面哪两项不属于这个念所说的三样", EQUAL, &["C", "D"]),
        choice(1, "屋里漏雨的那一天先要做好哪一样", EQUAL, &["A"]),
    ] {
        assert_eq!(list(&fair), Vec::<String>::new());
    }
}
