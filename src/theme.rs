//! The theme: templates, style sheets, scripts and texts, those of the course over those within.

mod bundle;
mod fault;
mod pack;

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};
use tera::{Kwargs, State, Tera};

use crate::diagnostic::{Code, Diagnostic};
use crate::model::course::Identity;
use crate::parse::yaml::{self, Block, Value};
use crate::source::{SourceId, Sources, Span};

static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// Where a template of the course's own finds the one that it replaces: `default/lesson.html`.
const BUILT_IN: &str = "default/";

/// A theme ready to render.
#[derive(Clone, Debug)]
pub struct Theme {
    /// The templates.
    pub tera: Tera,
    /// Files published under `theme/`, by name.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Icons by name.
    pub icons: BTreeMap<String, String>,
    /// Texts of the interface by key.
    pub strings: BTreeMap<String, String>,
    /// Whether these are in the language of the course; else they are English.
    pub speaks: bool,
    /// Where the templates stand, by path.
    places: BTreeMap<String, SourceId>,
}

/// The files of a theme, by path.
type Files = BTreeMap<String, Vec<u8>>;

/// The files of the default theme and those that a course puts over them.
pub struct Layers {
    built_in: Files,
    own: Files,
    /// The texts of the course's own files.
    names: BTreeMap<String, SourceId>,
    /// These, and the templates of the default theme.
    places: BTreeMap<String, SourceId>,
}

impl Theme {
    /// Whether it has templates that are not the default theme's.
    pub fn has_own_templates(&self) -> bool {
        self.tera.get_template_names().any(|name| !name.starts_with(BUILT_IN))
    }

    /// The same for other texts than those that it was made with: its mistakes stand nowhere in them.
    #[must_use]
    pub fn displaced(self) -> Self {
        Self { places: BTreeMap::new(), ..self }
    }
}

/// Puts the files of `overlay`, which messages show below `shown`, over the default theme's.
pub fn layers(overlay: Vec<(String, Vec<u8>)>, shown: &str, sources: &mut Sources) -> Layers {
    let built_in = built_in();
    let own: Files = overlay.into_iter().filter(|(path, bytes)| built_in.get(path) != Some(bytes)).collect();
    let mut names = BTreeMap::new();
    for (path, bytes) in &own {
        let text = String::from_utf8_lossy(bytes).into_owned();
        names.insert(path.clone(), sources.add(format!("{shown}/{path}"), text));
    }
    // Every template has a place for its errors, the default ones too.
    let default = |path: &&String| path.starts_with("templates/") && !own.contains_key(*path);
    let mut places = names.clone();
    for path in built_in.keys().filter(default) {
        let text = String::from_utf8_lossy(&built_in[path]).into_owned();
        places.insert(path.clone(), sources.add(format!("themes/{BUILT_IN}{path}"), text));
    }
    Layers { built_in, own, names, places }
}

/// Prepares a theme for the language and the accent of a course. `None` if it does not hold together.
pub fn compile(
    layers: Layers,
    identity: &Identity,
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Theme> {
    let Layers { built_in, own, names, places } = layers;
    let lang = &identity.lang;
    let mut merged = built_in.clone();
    merged.extend(own.clone());
    let strings = strings(&built_in, &own, &names, lang, diagnostics);
    let (mut files, icons) = bundle::statics(&merged, &strings, &names, diagnostics);
    if let Some(accent) = &identity.accent {
        let rule = format!("\n:root{{--accent-light:{};--accent-dark:{}}}\n", accent.light, accent.dark);
        let coloured = |file: &&mut Vec<u8>| String::from_utf8_lossy(file).contains("var(--accent-light");
        files.values_mut().filter(coloured).for_each(|css| css.extend(rule.bytes()));
    }
    let speaks = merged.contains_key(&texts_of(lang));
    let mut theme = Theme { tera: Tera::default(), files, icons, strings, speaks, places };
    let icons = theme.icons.clone();
    let style = theme.files.get("site.css").map(|css| String::from_utf8_lossy(css).into_owned()).unwrap_or_default();
    theme.tera.register_function("icon", move |kwargs: Kwargs, _: &State| {
        let name: &str = kwargs.must_get("name")?;
        icons.get(name).cloned().ok_or_else(|| tera::Error::message(format!("no icon is called `{name}`")))
    });
    theme.tera.register_function("stylesheet", move |_: Kwargs, _: &State| style.clone());
    match add_templates(&mut theme.tera, &built_in, &own) {
        Ok(()) => Some(theme),
        Err(error) => {
            diagnostics.extend(theme.diagnostics(&error, sources));
            None
        }
    }
}

fn built_in() -> Files {
    fn gather(dir: &Dir<'_>, files: &mut Files) {
        for file in dir.files() {
            let path = file.path().components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>();
            files.insert(path.join("/"), file.contents().to_vec());
        }
        dir.dirs().for_each(|dir| gather(dir, files));
    }
    let mut files = Files::new();
    gather(&DEFAULT, &mut files);
    files
}

fn add_templates(tera: &mut Tera, built_in: &Files, own: &Files) -> tera::TeraResult<()> {
    tera.set_fallback_prefixes([BUILT_IN])?;
    let template = |(path, bytes): (&String, &Vec<u8>), prefix: &str| {
        let name = path.strip_prefix("templates/")?;
        Some((format!("{prefix}{name}"), String::from_utf8_lossy(bytes).into_owned()))
    };
    let inner = built_in.iter().filter_map(|file| template(file, BUILT_IN));
    let outer = own.iter().filter_map(|file| template(file, ""));
    tera.add_raw_templates(inner.chain(outer))
}

/// The texts for a language: the course's over the theme's over the English ones.
fn strings(
    built_in: &Files,
    own: &Files,
    names: &BTreeMap<String, SourceId>,
    lang: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<String, String> {
    let file = texts_of(lang);
    let mut strings = BTreeMap::new();
    let english = "i18n/en.yaml".to_owned();
    for (files, path) in [(built_in, &english), (built_in, &file), (own, &file)] {
        let Some(bytes) = files.get(path) else { continue };
        let text = String::from_utf8_lossy(bytes);
        let source = names.get(path).copied();
        strings.extend(read_strings(&text, source, diagnostics));
    }
    strings
}

fn read_strings(text: &str, source: Option<SourceId>, diagnostics: &mut Vec<Diagnostic>) -> Vec<(String, String)> {
    let source = source.unwrap_or_else(|| Sources::default().add("", ""));
    let block = Block { source, text, span: Span::from(0..text.len()) };
    let entries = yaml::mapping(block, diagnostics);
    let text = |value| match value {
        Value::Text(text) => Some(text),
        Value::Int(number) => Some(number.to_string()),
        _ => None,
    };
    entries.into_iter().filter_map(|entry| Some((entry.key.value, text(entry.value)?))).collect()
}

/// The diagnostic for a theme that `course.yaml`, the text `source`, names but that is nowhere.
pub fn missing(source: SourceId, sources: &Sources, name: &str) -> Diagnostic {
    let span = value_of("theme", source, sources, name);
    Diagnostic::new(Code::ThemeMissing, source, span).with("name", name).nearest(name, &["default"])
}

/// The diagnostic for a language of `course.yaml`, the text `source`, in which the theme `name` has
/// no texts. The interface is then English.
pub fn unspoken(source: SourceId, sources: &Sources, lang: &str, name: &str) -> Diagnostic {
    let span = value_of("lang", source, sources, lang);
    let target = format!("themes/{name}/{}", texts_of(lang));
    let files = built_in();
    let known: Vec<&str> = files.keys().filter_map(|path| path.strip_prefix("i18n/")?.strip_suffix(".yaml")).collect();
    let unspoken = Diagnostic::new(Code::ThemeLanguage, source, span).with("name", lang);
    unspoken.with("target", target).with("known", known.join(", "))
}

/// Where the value `written` of a key of the first column stands.
fn value_of(key: &str, source: SourceId, sources: &Sources, written: &str) -> Span {
    let text = sources.text(source);
    let block = Block { source, text, span: Span::from(0..text.len()) };
    let start = block.find(&format!("{key}:"), block.span).start;
    let end = text[start as usize..].find('\n').map_or(text.len(), |at| start as usize + at);
    block.find(written, Span { start, end: end as u32 })
}

/// The file of a theme that holds the texts for a language.
fn texts_of(lang: &str) -> String {
    format!("i18n/{}.yaml", lang.split('-').next().unwrap_or(lang).to_ascii_lowercase())
}
