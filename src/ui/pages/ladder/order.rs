//! 排顺序: the pieces are put in order.

use super::{Climber, action, heading, judged, note};
use crate::core::ladder::right_places;
use crate::state::signal::{RwSignal, Signal, StoredValue};
use crate::ui::question::{Arrange, Arranging};
use crate::ui::view;
use leptos::prelude::*;

pub(super) fn order(climber: Climber, seed: u64) -> AnyView {
    let (pieces, leads, shown) = climber.ladder.with_value(|ladder| {
        let leads: Vec<String> = ladder.lines.iter().filter_map(|line| line.lead.clone()).collect();
        (ladder.pieces(), leads, ladder.shuffled(seed))
    });
    let count = pieces.len();
    let items = StoredValue::new(pieces);
    let placed = RwSignal::new(Vec::<u8>::new());
    let checked = RwSignal::new(false);
    let arranging = Arranging {
        items,
        leads: StoredValue::new(leads),
        shown: StoredValue::new(shown.into_iter().filter_map(|piece| u8::try_from(piece).ok()).collect()),
        order: placed.into(),
        open: Signal::derive(move || !checked.get()),
        on_change: Callback::new(move |order| placed.set(order)),
    };
    let early = RwSignal::new(false);
    let wrong = move || {
        let order: Vec<usize> = placed.get_untracked().into_iter().map(usize::from).collect();
        items.with_value(|items| right_places(items, &order)).into_iter().filter(|right| !right).count()
    };
    let go = Callback::new(move |()| {
        if checked.get_untracked() {
            if wrong() == 0 { climber.go_up() } else { climber.go(climber.rung()) }
        } else if placed.with_untracked(Vec::len) < count {
            early.set(true);
        } else {
            checked.set(true);
            climber.settle(wrong() == 0);
        }
    });
    let verdict = Signal::derive(move || {
        if checked.get() {
            match wrong() {
                0 => judged(true, "顺序都对。".to_owned()),
                wrong => judged(false, format!("{wrong} 处不在原位，共 {count} 处。")),
            }
        } else {
            note(early.get() && placed.with(Vec::len) < count, "全部排好再核对。")
        }
    });
    let words = Signal::derive(move || match checked.get() {
        false => "核对".to_owned(),
        true if wrong() == 0 => climber.up(),
        true => "再排一次".to_owned(),
    });
    view! {
        {heading(climber, "按原文的先后点选；点已排好的可收回，也可以用上下方向键或拖动来移动。")}
        <Arrange arranging/>
        {action(verdict, words, go)}
    }
    .into_any()
}
