//! Learning: cards, contrasts, the own copy of the text, reciting, stars and notes.

use super::Visitor;
use crate::own_text;
use crate::problem::{Outcome, fail};
use crate::student::Student;
use biaoshuai::core::contrast;
use biaoshuai::core::course::ConceptKind;
use biaoshuai::core::ladder::Rung;
use biaoshuai::core::mark::{Mark, Marked};
use biaoshuai::core::question::QuestionKind;
use biaoshuai::core::review::Moment;
use biaoshuai::core::route::Route;

/// Course map, a section, a concept of each kind, the choice of practice.
pub(super) async fn reading(student: &Student, visitor: &mut impl Visitor) -> Outcome {
    let course = &student.course;
    let Some(section) = course.sections.first() else { return fail("the course is empty") };
    let mut stops = vec![
        (Route::Learn, course.title.as_str(), "learn"),
        (Route::Section(course.id.clone(), section.id.clone()), section.title.as_str(), "section"),
    ];
    for (kind, name) in [
        (ConceptKind::Formulation, "concept-formulation"),
        (ConceptKind::List, "concept-list"),
        (ConceptKind::Mapping, "concept-mapping"),
        (ConceptKind::Judgement, "concept-judgement"),
    ] {
        // One with look-alikes shows more of the card.
        let of_kind = || course.concepts.iter().filter(move |concept| concept.kind == kind);
        let concept = of_kind().find(|concept| !concept.siblings.is_empty()).or_else(|| of_kind().next());
        if let Some(concept) = concept {
            stops.push((Route::Concept(course.id.clone(), concept.id.clone()), concept.title.as_str(), name));
        }
    }
    let pairs = contrast::pairs(course);
    let Some(pair) = pairs.iter().find(|pair| !pair.one.members.is_empty() && !pair.other.members.is_empty()) else {
        return fail("no two lists of the course are look-alikes");
    };
    let title = format!("{} 与 {}", pair.one.title, pair.other.title);
    stops.push((Route::Map(course.id.clone()), "结构图", "map"));
    stops.push((Route::Contrasts(course.id.clone()), "对比辨析", "contrasts"));
    stops.push((Route::Contrast(course.id.clone(), pair.one.id.clone(), pair.other.id.clone()), &title, "contrast"));
    stops.push((Route::Practice, "练习", "practice"));
    stops.push((Route::Focus, "专项练习", "focus"));
    stops.push((Route::Cards(course.id.clone(), None), "速览卡", "cards"));
    stops.push((Route::Search, "搜索", "search"));
    for (route, heading, name) in stops {
        student.open(&route).await?;
        student.heading(heading).await?;
        visitor.visit(student, name).await?;
    }
    student.search_for("zbs").await?;
    student.browser.see("#found a").await?;
    visitor.visit(student, "search-found").await?;
    student.search_for("没有这句话").await?;
    student.browser.until("no results", "!document.querySelector('#found a')").await?;
    visitor.visit(student, "search-nothing").await?;
    modes(student, visitor).await?;
    own_text(student, visitor).await
}

/// A choice with conditions, one that nothing meets, the back of a card, and a challenge from its first mistake to its end.
async fn modes(student: &Student, visitor: &mut impl Visitor) -> Outcome {
    let browser = &student.browser;
    student.open(&Route::Focus).await?;
    for words in ["第三部分", "单选", "2 辨别"] {
        browser.tap_words(".segment", words).await?;
    }
    browser.tap(".unfold summary").await?;
    visitor.visit(student, "focus-chosen").await?;
    browser.tap_words(".segment", "错过").await?;
    browser.see("#practise[aria-disabled]").await?;
    visitor.visit(student, "focus-nothing").await?;
    student.open_with(&Route::Cards(student.course.id.clone(), None), "?q=5").await?;
    browser.tap("#flip").await?;
    browser.see("#card .side:not(.front)").await?;
    visitor.visit(student, "cards-back").await?;
    student.open(&Route::Practice).await?;
    browser.tap("#challenge").await?;
    student.answer_right().await?;
    student.next().await?;
    student.answer_wrong().await?;
    visitor.visit(student, "challenge-forgiven").await?;
    student.next().await?;
    student.answer_wrong().await?;
    visitor.visit(student, "challenge-over").await?;
    student.next().await?;
    visitor.visit(student, "challenge-summary").await
}

/// The own copy of the text: none yet, opened, beside a concept. It is gone again afterwards.
async fn own_text(student: &Student, visitor: &mut impl Visitor) -> Outcome {
    let course = &student.course;
    let route = Route::Text(course.id.clone(), None);
    student.open(&route).await?;
    student.browser.see("#opener").await?;
    visitor.visit(student, "text-empty").await?;
    student.paste_text("一段不相干的文字。").await?;
    student.browser.see("#own-trouble .bad").await?;
    visitor.visit(student, "text-refused").await?;
    // Something is missing, so that the report has something to report.
    let text = own_text::generated(course).lines().take(19).collect::<Vec<_>>().join("\n");
    student.paste_text(&text).await?;
    student.browser.see("#own-reading").await?;
    visitor.visit(student, "text-reading").await?;
    student.browser.tap(".own-mismatches summary").await?;
    student.browser.tap(".margin summary").await?;
    student.browser.tap("#own-remove").await?;
    visitor.visit(student, "text-open").await?;
    let Some(concept) = course.concepts.first() else { return fail("the course has no concept") };
    student.open(&Route::Concept(course.id.clone(), concept.id.clone())).await?;
    student.browser.see(".passage").await?;
    visitor.visit(student, "concept-passage").await?;
    student.open(&route).await?;
    student.browser.tap("#own-remove").await?;
    student.browser.tap("#own-remove-now").await?;
    student.browser.see("#opener").await
}

/// The rungs of a list, and those of a mapping that look different.
pub(super) async fn reciting(student: &Student, visitor: &mut impl Visitor) -> Outcome {
    let browser = &student.browser;
    let (concept, ladder) = student.list_to_recite()?;
    student.open_ladder(concept).await?;
    student.on_rung(Rung::Read).await?;
    visitor.visit(student, "ladder-read").await?;
    browser.tap("#go").await?;
    student.on_rung(Rung::Cue).await?;
    visitor.visit(student, "ladder-cue").await?;
    browser.tap("#go").await?;
    browser.see("#not-yet").await?;
    visitor.visit(student, "ladder-cue-compared").await?;
    student.take_rung(Rung::Gaps).await?;
    student.fill_gaps(&ladder, 1).await?;
    visitor.visit(student, "ladder-gaps").await?;
    browser.tap("#go").await?;
    browser.see(".correction").await?;
    visitor.visit(student, "ladder-gaps-wrong").await?;
    student.take_rung(Rung::Order).await?;
    let pieces = ladder.pieces();
    student.arrange(&pieces[1..]).await?;
    visitor.visit(student, "ladder-order").await?;
    student.arrange(&pieces[..1]).await?;
    browser.tap("#go").await?;
    browser.see("#said .verdict").await?;
    visitor.visit(student, "ladder-order-wrong").await?;
    student.take_rung(Rung::Memory).await?;
    browser.type_into("#write-0", &concept.members[1..].join("、")).await?;
    visitor.visit(student, "ladder-memory").await?;
    browser.tap("#go").await?;
    browser.see(".diff ins").await?;
    visitor.visit(student, "ladder-memory-wrong").await?;
    browser.tap("#go").await?;
    student.on_rung(Rung::Memory).await?;
    browser.type_into("#write-0", &concept.members.join("、")).await?;
    browser.tap("#go").await?;
    browser.see("#said .verdict.right").await?;
    visitor.visit(student, "ladder-memory-right").await?;

    let course = &student.course;
    let Some(mapping) = course.concepts.iter().find(|concept| !concept.pairs.is_empty()) else {
        return fail("the course has no mapping");
    };
    student.open_ladder(mapping).await?;
    for (rung, name) in [
        (Rung::Gaps, "ladder-mapping-gaps"),
        (Rung::Order, "ladder-mapping-order"),
        (Rung::Memory, "ladder-mapping-memory"),
    ] {
        student.take_rung(rung).await?;
        visitor.visit(student, name).await?;
    }
    Ok(())
}

/// Nothing marked yet; then a concept that is being noted, a question, and something that the course has no more.
pub(super) async fn marking(student: &Student, visitor: &mut impl Visitor) -> Outcome {
    let course = &student.course;
    student.open_marks().await?;
    visitor.visit(student, "marks-empty").await?;
    let question = course.questions.iter().find(|question| question.body.kind() == QuestionKind::Multiple);
    let (Some(concept), Some(question)) = (course.concepts.first(), question) else {
        return fail("the course is empty");
    };
    let note =
        |starred, note: &str, utc_ms| Mark { starred, note: note.to_owned(), at: Moment { utc_ms, zone_min: 480 } };
    for (marked, mark) in [
        (Marked::Concept(course.id.clone(), concept.id.clone()), note(true, "开会发言可以用这一句。", 3)),
        (
            Marked::Question(course.id.clone(), question.id.clone()),
            note(true, "又漏选了一项，记住：\n数一数有几个。", 2),
        ),
        (Marked::Concept(course.id.clone(), "no-longer-there".into()), note(false, "以前记下的。", 1)),
    ] {
        student.plant_mark(&marked, &mark).await?;
    }
    student.open_marks().await?;
    student.browser.tap(".marked summary").await?;
    student.open_note("改笔记").await?;
    visitor.visit(student, "marks").await
}
