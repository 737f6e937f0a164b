//! What a host keeps of collecting: the papers of a meeting, each with what was handed in.

use super::collection::{Collection, Entry};
use super::fate::Fate;
use crate::core::branch::HandedIn;
use crate::core::course::Course;
use crate::core::exam::{CodeError, PaperCode};
use crate::core::ids::{CourseId, MeetingId};
use crate::core::kept::{Kept, Shared};
use crate::core::review::Moment;
use serde::{Deserialize, Serialize};

/// The papers of a meeting, kept at [`Gathering::place_of`], again after every result. No paper ever goes, so no result does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gathering {
    /// In the order in which they were chosen first.
    papers: Vec<Gathered>,
    /// The one that is collected now.
    #[serde(default)]
    at: usize,
}

/// One paper with its results, as texts: a later program knows at least as well what they say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gathered {
    /// The paper code, as it is printed.
    pub code: String,
    /// See [`Collection::texts`].
    #[serde(default)]
    pub texts: Vec<String>,
}

impl Kept for Gathering {
    const KIND: &'static str = "collect";
}

/// What one window has collected and what another has: nothing that either took is lost, and what one took out stays out.
impl Shared for Gathering {
    fn merged(mut self, base: Option<&Self>, theirs: Self) -> Self {
        for paper in theirs.papers {
            let of = |gathering: &Self| gathering.papers.iter().position(|other| other.code == paper.code);
            let Some(at) = of(&self) else {
                self.papers.push(paper);
                continue;
            };
            let known = base.and_then(|base| Some(&*base.papers[of(base)?].texts)).unwrap_or_default();
            let ours = &mut self.papers[at].texts;
            ours.retain(|text| paper.texts.contains(text) || !known.contains(text));
            let added: Vec<String> =
                paper.texts.iter().filter(|text| !known.contains(text) && !ours.contains(text)).cloned().collect();
            ours.extend(added);
        }
        self
    }
}

/// How somebody signs what they hand in, kept on their own device.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// A name or a number.
    pub name: String,
}

impl Signature {
    /// Where it is kept.
    pub const PLACE: &'static str = "handin";
}

impl Kept for Signature {
    const KIND: &'static str = "name";
}

impl Gathering {
    /// Where it is kept: `<course>/<meeting>`.
    #[must_use]
    pub fn place_of(course: &CourseId, meeting: &MeetingId) -> String {
        [course.as_str(), "/", meeting.as_str()].concat()
    }

    /// The paper that is collected now, if one was chosen.
    #[must_use]
    pub fn now(&self) -> Option<&Gathered> {
        self.papers.get(self.at)
    }

    /// All papers, with whether it is the one that is collected now.
    pub fn papers(&self) -> impl Iterator<Item = (&Gathered, bool)> {
        self.papers.iter().enumerate().map(|(place, paper)| (paper, place == self.at))
    }

    /// Collects this paper from now on. Results that were there for it, in either variant, are there still.
    pub fn choose(&mut self, code: PaperCode) {
        let is_it = |paper: &Gathered| {
            PaperCode::parse(&paper.code).is_ok_and(|other| other.with_variant(code.variant()) == code)
        };
        self.at = self.papers.iter().position(is_it).unwrap_or_else(|| {
            self.papers.push(Gathered { code: code.to_string(), texts: Vec::new() });
            self.papers.len() - 1
        });
    }

    /// Takes over what there is of the paper that is collected now.
    pub fn set(&mut self, collection: &Collection) {
        if let Some(paper) = self.papers.get_mut(self.at).filter(|paper| paper.code == collection.code().to_string()) {
            paper.texts = collection.texts();
        }
    }

    /// All results for the record. Papers that the course cannot make any more are left out.
    #[must_use]
    pub fn handed(&self, course: &Course) -> Vec<HandedIn> {
        let collections = self.papers.iter().filter_map(|paper| paper.collection(course).ok());
        collections.flat_map(|collection| collection.handed()).collect()
    }
}

impl Gathered {
    /// What it holds.
    ///
    /// # Errors
    /// [`CodeError`] when the course cannot make the paper, because it has another edition by now. The texts stay.
    pub fn collection(&self, course: &Course) -> Result<Collection, CodeError> {
        let mut collection = Collection::new(PaperCode::parse(&self.code)?, course)?;
        for text in &self.texts {
            // Each was taken before.
            let _ = collection.take(text, course);
        }
        Ok(collection)
    }
}

impl Collection {
    /// All results for the record.
    #[must_use]
    pub fn handed(&self) -> Vec<HandedIn> {
        let of = self.total();
        let asked = &self.papers[0].questions;
        let verdict = |(at, fate): (usize, &Fate)| {
            // A void question says nothing about anybody.
            (*fate != Fate::Void).then(|| (asked[at].question.clone(), *fate == Fate::Right))
        };
        let handed = |entry: &Entry| HandedIn {
            name: entry.name.clone(),
            verdicts: entry.fates.iter().flatten().enumerate().filter_map(verdict).collect(),
            marks: entry.earned,
            of,
        };
        self.entries.iter().map(handed).collect()
    }

    /// The mean of all results in tenths of a mark, rounded; `None` of nothing.
    #[must_use]
    pub fn mean(&self) -> Option<u32> {
        let count = u32::try_from(self.entries.len()).ok().filter(|count| *count > 0)?;
        let halves: u32 = self.entries.iter().map(|entry| u32::from(entry.earned.in_halves())).sum();
        Some((halves * 10 + count) / (2 * count))
    }
}

impl Entry {
    /// When it was handed in, by the phone's clock; not known of a typed one.
    #[must_use]
    pub fn at(&self) -> Option<Moment> {
        self.sheet.as_ref().map(|sheet| Moment { utc_ms: sheet.at_min * 60_000, zone_min: 0 })
    }

    /// Questions that were partly right, wrong, and not answered; not known of a typed one.
    #[must_use]
    pub fn missed(&self) -> Option<[usize; 3]> {
        let fates = self.fates.as_ref()?;
        let count = |wanted: fn(&Fate) -> bool| fates.iter().filter(|fate| wanted(fate)).count();
        let partly = count(|fate| matches!(fate, Fate::Partly(_)));
        Some([partly, count(|fate| *fate == Fate::Wrong), count(|fate| *fate == Fate::Open)])
    }
}
