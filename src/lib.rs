//! Pupitre

pub mod catalogue;
pub mod cli;
pub mod command;
pub mod config;
pub mod diagnostic;
pub mod failure;
pub mod load;
pub mod model;
pub mod parse;
pub mod render;
pub mod report;
pub mod source;
pub mod theme;
pub mod write;
