//! What the page says about all results, against what one counts by hand.

use super::room::{ALL, Room, SCANNED, TYPED, grade};
use crate::problem::{Outcome, ensure, fail};
use crate::student::Student;
use biaoshuai::core::branch::Record;
use biaoshuai::core::exam::{Grade, Marks};
use biaoshuai::core::grade::Verdict;
use biaoshuai::core::ids::MeetingId;
use biaoshuai::core::route::Route;

/// Everything on the page against what one counts by hand.
pub(super) async fn checked(student: &Student, room: &Room, real: (Marks, usize), meeting: &MeetingId) -> Outcome {
    let browser = &student.browser;
    let worth = |place: usize| room.paper.questions[place].marks;
    let earned = |person: u64, place: usize| match grade(person, place) {
        Grade::Worth(verdict) => worth(place).earned(verdict),
        _ => Marks::ZERO,
    };
    let count = room.paper.questions.len();
    let marks = |person: u64| -> Marks { (0..count).map(|place| earned(person, place)).sum() };
    let halves: u32 = (1..ALL as u64).map(|person| u32::from(marks(person).in_halves())).sum();
    let mean = f64::from(halves + u32::from(real.0.in_halves())) / 2.0 / ALL as f64;
    let said = browser.js("return document.querySelector('#collected').textContent;", Vec::new()).await?;
    let meant = format!("{ALL} 份，平均 {:.1} 分，满分 100 分", (mean * 10.0 + 1e-9).round() / 10.0);
    ensure(said.as_str() == Some(&meant), format!("{said} instead of {meant}"))?;

    let rows = "return [...document.querySelectorAll('.result-row')].map((row) => [row.querySelector('strong').textContent, row.querySelector(':scope > .num').textContent]);";
    let rows: Vec<(String, String)> = serde_json::from_value(browser.js(rows, Vec::new()).await?)?;
    ensure(rows.len() == ALL, format!("{} rows", rows.len()))?;
    ensure(rows[0] == ("42".to_owned(), format!("{} 分", real.0)), format!("the phone's row is {:?}", rows[0]))?;
    for person in 1..ALL as u64 {
        let words = format!("{} 分", marks(person));
        let row = &rows[ALL - person as usize];
        let is_typed = (SCANNED + 1..=SCANNED + TYPED).contains(&person);
        let name = match person % 3 {
            _ if is_typed => person.to_string(),
            0 => format!("组员{person}"),
            _ => format!("第 {person} 份"),
        };
        ensure(*row == (name, words), format!("row {person} is {row:?}"))?;
    }

    // The tables: of those whose questions are known, and of the phone by its own report.
    let known: Vec<u64> = (1..ALL as u64).filter(|it| !(SCANNED + 1..=SCANNED + TYPED).contains(it)).collect();
    browser.tap("#show-tables").await?;
    browser.see("#by-question").await?;
    let shown = student.table("#by-question").await?;
    let record: Record = {
        browser.tap("#enter").await?;
        student.see_saved().await?;
        student.stored(&format!("{}/{meeting}", room.course.id)).await?
    };
    ensure(record.handed.len() == ALL, format!("{} results in the record", record.handed.len()))?;
    let Some(phone) = record.handed.iter().find(|handed| handed.name.as_deref() == Some("42")) else {
        return fail("the phone is not in the record");
    };
    ensure(phone.marks == real.0, "the phone has other marks in the record")?;
    for (place, shown) in shown.iter().enumerate().take(count) {
        let tally = |wanted: fn(Grade) -> bool| known.iter().filter(|person| wanted(grade(**person, place))).count();
        let right = tally(|grade| matches!(grade, Grade::Worth(verdict) if verdict.is_right()));
        let partly = tally(|grade| matches!(grade, Grade::Worth(Verdict { points: 1, of: 2 })));
        let open = tally(|grade| grade == Grade::Open);
        let row: Vec<usize> = shown[..4].iter().filter_map(|cell| cell.parse().ok()).collect();
        let by_phone = usize::from(phone.verdicts[place].1);
        ensure(row.iter().sum::<usize>() == known.len() + 1, format!("question {place}: {row:?}"))?;
        ensure(row[0] == right + by_phone && row[3] == open, format!("question {place}: {row:?}, right {right}"))?;
        ensure(
            row[1] == partly || row[1] == partly + 1 - by_phone,
            format!("question {place}: {row:?}, partly {partly}"),
        )?;
    }
    concepts(student, room, &known, phone.verdicts.iter().map(|verdict| verdict.1).collect()).await?;
    // Again it is brought up to date, not doubled.
    browser.tap("#enter").await?;
    student.see_saved().await?;
    let again: Record = student.stored(&format!("{}/{meeting}", room.course.id)).await?;
    ensure(again.handed.len() == ALL, "entered again, the results are doubled")?;
    student.open(&Route::Collect("nobody".into())).await?;
    student.heading("没有找到").await
}

/// The table of concepts: times asked and times right.
async fn concepts(student: &Student, room: &Room, known: &[u64], phone: Vec<bool>) -> Outcome {
    let shown = student.table("#by-concept").await?;
    let mut meant = Vec::new();
    for concept in &room.course.concepts {
        let about = |place: &usize| {
            let question = room.course.question(&room.paper.questions[*place].question);
            question.is_some_and(|question| question.concepts.contains(&concept.id))
        };
        let places: Vec<usize> = (0..room.paper.questions.len()).filter(about).collect();
        if places.is_empty() {
            continue;
        }
        let is_right = |person: u64, place: usize| matches!(grade(person, place), Grade::Worth(it) if it.is_right());
        let right = |place: &usize| known.iter().filter(|person| is_right(**person, *place)).count();
        let right: usize = places.iter().map(|place| right(place) + usize::from(phone[*place])).sum();
        meant.push((places.len().to_string(), format!("{right}/{}", places.len() * (known.len() + 1))));
    }
    let shown: Vec<(String, String)> = shown.into_iter().map(|row| (row[0].clone(), row[1].clone())).collect();
    ensure(shown == meant, format!("the concepts are {shown:?} instead of {meant:?}"))
}
