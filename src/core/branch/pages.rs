//! Pages: blocks of text set in the largest size that needs no more pages than the smallest.

/// Breadth of the area for slides, in units: the screen without its side margins.
pub const AREA_WIDTH: u32 = 1728;
/// Its height: the screen without the bars above (88) and below (104) and the space beside these.
pub const AREA_HEIGHT: u32 = 840;
/// Size of a page's title, in units.
pub const TITLE: u32 = 64;
/// Height of a line, in hundredths of its size.
pub const LINE: u32 = 140;
/// Space between two blocks, and between two columns, in hundredths of the size.
pub const SPACE: u32 = 40;
/// What the left sides of pairs may take, in per cent of the breadth.
const SHARES: [u32; 4] = [34, 44, 56, 66];
/// What the breaking of lines may cost beyond what is counted: marks that may not begin a line take a character along.
const SLACK: u32 = 100;

/// Sizes of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Size {
    /// 42 units, the smallest that is read in the last row
    Small,
    /// 48 units
    Medium,
    /// 56 units
    Large,
    /// 64 units
    Huge,
}

impl Size {
    /// From the largest to the smallest.
    pub const ALL: [Self; 4] = [Self::Huge, Self::Large, Self::Medium, Self::Small];

    /// In units.
    #[must_use]
    pub const fn units(self) -> u32 {
        match self {
            Self::Small => 42,
            Self::Medium => 48,
            Self::Large => 56,
            Self::Huge => 64,
        }
    }
}

/// What a block is, which decides how it is framed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A question, or something to talk about.
    Stem,
    /// A set wording.
    Wording,
    /// An explanation or a difference.
    Text,
    /// A member of a list, its number as label.
    Member,
    /// The label at the left, and what belongs to it at the right.
    Pair,
    /// Something to choose or put, its letter as label.
    Option,
    /// A line of the answer.
    Solution,
    /// Two titles side by side, the left one as label.
    VersusHead,
    /// Two concepts side by side, the left one as label.
    Versus,
}

/// The frame of a kind of block, in hundredths of the size.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// Left and right together, label and its space included, that the text cannot use.
    pub beside: u32,
    /// Above and below together.
    pub around: u32,
    /// Per cent of the breadth that a label column takes; for a [`BlockKind::Pair`] the [`Page::share`] does.
    pub label: u32,
}

/// One block of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Letter, number, or left side; empty for none.
    pub label: String,
    /// The text.
    pub text: String,
    /// The beat from which on it is to be seen.
    pub beat: usize,
}

/// One page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The title, empty for none. In [`TITLE`] units.
    pub title: String,
    /// The size of everything else.
    pub size: Size,
    /// Columns of the options: 1 or 2. Everything else has the whole breadth.
    pub columns: u8,
    /// Per cent of the breadth that the left side of a [`BlockKind::Pair`] takes.
    pub share: u32,
    /// The blocks from above.
    pub blocks: Vec<Block>,
    /// Height by the rule, title included, in units: at most [`AREA_HEIGHT`].
    pub height: u32,
}

impl Page {
    /// The beat from which on there is something on it.
    #[must_use]
    pub fn first_beat(&self) -> usize {
        self.blocks.iter().map(|block| block.beat).min().unwrap_or(0)
    }
}

impl BlockKind {
    /// Its frame.
    #[must_use]
    pub const fn frame(self) -> Frame {
        let (beside, around, label) = match self {
            Self::Stem | Self::Text | Self::Wording => (0, 0, 0),
            Self::Solution => (80, 0, 0),
            Self::Member => (180, 20, 0),
            Self::Option => (260, 60, 0),
            Self::Pair => (80, 30, 34),
            Self::VersusHead | Self::Versus => (120, 30, 50),
        };
        Frame { beside, around, label }
    }
}

/// What blanks are made of, and marks that may not begin a line.
const BLANK_LINE: char = '＿';
const MARKS: [char; 6] = ['，', '。', '、', '；', '？', '”'];

/// Breadth of a character, in hundredths of its size.
pub(super) const fn breadth(c: char) -> u32 {
    if c.is_ascii() { 60 } else { 100 }
}

/// Lines that a text takes, the breadth in hundredths of its size.
#[must_use]
pub fn lines(text: &str, wide: u32) -> u32 {
    let wide = wide.saturating_sub(SLACK).max(200);
    let (mut lines, mut used) = (1, 0);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let mut own = breadth(c);
        // A blank is not broken, and the mark behind it goes with it.
        while c == BLANK_LINE && rest.next_if_eq(&BLANK_LINE).is_some() {
            own += breadth(c);
        }
        if c == BLANK_LINE {
            own += rest.peek().map_or(0, |mark| if MARKS.contains(mark) { 100 } else { 0 });
        }
        if used + own > wide {
            (lines, used) = (lines + 1, 0);
        }
        used += own;
    }
    lines
}

impl Block {
    /// A block without label.
    #[must_use]
    pub fn new(kind: BlockKind, text: &str, beat: usize) -> Self {
        Self { kind, label: String::new(), text: text.to_owned(), beat }
    }

    /// Height in hundredths of the size, the breadth likewise.
    fn height(&self, wide: u32, share: u32) -> u32 {
        let Frame { beside, around, label } = self.kind.frame();
        let label = if self.kind == BlockKind::Pair { share } else { label };
        let wide = wide.saturating_sub(beside);
        let count = if label == 0 {
            lines(&self.text, wide)
        } else {
            let left = wide * label / 100;
            lines(&self.label, left).max(lines(&self.text, wide - left))
        };
        count * LINE + around
    }
}

/// Rows of blocks: two options beside each other, everything else alone. With the height of each.
fn rows(blocks: &[Block], size: Size, columns: u8, share: u32) -> Vec<(usize, u32)> {
    let wide = AREA_WIDTH * 100 / size.units();
    let half = (wide - SPACE) / 2;
    let mut rows = Vec::new();
    let mut at = 0;
    while let Some(block) = blocks.get(at) {
        match blocks.get(at + 1) {
            Some(next) if columns == 2 && block.kind == BlockKind::Option && next.kind == BlockKind::Option => {
                rows.push((2, block.height(half, share).max(next.height(half, share))));
                at += 2;
            }
            _ => {
                let wide = if columns == 2 && block.kind == BlockKind::Option { half } else { wide };
                rows.push((1, block.height(wide, share)));
                at += 1;
            }
        }
    }
    rows
}

/// Whether every option stands in one line of half the breadth, so that two columns read better than one.
fn are_short(blocks: &[Block], size: Size) -> bool {
    let half = (AREA_WIDTH * 100 / size.units() - SPACE) / 2;
    let one_line = LINE + BlockKind::Option.frame().around;
    let mut options = blocks.iter().filter(|block| block.kind == BlockKind::Option).peekable();
    options.peek().is_some() && options.all(|option| option.height(half, 0) <= one_line)
}

/// Height that a title takes with the space under it, in units.
fn title_height(title: &str) -> u32 {
    if title.is_empty() { 0 } else { (lines(title, AREA_WIDTH * 100 / TITLE) * LINE + SPACE) * TITLE / 100 }
}

/// Blocks on as few pages as a size allows.
fn at_size(title: &str, blocks: &[Block], size: Size, columns: u8, share: u32) -> Vec<Page> {
    let above = title_height(title);
    let room = AREA_HEIGHT.saturating_sub(above) * 100 / size.units();
    let mut pages: Vec<(usize, usize, u32)> = Vec::new();
    let mut at = 0;
    for (count, height) in rows(blocks, size, columns, share) {
        match pages.last_mut() {
            Some((_, end, used)) if *used + SPACE + height <= room => {
                *end += count;
                *used += SPACE + height;
            }
            _ => pages.push((at, at + count, height)),
        }
        at += count;
    }
    let page = |(begin, end, used): (usize, usize, u32)| Page {
        title: title.to_owned(),
        size,
        columns,
        share,
        blocks: blocks[begin..end].to_vec(),
        height: above + (used * size.units()).div_ceil(100),
    };
    pages.into_iter().map(page).collect()
}

/// Sets blocks in the largest size that needs no more pages than the smallest. Two columns where options are short, or
/// where one would not do. A text that is longer than a page is cut, and each cut is another beat; `beats` is the last
/// beat of the blocks.
pub(super) fn paged(title: &str, blocks: Vec<Block>, beats: usize) -> Vec<Page> {
    let blocks = cut(title, blocks);
    let has = |kind: BlockKind| blocks.iter().any(|block| block.kind == kind);
    let shares = if has(BlockKind::Pair) { SHARES.as_slice() } else { &SHARES[..1] };
    let has_options = has(BlockKind::Option);
    let best = |size: Size| {
        // Fewest pages, then the least height; short options stand in two columns in any case.
        let is_short = are_short(&blocks, size);
        let all = shares.iter().flat_map(|share| [(1, *share), (2, *share)]);
        let all = all.filter(|(columns, _)| if *columns == 2 { has_options } else { !is_short });
        let all = all.map(|(columns, share)| at_size(title, &blocks, size, columns, share));
        let cost = |pages: &Vec<Page>| {
            (pages.len(), pages.first().map(|page| page.columns), pages.iter().map(|page| page.height).sum::<u32>())
        };
        all.min_by_key(cost).unwrap_or_default()
    };
    let mut pages = best(Size::Small);
    for size in Size::ALL {
        let larger = best(size);
        if larger.len() <= pages.len() && larger.iter().all(|page| page.height <= AREA_HEIGHT) {
            pages = larger;
            break;
        }
    }
    // Where nothing is revealed one by one, the next page is what the next beat shows.
    if beats == pages.first().map_or(0, Page::first_beat) {
        for (later, page) in pages.iter_mut().enumerate() {
            for block in &mut page.blocks {
                block.beat += later;
            }
        }
    }
    pages
}

/// Cuts texts that are longer than a page of the smallest size, at the end of a sentence where there is one.
fn cut(title: &str, blocks: Vec<Block>) -> Vec<Block> {
    let wide = AREA_WIDTH * 100 / Size::Small.units();
    let room = AREA_HEIGHT.saturating_sub(title_height(title)) * 100 / Size::Small.units();
    let mut out = Vec::with_capacity(blocks.len());
    for mut block in blocks {
        while block.height(wide, SHARES[0]) > room {
            let fits = |end: &usize| {
                let begin = Block { text: block.text[..*end].to_owned(), ..block.clone() };
                begin.height(wide, SHARES[0]) <= room
            };
            let ends: Vec<usize> = block.text.char_indices().skip(1).map(|(at, _)| at).collect();
            let fitting = &ends[..ends.partition_point(fits)];
            let Some(most) = fitting.last() else { break };
            let is_stop = |at: &&usize| block.text[..**at].ends_with(['。', '；', '，', '、']);
            let at = *fitting.iter().rev().find(is_stop).unwrap_or(most);
            let rest = block.text.split_off(at);
            out.push(block.clone());
            block.text = rest;
        }
        out.push(block);
    }
    out
}
