//! Numbers as text, small ones short. `search/postings.js` reads them.

/// The characters of a number: the second half goes on, the first half ends it. None needs an escape in
/// JSON or within a page; `~` is kept to part lists of numbers.
const DIGITS: &[u8; 91] =
    b" !#$%&'()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}";

/// How many of them end a number.
const ENDS: u32 = 46;

/// Adds a number.
pub(super) fn push(out: &mut String, mut number: u32) {
    let goes_on = DIGITS.len() as u32 - ENDS;
    while number >= ENDS {
        number -= ENDS;
        out.push(char::from(DIGITS[(ENDS + number % goes_on) as usize]));
        number /= goes_on;
    }
    out.push(char::from(DIGITS[number as usize]));
}
