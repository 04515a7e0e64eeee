//! The table of contents once more, for readers that know no other: those of EPUB 2 (Open Packaging
//! Format 2.0.1, section 2.4.1; DAISY, ANSI/NISO Z39.86-2005, section 8).

use super::document::language;
use super::nav::Entry;
use super::package;
use super::shelf::Shelf;
use super::xml;

/// The whole file.
pub fn ncx(shelf: &Shelf<'_>, entries: &[Entry]) -> String {
    let (lang, id) = (language(&shelf.course().identity.lang), package::identifier(shelf));
    let title = xml::text(&package::title(shelf));
    let mut ncx = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ncx xmlns=\"http://www.daisy.org/z3986/2005/ncx/\" version=\"2005-1\" \
         xml:lang=\"{lang}\">\n<head>\n<meta name=\"dtb:uid\" content=\"{id}\"/>\n</head>\n<docTitle><text>{title}</text></docTitle>\n<navMap>\n"
    );
    let mut count = 0;
    push(&mut ncx, entries, &mut count);
    ncx + "</navMap>\n</ncx>\n"
}

fn push(ncx: &mut String, entries: &[Entry], count: &mut usize) {
    for Entry { href, text, below } in entries {
        *count += 1;
        let text = xml::text(text);
        ncx.push_str(&format!(
            "<navPoint id=\"n{count}\" playOrder=\"{count}\"><navLabel><text>{text}</text></navLabel><content src=\"{href}\"/>\n"
        ));
        push(ncx, below, count);
        ncx.push_str("</navPoint>\n");
    }
}
