//! Where a section stands in the course, as a picture that fits the big screen: at the left the outline, opened at this
//! section; at the right everything that the section has.

use super::pages::{AREA_HEIGHT, AREA_WIDTH, LINE, Size, breadth, lines};
use crate::core::course::{Course, Part, Section};
use crate::core::ids::{ConceptId, SectionId};

/// Breadth of the outline, of the space beside it, and of what the frame of the section takes, in units.
const OUTLINE: u32 = 500;
const BESIDE: u32 = 40;
const FRAME: u32 = 68;
/// Height of the frame of the section without its text, in units.
const AROUND: u32 = 48;
/// What a line of the outline takes beside and around its text, and how far sections are set in, in hundredths of the size.
const LINE_BESIDE: u32 = 60;
const LINE_AROUND: u32 = 30;
const INDENT: u32 = 40;
/// The same for a concept.
const CHIP_BESIDE: u32 = 100;
const CHIP_AROUND: u32 = 20;
const CHIP_SPACE: u32 = 25;

/// The picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Parts, and the sections of the one that is opened. In letters of [`Size::Small`].
    pub outline: Vec<Line>,
    /// Size of the concepts.
    pub size: Size,
    /// The concepts with whether they are talked about now.
    pub concepts: Vec<(String, bool)>,
    /// Concepts that there is no room for.
    pub left_out: usize,
}

/// A line of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it says.
    pub text: String,
    /// Whether it is a section; otherwise it is a part.
    pub is_section: bool,
    /// Whether this is the place.
    pub is_here: bool,
}

impl Line {
    fn part(part: &Part, here: &Section) -> Self {
        let text = [&*part.ordinal, "、", &*part.title].concat();
        Self { text, is_section: false, is_here: part.id == here.part }
    }

    /// In hundredths of the size.
    fn height(&self) -> u32 {
        let indent = if self.is_section { INDENT } else { 0 };
        let wide = (OUTLINE * 100 / Size::Small.units()).saturating_sub(LINE_BESIDE + indent);
        lines(&self.text, wide) * LINE + LINE_AROUND
    }
}

impl Place {
    /// The place of a section, and which of its concepts are talked about; `None` when the course has it no more.
    #[must_use]
    pub fn of(course: &Course, section: &SectionId, about: &[ConceptId]) -> Option<Self> {
        let here = course.section(section)?;
        let mut outline = Vec::new();
        for part in &course.parts {
            outline.push(Line::part(part, here));
            if part.id == here.part {
                let line = |section: &Section| Line {
                    text: section.title.clone(),
                    is_section: true,
                    is_here: section.id == here.id,
                };
                outline.extend(course.sections_of(&part.id).map(line));
            }
        }
        shorten(&mut outline);
        let mut concepts: Vec<(String, bool)> =
            course.concepts_of(&here.id).map(|concept| (concept.title.clone(), about.contains(&concept.id))).collect();
        let count = concepts.len();
        let size = loop {
            let fits = |size: &Size| height(&concepts, concepts.len() < count, *size) <= AREA_HEIGHT;
            if let Some(size) = Size::ALL.into_iter().find(fits) {
                break size;
            }
            // What is not talked about goes first, from the end.
            let last = concepts.iter().rposition(|(_, is_about)| !is_about).or(concepts.len().checked_sub(1));
            match last {
                Some(last) => drop(concepts.remove(last)),
                None => break Size::Small,
            }
        };
        Some(Self { outline, size, left_out: count - concepts.len(), concepts })
    }
}

/// Leaves out what is farthest from the place until the rest fits.
fn shorten(outline: &mut Vec<Line>) {
    let room = AREA_HEIGHT * 100 / Size::Small.units();
    while outline.len() > 1 && outline.iter().map(Line::height).sum::<u32>() > room {
        let here = outline.iter().rposition(|line| line.is_here).unwrap_or(0);
        if here * 2 >= outline.len() {
            outline.remove(0);
        } else {
            outline.pop();
        }
    }
}

/// Height of the section, in units: its concepts one after the other in rows, and a row for what is left out.
fn height(concepts: &[(String, bool)], left_out: bool, size: Size) -> u32 {
    let em = (AREA_WIDTH - OUTLINE - BESIDE - FRAME) * 100 / size.units();
    let (mut tall, mut row, mut used) = (if left_out { CHIP_SPACE + LINE + CHIP_AROUND } else { 0 }, 0, 0);
    for (text, _) in concepts {
        let own = (text.chars().map(breadth).sum::<u32>() + CHIP_BESIDE).min(em);
        if used > 0 && used + CHIP_SPACE + own > em {
            (tall, row, used) = (tall + row + CHIP_SPACE, 0, 0);
        }
        used += own + if used > 0 { CHIP_SPACE } else { 0 };
        row = row.max(lines(text, em - CHIP_BESIDE) * LINE + CHIP_AROUND);
    }
    AROUND + (tall + row) * size.units() / 100
}
