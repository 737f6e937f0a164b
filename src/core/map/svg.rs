//! The picture as a file of its own.

use super::{Area, Ink, Primitive, Scene, frame};
use crate::core::progress::Strength;

/// Colours as CSS values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Palette {
    /// The ground.
    pub paper: String,
    /// Sheets, and nodes never asked.
    pub surface: String,
    /// Words.
    pub ink: String,
    /// Lines.
    pub line: String,
    /// Titles of parts and lists.
    pub red: String,
    /// What stays known.
    pub gold: String,
    /// What is known today.
    pub gold_soft: String,
    /// What is not known yet.
    pub sunken: String,
}

/// The fonts of a picture, the first one that is there.
pub(crate) const FONTS: &str =
    "PingFang SC, HarmonyOS Sans SC, MiSans, Noto Sans CJK SC, Noto Sans SC, Microsoft YaHei, sans-serif";

/// Draws the picture. `known` says for each node, in the order of [`Scene::nodes`], how well it is known, and percent.
#[must_use]
pub fn svg(scene: &Scene, title: &str, known: &[(Strength, u8)], palette: &Palette) -> String {
    let (w, h) = (scene.w, scene.h);
    let mut out = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" font-family="{FONTS}"><title>{}</title>"#,
        escaped(title)
    );
    put(&mut out, &Primitive::Rect { area: Area { x: 0, y: 0, w, h }, radius: 0, ink: Ink::Label }, palette);
    for primitive in frame(&scene.bands) {
        put(&mut out, &primitive, palette);
    }
    for (node, (strength, percent)) in scene.nodes().zip(known) {
        for primitive in node.draw(*strength, *percent) {
            put(&mut out, &primitive, palette);
        }
    }
    out += "</svg>";
    out
}

fn put(out: &mut String, primitive: &Primitive, palette: &Palette) {
    match primitive {
        Primitive::Rect { area: Area { x, y, w, h }, radius, ink } => {
            let (fill, line) = fill(*ink, palette);
            *out += &format!(
                r#"<rect x="{x}" y="{y}" width="{w}" height="{h}" rx="{radius}" fill="{fill}" stroke="{line}"/>"#
            );
        }
        Primitive::Text { x, y, centred, words, ink } => {
            let anchor = if *centred { "middle" } else { "start" };
            let size = ink.size();
            let (fill, weight) = match ink {
                Ink::PartTitle | Ink::BeamLabel => (&palette.red, 700),
                Ink::CardTitle => (&palette.ink, 600),
                _ => (&palette.ink, 400),
            };
            *out += &format!(
                r#"<text x="{x}" y="{y}" text-anchor="{anchor}" font-size="{size}" font-weight="{weight}" fill="{fill}">{}</text>"#,
                escaped(words)
            );
        }
    }
}

/// What a rectangle is filled and lined with.
fn fill(ink: Ink, palette: &Palette) -> (&str, &str) {
    match ink {
        Ink::Sheet => (&palette.surface, &palette.line),
        Ink::Unseen => (&palette.paper, &palette.line),
        Ink::Weak => (&palette.sunken, &palette.line),
        Ink::Familiar => (&palette.gold_soft, &palette.gold),
        Ink::Solid | Ink::Known => (&palette.gold, &palette.gold),
        _ => (&palette.paper, &palette.paper),
    }
}

/// A text as markup says it.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
