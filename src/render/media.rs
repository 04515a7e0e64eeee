//! Images, films and sounds.

use base64::Engine;

use super::escape;

/// A published file.
pub struct File {
    /// The link to it.
    pub href: String,
    /// Its captions, in `WebVTT`.
    pub captions: Option<String>,
    /// Width and height in pixels.
    pub size: Option<(u32, u32)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Image,
    Video,
    Audio,
}

impl File {
    /// Whether it is a film or a sound.
    pub fn is_player(&self) -> bool {
        kind(&self.href) != Kind::Image
    }
}

/// An image within a line; a film or a sound there is a link. Without a file, its description.
pub fn inline(alt: &str, title: &str, file: Option<&File>) -> String {
    let Some(file) = file else { return format!("<span class=\"broken\">{}</span>", escape::text(alt)) };
    let href = escape::text(&file.href);
    let alt = escape::text(alt);
    if file.is_player() {
        return format!("<a href=\"{href}\">{alt}</a>");
    }
    let size = file.size.map(|(width, height)| format!(" width=\"{width}\" height=\"{height}\"")).unwrap_or_default();
    let title = if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escape::text(title)) };
    format!("<img src=\"{href}\" alt=\"{alt}\"{title}{size} loading=\"lazy\">")
}

/// What stands alone: a player, or an image with a caption. `None` for an image without a title.
pub fn block(alt: &str, title: &str, file: &File, download: &str, lang: &str) -> Option<String> {
    let kind = kind(&file.href);
    if kind == Kind::Image {
        let caption = (!title.is_empty()).then(|| escape::text(title))?;
        return Some(format!("<figure>{}<figcaption>{caption}</figcaption></figure>\n", inline(alt, "", Some(file))));
    }
    let element = if kind == Kind::Video { "video" } else { "audio" };
    let href = escape::text(&file.href);
    let name = escape::text(alt);
    let captions = file.captions.as_ref().map(|captions| {
        // Inlined: a page on file:// may not load a track.
        let data = base64::engine::general_purpose::STANDARD.encode(captions);
        format!(
            "<track kind=\"captions\" src=\"data:text/vtt;base64,{data}\" srclang=\"{}\" default>",
            escape::text(lang)
        )
    });
    let player = format!(
        "<{element} controls preload=\"metadata\" src=\"{href}\" aria-label=\"{name}\">{}</{element}>",
        captions.unwrap_or_default()
    );
    let caption = format!("{name} <a href=\"{href}\" download>{}</a>", escape::text(download));
    Some(format!("<figure class=\"player\">{player}<figcaption>{caption}</figcaption></figure>\n"))
}

fn kind(href: &str) -> Kind {
    let extension = href.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    match extension.as_deref() {
        Some("mp4" | "webm" | "ogv" | "m4v" | "mov") => Kind::Video,
        Some("mp3" | "ogg" | "oga" | "wav" | "m4a" | "flac" | "opus") => Kind::Audio,
        _ => Kind::Image,
    }
}
