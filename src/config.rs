//! `course.yaml` and `sources.yaml`: what is said of the course as a whole.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::colour;
use crate::model::course::{Audit, Identity, Objective, Reference};
use crate::model::url::{self, ContentPath};
use crate::parse::fields::Fields;
use crate::parse::yaml::{self, Block, Value};
use crate::source::{Place, SourceId, Span, Spanned};

/// What the two files say.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// `course.yaml`; its `id` and `title` may still be empty.
    pub identity: Identity,
    /// Where `logo` is written, since the file may not exist.
    pub logo: Option<Spanned<String>>,
    /// `sources.yaml`
    pub references: Vec<Reference>,
}

/// The theme that a course gets if it names none.
pub const DEFAULT_THEME: &str = "default";
const DEFAULT_LANG: &str = "fr";

/// Reads `course.yaml`, or gives what a course without one gets.
pub fn course(file: Option<(SourceId, &str)>, diagnostics: &mut Vec<Diagnostic>) -> Config {
    let nothing = Identity { lang: DEFAULT_LANG.to_owned(), theme: DEFAULT_THEME.to_owned(), ..Identity::default() };
    let Some((source, text)) = file else { return Config { identity: nothing, ..Config::default() } };
    let block = Block { source, text, span: Span::from(0..text.len()) };
    let entries = yaml::mapping(block, diagnostics);
    let spoken = if entries.is_empty() { lang_of_broken(text) } else { None };
    let mut fields = Fields::new(block, entries, diagnostics);
    let logo = fields.text("logo");
    let identity = Identity {
        id: fields.text("id").map(|id| url::slug(&id.value)).unwrap_or_default(),
        title: value(fields.text("title")).unwrap_or_default(),
        lang: lang(&mut fields).or(spoken).unwrap_or(nothing.lang),
        version: value(fields.text("version")),
        description: value(fields.text("description")),
        audience: value(fields.text("audience")),
        prerequisites: fields.texts("prerequisites").into_iter().map(|text| text.value).collect(),
        objectives: objectives(&mut fields),
        author: value(fields.text("author")),
        organisation: value(fields.text("organisation")),
        contact: value(fields.text("contact")),
        hosting: value(fields.text("hosting")),
        licence: value(fields.text("licence")),
        url: address(&mut fields, "url"),
        logo: logo.as_ref().and_then(|logo| ContentPath::new(&logo.value)),
        accent: accent(&mut fields),
        theme: theme(&mut fields).unwrap_or(nothing.theme),
        raw_html: fields.bool("html").unwrap_or_default(),
        accessibility_date: value(fields.text("accessibility_date")),
        accessibility_updated: value(fields.text("accessibility_updated")),
        accessibility_scheme: address(&mut fields, "accessibility_scheme"),
        accessibility_plan: address(&mut fields, "accessibility_plan"),
        audit: audit(&mut fields),
        quiz: fields.quiz_settings(),
    };
    fields.finish();
    Config { identity, logo, references: Vec::new() }
}

/// Reads `sources.yaml`.
pub fn references(source: SourceId, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Reference> {
    const KNOWN: [&str; 6] = ["id", "author", "title", "publisher", "date", "note"];
    let block = Block { source, text, span: Span::from(0..text.len()) };
    let mut references: Vec<Reference> = Vec::new();
    let mut seen = HashMap::new();
    for item in yaml::sequence(block, diagnostics) {
        let mut reference = Reference::default();
        let mut from = item.span.start;
        for (key, value) in item.value {
            let Some(value) = text_of(value) else { continue };
            match key.as_str() {
                "id" => reference.id = value,
                "author" => reference.author = Some(value),
                "title" => reference.title = value,
                "publisher" => reference.publisher = Some(value),
                "date" => reference.date = Some(value),
                "note" => reference.note = Some(value),
                _ => {
                    // A key stands behind the one before it.
                    let found = block.locate(&key, Span { start: from, ..item.span });
                    from = found.unwrap_or(item.span).end;
                    let unknown = block.diagnostic(Code::YamlUnknownKey, found.unwrap_or(item.span));
                    diagnostics.push(unknown.with("name", &key).nearest(&key, &KNOWN));
                }
            }
        }
        let span = first_line(text, item.span);
        if reference.id.is_empty() || reference.title.is_empty() {
            let missing = block.diagnostic(Code::YamlWrongType, span);
            diagnostics.push(missing.with("expected", "id, title").variant("whole"));
            continue;
        }
        let place = block.find(&reference.id, item.span);
        report_twice(&mut seen, &reference.id, source, place, diagnostics);
        references.push(reference);
    }
    references
}

fn value(text: Option<Spanned<String>>) -> Option<String> {
    text.map(|text| text.value).filter(|text| !text.trim().is_empty())
}

fn text_of(value: Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text),
        Value::Int(number) => Some(number.to_string()),
        _ => None,
    }
}

fn first_line(text: &str, span: Span) -> Span {
    let line = text[span.range()].lines().next().unwrap_or_default();
    Span { start: span.start, end: span.start + line.len() as u32 }
}

fn report_twice(
    seen: &mut HashMap<String, Span>,
    id: &str,
    source: SourceId,
    span: Span,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if let Some(first) = seen.get(id) {
        let twice = Diagnostic::new(Code::CourseDuplicateId, source, span).with("id", id);
        diagnostics.push(twice.related(Place { source, span: *first }));
        return;
    }
    seen.insert(id.to_owned(), span);
}

/// A language tag: letters, digits and hyphens (BCP 47, as far as a page needs it).
fn lang(fields: &mut Fields<'_, '_>) -> Option<String> {
    let written = fields.text("lang")?;
    if is_tag(&written.value) {
        return Some(written.value);
    }
    fields.wrong_type("lang", written.span, "fr, en, fr-CA")
}

fn is_tag(text: &str) -> bool {
    let sound = |part: &str| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric());
    text.split('-').all(sound)
}

/// The language of a file that cannot be read: its mistakes are told in it.
fn lang_of_broken(text: &str) -> Option<String> {
    let value = text.lines().find_map(|line| line.strip_prefix("lang:"))?;
    let value = value.split(" #").next()?.trim().trim_matches(['"', '\'']);
    is_tag(value).then(|| value.to_owned())
}

fn theme(fields: &mut Fields<'_, '_>) -> Option<String> {
    let written = fields.text("theme")?;
    let sound = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !written.value.is_empty() && written.value.chars().all(sound) {
        return Some(written.value);
    }
    fields.wrong_type("theme", written.span, "a-z, 0-9, -")
}

fn address(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<String> {
    let written = fields.text(key)?;
    let rest = written.value.strip_prefix("https://").or_else(|| written.value.strip_prefix("http://"));
    if rest.is_some_and(|rest| !rest.starts_with(['/', '?', '#']) && !rest.is_empty()) {
        return Some(written.value.trim_end_matches('/').to_owned());
    }
    fields.wrong_type(key, written.span, "https://...")
}

fn accent(fields: &mut Fields<'_, '_>) -> Option<colour::Accent> {
    let written = fields.text("accent")?;
    match colour::accent(&written.value) {
        None => fields.wrong_type("accent", written.span, "#1f4e79"),
        Some(Ok(accent)) => Some(accent),
        Some(Err(ratio)) => {
            let low = fields.block().diagnostic(Code::CourseLowContrast, written.span);
            fields.report(low.with("found", &written.value).with("ratio", format!("{ratio:.1}")));
            None
        }
    }
}

fn objectives(fields: &mut Fields<'_, '_>) -> Vec<Objective> {
    let mut objectives: Vec<Objective> = Vec::new();
    let mut seen = HashMap::new();
    let source = fields.block().source;
    let mut from = 0;
    for (map, span) in fields.maps("objectives") {
        let take = |name: &str| map.iter().find(|(key, _)| key == name).and_then(|(_, value)| text_of(value.clone()));
        let (Some(id), Some(text)) = (take("id"), take("text")) else {
            fields.wrong_type::<()>("objectives", span, "id, text");
            continue;
        };
        // In `[{ id: a }, { id: b }]` an id stands behind the one before it.
        let found = fields.block().locate(&id, Span { start: span.start.max(from), ..span });
        let place = found.unwrap_or(span);
        from = place.end;
        let mut twice = Vec::new();
        report_twice(&mut seen, &id, source, place, &mut twice);
        for diagnostic in twice {
            fields.report(diagnostic);
        }
        objectives.push(Objective { id, text, place: Place { source, span: place } });
    }
    objectives
}

fn audit(fields: &mut Fields<'_, '_>) -> Option<Audit> {
    let (mut audit, span) = fields.nested("audit")?;
    if !audit.has_all(&["date", "auditor", "rate"]) {
        return audit.wrong_type("audit", span, "date, auditor, rate (0 .. 100)");
    }
    let found = (value(audit.text("date")), value(audit.text("auditor")), percent(&mut audit, "rate"));
    let (Some(date), Some(auditor), Some(rate)) = found else { return None };
    let mut list = |key| audit.texts(key).into_iter().map(|text| text.value).collect();
    let (failures, burden, exempt): (Vec<_>, Vec<_>, Vec<_>) = (list("failures"), list("burden"), list("exempt"));
    let (environments, tools, pages) = (list("environments"), list("tools"), list("pages"));
    let (average_rate, report) = (percent(&mut audit, "average_rate"), address(&mut audit, "report"));
    if rate < 100 && failures.is_empty() {
        audit.wrong_type::<()>("audit", span, "failures");
    }
    audit.finish();
    Some(Audit { date, auditor, rate, average_rate, report, failures, burden, exempt, environments, tools, pages })
}

fn percent(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<u8> {
    fields.int(key, 0..=100).and_then(|rate| u8::try_from(rate).ok())
}
