//! Questions as templates see them.

use std::ops::Range;

use serde::Serialize;
use serde_json::Number;

use super::prose::Prose;
use super::{escape, key};
use crate::model::course::Course;
use crate::model::lesson::Audience;
use crate::model::quiz::{
    Answer, Arity, ChoiceOption, Comparison, Fill, Item, NumberRange, Points, Question, ShortText,
};
use crate::model::sealed::{self, Form, Sealed};
use crate::model::typed;
use crate::parse::typography::Typography;
use crate::theme::Theme;

/// Whether the answer is readable in the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seal {
    /// It stands in a `details`.
    Open,
    /// It is absent but for an encoded key for scripts.
    Sealed,
}

/// A question for the component `question`.
#[derive(Debug, Serialize)]
pub struct View {
    id: String,
    key: String,
    fingerprint: String,
    number: usize,
    #[serde(rename = "type")]
    kind: &'static str,
    level: u8,
    heading: String,
    prompt: String,
    after: String,
    hints: Vec<String>,
    points: Number,
    points_text: String,
    objective: Option<String>,
    sealed: bool,
    options: Vec<Shown>,
    fixed: bool,
    items: Vec<Shown>,
    rows: Vec<Shown>,
    choices: Vec<Chosen>,
    cloze: String,
    unit: Option<String>,
    exact: bool,
    data: String,
    solution: Option<Solution>,
}

/// An option, an item or a cell.
#[derive(Debug, Serialize)]
struct Shown {
    key: String,
    html: String,
    multiline: bool,
}

/// A cell to choose: an `<option>` holds text alone.
#[derive(Debug, Serialize)]
struct Chosen {
    key: String,
    letter: String,
    html: String,
    text: String,
}

/// What is right and why.
#[derive(Debug, Default, Serialize)]
struct Solution {
    options: Vec<Judged>,
    typed: Option<Expected>,
    items: Vec<String>,
    pairs: Vec<Pair>,
    gaps: Vec<Expected>,
    explanation: Option<String>,
}

#[derive(Debug, Serialize)]
struct Judged {
    key: String,
    html: String,
    right: bool,
    multiline: bool,
    feedback: Option<String>,
}

/// The model answer, and the others that are accepted.
#[derive(Debug, Serialize)]
struct Expected {
    model: String,
    others: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Pair {
    left: String,
    right: String,
    letter: String,
}

/// The view of a question. What a sealed one shows is made from [`Sealed`], which has no answer.
pub fn view(prose: &mut Prose<'_>, question: &Question, number: usize, seal: Seal, audience: Audience) -> View {
    let mut view = sealed(prose, &question.sealed(), number, audience);
    view.fingerprint = question.fingerprint();
    let worth = worth(question, seal);
    view.points = json_points(worth);
    view.points_text = points_text(worth, prose.course, prose.theme);
    let solution = match seal {
        Seal::Open => {
            view.sealed = false;
            view.solution = Some(solution(prose, question, audience));
            None
        }
        Seal::Sealed => prose.bare(|prose| later(prose, question, view.kind, audience)),
    };
    view.data = key::encoded(&question.answer, solution);
    view
}

/// The solution as scripts show it once the page is handed in. An error of the theme's shows on
/// pages that are open: here it only leaves the solution out.
fn later(prose: &mut Prose<'_>, question: &Question, kind: &str, audience: Audience) -> Option<String> {
    #[derive(Serialize)]
    struct Answered<'q> {
        r#type: &'q str,
        solution: Solution,
    }
    let mut cx = tera::Context::new();
    cx.insert("q", &Answered { r#type: kind, solution: solution(prose, question, audience) });
    let html = prose.theme.tera.render("solution.html", &cx).ok()?;
    let html = html.trim();
    (!html.is_empty()).then(|| html.to_owned())
}

fn sealed(prose: &mut Prose<'_>, question: &Sealed<'_>, number: usize, audience: Audience) -> View {
    let id = question.anchor.to_owned();
    let heading = question.heading.map(|heading| prose.fragment(heading, audience)).unwrap_or_default();
    let mut view = View {
        key: question.identity.to_owned(),
        fingerprint: String::new(),
        number,
        kind: kind(&question.form),
        level: question.level,
        heading,
        prompt: prose.rich(question.prompt, audience),
        after: String::new(),
        hints: question.hints.iter().map(|hint| prose.sentence(hint, audience)).collect(),
        points: json_points(question.points),
        points_text: points_text(question.points, prose.course, prose.theme),
        objective: question.objective.map(ToOwned::to_owned),
        sealed: true,
        options: Vec::new(),
        fixed: false,
        items: Vec::new(),
        rows: Vec::new(),
        choices: Vec::new(),
        cloze: String::new(),
        unit: None,
        exact: false,
        data: String::new(),
        solution: None,
        id,
    };
    let mut shown = |items: &[&Item]| items.iter().map(|item| show(prose, item, audience)).collect::<Vec<_>>();
    match &question.form {
        Form::Choice(_, options) => {
            view.options = shown(options);
            view.fixed = is_yes_or_no(options);
        }
        Form::Ordering(items) => view.items = shown(items),
        Form::Matching(rows, choices) => {
            view.rows = shown(rows);
            view.choices = choices.iter().enumerate().map(|(at, item)| choose(prose, at, item, audience)).collect();
        }
        Form::Text(comparison) => view.exact = *comparison == Comparison::Exact,
        Form::Number(unit) => view.unit = unit.map(ToOwned::to_owned),
        Form::Cloze(text, gaps) => {
            let blocks = text.iter().map(|fragment| prose.with_gaps(*fragment, audience, gaps));
            view.cloze = blocks.collect();
        }
        Form::Open => {}
    }
    view.after = prose.rich(question.after, audience);
    view
}

fn kind(form: &Form<'_>) -> &'static str {
    match form {
        Form::Choice(Arity::Single, _) => "single",
        Form::Choice(Arity::Multiple, _) => "multiple",
        Form::Ordering(_) => "ordering",
        Form::Matching(..) => "matching",
        Form::Text(_) => "text",
        Form::Number(_) => "number",
        Form::Cloze(..) => "cloze",
        Form::Open => "open",
    }
}

/// Whether nobody would look for the options in another order than the author's, whatever is shuffled.
fn is_yes_or_no(options: &[&Item]) -> bool {
    let words: Vec<String> = options.iter().map(|option| typed::lenient(&option.plain)).collect();
    [["vrai", "faux"], ["oui", "non"], ["true", "false"], ["yes", "no"]]
        .iter()
        .any(|pair| words.len() == 2 && pair.iter().all(|word| words.iter().any(|said| said == word)))
}

fn show(prose: &mut Prose<'_>, item: &Item, audience: Audience) -> Shown {
    let html = prose.rich(&item.text, audience);
    Shown { key: item.key(), multiline: holds_block(&html), html }
}

fn choose(prose: &mut Prose<'_>, at: usize, item: &Item, audience: Audience) -> Chosen {
    let (html, text) = (prose.rich(&item.text, audience), prose.plain(&item.text));
    Chosen { key: item.key(), letter: letter(at), html, text }
}

/// The letter of a choice, as `list-style: upper-alpha` counts: Z is followed by AA (CSS Counter Styles
/// Level 3, section 6.2).
fn letter(at: usize) -> String {
    let before = (at / 26).checked_sub(1).map(letter).unwrap_or_default();
    before.chars().chain(('A'..='Z').nth(at % 26)).collect()
}

/// Whether the HTML is more than a `label` or a `p` may hold (HTML Living Standard, phrasing content).
fn holds_block(html: &str) -> bool {
    // `h` begins headings and breaks; tables stand in a `div`.
    let blocks = ["p", "ul", "ol", "dl", "div", "blockquote", "figure", "h", "details", "summary"];
    html.match_indices('<').any(|(at, _)| blocks.iter().any(|tag| html[at + 1..].starts_with(tag)))
}

/// Points as JSON: a whole number without a decimal point.
pub fn json_points(points: Points) -> Number {
    let value = points.as_f64();
    let fraction = || Number::from_f64(value).unwrap_or_else(|| 0.into());
    points.whole().map_or_else(fraction, Number::from)
}

/// `2 points`, `1,5 point`: French has its plural from two on, English for all but one.
pub fn points_text(points: Points, course: &Course, theme: &Theme) -> String {
    let french = Typography::of(&course.identity.lang) == Typography::French;
    let value = points.as_f64();
    let singular = if french { value < 2.0 } else { points == Points::ONE };
    let number = value.to_string().replace('.', if french { "," } else { "." });
    let text = theme.strings.get(if singular { "points_one" } else { "points_other" });
    text.map_or_else(|| number.clone(), |text| text.replace("{n}", &number))
}

/// Whether scripts grade the question: its points count. An open answer is assessed by the student.
pub fn is_graded(question: &Question) -> bool {
    !matches!(question.answer, Answer::Open)
}

/// What a right answer adds to the score: nothing where it is open and there is nothing to compare it
/// with, as on a test.
pub fn worth(question: &Question, seal: Seal) -> Points {
    match (&question.answer, seal) {
        (Answer::Open, Seal::Sealed) => Points::NONE,
        (Answer::Open, Seal::Open) if question.explanation.is_empty() => Points::NONE,
        _ => question.points,
    }
}

fn solution(prose: &mut Prose<'_>, question: &Question, audience: Audience) -> Solution {
    let mut solution = Solution::default();
    match &question.answer {
        Answer::Choice(choice) => {
            // What is not shown is not rendered: its footnotes would be met.
            let told = choice.options().iter().filter(|option| option.right || !option.feedback.is_empty());
            solution.options = told.map(|option| judge(prose, option, audience)).collect();
        }
        Answer::Ordering(ordering) => {
            solution.items = ordering.items().iter().map(|item| prose.rich(&item.text, audience)).collect();
        }
        Answer::Matching(matching) => {
            let choices = sealed::offered(matching);
            let place = |right: &Item| choices.iter().position(|choice| choice.key() == right.key());
            let pair = |(left, right): &(Item, Item)| Pair {
                left: prose.rich(&left.text, audience),
                right: prose.rich(&right.text, audience),
                letter: place(right).map(letter).unwrap_or_default(),
            };
            solution.pairs = matching.pairs().iter().map(pair).collect();
        }
        Answer::Text(text) => solution.typed = Some(texts(prose, text)),
        Answer::Number(number) => {
            solution.typed = Some(expected(number.accepted.iter().map(|range| numbers(prose, range))));
        }
        Answer::Cloze(cloze) => {
            solution.gaps = cloze.gaps.iter().map(|gap| filled(prose, &gap.fill)).collect();
        }
        Answer::Open => {}
    }
    let explanation = prose.sentence(&question.explanation, audience);
    solution.explanation = (!explanation.is_empty()).then_some(explanation);
    solution
}

fn judge(prose: &mut Prose<'_>, option: &ChoiceOption, audience: Audience) -> Judged {
    let html = prose.rich(&option.item.text, audience);
    let feedback = prose.rich(&option.feedback, audience);
    let feedback = (!feedback.is_empty()).then_some(feedback);
    Judged { key: option.item.key(), multiline: holds_block(&html), html, right: option.right, feedback }
}

fn filled(prose: &Prose<'_>, fill: &Fill) -> Expected {
    match fill {
        Fill::Text(text) => texts(prose, text),
        Fill::Number(range) => expected(std::iter::once(numbers(prose, range))),
        Fill::DropDown { choices, right } => expected(std::iter::once(prose.set(&choices[*right]))),
    }
}

/// Where every character counts, typography would show another text than is expected.
fn texts(prose: &Prose<'_>, text: &ShortText) -> Expected {
    expected(text.accepted.iter().map(|answer| match text.comparison {
        Comparison::Lenient => prose.set(answer),
        Comparison::Exact => answer.clone(),
    }))
}

/// `10..12` as a student reads it.
fn numbers(prose: &Prose<'_>, range: &NumberRange) -> String {
    prose.set(&range.written.replace("..", " – "))
}

/// Answers as they are shown, the first of which is the model answer; each once.
fn expected(mut shown: impl Iterator<Item = String>) -> Expected {
    let model = shown.next().unwrap_or_default();
    let mut others: Vec<String> = Vec::new();
    for other in shown {
        if other != model && !others.contains(&other) {
            others.push(other);
        }
    }
    Expected { model, others }
}

/// A note in the place of a question that cannot be answered, which `events` are. What leads to a
/// heading or a term of it leads to the note.
pub fn broken(prose: &Prose<'_>, events: &Range<u32>) -> String {
    let headings = within(&prose.page.headings, events, |heading| heading.event).iter().map(|heading| &heading.id);
    let terms = within(&prose.page.terms, events, |term| term.event).iter().map(|term| &term.id);
    let mut html = "<div class=\"broken\" role=\"note\"><p>".to_owned();
    for id in headings.chain(terms) {
        html.push_str("<span id=\"");
        escape::push(&mut html, id);
        html.push_str("\"></span>");
    }
    escape::push(&mut html, prose.theme.strings.get("broken_question").map_or("", String::as_str));
    html + "</p></div>\n"
}

/// Those of a list in the order of the text that stand among `events`.
fn within<'l, T>(list: &'l [T], events: &Range<u32>, event: impl Fn(&T) -> u32) -> &'l [T] {
    let start = list.partition_point(|item| event(item) < events.start);
    let end = list.partition_point(|item| event(item) < events.end);
    &list[start..end]
}
