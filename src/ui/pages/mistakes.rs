//! 错题本: what was answered wrong, beside the right answer, until it is known.

use super::marks::question_row;
use crate::core::contrast;
use crate::core::course::Course;
use crate::core::mistakes::{Cause, Filed, Mistake, Mistakes};
use crate::core::question::{BLANK, Question};
use crate::core::record::quote;
use crate::core::route::Route;
use crate::core::session::Scope;
use crate::state::signal::{Memo, RwSignal, Signal};
use crate::state::{Keep, Library, Prefs, Study, clock, page};
use crate::ui::parts::{Segments, Starter, after_paint, steps, use_title};
use crate::ui::view;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

const ORDERS: [&str; 3] = ["按章节", "按概念", "按原因"];

/// Everything in the book.
pub(super) fn mistakes() -> AnyView {
    use_title("错题本");
    let (keep, library) = (Keep::expect(), Library::expect());
    let id = library.current().id.clone();
    let ready = Memo::new(move |_| keep.is_ready() && library.annotated(&id).is_some());
    view! {
        <Link to=Route::Practice class="crumb"><Icon name="back"/>"练习"</Link>
        <header class="page-head"><h1>"错题本"</h1></header>
        {move || match ready.get() {
            true => untrack(|| book(keep, &library.current())),
            false => view! { <p class="hint">"正在载入…"</p> },
        }}
    }
}

fn book(keep: Keep, course: &Arc<Course>) -> AnyView {
    let days = Prefs::expect().get_untracked().mistake_days;
    let all = Study::expect().ledger().with_untracked(|ledger| ledger.mistakes().clone());
    let filed = |id: &_| keep.get::<Filed>(&Filed::place(&course.id, id));
    let open: Vec<Question> =
        all.open(course, u8::try_from(days).unwrap_or(u8::MAX), &filed).into_iter().cloned().collect();
    if open.is_empty() {
        return view! {
            <div class="empty"><Icon name="check"/><h2>"现在没有错题"</h2>
                <p class="quiet">"没有完全答对的题会自动进来，附上您当时的答案。"</p>
                <Link to=Route::Practice class="button primary">"去练习"</Link>
            </div>
        };
    }
    let rule = format!("{} 题。在 {days} 个不同的日子连续答对，就自动移出；天数在“我”里设。", open.len());
    let (starter, open) = (Starter::expect(), Arc::new(open));
    let drill = {
        let (course, open) = (Arc::clone(course), Arc::clone(&open));
        move |_| {
            starter.drill(&course, Scope::Mistakes, &open.iter().collect::<Vec<_>>());
        }
    };
    let all = Arc::new(all);
    let save = {
        let (all, open, course) = (Arc::clone(&all), Arc::clone(&open), Arc::clone(course));
        move |_| {
            page::call("download", &[&table(&all, &course, &open), "错题本.csv", "text/csv"]);
        }
    };
    let order = RwSignal::new(0);
    let words = ORDERS.map(str::to_owned).to_vec();
    let course = Arc::clone(course);
    let groups = move || {
        let mut groups: Vec<(String, Vec<usize>)> = Vec::new();
        for (place, question) in open.iter().enumerate() {
            let Some(mistake) = all.of(&course.id, question) else { continue };
            for name in names(&course, question, mistake, order.get()) {
                match groups.iter_mut().find(|group| group.0 == name) {
                    Some(group) => group.1.push(place),
                    None => groups.push((name, vec![place])),
                }
            }
        }
        let section = |(name, places): (String, Vec<usize>)| {
            let (open, all, course) = (Arc::clone(&open), Arc::clone(&all), Arc::clone(&course));
            let count = places.len();
            let draw = move |at: usize| {
                let question = &open[places[at]];
                all.of(&course.id, question).map(|mistake| row(keep, &course, question, mistake)).into_any()
            };
            let rows = untrack(|| steps(0, count, Arc::new(draw)));
            view! { <section><h2 class="section-head">{name}</h2><ul class="rows">{rows}</ul></section> }
        };
        groups.into_iter().map(section).collect::<Vec<AnyView>>()
    };
    view! {
        <div class="stack-l">
        <p class="quiet num">{rule}</p>
        <div class="row wrap no-print">
            <button type="button" class="button primary" id="drill" on:click=drill>"重练错题"</button>
            <button type="button" class="button" on:click=|_| print()>"打印"</button>
            <button type="button" class="button" on:click=save><Icon name="save"/>"存为表格"</button>
        </div>
        <div class="stack-l" id="mistakes">
            <Segments label="怎样排" words=words value=Signal::derive(move || Some(order.get()))
                on_choose=Callback::new(move |place| order.set(place))/>
            {groups}
        </div>
        </div>
    }
}

/// Under which names a question stands.
fn names(course: &Course, question: &Question, mistake: &Mistake, order: usize) -> Vec<String> {
    match order {
        0 => course.section(&question.section).map(|section| section.title.clone()).into_iter().collect(),
        1 => question.concepts.iter().filter_map(|id| course.concept(id)).map(|it| it.title.clone()).collect(),
        _ => mistake.wrong.first().map(|wrong| wrong.cause.name().to_owned()).into_iter().collect(),
    }
}

fn row(keep: Keep, course: &Arc<Course>, question: &Question, mistake: &Mistake) -> AnyView {
    let wrong = mistake.wrong.iter().map(|wrong| {
        let said = Some(question.body.said(&wrong.answer)).filter(|said| !said.is_empty());
        let head = format!("{} · {}：", clock::format(wrong.at), wrong.cause.name());
        view! { <li><span class="hint num">{head}</span>{said.unwrap_or_else(|| "（没有写）".to_owned())}</li> }
    });
    let wrong: Vec<AnyView> = wrong.collect();
    let place = Filed::place(&course.id, &question.id);
    let lapses = mistake.lapses;
    view! {
        <li class="marked stack-s">
            {question_row(course, question)}
            <p class="hint num">{format!("错过 {lapses} 次，之后有 {} 天答对。我的答案：", mistake.good_days)}</p>
            <ul class="right-lines">{wrong}</ul>
            {mistake.is_stubborn().then(|| suggestion(course, question))}
            <div class="row wrap no-print">{choice(keep, &place, "钉住", "取消钉住", None)}{choice(keep, &place, "移出", "放回来", Some(lapses))}</div>
        </li>
    }
}

/// A button that files a question, and takes that back.
fn choice(keep: Keep, place: &str, name: &'static str, back: &'static str, out: Option<u32>) -> AnyView {
    let (place, read) = (place.to_owned(), place.to_owned());
    let filed = move || keep.get::<Filed>(&read).is_some_and(|filed| filed.out == out);
    let (pressed, words) = (filed.clone(), filed.clone());
    let toggle = move |_| match filed() {
        true => keep.remove::<Filed>(&place),
        false => keep.put(&place, &Filed { at: keep.now(), out }),
    };
    view! {
        <button type="button" class="button ghost" aria-pressed=move || if pressed() { "true" } else { "false" } on:click=toggle>
            {move || if words() { back } else { name }}
        </button>
    }
}

/// Where asking again has not helped, another way may.
fn suggestion(course: &Course, question: &Question) -> AnyView {
    let Some(concept) = question.concepts.iter().find_map(|id| course.concept(id)) else { return ().into_any() };
    let akin =
        concept.siblings.iter().find(|sibling| !contrast::questions(course, &concept.id, &sibling.id).is_empty());
    let (to, words) = match akin {
        Some(sibling) => {
            (Route::Contrast(course.id.clone(), concept.id.clone(), sibling.id.clone()), "总记不住？先做对比辨析")
        }
        None => (Route::Ladder(course.id.clone(), concept.id.clone()), "总记不住？先上背诵阶梯"),
    };
    view! { <p><Link to=to class="concept-link"><span>{words}</span><Icon name="next"/></Link></p> }
}

/// Everything is on paper, all rows and all answers.
pub(super) fn print() {
    let all = |selector: &str, each: &dyn Fn(HtmlElement)| {
        let Ok(found) = document().query_selector_all(selector) else { return 0 };
        for place in 0..found.length() {
            if let Some(element) = found.item(place) {
                each(element.unchecked_into());
            }
        }
        found.length()
    };
    // What comes may have more behind it.
    if all("#mistakes .more", &|button| button.click()) > 0 {
        return after_paint(Box::new(print));
    }
    all("#mistakes details", &|answer| drop(answer.set_attribute("open", "")));
    // Refused only where a page may not print at all.
    let _ = window().print();
}

/// The book as a table for spreadsheets; the mark at its beginning tells them that it is UTF-8.
fn table(all: &Mistakes, course: &Course, open: &[Question]) -> String {
    let mut text = "\u{feff}题目,题型,错过次数,最近一次,原因,我的答案,正确答案\r\n".to_owned();
    for question in open {
        let Some((mistake, last)) = all.of(&course.id, question).and_then(|it| Some((it, it.wrong.first()?))) else {
            continue;
        };
        let cells = [
            question.stem.replace(BLANK, "（　）"),
            question.body.kind().name().to_owned(),
            mistake.lapses.to_string(),
            clock::format(last.at),
            Cause::name(last.cause).to_owned(),
            question.body.said(&last.answer),
            question.body.solution().lines.join("；"),
        ];
        for cell in cells {
            quote(&cell, &mut text);
        }
        text.pop();
        text += "\r\n";
    }
    text
}
