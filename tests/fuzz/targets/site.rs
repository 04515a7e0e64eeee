//! A whole course to its pages; `tree` says how a text names the files.

#![no_main]

use libfuzzer_sys::fuzz_target;
use pupitre::render::Frame;
use pupitre_fuzz::tree::{self, Tree};
use pupitre_fuzz::{pages, sealed, text};

fuzz_target!(|input: &str| {
    let tree = Tree::new(input);
    let (course, diagnostics) = tree.course();
    text::tell(&diagnostics, &tree.inputs.sources);
    let (again, diagnostics_again) = tree.course();
    assert_eq!(diagnostics, diagnostics_again);

    let sources = &tree.inputs.sources;
    let frame = |course: &_| Frame::new(course, tree::theme(&course.identity), &tree.inputs);
    let (first, second) = (frame(&course), frame(&again));
    let site = first.site(&course, sources);
    let rendered = pages::rendered(&site);
    assert_eq!(rendered, pages::rendered(&second.site(&again, sources)), "the same input, another site");
    // Raw HTML that the author asked for is the author's.
    if !course.identity.raw_html {
        pages::check(&site, &rendered);
    }

    let (other, assessed) = sealed::with_other_answers(&course);
    if assessed.is_empty() {
        return;
    }
    let other = pages::rendered(&frame(&other).site(&other, sources));
    for path in assessed {
        let [page, other] = [&rendered, &other].map(|pages| pages.get(&path).map(|page| sealed::without_keys(page)));
        assert_eq!(page, other, "{path} tells an answer");
    }
});
