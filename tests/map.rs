//! The course as one picture.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use biaoshuai::core::course::Course;
use biaoshuai::core::course::check::check;
use biaoshuai::core::course::raw::{RawCourse, RawFile};
use biaoshuai::core::map::{Area, Direction, Form, Node, Palette, Primitive, Scene, Target, layout, step, svg};
use biaoshuai::core::progress::Strength;
use std::path::Path;

fn course() -> Course {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("courses/jiguan-dangjian");
    let mut files = Vec::new();
    let mut head = None;
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        if name == "course.toml" {
            head = Some(toml::from_str::<RawCourse>(&text).unwrap());
        } else if name.ends_with(".toml") {
            files.push((name, toml::from_str::<RawFile>(&text).unwrap()));
        }
    }
    check("jiguan-dangjian", &head.unwrap(), &files).unwrap()
}

fn both(course: &Course) -> [Scene; 4] {
    [320, 390, 1158, 1647].map(|screen| layout(course, screen))
}

#[test]
fn every_concept_is_in_the_picture_under_its_own_name() {
    let course = course();
    for scene in both(&course) {
        for concept in &course.concepts {
            let target = Target::Concept(concept.id.clone());
            assert!(
                scene.nodes().any(|node| node.target == target && node.name == concept.title),
                "{} is missing",
                concept.id
            );
        }
    }
}

#[test]
fn nothing_overlaps_and_nothing_leaves_its_sheet() {
    for scene in both(&course()) {
        let whole = Area { x: 0, y: 0, w: scene.w, h: scene.h };
        let cards: Vec<_> = scene.bands.iter().flat_map(|band| &band.cards).collect();
        for (place, card) in cards.iter().enumerate() {
            assert!(whole.holds(&card.area), "{} leaves the picture", card.title);
            assert!(cards[..place].iter().all(|other| !other.area.meets(&card.area)), "{} overlaps", card.title);
            for (place, node) in card.nodes.iter().enumerate() {
                assert!(card.area.holds(&node.area), "{} leaves {}", node.label, card.title);
                let meets = |other: &&Node| other.area.meets(&node.area);
                assert!(card.nodes[..place].iter().find(meets).is_none(), "{} overlaps", node.label);
            }
        }
    }
}

#[test]
fn words_fit_on_their_nodes() {
    for scene in both(&course()) {
        for node in scene.nodes() {
            for primitive in node.draw(Strength::Familiar, 50) {
                let Primitive::Text { x, words, ink, .. } = primitive else { continue };
                let width: i32 = words.chars().map(|c| if c.is_ascii() { ink.size() / 2 } else { ink.size() }).sum();
                let (left, right) = (x - width / 2, x + width / 2);
                assert!(
                    left >= node.area.x && right <= node.area.x + node.area.w,
                    "“{words}” is wider than its node {}",
                    node.label
                );
            }
        }
    }
}

#[test]
fn the_lists_everybody_knows_have_their_shapes() {
    let course = course();
    let scene = layout(&course, 1647);
    let count = |form: Form| scene.nodes().filter(|node| node.form == form).count();
    assert_eq!((count(Form::Pillar), count(Form::Pair)), (5, 5), "five tasks, five relations");
    assert_eq!((count(Form::Round), count(Form::Square)), (3, 1), "three examples, one model");
    let pillars = scene.nodes().filter(|node| node.form == Form::Pillar);
    for pillar in pillars {
        assert!(matches!(pillar.target, Target::Section(_)), "{} opens its task", pillar.name);
    }
    let pairs = scene.nodes().filter(|node| node.form == Form::Pair);
    for pair in pairs {
        let Target::Concept(id) = &pair.target else { unreachable!("{}", pair.name) };
        assert_eq!(course.concept(id).unwrap().title, pair.name, "a relation opens its own card");
    }
}

#[test]
fn the_arrow_keys_reach_every_node() {
    for scene in both(&course()) {
        let nodes: Vec<_> = scene.nodes().cloned().collect();
        let mut reached = vec![false; nodes.len()];
        let mut open = vec![0];
        while let Some(from) = open.pop() {
            if std::mem::replace(&mut reached[from], true) {
                continue;
            }
            for direction in [Direction::Left, Direction::Right, Direction::Up, Direction::Down] {
                open.extend(step(&nodes, from, direction));
            }
        }
        let lost: Vec<_> =
            nodes.iter().zip(&reached).filter(|(_, there)| !**there).map(|(node, _)| &node.label).collect();
        assert_eq!(lost, Vec::<&String>::new());
    }
}

#[test]
fn parts_stand_side_by_side_where_there_is_room() {
    let course = course();
    for (screen, beside) in [(320, false), (768, false), (1158, true), (1920, true)] {
        let scene = layout(&course, screen);
        let tops: Vec<_> = scene.bands.iter().map(|band| band.area.y).collect();
        assert_eq!(tops.iter().all(|top| *top == tops[0]), beside, "{screen}: {tops:?}");
    }
}

#[test]
fn the_file_holds_every_name_and_is_well_formed() {
    let course = course();
    let scene = layout(&course, 1647);
    let known: Vec<_> = scene.nodes().map(|_| (Strength::Weak, 40)).collect();
    let file = svg(&scene, "<标题> & “引号”", &known, &Palette { paper: "#fff".into(), ..Palette::default() });
    assert!(file.contains("&lt;标题&gt; &amp; “引号”"), "words are escaped");
    assert_eq!(file.matches("<text").count(), file.matches("</text>").count());
    for section in &course.sections {
        assert!(file.contains(&section.title), "{} is missing", section.title);
    }
}
