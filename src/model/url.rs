//! Where things stand: paths in the content folder, paths in the site, and links between these.

use std::fmt;

/// The path of a file below the content folder, its parts joined by `/`, none of them `.` or `..`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentPath(String);

/// The path of a file in the site, its parts joined by `/`. It cannot leave the output folder: no
/// part is empty, `.` or `..`, and none holds a backslash, a colon or a control character.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePath(String);

impl ContentPath {
    /// The path with these parts, or `None` if one of them would lead elsewhere.
    pub fn new(path: &str) -> Option<Self> {
        let sound = |part: &str| !matches!(part, "" | "." | "..");
        path.split('/').all(sound).then(|| Self(path.to_owned()))
    }

    /// The path of a folder, empty for the content folder itself.
    pub fn folder_named(path: &str) -> Self {
        Self(path.to_owned())
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder, without a closing slash; empty at the top.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The last part.
    pub fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }

    /// The path that a relative link written in this file means, or `None` if it leads out of the
    /// content folder.
    pub fn resolve(&self, link: &str) -> Option<Self> {
        resolve(self.folder(), link).map(Self)
    }
}

impl SitePath {
    /// The home page.
    pub fn index() -> Self {
        Self("index.html".to_owned())
    }

    /// The page that lists all others.
    pub fn plan() -> Self {
        Self("plan.html".to_owned())
    }

    /// The page of the index for what begins with `letter`; a `0` stands for all that begins with none.
    pub fn letter(letter: char) -> Self {
        Self(format!("a-z/{letter}.html"))
    }

    /// The path with these parts, or `None` if it would not be safe on every system.
    pub fn new(path: &str) -> Option<Self> {
        let sound = |part: &str| {
            !matches!(part, "" | "." | "..") && !part.contains(|c: char| c == '\\' || c == ':' || c.is_control())
        };
        path.split('/').all(sound).then(|| Self(path.to_owned()))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part.
    pub fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }

    /// Whether a page stands there.
    pub fn is_page(&self) -> bool {
        self.0.rsplit_once('.').is_some_and(|(_, extension)| extension == "html")
    }

    /// What leads from this page to the top of the site: `""`, `"../"`, `"../../"` ...
    pub fn root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }

    /// The path that a relative link on this page means, or `None` if it leads out of the site.
    pub fn resolve(&self, link: &str) -> Option<Self> {
        resolve(self.0.rsplit_once('/').map_or("", |(folder, _)| folder), link).and_then(|path| Self::new(&path))
    }

    /// The relative link from this page to `target`, percent-encoded.
    pub fn link_to(&self, target: &Self) -> String {
        encode(&relative(self.0.rsplit_once('/').map_or("", |(folder, _)| folder), &target.0))
    }
}

impl fmt::Display for ContentPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A name in plain ASCII for addresses: lower case, without accents, words joined by `-`.
/// Empty if `text` holds no letter and no digit in any script.
pub fn slug(text: &str) -> String {
    let mut ascii = deunicode::deunicode_with_tofu(text, "-");
    ascii.make_ascii_lowercase();
    let mut slug = String::with_capacity(ascii.len());
    for word in ascii.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug
}

/// One part of an address, made from a name: a slug, not too long, and no device of Windows.
pub fn segment(name: &str) -> String {
    let slug: String = slug(name).chars().take(80).collect();
    match slug.trim_matches('-') {
        "" => "page".to_owned(),
        slug if is_device(slug) => format!("{slug}-page"),
        slug => slug.to_owned(),
    }
}

/// Whether Windows takes a file of this name, whatever its extension, for a device
/// (<https://learn.microsoft.com/windows/win32/fileio/naming-a-file>).
pub fn is_device(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let numbered =
        |device: &str| name.strip_prefix(device).is_some_and(|n| n.len() == 1 && n.as_bytes()[0].is_ascii_digit());
    matches!(name.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// `path` as an author writes it in a link: encoded only where it would not be understood as it is.
pub fn written(path: &str) -> String {
    use std::fmt::Write;
    let mut written = String::with_capacity(path.len());
    for c in path.chars() {
        if " %?#:<>()\\".contains(c) {
            let _ = write!(written, "%{:02X}", u32::from(c));
        } else {
            written.push(c);
        }
    }
    written
}

/// Decodes `%xx` sequences; what is not one stays as it is.
pub fn decode(link: &str) -> String {
    if !link.contains('%') {
        return link.to_owned();
    }
    let bytes = link.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = link.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        if let Some(byte) = hex.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            decoded.push(byte);
            at += 3;
        } else {
            decoded.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| link.to_owned())
}

/// Encodes what a relative reference may not hold (RFC 3986, section 3.3), slashes kept.
pub fn encode(path: &str) -> String {
    use std::fmt::Write;
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=@/".contains(&byte) {
            encoded.push(byte as char);
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// The path of `file` from `folder`, which is empty at the top.
pub fn relative(folder: &str, file: &str) -> String {
    let mut up = 0;
    let mut rest = file;
    for part in folder.split('/').filter(|part| !part.is_empty()) {
        match rest.strip_prefix(part).and_then(|rest| rest.strip_prefix('/')) {
            Some(inner) if up == 0 => rest = inner,
            _ => up += 1,
        }
    }
    "../".repeat(up) + rest
}

fn resolve(folder: &str, link: &str) -> Option<String> {
    let mut path = String::with_capacity(folder.len() + link.len() + 1);
    path.push_str(folder);
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." if path.is_empty() => return None,
            ".." => path.truncate(path.rfind('/').unwrap_or(0)),
            part => {
                if !path.is_empty() {
                    path.push('/');
                }
                path.push_str(part);
            }
        }
    }
    Some(path)
}
