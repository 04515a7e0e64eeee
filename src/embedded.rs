//! Build script: tells Cargo that what `include_dir` embeds is part of the program, since the macro
//! cannot say so itself on a stable compiler. It stands here to keep the top level as it is.

#[expect(clippy::print_stdout, reason = "this is how a build script talks to Cargo")]
fn main() {
    for folder in ["themes/default", "src/command/init"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
