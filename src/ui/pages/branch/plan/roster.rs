//! Who takes part: a pasted list, or numbers.

use super::{Editing, trouble};
use crate::core::branch::{Draft, MEMBERS_MAX, Roster, RosterProblem, team};
use crate::state::signal::{RwSignal, StoredValue};
use crate::ui::view;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// A list that is no roster is kept as it was typed up to this length; a longer one is no list of a branch.
const DRAFT_BYTES: usize = 1 << 16;

impl Editing {
    fn place(self) -> String {
        self.plan.with_untracked(|plan| plan.place())
    }

    /// Takes a list over, or tells all that is wrong with it. Nothing of it is lost: what is no roster stays as a draft.
    fn list(self, text: &str) -> Vec<RosterProblem> {
        let blank = text.trim().is_empty();
        let (roster, problems) = match Roster::parse(text) {
            Ok(roster) => (Some(roster), Vec::new()),
            Err(_) if blank => (Some(Roster::default()), Vec::new()),
            Err(problems) => (None, problems),
        };
        match roster {
            Some(roster) => {
                self.change(|plan| {
                    team::follow(&mut plan.teams, &plan.roster, &roster);
                    plan.roster = roster;
                });
                self.keep.remove::<Draft>(&self.place());
            }
            None if text.len() <= DRAFT_BYTES => self.keep.put(&self.place(), &Draft(text.to_owned())),
            None => {}
        }
        problems
    }
}

/// The section of the screen.
pub(super) fn roster(editing: Editing) -> AnyView {
    let draft = untrack(|| editing.keep.get::<Draft>(&editing.place()));
    let text = draft.map_or_else(|| editing.plan.with_untracked(|plan| plan.roster.names.join("\n")), |draft| draft.0);
    let problems = RwSignal::new(match text.trim().is_empty() {
        true => Vec::new(),
        false => Roster::parse(&text).err().unwrap_or_default(),
    });
    let typed = StoredValue::new(text.clone());
    let before = RwSignal::new(None);
    let take = move |text: String| {
        typed.set_value(text.clone());
        problems.set(editing.list(&text));
    };
    let write = move |text: String| {
        if let Some(area) =
            document().get_element_by_id("roster").and_then(|area| area.dyn_into::<web_sys::HtmlTextAreaElement>().ok())
        {
            area.set_value(&text);
        }
        take(text);
    };
    let count = StoredValue::new("20".to_owned());
    let number = move |_| {
        let count = count
            .with_value(|count| count.trim().parse::<usize>().ok())
            .filter(|count| (1..=MEMBERS_MAX).contains(count));
        // The field says what it takes.
        let Some(count) = count else { return };
        let old = typed.get_value();
        write(Roster::numbers(count).names.join("\n"));
        before.set((!old.trim().is_empty()).then_some(old));
    };
    let back = move |_| {
        if let Some(old) = before.get_untracked() {
            before.set(None);
            write(old);
        }
    };
    let told_apart = move || {
        editing.plan.with(|plan| {
            let numbered = |name: &&String| typed.with_value(|text| !text.contains(name.as_str()));
            plan.roster.names.iter().filter(numbered).cloned().collect::<Vec<_>>().join("、")
        })
    };
    let said = move || {
        let count = editing.plan.with(|plan| plan.roster.count());
        let again = told_apart();
        match (problems.with(Vec::is_empty), count) {
            (false, 0) => "改好上面几处，名单就会用上。已经粘贴的内容不会丢。".to_owned(),
            (false, count) => format!("改好上面几处，名单就会用上；现在仍用原来的 {count} 人。已经粘贴的内容不会丢。"),
            (true, 0) => "没有名单也能开，只是不能随机点名。".to_owned(),
            (true, count) if again.is_empty() => format!("共 {count} 人。"),
            (true, count) => format!("共 {count} 人。重名的已编号区分：{again}。"),
        }
    };
    view! {
        <section class="stack-s">
            <label for="roster"><h2>"名单"</h2></label>
            <p class="hint">{format!("每行一个姓名，也可以用顿号、逗号隔开，可以直接粘贴；最多 {MEMBERS_MAX} 人。")}</p>
            <textarea class="note-field" id="roster" rows="6" autocomplete="off" spellcheck="false"
                on:input=move |event| { before.set(None); take(event_target_value(&event)); }>{text}</textarea>
            <div id="roster-problems">
                {move || problems.with(|problems| problems.iter().map(|problem| trouble(problem.to_string())).collect::<Vec<AnyView>>())}
            </div>
            <p class="hint num" role="status" id="roster-said">{move || said()}</p>
            <div class="row wrap">
                <label class="hint" for="count">"不用姓名，只用编号："</label>
                <input type="number" class="field short num" id="count" min="1" max=MEMBERS_MAX value="20" inputmode="numeric"
                    on:input=move |event| count.set_value(event_target_value(&event))/>
                <span class="hint">"人"</span>
                <button type="button" class="button" id="numbers" on:click=number>"用编号"</button>
                {move || before.with(Option::is_some).then(|| view! {
                    <button type="button" class="button ghost" id="names-back" on:click=back>"恢复原来的名单"</button>
                })}
            </div>
        </section>
    }
}
