//! Where the reader is on a ladder, and what is kept of it.

use crate::core::ladder::{Climb, Ladder, Rung, Step};
use crate::state::signal::{Memo, RwSignal, StoredValue};
use crate::state::{Keep, clock};
use crate::ui::parts::focus;
use leptos::prelude::*;

/// What every rung works on.
#[derive(Clone, Copy)]
pub(super) struct Climber {
    pub(super) ladder: StoredValue<Ladder>,
    rungs: StoredValue<Vec<Rung>>,
    place: StoredValue<String>,
    keep: Keep,
    climb: Memo<Climb>,
    /// The rung on screen, and the seed of this try.
    now: RwSignal<(Rung, u64)>,
    /// Whether anything was passed or failed since the page was opened.
    touched: RwSignal<bool>,
}

impl Climber {
    /// Begins at the lowest rung that was never passed; who has passed all writes from memory.
    pub(super) fn new(ladder: Ladder, place: String, keep: Keep) -> Self {
        let rungs = ladder.rungs();
        let place = StoredValue::new(place);
        let climb = Memo::new(move |_| place.with_value(|place| keep.get::<Climb>(place)).unwrap_or_default());
        let first = climb.with_untracked(|climb| climb.next(&rungs)).unwrap_or(Rung::Memory);
        Self {
            ladder: StoredValue::new(ladder),
            rungs: StoredValue::new(rungs),
            place,
            keep,
            climb,
            now: RwSignal::new((first, clock::seed())),
            touched: RwSignal::new(false),
        }
    }

    /// The rungs of this ladder.
    pub(super) fn rungs(self) -> Vec<Rung> {
        self.rungs.get_value()
    }

    /// The rung on screen and the seed of the try, tracked.
    pub(super) fn now(self) -> (Rung, u64) {
        self.now.get()
    }

    /// The rung on screen; not tracked, for the parts of one rung.
    pub(super) fn rung(self) -> Rung {
        self.now.with_untracked(|now| now.0)
    }

    /// What is remembered of a rung, tracked.
    pub(super) fn step(self, rung: Rung) -> Step {
        self.climb.with(|climb| climb.step(rung))
    }

    /// How many rungs were passed, tracked.
    pub(super) fn height(self) -> usize {
        self.climb.with(|climb| self.rungs.with_value(|rungs| climb.height(rungs)))
    }

    /// Whether there is anything new to save, tracked.
    pub(super) fn touched(self) -> bool {
        self.touched.get()
    }

    /// Remembers what a try of the rung on screen came to.
    pub(super) fn settle(self, passed: bool) {
        let mut climb = self.climb.get_untracked();
        if passed {
            climb.pass(self.rung(), clock::now());
        } else {
            climb.fail(self.rung());
        }
        self.place.with_value(|place| self.keep.put(place, &climb));
        self.touched.set(true);
    }

    /// The rung above the one on screen.
    pub(super) fn above(self) -> Option<Rung> {
        self.rungs.with_value(|rungs| rungs.iter().copied().find(|rung| *rung > self.rung()))
    }

    /// Goes to a rung, or tries the one on screen anew.
    pub(super) fn go(self, rung: Rung) {
        self.now.set((rung, clock::seed()));
        request_animation_frame(|| {
            window().scroll_to_with_x_and_y(0.0, 0.0);
            focus("#rung");
        });
    }

    /// Goes up; from the top nowhere.
    pub(super) fn go_up(self) {
        if let Some(rung) = self.above() {
            self.go(rung);
        }
    }

    /// Words for going up.
    pub(super) fn up(self) -> String {
        self.above().map_or_else(String::new, |rung| format!("下一级：{}", rung.name()))
    }
}
