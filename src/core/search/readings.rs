//! What has to be written down about pinyin: where each first letter begins, and what the order does not tell.

/// The first character of level 1 of GB 2312 under each letter; no pinyin begins with i, u or v.
pub(super) const BOUNDARIES: &str = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝";

/// Further initials: second readings of common characters that begin with another letter than the one under which the
/// order has them (率 is found as `l` and as `s`), and the characters of level 2 that the course, or a text like it, uses.
pub(super) const MORE: [(char, &str); 15] = [
    ('b', "葆"),
    ('c', "重踔"),
    ('d', "笃殚"),
    ('g', "赓"),
    ('h', "行"),
    ('j', "系校给崛"),
    ('k', "会恪"),
    ('q', "祛锲"),
    ('r', "缛"),
    ('s', "率夙"),
    ('t', "弹调"),
    ('w', "恶诿"),
    ('x', "降省"),
    ('y', "乐臾囿"),
    ('z', "长传朝藏"),
];
