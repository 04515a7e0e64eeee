//! A second place: in the same excerpt when near, in its own when far.

use snapbox::{assert_data_eq, str};

use super::report;
use crate::catalogue::{Catalogue, Language};
use crate::diagnostic::{Code, Diagnostic};
use crate::report::{Colour, human};
use crate::source::{Place, Sources, Span};

#[test]
fn related_places_share_an_excerpt_when_near() {
    let text = "## A {#a}\n\ntexte\n\n## B {#a}\n";
    let twice = |source| {
        let first = Place { source, span: (5..9).into() };
        Diagnostic::new(Code::HeadingDuplicateId, source, 23..27).related(first).with("id", "a")
    };
    assert_data_eq!(
        report(text, twice),
        str![[r#"
erreur[heading::duplicate-id] : l’ancre `#a` est déjà prise dans cette page
 --> 01-début/a.md:5:6
  |
1 | ## A {#a}
  |      ---- premier emploi
...
5 | ## B {#a}
  |      ^^^^ second emploi
  |
  = aide : donnez-en une autre à cet intertitre, en fin de ligne, par exemple `{#autre-nom}`


"#]]
    );
}

#[test]
fn related_places_on_one_line() {
    let twice = |source| {
        let first = Place { source, span: (2..4).into() };
        Diagnostic::new(Code::HeadingDuplicateId, source, 5..7).related(first).with("id", "a")
    };
    assert_data_eq!(
        report("# #a #a", twice),
        str![[r#"
erreur[heading::duplicate-id] : l’ancre `#a` est déjà prise dans cette page
 --> 01-début/a.md:1:6
  |
1 | # #a #a
  |   -- ^^ second emploi
  |   |
  |   premier emploi
  |
  = aide : donnez-en une autre à cet intertitre, en fin de ligne, par exemple `{#autre-nom}`


"#]]
    );
}

#[test]
fn related_places_have_their_own_excerpt_when_far() {
    let mut sources = Sources::default();
    let (here, there) = (sources.add("b.md", "# Titre\n"), sources.add("a.md", "\n\n# Autre\n"));
    let clash = Diagnostic::new(Code::LessonDuplicateSlug, here, 0..7).with("target", "a.html");
    let french = Catalogue::of(Language::French);
    let related = clash.clone().related(Place { source: there, span: (2..9).into() });
    assert_data_eq!(
        human(&[related], &sources, &french, Colour::Never),
        str![[r#"
erreur[lesson::duplicate-slug] : deux pages auraient l’adresse `a.html`
 --> b.md:1:1
  |
1 | # Titre
  | ^^^^^^^
  |
 ::: a.md:3:1
  |
3 | # Autre
  | ------- cette page l’a aussi
  |
  = aide : renommez l’un des deux fichiers, ou donnez-lui sa propre adresse dans l’en-tête, par exemple `slug: autre-nom`


"#]]
    );

    let image = sources.add("c.png", "");
    let related = clash.related(Place { source: image, span: Span::default() });
    assert_data_eq!(
        human(&[related], &sources, &french, Colour::Never),
        str![[r#"
erreur[lesson::duplicate-slug] : deux pages auraient l’adresse `a.html`
 --> b.md:1:1
  |
1 | # Titre
  | ^^^^^^^
  |
 ::: c.png
  |
  = aide : renommez l’un des deux fichiers, ou donnez-lui sa propre adresse dans l’en-tête, par exemple `slug: autre-nom`


"#]]
    );

    let text = format!("# #a{}# #a", "\n\ntexte\n".repeat(1000));
    let far = |source| {
        let first = Place { source, span: (2..4).into() };
        Diagnostic::new(Code::HeadingDuplicateId, source, text.len() - 2..text.len()).related(first).with("id", "a")
    };
    assert_data_eq!(
        report(&text, far),
        str![[r#"
erreur[heading::duplicate-id] : l’ancre `#a` est déjà prise dans cette page
    --> 01-début/a.md:3001:3
     |
3001 | # #a
     |   ^^ second emploi
     |
    ::: 01-début/a.md:1:3
     |
   1 | # #a
     |   -- premier emploi
     |
     = aide : donnez-en une autre à cet intertitre, en fin de ligne, par exemple `{#autre-nom}`


"#]]
    );
}
