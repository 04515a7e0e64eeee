//! Any text as `course.yaml` and as `sources.yaml`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use pupitre::config;
use pupitre_fuzz::text;

fuzz_target!(|input: &str| {
    let (config, _) = text::twice(input, |source, text, diagnostics| config::course(Some((source, text)), diagnostics));
    text::within(input, config.logo.iter().map(|logo| logo.span));
    let identity = config.identity;
    assert!(!identity.lang.contains(|c: char| !c.is_ascii_alphanumeric() && c != '-'), "{}", identity.lang);
    assert!(!identity.theme.contains(['/', '\\', '.', ':']), "{}", identity.theme);
    let remote = |url: &String| url.starts_with("https://") || url.starts_with("http://");
    assert!(identity.url.as_ref().is_none_or(remote));
    let outside = |logo: &str| logo.split('/').any(|part| matches!(part, "" | "." | ".."));
    assert!(identity.logo.is_none_or(|logo| !outside(logo.as_str())));

    let (references, _) = text::twice(input, config::references);
    assert!(references.iter().all(|reference| !reference.id.is_empty() && !reference.title.is_empty()));
});
