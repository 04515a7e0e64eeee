//! What the search of a site knows: which texts are in it, in how many bytes, and which never are. What
//! queries find is in `tests/search/`, run by `tests/browser/finding.test.js`.

use std::collections::BTreeMap;

use pupitre::model::url::SitePath;
use pupitre::render::{Content, Frame};

use crate::site::{Checked, Site};

/// The files of the search, by name.
fn search(checked: &mut Checked) -> BTreeMap<String, String> {
    let theme = checked.prepared.theme.take().expect("the theme holds together");
    let frame = Frame::new(&checked.prepared.course, theme, &checked.prepared.inputs);
    let site = frame.site(&checked.prepared.course, &checked.prepared.inputs.sources);
    let data = |path: &SitePath| match site.content(path).unwrap()? {
        Content::Data(data) => Some((path.to_string(), String::from_utf8(data).unwrap())),
        _ => None,
    };
    site.paths().iter().filter_map(data).collect()
}

/// Everything that the search says, of both editions.
fn said(site: impl Fn() -> Site) -> [String; 2] {
    let said = |site: Site| search(&mut site.check()).into_values().collect::<String>();
    [said(site()), said(site().trainer())]
}

const QUESTIONS: &str = "# Titre visible1

Texte visible2.[^note]

[^note]: Une note cachee1.

## Section visible3

Abonné visible4
: Définition visible5.

## Question : Choix visible6 ?

Avant visible7.

> Indice : un indice cachee2.

- [x] option cachee3
  > retour cachee4
- [ ] option cachee5
  > retour cachee6

Après visible8.[^juste]

> Explication : cachee7.

[^juste]: La note qui explique cachee8.

## Question : Mot visible9

- = cachee9

## Question : Nombre visible10

- = 314159

## Question : Ordre visible11

1. cachee10
2. cachee11

## Question : Paires visible12

| A | B |
| --- | --- |
| cachee12 | cachee13 |
| cachee14 | cachee15 |
|  | cachee16 |

## Question : Trous visible13

Une [[cachee17 / cachee18]] visible14 et **[[(cachee19) / cachee20]]**, ou [[= 271828]] visible15.

## Question : Libre visible16

> Explication : modèle cachee21.

## Notes {.trainer}

Texte cachee22.

Terme cachee23
: Sens cachee24.

### Question : Formateur cachee25

- = cachee26
";

#[test]
fn answers_and_what_is_the_trainers_are_not_in_the_search_of_either_edition() {
    for kind in ["lesson", "positioning", "evaluation"] {
        let course = || {
            let trainers = "---\ntitle: Journée cachee27\naudience: trainer\ndescription: cachee28\n---\n\nTexte cachee29.\n\n## Titre cachee30\n\nSuite.\n";
            Site::new()
                .file("leçon.md", format!("---\nkind: {kind}\n---\n\n{QUESTIONS}"))
                .file("01-module/index.md", "# Module visible17\n\nTexte visible18.\n")
                .file("01-module/journee.md", trainers)
                .file("index.md", "Accueil visible19.\n\n## Notes {.trainer}\n\nTexte cachee31.\n")
        };
        for said in said(course) {
            let said = said.to_lowercase();
            for secret in ["cachee", "314159", "271828"] {
                assert!(!said.contains(secret), "{kind}: {}", around(&said, secret));
            }
            // In the dictionary words are coded by what they share with their neighbours: passages hold all.
            let missing: Vec<String> =
                (1..=19).map(|n| format!("visible{n}")).filter(|word| !said.contains(word.as_str())).collect();
            assert_eq!(missing, [""; 0], "{kind}");
        }
    }
}

fn around<'t>(text: &'t str, found: &str) -> &'t str {
    let at = text.find(found).unwrap();
    let start = (0..=at.saturating_sub(40)).rev().find(|start| text.is_char_boundary(*start)).unwrap_or(0);
    let end = (at + found.len() + 20..text.len()).find(|end| text.is_char_boundary(*end)).unwrap_or(text.len());
    &text[start..end]
}

#[test]
fn the_search_is_equal_at_each_run_and_knows_what_has_changed() {
    let course = |text: &str| Site::new().file("a.md", text).file("b.md", "# B\n\nPrune.\n");
    let one = search(&mut course("# A\n\nPomme.\n").check());
    assert_eq!(one, search(&mut course("# A\n\nPomme.\n").check()));
    let names: Vec<&String> = one.keys().collect();
    let other = search(&mut course("# A\n\nPoire.\n").check());
    assert_eq!(names, other.keys().collect::<Vec<_>>(), "what files there are does not depend on the text");
    assert_ne!(one["search/index.js"], other["search/index.js"]);
    assert_ne!(one["search/p0.js"], other["search/p0.js"]);
}

#[test]
fn an_empty_course_can_be_searched() {
    let search = search(&mut Site::empty().file("course.yaml", "id: rien\ntitle: Rien\nlang: de\n").check());
    // Behind “results”, which is one of the site's own pages.
    assert!(search["search/index.js"].contains("Bien"), "{search:?}");
}

#[test]
fn no_text_ends_the_script_that_holds_it() {
    let search = search(&mut Site::new().file("a.md", "# A\n\n`</script><!-- \"\\ \u{2028}`\n").check());
    assert!(!search.values().any(|script| script.contains("</script") || script.contains("<!--")), "{search:?}");
}
