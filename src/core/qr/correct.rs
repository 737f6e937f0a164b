//! Error correction of a block: Berlekamp and Massey find where, Forney what.

use super::field::Field;

/// Mends a block, its last `checks` bytes being the check bytes; whether it is whole now. Up to half as many wrong bytes as
/// there are check bytes can be mended.
#[must_use]
pub(super) fn correct(field: &Field, block: &mut [u8], checks: usize) -> bool {
    let wrong = syndromes(field, block, checks);
    if wrong.iter().all(|syndrome| *syndrome == 0) {
        return true;
    }
    let locator = locator(field, &wrong);
    let errors = locator.len() - 1;
    if errors * 2 > checks {
        return false;
    }
    let mut evaluator = vec![0; checks];
    for (i, a) in locator.iter().enumerate() {
        for (j, b) in wrong.iter().enumerate().take(checks - i.min(checks)) {
            evaluator[i + j] ^= field.times(*a, *b);
        }
    }
    // The derivative: in this field only odd powers are left.
    let slope: Vec<u8> = (1..locator.len()).map(|i| if i % 2 == 1 { locator[i] } else { 0 }).collect();
    let mut found = 0;
    for power in 0..block.len().min(255) {
        let inverse = field.power(255 - power);
        if field.value(&locator, inverse) != 0 {
            continue;
        }
        found += 1;
        let place = block.len() - 1 - power;
        let value = field.times(field.value(&evaluator, inverse), field.inverse(field.value(&slope, inverse)));
        block[place] ^= field.times(value, field.power(power));
    }
    found == errors && syndromes(field, block, checks).iter().all(|syndrome| *syndrome == 0)
}

/// The block as a polynomial at the powers that a whole one is nothing at.
fn syndromes(field: &Field, block: &[u8], checks: usize) -> Vec<u8> {
    let at = |root| block.iter().fold(0, |sum, byte| field.times(sum, field.power(root)) ^ byte);
    (0..checks).map(at).collect()
}

/// The shortest polynomial, its lowest coefficient first, whose zeros say where the errors are.
fn locator(field: &Field, wrong: &[u8]) -> Vec<u8> {
    let (mut current, mut before) = (vec![1], vec![1]);
    let (mut errors, mut shift, mut scale) = (0, 1, 1);
    for place in 0..wrong.len() {
        let terms = current.iter().take(place + 1).enumerate();
        let gap = terms.fold(0, |sum, (i, a)| sum ^ field.times(*a, wrong[place - i]));
        if gap == 0 {
            shift += 1;
            continue;
        }
        let mut next = current.clone();
        next.resize(next.len().max(before.len() + shift), 0);
        let factor = field.times(gap, field.inverse(scale));
        for (i, a) in before.iter().enumerate() {
            next[i + shift] ^= field.times(*a, factor);
        }
        if 2 * errors <= place {
            errors = place + 1 - errors;
            (before, scale, shift) = (current, gap, 1);
        } else {
            shift += 1;
        }
        current = next;
    }
    current.truncate(errors + 1);
    current.resize(errors + 1, 0);
    current
}
