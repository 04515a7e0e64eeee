//! Reports on texts of every awkward kind.
#![allow(
    clippy::needless_raw_string_hashes,
    clippy::unwrap_used,
    reason = "snapbox writes the hashes, and a test may fail"
)]

mod related;

use proptest::prelude::*;
use snapbox::{assert_data_eq, str};

use super::{Colour, human};
use crate::catalogue::{Catalogue, Language};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Place, SourceId, Sources, Span};

/// The French report on one diagnostic that `describe` makes for a file of this text.
fn report(text: &str, describe: impl Fn(SourceId) -> Diagnostic) -> String {
    let mut sources = Sources::default();
    let source = sources.add("01-début/a.md", text);
    human(&[describe(source)], &sources, &Catalogue::of(Language::French), Colour::Never)
}

/// A dead link whose target, `x.md`, stands in `text`.
fn dead_link(text: &str) -> impl Fn(SourceId) -> Diagnostic {
    let start = text.find("x.md").unwrap();
    move |source| Diagnostic::new(Code::LinkDead, source, start..start + 4).with("target", "x.md")
}

#[test]
fn looks_like_rustc() {
    let text = "# Titre\n\nVoir [là](x.md).\n";
    assert_data_eq!(
        report(text, dead_link(text)),
        str![[r#"
erreur[link::dead] : il n’y a pas de fichier `x.md`
 --> 01-début/a.md:3:11
  |
3 | Voir [là](x.md).
  |           ^^^^ ne mène nulle part
  |
  = aide : corrigez le chemin, qui part du dossier de cette page, ou créez le fichier


"#]]
    );
}

#[test]
fn speaks_english_too() {
    let mut sources = Sources::default();
    let source = sources.add("a.md", "[here](x.md)");
    let dead = Diagnostic::new(Code::LinkDead, source, 7..11).with("target", "x.md").nearest("x.md", &["y.md"]);
    let empty = Diagnostic::new(Code::LessonEmpty, source, 0..0);
    let english = Catalogue::of(Language::English);
    assert_data_eq!(
        human(&[dead, empty], &sources, &english, Colour::Never),
        str![[r#"
error[link::dead]: there is no file `x.md`
 --> a.md:1:8
  |
1 | [here](x.md)
  |        ^^^^ leads nowhere
  |
  = help: did you mean `y.md`?

warning[lesson::empty]: this page has no text
 --> a.md:1:1
  |
1 | [here](x.md)
  | ^
  |
  = help: write its text, or add `draft: true` to its front matter until it has some


"#]]
    );
}

#[test]
fn colours_where_asked() {
    let mut sources = Sources::default();
    let source = sources.add("a.md", "[](x.md)");
    let dead = Diagnostic::new(Code::LinkDead, source, 3..7).with("target", "x.md");
    let coloured = human(&[dead], &sources, &Catalogue::of(Language::French), Colour::Always);
    assert!(coloured.contains("\u{1b}["), "{coloured}");
    assert!(coloured.contains("a.md:1:4"), "{coloured}");
}

#[test]
fn characters_of_several_bytes_before_the_caret() {
    let text = "Çà et là… « œuvre » 😀 漢字 [là](x.md)";
    assert_data_eq!(
        report(text, dead_link(text)),
        str![[r#"
erreur[link::dead] : il n’y a pas de fichier `x.md`
 --> 01-début/a.md:1:31
  |
1 | Çà et là… « œuvre » 😀 漢字 [là](x.md)
  |                                  ^^^^ ne mène nulle part
  |
  = aide : corrigez le chemin, qui part du dossier de cette page, ou créez le fichier


"#]]
    );
}

#[test]
fn tabs() {
    let text = "\t-\t[là](x.md)\tfin";
    assert_data_eq!(
        report(text, dead_link(text)),
        str![[r#"
erreur[link::dead] : il n’y a pas de fichier `x.md`
 --> 01-début/a.md:1:9
  |
1 |     -    [là](x.md)    fin
  |               ^^^^ ne mène nulle part
  |
  = aide : corrigez le chemin, qui part du dossier de cette page, ou créez le fichier


"#]]
    );
}

#[test]
fn lines_that_end_as_on_windows() {
    let text = "# Titre\r\n\r\n[là](x.md)\r\nfin\r\n";
    assert_data_eq!(
        report(text, dead_link(text)),
        str![[r#"
erreur[link::dead] : il n’y a pas de fichier `x.md`
 --> 01-début/a.md:3:6
  |
3 | [là](x.md)
  |      ^^^^ ne mène nulle part
  |
  = aide : corrigez le chemin, qui part du dossier de cette page, ou créez le fichier


"#]]
    );
    assert_data_eq!(
        report(text, |source| Diagnostic::new(Code::LessonEmpty, source, 0..text.len())),
        str![[r#"
avertissement[lesson::empty] : cette page n’a pas de texte
 --> 01-début/a.md:1:1
  |
1 | # Titre
  | ^^^^^^^
  |
  = aide : écrivez-en le texte, ou ajoutez `draft: true` à son en-tête en attendant


"#]]
    );
}

#[test]
fn caret_at_the_end_of_the_file() {
    for text in ["un\ndeux", "un\ndeux\n"] {
        let end = text.len();
        let shown = report(text, |source| Diagnostic::new(Code::QuizOpenGap, source, end..end));
        if text.ends_with('\n') {
            assert_data_eq!(
                shown,
                str![[r#"
erreur[quiz::open-gap] : ce trou n’est jamais fermé
 --> 01-début/a.md:3:1
  |
3 |
  | ^ ouvert ici
  |
  = aide : écrivez `]]` après sa réponse, dans le même paragraphe : `[[Paris]]`


"#]]
            );
        } else {
            assert_data_eq!(
                shown,
                str![[r#"
erreur[quiz::open-gap] : ce trou n’est jamais fermé
 --> 01-début/a.md:2:5
  |
2 | deux
  |     ^ ouvert ici
  |
  = aide : écrivez `]]` après sa réponse, dans le même paragraphe : `[[Paris]]`


"#]]
            );
        }
    }
}

#[test]
fn spans_outside_the_text_do_not_panic() {
    assert_data_eq!(
        report("é", |source| Diagnostic::new(Code::QuizOpenGap, source, 1..99)),
        str![[r#"
erreur[quiz::open-gap] : ce trou n’est jamais fermé
 --> 01-début/a.md:1:1
  |
1 | é
  | ^ ouvert ici
  |
  = aide : écrivez `]]` après sa réponse, dans le même paragraphe : `[[Paris]]`


"#]]
    );
}

#[test]
fn a_file_without_text_shows_its_path() {
    let unused = |source| Diagnostic::new(Code::FileUnused, source, 0..0).with("name", "a.png");
    assert_data_eq!(
        report("", unused),
        str![[r#"
avertissement[file::unused] : aucune page ne renvoie à ce fichier, il n’est donc pas publié
--> 01-début/a.md
 |
 = aide : renvoyez-y depuis une page, par exemple avec `[texte](a.png)`, ou supprimez-le


"#]]
    );
}

#[test]
fn a_line_of_a_megabyte() {
    let text = format!("{}[là](x.md) {}", "é à ".repeat(150_000), "ù ".repeat(150_000));
    assert_data_eq!(
        report(&text, dead_link(&text)),
        str![[r#"
erreur[link::dead] : il n’y a pas de fichier `x.md`
 --> 01-début/a.md:1:600006
  |
1 | ...é à é à é à é à é à é à é à [là](x.md) ù ù ù ù ù ù ù ù ù ù ù ù ù ù ù ù ù ù ù ù ù ù ù ù ù ù...
  |                                     ^^^^ ne mène nulle part
  |
  = aide : corrigez le chemin, qui part du dossier de cette page, ou créez le fichier


"#]]
    );
    let whole = Span::from(0..text.len());
    let shown = report(&text, |source| Diagnostic::new(Code::LessonEmpty, source, whole));
    assert!(shown.len() < 1000, "{shown}");
}

#[test]
fn a_place_of_several_lines_shows_its_first() {
    let text = "un [[deux\ntrois]] quatre";
    assert_data_eq!(
        report(text, |source| Diagnostic::new(Code::QuizRichGap, source, 3..17)),
        str![[r#"
erreur[quiz::rich-gap] : un trou ne contient que du texte simple
 --> 01-début/a.md:1:4
  |
1 | un [[deux
  |    ^^^^^^ pas du texte simple
  |
  = aide : sortez des crochets le gras, l’italique, le lien, le code, la note ou le HTML : `[[Paris]]`


"#]]
    );
}

#[test]
fn nothing_commands_the_terminal() {
    let mut sources = Sources::default();
    let text = "\u{1b}[2J\u{9b}\u{202e}[](x.md\u{7})\rx";
    let source = sources.add("a\u{1b}]0;\n\u{e000}.md", text);
    let dead = Diagnostic::new(Code::LinkDead, source, dead_link(text)(source).place.span)
        .with("target", "x.md\u{7}\u{1b}[31m\r\u{e000}");
    let shown = human(&[dead], &sources, &Catalogue::of(Language::French), Colour::Never);
    assert!(!shown.chars().any(|c| c.is_control() && c != '\n'), "{shown:?}");
    assert_data_eq!(
        shown,
        str![[r#"
erreur[link::dead] : il n’y a pas de fichier `x.md␇␛[31m␍�`
 --> a␛]0;␊�.md:1:10
  |
1 | ␛[2J��[](x.md␇)␍x
  |          ^^^^ ne mène nulle part
  |
  = aide : corrigez le chemin, qui part du dossier de cette page, ou créez le fichier


"#]]
    );
}

proptest! {
    #[test]
    fn any_places_in_any_texts(
        text in r"(?s)[a\r\n\t\u{1b}é漢😀 ]{0,300}",
        spans in prop::array::uniform4(0_u32..600),
    ) {
        let mut sources = Sources::default();
        let source = sources.add("a.md", text);
        let place = |start, end| Place { source, span: Span { start, end } };
        let [start, end, first, last] = spans;
        let diagnostic = Diagnostic { place: place(start, end), ..Diagnostic::new(Code::QuizIdentical, source, 0..0) }
            .related(place(first, last));
        let shown = human(&[diagnostic], &sources, &Catalogue::of(Language::English), Colour::Never);
        prop_assert!(shown.contains(" --> a.md") || shown.contains("--> a.md"));
        let raw = shown.contains(['\u{1b}', '\r', super::ORIGIN]);
        prop_assert!(!raw);
    }
}
