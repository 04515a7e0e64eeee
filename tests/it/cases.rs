//! The documents of `tests/cases/`, a test each.

use std::collections::BTreeSet;
use std::fs;

use crate::case;

macro_rules! documents {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            case::document(&format!("{}.md", stringify!($name).replace('_', "-")));
        })*

        #[test]
        fn every_document_runs() {
            let listed = BTreeSet::from([$(format!("{}.md", stringify!($name).replace('_', "-"))),*]);
            let entries = fs::read_dir(case::folder()).unwrap();
            let found: BTreeSet<String> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
            assert_eq!(listed, found);
        }
    };
}

documents! {
    files
    front_matter
    course
    titles_and_order
    headings
    terms
    trainer
    links
    images
    footnotes
    html
    typography
    choice
    typed
    ordering_and_matching
    cloze
    open
    which_block
    labels
    identity
    sealed
    advice
    books
    broken
    themes
    reports
    results
    a_z
}
