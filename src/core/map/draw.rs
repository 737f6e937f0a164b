//! Of what the picture consists.

use super::{Area, Band, Card, Form, Node};
use crate::core::progress::Strength;

/// What a primitive is filled, lined or written with. The screen has a style for each, a file a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// The sheet of a section.
    Sheet,
    /// A node of something never asked.
    Unseen,
    /// A node of something that is not known yet.
    Weak,
    /// A node of something that is known today.
    Familiar,
    /// A node of something that has stayed known.
    Solid,
    /// How much of a node is known, as a bar.
    Known,
    /// Title of a part.
    PartTitle,
    /// Title of a section.
    CardTitle,
    /// Words on a node.
    Label,
    /// Title of a list that has a shape.
    BeamLabel,
}

impl Ink {
    /// Its name in style sheets.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sheet => "sheet",
            Self::Unseen => "unseen",
            Self::Weak => "weak",
            Self::Familiar => "familiar",
            Self::Solid => "solid",
            Self::Known => "known",
            Self::PartTitle => "part-title",
            Self::CardTitle => "card-title",
            Self::Label => "label",
            Self::BeamLabel => "beam-label",
        }
    }

    /// Size of what is written with it.
    #[must_use]
    pub const fn size(self) -> i32 {
        match self {
            Self::PartTitle => 26,
            Self::CardTitle => 20,
            Self::BeamLabel => 18,
            _ => 16,
        }
    }

    const fn of(strength: Strength) -> Self {
        match strength {
            Strength::Unseen => Self::Unseen,
            Strength::Weak => Self::Weak,
            Strength::Familiar => Self::Familiar,
            Strength::Solid => Self::Solid,
        }
    }
}

/// A thing to draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Primitive {
    /// A rectangle with rounded corners.
    Rect {
        /// Where.
        area: Area,
        /// Radius of the corners.
        radius: i32,
        /// With what.
        ink: Ink,
    },
    /// Words on a line.
    Text {
        /// Left edge, or the middle.
        x: i32,
        /// Base line.
        y: i32,
        /// Whether `x` is the middle.
        centred: bool,
        /// The words.
        words: String,
        /// With what.
        ink: Ink,
    },
}

/// What is drawn behind the nodes: titles and sheets.
#[must_use]
pub fn frame(bands: &[Band]) -> Vec<Primitive> {
    let mut out = Vec::new();
    for band in bands {
        let Area { x, y, .. } = band.area;
        out.push(Primitive::Text { x, y: y + 34, centred: false, words: band.title.clone(), ink: Ink::PartTitle });
        for Card { title, area, .. } in &band.cards {
            out.push(Primitive::Rect { area: *area, radius: 12, ink: Ink::Sheet });
            let (x, y) = (area.x + 16, area.y + 32);
            out.push(Primitive::Text { x, y, centred: false, words: title.clone(), ink: Ink::CardTitle });
        }
    }
    out
}

impl Node {
    /// What a node consists of, if it is known that well: strength, and percent of its questions.
    #[must_use]
    pub fn draw(&self, strength: Strength, percent: u8) -> Vec<Primitive> {
        let ink = Ink::of(strength);
        let area = self.area;
        let mut out = Vec::new();
        match self.form {
            Form::Pair => {
                let (left, right) = self.label.split_once(' ').unwrap_or((&self.label, ""));
                let side = Area { w: area.h, ..area };
                let other = Area { x: area.x + area.w - area.h, ..side };
                for (area, words) in [(side, left), (other, right)] {
                    out.push(Primitive::Rect { area, radius: area.h / 2, ink });
                    out.extend(lines(area, words, Ink::Label));
                }
            }
            Form::Round => out.push(Primitive::Rect { area, radius: area.h / 2, ink }),
            Form::Pillar => {
                out.push(Primitive::Rect { area, radius: 4, ink });
                let foot = Area { x: area.x - 3, y: area.y + area.h - 6, w: area.w + 6, h: 6 };
                out.push(Primitive::Rect { area: foot, radius: 2, ink });
            }
            Form::Chip | Form::Beam | Form::Square => out.push(Primitive::Rect { area, radius: 8, ink }),
        }
        if percent > 0 {
            let whole = area.w - 24;
            let w = (whole * i32::from(percent) / 100).max(4);
            let inset = if matches!(self.form, Form::Round) { area.h / 5 } else { 7 };
            let known = Area { x: area.x + (area.w - w) / 2, y: area.y + area.h - inset, w, h: 3 };
            out.push(Primitive::Rect { area: known, radius: 1, ink: Ink::Known });
        }
        match self.form {
            Form::Pair => {}
            Form::Beam => out.push(line(area, &self.label, 0, Ink::BeamLabel)),
            Form::Chip => out.push(line(area, &self.label, 0, Ink::Label)),
            Form::Pillar | Form::Round | Form::Square => out.extend(lines(area, &self.label, Ink::Label)),
        }
        out
    }
}

/// Words in the middle of an area, in two lines from four characters on.
fn lines(area: Area, words: &str, ink: Ink) -> Vec<Primitive> {
    let all: Vec<char> = words.chars().collect();
    if all.len() < 4 {
        return vec![line(area, words, 0, ink)];
    }
    let (first, second) = all.split_at(all.len() / 2);
    let half = ink.size() * 5 / 8;
    vec![
        line(area, &first.iter().collect::<String>(), -half, ink),
        line(area, &second.iter().collect::<String>(), half, ink),
    ]
}

fn line(area: Area, words: &str, lower: i32, ink: Ink) -> Primitive {
    // The middle of a Chinese character lies about three eighths of its size above the base line.
    let y = area.y + area.h / 2 + lower + ink.size() * 3 / 8;
    Primitive::Text { x: area.x + area.w / 2, y, centred: true, words: words.to_owned(), ink }
}
