//! What the program is made of, as `tests/deny.toml` allows it. `cargo deny` says more; this is what
//! a change of `Cargo.lock` must not get past.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

#[test]
fn every_dependency_comes_from_the_registry() {
    let lock = read("Cargo.lock");
    let packages: Vec<&str> = lock.split("[[package]]\n").skip(1).collect();
    assert!(packages.len() > 50, "{}", packages.len());
    for package in packages.iter().filter(|package| !package.starts_with("name = \"pupitre\"\n")) {
        assert!(package.contains(&format!("source = \"{REGISTRY}\"")), "{package}");
        assert!(package.contains("checksum = \""), "{package}");
    }
}

#[test]
fn every_licence_is_allowed() {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--locked", "--offline", "--format-version=1", "--filter-platform=host-tuple"]);
    let ran = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap_or_else(|_| panic!("{ran:?}"));
    let rules = read("tests/deny.toml");
    let allowed = rules.split("\nallow = [\n").nth(1).unwrap().split("\n]").next().unwrap();
    let allowed: BTreeSet<&str> = allowed.lines().filter_map(|line| line.split('"').nth(1)).collect();
    for package in metadata["packages"].as_array().unwrap() {
        let licence = package["license"].as_str().unwrap_or_default();
        assert!(is_allowed(licence, &allowed), "{}: {licence:?} is none of {allowed:?}", package["name"]);
    }
}

/// Whether an expression such as `(MIT OR Apache-2.0) AND Unicode-3.0` can be met. Some still write
/// `MIT/Apache-2.0`.
fn is_allowed(expression: &str, allowed: &BTreeSet<&str>) -> bool {
    expression.split(" AND ").all(|either| {
        let either = either.trim_matches(['(', ')']).replace('/', " OR ");
        either.split(" OR ").any(|licence| allowed.contains(licence.trim()))
    })
}

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}
