//! Characters that can be said on the phone and typed without doubt, five bits each; for codes that people pass on.

use super::text::fold_char;

/// Crockford's alphabet: no I, L, O and U. Read back, I and L are a 1 and O is a 0.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The character of a digit; digits over 31 count from the front again.
pub(super) fn letter(digit: u8) -> char {
    char::from(ALPHABET[usize::from(digit & 31)])
}

/// The value of a character in either case.
pub(super) fn digit(c: char) -> Option<u8> {
    let c = match c.to_ascii_uppercase() {
        'I' | 'L' => '1',
        'O' => '0',
        c => c,
    };
    (0..).zip(ALPHABET).find(|(_, letter)| char::from(**letter) == c).map(|(value, _)| value)
}

/// Reads what somebody typed. Case, width, blanks, hyphens and other marks do not matter. A character of no digit is
/// returned as the error.
pub(super) fn read(typed: &str) -> Result<Vec<u8>, char> {
    let folded = typed.chars().filter_map(|c| fold_char(c).map(|folded| (c, folded)));
    folded.map(|(c, folded)| digit(folded).ok_or(c)).collect()
}

/// Prints digits in groups of four.
pub(super) fn write(digits: &[u8]) -> String {
    let mut out = String::with_capacity(digits.len() * 5 / 4);
    for (place, digit) in digits.iter().enumerate() {
        if place > 0 && place % 4 == 0 {
            out.push('-');
        }
        out.push(letter(*digit));
    }
    out
}

/// The lowest bits of a number, five to a digit.
pub(super) fn digits_of(number: u64, count: usize) -> Vec<u8> {
    (0..count).rev().map(|place| (number >> (5 * place) & 31) as u8).collect()
}

/// The number that [`digits_of`] has cut up.
pub(super) fn number(digits: &[u8]) -> u64 {
    digits.iter().fold(0, |number, digit| number << 5 | u64::from(*digit))
}

/// The digit that brings the weighted sum to nothing. Going one place to the left multiplies a weight by the generator of
/// the field, whose first 31 powers are all different. It starts with something, so that nothing but zeros is no code.
pub(super) fn check_digit(data: &[u8]) -> u8 {
    data.iter().fold(11, |sum, digit| times_generator(sum ^ digit))
}

/// A second check digit, over data that ends with the [first](check_digit): its weights go with the square of the
/// generator, so that no two wrong characters go unnoticed.
pub(super) fn second_check_digit(data: &[u8]) -> u8 {
    data.iter().fold(22, |sum, digit| times_generator(times_generator(sum ^ digit)))
}

/// Multiplies by the root of x⁵ + x² + 1.
const fn times_generator(element: u8) -> u8 {
    let shifted = element << 1;
    if shifted & 32 == 0 { shifted } else { shifted ^ 0b10_0101 }
}
