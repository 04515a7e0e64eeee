//! What a course is. Knows neither disk, nor Markdown, nor HTML.

pub mod assemble;
pub mod colour;
pub mod course;
pub mod fragment;
pub mod lesson;
pub mod link;
pub mod quiz;
pub mod sealed;
pub mod settings;
pub mod url;
