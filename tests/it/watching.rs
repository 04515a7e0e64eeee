//! `serve` and `build --watch` at a terminal: where they begin, what they say, what they survive.

use std::fs;
use std::net::TcpListener;
use std::thread;
use std::time::Duration;

use crate::server::{Server, Watcher, eventually};
use crate::site::{Site, files_below};

fn course() -> Site {
    Site::new().file("lecon.md", "# Leçon\n\nPremier texte.\n\n![Rond](rond.svg)\n").file("rond.svg", "<svg>rond</svg>")
}

#[test]
fn a_taken_port_gives_the_next_free_one() {
    // Two neighbours, of which the first is taken for certain.
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let server = Server::of(Watcher::start(course(), &["serve", "--port", &port.to_string()]));
    assert!(server.port > port && server.port <= port + 100, "{port} {}", server.port);
    server.shows("/lecon.html", 200, "Premier texte");
}

#[test]
fn a_taken_port_is_told() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let watcher = Watcher::start(course(), &["serve", "--port", &port.to_string()]);
    watcher.says(&format!("Le port {port} est pris\u{a0}: l’aperçu est au "));
    let watcher = Watcher::start(course(), &["serve", "--port", "0"]);
    assert!(!watcher.says("Prêt").contains("port"));
}

#[test]
fn what_cannot_be_served_says_what_to_do() {
    let ran = Site::empty().pupitre(&["serve", "--content", "perdu", "--port", "0"]).ended(2);
    assert_eq!(
        ran.err,
        "pupitre: cannot read perdu: no such folder; name it with --content, or begin with `pupitre init`\n"
    );
    let ran = Site::empty().pupitre(&["build", "--watch", "--content", "perdu"]).ended(2);
    assert!(ran.err.contains("`pupitre init`"), "{}", ran.err);
    // An address for documentation (RFC 5737), which no machine has.
    let ran = course().pupitre(&["serve", "--host", "203.0.113.7", "--port", "4000"]).ended(2);
    let told = "pupitre: l’aperçu ne peut pas être servi à l’adresse 203.0.113.7:4000\u{a0}: cette machine n’a pas";
    assert!(ran.err.starts_with(told), "{}", ran.err);
    let english = Site::empty().file("course.yaml", "id: case\ntitle: Case\nlang: en\n");
    let ran = english.pupitre(&["serve", "--host", "203.0.113.7", "--port", "4000"]).ended(2);
    assert!(ran.err.contains("on 203.0.113.7:4000: this machine does not have"), "{}", ran.err);
    let ran = course().pupitre(&["serve", "--host", "chez-moi"]).ended(2);
    assert!(ran.err.contains("write an address such as 127.0.0.1"), "{}", ran.err);
    for editor in ["vim", "code -g {path}", "vscode://file/"] {
        let ran = course().pupitre(&["serve", "--host", "203.0.113.7", "--editor", editor]).ended(2);
        assert!(ran.err.contains("such as vscode://file/{path}:{line}:{column}"), "{editor}: {}", ran.err);
    }
}

#[test]
fn serving_writes_nothing() {
    let server = Server::start(course(), &[]);
    server.watcher.save("lecon.md", "# Leçon\n\nDeuxième texte.\n");
    server.shows("/lecon.html", 200, "Deuxième texte");
    let files: Vec<String> = files_below(&server.watcher.site.at("")).into_keys().collect();
    assert_eq!(files, ["content/course.yaml", "content/lecon.md", "content/rond.svg"]);
}

#[cfg(unix)]
#[test]
fn control_c_ends_it_at_once() {
    use std::os::unix::process::ExitStatusExt;
    for (signal, number) in [("INT", 2), ("TERM", 15), ("HUP", 1)] {
        let mut server = Server::start(course(), &[]);
        let _open = server.tab("lecon.html");
        // A shell says 130 of a process that ended so.
        assert_eq!(server.watcher.ended_by(signal).signal(), Some(number));
    }
    let mut watcher = Watcher::start(course(), &["build", "--watch"]);
    watcher.says("index.html\n");
    assert_eq!(watcher.ended_by("INT").signal(), Some(2));
}

#[cfg(target_os = "linux")]
#[test]
fn the_browser_is_opened_when_asked_for() {
    use std::os::unix::fs::PermissionsExt;
    let site = course().beside("bin/xdg-open", "#!/bin/sh\necho \"$@\" > opened.tmp && mv opened.tmp opened\n");
    fs::set_permissions(site.at("bin/xdg-open"), fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", site.at("bin").display(), std::env::var("PATH").unwrap());
    let server = Server::of(Watcher::with(site, &["serve", "--port", "0", "--open"], &[("PATH", &path)]));
    let opened = server.watcher.site.at("opened");
    eventually(|| opened.exists(), || server.watcher.said());
    assert_eq!(fs::read_to_string(opened).unwrap(), format!("http://127.0.0.1:{}/\n", server.port));
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_is_not_followed() {
    let site = course().beside("secret.svg", "<svg>SECRET</svg>");
    let server = Server::start(site, &[]);
    let (image, site) = (server.watcher.site.at("content/rond.svg"), &server.watcher.site);
    for _ in 0..20 {
        fs::remove_file(&image).unwrap();
        std::os::unix::fs::symlink(site.at("secret.svg"), &image).unwrap();
        for _ in 0..5 {
            assert!(!server.get("/rond.svg").text().contains("SECRET"));
        }
        fs::remove_file(&image).unwrap();
        fs::write(&image, "<svg>rond</svg>").unwrap();
        server.get("/rond.svg");
    }
    server.shows("/rond.svg", 200, "<svg>rond</svg>");
}

#[cfg(unix)]
#[test]
fn a_lesson_in_whose_place_a_link_leads_out_is_not_read() {
    let server = Server::start(course().beside("secret.md", "# Leçon\n\nSECRET\n"), &[]);
    let lesson = server.watcher.site.at("content/lecon.md");
    for _ in 0..3 {
        std::os::unix::fs::symlink(server.watcher.site.at("secret.md"), lesson.with_extension("tmp")).unwrap();
        fs::rename(lesson.with_extension("tmp"), &lesson).unwrap();
        server.shows("/_pupitre/", 200, "file::link-outside");
        assert!(!server.get("/lecon.html").text().contains("SECRET"));
        server.watcher.replace("lecon.md", "# Leçon\n\nDe retour.\n");
        server.shows("/lecon.html", 200, "De retour.");
    }
}

#[cfg(unix)]
#[test]
fn a_course_that_is_reached_by_a_link_is_watched() {
    for (name, leads, args) in [("content", "ailleurs", &[][..]), ("cours", ".", &["--root", "cours"])] {
        let linked = || {
            let site = course();
            if name == "content" {
                fs::rename(site.at("content"), site.at(leads)).unwrap();
            }
            std::os::unix::fs::symlink(leads, site.at(name)).unwrap();
            site
        };
        let server = Server::start(linked(), args);
        server.watcher.save("lecon.md", "# Leçon\n\nDeuxième texte.\n\n![Rond](rond.svg)\n");
        server.shows("/lecon.html", 200, "Deuxième texte");
        server.watcher.says("content/lecon.md (");
        let watcher = Watcher::start(linked(), &[&["build", "--watch"], args].concat());
        watcher.says("Ouvrez ");
        watcher.save("lecon.md", "# Leçon\n\nDeuxième texte.\n\n![Rond](rond.svg)\n");
        watcher.says("content/lecon.md\u{a0}: ");
    }
}

#[test]
fn other_devices_are_invited_with_a_code() {
    let watcher = Watcher::start(course(), &["serve", "--port", "0", "--host", "0.0.0.0"]);
    let greeting = watcher.says("Prêt");
    let alone = greeting.contains("Aucun réseau n’a été trouvé");
    let invited = greeting.contains("édition des stagiaires\u{a0}: http://") && greeting.contains("\n████ ▄▄▄▄▄ █");
    assert!(alone != invited, "{greeting}");
    assert!(greeting.lines().filter(|line| line.starts_with('█')).all(|line| line.chars().count() <= 80));
}

#[test]
fn the_content_folder_may_go_and_come_back() {
    let server = Server::start(course(), &[]);
    let (content, away) = (server.watcher.site.at("content"), server.watcher.site.at("ailleurs"));
    for round in 0..3 {
        fs::rename(&content, &away).unwrap();
        server.watcher.says("file::unreadable");
        assert_eq!(server.get("/lecon.html").status, 200);
        // The same folder, or another in its place.
        if round == 1 {
            fs::create_dir(&content).unwrap();
            for (path, bytes) in files_below(&away) {
                fs::write(content.join(path), bytes).unwrap();
            }
            fs::remove_dir_all(&away).unwrap();
        } else {
            fs::rename(&away, &content).unwrap();
        }
        server.watcher.says(" ms)\u{a0}: ");
        server.watcher.save("lecon.md", format!("# Leçon\n\nRetour {round}.\n"));
        server.shows("/lecon.html", 200, &format!("Retour {round}"));
    }
    fs::remove_file(content.join("course.yaml")).unwrap();
    server.watcher.says("file::unreadable");
}

#[test]
fn a_theme_may_come_and_go() {
    let server = Server::start(course(), &[]);
    let (theme, words) = (server.watcher.site.at("themes"), "start: Allons-y vite\n");
    for _ in 0..2 {
        fs::create_dir_all(theme.join("default/i18n")).unwrap();
        fs::write(theme.join("default/i18n/fr.yaml"), words).unwrap();
        server.shows("/", 200, "Allons-y vite");
        fs::remove_dir_all(&theme).unwrap();
        server.shows("/", 200, "Commencer");
    }
}

#[test]
fn a_folder_is_built_again_at_each_change() {
    let watcher = Watcher::start(course(), &["build", "--watch"]);
    watcher.says("Sous surveillance jusqu’à Ctrl-C\u{a0}: aucune erreur\n");
    watcher.says("Ouvrez public/index.html\n");
    let page = |words: &str| watcher.site.published().get("lecon.html").is_some_and(|page| has(page, words));
    assert!(page("Premier texte"));
    watcher.save("lecon.md", "# Leçon\n\nDeuxième texte.\n\n![Rond](rond.svg)\n");
    watcher.says("content/lecon.md\u{a0}: aucune erreur\n");
    watcher.says("Ouvrez public/index.html\n");
    assert!(page("Deuxième texte"));
    // An error leaves the published site as it was.
    watcher.save("lecon.md", "# Leçon\n\nTroisième texte, [perdu](rien.md).\n\n![Rond](rond.svg)\n");
    watcher.says("content/lecon.md\u{a0}: 1 erreur\n");
    watcher.says("rien n’a été publié");
    assert!(page("Deuxième texte"));
    watcher.save("lecon.md", "# Leçon\n\nTroisième texte.\n\n![Rond](rond.svg)\n");
    watcher.says("content/lecon.md\u{a0}: aucune erreur\u{202f}; corrigé\u{a0}: 1 erreur\n");
    watcher.says("Ouvrez public/index.html\n");
    assert!(page("Troisième texte"));
    watcher.save("neuve.md", "# Neuve\n\nTexte.\n");
    watcher.says("content/neuve.md\u{a0}: ");
    watcher.says("Ouvrez public/index.html\n");
    assert!(watcher.site.published().contains_key("neuve.html"));
    fs::remove_file(watcher.site.at("content/neuve.md")).unwrap();
    watcher.says("content/neuve.md\u{a0}: ");
    watcher.says("Ouvrez public/index.html\n");
    assert!(!watcher.site.published().contains_key("neuve.html"));
    // What an editor makes and takes away again is no change.
    watcher.save(".lecon.md.swp", "");
    watcher.save("lecon.md", "# Leçon\n\nQuatrième texte.\n\n![Rond](rond.svg)\n");
    assert!(!watcher.says("Ouvrez").contains("swp"));
}

#[test]
fn what_editors_and_systems_leave_is_no_part_of_the_course() {
    let server = Server::start(course(), &[]);
    // The first change that is told after them is the author's own.
    for name in ["lecon.md~", "#lecon.md#", "4913", "lecon.tmp", "sedAb3dEf", "lecon.swp", "Thumbs.db", "~$lecon.docx"]
    {
        server.watcher.save(name, "");
    }
    server.watcher.save("lecon.md", "# Leçon\n\nDeuxième texte.\n\n![Rond](rond.svg)\n");
    server.shows("/lecon.html", 200, "Deuxième texte");
    let block = server.watcher.says(" ms)\u{a0}: ");
    assert_eq!(block.lines().last().unwrap().split(" (").next(), Some("content/lecon.md"), "{block}");
    server.watcher.says("aucune erreur\n");
    server.watcher.save("lecon.md", "# Leçon\n\n[Perdu](rien.md)\n\n![Rond](rond.svg)\n");
    server.watcher.says("content/lecon.md (");
    // Neither are they told with it as files that no page uses.
    server.watcher.says("1 erreur\n");
    assert_eq!(server.watcher.site.check().codes(), ["link::dead"]);
}

#[test]
fn changes_that_follow_upon_each_other_are_told_together() {
    let server = Server::start(course(), &[]);
    server.watcher.says("aucune erreur\n");
    for round in 0..20 {
        server.watcher.save("lecon.md", format!("# Leçon\n\nTexte {round}, [perdu](rien.md).\n"));
        server.watcher.save(&format!("page-{round}.md"), "# Page\n\nTexte.\n");
        // Longer than the page waits, shorter than what is told does.
        thread::sleep(Duration::from_millis(20));
    }
    server.shows("/page-19.html", 200, "Texte.");
    server.watcher.save("fin.md", "# Fin\n\nTexte.\n");
    let said = server.watcher.says("content/fin.md");
    // A busy machine may part them, but not into each.
    assert!(said.matches(" ms)\u{a0}: ").count() < 20, "{said}");
}

#[test]
fn building_again_goes_on_in_spite_of_errors_when_told_to() {
    let site = Site::new().file("lecon.md", "# Leçon\n\n[Perdu](rien.md)\n");
    let watcher = Watcher::start(site, &["build", "--watch", "--keep-going", "--output", "ici"]);
    watcher.says("jusqu’à Ctrl-C\u{a0}: 1 erreur\n");
    watcher.says("Ouvrez ici/index.html\n");
    watcher.save("lecon.md", "# Leçon\n\nToujours [perdu](rien.md).\n");
    watcher.says("content/lecon.md\u{a0}: 1 erreur\n");
    let block = watcher.says("Ouvrez ici/index.html\n");
    assert!(!block.contains("rien.md"), "{block}");
    assert!(has(&files_below(&watcher.site.at("ici"))["lecon.html"], "Toujours"));
}

#[test]
fn building_does_not_set_itself_off() {
    let ran = course().beside("themes/default/x.css", "").pupitre(&["build", "--watch", "--output", "themes/site"]);
    assert!(ran.ended(2).err.contains("it is inside themes/"));
}

fn has(page: &[u8], words: &str) -> bool {
    String::from_utf8_lossy(page).contains(words)
}
