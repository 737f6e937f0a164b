//! From node to node with the arrow keys.

use super::{Area, Node};

/// Where to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// Upwards.
    Up,
    /// Downwards.
    Down,
}

/// The node that a reader means who goes that way from the node `from`: near, and rather straight on than aside.
#[must_use]
pub fn step(nodes: &[Node], from: usize, direction: Direction) -> Option<usize> {
    let here = nodes.get(from)?.area;
    let cost = |there: &Area| {
        let (ahead, aside) = match direction {
            Direction::Left => (here.x - (there.x + there.w), apart(here.y, here.h, there.y, there.h)),
            Direction::Right => (there.x - (here.x + here.w), apart(here.y, here.h, there.y, there.h)),
            Direction::Up => (here.y - (there.y + there.h), apart(here.x, here.w, there.x, there.w)),
            Direction::Down => (there.y - (here.y + here.h), apart(here.x, here.w, there.x, there.w)),
        };
        // The two sides of a pair of neighbours touch at most.
        (ahead >= -1).then_some(ahead + 3 * aside)
    };
    let others = nodes.iter().enumerate().filter(|(place, _)| *place != from);
    others.filter_map(|(place, node)| Some((cost(&node.area)?, place))).min().map(|(_, place)| place)
}

/// Distance between two stretches; nothing where they overlap.
fn apart(a: i32, a_length: i32, b: i32, b_length: i32) -> i32 {
    (b - (a + a_length)).max(a - (b + b_length)).max(0)
}
