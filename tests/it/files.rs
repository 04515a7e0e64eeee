//! Courses that no text can tell: bytes, sizes, depths, permissions.

use crate::site::Site;

#[test]
fn a_huge_text_is_refused_with_one_message() {
    let site = Site::new().file("lesson.md", "# Leçon\n\nTexte.\n").file("export.md", vec![b'a'; (8 << 20) + 1]);
    assert_eq!(site.check().compact(), "export.md file::too-large\n");
}

#[test]
fn bytes_that_are_no_text_are_one_mistake() {
    let lesson = b"# L\xe9on\n\n![\xe9](\xe9.png) [a](b.md)\n\n### Question 3\n\n<b>\n";
    let checked = Site::new().file("lesson.md", lesson).check();
    assert_eq!(checked.codes(), ["file::not-utf8"]);
    assert_eq!(Site::new().file("course.yaml", b"id: \xff\n").file("a.md", "a").check().codes(), ["file::not-utf8"]);
}

#[test]
fn settings_that_are_too_large_are_one_mistake() {
    let yaml = format!("description: {}\n", "a".repeat((1 << 20) + 1));
    let checked = Site::new().file("course.yaml", &yaml).file("lesson.md", "Texte.\n").check();
    assert_eq!(checked.codes(), ["yaml::too-large"]);
    let lesson = format!("---\n{yaml}---\n\nTexte.\n");
    assert_eq!(Site::new().file("lesson.md", lesson).check().codes(), ["yaml::too-large"]);
}

#[test]
fn aliases_of_yaml_do_not_swell() {
    let mut yaml = "id: cas\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for i in 1..20 {
        let list = vec![format!("*a{}", i - 1); 10].join(", ");
        yaml += &format!("a{i}: &a{i} [{list}]\n");
    }
    let checked = Site::new().file("course.yaml", yaml).file("lesson.md", "Texte.\n").check();
    assert!(checked.is_faulty(), "{}", checked.compact());
}

#[test]
fn deep_nesting_of_every_kind_is_refused() {
    let quotes = "> ".repeat(5000) + "a\n";
    let lists: String = (0..300).map(|i| "  ".repeat(i) + "- a\n").collect();
    for text in [quotes, lists] {
        let checked = Site::new().file("lesson.md", text).check();
        assert_eq!(checked.codes(), ["file::too-nested"]);
    }
    let yaml = "a: ".to_owned() + &"[".repeat(10_000);
    assert!(Site::new().file("course.yaml", yaml).file("lesson.md", "Texte.\n").check().is_faulty());
}

#[test]
fn long_names_and_deep_folders_are_read_or_refused() {
    let deep = "d/".repeat(120) + "lesson.md";
    let long = format!("{}.md", "é".repeat(100));
    let checked = Site::new().file(&deep, "Texte.\n").file(&long, "Texte.\n").check();
    assert_eq!(checked.compact(), "");
}

#[cfg(unix)]
#[test]
fn a_folder_that_leads_out_of_the_course_is_one_mistake() {
    let site = Site::new().file("lesson.md", "# Leçon\n\n[Un secret](dehors/secret.txt)\n");
    let site = site.beside("ailleurs/secret.txt", "secret").beside("ailleurs/lecon.md", "[a](b.md)");
    let checked = site.link("dehors", "../ailleurs").check();
    assert!(checked.compact().contains("dehors file::link-outside\n"), "{}", checked.compact());
    assert!(!checked.compact().contains("lecon.md"), "{}", checked.compact());
}

#[cfg(unix)]
#[test]
fn two_links_to_each_other_do_not_hang() {
    let site = Site::new().file("lesson.md", "Texte.\n").link("a", "b").link("b", "a");
    let codes = site.check().codes();
    assert_eq!(codes.len(), 2, "{codes:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_text_gets_an_address_that_is() {
    use std::os::unix::ffi::OsStrExt;
    let site = Site::new().file("lesson.md", "Texte.\n");
    let name = std::ffi::OsStr::from_bytes(b"content/l\xe9on.md");
    std::fs::write(site.at("").join(name), "Texte.\n").unwrap();
    let mut checked = site.check();
    assert_eq!(checked.compact(), "");
    assert!(checked.pages().contains_key("l-on.html"));
}
