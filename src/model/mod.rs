//! What a course is. Knows neither disk, nor Markdown, nor HTML.

pub mod url;
pub mod link;
pub mod settings;
pub mod colour;
pub mod fragment;
pub mod quiz;
pub mod fingerprint;
pub mod sealed;
pub mod typed;
pub mod number;
pub mod grade;
pub mod lesson;
pub mod course;
pub mod assemble;
