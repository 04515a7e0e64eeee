//! Courses that no text can tell: bytes, sizes, depths, permissions.

use crate::site::Site;

#[test]
fn the_lock_of_an_editor_is_no_part_of_the_course() {
    let site = Site::new().file("lesson.md", "Texte.\n").link(".#lesson.md", "somebody@machine.1234");
    assert_eq!(site.check().compact(), "");
}

#[test]
fn a_theme_may_be_a_folder_without_files() {
    let site = Site::new().file("course.yaml", "id: cas\ntheme: mine\n").file("lesson.md", "# Leçon\n\nTexte.\n");
    assert_eq!(site.check().codes(), ["theme::missing"]);
    std::fs::create_dir_all(site.at("themes/mine")).unwrap();
    assert_eq!(site.check().compact(), "");
    site.pupitre(&["build"]).ended(0);
}

#[test]
fn a_huge_text_is_refused_with_one_message() {
    let site = Site::new().file("lesson.md", "# Leçon\n\nTexte.\n").file("export.md", vec![b'a'; (8 << 20) + 1]);
    assert_eq!(site.check().compact(), "export.md file::too-large\n");
    let line = Site::new().file("lesson.md", "# Leçon\n\nTexte.\n").file("line.md", vec![b'a'; 50_000_000]);
    assert_eq!(line.check().compact(), "line.md file::too-large\n");
}

#[test]
fn bytes_that_are_no_text_are_one_mistake() {
    let lesson = b"# L\xe9on\n\n![\xe9](\xe9.png) [a](b.md)\n\n### Question 3\n\n<b>\n";
    let checked = Site::new().file("lesson.md", lesson).check();
    assert_eq!(checked.codes(), ["file::not-utf8"]);
    assert_eq!(Site::new().file("course.yaml", b"id: \xff\n").file("a.md", "a").check().codes(), ["file::not-utf8"]);
}

#[test]
fn characters_that_html_has_no_room_for_are_replaced() {
    let lesson = "---\ntitle: \"a\\x0bb\"\n---\n\nUn \0 \u{1e} \u{9b} \u{ffff} é\u{a0}!\n\n`\u{c}\u{7f}`\n";
    let pages = Site::new().file("lesson.md", lesson).check().pages();
    let page = &pages["lesson.html"];
    assert!(page.contains("<h1>a\u{fffd}b</h1>"), "{page}");
    assert!(page.contains("<p>Un \u{fffd} \u{fffd} \u{fffd} \u{fffd} é\u{202f}!</p>"), "{page}");
    assert!(page.contains("<code>\u{c}\u{fffd}</code>"), "{page}");
}

#[test]
fn ids_that_a_page_cannot_tell_apart_are_one() {
    let lesson = "# Leçon\n\n## Un {#a\u{1}}\n\nTexte.\n\n## Deux {#a\u{2}}\n\nTexte.\n";
    assert_eq!(Site::new().file("lesson.md", lesson).check().codes(), ["heading::duplicate-id"]);
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
    let quotes = "> ".repeat(10_000) + "a\n";
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
    let deep = "d/".repeat(300) + "lesson.md";
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

#[test]
fn a_text_of_one_long_line_is_read() {
    let line = "mot ".repeat(7 << 18);
    assert_eq!(Site::new().file("lesson.md", format!("# Leçon\n\n{line}\n")).check().compact(), "");
}

#[test]
fn a_hundred_thousand_headings_or_empty_lines_are_read() {
    let headings: String = (0..100_000).map(|_| "## Titre\n\n").collect();
    for text in [headings, "\n".repeat(100_000), format!("# {}\n", "mot ".repeat(100_000))] {
        let checked = Site::new().file("lesson.md", text + "Texte.\n").check();
        assert_eq!(checked.compact(), "");
    }
}

#[test]
fn bytes_that_no_page_can_hold_are_told_and_not_in_it() {
    let mut checked = Site::new().file("lesson.md", "# Le\0çon\n\nDu\0 texte, [un\0 lien](\0.md).\n").check();
    assert_eq!(checked.codes(), ["file::not-utf8"]);
    assert!(checked.report().contains("lesson.md:1:5"), "{}", checked.report());
    let page = checked.pages().remove("lesson.html").unwrap();
    assert!(!page.contains('\0'), "{page}");
}

#[test]
fn one_file_or_folder_too_many_is_one_mistake() {
    let site = Site::new().file("a/un.md", "# Un\n\n[Deux](deux.md) ![Trois](trois.svg)\n");
    let site = site.file("a/deux.md", "# Deux\n\nTexte.\n").file("a/trois.svg", "<svg/>");
    assert_eq!(site.check_within(5).compact(), "");
    assert_eq!(site.check_within(4).compact(), "course.yaml file::too-many\n");
    assert_eq!(site.check_within(3).compact(), "a/un.md file::too-many\n");
    assert_eq!(site.check_within(1).compact(), "a/deux.md file::too-many\n");
    assert!(site.check_within(3).report().contains(" 3 "), "{}", site.check_within(3).report());
}

#[test]
fn aliases_of_a_long_text_do_not_swell() {
    let yaml = format!("title: &a {}\nobjectives: [{}]\n", "a".repeat(500_000), "*a, ".repeat(100_000));
    let checked = Site::new().file("course.yaml", &yaml).file("lesson.md", "Texte.\n").check();
    assert_eq!(checked.codes(), ["yaml::too-large"]);
    let report = checked.report();
    assert!(report.contains("4 Kio") && report.contains("`*a`"), "{}", &report[report.len() - 300..]);
    let lesson = Site::new().file("lesson.md", format!("---\n{yaml}---\n\nTexte.\n"));
    assert_eq!(lesson.check().codes(), ["yaml::too-large"]);
    let short = Site::new().file("course.yaml", "id: &a cas\ntitle: *a\n").file("lesson.md", "Texte.\n");
    assert_eq!(short.check().compact(), "");
    // What a course about pointers says of them is no alias.
    let text = format!("id: cas\ntitle: Cas\ndescription: Distinguer &x et *x, a-&b et a-*b {}\n", "a".repeat(5_000));
    assert_eq!(Site::new().file("course.yaml", text).file("lesson.md", "Texte.\n").check().compact(), "");
    let filler = "a".repeat(5_000);
    for swollen in [
        "title: !!str &a b\naudience: *a",
        "objectives: [&a b,*a]",
        "audience:\n- &a b\n- *a",
        "title: &a b\naudience:\n  *a",
    ] {
        let yaml = format!("id: cas\ndescription: {filler}\n{swollen}\n");
        let checked = Site::new().file("course.yaml", yaml).file("lesson.md", "Texte.\n").check();
        assert_eq!(checked.codes(), ["yaml::too-large"], "{swollen}");
    }
    let asterisks = format!("id: cas\ntitle: Cas\ndescription: a & b *c* {}\n", "*d ".repeat(5_000));
    assert_eq!(Site::new().file("course.yaml", asterisks).file("lesson.md", "Texte.\n").check().compact(), "");
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_told_and_never_opened() {
    let site = Site::new().file("lesson.md", "Texte.\n").file("dossier.md/lecon.md", "Texte.\n");
    let pipe = std::process::Command::new("mkfifo").arg(site.at("content/tube.md")).status().unwrap();
    assert!(pipe.success());
    let _socket = std::os::unix::net::UnixListener::bind(site.at("content/prise.md")).unwrap();
    let site = site.link("sans-fin.md", "/dev/zero").link("boucle.md", "boucle.md");
    let told = "boucle.md file::unreadable\nprise.md file::unreadable\nsans-fin.md file::link-outside\ntube.md file::unreadable\n";
    assert_eq!(site.check().compact(), told);
}

#[cfg(unix)]
#[test]
fn folders_that_link_to_each_other_are_limited() {
    let site = (0..40).fold(Site::new().file("lesson.md", "Texte.\n"), |site, i| {
        let next = format!("../d{}", i + 1);
        site.link(&format!("d{i}/un"), &next).link(&format!("d{i}/deux"), &next)
    });
    std::fs::create_dir(site.at("content/d40")).unwrap();
    assert_eq!(site.check_within(1_000).codes(), ["file::too-many"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_path_that_is_too_long_is_refused() {
    let folder = vec!["d".repeat(100); 10].join("/");
    let site = Site::new().file("lesson.md", "Texte.\n");
    assert_eq!(site.file(&format!("{folder}/lesson.md"), "Texte.\n").check().codes(), ["file::unreadable"]);
}

#[cfg(target_os = "linux")]
#[test]
fn two_long_names_that_begin_alike_have_two_addresses() {
    let name = |end: char| format!("{}{end}.md", "a".repeat(251));
    let mut checked = Site::new().file(&name('b'), "Un.\n").file(&name('c'), "Deux.\n").check();
    assert_eq!(checked.codes(), ["lesson::duplicate-slug"]);
    assert!(checked.pages().contains_key(&format!("{}-2.html", "a".repeat(80))));
}

#[test]
fn a_content_folder_that_is_a_file_is_told_as_such() {
    let site = Site::new().file("lesson.md", "Texte.\n");
    let ran = site.pupitre(&["build", "--content", "content/lesson.md"]).ended(2);
    assert!(ran.err.contains("content/lesson.md: it is no folder"), "{}", ran.err);
}
