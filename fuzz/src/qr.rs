//! Pictures of the camera.

use biaoshuai::core::qr::{Matrix, decode, draw, read};

/// A picture and a code: read or not, and what is drawn is read back.
pub(crate) fn picture(data: &[u8]) {
    let Some((&first, rest)) = data.split_first() else { return };
    let side = 21 + 4 * (usize::from(first) % 40);
    let bit = |at: usize| rest.get(at / 8).is_some_and(|byte| byte >> (at % 8) & 1 == 1);
    let _ = decode(&Matrix::new(side, |x, y| bit(y * side + x)));
    // One module of the given bits is a few pixels wide: squares that a picture of a code has.
    let (scale, modules) = (2 + usize::from(first) % 3, 8 + usize::from(first) % 40);
    let width = scale * modules;
    let grey: Vec<u8> = (0..width * width)
        .map(|at| if bit((at / width / scale) * modules + at % width / scale) { 20 } else { 230 })
        .collect();
    let _ = read(width, width, &grey);
    if width > 0 && !rest.is_empty() {
        let _ = read(width, rest.len() / width, &rest[..rest.len() / width * width]);
    }
    // What somebody wrote, with as many modules wrong as may be.
    let Ok(text) = std::str::from_utf8(rest) else { return };
    if let Ok(matrix) = draw(text) {
        assert_eq!(decode(&matrix).as_deref(), Some(text), "not what was drawn");
        let _ = matrix.path();
    }
}
