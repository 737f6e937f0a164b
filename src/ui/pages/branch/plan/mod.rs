//! A plan: its people, its teams, its agenda. Every change is kept at once.

mod agenda;
mod editor;
mod picker;
mod roster;
mod round;
mod teams;

use super::desk::{duplicate, forget};
use super::removal::removal;
use super::{Missing, start, when_there};
use crate::core::branch::{Meeting, Plan, PlanFault, PlanProblem, Step};
use crate::core::course::Course;
use crate::core::ids::PlanId;
use crate::core::route::Route;
use crate::state::signal::{Memo, RwSignal, StoredValue};
use crate::state::{Keep, Library};
use crate::ui::parts::{SaveStatus, focus, use_title};
use crate::ui::router::Router;
use crate::ui::view;
use leptos::prelude::*;
use std::sync::Arc;

/// A plan that is being edited.
#[derive(Clone, Copy)]
struct Editing {
    keep: Keep,
    course: StoredValue<Arc<Course>>,
    plan: RwSignal<Plan>,
    problems: Memo<Vec<PlanProblem>>,
}

impl Editing {
    fn begin(keep: Keep, course: Arc<Course>, plan: Plan) -> Self {
        let (course, plan) = (StoredValue::new(course), RwSignal::new(plan));
        let problems = Memo::new(move |_| course.with_value(|course| plan.with(|plan| plan.check(course))));
        Self { keep, course, plan, problems }
    }

    fn course(self) -> Arc<Course> {
        self.course.get_value()
    }

    /// Changes the plan and keeps it.
    fn change(self, change: impl FnOnce(&mut Plan)) {
        self.plan.update(change);
        self.save();
    }

    fn save(self) {
        self.plan.with_untracked(|plan| self.keep.put(&plan.place(), plan));
    }

    /// Looks at a step; tracked. What is drawn of a step may be asked once more after the step has gone.
    fn step<R: Default>(self, at: usize, look: impl FnOnce(&Plan, &Step) -> R) -> R {
        self.plan.with(|plan| plan.steps.get(at).map(|step| look(plan, step)).unwrap_or_default())
    }

    /// Changes a step.
    fn change_step(self, at: usize, change: impl FnOnce(&mut Step)) {
        self.change(|plan| {
            if let Some(step) = plan.steps.get_mut(at) {
                change(step);
            }
        });
    }

    /// What is wrong with a step, or with `None` what belongs to none; tracked.
    fn faults(self, of: Option<usize>, which: fn(&PlanFault) -> bool) -> Vec<AnyView> {
        self.problems.with(|problems| {
            let here = problems.iter().filter(|problem| problem.step == of && which(&problem.fault));
            here.map(|problem| trouble(problem.fault.to_string())).collect()
        })
    }
}

/// Something that does not work yet, and what to do.
fn trouble(words: String) -> AnyView {
    view! { <p class="status-line bad problem" tabindex="-1"><Icon name="warn"/><span>{words}</span></p> }
}

/// The screen.
pub(super) fn plan(id: PlanId) -> AnyView {
    use_title("会议方案");
    when_there(move || {
        let keep = Keep::expect();
        let found = Library::expect().all().into_iter().find_map(|course| {
            let place = [&Meeting::all_of(&course.id), id.as_str()].concat();
            Some((keep.get::<Plan>(&place)?, course))
        });
        match found {
            Some((plan, course)) => edit(Editing::begin(keep, course, plan)),
            None => view! { <Missing what="这台设备上没有这份方案，它可能已经删除，或者属于另一台电脑"/> },
        }
    })
}

fn edit(editing: Editing) -> AnyView {
    let router = Router::expect();
    let Editing { keep, plan, problems, .. } = editing;
    let copy = move |_| {
        let id = plan.with_untracked(|plan| duplicate(keep, plan));
        router.go(Route::BranchPlan(id));
    };
    let remove = Arc::new(move || {
        plan.with_untracked(|plan| forget(keep, &plan.place()));
        router.go(Route::Branch);
    });
    let go = move |_| match problems.with_untracked(Vec::is_empty) {
        true => start(keep, router, plan.get_untracked()),
        false => focus(".problem"),
    };
    let total = move || editing.course.with_value(|course| plan.with(|plan| plan.total_minutes(course)));
    let said = move || match problems.with(Vec::len) {
        0 => format!("共约 {} 分钟，可以开始", total()),
        count => format!("共约 {} 分钟，还有 {count} 处要改", total()),
    };
    let title = plan.with_untracked(|plan| plan.title.clone());
    view! {
        <Link to=Route::Branch class="crumb"><Icon name="back"/>"支部学习"</Link>
        <header class="page-head row wrap"><h1 class="grow">"会议方案"</h1><SaveStatus/></header>
        <div class="stack-l" id="plan">
            <section class="stack-s">
                <label for="title"><h2>"名称"</h2></label>
                <input type="text" id="title" class="field wide" value=title maxlength="40" autocomplete="off"
                    on:input=move |event| editing.change(|plan| plan.title = event_target_value(&event))/>
                <div>{move || editing.faults(None, |fault| matches!(fault, PlanFault::NoTitle | PlanFault::OtherCourse))}</div>
            </section>
            {agenda::agenda(editing)}
            {roster::roster(editing)}
            {teams::teams(editing)}
            <div class="row wrap">
                <button type="button" class="button" id="copy" on:click=copy>"复制这份方案"</button>
                {removal("plan", "方案".to_owned(), "这份方案会从这台设备上删掉，不能恢复。", remove)}
            </div>
        </div>
        <div class="actions solid">
            <p class="num" role="status" id="ready">{move || said()}</p>
            <button type="button" class="button primary wide" id="start" aria-disabled=move || (!problems.with(Vec::is_empty)).then_some("true")
                on:click=go>"开始"</button>
        </div>
    }
}
