//! What there is already: meetings under way, plans, records.

use super::super::removal::removal;
use super::super::start;
use crate::core::branch::{Draft, Meeting, Plan, Record};
use crate::core::course::Course;
use crate::core::ids::PlanId;
use crate::core::route::Route;
use crate::state::{Keep, clock};
use crate::ui::parts::steps;
use crate::ui::router::Router;
use crate::ui::view;
use leptos::prelude::*;
use std::sync::Arc;

/// The ways back into meetings under way; tracked.
pub(super) fn running(keep: Keep, course: &Course) -> Vec<AnyView> {
    let all = keep.all::<Meeting>(&Meeting::all_of(&course.id)).into_iter().rev();
    all.filter(|(_, meeting)| !meeting.is_ended()).map(|(_, meeting)| go_on(keep, course, meeting)).collect()
}

fn go_on(keep: Keep, course: &Course, meeting: Meeting) -> AnyView {
    let step = meeting.stage(course).step + 1;
    let words = format!(
        "{} · {} · 第 {step} / {} 个环节",
        meeting.plan.title,
        clock::format(meeting.started),
        meeting.plan.steps.len()
    );
    let (place, key) = (meeting.place(), meeting.id.0.clone());
    let remove = Arc::new(move || keep.remove::<Meeting>(&place));
    view! {
        <div class="stack-s meeting">
            <Link to=Route::Host(meeting.id) class="card resume row">
                <span class="grow"><strong>"继续开会"</strong><span class="hint num">{words}</span></span><Icon name="next"/>
            </Link>
            {removal(&key, ["会议", &meeting.plan.title].concat(), "这场会议到此为止的得分都会删掉，不能恢复。", remove)}
        </div>
    }
}

/// Saved plans, the newest first; tracked.
pub(super) fn plans(keep: Keep, router: Router, course: &Arc<Course>) -> Option<AnyView> {
    let all: Vec<Plan> =
        keep.all::<Plan>(&Meeting::all_of(&course.id)).into_iter().rev().map(|(_, plan)| plan).collect();
    let (count, course) = (all.len(), Arc::clone(course));
    (count > 0).then(|| {
        let rows = untrack(|| steps(0, count, Arc::new(move |place| plan_row(keep, router, &course, &all[place]))));
        view! { <section class="stack-s"><h2>"存下的方案"</h2><ul class="rows" id="plans">{rows}</ul></section> }
    })
}

fn plan_row(keep: Keep, router: Router, course: &Arc<Course>, plan: &Plan) -> AnyView {
    let people = match plan.roster.count() {
        0 => String::new(),
        count => format!(" · {count} 人"),
    };
    let teams = match plan.teams.len() {
        0 => String::new(),
        count => format!(" · {count} 队"),
    };
    let about = format!("{} 个环节 · 约 {} 分钟{people}{teams}", plan.steps.len(), plan.total_minutes(course));
    let title = plan.title.clone();
    let go = {
        let (plan, course) = (plan.clone(), Arc::clone(course));
        move |_| match plan.check(&course).is_empty() {
            true => start(keep, router, plan.clone()),
            // There it says what to do.
            false => router.go(Route::BranchPlan(plan.id.clone())),
        }
    };
    let copy = {
        let plan = plan.clone();
        move |_| drop(duplicate(keep, &plan))
    };
    let place = plan.place();
    let remove = Arc::new(move || forget(keep, &place));
    view! {
        <li class="stack-s kept-row">
            <Link to=Route::BranchPlan(plan.id.clone()) class="row concept-row">
                <span class="grow">{title.clone()}<br/><span class="hint num">{about}</span></span><Icon name="next"/>
            </Link>
            <div class="row wrap">
                <button type="button" class="button" on:click=go>"开始"<span class="sr">{title.clone()}</span></button>
                <button type="button" class="button ghost" on:click=copy>"复制"<span class="sr">{title.clone()}</span></button>
                {removal(plan.id.as_str(), title, "这份方案会从这台设备上删掉，不能恢复。", remove)}
            </div>
        </li>
    }
}

/// Keeps a copy of a plan, and tells which it is.
pub(in super::super) fn duplicate(keep: Keep, plan: &Plan) -> PlanId {
    let copy = plan.duplicate(PlanId(clock::new_id()));
    keep.put(&copy.place(), &copy);
    copy.id
}

/// Forgets a plan with what was typed for it.
pub(in super::super) fn forget(keep: Keep, place: &str) {
    keep.remove::<Plan>(place);
    keep.remove::<Draft>(place);
}

/// All records, the newest first; tracked.
pub(super) fn records(keep: Keep, course: &Course) -> AnyView {
    let all: Vec<Record> =
        keep.all::<Record>(&Meeting::all_of(&course.id)).into_iter().rev().map(|(_, record)| record).collect();
    if all.is_empty() {
        return view! { <section class="stack-s"><h2>"支部台账"</h2><p class="hint">"开完第一场，这里就有到会、得分、各概念的掌握情况和建议复习的内容。"</p></section> };
    }
    let count = all.len();
    let rows = untrack(|| steps(0, count, Arc::new(move |place| record_row(&all[place]))));
    view! { <section class="stack-s"><h2>"支部台账"</h2><ul class="rows" id="records">{rows}</ul></section> }
}

fn record_row(record: &Record) -> AnyView {
    let about = format!("{} · {} 分钟 · 实到 {} 人", record.started.written(), record.minutes, record.present.len());
    view! {
        <li><Link to=Route::BranchRecord(record.id.clone()) class="row concept-row">
            <span class="grow">{record.title.clone()}<br/><span class="hint num">{about}</span></span><Icon name="next"/>
        </Link></li>
    }
}
