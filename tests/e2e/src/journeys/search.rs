//! Search: what is listed is what there is to be found; a result opens, and Back comes to the same results.

use crate::keyboard::is_focused;
use crate::problem::{Outcome, ensure, fail};
use crate::stage::Stage;
use crate::student::Student;
use biaoshuai::core::course::Course;
use biaoshuai::core::route::Route;
use biaoshuai::core::search::{Index, Initials};
use serde_json::json;
use std::sync::Arc;
use thirtyfour::Key;

/// Plays the journey.
///
/// # Errors
/// Where it ends.
pub async fn play(stage: &mut Stage<'_>) -> Outcome {
    let student = stage.student()?;
    let course = Course::clone(&student.course);
    student.open_home().await?;
    student.browser.tap(".to-search").await?;
    student.heading("搜索").await?;
    student.browser.until("the focus in the field", "document.activeElement?.id === 'query'").await?;

    let index = Index::build(Arc::new(course), None, initials(student).await?);
    for typed in ["五对关系", "wdgx", "WDGX", "五d关x", "党建 业务", "“五对关系”！", "机关党建+"]
    {
        student.search_for(typed).await?;
        let expected = expected(student, &index, typed);
        ensure(!expected.is_empty(), format!("“{typed}” ought to find something"))?;
        listed(student, typed, &expected).await?;
    }
    student.search_for("绝无此语").await?;
    student.browser.until("the words for nothing", &says("没有找到")).await?;
    listed(student, "绝无此语", &[]).await?;
    for typed in ["，。！", "😀🎉", &"、".repeat(5000), &"😀".repeat(2500)] {
        student.search_for("五").await?;
        listed(student, "五", &expected(student, &index, "五")).await?;
        student.search_for(typed).await?;
        listed(student, typed, &[]).await?;
        student.browser.until("the empty state", "!document.querySelector('#search-help').hidden").await?;
    }
    let long = "五对关系 ".repeat(1000);
    student.search_for(&long).await?;
    listed(student, &long, &expected(student, &index, "五对关系")).await?;

    keys(student, &expected(student, &index, "wdgx")).await?;
    and_back(student, &index).await
}

/// Up and Down through the results, Escape to begin again.
async fn keys(student: &Student, expected: &[String]) -> Outcome {
    let browser = &student.browser;
    student.search_for("wdgx").await?;
    listed(student, "wdgx", expected).await?;
    let at = |place: usize| {
        let words = format!("the focus at result {place}");
        let there = format!("document.activeElement === document.querySelectorAll('#found a')[{place}]");
        async move { browser.until(&words, &there).await.map(|_| ()) }
    };
    browser.key(Key::Down).await?;
    at(0).await?;
    browser.key(Key::Down).await?;
    at(1).await?;
    browser.key(Key::Up).await?;
    browser.key(Key::Up).await?;
    ensure(is_focused(browser, "#query").await?, "Up from the first result does not lead to the field")?;
    browser.key(Key::Enter).await?;
    at(0).await?;
    browser.key(Key::Escape).await?;
    listed(student, "", &[]).await?;
    let empty =
        "document.activeElement?.id === 'query' && document.activeElement.value === '' && location.search === ''";
    browser.until("the empty field", empty).await?;
    Ok(())
}

/// Opens a result, comes back, and loads the page anew.
async fn and_back(student: &Student, index: &Index) -> Outcome {
    let Some(hit) = index.search("wdgx").and_then(|found| found.concepts.hits.into_iter().next()) else {
        return fail("no concept to open");
    };
    let expected = expected(student, index, "wdgx");
    student.search_for("wdgx").await?;
    listed(student, "wdgx", &expected).await?;
    student.browser.tap("#found a").await?;
    student.heading(&index.course().concepts[hit.place].title).await?;
    student.browser.web().back().await?;
    for again in [false, true] {
        if again {
            student.reload().await?;
        }
        student.heading("搜索").await?;
        listed(student, "wdgx", &expected).await?;
        let typed = student.browser.js("return document.querySelector('#query').value;", Vec::new()).await?;
        ensure(typed == json!("wdgx"), format!("the field says {typed}"))?;
    }
    Ok(())
}

/// The order of characters by their pinyin, as this browser knows it.
async fn initials(student: &Student) -> Outcome<Initials> {
    let script = "const bytes = [];
        for (let row = 0xb0; row <= 0xd7; row++) for (let cell = 0xa1; cell <= 0xfe; cell++) bytes.push(row, cell);
        return new TextDecoder('gb18030').decode(new Uint8Array(bytes.slice(0, 2 * 3755)));";
    let chars = student.browser.js(script, Vec::new()).await?;
    Ok(Initials::from_level_one(chars.as_str().unwrap_or_default()))
}

/// The addresses that a query should list.
fn expected(student: &Student, index: &Index, typed: &str) -> Vec<String> {
    let Some(found) = index.search(typed) else { return Vec::new() };
    let course = index.course();
    let concepts = found.concepts.hits.iter().map(|hit| &course.concepts[hit.place].id);
    let asked = found.questions.hits.iter().filter_map(|hit| course.questions[hit.place].concepts.first());
    let route = |id: &biaoshuai::core::ids::ConceptId| Route::Concept(course.id.clone(), id.clone());
    concepts.chain(asked).map(|id| format!("{}{}", student.home, route(id))).collect()
}

/// Waits until exactly these addresses are listed.
async fn listed(student: &Student, typed: &str, expected: &[String]) -> Outcome {
    let short: String = typed.chars().take(20).collect();
    let there = format!(
        "JSON.stringify([...document.querySelectorAll('#found a')].map((a) => a.href)) === JSON.stringify({})",
        json!(expected)
    );
    student.browser.until(&format!("the {} results for “{short}”", expected.len()), &there).await?;
    Ok(())
}

fn says(words: &str) -> String {
    format!("document.querySelector('#search-count').textContent.includes({})", json!(words))
}
