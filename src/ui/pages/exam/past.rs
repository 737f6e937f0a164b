//! All exams so far.

use crate::core::course::Course;
use crate::core::exam::Sitting;
use crate::core::route::Route;
use crate::state::{Keep, clock};
use crate::ui::parts::steps;
use crate::ui::view;
use leptos::prelude::*;
use std::sync::Arc;

/// The ways back to what is still running, and to everything handed in, the newest first.
pub(super) fn past(keep: Keep, course: &Arc<Course>) -> (Vec<AnyView>, AnyView) {
    let all = keep.all::<Sitting>(&Sitting::all_of(&course.id));
    let (closed, open): (Vec<_>, Vec<_>) = all.into_iter().rev().partition(|(_, sitting)| sitting.closed.is_some());
    let open = open.iter().map(|(_, sitting)| running(sitting)).collect();
    if closed.is_empty() {
        return (open, ().into_any());
    }
    let (count, course) = (closed.len(), Arc::clone(course));
    let rows = steps(0, count, Arc::new(move |place| row(&course, &closed[place].1)));
    (open, view! { <section class="stack-s"><h2>"考过的卷子"</h2><ul class="rows" id="past">{rows}</ul></section> })
}

fn running(sitting: &Sitting) -> AnyView {
    let left = sitting.remaining_ms(clock::now()).div_ceil(60_000);
    let words = format!("{} 卷，答到第 {} 题，还有 {left} 分钟", sitting.paper.variant.name(), sitting.cursor + 1);
    view! {
        <Link to=Route::Exam(sitting.id.clone()) class="card resume row">
            <span class="grow"><strong>"继续考试"</strong><span class="hint num">{words}</span></span><Icon name="next"/>
        </Link>
    }
}

fn row(course: &Course, sitting: &Sitting) -> AnyView {
    let Some(report) = sitting.report(course) else { return ().into_any() };
    let paper = sitting.paper.code.as_deref().unwrap_or("没有卷号");
    let about = format!("{} · {paper} · {} 卷", clock::format(sitting.started), sitting.paper.variant.name());
    let marks = format!("{} / {}", report.marks.earned, report.marks.of);
    view! {
        <li><Link to=Route::ExamResult(sitting.id.clone()) class="row concept-row">
            <span class="grow">{format!("{marks} 分")}<br/><span class="hint num">{about}</span></span>
            <span class="hint">{passed(report.passed)}</span><Icon name="next"/>
        </Link></li>
    }
}

/// Passed or not, in words.
pub(super) const fn passed(passed: bool) -> &'static str {
    if passed { "通过" } else { "没有通过" }
}
