//! The author's mistakes: a stable code, a place, and the words that fill the message.
//!
//! The messages themselves stand in `messages/`, one file a language, under the same codes.

use crate::source::{Place, Source, SourceId, Sources, Span};

/// How much a mistake weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Stops the publication.
    Error,
    /// Is published all the same.
    Warning,
}

macro_rules! codes {
    ($($variant:ident $severity:ident $code:literal)*) => {
        /// The stable name of one kind of mistake, documented by `pupitre check --explain`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "each is documented for users in messages/, under its code")]
        pub enum Code { $($variant),* }

        impl Code {
            /// Every code, in the order of the documentation.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The code as users see it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// How much this kind of mistake weighs.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity),* }
            }
        }
    };
}

codes! {
    FileNotUtf8 Error "file::not-utf8"
    FileTooLarge Error "file::too-large"
    FileTooNested Error "file::too-nested"
    FileTooMany Error "file::too-many"
    FileLinkOutside Error "file::link-outside"
    FileUnreadable Error "file::unreadable"
    FileUnused Warning "file::unused"
    YamlSyntax Error "yaml::syntax"
    YamlTooLarge Error "yaml::too-large"
    YamlUnknownKey Warning "yaml::unknown-key"
    YamlWrongType Error "yaml::wrong-type"
    YamlBadValue Error "yaml::bad-value"
    YamlUnclosed Error "yaml::unclosed"
    CourseNoId Warning "course::no-id"
    CourseNoLesson Error "course::no-lesson"
    CourseDuplicateId Error "course::duplicate-id"
    CourseLowContrast Error "course::low-contrast"
    ObjectiveUnknown Error "objective::unknown"
    SourceUnknown Error "source::unknown"
    LessonEmpty Warning "lesson::empty"
    LessonTwoTitles Warning "lesson::two-titles"
    LessonDuplicateSlug Error "lesson::duplicate-slug"
    HeadingSkipped Warning "heading::skipped"
    HeadingDuplicateId Error "heading::duplicate-id"
    HeadingReservedId Error "heading::reserved-id"
    HeadingUnknownAttribute Error "heading::unknown-attribute"
    HeadingBraces Error "heading::braces"
    LinkDead Error "link::dead"
    LinkDeadAnchor Error "link::dead-anchor"
    LinkToTrainer Error "link::to-trainer"
    LinkToDraft Error "link::to-draft"
    LinkOutside Error "link::outside"
    LinkUnsafe Error "link::unsafe"
    LinkSpace Error "link::space"
    FootnoteDead Error "footnote::dead"
    ImageMissing Error "image::missing"
    ImageNoAlt Warning "image::no-alt"
    ImageRemote Error "image::remote"
    HtmlRaw Warning "html::raw"
    QuizNoColon Error "quiz::no-colon"
    QuizBadLabel Error "quiz::bad-label"
    QuizNoPrompt Error "quiz::no-prompt"
    QuizNoAnswer Error "quiz::no-answer"
    QuizBadBox Error "quiz::bad-box"
    QuizMixedList Error "quiz::mixed-list"
    QuizTwoAnswers Error "quiz::two-answers"
    QuizOneOption Error "quiz::one-option"
    QuizDuplicateOption Error "quiz::duplicate-option"
    QuizEmptyOption Error "quiz::empty-option"
    QuizLooseQuote Error "quiz::loose-quote"
    QuizEmptyGap Error "quiz::empty-gap"
    QuizOpenGap Error "quiz::open-gap"
    QuizRichGap Error "quiz::rich-gap"
    QuizBadDropDown Error "quiz::bad-drop-down"
    QuizEmptyAnswer Error "quiz::empty-answer"
    QuizBlankAnswer Error "quiz::blank-answer"
    QuizSlashAnswer Error "quiz::slash-answer"
    QuizTwoUnits Error "quiz::two-units"
    QuizHalfNumber Warning "quiz::half-number"
    QuizOnePair Error "quiz::one-pair"
    QuizTooMany Error "quiz::too-many"
    QuizBadPoints Error "quiz::bad-points"
    QuizDuplicateId Error "quiz::duplicate-id"
    QuizIdentical Warning "quiz::identical"
    QuizDraw Error "quiz::draw"
    QuizInIndex Error "quiz::in-index"
    AdviceAlwaysFirst Warning "advice::always-first"
    AdviceAlwaysLongest Warning "advice::always-longest"
    AdviceCatchAll Warning "advice::catch-all"
    AdviceNegation Warning "advice::negation"
    AdviceOverlap Warning "advice::overlap"
    AdviceRepeat Warning "advice::repeat"
    AdviceNoFeedback Warning "advice::no-feedback"
    AdviceUnreachablePass Warning "advice::unreachable-pass"
    AdviceUnassessed Warning "advice::unassessed"
    AdviceTold Warning "advice::told"
    ThemeMissing Error "theme::missing"
    ThemeBundle Error "theme::bundle"
    ThemeTemplate Error "theme::template"
    ThemeLanguage Warning "theme::language"
}

/// Known words that a message lists: it is cut to a few lines anyway.
const MAX_LISTED: usize = 100;
/// Known words beyond which none is looked for that a mistaken one resembles: it is done for every
/// mistake, and there may be as many of these.
pub const MAX_COMPARED: usize = 500;
/// Letters by which a word may differ from the one that was meant: the comparison of two long
/// texts takes the product of their lengths.
const MAX_FAR: usize = 50;

/// One mistake of the author, where it stands and what to do about it.
///
/// One mistake gives one diagnostic: code that recovers from an error must not report its echo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of mistake.
    pub code: Code,
    /// Where; the whole file where there is no better place.
    pub place: Place,
    /// Another place that explains this one, such as the first of two equal names.
    pub related: Option<Place>,
    /// Chooses between two ways out: `help-<variant>` of the catalogue instead of `help`.
    pub variant: Option<&'static str>,
    /// Fills the `{name}` holes of the message and of the help.
    pub args: Vec<(&'static str, String)>,
}

impl Diagnostic {
    /// A mistake of kind `code` at `span` of `source`.
    pub fn new(code: Code, source: SourceId, span: impl Into<Span>) -> Self {
        let place = Place { source, span: span.into() };
        Self { code, place, related: None, variant: None, args: Vec::new() }
    }

    /// Fills the hole `{name}`.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "numbers and texts are given as they are at hand")]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    /// Points at a second place.
    #[must_use]
    pub fn related(mut self, place: Place) -> Self {
        self.related = Some(place);
        self
    }

    /// Chooses another help text.
    #[must_use]
    pub fn variant(mut self, variant: &'static str) -> Self {
        self.variant = Some(variant);
        self
    }

    /// Chooses the `nearest` help if `word` looks like one of `known`, which fills `{nearest}`.
    /// `{known}` always lists the known words, the first of them where there are many.
    #[must_use]
    pub fn nearest(self, word: &str, known: &[&str]) -> Self {
        let listed = self.with("known", known[..known.len().min(MAX_LISTED)].join(", "));
        let far = word.chars().count().div_ceil(3).max(1);
        if known.len() > MAX_COMPARED || far > MAX_FAR {
            return listed;
        }
        let best = known
            .iter()
            .filter(|candidate| candidate.chars().count().abs_diff(word.chars().count()) <= far)
            .map(|candidate| (strsim::damerau_levenshtein(&word.to_lowercase(), &candidate.to_lowercase()), candidate))
            .min_by_key(|(distance, _)| *distance);
        match best {
            Some((distance, candidate)) if distance <= far => listed.with("nearest", candidate).variant("nearest"),
            _ => listed,
        }
    }

    /// How much it weighs.
    pub const fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// The text in which it stands.
    pub fn source<'s>(&self, sources: &'s Sources) -> &'s Source {
        sources.get(self.place.source)
    }
}

/// Puts diagnostics in the order of reading: by file, then by place.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by_key(|d| (d.place, d.code));
    diagnostics.dedup();
}

/// Whether any of them stops the publication.
pub fn any_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity() == Severity::Error)
}
