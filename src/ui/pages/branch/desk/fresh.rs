//! A new plan: how long, about what, in teams or not.

use super::super::start;
use crate::core::branch::{Basis, Length, Plan, Roster, team};
use crate::core::course::Course;
use crate::core::ids::{PlanId, SectionId};
use crate::core::route::Route;
use crate::state::signal::RwSignal;
use crate::state::{Keep, clock};
use crate::ui::parts::one_of;
use crate::ui::router::Router;
use crate::ui::view;
use leptos::prelude::*;
use std::sync::Arc;

/// What is chosen. Lengths, teams and rosters by their place among those on offer.
#[derive(Clone, Copy)]
struct Choice {
    length: RwSignal<usize>,
    teams: RwSignal<usize>,
    roster: RwSignal<usize>,
    sections: RwSignal<Vec<SectionId>>,
}

const TEAMS: [&str; 6] = ["不分队", "2 队", "3 队", "4 队", "5 队", "6 队"];

impl Choice {
    /// The plan that it makes. Teams are drawn by lot where it is known who comes.
    fn plan(self, course: &Course, earlier: &Roster) -> Plan {
        let seed = clock::seed();
        let roster = if self.roster.get_untracked() == 0 { earlier.clone() } else { Roster::default() };
        let teams = match self.teams.get_untracked() {
            0 => Vec::new(),
            place => team::drawn(&roster, place + 1, seed),
        };
        let length = Length::ALL[self.length.get_untracked()];
        let id = PlanId(clock::new_id());
        self.sections.with_untracked(|sections| Basis { course, sections, seed }.plan(id, length, roster, teams))
    }
}

/// The card. With the usual choices one tap begins.
pub(super) fn fresh(keep: Keep, router: Router, course: &Arc<Course>) -> AnyView {
    let choice = Choice {
        length: RwSignal::new(1),
        teams: RwSignal::new(1),
        roster: RwSignal::new(0),
        sections: RwSignal::new(Vec::new()),
    };
    let plans = keep.all::<Plan>(&[course.id.as_str(), "/"].concat()).into_iter();
    let earlier = plans.rev().map(|(_, plan)| plan.roster).find(|roster| roster.count() > 0).unwrap_or_default();
    let people = (earlier.count() > 0).then(|| {
        let words = vec![format!("用上次的 {} 人", earlier.count()), "先不填".to_owned()];
        view! { <div class="stack-s"><h3>"名单"</h3>{one_of("名单", words, choice.roster)}</div> }
    });
    let make = {
        let course = Arc::clone(course);
        move || {
            let plan = choice.plan(&course, &earlier);
            keep.put(&plan.place(), &plan);
            plan
        }
    };
    let look = {
        let make = make.clone();
        move |_| router.go(Route::BranchPlan(make().id))
    };
    let about = Arc::clone(course);
    let go = move |_| {
        let plan = make();
        // A choice too narrow for a whole plan says so on the screen of the plan.
        match plan.check(&about).is_empty() {
            true => start(keep, router, plan),
            false => router.go(Route::BranchPlan(plan.id)),
        }
    };
    let lengths = Length::ALL.iter().map(|length| format!("{} 分钟", length.minutes())).collect();
    view! {
        <section class="card stack" id="new-plan" aria-labelledby="new-title">
            <h2 id="new-title">"新的一场"</h2>
            <div class="stack-s"><h3>"时间"</h3>{one_of("时间", lengths, choice.length)}</div>
            <div class="stack-s"><h3>"分队"</h3>{one_of("分队", TEAMS.map(str::to_owned).to_vec(), choice.teams)}</div>
            {people}
            {sections(course, choice.sections)}
            <div class="row wrap">
                <button type="button" class="button primary" id="begin" on:click=go>"马上开始"</button>
                <button type="button" class="button" id="look" on:click=look>"先看方案，再改"</button>
            </div>
            <p class="hint">"方案自动出题，会存下来，以后可以改了再用。"</p>
        </section>
    }
}

/// Which sections it is about; none chosen is all.
fn sections(course: &Course, chosen: RwSignal<Vec<SectionId>>) -> AnyView {
    let said = move || match chosen.with(Vec::len) {
        0 => "内容：全部".to_owned(),
        count => format!("内容：选了 {count} 节"),
    };
    let parts = course.parts.iter().map(|part| {
        let buttons = course.sections_of(&part.id).map(|section| {
            let (id, own) = (section.id.clone(), section.id.clone());
            let toggle = move |_| {
                chosen.update(|all| if all.contains(&id) { all.retain(|other| *other != id) } else { all.push(id.clone()) });
            };
            view! {
                <button type="button" class="segment" aria-pressed=move || if chosen.with(|all| all.contains(&own)) { "true" } else { "false" }
                    on:click=toggle>{section.title.clone()}</button>
            }
        });
        let buttons: Vec<AnyView> = buttons.collect();
        let name = format!("第{}部分", part.ordinal);
        view! { <div class="stack-s"><h3>{name.clone()}</h3><div class="segments" role="group" aria-label=name>{buttons}</div></div> }
    });
    let parts: Vec<AnyView> = parts.collect();
    view! {
        <details class="unfold"><summary>{move || said()}</summary>
            <div class="stack">{parts}<p class="hint">"一节也不选，就从全部内容里出题。"</p></div>
        </details>
    }
}
