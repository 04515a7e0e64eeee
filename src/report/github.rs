//! Diagnostics as workflow commands, which GitHub shows beside the lines of a change.

use std::fmt::Write;

use super::place::Places;
use super::{key, visible};
use crate::catalogue::Catalogue;
use crate::diagnostic::Diagnostic;
use crate::source::Sources;

/// One command a line: `::error file=…,line=…,col=…,title=…::message`, then the help.
pub fn github(diagnostics: &[Diagnostic], sources: &Sources, catalogue: &Catalogue) -> String {
    let mut places = Places::new(sources);
    let mut commands = String::new();
    for diagnostic in diagnostics {
        let source = diagnostic.source(sources);
        let place = diagnostic.place;
        let _ = write!(commands, "::{} file={}", key(diagnostic.severity()), property(&source.path));
        if !source.text.is_empty() {
            let start = places.position(place.source, place.span.start);
            let _ = write!(commands, ",line={},col={}", start.line, start.column);
        }
        let mut message = catalogue.message(diagnostic);
        if let Some(help) = catalogue.help(diagnostic) {
            let _ = write!(message, "\n{}{}: {help}", catalogue.word("help", &[]), catalogue.word("before-colon", &[]));
        }
        let _ = writeln!(commands, ",title={}::{}", property(diagnostic.code.as_str()), data(&message));
    }
    commands
}

/// The text of a command, which ends with its line.
fn data(text: &str) -> String {
    visible(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, which ends at a comma or at the colons before the text.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::needless_raw_string_hashes, reason = "snapbox writes them")]

    use snapbox::{assert_data_eq, str};

    use super::github;
    use crate::catalogue::{Catalogue, Language};
    use crate::diagnostic::{Code, Diagnostic};
    use crate::source::Sources;

    #[test]
    fn commands_are_escaped() {
        let mut sources = Sources::default();
        let page = sources.add("a,b:c/100%.md", "é\r\nà [](x.md)\n");
        let image = sources.add("a.png", "");
        let diagnostics = [
            Diagnostic::new(Code::LinkDead, page, 10..14).with("target", "50%,\r\n::error::\u{1b}"),
            Diagnostic::new(Code::FileUnused, image, 0..0).with("name", "a.png"),
        ];
        assert_data_eq!(
            github(&diagnostics, &sources, &Catalogue::of(Language::French)),
            str![[r#"
::error file=a%2Cb%3Ac/100%25.md,line=2,col=6,title=link%3A%3Adead::il n’y a pas de fichier `50%25,%0D%0A::error::␛`%0Aaide : corrigez le chemin, qui part du dossier de cette page, ou créez le fichier
::warning file=a.png,title=file%3A%3Aunused::aucune page ne renvoie à ce fichier, il n’est donc pas publié%0Aaide : renvoyez-y depuis une page, par exemple avec `[texte](a.png)`, ou supprimez-le

"#]]
        );
    }
}
