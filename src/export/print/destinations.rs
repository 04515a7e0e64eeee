//! Where the headings of a document fell in the PDF that a browser made of it: the named destinations
//! of a PDF without compressed objects (ISO 32000-1, sections 7.5.4, 7.7.3 and 12.3.2.3), as Chromium
//! writes them.

use std::collections::BTreeMap;

/// The number of the page on which each named destination is, from 1; `None` for a PDF that is
/// otherwise made.
pub fn pages(pdf: &[u8]) -> Option<BTreeMap<String, usize>> {
    let file = Objects::new(pdf)?;
    let root = file.object(file.root)?;
    let numbers: BTreeMap<usize, usize> = file.pages(reference(root, "/Pages ")?)?.into_iter().zip(1..).collect();
    let destinations = file.object(reference(root, "/Dests ")?)?;
    let entries = destinations.split("/XYZ").filter_map(|entry| {
        let (name, page) = entry.rsplit_once(" [")?;
        let (_, name) = name.rsplit_once('/')?;
        let page = page.split(' ').next()?.parse().ok()?;
        Some((unescaped(name), *numbers.get(&page)?))
    });
    Some(entries.collect())
}

/// How many pages it has.
pub fn count(pdf: &[u8]) -> Option<usize> {
    let file = Objects::new(pdf)?;
    Some(file.pages(reference(file.object(file.root)?, "/Pages ")?)?.len())
}

struct Objects<'p> {
    pdf: &'p [u8],
    /// Where each object begins.
    places: Vec<usize>,
    root: usize,
}

impl<'p> Objects<'p> {
    fn new(pdf: &'p [u8]) -> Option<Self> {
        let tail = pdf.rchunks(1024).next()?;
        let at = tail.windows(9).rposition(|word| word == b"startxref")?;
        let (_, start) = std::str::from_utf8(&tail[at..]).ok()?.split_once("startxref")?;
        let start: usize = start.split_whitespace().next()?.parse().ok()?;
        let table = std::str::from_utf8(pdf.get(start..)?).ok()?;
        let mut lines = table.strip_prefix("xref\n")?.lines();
        let count: usize = lines.next()?.strip_prefix("0 ")?.trim().parse().ok()?;
        let place = |line: &str| line.split(' ').next()?.parse().ok();
        let places = lines.take(count).map(place).collect::<Option<Vec<usize>>>()?;
        Some(Self { pdf, places, root: reference(table, "/Root ")? })
    }

    /// The text of an object; none for one that holds a stream.
    fn object(&self, number: usize) -> Option<&'p str> {
        let bytes = self.pdf.get(*self.places.get(number)?..)?;
        let end = bytes.windows(6).position(|word| word == b"endobj")?;
        std::str::from_utf8(&bytes[..end]).ok()
    }

    /// The pages below a node of the page tree, in order.
    fn pages(&self, top: usize) -> Option<Vec<usize>> {
        let (mut left, mut pages) = (vec![top], Vec::new());
        // More nodes than there are objects would be a loop.
        for _ in 0..=self.places.len() {
            let Some(node) = left.pop() else { return Some(pages) };
            let Some((_, kids)) = self.object(node)?.split_once("/Kids [") else {
                pages.push(node);
                continue;
            };
            let kids = kids.split_once(']')?.0.split(" R").filter_map(|kid| kid.split_whitespace().next());
            let kids = kids.map(|kid| kid.parse().ok()).collect::<Option<Vec<usize>>>()?;
            left.extend(kids.into_iter().rev());
        }
        None
    }
}

/// The number of the object that `key` names.
fn reference(object: &str, key: &str) -> Option<usize> {
    object.split_once(key)?.1.split(' ').next()?.parse().ok()
}

/// A name without its `#2F` (ISO 32000-1, section 7.3.5).
fn unescaped(name: &str) -> String {
    crate::model::url::decode(&name.replace('%', "#25").replace('#', "%"))
}
