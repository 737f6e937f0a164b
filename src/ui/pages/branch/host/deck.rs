//! The controls for what is happening now.

use super::super::hand::{Hand, can_be_put_in, full_screen};
use super::super::keys::LIST;
use super::super::show::{Scene, badge};
use crate::core::answer::Answer;
use crate::core::branch::score::{tie_break, tied};
use crate::core::branch::{Action, Clock, Phase, RoundKind, TeamNo, Vote, letter};
use crate::core::question::Body;
use crate::state::Deed;
use crate::state::signal::RwSignal;
use crate::ui::parts::focus;
use crate::ui::view;
use leptos::prelude::*;

const REVEAL: &str = "揭晓";

/// A button that does one thing.
fn button(id: &'static str, words: &str, hand: Hand, action: Action) -> AnyView {
    let press = move |_| hand.act(action.clone());
    view! { <button type="button" class="button" id=id on:click=press>{words.to_owned()}</button> }
}

/// The controls, in the host's window or at the bottom of the audience's.
pub(in super::super) fn controls(hand: Hand) -> AnyView {
    let room = hand.room;
    view! {
        <p class="refusal" role="status">{move || room.refusal().map(|refusal| refusal.to_string()).unwrap_or_default()}</p>
        {move || room.stage().and_then(|_| untrack(|| hand.scene().map(|scene| decks(hand, &scene))))}
    }
}

/// What the next step is called.
fn next_words(scene: &Scene) -> &'static str {
    let stage = &scene.stage;
    match &stage.phase {
        _ if stage.black => "恢复画面",
        _ if stage.paper.is_some() => "收起卷号",
        Phase::Slide if stage.beat < stage.beats => "再出一条",
        Phase::Slide => "下一页",
        Phase::Rule => "开始",
        Phase::Staking => "请先选难度",
        Phase::Ready if stage.clock == Clock::Off => "开始作答",
        Phase::Ready => "开始计时",
        Phase::Asking if stage.kind == Some(RoundKind::Hands) => "开始举手",
        Phase::Asking | Phase::Buzzed { .. } | Phase::Voting(Vote::Second) => REVEAL,
        Phase::Voting(Vote::First) if stage.votes[0].is_empty() => "请录入人数",
        Phase::Voting(Vote::First) => "讨论后再选",
        Phase::Discussing => "再次举手",
        Phase::Talk if matches!(stage.clock, Clock::Stopped { .. }) => "开始计时",
        Phase::Revealed => "下一题",
        Phase::Talk | Phase::Results => "下一环节",
    }
}

fn decks(hand: Hand, scene: &Scene) -> AnyView {
    let undo = move |_| hand.room.does(Deed::Undo);
    let stage = &scene.stage;
    let is_last = stage.phase == Phase::Results;
    let end = (is_last && stage.ended.is_none()).then(|| button("end", "结束，生成台账", hand, Action::End));
    view! {
        <div class="deck">
            {button("back", "上一步", hand, Action::Back)}
            <button type="button" class="button primary go" id="next" on:click=move |_| hand.act(Action::Next)>{next_words(scene)}</button>
            <button type="button" class="button" id="undo" aria-disabled=(!stage.can_undo).then_some("true") on:click=undo>"撤销"</button>
            {button("black", if stage.black { "恢复" } else { "黑屏" }, hand, Action::Black)}
            {end}
        </div>
        <div class="deck" id="now">{now(hand, scene)}</div>
    }
}

/// What belongs to this phase alone.
fn now(hand: Hand, scene: &Scene) -> AnyView {
    let stage = &scene.stage;
    let kind = stage.kind;
    let clock = match stage.clock {
        Clock::Running { .. } => Some(button("clock", "停表", hand, Action::StopClock)),
        Clock::Stopped { left_ms } if left_ms > 0 && stage.phase != Phase::Revealed => {
            Some(button("clock", "计时", hand, Action::StartClock))
        }
        _ => None,
    };
    let judge = || {
        view! {
            {button("right", "✓ 对 Y", hand, Action::Judge { right: true })}
            {button("wrong", "✗ 错 N", hand, Action::Judge { right: false })}
        }
    };
    let pass = |words: &str| button("pass", words, hand, Action::Pass);
    // Where the large button does the same, one is enough.
    let reveal = || (next_words(scene) != REVEAL).then(|| button("reveal", REVEAL, hand, Action::Reveal));
    match (&stage.phase, kind) {
        (Phase::Slide, _) if stage.beat < stage.beats => button("reveal", "全部显示", hand, Action::Reveal),
        (Phase::Staking, _) => {
            view! { {(1..).zip(stage.levels).map(|(level, left)| stake(hand, level, left)).collect_view()}{pass("跳过")} }
        }
        (Phase::Asking, Some(RoundKind::Relay)) => view! { {members(hand, scene)}{pass("过")}{clock}{reveal()} },
        (Phase::Ready | Phase::Asking, Some(RoundKind::Sprint)) => {
            view! { {judge()}{pass("下一题")}{clock}{put_in(hand, scene)} }
        }
        (Phase::Ready | Phase::Asking, Some(RoundKind::Buzzer)) => {
            view! { {buzzers(hand, scene)}{clock}{reveal()}{pass("跳过")} }
        }
        (Phase::Buzzed { .. }, _) => view! { {judge()}{put_in(hand, scene)}{reveal()} },
        (Phase::Asking | Phase::Voting(_), Some(RoundKind::Hands)) => {
            view! { {hands(hand, scene)}{clock}{reveal()}{pass("跳过")} }
        }
        (Phase::Ready, Some(RoundKind::Hands | RoundKind::Relay)) => view! { {clock}{reveal()}{pass("跳过")} },
        (Phase::Discussing, _) => view! { {clock}{reveal()} },
        (Phase::Ready | Phase::Asking, Some(RoundKind::Call)) => {
            view! { {judge()}{put_in(hand, scene)}{clock}{reveal()}{pass("换一人")} }
        }
        (Phase::Ready | Phase::Asking, _) => view! { {judge()}{put_in(hand, scene)}{clock}{reveal()}{pass("跳过")} },
        (Phase::Revealed, Some(kind))
            if stage.right.is_none() && !matches!(kind, RoundKind::Hands | RoundKind::Relay | RoundKind::Sprint) =>
        {
            judge()
        }
        (Phase::Talk, _) => view! { {clock} },
        (Phase::Results, _) => tie(hand, scene),
        _ => ().into_any(),
    }
}

fn stake(hand: Hand, level: u8, left: u8) -> AnyView {
    let press = move |_| hand.act(Action::Stake { level });
    view! { <button type="button" class="button stake" aria-disabled=(left == 0).then_some("true") on:click=press>{format!("{level} 档（余 {left}）")}</button> }
}

fn buzzers(hand: Hand, scene: &Scene) -> AnyView {
    let team = |(place, team): (u8, crate::core::branch::Team)| {
        let no = TeamNo(place);
        let press = move |event: leptos::ev::MouseEvent| {
            hand.act(Action::Buzz { team: no, ticks_ms: hand.room.ticks_ms(&event) })
        };
        let out = scene.stage.out.contains(&no).then_some("true");
        view! { <button type="button" class="button buzz" aria-disabled=out on:click=press>{badge(no)}{team.name}<kbd>{team.key.to_string()}</kbd></button> }
    };
    (0..).zip(scene.teams()).map(team).collect_view().into_any()
}

fn members(hand: Hand, scene: &Scene) -> AnyView {
    let member = |(place, words): (u8, &String)| {
        let said = scene.stage.ticked.contains(&place);
        let press = move |_| hand.act(Action::Tick { member: place });
        view! { <button type="button" class="button tick" aria-pressed=if said { "true" } else { "false" } on:click=press>{format!("{} {words}", place + 1)}</button> }
    };
    scene.concept().map(|list| (0..).zip(&list.members).map(member).collect_view()).into_any()
}

/// Fields for the hands of each letter. Enter enters them all.
fn hands(hand: Hand, scene: &Scene) -> AnyView {
    let Some(shown) = scene.shown() else { return ().into_any() };
    let field = |at: usize| {
        let typed = move || hand.counts.with(|counts| counts.get(at).cloned().unwrap_or_default());
        let type_in = move |event| {
            let text = event_target_value(&event);
            hand.counts.update(|counts| {
                counts.resize(counts.len().max(at + 1), String::new());
                counts[at] = text;
            });
        };
        let enter = move |event: leptos::ev::KeyboardEvent| {
            if event.key() == "Enter" {
                hand.count();
            }
        };
        view! {
            <label><b>{letter(at).to_string()}</b>
                <input type="text" inputmode="numeric" autocomplete="off" id=format!("count-{at}") aria-label=format!("{} 举手人数", letter(at))
                    prop:value=move || typed() on:input=type_in on:keydown=enter/>
            </label>
        }
    };
    let fields = (0..shown.letters()).map(field).collect_view();
    view! { {fields}<button type="button" class="button" id="votes" on:click=move |_| hand.count()>"录入人数"</button> }
}

/// Letters to put an answer together with, as it is called out.
fn put_in(hand: Hand, scene: &Scene) -> AnyView {
    let (Some(question), Some(shown)) = (scene.question(), scene.shown()) else { return ().into_any() };
    if !can_be_put_in(&question.body) {
        return ().into_any();
    }
    if let Body::Fill(blanks) = &question.body {
        return blanks_of(hand, blanks.len());
    }
    let groups: Vec<String> = match &question.body {
        Body::Group(groups) => groups.iter().map(|group| group.name.clone()).collect(),
        Body::TrueFalse(_) => vec!["对".into(), "错".into()],
        _ => (0..shown.letters()).map(|at| letter(at).to_string()).collect(),
    };
    let one = |(at, words): (usize, String)| {
        let press = move |_| {
            if let Some(scene) = hand.scene() {
                hand.call(&scene, at);
            }
        };
        view! { <button type="button" class="button letter-in" on:click=press>{words}</button> }
    };
    let next = {
        let shown = shown.clone();
        move || match hand.draft.get() {
            Some(Answer::Group(put)) => shown.next_item(&put).map(|at| format!("{} 归入：", letter(at))),
            None if shown.letters() > 0 && matches!(shown.answered().body, Body::Group(_)) => {
                Some("A 归入：".to_owned())
            }
            _ => None,
        }
    };
    let words = move || hand.draft.with(|draft| draft.as_ref().map(|draft| shown.words(draft)).unwrap_or_default());
    view! {
        <span class="hint">{move || next().unwrap_or_default()}</span>
        {groups.into_iter().enumerate().map(one).collect_view()}
        <b id="draft">{move || words()}</b>
        {submit(hand)}
    }
}

fn submit(hand: Hand) -> AnyView {
    let none = move || hand.draft.with(Option::is_none).then_some("true");
    view! {
        <button type="button" class="button" id="clear" aria-disabled=move || none() on:click=move |_| hand.clear()>"清空"</button>
        <button type="button" class="button primary" id="submit" aria-disabled=move || none() on:click=move |_| hand.submit()>"提交答案"</button>
    }
}

/// What was said for each blank.
fn blanks_of(hand: Hand, count: usize) -> AnyView {
    let texts = RwSignal::new(vec![String::new(); count]);
    let field = |at: usize| {
        let type_in = move |event| {
            let text = event_target_value(&event);
            texts.update(|texts| texts[at] = text);
            hand.draft.set(Some(Answer::Fill(texts.get_untracked())));
        };
        let enter = move |event: leptos::ev::KeyboardEvent| {
            if event.key() == "Enter" {
                hand.submit();
            }
        };
        view! { <input type="text" class="wide" autocomplete="off" aria-label=format!("第 {} 空", at + 1) placeholder=format!("第 {} 空", at + 1) on:input=type_in on:keydown=enter/> }
    };
    view! { {(0..count).map(field).collect_view()}{submit(hand)} }
}

fn tie(hand: Hand, scene: &Scene) -> AnyView {
    if tied(&scene.stage.scores).is_empty() {
        return ().into_any();
    }
    let question = scene.room.meeting(|meeting| tie_break(&meeting.run(&scene.course), &scene.course)).flatten();
    question.map(|question| button("tie", "加赛一题", hand, Action::TieBreak { question })).into_any()
}

/// The list of all keys, over everything.
pub(in super::super) fn keys_list(hand: Hand) -> AnyView {
    let row =
        |(keys, what): &(&'static str, &'static str)| view! { <div><dt><kbd>{*keys}</kbd></dt><dd>{*what}</dd></div> };
    request_animation_frame(|| focus(".dialog .button"));
    view! {
        <div class="veil" on:click=move |_| hand.help.set(false)>
            <div class="dialog" role="dialog" aria-modal="true" aria-labelledby="keys-title" on:click=|event| event.stop_propagation()>
                <h2 id="keys-title">"按键与翻页笔"</h2>
                <dl class="keys">{LIST.iter().map(row).collect_view()}</dl>
                <div class="deck">
                    <button type="button" class="button" on:click=|_| full_screen()>"全屏 F"</button>
                    <button type="button" class="button" id="keys-close" on:click=move |_| hand.help.set(false)>"关闭"</button>
                </div>
            </div>
        </div>
    }
}
