//! Readers rely on this: every screen has an address that leads back to it, and no address breaks the app.
#![cfg(not(target_arch = "wasm32"))]

use biaoshuai::core::ids::{ConceptId, CourseId, MeetingId, PlanId, SectionId, SessionId, is_valid};
use biaoshuai::core::route::Route;
use proptest::prelude::*;

fn unknown(path: &str) -> Route {
    Route::Unknown(path.into())
}

#[test]
fn the_addresses_that_people_have_saved_stay_what_they_are() {
    let section = Route::Section("jiguan-dangjian".into(), "guilv".into());
    let concept = Route::Concept("jiguan-dangjian".into(), "wu-dui-guanxi".into());
    let id = "0198b2f0-0000-7000-8000-0123456789ab";
    for (route, path) in [
        (Route::Home, ""),
        (Route::Learn, "learn"),
        (section, "learn/jiguan-dangjian/section/guilv"),
        (concept, "learn/jiguan-dangjian/concept/wu-dui-guanxi"),
        (Route::Ladder("c".into(), "k".into()), "learn/c/ladder/k"),
        (Route::Map("c".into()), "learn/c/map"),
        (Route::Contrasts("c".into()), "learn/c/contrast"),
        (Route::Contrast("c".into(), "a".into(), "b".into()), "learn/c/contrast/a/b"),
        (Route::Text("c".into(), None), "learn/c/text"),
        (Route::Text("c".into(), Some(18)), "learn/c/text/18"),
        (Route::Search, "search"),
        (Route::Practice, "practice"),
        (Route::Focus, "practice/focus"),
        (Route::Exams, "practice/exam"),
        (Route::Exam(id.into()), "exam/0198b2f0-0000-7000-8000-0123456789ab"),
        (Route::ExamResult(id.into()), "exam/0198b2f0-0000-7000-8000-0123456789ab/result"),
        (Route::HandIn(id.into()), "exam/0198b2f0-0000-7000-8000-0123456789ab/hand-in"),
        (Route::Cards("c".into(), None), "learn/c/cards"),
        (Route::Cards("c".into(), Some("guilv".into())), "learn/c/cards/guilv"),
        (Route::Session(id.into()), "session/0198b2f0-0000-7000-8000-0123456789ab"),
        (Route::Summary(id.into()), "session/0198b2f0-0000-7000-8000-0123456789ab/summary"),
        (Route::Me, "me"),
        (Route::Data, "me/data"),
        (Route::Moving, "me/moving"),
        (Route::Statistics, "statistics"),
        (Route::Marks, "marks"),
        (Route::Help, "help"),
        (Route::Branch, "branch"),
        (Route::BranchPlan(id.into()), "plan/0198b2f0-0000-7000-8000-0123456789ab"),
        (Route::Host(id.into()), "branch/0198b2f0-0000-7000-8000-0123456789ab/host"),
        (Route::Audience(id.into()), "branch/0198b2f0-0000-7000-8000-0123456789ab/screen"),
        (Route::Collect(id.into()), "branch/0198b2f0-0000-7000-8000-0123456789ab/collect"),
        (Route::BranchRecord(id.into()), "branch/0198b2f0-0000-7000-8000-0123456789ab/record"),
    ] {
        assert_eq!(route.to_string(), path);
        assert_eq!(Route::parse(path), route);
    }
}

#[test]
fn slashes_too_many_do_no_harm() {
    for path in ["", "/", "//", "///", "index.html", "/index.html", "index.html/"] {
        assert_eq!(Route::parse(path), Route::Home, "{path}");
    }
    for path in ["learn", "/learn", "learn/", "/learn/", "//learn//"] {
        assert_eq!(Route::parse(path), Route::Learn, "{path}");
    }
    let concept = Route::Concept("c".into(), "k".into());
    for path in ["/learn/c/concept/k", "learn//c///concept/k/"] {
        assert_eq!(Route::parse(path), concept, "{path}");
    }
}

#[test]
fn an_address_that_names_no_screen_is_known_as_such_and_kept() {
    for path in [
        "lern",
        "Learn",
        "learn/c",
        "learn/c/section",
        "learn/c/ladder",
        "learn/c/cards/guilv/2",
        "practice/c/focus",
        "practice/exam/s",
        "exam",
        "exam/s/review",
        "exam/s/result/x",
        "learn/c/ladder/k/2",
        "learn/c/chapter/x",
        "learn/c/text/x",
        "learn/c/text/65536",
        "learn/c/text/-1",
        "learn/c/section/x/y",
        "session",
        "session/s/summary/x",
        "session/s/result",
        "summary",
        "me/too",
        "marks/c",
        "index.html/learn",
        "%2Flearn",
        "learn%2Fc",
        "学习",
        "%E5%AD%A6%E4%B9%A0",
        "..",
        "learn/..",
        "🧭/\u{202e}x",
    ] {
        assert_eq!(Route::parse(path), unknown(path), "{path}");
    }
    assert_eq!(Route::parse("//no//such/"), unknown("no/such"));
}

#[test]
fn a_very_long_address_is_read_like_any_other() {
    let long = "x".repeat(100_000);
    assert_eq!(Route::parse(&long), unknown(&long));
    assert_eq!(Route::parse(&format!("session/{long}")), Route::Session(SessionId(long.clone())));
    assert_eq!(Route::parse(&"/".repeat(100_000)), Route::Home);
    let deep = "a/".repeat(50_000);
    assert_eq!(Route::parse(&deep), unknown(deep.trim_end_matches('/')));
}

#[test]
fn ids_stand_in_an_address_as_they_are() {
    for good in ["a", "0", "wu-dui-guanxi", "a--b", &"x".repeat(48), "0198b2f0-0000-7000-8000-0123456789ab"] {
        assert!(is_valid(good), "{good}");
    }
    for bad in ["", "-a", "a-", "-", "A", "a_b", "a b", "a/b", "a.b", "a%b", "五对关系", "é", &"x".repeat(49)] {
        assert!(!is_valid(bad), "{bad}");
    }
}

fn ids() -> impl Strategy<Value = String> {
    // Among them the words that addresses are made of.
    prop_oneof![
        8 => "[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?",
        1 => proptest::sample::select(vec!["learn", "section", "concept", "ladder", "session", "summary", "practice", "exam", "result", "me", "marks", "help"])
            .prop_map(str::to_owned),
    ]
}

fn routes() -> impl Strategy<Value = Route> {
    prop_oneof![
        Just(Route::Home),
        Just(Route::Learn),
        (ids(), ids()).prop_map(|(course, id)| Route::Section(CourseId(course), SectionId(id))),
        (ids(), ids()).prop_map(|(course, id)| Route::Concept(CourseId(course), ConceptId(id))),
        ids().prop_map(|course| Route::Map(CourseId(course))),
        (ids(), proptest::option::of(any::<u16>())).prop_map(|(course, para)| Route::Text(CourseId(course), para)),
        Just(Route::Search),
        (ids(), ids()).prop_map(|(course, id)| Route::Ladder(CourseId(course), ConceptId(id))),
        Just(Route::Practice),
        Just(Route::Focus),
        (ids(), proptest::option::of(ids()))
            .prop_map(|(course, section)| Route::Cards(CourseId(course), section.map(SectionId))),
        ids().prop_map(|id| Route::Session(SessionId(id))),
        ids().prop_map(|id| Route::Summary(SessionId(id))),
        Just(Route::Me),
        Just(Route::Exams),
        ids().prop_map(|id| Route::Exam(SessionId(id))),
        ids().prop_map(|id| Route::ExamResult(SessionId(id))),
        ids().prop_map(|id| Route::HandIn(SessionId(id))),
        Just(Route::Statistics),
        Just(Route::Marks),
        Just(Route::Help),
        Just(Route::Branch),
        ids().prop_map(|id| Route::BranchPlan(PlanId(id))),
        ids().prop_map(|id| Route::Host(MeetingId(id))),
        ids().prop_map(|id| Route::Audience(MeetingId(id))),
        ids().prop_map(|id| Route::Collect(MeetingId(id))),
        ids().prop_map(|id| Route::BranchRecord(MeetingId(id))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1024) })]

    #[test]
    fn every_screen_is_found_again_by_its_address(route in routes()) {
        let path = route.to_string();
        prop_assert_eq!(&Route::parse(&path), &route, "{}", path);
        prop_assert_eq!(&Route::parse(&format!("/{path}/")), &route);
        prop_assert!(path.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'/')), "{}", path);
    }

    #[test]
    fn any_address_at_all_is_read_and_its_screen_keeps_it(path in "(/|[a-z]{1,6}|learn|session|exam|section|summary|%[0-9A-F]{2}|\\PC){0,12}") {
        let route = Route::parse(&path);
        prop_assert_eq!(Route::parse(&route.to_string()), route);
    }
}
