//! All addresses of the app, and the shapes in which links to them are passed on.

use crate::problem::{Outcome, fail};
use biaoshuai::core::course::Course;
use biaoshuai::core::ids::SessionId;
use biaoshuai::core::route::Route;

/// Ends of addresses as chats, mail programs, short-link services and careless people make them.
pub const QUERIES: [&str; 20] = [
    "?",
    "?utm_source=wechat&utm_medium=social&utm_campaign=dangjian",
    "?from=singlemessage&isappinstalled=0",
    "?from=timeline",
    "?share_token=8f14e45f-ceea-467f-a8c1-1b8d0f9f7a1b&share_uid=12345",
    "?fbclid=IwAR0abc-DEF_123",
    "?gclid=Cj0KCQjw%2Bexample",
    "?code=061aBc&state=STATE",
    "?_t=1764403200000&nonce=a.b.c",
    "?x=1.2.js",
    "?file=/etc/passwd",
    "?q=%E6%9C%BA%E5%85%B3%E5%85%9A%E5%BB%BA",
    "?q=机关党建",
    "?a=1&a=2&a[]=3",
    "?redirect=https%3A%2F%2Fexample.com%2F",
    "?utm_source=a#wechat_redirect",
    "#top",
    "#/learn",
    "?#",
    "?spm=a1z0.1.0.0&scm=1007.1",
];

/// One address of every kind, with the session given as an answered one. Those of meetings and plans name none that is
/// stored: they have to say so.
///
/// # Errors
/// When the course lacks what a kind needs.
pub fn all(course: &Course, session: &SessionId) -> Outcome<Vec<Route>> {
    let id = || course.id.clone();
    let (Some(section), Some(concept)) = (course.sections.first(), course.concepts.last()) else {
        return fail("the course is empty");
    };
    let list = course.concepts.iter().find(|concept| concept.members.len() > 2);
    let akin = course.concepts.iter().find_map(|concept| Some((concept, concept.siblings.first()?)));
    let (Some(list), Some((akin, sibling))) = (list, akin) else { return fail("no list, or no look-alikes") };
    Ok(vec![
        Route::Home,
        Route::Learn,
        Route::Section(id(), section.id.clone()),
        Route::Concept(id(), concept.id.clone()),
        Route::Map(id()),
        Route::Ladder(id(), list.id.clone()),
        Route::Contrasts(id()),
        Route::Contrast(id(), akin.id.clone(), sibling.id.clone()),
        Route::Text(id(), None),
        Route::Text(id(), Some(3)),
        Route::Search,
        Route::Practice,
        Route::Focus,
        Route::Cards(id(), None),
        Route::Cards(id(), Some(section.id.clone())),
        Route::Exams,
        Route::Exam("none".into()),
        Route::ExamResult("none".into()),
        Route::HandIn("none".into()),
        Route::Session(session.clone()),
        Route::Summary(session.clone()),
        Route::Me,
        Route::Data,
        Route::Statistics,
        Route::Marks,
        Route::Mistakes,
        Route::Help,
        Route::Branch,
        Route::BranchPlan("none".into()),
        Route::Host("none".into()),
        Route::Collect("free".into()),
        Route::BranchRecord("none".into()),
        Route::Unknown("no/such/page".to_owned()),
    ])
}
