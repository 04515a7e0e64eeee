//! Any text as the head of a lesson.

#![no_main]

use libfuzzer_sys::fuzz_target;
use pupitre_fuzz::text;

fuzz_target!(|input: &str| {
    let head = if input.starts_with("---") { input.to_owned() } else { format!("---\n{input}\n---\nTexte.\n") };
    let (document, _) = text::lesson(&head);
    assert!(document.front_matter.draw.is_none_or(|place| place.end <= document.body));
});
