//! Laying a grid over a code: from three corner marks, the sizes of modules there and the alignment mark.

use super::finder::{Mark, unit_along};
use super::layout::Version;
use super::matrix::Matrix;
use super::picture::{Picture, Point};

/// Three marks of one code: the corner, the one at its right and the one below it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Corner {
    pub(super) marks: [usize; 3],
    /// How unlike a corner of a code it is.
    pub(super) odd: f64,
}

/// All corners that marks can make.
pub(super) fn corners(marks: &[Mark]) -> Vec<Corner> {
    let mut corners = Vec::new();
    for (place, corner) in marks.iter().enumerate() {
        for (one, right) in marks.iter().enumerate() {
            for (two, below) in marks.iter().enumerate().take(one) {
                if place == one || place == two {
                    continue;
                }
                let (a, b) = (right.at.minus(corner.at), below.at.minus(corner.at));
                let units = [corner.unit, right.unit, below.unit];
                let least = units.iter().copied().fold(f64::MAX, f64::min);
                let most = units.iter().copied().fold(0.0, f64::max);
                let (long, short) = (a.length().max(b.length()), a.length().min(b.length()));
                let slant = (a.dot(b) / (long * short)).abs();
                // Fourteen modules are between the marks of the smallest code.
                if most > 2.2 * least || long > 2.0 * short || slant > 0.5 || short < 9.0 * least || long > 190.0 * most
                {
                    continue;
                }
                let odd = (long / short - 1.0) + slant + (most / least - 1.0) / 2.0;
                // Seen from the front, the way down is to the right of the way right.
                let marks = if a.cross(b) > 0.0 { [place, one, two] } else { [place, two, one] };
                corners.push(Corner { marks, odd });
            }
        }
    }
    corners
}

/// A plane seen from somewhere: where every point of a code is in the picture.
#[derive(Clone, Copy)]
struct Plane {
    corner: Point,
    right: Point,
    below: Point,
    /// How much further away than the corner the other two marks are.
    far: [f64; 2],
    /// Modules between two marks.
    modules: f64,
}

impl Plane {
    /// Where a point is that is so many modules from the left and top edge of the code.
    fn at(&self, x: f64, y: f64) -> Point {
        let (u, v) = ((x - 3.5) / self.modules, (y - 3.5) / self.modules);
        let [right, below] = self.far;
        let weight = 1.0 - u - v + u * right + v * below;
        let part =
            |corner: f64, one: f64, two: f64| (corner * (1.0 - u - v) + one * u * right + two * v * below) / weight;
        Point { x: part(self.corner.x, self.right.x, self.below.x), y: part(self.corner.y, self.right.y, self.below.y) }
    }

    /// The same with a known point, as far right as down.
    fn through(self, known: Point, at: f64) -> Option<Self> {
        let u = (at - 3.5) / self.modules;
        let (a, b) = (self.right.minus(known), self.below.minus(known));
        let wanted = known.minus(self.corner);
        let area = a.cross(b) * u;
        let far = [wanted.cross(b), a.cross(wanted)].map(|part| part * (1.0 - 2.0 * u) / area);
        far.iter().all(|far| (0.2..5.0).contains(far)).then_some(Self { far, ..self })
    }
}

/// What the code with these marks says: everything that it can be is tried, the likeliest first.
pub(super) fn readings(picture: &Picture, marks: [Mark; 3], told: &dyn Fn(Matrix) -> Option<String>) -> Option<String> {
    let [corner, right, below] = marks;
    // Seen from aside modules shrink with the distance. Between two marks there are as many as fit with the geometric
    // mean of both sizes, and the root of their ratio says how much further one is.
    let side = |other: Mark| {
        let way = other.at.minus(corner.at);
        let (near, far) = (unit_along(picture, corner, way)?, unit_along(picture, other, way)?);
        Some((way.length() / (near * far).sqrt(), (near / far).sqrt()))
    };
    let (Some((across, far_right)), Some((down, far_below))) = (side(right), side(below)) else { return None };
    let seen = (across + down) / 2.0 + 7.0;
    // The nearest version, then its neighbours.
    let nearest = ((seen - 17.0) / 4.0).round().min(41.0) as usize;
    let versions = [nearest, nearest + 1, nearest.saturating_sub(1)].map(|number| Version::by_size(17 + 4 * number));
    for version in versions.into_iter().flatten() {
        let size = version.size();
        let modules = (size - 7) as f64;
        let guess = Plane { corner: corner.at, right: right.at, below: below.at, far: [far_right, far_below], modules };
        let aligned = || alignment(picture, &guess, size).and_then(|at| guess.through(at, size as f64 - 6.5));
        let planes: [&dyn Fn() -> Option<Plane>; 3] =
            [&|| if version.number() > 1 { aligned() } else { None }, &|| Some(guess), &|| {
                Some(Plane { far: [1.0; 2], ..guess })
            }];
        for plane in planes {
            let said = plane().and_then(|plane| sampled(picture, &plane, size)).and_then(told);
            if said.is_some() {
                return said;
            }
        }
    }
    None
}

/// Modules around where it should be that the alignment mark is looked for in.
const LOST: i32 = 5;

/// The middle of the alignment mark.
fn alignment(picture: &Picture, plane: &Plane, size: usize) -> Option<Point> {
    let home = size as f64 - 6.5;
    // Dark in the middle and two modules around it, light between.
    let likeness = |x: f64, y: f64| {
        let module = |place: i32| {
            let (dx, dy) = (place % 5 - 2, place / 5 - 2);
            let at = plane.at(x + f64::from(dx), y + f64::from(dy));
            picture.holds(at) && picture.is_dark(at) == (dx.abs().max(dy.abs()) != 1)
        };
        // Fewer than twenty are no mark, so five that are missed are enough.
        let mut missed = 0;
        for place in [12, 6, 8, 16, 18, 0, 4, 20, 24, 7, 11, 13, 17, 2, 10, 14, 22, 1, 3, 5, 9, 15, 19, 21, 23] {
            missed += usize::from(!module(place));
            if missed > 5 {
                break;
            }
        }
        25 - missed
    };
    let steps = || (-3 * LOST..=3 * LOST).map(|step| f64::from(step) / 3.0);
    let mut places: Vec<(usize, f64, f64)> = Vec::new();
    for dy in steps() {
        for dx in steps() {
            let alike = likeness(home + dx, home + dy);
            if alike >= 20 {
                places.push((alike, dx, dy));
            }
        }
    }
    // The most alike, of these the nearest; then the middle of all around it that are nearly as much.
    let distance = |place: &(usize, f64, f64)| place.1 * place.1 + place.2 * place.2;
    let best = places.iter().max_by(|one, two| one.0.cmp(&two.0).then(distance(two).total_cmp(&distance(one))))?;
    let around = |place: &&(usize, f64, f64)| {
        place.0 + 1 >= best.0 && (place.1 - best.1).abs() < 1.1 && (place.2 - best.2).abs() < 1.1
    };
    let (mut count, mut x, mut y) = (0.0, 0.0, 0.0);
    for place in places.iter().filter(around) {
        count += 1.0;
        x += place.1;
        y += place.2;
    }
    Some(plane.at(home + x / count, home + y / count))
}

/// The modules of a code, each by most of five points in it; `None` when more than a fifth of the timing marks are not
/// there, so that it is no code of this size.
fn sampled(picture: &Picture, plane: &Plane, size: usize) -> Option<Matrix> {
    const POINTS: [(f64, f64); 5] = [(0.5, 0.5), (0.3, 0.5), (0.7, 0.5), (0.5, 0.3), (0.5, 0.7)];
    let module = |x: usize, y: usize| {
        let is_dark = |(dx, dy): &(f64, f64)| picture.is_dark(plane.at(x as f64 + dx, y as f64 + dy));
        POINTS.iter().filter(|point| is_dark(point)).count() > 2
    };
    let timing = 8..size - 8;
    let is_wrong = |x: usize, y: usize| module(x, y) != (x + y).is_multiple_of(2);
    let missed: usize = timing.clone().map(|at| usize::from(is_wrong(at, 6)) + usize::from(is_wrong(6, at))).sum();
    (missed * 5 <= timing.len() * 2).then(|| Matrix::new(size, module))
}
