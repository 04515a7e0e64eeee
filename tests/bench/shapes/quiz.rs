//! Shapes of questions.

use super::{Shape, each};

const ASKED: &str = "## Question : x\n\n";

pub(super) const SHAPES: &[Shape] = &[
    Shape::lesson("questions", 2_000, |n| each(n, |i| format!("## Question : x{i}\n\n- [x] a\n- [ ] b\n\n"))),
    Shape::lesson("questions alike", 2_000, |n| "## Question : x\n\n- [x] a\n- [ ] b\n\n".repeat(n)),
    Shape::lesson("questions of one id", 2_000, |n| "## Question : x {#a}\n\n- [x] a\n- [ ] b\n\n".repeat(n)),
    Shape::lesson("questions broken", 10_000, |n| "## Question : x\n\n- [ ] a\n- [ ] b\n\n".repeat(n)),
    Shape::lesson("questions without colon", 20_000, |n| "## Question 3\n\n".repeat(n)),
    Shape::lesson("options", 5_000, |n| ASKED.to_owned() + &each(n, |i| format!("- [x] a{i}\n"))),
    Shape::lesson("options alike", 20_000, |n| ASKED.to_owned() + &"- [x] a\n".repeat(n)),
    Shape::lesson("options with quotes", 5_000, |n| ASKED.to_owned() + &each(n, |i| format!("- [x] a{i}\n  > b\n"))),
    Shape::lesson("options and quotes", 5_000, |n| ASKED.to_owned() + &each(n, |i| format!("- [x] a{i}\n> b\n\n"))),
    Shape::lesson("options of bad boxes", 10_000, |n| ASKED.to_owned() + &each(n, |i| format!("- [] a{i}\n"))),
    Shape::lesson("options of many paragraphs", 5_000, |n| {
        ASKED.to_owned() + "- [x] a\n" + &"\n  b\n".repeat(n) + "- [ ] c\n"
    }),
    Shape::lesson("items to order", 1_000, |n| ASKED.to_owned() + &each(n, |i| format!("1. a{i}\n"))),
    Shape::lesson("rows to match", 1_000, |n| {
        ASKED.to_owned() + "|a|b|\n|-|-|\n" + &each(n, |i| format!("|a{i}|b{i}|\n"))
    }),
    Shape::lesson("rows of decoys", 1_000, |n| {
        ASKED.to_owned() + "|a|b|\n|-|-|\n|a|b|\n|c|d|\n" + &each(n, |i| format!("| |b{i}|\n"))
    }),
    Shape::lesson("rows to one choice", 1_000, |n| {
        ASKED.to_owned() + "|a|b|\n|-|-|\n" + &each(n, |i| format!("|a{i}|b|\n"))
    }),
    Shape::lesson("gaps of a paragraph", 5_000, |n| ASKED.to_owned() + &"[[a]] ".repeat(n)),
    Shape::lesson("gaps of paragraphs", 5_000, |n| ASKED.to_owned() + &"[[a]]\n\n".repeat(n)),
    Shape::lesson("gaps to choose", 5_000, |n| ASKED.to_owned() + &"[[(a) / b]] ".repeat(n)),
    Shape::lesson("gaps of many choices", 5_000, |n| {
        ASKED.to_owned() + "[[(a)" + &each(n, |i| format!(" / b{i}")) + "]]"
    }),
    Shape::lesson("gaps that open", 20_000, |n| ASKED.to_owned() + &"[[ a\n".repeat(n)),
    Shape::lesson("gaps that are empty", 10_000, |n| ASKED.to_owned() + &"[[]] ".repeat(n)),
    Shape::lesson("gaps and backslashes", 50_000, |n| ASKED.to_owned() + &"\\".repeat(n) + "[[a]]"),
    Shape::lesson("gaps that are rich", 5_000, |n| ASKED.to_owned() + &"[[*a* \n".repeat(n) + "]]"),
    Shape::lesson("answers accepted", 10_000, |n| ASKED.to_owned() + &each(n, |i| format!("- = a{i}\n"))),
    Shape::lesson("answers of numbers", 10_000, |n| ASKED.to_owned() + &each(n, |i| format!("- = {i} ± 1\n"))),
    Shape::lesson("answers that are blank", 10_000, |n| ASKED.to_owned() + &"- = !\n".repeat(n)),
    Shape::lesson("answers in many lists", 10_000, |n| ASKED.to_owned() + &"- = a\n\nb\n\n".repeat(n)),
    Shape::lesson("boxes in many lists", 10_000, |n| ASKED.to_owned() + &"- [x] a\n\nb\n\n".repeat(n)),
    Shape::lesson("hints", 5_000, |n| ASKED.to_owned() + "- [x] a\n- [ ] b\n\n" + &"> Indice : c\n\n".repeat(n)),
    Shape::lesson("explanations", 5_000, |n| {
        ASKED.to_owned() + "- [x] a\n- [ ] b\n\n" + &"> Explication : c\n\n".repeat(n)
    }),
    Shape::lesson("quotes without label", 10_000, |n| {
        ASKED.to_owned() + "- [x] a\n- [ ] b\n\nx\n\n" + &"> c\n\n".repeat(n)
    }),
    Shape::lesson("prompt of paragraphs", 20_000, |n| ASKED.to_owned() + &"c\n\n".repeat(n) + "- [x] a\n- [ ] b\n"),
    Shape::lesson("prompt that is long", 100_000, |n| {
        "## Question : ".to_owned() + &"x ".repeat(n) + "\n\n- [x] a\n- [ ] b\n"
    }),
    Shape::lesson("points of many brackets", 100_000, |n| {
        "## Question : ".to_owned() + &"(".repeat(n) + " points)\n\n- [x] a\n- [ ] b\n"
    }),
    Shape::lesson("label of many digits", 100_000, |n| {
        "## Question ".to_owned() + &"1".repeat(n) + " : x\n\n- [x] a\n- [ ] b\n"
    }),
];
