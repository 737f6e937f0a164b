//! Slides laid out by rule, so that everything fits the big screen and nothing ever scrolls.
//!
//! All lengths are *units*: 1/1080 of the height of a 16:9 screen, at 1920×1080 one pixel. The style sheet uses the same
//! numbers: `--u: min(100vh / 1080, 100vw / 1920)`. Breadths of text are counted in hundredths of its size (em): a
//! Chinese character 100, an ASCII character 60.

use super::pages::{Block, BlockKind, Page, paged};
use crate::core::course::{Concept, Course};
use crate::core::question::{BLANK, Body, Question};

pub use super::pages::{AREA_HEIGHT, AREA_WIDTH, Size, TITLE};

/// What stands for a blank on the screen, never broken between two lines.
pub const GAP: &str = "＿＿＿＿";

/// The slides of a concept. A block is to be seen from its beat on; the page on screen is that of the beat.
///
/// First comes what it says: its wording, or its members and pairs one by one, or the explanation where it has neither.
/// Then each look-alike on a page of its own, side by side with what tells both apart.
#[must_use]
pub fn concept(course: &Course, concept: &Concept) -> Vec<Page> {
    let mut blocks = Vec::new();
    let mut beat = 0;
    let mut title = &*concept.title;
    if let Some(text) = &concept.text {
        blocks.push(Block::new(BlockKind::Wording, text, beat));
        if text == title {
            // Once is enough; what it means is worth more.
            (title, beat) = ("", beat + 1);
            blocks.push(Block::new(BlockKind::Text, &concept.explain, beat));
        }
    }
    for (number, member) in (1..).zip(&concept.members) {
        beat += 1;
        blocks.push(Block { label: format!("{number}"), ..Block::new(BlockKind::Member, member, beat) });
    }
    for (left, right) in &concept.pairs {
        beat += 1;
        blocks.push(Block { label: left.clone(), ..Block::new(BlockKind::Pair, right, beat) });
    }
    if blocks.is_empty() {
        blocks.push(Block::new(BlockKind::Text, &concept.explain, beat));
    }
    let mut pages = paged(title, blocks, beat);
    for sibling in &concept.siblings {
        let Some(other) = course.concept(&sibling.id) else { continue };
        let beat = last_beat(&pages) + 1;
        let versus = |left: &str, right: &str, kind| Block { label: left.to_owned(), ..Block::new(kind, right, beat) };
        let blocks = vec![
            versus(&concept.title, &other.title, BlockKind::VersusHead),
            versus(&gist(concept), &gist(other), BlockKind::Versus),
            Block::new(BlockKind::Text, &sibling.differs, beat),
        ];
        pages.extend(paged("易混辨析", blocks, beat));
    }
    pages
}

/// What a concept says, in one text.
fn gist(concept: &Concept) -> String {
    if let Some(text) = &concept.text {
        return text.clone();
    }
    if !concept.members.is_empty() {
        return concept.members.join("；");
    }
    let pairs: Vec<String> = concept.pairs.iter().map(|(left, right)| [left, "——", &**right].concat()).collect();
    if pairs.is_empty() { concept.explain.clone() } else { pairs.join("；") }
}

/// The last beat of the slides of a concept: how often something more is shown.
#[must_use]
pub fn beats(course: &Course, of: &Concept) -> usize {
    last_beat(&concept(course, of))
}

fn last_beat(pages: &[Page]) -> usize {
    pages.iter().flat_map(|page| &page.blocks).map(|block| block.beat).max().unwrap_or(0)
}

/// The page that is on the screen at a beat: the last one that has something to show by then.
#[must_use]
pub fn page_at(pages: &[Page], beat: usize) -> Option<&Page> {
    pages.iter().rev().find(|page| page.first_beat() <= beat).or(pages.first())
}

/// A question as it is asked: the stem and what there is to choose or put together, on one page where that is possible.
/// Items stand in their canonical order, which the screen may shuffle: all of a kind are alike to the layout.
#[must_use]
pub fn question(question: &Question) -> Vec<Page> {
    let stem = question.stem.replace(BLANK, GAP);
    let mut blocks = vec![Block::new(BlockKind::Stem, &stem, 0)];
    let lettered = |(letter, text): (u8, &str)| Block {
        label: char::from(b'A' + letter.min(25)).to_string(),
        ..Block::new(BlockKind::Option, text, 0)
    };
    match &question.body {
        Body::Single(options) | Body::Multiple(options) => {
            blocks.extend((0..).zip(options.iter().map(|option| &*option.text)).map(lettered));
        }
        Body::TrueFalse(_) => blocks.extend((0..).zip(["对", "错"]).map(lettered)),
        Body::Order(items) => blocks.extend((0..).zip(items.iter().map(String::as_str)).map(lettered)),
        Body::Match(pairs) => blocks.extend(
            pairs.iter().map(|(left, right)| Block { label: left.clone(), ..Block::new(BlockKind::Pair, right, 0) }),
        ),
        Body::Group(groups) => {
            let names: Vec<&str> = groups.iter().map(|group| &*group.name).collect();
            blocks.push(Block::new(BlockKind::Text, &names.join("　｜　"), 0));
            let items = groups.iter().flat_map(|group| group.items.iter().map(String::as_str));
            blocks.extend((0..).zip(items).map(lettered));
        }
        Body::Fill(_) | Body::Recall { .. } | Body::Later(_) => {}
    }
    paged("", blocks, 0)
}

/// The answer to a question with its explanation.
#[must_use]
pub fn answer(question: &Question) -> Vec<Page> {
    let solution = question.body.solution();
    let mut blocks: Vec<Block> = solution.lines.iter().map(|line| Block::new(BlockKind::Solution, line, 0)).collect();
    if !question.why.is_empty() {
        blocks.push(Block::new(BlockKind::Text, &question.why, 0));
    }
    paged("", blocks, 0)
}

/// Something to talk about.
#[must_use]
pub fn prompt(text: &str) -> Vec<Page> {
    paged("", vec![Block::new(BlockKind::Stem, text, 0)], 0)
}
