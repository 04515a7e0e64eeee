//! Any text as a lesson.

#![no_main]

use libfuzzer_sys::fuzz_target;
use pupitre_fuzz::text;

fuzz_target!(|input: &str| {
    text::lesson(input);
});
