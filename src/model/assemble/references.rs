//! Every link, image and file of the course: where it leads and what is published for it.

use std::collections::{BTreeMap, BTreeSet};

use super::address::{self, Addresses};
use super::nearest::Nearest;
use super::plan::{Plan, Planned};
use super::readers::Readers;
use crate::diagnostic::{Code, Diagnostic, MAX_COMPARED};
use crate::load::Inputs;
use crate::model::course::{Edition, Identity};
use crate::model::fragment::Fragment;
use crate::model::lesson::{Audience, Kind};
use crate::model::link::{self, Dead, Destination, PageTarget, Targets};
use crate::model::url::{self, ContentPath, SitePath};
use crate::parse::lesson::{Content, Document, Reference, ReferenceKind};
use crate::source::{Place, SourceId, Spanned};

/// The files that pages refer to.
#[derive(Default, PartialEq, Eq)]
pub(super) struct Used {
    /// By a page of this edition.
    published: BTreeSet<ContentPath>,
    /// By any page, so that it is not forgotten in the folder.
    known: BTreeSet<ContentPath>,
}

/// What links to the page can lead to.
pub(super) fn target(page: &Planned) -> PageTarget {
    let document = &page.document;
    PageTarget { url: page.url.clone(), audience: document.front_matter.audience, anchors: anchors(document) }
}

/// The anchors of a page and for whom each is.
pub(super) fn anchors(document: &Document) -> BTreeMap<String, Audience> {
    let headings = document.headings.iter().map(|heading| (heading.id.clone(), heading.audience));
    let terms = document.terms.iter().map(|term| (term.id.clone(), term.audience));
    headings.chain(terms).collect()
}

/// Checks what the pages refer to.
pub(super) fn check(
    plan: &Plan,
    targets: &Targets,
    nearest: &mut Nearest<'_>,
    edition: Edition,
    identity: &Identity,
    diagnostics: &mut Vec<Diagnostic>,
) -> Used {
    let mut used = Used::default();
    for Planned { path, document, .. } in plan.folders.iter().flat_map(super::plan::Folder::pages) {
        page(path, document, targets, nearest, edition, &mut used, diagnostics);
        if !identity.raw_html {
            diagnostics.extend(document.raw_html.iter().cloned());
        }
    }
    for (path, document) in &plan.hidden {
        for reference in &document.references {
            if let Ok(Destination::File(file)) = link::resolve(targets, path, Audience::Trainer, &reference.target) {
                used.known.insert(file);
            }
        }
    }
    used
}

/// Checks what one page refers to.
pub(super) fn page(
    path: &ContentPath,
    document: &Document,
    targets: &Targets,
    nearest: &mut Nearest<'_>,
    edition: Edition,
    used: &mut Used,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let readers = Readers::of(document);
    for reference in &document.references {
        let reader = readers.at(reference.event);
        match one(targets, path, reader, reference) {
            Ok(Some(file)) => {
                let shown = reader == Audience::Everyone && !is_sealed(document, reference.event);
                if shown || edition == Edition::Trainer {
                    used.published.insert(file.clone());
                }
                used.know(file);
            }
            Ok(None) => {}
            Err(code) => {
                if matches!(code, Code::LinkDead | Code::ImageMissing) {
                    // Nothing refers to the file that was meant: one mistake, told once.
                    used.known.extend(nearest.of(&reference.target).cloned());
                }
                diagnostics.push(describe(code, document.source, reference, targets, nearest, path));
            }
        }
        if reference.kind == ReferenceKind::ImageWithoutAlt {
            diagnostics.push(
                Diagnostic::new(Code::ImageNoAlt, document.source, reference.span).with("target", &reference.target),
            );
        }
    }
    for (target, _) in &document.spaced {
        if let Ok(Destination::File(file)) = link::resolve(targets, path, Audience::Trainer, target) {
            used.known.insert(file);
        }
    }
}

/// The file that `logo` names, if there is one.
pub(super) fn logo(
    nearest: &mut Nearest<'_>,
    inputs: &Inputs,
    course: Option<SourceId>,
    logo: &Spanned<String>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<ContentPath> {
    let found = ContentPath::new(&logo.value).filter(|path| inputs.files.iter().any(|file| file.path == *path));
    if found.is_none() {
        let missing = course.map(|course| Diagnostic::new(Code::ImageMissing, course, logo.span));
        let missing =
            missing.map(|diagnostic| nearest_path(diagnostic.with("target", &logo.value), &logo.value, "", nearest));
        diagnostics.extend(missing);
    }
    found
}

/// Gives each file that is published its address, and reports those that nothing refers to.
pub(super) fn publish(
    mut used: Used,
    logo: Option<&ContentPath>,
    inputs: &Inputs,
    addresses: &mut Addresses,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<ContentPath, SitePath> {
    if let Some(logo) = logo {
        used.published.insert(logo.clone());
        used.known.insert(logo.clone());
    }
    let mut assets = BTreeMap::new();
    for file in &inputs.files {
        if used.published.contains(&file.path) {
            let (stem, extension) = split(file.path.file_name());
            let place = Place { source: file.source, span: crate::source::Span::default() };
            let extension =
                extension.map(|extension| format!(".{}", crate::model::url::slug(extension))).unwrap_or_default();
            let folder = address::folder(file.path.folder());
            let (url, _) = addresses.claim(&folder, &address::segment(stem), &extension, place);
            assets.insert(file.path.clone(), url);
        } else if !used.known.contains(&file.path) && !is_licence(file.path.file_name()) {
            let name = url::written(file.path.file_name());
            diagnostics.push(Diagnostic::new(Code::FileUnused, file.source, 0..0).with("name", name));
        }
    }
    assets
}

/// The captions of the published films and sounds.
pub(super) fn captions(assets: &BTreeMap<ContentPath, SitePath>, inputs: &Inputs) -> BTreeMap<ContentPath, String> {
    let stem = |path: &ContentPath| split(path.as_str()).0.to_owned();
    let published: BTreeSet<String> = assets.keys().map(stem).collect();
    let captions = inputs.files.iter().filter(|file| published.contains(&stem(&file.path)));
    let text = captions.map(|file| (file.path.clone(), inputs.sources.text(file.source).to_owned()));
    text.filter(|(_, text)| !text.is_empty()).collect()
}

impl Used {
    /// Notes a file. The captions that stand beside a film go into its page.
    fn know(&mut self, path: ContentPath) {
        let captions = ContentPath::new(&format!("{}.vtt", split(path.as_str()).0));
        self.known.extend(captions);
        self.known.insert(path);
    }
}

/// Whether the event belongs to an answer that the student's page does not show.
fn is_sealed(document: &Document, event: u32) -> bool {
    let at = document.parts.partition_point(|part| part.events.end <= event);
    let Some(Content::Question(question)) = document.parts.get(at).map(|part| &part.content) else { return false };
    let within = |fragment: &Fragment| (fragment.first..fragment.last).contains(&event);
    document.front_matter.kind != Kind::Lesson && question.told_afterwards().any(within)
}

/// The file that a sound reference needs, or what is wrong with it.
pub(super) fn one(
    targets: &Targets,
    from: &ContentPath,
    reader: Audience,
    reference: &Reference,
) -> Result<Option<ContentPath>, Code> {
    let is_image = reference.kind != ReferenceKind::Link;
    if is_image && link::is_remote(&reference.target) {
        return Err(Code::ImageRemote);
    }
    match link::resolve(targets, from, reader, &reference.target) {
        Ok(Destination::File(path)) => Ok(Some(path)),
        Ok(_) if !is_image => Ok(None),
        Ok(_) | Err(Dead::Missing | Dead::Anchor) if is_image => Err(Code::ImageMissing),
        Ok(_) | Err(Dead::Lost) => Ok(None),
        Err(Dead::Missing) => Err(Code::LinkDead),
        Err(Dead::Anchor) => Err(Code::LinkDeadAnchor),
        Err(Dead::Trainer) => Err(Code::LinkToTrainer),
        Err(Dead::Draft) => Err(Code::LinkToDraft),
        Err(Dead::Outside) => Err(Code::LinkOutside),
        Err(Dead::Unsafe) => Err(Code::LinkUnsafe),
    }
}

/// What is to be said of a reference that is not sound.
pub(super) fn describe(
    code: Code,
    source: SourceId,
    reference: &Reference,
    targets: &Targets,
    nearest: &mut Nearest<'_>,
    from: &ContentPath,
) -> Diagnostic {
    let diagnostic = Diagnostic::new(code, source, reference.span).with("target", &reference.target);
    match code {
        Code::ImageRemote => diagnostic.with("name", reference.target.rsplit('/').next().unwrap_or_default()),
        Code::LinkUnsafe if reference.target.starts_with('/') && !reference.target.starts_with("//") => {
            diagnostic.variant("absolute")
        }
        Code::LinkDead | Code::ImageMissing => nearest_path(diagnostic, &reference.target, from.folder(), nearest),
        Code::LinkDeadAnchor => {
            let (path, anchor) = reference.target.split_once('#').unwrap_or_default();
            let path = path.split('?').next().filter(|path| !path.is_empty());
            let path = path.map_or(Some(from.clone()), |path| from.resolve(&url::decode(path))).unwrap_or(from.clone());
            let diagnostic = Diagnostic::new(code, source, reference.span).with("target", path.file_name());
            let Some(link::Target::Page(page)) = targets.get(&path) else { return diagnostic.with("name", anchor) };
            let anchors = page.anchors.iter().filter(|(_, audience)| **audience == Audience::Everyone);
            let anchors: Vec<&str> = anchors.map(|(anchor, _)| anchor.as_str()).take(MAX_COMPARED + 1).collect();
            let diagnostic = diagnostic.with("name", anchor);
            if anchors.is_empty() { diagnostic.variant("none") } else { diagnostic.nearest(anchor, &anchors) }
        }
        _ => diagnostic,
    }
}

/// Suggests the nearest file by its path from `folder`.
fn nearest_path(diagnostic: Diagnostic, wanted: &str, folder: &str, nearest: &mut Nearest<'_>) -> Diagnostic {
    match nearest.of(wanted) {
        Some(path) => {
            let path = url::written(&url::relative(folder, path.as_str()));
            diagnostic.with("nearest", path).variant("nearest")
        }
        None => diagnostic,
    }
}

fn split(name: &str) -> (&str, Option<&str>) {
    name.rsplit_once('.').map_or((name, None), |(stem, extension)| (stem, Some(extension)))
}

/// Files that tell the author's rights belong in the folder without being published.
fn is_licence(name: &str) -> bool {
    let stem = split(name).0.to_ascii_lowercase();
    ["licence", "license", "copying", "notice"].iter().any(|word| stem.starts_with(word))
}
