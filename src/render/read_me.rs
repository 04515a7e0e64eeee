//! The page that stands beside the folder of a site: how to unpack it, and where it begins.

use super::{Site, page, put};
use crate::model::url::{self, SitePath};
use crate::render::context::PageView;

impl Site<'_> {
    /// The page for a site that stands in `folder`. It looks the same wherever it is opened from,
    /// and leads on where the folder is beside it.
    pub fn read_me(&self, folder: &str) -> Result<Vec<u8>, tera::Error> {
        let path = SitePath::index();
        let title = self.frame.theme.strings.get("read_me").map_or("", String::as_str);
        let mut cx = page(&PageView { ..self.view("read-me", title, &path) });
        put(&mut cx, "folder", &url::encode(folder));
        self.rendered("read-me", &cx)
    }
}
