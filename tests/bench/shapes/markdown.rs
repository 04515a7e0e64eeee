//! Shapes of a lesson's text.

use super::{Shape, each};

pub(super) const SHAPES: &[Shape] = &[
    Shape::lesson("nested quotes", 200_000, |n| ">".repeat(n) + " a"),
    Shape::lesson("quotes 90 deep", 2_000, |n| (">".repeat(90) + " a\n\n").repeat(n)),
    Shape::lesson("nested lists", 1_000, |n| "- ".repeat(n) + "a"),
    Shape::lesson("lists 40 deep", 40_000, |n| each(n, |i| " ".repeat(2 * (i % 40)) + "- a\n")),
    Shape::lesson("items of a list", 100_000, |n| "- a\n".repeat(n)),
    Shape::lesson("items of a loose list", 50_000, |n| "- a\n\n".repeat(n)),
    Shape::lesson("emphasis that opens", 100_000, |n| "*a **b ".repeat(n)),
    Shape::lesson("emphasis that alternates", 100_000, |n| "_*".repeat(n) + "a"),
    Shape::lesson("emphasis that crosses", 100_000, |n| "*a _b* c_ ".repeat(n)),
    Shape::lesson("asterisks", 200_000, |n| "*".repeat(n) + "a"),
    Shape::lesson("tildes", 200_000, |n| "~~a ".repeat(n)),
    Shape::lesson("links that open", 100_000, |n| "[a](b".repeat(n)),
    Shape::lesson("links that close", 100_000, |n| "a](b)".repeat(n)),
    Shape::lesson("brackets that open", 200_000, |n| "[".repeat(n)),
    Shape::lesson("brackets that nest", 100_000, |n| "[".repeat(n) + "a" + &"]".repeat(n)),
    Shape::lesson("images that nest", 50_000, |n| "![".repeat(n) + "a" + &"](b)".repeat(n)),
    Shape::lesson("links defined", 20_000, |n| {
        each(n, |i| format!("[a{i}]: #a\n")) + "\n" + &each(n, |i| format!("[a{i}]\n"))
    }),
    Shape::lesson("links to one definition", 50_000, |n| "[a]: #a\n\n".to_owned() + &"[a][a]\n".repeat(n)),
    Shape::lesson("links without definition", 50_000, |n| each(n, |i| format!("[a][b{i}]\n"))),
    Shape::lesson("links to nothing", 5_000, |n| each(n, |i| format!("[a](z{i}.md)\n"))),
    Shape::lesson("links to no anchor", 5_000, |n| each(n, |i| format!("## h{i}\n\n[a](#z{i})\n\n"))),
    Shape::lesson("links to anchors", 10_000, |n| each(n, |i| format!("## h{i}\n\n[a](#h{i})\n\n"))),
    Shape::lesson("dead links defined", 5_000, |n| {
        each(n, |i| format!("[a{i}]: z{i}.md\n")) + "\n" + &each(n, |i| format!("[a{i}]\n"))
    }),
    Shape::lesson("links with spaces", 20_000, |n| "[a](b c.md)\n".repeat(n)),
    Shape::lesson("addresses", 50_000, |n| "<https://a.example> ".repeat(n)),
    Shape::lesson("tables wide", 50_000, |n| {
        "|a".repeat(n) + "|\n" + &"|-".repeat(n) + "|\n" + &"|b".repeat(n) + "|\n"
    }),
    Shape::lesson("tables long", 50_000, |n| "|a|b|\n|-|-|\n".to_owned() + &"|b|c|\n".repeat(n)),
    Shape::lesson("tables of short rows", 500, |n| {
        "|a".repeat(n) + "|\n" + &"|-".repeat(n) + "|\n" + &"|b|\n".repeat(n)
    }),
    Shape::lesson("tables", 20_000, |n| "|a|b|\n|-|-|\n|b|c|\n\n".repeat(n)),
    Shape::lesson("classes of a heading", 50_000, |n| format!("## a {{{}}}\n\nx", ".b ".repeat(n))),
    Shape::lesson("keys of a heading", 20_000, |n| format!("## a {{{}}}\n\nx", each(n, |i| format!("k{i}=v ")))),
    Shape::lesson("braces", 100_000, |n| "## a ".to_owned() + &"{".repeat(n)),
    Shape::lesson("braces of paragraphs", 50_000, |n| "a {.b}\n".repeat(n)),
    Shape::lesson("html tags", 50_000, |n| "a <b>c</b>\n".repeat(n)),
    Shape::lesson("html tags allowed", 50_000, |n| "a <sub>c</sub>\n".repeat(n)),
    Shape::lesson("html tags that open", 50_000, |n| "a <sub>\n".repeat(n)),
    Shape::lesson("html tags never closed", 100_000, |n| "a <b ".repeat(n)),
    Shape::lesson("html blocks", 20_000, |n| "<div>\n\n".repeat(n)),
    Shape::lesson("html details that nest", 20_000, |n| "<details>\n\n".repeat(n)),
    Shape::lesson("html in one block", 100_000, |n| "<div>\n".to_owned() + &"<".repeat(n)),
    Shape::lesson("comments", 50_000, |n| "a <!-- b -->\n".repeat(n)),
    Shape::lesson("comments never closed", 50_000, |n| "a <!-- ".repeat(n)),
    Shape::lesson("comment blocks never closed", 50_000, |n| "<!-- ".repeat(n)),
    Shape::lesson("declarations never closed", 50_000, |n| "a <!A <? <![CDATA[ ".repeat(n)),
    Shape::lesson("backticks", 500, |n| each(n, |i| "`".repeat(i % 2_000) + " ")),
    Shape::lesson("fences", 50_000, |n| "```\na\n```\n".repeat(n)),
    Shape::lesson("entities", 100_000, |n| "&amp;".repeat(n)),
    Shape::lesson("entities never closed", 200_000, |n| "&a".repeat(n)),
    Shape::lesson("backslashes", 200_000, |n| "\\".repeat(n)),
    Shape::lesson("footnotes", 10_000, |n| {
        each(n, |i| format!("[^a{i}] ")) + "\n\n" + &each(n, |i| format!("[^a{i}]: x\n\n"))
    }),
    Shape::lesson("footnotes with links", 10_000, |n| {
        each(n, |i| format!("[^a{i}] ")) + "\n\n" + &each(n, |i| format!("[^a{i}]: [x](#)\n\n"))
    }),
    Shape::lesson("footnotes in a chain", 10_000, |n| {
        "[^0]\n\n".to_owned() + &each(n, |i| format!("[^{i}]: x [^{}]\n\n", i + 1))
    }),
    Shape::lesson("footnotes repeated", 50_000, |n| "[^a] ".repeat(n) + "\n\n[^a]: [x](#)\n"),
    Shape::lesson("footnotes defined twice", 20_000, |n| "[^a]\n\n".to_owned() + &"[^a]: x\n\n".repeat(n)),
    Shape::lesson("footnotes undefined", 20_000, |n| each(n, |i| format!("[^a{i}] "))),
    Shape::lesson("footnotes that open", 100_000, |n| "[^".repeat(n)),
    Shape::lesson("headings", 20_000, |n| each(n, |i| format!("## h{i}\n\nx\n\n"))),
    Shape::lesson("headings alike", 20_000, |n| "## a\n\nx\n\n".repeat(n)),
    Shape::lesson("headings of one id", 20_000, |n| "## a {#a}\n\nx\n\n".repeat(n)),
    Shape::lesson("headings of level 1", 20_000, |n| "# a\n\nx\n\n".repeat(n)),
    Shape::lesson("headings that skip", 20_000, |n| "## a\n\n#### b\n\n".repeat(n)),
    Shape::lesson("headings in a list", 20_000, |n| "- ## a\n".repeat(n)),
    Shape::lesson("headings long", 200_000, |n| "## ".to_owned() + &"a ".repeat(n)),
    Shape::lesson("definition lists", 50_000, |n| "a\n: b\n\n".repeat(n)),
    Shape::lesson("trainer sections", 20_000, |n| "## a {.trainer}\n\nx\n\n## b\n\ny\n\n".repeat(n)),
    Shape::lesson("images missing", 5_000, |n| each(n, |i| format!("![a](z{i}.png)\n\n"))),
    Shape::lesson("lines blank", 500_000, |n| "\n".repeat(n) + "a"),
    Shape::lesson("line long", 500_000, |n| "a ".repeat(n)),
    Shape::lesson("line indented", 500_000, |n| " ".repeat(n) + "a"),
    Shape::lesson("lines of a paragraph", 200_000, |n| "a\n".repeat(n)),
    Shape::lesson("paragraphs", 100_000, |n| "a\n\n".repeat(n)),
    Shape::lesson("rules", 100_000, |n| "---\n".repeat(n)),
    Shape::lesson("French marks", 100_000, |n| "« l'a ? » : ".repeat(n)),
    Shape::lesson("French spaces", 200_000, |n| (" ".repeat(n) + ":").repeat(3)),
    Shape::lesson("French thousands", 100_000, |n| "1 000 ".repeat(n)),
    Shape::lesson("French digits", 100_000, |n| "1".repeat(n) + " 000 " + &"1".repeat(n)),
    Shape::lesson("dots", 200_000, |n| ".".repeat(n)),
    Shape::lesson("carriage returns", 200_000, |n| "a\r".repeat(n)),
    Shape::lesson("NUL", 200_000, |n| "\0".repeat(n)),
];
