//! What texts say of themselves. Other pages show it, so that it holds while a head is broken.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic};
use crate::model::lesson::Audience;
use crate::model::url::ContentPath;
use crate::parse::Syntax;
use crate::parse::front_matter::FrontMatter;
use crate::parse::lesson::Document;
use crate::source::{SourceId, Span, Spanned};

/// What those texts said last whose heads cannot be read now.
#[derive(Default)]
pub(super) struct Heads(BTreeMap<ContentPath, Head>);

#[derive(Clone)]
struct Head {
    front_matter: FrontMatter,
    /// In the text, which may now be taken for a part of the head.
    title: Option<String>,
}

impl Heads {
    /// The same for `syntax`, which was read after that of `before`. Broken heads in it say what they
    /// said last.
    pub(super) fn after(&self, before: &Syntax, syntax: &mut Syntax) -> Self {
        let (was, is) = (broken(&before.diagnostics), broken(&syntax.diagnostics));
        let mut kept = Self::default();
        for (path, document) in syntax.documents.iter_mut().filter(|(_, document)| is.contains(&document.source)) {
            let sound = || {
                let at = before.documents.binary_search_by(|(known, _)| known.cmp(path)).ok()?;
                Some(&before.documents[at].1).filter(|document| !was.contains(&document.source)).map(Head::of)
            };
            if let Some(head) = self.0.get(path).cloned().or_else(sound) {
                head.put(document);
                kept.0.insert(path.clone(), head);
            }
        }
        kept
    }

    /// Makes the text at `path`, which has been read again, say what it said last if its head is broken.
    /// `sound` is what it was before, unless its head was broken then.
    pub(super) fn keep(&mut self, path: &ContentPath, sound: Option<&Document>, document: &mut Document) {
        let head = self.0.remove(path).or_else(|| sound.map(Head::of));
        if let Some(head) = head {
            head.put(document);
            self.0.insert(path.clone(), head);
        }
    }

    /// Forgets what the text at `path` said: it can be read.
    pub(super) fn forget(&mut self, path: &ContentPath) {
        self.0.remove(path);
    }
}

/// The texts whose heads have errors.
pub(super) fn broken(diagnostics: &[Diagnostic]) -> BTreeSet<SourceId> {
    let is_of_head = |code: Code| {
        matches!(
            code,
            Code::YamlSyntax | Code::YamlTooLarge | Code::YamlWrongType | Code::YamlBadValue | Code::YamlUnclosed
        )
    };
    diagnostics.iter().filter(|found| is_of_head(found.code)).map(|found| found.place.source).collect()
}

impl Head {
    fn of(document: &Document) -> Self {
        Self { front_matter: without_places(document.front_matter.clone()), title: document.title.clone() }
    }

    /// What either head keeps back stays so.
    fn put(&self, document: &mut Document) {
        let now = &document.front_matter;
        let known = self.front_matter.clone();
        let audience = if now.audience == Audience::Trainer { now.audience } else { known.audience };
        document.front_matter = FrontMatter { audience, draft: known.draft || now.draft, ..known };
        if document.title.is_none() {
            document.title.clone_from(&self.title);
        }
    }
}

/// They were places in a text that is another now.
fn without_places(head: FrontMatter) -> FrontMatter {
    let one = |text: Spanned<String>| Spanned { span: Span::default(), ..text };
    let all = |texts: Vec<Spanned<String>>| texts.into_iter().map(one).collect();
    FrontMatter {
        title: head.title.map(one),
        description: head.description.map(one),
        objectives: all(head.objectives),
        sources: all(head.sources),
        slug: head.slug.map(one),
        draw: None,
        pass: None,
        ..head
    }
}
