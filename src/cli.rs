//! What can be typed, and what it means.

use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::command::Ended;
use crate::command::build::{self, Build, OnError};
use crate::command::check::{self, Format, Warnings};
use crate::command::export::{self, Export, Kind};
use crate::command::init::{self, Language};
use crate::command::serve::{self, Browser, Serve};
use crate::export::print::What;
use crate::failure::{Failure, Result};
use crate::model::assemble::{Drafts, Selection};
use crate::model::course::Edition;
use crate::prepare::Places;
use crate::preview::Editor;
use crate::report::Colour;

/// Turn Markdown lessons with quizzes into an accessible training site that opens offline.
///
/// A course is a folder of Markdown files. `pupitre init my-course` writes a small one that shows
/// everything; `pupitre build` makes the site, to be opened by a double-click on
/// public/index.html, published on any static host, zipped, or carried on a USB key.
///
/// Exit codes: 0 all is sound, 1 the course has errors, 2 the tool could not work.
#[derive(Debug, Parser)]
#[command(name = "pupitre", version, max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the site.
    ///
    /// Nothing is written if the course has an error: the published site stays as it was. Files
    /// that do not change keep their modification time, pages of an earlier build that are no
    /// longer part of the site go; names that begin with a dot stay, and so does any file that no
    /// build has written.
    Build(BuildArgs),
    /// Show the site while it is written: save, and the page in the browser follows.
    ///
    /// Nothing is written to disk. End it with Ctrl-C.
    Serve(ServeArgs),
    /// Find every mistake, without writing anything.
    ///
    /// Each comes with its file, line, a caret, what to do about it and a code;
    /// `pupitre check --explain CODE` says more about a code.
    Check(CheckArgs),
    /// Make one file of the course: an archive, a page, a book, a handout.
    ///
    /// Nothing is written if the course has an error. Without -o, the file is named after the
    /// course and stands in ROOT.
    Export(ExportArgs),
    /// Write a small course that shows by example everything a lesson can hold.
    Init(InitArgs),
    /// Print the completions for a shell, to be saved where that shell looks for them.
    Completions {
        /// Which shell.
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, Args)]
struct PlaceArgs {
    /// The folder that holds content/, themes/ and public/ [default: the current one].
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// The folder of the lessons [default: ROOT/content].
    #[arg(long, value_name = "DIR")]
    content: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct BuildArgs {
    #[command(flatten)]
    places: PlaceArgs,
    /// Where the site goes [default: ROOT/public]. Must be new, empty, or made by Pupitre.
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// For whom the site is. The trainer's shows the {.trainer} sections and every answer.
    #[arg(long, value_enum, default_value_t = EditionArg::Student)]
    edition: EditionArg,
    /// Also publish the lessons that say `draft: true`, marked as such.
    #[arg(long)]
    drafts: bool,
    /// Publish what can be in spite of errors: a broken question becomes a note, a dead link plain
    /// text. The exit code is still 1.
    #[arg(long)]
    keep_going: bool,
    /// Build again at each change, until Ctrl-C.
    #[arg(long)]
    watch: bool,
}

#[derive(Debug, Args)]
struct ServeArgs {
    #[command(flatten)]
    places: PlaceArgs,
    /// The port, or the first free one after it; 0 for any.
    #[arg(long, value_name = "N", default_value_t = 4000)]
    port: u16,
    /// The address to serve on. With 0.0.0.0, other devices on the same network can look too; they
    /// get the students' edition.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1", value_parser = host)]
    host: IpAddr,
    /// Open the browser.
    #[arg(long)]
    open: bool,
    /// What opens a file in your editor, for links in the preview, such as
    /// `vscode://file/{path}:{line}:{column}`.
    #[arg(long, value_name = "URL", env = "PUPITRE_EDITOR", hide_env_values = true, value_parser = editor)]
    editor: Option<String>,
    /// For whom the site is. The trainer's shows the {.trainer} sections and every answer.
    #[arg(long, value_enum, default_value_t = EditionArg::Student)]
    edition: EditionArg,
    /// Also show the lessons that say `draft: true`, marked as such.
    #[arg(long)]
    drafts: bool,
}

#[derive(Debug, Args)]
struct CheckArgs {
    #[command(flatten)]
    places: PlaceArgs,
    /// How to tell them.
    #[arg(long, value_enum, default_value_t = FormatArg::Human)]
    format: FormatArg,
    /// Exit with 1 for warnings too.
    #[arg(long)]
    deny_warnings: bool,
    /// Say what a code means and how to mend it, and check nothing.
    #[arg(long, value_name = "CODE")]
    explain: Option<String>,
}

#[derive(Debug, Args)]
struct ExportArgs {
    /// What to make.
    #[arg(value_enum)]
    kind: KindArg,
    /// The file to write.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// What to print, for `print` alone [default: handout].
    #[arg(long, value_enum)]
    what: Option<WhatArg>,
    #[command(flatten)]
    places: PlaceArgs,
    /// For whom it is. The trainer's shows the {.trainer} sections and every answer.
    #[arg(long, value_enum, default_value_t = EditionArg::Student)]
    edition: EditionArg,
    /// Also publish the lessons that say `draft: true`, marked as such.
    #[arg(long)]
    drafts: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum KindArg {
    /// The site in a ZIP archive, to be unpacked and opened by a double-click.
    Zip,
    /// The whole course as one HTML file, to be sent by e-mail.
    Single,
    /// A book for reading devices, in EPUB 3.
    Epub,
    /// A document to be printed, and a PDF of it if Chromium, Chrome or Edge is on this machine.
    Print,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum WhatArg {
    /// Lessons, and questions with room for answers; no answer. With `--edition trainer`, also the
    /// trainer's sections.
    Handout,
    /// The answers to all questions, tests included, with points and explanations.
    Key,
    /// The handout, its pages numbered as the students' are, then the key.
    All,
}

#[derive(Debug, Args)]
struct InitArgs {
    /// The folder to make. Must be new or empty.
    dir: PathBuf,
    /// The language of the course.
    #[arg(long, value_enum, default_value_t = LangArg::Fr)]
    lang: LangArg,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum EditionArg {
    Student,
    Trainer,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum FormatArg {
    /// The text with a caret below the mistake.
    Human,
    /// One array of objects.
    Json,
    /// Workflow commands of GitHub Actions.
    Github,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LangArg {
    Fr,
    En,
}

impl Cli {
    /// Does what was typed. `out` and `err` say whether each goes to a terminal that shows colours.
    /// `say` is for what a command has to say before it ends.
    pub fn run(self, out: Colour, err: Colour, say: impl Fn(&str) + Send + 'static) -> Result<Ended> {
        match self.command {
            Command::Build(args) if args.watch => build::watch(&args.meaning(), err, say).map(|()| Ended::default()),
            Command::Build(args) => build::run(&args.meaning(), err),
            Command::Serve(args) => serve::run(&args.meaning(), err, say),
            Command::Check(args) => {
                let places = Places::new(args.places.root, args.places.content);
                if let Some(code) = args.explain {
                    return Ok(check::explain(&code, &places));
                }
                let format = match args.format {
                    FormatArg::Human => Format::Human(out),
                    FormatArg::Json => Format::Json,
                    FormatArg::Github => Format::Github,
                };
                check::run(&places, format, if args.deny_warnings { Warnings::Denied } else { Warnings::Allowed })
            }
            Command::Export(args) => export::run(&args.meaning()?, err, say),
            Command::Init(args) => init::run(
                &args.dir,
                match args.lang {
                    LangArg::Fr => Language::French,
                    LangArg::En => Language::English,
                },
            ),
            Command::Completions { shell } => {
                let mut script = Vec::new();
                clap_complete::generate(shell, &mut Self::command(), "pupitre", &mut script);
                Ok(Ended { out: String::from_utf8_lossy(&script).into_owned(), ..Ended::default() })
            }
        }
    }
}

impl BuildArgs {
    fn meaning(self) -> Build {
        let root = self.places.root.clone();
        let output = self.output.unwrap_or_else(|| root.map_or_else(|| "public".into(), |root| root.join("public")));
        Build {
            places: Places::new(self.places.root, self.places.content),
            output,
            selection: selection(self.edition, self.drafts),
            on_error: if self.keep_going { OnError::KeepGoing } else { OnError::Stop },
        }
    }
}

impl ExportArgs {
    fn meaning(self) -> Result<Export> {
        if self.what.is_some() && !matches!(self.kind, KindArg::Print) {
            return Err(Failure::refused("take", Path::new("--what"), "it goes with `export print` alone"));
        }
        Ok(Export {
            places: Places::new(self.places.root, self.places.content),
            selection: selection(self.edition, self.drafts),
            kind: match self.kind {
                KindArg::Zip => Kind::Zip,
                KindArg::Single => Kind::Single,
                KindArg::Epub => Kind::Epub,
                KindArg::Print => Kind::Print(match self.what {
                    None | Some(WhatArg::Handout) => What::Handout,
                    Some(WhatArg::Key) => What::Key,
                    Some(WhatArg::All) => What::All,
                }),
            },
            output: self.output,
        })
    }
}

impl ServeArgs {
    fn meaning(self) -> Serve {
        Serve {
            places: Places::new(self.places.root, self.places.content),
            selection: selection(self.edition, self.drafts),
            host: self.host,
            port: self.port,
            editor: self.editor.and_then(|editor| Editor::new(&editor)),
            browser: if self.open { Browser::Opened } else { Browser::ByHand },
        }
    }
}

/// An address, or the one name whose meaning is certain.
fn host(typed: &str) -> std::result::Result<IpAddr, String> {
    if typed.eq_ignore_ascii_case("localhost") {
        return Ok(Ipv4Addr::LOCALHOST.into());
    }
    typed.parse().map_err(|_| "write an address such as 127.0.0.1, 0.0.0.0 or 192.168.1.7".to_owned())
}

/// An address that opens files; empty, as a setting of the surroundings may be, for none.
fn editor(typed: &str) -> std::result::Result<String, String> {
    if typed.is_empty() || Editor::new(typed).is_some() {
        return Ok(typed.to_owned());
    }
    Err("write an address in which {path} stands for the file, such as vscode://file/{path}:{line}:{column}".to_owned())
}

fn selection(edition: EditionArg, drafts: bool) -> Selection {
    Selection {
        edition: match edition {
            EditionArg::Student => Edition::Student,
            EditionArg::Trainer => Edition::Trainer,
        },
        drafts: if drafts { Drafts::Shown } else { Drafts::Hidden },
    }
}
