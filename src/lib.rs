//! Pupitre turns a folder of Markdown lessons with quizzes into a static training site: accessible,
//! readable from a USB key by a double-click, and silent towards any other origin.
//!
//! # Bird's eye
//!
//! ```text
//! disk -> Inputs -> Syntax -> Course -> Site -> a folder
//!     load     parse   assemble  render   write
//! ```
//!
//! Each arrow is one module and one verb, each noun one type, complete from the moment it exists.
//!
//! 1. [`load::content`] reads every file below the content folder into [`load::Inputs`].
//! 2. [`parse::course`] takes each text by itself, in parallel, and gives a [`parse::Syntax`].
//! 3. [`model::assemble::assemble`] puts these together into a [`model::course::Course`] for one
//!    edition: order, addresses, links, objectives, questions. All that needs more than one file
//!    is checked here. [`advice`] then looks at what is published.
//! 4. [`render::Frame::new`] joins the course and a [`theme::Theme`], and gives a [`render::Site`]: a
//!    set of paths, each a page that is rendered when it is asked for.
//! 5. [`write::folder`] makes a folder hold that site. The folder is one sink of it, the [`preview`]
//!    another, each kind of [`export`] one more.
//!
//! [`command`] strings these together, one verb a file, and prints nothing; `main` does.
//!
//! # Code map
//!
//! The `mod` lines below stand in the order of the data, which is the order to read them in.
//!
//! - [`source`]: texts, spans and places in them.
//! - [`diagnostic`]: the author's mistakes, each with a stable code; their words are in
//!   `messages/`, read by [`catalogue`] and shown by [`report`].
//! - [`failure`]: what went wrong with the machine: a path and a cause.
//! - [`load`]: disk to inputs, with limits on size, number and links.
//! - [`parse`]: text to syntax: YAML ([`parse::yaml`], [`parse::fields`]), Markdown
//!   ([`parse::markdown`]), lessons ([`parse::lesson`]) and questions ([`parse::question`], whose
//!   helpers are one form of answer a file), the contents of a book ([`parse::summary`]), French
//!   typography ([`parse::typography`]).
//! - [`config`]: `course.yaml` and `sources.yaml`.
//! - [`model`]: what a course is. [`model::quiz`] constructs no question that cannot be answered;
//!   [`model::sealed`] is a question without room for its answer; [`model::link`] says where a
//!   link leads; [`model::assemble`] makes the whole.
//! - [`advice`]: what is better avoided in a course that is sound, one rule a file.
//! - [`theme`]: templates, style sheets, scripts and texts; a course's own files over the default
//!   theme, file by file.
//! - [`search`]: course to what scripts find passages by: texts without answers, a dictionary of their
//!   words, and where these stand.
//! - [`render`]: course and theme to pages. [`render::prose`] turns fragments of Markdown into
//!   HTML, [`render::question`] and [`render::body`] lessons, [`render::context`] all else into what
//!   templates see; [`render::hosted`] makes what lets a hosted site be read without a network.
//! - [`write`](mod@write): site to folder, whole or not at all.
//! - [`export`]: site to one file, one kind of file a module; [`export::sheet`] is a page as a tree.
//! - [`prepare`]: the steps from disk to a checked course, which every command begins with.
//! - [`watch`]: disk to changes. [`live`]: a course kept understood while its files change.
//! - [`preview`]: site to browser, while it is written: `files` is what is served, `guard` to whom,
//!   `tab`, `told` and `gone` what an open page is told, `additions` what stands in it between two markers.
//! - [`catalogue`], [`report`]: diagnostics in French and English, for people and programs, and what
//!   is new of them for those who watch.
//! - [`command`], [`cli`]: the verbs, and what can be typed.
//!
//! # How a lesson travels
//!
//! The text of a lesson is kept once, as its author wrote it. What the model holds of it are
//! [`model::fragment::Fragment`]s: runs of the parser's events, counted, and a clip of bytes. The
//! renderer parses the text again and shows the runs that it is told to. Parsing twice costs less
//! than keeping the events of ten thousand lessons, and the model stays free of Markdown.
//!
//! # How a change travels
//!
//! [`watch::Watch`] gathers what the system tells of a save. If only the text of a lesson changed, it is
//! parsed again, and [`model::assemble::lesson`] puts it in its place in the course that is shown,
//! unless something else of the course depends on what is new; then the course is assembled anew. If
//! files came, went or are no lessons, everything is read anew. Each open tab is sent the mark of its
//! page and decides by itself whether to load it. A random test holds the three ways to be one.
//!
//! # Invariants
//!
//! - Only [`load`] reads, and only [`write`](mod@write) and [`export`] write; the [`preview`] passes files of the
//!   site on.
//! - Parsing never fails: it returns a value and diagnostics. One mistake gives one diagnostic.
//! - [`model`] knows neither Markdown nor HTML.
//! - [`render`] is a function of its arguments: no clock, no randomness, no environment, no hash
//!   order. Equal inputs give equal bytes.
//! - A build that reports an error writes nothing, and the published site stays as it was, unless
//!   `--keep-going` is given.
//! - What a positioning test or an evaluation shows, and what is found of any question, is made from
//!   [`model::sealed::Sealed`], which has no field for an answer; all that leaves with a test is encoded
//!   for the scripts: the key, and the solution to show once the page is handed in.
//! - [`model::grade`] says what an answer is worth; the script `grade.js` says the same, and both run
//!   the cases of `tests/grading/`.
//! - Text of the trainer's is absent from the student's edition from [`model::assemble`] on.
//! - No page needs a server, and none makes a request to another origin.
//! - There is no global state.

pub mod source;
pub mod diagnostic;
pub mod failure;
pub mod load;
pub mod parse;
pub mod config;
pub mod model;
pub mod advice;
pub mod theme;
pub mod search;
pub mod render;
pub mod write;
pub mod export;
pub mod prepare;
pub mod watch;
pub mod live;
pub mod preview;
pub mod catalogue;
pub mod report;
pub mod command;
pub mod cli;
