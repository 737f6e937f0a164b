//! What the record says, as it also stands on paper.

use super::heat::heat_map;
use crate::core::branch::{Record, Table, VoteLine, is_right, option_words};
use crate::core::course::Course;
use crate::core::exam::{PaperCode, Sitting};
use crate::core::ids::SessionId;
use crate::core::question::BLANK;
use crate::core::route::Route;
use crate::state::{Keep, clock};
use crate::ui::parts::table;
use crate::ui::router::Router;
use crate::ui::view;
use leptos::prelude::*;
use std::sync::Arc;

/// Tables that are drawn in another way here.
const DRAWN: [&str; 5] = ["概念掌握", "举手", "答卷", "后续学习", "基本情况"];

/// Everything but the note.
pub(super) fn sheet(course: &Arc<Course>, record: &Record) -> AnyView {
    let tables = record.tables(course);
    let tables = tables.iter().filter(|table| !DRAWN.contains(&table.title)).map(titled);
    let tables: Vec<AnyView> = tables.collect();
    let present = format!("应到 {} 人，实到 {} 人", record.members, record.present.len());
    view! {
        <div class="sheet-of stack-l">
            <section class="stack-s" id="present"><h2>"到会"</h2><p class="num">{present}</p><p class="quiet">{record.present.join("、")}</p></section>
            {heat_map(course, record)}
            {tables}
            {votes(course, record)}
            {follow(course, record)}
            {handed(record)}
        </div>
    }
}

/// A table with its title.
pub(super) fn titled(of: &Table) -> AnyView {
    let rows = table(of.title, &mut of.rows.iter().map(|row| row.iter().map(String::as_str).collect()));
    view! { <section class="stack-s table-of"><h2>{of.title}</h2>{rows}</section> }
}

/// The votes, both beside each other.
fn votes(course: &Course, record: &Record) -> Option<AnyView> {
    let rows: Vec<AnyView> = record.votes.iter().map(|vote| vote_row(course, vote)).collect();
    (!rows.is_empty()).then(|| {
        view! { <section class="stack-s" id="votes"><h2>"举手"</h2><p class="hint">"打勾的是正确选项；两个数是讨论前和讨论后的人数。"</p><ul class="rows">{rows}</ul></section> }
    })
}

fn vote_row(course: &Course, vote: &VoteLine) -> AnyView {
    let question = course.question(&vote.question);
    let stem = question.map_or_else(|| "（已撤下的题）".to_owned(), |question| question.stem.replace(BLANK, "（　）"));
    let options = vote.first.iter().enumerate().map(|(at, first)| {
        let words = question.map_or("", |question| option_words(&question.body, at)).to_owned();
        let is_right = question.is_some_and(|question| is_right(&question.body, at));
        let right = is_right.then(|| view! { <Icon name="check"/><span class="sr">"正确"</span> });
        let count = vote.second.get(at).map_or_else(|| first.to_string(), |second| format!("{first} → {second}"));
        view! { <li class="row"><span class="grow">{words}{right}</span><strong class="num">{count}</strong></li> }
    });
    let options: Vec<AnyView> = options.collect();
    view! { <li class="vote-line"><p>{stem}</p><ul>{options}</ul></li> }
}

/// What phones and papers have handed in.
fn handed(record: &Record) -> Option<AnyView> {
    let rows = record.handed.iter().map(|handed| {
        let name = handed.name.clone().unwrap_or_else(|| "未署名".to_owned());
        view! { <li>{name}" "<strong class="num">{format!("{} / {}", handed.marks, handed.of)}</strong></li> }
    });
    let rows: Vec<AnyView> = rows.collect();
    let title = format!("答卷（{} 份）", rows.len());
    (!rows.is_empty()).then(
        || view! { <section class="stack-s" id="handed"><h2>{title}</h2><ul class="handed">{rows}</ul></section> },
    )
}

/// What to repeat, with a paper about the weakest section.
fn follow(course: &Arc<Course>, record: &Record) -> AnyView {
    let follow = record.follow_up(course);
    if follow.concepts.is_empty() {
        return view! { <section class="stack-s" id="follow"><h2>"后续学习"</h2><p class="quiet">"这次问到的概念都掌握得不错，没有要重点复习的。"</p></section> };
    }
    let concepts = follow.concepts.iter().filter_map(|id| course.concept(id)).map(|concept| {
        let to = Route::Concept(course.id.clone(), concept.id.clone());
        view! { <li><Link to=to class="concept-link"><span>{concept.title.clone()}</span><Icon name="next"/></Link></li> }
    });
    let concepts: Vec<AnyView> = concepts.collect();
    let section = follow.sections.first().and_then(|id| course.section(id)).map(|section| section.title.clone());
    let paper = record.follow_up_paper(course).map(|code| paper(course, code, section.unwrap_or_default()));
    view! {
        <section class="stack-s" id="follow"><h2>"后续学习"</h2><p class="hint">"最薄弱的在前。"</p><ul class="concept-links">{concepts}</ul>{paper}</section>
    }
}

fn paper(course: &Arc<Course>, code: PaperCode, section: String) -> AnyView {
    let (keep, router) = (Keep::expect(), Router::expect());
    let course = Arc::clone(course);
    let begin = move |_| {
        // Its blueprint was tried when the code was made.
        let Ok(paper) = code.paper(&course) else { return };
        let sitting = Sitting::new(SessionId(clock::new_id()), paper, clock::now());
        keep.put(&sitting.place(), &sitting);
        router.go(Route::Exam(sitting.id));
    };
    let about = ["《", &section, "》10 题、10 分钟的练习卷。在“模拟考试”里输入卷号，每个人做的是同一份："].concat();
    view! {
        <p class="quiet">{about}</p>
        <p class="code num" id="follow-code">{code.to_string()}</p>
        <button type="button" class="button no-print" id="follow-begin" on:click=begin>"现在做这份卷子"</button>
    }
}
