//! The cover: title and organisation on the colour of the course.

use super::document::{direction, language};
use super::shelf::{COVER_IMAGE, Shelf};
use super::xml;

/// Width and height, in the shape that shops ask for.
const SIZE: (u32, u32) = (1200, 1600);
/// What is left free on either side.
const MARGIN: u32 = 120;
/// The ink of the default theme.
const INK: &str = "#1f3a6e";
/// Sizes of the title, the largest that fits first, and the lines that each leaves room for.
const SIZES: [(u32, usize); 5] = [(124, 5), (104, 6), (84, 8), (64, 10), (48, 13)];

/// The page of the cover.
pub fn page(shelf: &Shelf<'_>) -> String {
    let identity = &shelf.course().identity;
    let name = [Some(identity.title.as_str()), identity.organisation.as_deref()];
    let alt = xml::text(&name.into_iter().flatten().collect::<Vec<_>>().join(" – "));
    format!("<section epub:type=\"cover\" class=\"cover\"><img src=\"{COVER_IMAGE}\" alt=\"{alt}\"/></section>")
}

/// The image of the cover, in SVG.
pub fn image(shelf: &Shelf<'_>) -> String {
    let identity = &shelf.course().identity;
    let (width, height) = SIZE;
    let paper = identity.accent.as_ref().map_or(INK, |accent| &accent.light);
    let right = direction(&language(&identity.lang)) == "rtl";
    let (x, direction) = if right { (width - MARGIN, "rtl") } else { (MARGIN, "ltr") };
    let rule = if right { width - MARGIN - 160 } else { MARGIN };
    let (size, lines) = fitted(&identity.title);
    let mut svg = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         width=\"{width}\" height=\"{height}\">\n<rect width=\"{width}\" height=\"{height}\" fill=\"{paper}\"/>\n\
         <rect x=\"40\" y=\"40\" width=\"{}\" height=\"{}\" fill=\"none\" stroke=\"#ffffff\" stroke-opacity=\"0.5\" stroke-width=\"3\"/>\n\
         <rect x=\"{rule}\" y=\"250\" width=\"160\" height=\"10\" fill=\"#ffffff\"/>\n\
         <g fill=\"#ffffff\" font-family=\"Georgia, 'DejaVu Serif', serif\" direction=\"{direction}\">\n",
        width - 80,
        height - 80
    );
    let mut line = |text: &str, y: u32, size: u32, weight: &str| {
        let text = xml::text(text);
        svg.push_str(&format!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" font-weight=\"{weight}\">{text}</text>\n"
        ));
    };
    for (i, text) in lines.iter().enumerate() {
        line(text, 300 + size + (size * 5 / 4) * i as u32, size, "bold");
    }
    let organisation = identity.organisation.as_deref().or(identity.author.as_deref()).unwrap_or_default();
    let credits = wrapped(organisation, 44);
    for (i, text) in credits.iter().take(4).enumerate() {
        line(text, height - 150 - 58 * (credits.len().min(4) - 1 - i) as u32, 44, "normal");
    }
    svg + "</g>\n</svg>\n"
}

/// The lines of a title, and their size.
fn fitted(title: &str) -> (u32, Vec<String>) {
    let fits = |(size, most): &(u32, usize)| {
        let lines = wrapped(title, *size);
        (lines.len() <= *most).then_some((*size, lines))
    };
    SIZES.iter().find_map(fits).unwrap_or_else(|| {
        let (size, most) = SIZES[SIZES.len() - 1];
        let mut lines = wrapped(title, size);
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            last.push('…');
        }
        (size, lines)
    })
}

/// Text in lines that fit between the margins, as far as that can be known without the font.
fn wrapped(text: &str, size: u32) -> Vec<String> {
    let room = f64::from(SIZE.0 - 2 * MARGIN) / f64::from(size);
    let mut lines: Vec<String> = Vec::new();
    let mut used = room;
    for word in text.split([' ', '\n', '\t']).filter(|word| !word.is_empty()) {
        let wide: f64 = word.chars().map(width).sum();
        if let Some(line) = lines.last_mut().filter(|_| used + 0.3 + wide <= room) {
            line.push(' ');
            line.push_str(word);
            used += 0.3 + wide;
            continue;
        }
        lines.push(String::new());
        used = 0.0;
        for c in word.chars() {
            if used + width(c) > room {
                lines.push(String::new());
                used = 0.0;
            }
            if let Some(line) = lines.last_mut() {
                line.push(c);
            }
            used += width(c);
        }
    }
    lines
}

/// The width of a letter of a bold serif, in its size.
fn width(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '!' | '\'' | '’' | '(' | ')' => 0.4,
        'm' | 'w' | 'M' | 'W' | '\u{1100}'.. => 1.05,
        'A'..='Z' | '\u{c0}'..='\u{de}' => 0.82,
        _ => 0.68,
    }
}
