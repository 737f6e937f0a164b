//! Collecting what phones hand in: by camera, typed, and from files, into one list for each paper.

mod files;
mod outcome;
mod paper;
mod results;
mod scan;
mod tables;
mod typed;

use crate::core::branch::{Action, Meeting, Plan, Record};
use crate::core::course::Course;
use crate::core::exam::PaperCode;
use crate::core::handin::{Collection, Entry, Gathered, Gathering, Taken};
use crate::core::ids::MeetingId;
use crate::core::kept::Shared;
use crate::core::route::Route;
use crate::state::signal::{Effect, Memo, RwSignal, StoredValue};
use crate::state::{Deed, Keep, Library, Room};
use crate::ui::pages::Missing;
use crate::ui::parts::{SaveStatus, use_title};
use crate::ui::view;
use leptos::prelude::*;
use outcome::Told;
use std::sync::Arc;

/// Collecting without a meeting has this in the place of its id.
pub(super) const FREE: &str = "free";

/// What is collected on this page.
#[derive(Clone, Copy)]
struct Collecting {
    keep: Keep,
    course: StoredValue<Arc<Course>>,
    meeting: StoredValue<MeetingId>,
    /// The papers, as they are kept.
    gathering: RwSignal<Gathering>,
    /// The results of the paper that is collected now; none while there is no paper, or the course cannot make it.
    collection: RwSignal<Option<Collection>>,
    /// What became of the last result.
    told: RwSignal<Option<Told>>,
    /// The meeting, whose big screen holds up the code.
    room: Option<Room>,
    /// The entry that was removed last, with its place.
    removed: RwSignal<Option<(usize, Entry)>>,
}

impl Collecting {
    fn course(self) -> Arc<Course> {
        self.course.get_value()
    }

    /// Collects a paper from now on.
    fn choose(self, code: PaperCode) {
        hold_up(self.room, &code.to_string());
        self.gathering.update(|gathering| gathering.choose(code));
        self.collection.set(self.gathering.with_untracked(|gathering| self.of(gathering.now())));
        self.told.set(None);
        self.removed.set(None);
        self.store();
    }

    fn of(self, paper: Option<&Gathered>) -> Option<Collection> {
        self.course.with_value(|course| paper?.collection(course).ok())
    }

    /// Takes what was scanned, typed or in a file. What is taken is written at once.
    fn take(self, text: &str) -> Told {
        let mut told = Told::no_paper();
        let mut changed = false;
        self.collection.update(|collection| {
            let Some(collection) = collection else { return };
            let taken = self.course.with_value(|course| collection.take(text, course));
            changed = matches!(taken, Taken::Added | Taken::Replaced(_));
            told = Told::of(taken, collection);
        });
        if changed {
            self.removed.set(None);
            self.write();
        }
        self.told.set(Some(told.clone()));
        told
    }

    /// Takes an entry out, to be put back as long as nothing else has come.
    fn remove(self, place: usize) {
        let mut removed = None;
        self.collection.update(|collection| {
            let entries = collection.as_mut().map(|collection| &mut collection.entries);
            removed = entries.filter(|entries| place < entries.len()).map(|entries| (place, entries.remove(place)));
        });
        self.removed.set(removed);
        self.told.set(None);
        self.write();
    }

    fn put_back(self) {
        if let Some((place, entry)) = self.removed.get_untracked() {
            self.collection.update(|collection| {
                if let Some(collection) = collection {
                    collection.entries.insert(place.min(collection.entries.len()), entry);
                }
            });
            self.removed.set(None);
            self.write();
        }
    }

    /// Takes the collection over into what is kept.
    fn write(self) {
        self.collection.with_untracked(|collection| {
            if let Some(collection) = collection {
                self.gathering.update(|gathering| gathering.set(collection));
            }
        });
        self.store();
    }

    fn place(self) -> String {
        let course = self.course().id.clone();
        self.meeting.with_value(|meeting| Gathering::place_of(&course, meeting))
    }

    /// Shows what another window has collected meanwhile, and the room how many have handed in.
    fn follow(self) {
        let place = self.place();
        Effect::new(move |_| {
            let Some(kept) = self.keep.get::<Gathering>(&place) else { return };
            // This window goes on with its own paper.
            let known = self.gathering.get_untracked();
            let both = known.clone().merged(Some(&known), kept);
            if both != known {
                self.collection.set(self.of(both.now()));
                self.gathering.set(both);
            }
        });
        Effect::new(move |_| {
            let count = self.collection.with(|all| all.as_ref().map_or(0, |all| all.entries.len()));
            if let Some(room) = self.room.filter(|room| count > 0 && room.stage().is_some_and(|it| it.paper.is_some()))
            {
                room.set_draft(&format!("已收 {count} 份"));
            }
        });
    }

    fn store(self) {
        let place = self.place();
        self.gathering.with_untracked(|gathering| self.keep.put_shared(&place, gathering));
    }
}

/// Holds a code up on the big screen; an empty one takes it away. A meeting that is over shows its scores.
fn hold_up(room: Option<Room>, code: &str) {
    if let Some(room) = room.filter(|room| room.look(|stage| stage.ended.is_none()) == Some(true)) {
        room.does(Deed::Act(Action::Paper { code: code.to_owned() }));
    }
}

/// The screen.
pub(super) fn collect(meeting: MeetingId) -> AnyView {
    use_title("收卷");
    let (keep, library) = (Keep::expect(), Library::expect());
    let ready = Memo::new(move |_| keep.is_ready() && library.is_whole());
    let free = meeting.as_str() == FREE;
    let back = if free { Route::Branch } else { Route::Host(meeting.clone()) };
    let back_words = if free { "支部学习" } else { "主持台" };
    let id = meeting.clone();
    let find = move || {
        if free {
            return Some((library.current(), None));
        }
        library.all().into_iter().find_map(|course| {
            let found: Meeting = keep.get(&Gathering::place_of(&course.id, &meeting))?;
            Some((course, Some(found.plan)))
        })
    };
    view! {
        <Link to=back class="crumb"><Icon name="back"/>{back_words}</Link>
        {move || match ready.get() {
            true => untrack(|| match find() {
                Some((course, plan)) => desk(keep, course, id.clone(), plan),
                None => view! { <Missing what="这台设备上没有这次支部学习，或者它的课程已经撤下"/> },
            }),
            false => view! { <h1 class="hint">"正在载入…"</h1> },
        }}
    }
}

fn desk(keep: Keep, course: Arc<Course>, meeting: MeetingId, plan: Option<Plan>) -> AnyView {
    let gathering: Gathering = keep.get(&Gathering::place_of(&course.id, &meeting)).unwrap_or_default();
    let now = gathering.now().and_then(|paper| paper.collection(&course).ok());
    let has_record = plan.is_some();
    let room = has_record.then(|| Room::enter(meeting.clone(), false));
    let collecting = Collecting {
        keep,
        course: StoredValue::new(course),
        meeting: StoredValue::new(meeting),
        gathering: RwSignal::new(gathering),
        collection: RwSignal::new(now),
        told: RwSignal::new(None),
        room,
        removed: RwSignal::new(None),
    };
    collecting.follow();
    let open = Memo::new(move |_| collecting.collection.with(Option::is_some));
    view! {
        <header class="page-head"><h1>"收卷"</h1><p class="quiet">"大家在自己手机上做同一份卷子，交卷后在这里收。结果只存在这台设备上。"</p></header>
        <div class="stack-l collect" id="collect">
            {paper::paper(collecting, plan)}
            {move || open.get().then(|| untrack(|| view! {
                <div class="ways">{scan::scan(collecting)}{typed::typed(collecting)}{files::files(collecting)}</div>
                <div id="told" role="status">{move || collecting.told.get().map(Told::draw)}</div>
                {results::results(collecting)}
                {has_record.then(|| record(collecting))}
                {tables::tables(collecting)}
            }))}
        </div>
    }
}

/// The way into the record of the meeting. Pressed again it brings the record up to date.
fn record(collecting: Collecting) -> AnyView {
    let said = RwSignal::new(String::new());
    let enter = move |_| {
        let (keep, course) = (collecting.keep, collecting.course());
        let place = collecting.place();
        let handed = collecting.gathering.with_untracked(|gathering| gathering.handed(&course));
        let kept = untrack(|| keep.get::<Record>(&place));
        let record = kept.or_else(|| Some(Record::of(&untrack(|| keep.get::<Meeting>(&place))?, &course)));
        if let Some(mut record) = record {
            said.set(format!("{} 份结果已记入台账。再收了新的，再点一次就更新。", handed.len()));
            record.handed.clear();
            handed.into_iter().for_each(|handed| record.take_in(handed));
            keep.put_shared(&place, &record);
        }
    };
    view! {
        <div class="row wrap">
            <button type="button" class="button primary" id="enter" on:click=enter>"记入台账"</button>
            <span aria-hidden="true"><SaveStatus/></span>
            <p class="hint" role="status">{move || said.get()}</p>
        </div>
    }
}
