//! Pages without what a book cannot do: fields become exercises for a pen, solutions go to the end.

use dom_query::NodeRef;

use super::shelf::Shelf;
use super::xhtml::{self, Made};
use crate::export::sheet::Sheet;

/// What the site has and a book has not: ways around it, and what only scripts show.
const LEFT: &str =
    "nav, div.margin, .hero > .start, svg.icon, a[download], section.result[data-quiz], .line > .help, [hidden]";

/// The solution of a question.
pub struct Solution {
    /// The id in the site of the question.
    pub question: Option<String>,
    /// What the question is called.
    pub title: String,
    /// What is right and why.
    pub made: Made,
}

/// The id that the solution number `n` of a page is known by in its links.
pub fn anchor(n: usize) -> String {
    format!("_answer-{n}")
}

/// Makes the page number `at` one of a book, and gives the solutions that it held.
pub fn prepare(sheet: &Sheet, shelf: &Shelf<'_>, at: usize) -> Vec<Solution> {
    sheet.remove(LEFT);
    // Apart by styles alone, they would be read as one word.
    for fact in sheet.select(".facts > span + span").nodes() {
        fact.before_html(" ");
    }
    for note in sheet.select(".needs-script").nodes() {
        note.set_text(shelf.word("book_sealed"));
    }
    for list in sheet.select(".footnotes").nodes() {
        list.set_attr("data-book", "footnotes");
    }
    mark(sheet, ".footnotes li[id]", "footnote", None);
    mark(sheet, ".footnote-ref a", "noteref", Some("doc-noteref"));
    mark(sheet, ".footnote-back", "", Some("doc-backlink"));
    let found = sheet.select("details.solution");
    let solutions = found.nodes().iter().enumerate().map(|(n, details)| solution(shelf, at, n, details)).collect();
    for question in sheet.select("[data-question]").nodes() {
        on_paper(question);
    }
    solutions
}

fn mark(sheet: &Sheet, selector: &str, kind: &str, role: Option<&str>) {
    for node in sheet.select(selector).nodes() {
        node.set_attr("data-book", kind);
        if let Some(role) = role {
            node.set_attr("role", role);
        }
    }
}

/// Takes a solution out of its page; a link stands in its place.
fn solution(shelf: &Shelf<'_>, at: usize, n: usize, details: &NodeRef<'_>) -> Solution {
    let question = details.ancestors_it(None).find(|node| node.has_attr("data-question"));
    let title = question.and_then(|question| called(&question));
    let label = shelf.word("show_solution");
    let title = title.unwrap_or_else(|| label.to_owned());
    details.before_html("<p class=\"to-answer\"><a></a></p>");
    if let Some(link) = details.prev_sibling().and_then(|paragraph| paragraph.first_child()) {
        link.set_attr("href", &format!("#{}", anchor(n)));
        link.set_text(label);
    }
    details.remove_from_parent();
    if let Some(summary) = details.first_element_child().filter(|child| child.has_name("summary")) {
        summary.remove_from_parent();
    }
    let made = xhtml::inner(shelf, at, &format!("a{at}-{n}-"), details);
    Solution { question: question.and_then(|question| question.id_attr()).map(|id| id.to_string()), title, made }
}

/// `Question 3. Which one?`
fn called(question: &NodeRef<'_>) -> Option<String> {
    let title = question.descendants_it().find(|node| node.has_class("question-title"))?;
    let number = title.descendants_it().find(|node| node.has_class("question-number"));
    let (number, title) = (number.map(|number| single_spaced(&number.text())), single_spaced(&title.text()));
    let split = number.and_then(|number| Some((title.strip_prefix(&number)?.trim().to_owned(), number)));
    Some(match split {
        Some((rest, number)) if !rest.is_empty() => format!("{number}. {rest}"),
        _ => title,
    })
}

/// Options as a list, choices under letters.
fn on_paper(question: &NodeRef<'_>) {
    let kind = match &*question.attr_or("data-type", "") {
        "single" | "multiple" => "multiple-choice-problem",
        "text" | "number" | "cloze" => "fill-in-the-blank-problem",
        "matching" => "match-problem",
        _ => "general-problem",
    };
    question.set_attr("data-book", kind);
    for node in question.descendants() {
        if node.has_name("legend") {
            node.add_class("legend");
        }
        if node.has_class("choices") && node.has_name("ol") {
            node.set_attr("type", "A");
        }
        if node.has_name("fieldset") && node.has_class("options") {
            node.append_html("<ul class=\"options\"></ul>");
            let Some(list) = node.last_child() else { continue };
            for option in node.children().iter().filter(|child| child.has_class("option")) {
                option.rename("li");
                option.remove_from_parent();
                list.append_child(option);
            }
            node.remove_class("options");
        }
    }
}

fn single_spaced(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}
