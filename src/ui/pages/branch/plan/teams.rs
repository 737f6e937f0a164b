//! Teams: how many, who is in which, what they are called and which key is whose.

use super::Editing;
use crate::core::branch::{PlanFault, TeamNo, team};
use crate::state::clock;
use crate::state::signal::{Memo, RwSignal, Signal};
use crate::ui::parts::{Segments, after_paint, focus};
use crate::ui::view;
use leptos::prelude::*;

const COUNTS: [&str; 6] = ["不分队", "2 队", "3 队", "4 队", "5 队", "6 队"];

/// The teams with the member that is about to be moved.
#[derive(Clone, Copy)]
struct Dealing {
    editing: Editing,
    picked: RwSignal<Option<u8>>,
}

impl Dealing {
    /// So many teams, everybody by lot. Names and keys stay where there was a team before.
    fn draw(self, count: usize) {
        let seed = clock::seed();
        self.editing.change(|plan| {
            let old = std::mem::take(&mut plan.teams);
            plan.teams = team::drawn(&plan.roster, count, seed);
            for (new, old) in plan.teams.iter_mut().zip(old) {
                (new.name, new.key) = (old.name, old.key);
            }
        });
        self.picked.set(None);
    }

    fn put(self, member: u8, into: Option<TeamNo>) {
        if into.is_none_or(|team| self.editing.plan.with_untracked(|plan| team.place() < plan.teams.len())) {
            self.editing.change(|plan| team::put(&mut plan.teams, member, into));
            self.picked.set(None);
            after_paint(Box::new(move || focus(&format!("#member-{member}"))));
        }
    }
}

/// The section of the screen.
pub(super) fn teams(editing: Editing) -> AnyView {
    let dealing = Dealing { editing, picked: RwSignal::new(None) };
    let count = Memo::new(move |_| editing.plan.with(|plan| plan.teams.len()));
    let people = Memo::new(move |_| editing.plan.with(|plan| plan.roster.count()));
    let value = Signal::derive(move || Some(count.get().saturating_sub(1)));
    let choose = Callback::new(move |place: usize| dealing.draw(if place == 0 { 0 } else { place + 1 }));
    view! {
        <section class="stack-s" aria-labelledby="teams-title">
            <h2 id="teams-title">"分队"</h2>
            <Segments label="分成几队" words=COUNTS.map(str::to_owned).to_vec() value=value on_choose=choose/>
            <div id="team-problems">{move || editing.faults(None, |fault| matches!(fault, PlanFault::Team(_)))}</div>
            {move || (count.get() > 0 && people.get() > 0).then(|| view! {
                <div class="row wrap">
                    <button type="button" class="button" id="draw" on:click=move |_| dealing.draw(count.get_untracked())>"重新抽签"</button>
                    <p class="hint">"点一个人，再点“移到这里”；或选中后按数字键换队，按 0 移出。"</p>
                </div>
            })}
            <ul class="teams">
                {move || (0..count.get()).map(|place| card(dealing, TeamNo(u8::try_from(place).unwrap_or(u8::MAX)))).collect::<Vec<AnyView>>()}
            </ul>
            {move || (count.get() > 0 && people.get() > 0).then(|| loose(dealing))}
        </section>
    }
}

fn card(dealing: Dealing, team: TeamNo) -> AnyView {
    let editing = dealing.editing;
    let place = team.place();
    let (name, key) = editing.plan.with_untracked(|plan| {
        plan.teams.get(place).map(|team| (team.name.clone(), team.key.to_string())).unwrap_or_default()
    });
    let rename = move |event| {
        let name: String = event_target_value(&event);
        editing.change(|plan| {
            if let Some(team) = plan.teams.get_mut(place) {
                team.name = name;
            }
        });
    };
    let rekey = move |event| {
        let typed: String = event_target_value(&event);
        let Some(key) = typed.chars().next() else { return };
        editing.change(|plan| {
            if let Some(team) = plan.teams.get_mut(place) {
                team.key = key.to_ascii_uppercase();
            }
        });
    };
    let letter = team.letter();
    let (name_id, key_id) = (format!("name-{letter}"), format!("key-{letter}"));
    let (name_of, key_of) = (name_id.clone(), key_id.clone());
    view! {
        <li class="card stack-s team">
            <div class="row">
                <span class="ordinal" aria-hidden="true">{letter.to_string()}</span>
                <label class="sr" for=name_of>{format!("{letter} 队的名称")}</label>
                <input type="text" class="field grow" id=name_id value=name maxlength="12" autocomplete="off" on:input=rename/>
                <label class="hint" for=key_of>"抢答键"</label>
                <input type="text" class="field short key" id=key_id value=key maxlength="1" autocomplete="off" autocapitalize="characters"
                    spellcheck="false" on:input=rekey/>
            </div>
            {members(dealing, Some(team))}
        </li>
    }
}

/// Who is in no team.
fn loose(dealing: Dealing) -> AnyView {
    view! { <div class="stack-s"><h3>"还没有分队的人"</h3>{members(dealing, None)}</div> }
}

/// The members of a team, or those of none, and the place to put somebody.
fn members(dealing: Dealing, of: Option<TeamNo>) -> AnyView {
    let Dealing { editing, picked } = dealing;
    let here = Memo::new(move |_| {
        editing.plan.with(|plan| {
            let all = (0..plan.roster.count()).filter(|member| team::team_of(&plan.teams, *member) == of);
            all.map(|member| (member, plan.roster.name(member).to_owned())).collect::<Vec<_>>()
        })
    });
    let target = move || {
        let member = picked.get().filter(|member| here.with(|here| here.iter().all(|(other, _)| other != member)))?;
        Some(
            view! { <button type="button" class="button into" on:click=move |_| dealing.put(member, of)>"移到这里"</button> },
        )
    };
    view! {
        <div class="segments members-of" role="group" aria-label="队员">
            {move || here.with(|here| match here.is_empty() {
                true => vec![view! { <span class="hint">"没有人"</span> }],
                false => here.iter().map(|(member, name)| chip(dealing, *member, name)).collect(),
            })}
            {move || target()}
        </div>
    }
}

fn chip(dealing: Dealing, member: u8, name: &str) -> AnyView {
    let picked = dealing.picked;
    let keys = move |event: web_sys::KeyboardEvent| {
        let Ok(number) = event.key().parse::<u8>() else { return };
        event.prevent_default();
        dealing.put(member, number.checked_sub(1).map(TeamNo));
    };
    let pick = move |_| picked.update(|picked| *picked = (*picked != Some(member)).then_some(member));
    view! {
        <button type="button" class="segment" id=format!("member-{member}") on:click=pick on:keydown=keys
            aria-pressed=move || if picked.get() == Some(member) { "true" } else { "false" }>{name.to_owned()}</button>
    }
}
