//! What holds whatever the input: the fuzz targets, one a file in `targets/`, call what is here.

#[path = "../../it/markup.rs"]
mod markup;
#[path = "../../it/spans.rs"]
mod spans;
#[path = "../../it/wellformed.rs"]
mod wellformed;

pub mod pages;
pub mod sealed;
pub mod text;
pub mod tree;
