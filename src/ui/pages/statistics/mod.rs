//! 学习统计: what was done and what it came to, as pictures with their tables.

mod chart;
mod habit;
mod memory;
mod record;

use crate::core::course::Course;
use crate::core::ledger::Ledger;
use crate::core::review::StudyDay;
use crate::core::route::Route;
use crate::core::statistics::Activity;
use crate::state::signal::Memo;
use crate::state::{Library, Study, clock};
use crate::ui::parts::use_title;
use crate::ui::view;
use leptos::prelude::*;

/// What the pictures are drawn from.
struct Subject<'a> {
    course: &'a Course,
    ledger: &'a Ledger,
    activity: &'a Activity,
    today: StudyDay,
}

/// All pictures of the open course.
pub(super) fn statistics() -> AnyView {
    use_title("学习统计");
    let library = Library::expect();
    let course = library.current();
    let id = course.id.clone();
    let ready = Memo::new(move |_| library.annotated(&id).is_some());
    let date = clock::now().study_day().date();
    let about = ["《", &course.title, "》，截至 ", &date.year.to_string(), "年", &date.short()].concat();
    view! {
        <Link to=Route::Me class="crumb no-print"><Icon name="back"/>"我"</Link>
        <header class="page-head"><h1>"学习统计"</h1><p class="quiet num">{about}</p></header>
        {move || match ready.get() {
            true => untrack(|| pictures(&library.current())),
            false => view! { <p class="hint">"正在载入…"</p> },
        }}
    }
}

fn pictures(course: &Course) -> AnyView {
    let today = clock::now().study_day();
    Study::expect().ledger().with_untracked(|ledger| {
        let activity = ledger.statistics().activity(&course.id).filter(|activity| activity.sum().answers > 0);
        let Some(activity) = activity else { return nothing() };
        let of = Subject { course, ledger, activity, today };
        view! {
            <div class="panels" id="statistics">
                {memory::recall(&of)}
                {memory::mastery(&of)}
                {habit::calendar(&of)}
                {habit::weeks(&of)}
                {memory::retention(&of)}
                {habit::forecast(&of)}
                {memory::hardest(&of)}
                {record::record()}
            </div>
        }
    })
}

/// What to do so that there is something.
fn nothing() -> AnyView {
    view! {
        <div class="empty">
            <Icon name="half"/>
            <h2>"还没有学习记录"</h2>
            <p class="quiet">"答完第一题，这里就会画出记住了多少、哪几天学过、接下来有多少要复习。"</p>
            <Link to=Route::Home class="button primary">"去答第一题"</Link>
        </div>
    }
}

/// A share in whole percent.
fn percent(share: f32) -> u32 {
    (share * 100.0 + 0.5) as u32
}
