//! Which questions come on a paper.

use super::blueprint::Blueprint;
use super::marks::Marks;
use crate::core::course::Course;
use crate::core::ids::SectionId;
use crate::core::question::Question;
use crate::core::select::are_akin;
use crate::core::shuffle::Rng;

/// A section and how many questions it has given.
struct Quota<'a> {
    section: &'a SectionId,
    /// Questions it has, of all types asked.
    size: usize,
    given: usize,
}

impl Quota<'_> {
    /// Whether it is further behind its share than another one (Webster's method).
    const fn is_due_before(&self, other: &Self) -> bool {
        self.size * (2 * other.given + 1) > other.size * (2 * self.given + 1)
    }
}

/// Draws the questions of a fitted blueprint, row by row and in the order of the course, each with its marks. Sections
/// give questions in proportion to what they have. Within a section those are preferred that ask about concepts that are
/// not asked about yet.
pub(super) fn choose<'a>(course: &'a Course, blueprint: &Blueprint, seed: u64) -> Vec<(&'a Question, Marks)> {
    let mut rng = Rng::new(seed, "exam");
    // The place of a question's row and its quota.
    let mut left: Vec<(usize, usize, &Question)> = Vec::new();
    let mut quotas: Vec<Quota> = Vec::new();
    for question in &course.questions {
        let Some(row) = blueprint.rows.iter().position(|row| blueprint.covers(question, row.kind)) else { continue };
        let quota = quotas.iter().position(|quota| *quota.section == question.section).unwrap_or_else(|| {
            quotas.push(Quota { section: &question.section, size: 0, given: 0 });
            quotas.len() - 1
        });
        quotas[quota].size += 1;
        left.push((row, quota, question));
    }
    rng.shuffle(&mut left);

    // In mixed order, or the last rows would always fall to the same sections.
    let mut slots: Vec<usize> = Vec::new();
    for (place, row) in blueprint.rows.iter().enumerate() {
        slots.extend(std::iter::repeat_n(place, usize::from(row.count)));
    }
    rng.shuffle(&mut slots);

    let mut chosen: Vec<(usize, &Question)> = Vec::with_capacity(slots.len());
    for row in slots {
        let asked = |question: &Question| chosen.iter().filter(|(_, other)| are_akin(other, question)).count();
        let mut best: Option<(usize, usize)> = None;
        for (place, (_, quota, question)) in left.iter().enumerate().filter(|(_, (of, ..))| *of == row) {
            let better = best.is_none_or(|(best, repeats)| {
                let held = left[best].1;
                if held == *quota { asked(question) < repeats } else { quotas[*quota].is_due_before(&quotas[held]) }
            });
            if better {
                best = Some((place, asked(question)));
            }
        }
        // A fitted blueprint asks for no more than there is.
        let Some((place, _)) = best else { continue };
        let (_, quota, question) = left.remove(place);
        quotas[quota].given += 1;
        chosen.push((row, question));
    }

    let mut marks = blueprint.marks().into_iter();
    let mut out = Vec::with_capacity(chosen.len());
    for row in 0..blueprint.rows.len() {
        let drawn = |question: &Question| chosen.iter().any(|(of, other)| *of == row && other.id == question.id);
        out.extend(course.questions.iter().filter(|question| drawn(question)).zip(marks.by_ref()));
    }
    out
}
