//! What stands where.

use super::{Area, Band, Card, Figure, Form, Node, Scene, Shape, Target};
use crate::core::course::{Concept, Course, Part, Section};

/// Widths that a column may have: the longest titles fit, and rows stay short.
const LEAST: i32 = 328;
const MOST: i32 = 624;
const MARGIN: i32 = 8;
const GUTTER: i32 = 32;
const PAD: i32 = 16;
const GAP: i32 = 8;
const BAND_HEAD: i32 = 64;
const CARD_HEAD: i32 = 48;
const CARD_GAP: i32 = 16;
/// Large enough for a thumb, even where the picture is drawn a little smaller because [`LEAST`] asks for more.
const CHIP: i32 = 48;
const PILLAR: i32 = 92;
const ROUND: i32 = 118;
const SIDE: i32 = 54;
/// Two rounds of a pair share this much.
const LINK: i32 = 10;

/// Places everything for a screen of this width: the parts side by side where they fit, else below one another.
#[must_use]
pub fn layout(course: &Course, screen: i32) -> Scene {
    let count = i32::try_from(course.parts.len()).unwrap_or(1).max(1);
    let share = (screen - 2 * MARGIN - GUTTER * (count - 1)) / count;
    let beside = share >= LEAST;
    let width = if beside { share } else { screen - 2 * MARGIN }.clamp(LEAST, MOST);
    let (mut x, mut y, mut bands) = (MARGIN, MARGIN, Vec::new());
    let (mut right, mut bottom) = (0, 0);
    for part in &course.parts {
        let band = band(course, part, Area { x, y, w: width, h: 0 });
        right = right.max(band.area.x + band.area.w);
        bottom = bottom.max(band.area.y + band.area.h);
        if beside {
            x = band.area.x + band.area.w + GUTTER;
        } else {
            y = band.area.y + band.area.h + GUTTER;
        }
        bands.push(band);
    }
    Scene { w: right + MARGIN, h: bottom + MARGIN, bands }
}

fn band(course: &Course, part: &Part, mut area: Area) -> Band {
    let mut y = area.y + BAND_HEAD;
    let mut cards = Vec::new();
    for section in course.sections_of(&part.id) {
        let card = card(course, section, Area { y, h: 0, ..area });
        y = card.area.y + card.area.h + CARD_GAP;
        cards.push(card);
    }
    area.h = y - CARD_GAP - area.y;
    Band { title: [&*part.ordinal, "、", &*part.title].concat(), area, cards }
}

fn card(course: &Course, section: &Section, mut area: Area) -> Card {
    let mut pen =
        Pen { left: area.x + PAD, right: area.x + area.w - PAD, x: area.x + PAD, y: area.y + CARD_HEAD, row: 0 };
    let mut nodes = Vec::new();
    for concept in course.concepts_of(&section.id) {
        match course.figures.iter().find(|figure| figure.concept == concept.id) {
            Some(figure) => shape(course, concept, figure, &mut pen, &mut nodes),
            // What a shape of this section opens already needs no second node.
            None if nodes.iter().any(|node| node.target == Target::Concept(concept.id.clone())) => {}
            None => {
                let place = pen.place(breadth(&concept.title) + 2 * 12, CHIP);
                nodes.push(node(concept, &concept.title, Form::Chip, place));
            }
        }
    }
    area.h = pen.bottom() + PAD - area.y;
    Card { section: section.id.clone(), title: section.title.clone(), area, nodes }
}

fn shape(course: &Course, concept: &Concept, figure: &Figure, pen: &mut Pen, nodes: &mut Vec<Node>) {
    pen.new_row();
    let beam = pen.place(pen.right - pen.left, CHIP);
    nodes.push(node(concept, &concept.title, Form::Beam, beam));
    pen.new_row();
    let count = i32::try_from(figure.labels.len()).unwrap_or(1).max(1);
    let share = (pen.right - pen.left - GAP * (count - 1)) / count;
    for (place, (label, member)) in figure.labels.iter().zip(&concept.members).enumerate() {
        let (form, w, h) = match figure.shape {
            Shape::Pillars => (Form::Pillar, share, PILLAR),
            Shape::Rounds if place + 1 == figure.labels.len() => (Form::Square, share.min(ROUND), share.min(ROUND)),
            Shape::Rounds => (Form::Round, share.min(ROUND), share.min(ROUND)),
            Shape::Pairs => (Form::Pair, 2 * SIDE - LINK, SIDE),
        };
        let mut made = node(concept, label, form, pen.place(w, h));
        made.name.clone_from(member);
        // A member that has a section of its own, or a concept card, opens that.
        if let Some(section) = course.sections.iter().find(|section| section.title == *member) {
            made.target = Target::Section(section.id.clone());
        } else if let Some(own) = course.concepts.iter().find(|own| own.title == *member) {
            made.target = Target::Concept(own.id.clone());
        }
        nodes.push(made);
    }
    pen.new_row();
}

fn node(concept: &Concept, label: &str, form: Form, area: Area) -> Node {
    Node {
        target: Target::Concept(concept.id.clone()),
        label: label.to_owned(),
        name: concept.title.clone(),
        form,
        area,
    }
}

/// Width of a text at size 16.
fn breadth(text: &str) -> i32 {
    text.chars().map(|c| if c.is_ascii() { 9 } else { 16 }).sum()
}

/// Fills rows from left to right.
struct Pen {
    left: i32,
    right: i32,
    x: i32,
    y: i32,
    /// Height of the row under way.
    row: i32,
}

impl Pen {
    fn place(&mut self, w: i32, h: i32) -> Area {
        let w = w.min(self.right - self.left);
        if self.x + w > self.right {
            self.new_row();
        }
        let area = Area { x: self.x, y: self.y, w, h };
        self.x += w + GAP;
        self.row = self.row.max(h);
        area
    }

    fn new_row(&mut self) {
        if self.row > 0 {
            self.y += self.row + GAP;
            self.row = 0;
        }
        self.x = self.left;
    }

    const fn bottom(&self) -> i32 {
        if self.row > 0 { self.y + self.row } else { self.y - GAP }
    }
}
