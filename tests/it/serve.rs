//! The preview as an author, a browser and an attacker meet it: a real process, real files.

use std::fs;
use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr, TcpStream};

use tungstenite::Message;

use crate::server::Server;
use crate::site::Site;

/// Two lessons, one of which shows a film.
fn course() -> Site {
    Site::new()
        .file("01-module/index.md", "# Module\n")
        .file("01-module/01-lecon.md", "# Leçon\n\nPremier texte.\n")
        .file("01-module/02-suite.md", "# Suite\n\nVoir [avant](01-lecon.md).\n\n![Le film](film.mp4)\n")
        .file("01-module/film.mp4", "0123456789")
}

const LESSON: &str = "01-module/01-lecon.md";

#[test]
fn pages_follow_their_files() {
    let server = Server::start(course(), &[]);
    let save = |path: &str, text: &str| server.watcher.save(path, text);
    let at = |path: &str| server.watcher.site.at("content").join(path);
    server.shows("/module/lecon.html", 200, "Premier texte");
    save(LESSON, "# Leçon\n\nDeuxième texte.\n");
    server.shows("/module/lecon.html", 200, "Deuxième texte");
    server.watcher.replace(LESSON, "# Leçon\n\nTroisième texte.\n");
    server.shows("/module/lecon.html", 200, "Troisième texte");
    save("01-module/03-neuve.md", "# Neuve\n\nNée à l’instant.\n");
    server.shows("/module/neuve.html", 200, "Née à l’instant");
    server.shows("/plan.html", 200, "Neuve");
    fs::rename(at("01-module/03-neuve.md"), at("01-module/04-nouvelle.md")).unwrap();
    server.shows("/module/nouvelle.html", 200, "Née à l’instant");
    let old = server.get("/module/neuve.html?q=1");
    assert_eq!((old.status, old.field("location")), (307, "/module/nouvelle.html?q=1"));
    server.shows("/plan.html", 200, "module/nouvelle.html");
    fs::remove_file(at("01-module/04-nouvelle.md")).unwrap();
    server.shows("/module/nouvelle.html", 404, "<!--pupitre:preview-->");
    fs::rename(at("01-module"), at("02-partie")).unwrap();
    server.shows("/partie/lecon.html", 200, "Troisième texte");
    for folder in ["/module/", "/module/index.html", "/module"] {
        assert_eq!(server.get(folder).field("location"), "/partie/", "{folder}");
    }
    assert_eq!(server.get("/module/lecon.html").field("location"), "/partie/lecon.html");
    fs::rename(at("02-partie"), server.watcher.site.at("ailleurs")).unwrap();
    server.shows("/partie/", 404, "content/02-partie` a été supprimé ou déplacé");
    fs::rename(server.watcher.site.at("ailleurs"), at("02-partie")).unwrap();
    server.shows("/partie/lecon.html", 200, "Troisième texte");
    save("course.yaml", "id: cas\ntitle: Autre titre\n");
    server.shows("/partie/lecon.html", 200, "Autre titre");
}

#[test]
fn a_mistake_takes_no_page_away() {
    let server = Server::start(course(), &[]);
    let save = |text: &str| server.watcher.save(LESSON, text);
    save("# Leçon\n\n[Perdu](rien.md)\n\n[Perdue](rien.md)\n");
    server.watcher.says("01-module/01-lecon.md (");
    server.watcher.says("2 erreurs\n");
    server.watcher.says("rien.md`");
    server.watcher.says("rien.md`");
    for path in ["/", "/module/lecon.html", "/module/suite.html", "/plan.html"] {
        assert_eq!(server.get(path).status, 200, "{path}");
    }
    assert!(server.get("/module/lecon.html").text().contains("Premier texte"));
    // What was told is not told again, wherever it has moved.
    save("# Leçon\n\nPlus haut.\n\n[Perdu](rien.md)\n\n[Perdue](rien.md)\n");
    server.watcher.says("01-module/01-lecon.md (");
    let block = server.watcher.says("2 erreurs\n");
    save("# Leçon\n\nPlus bas.\n\n[Perdu](rien.md)\n");
    let block = block + &server.watcher.says("1 erreur\u{202f}; corrigé\u{a0}: 1 erreur\n");
    assert!(!block.contains("rien.md"), "{block}");
    save("# Leçon\n\nMieux.\n");
    server.watcher.says("corrigé\u{a0}: 1 erreur\n");
    server.shows("/module/lecon.html", 200, "Mieux.");
}

#[test]
fn a_folder_that_is_gone_is_told_on_every_page() {
    let server = Server::start(course(), &[]);
    let (content, away) = (server.watcher.site.at("content"), server.watcher.site.at("ailleurs"));
    fs::rename(&content, &away).unwrap();
    for path in ["/module/lecon.html", "/plan.html", "/_pupitre/"] {
        server.shows(path, 200, "ce dossier a disparu");
    }
    assert!(server.get("/module/lecon.html").text().contains("Premier texte"));
    fs::rename(&away, &content).unwrap();
    server.shows("/_pupitre/", 200, "\"errors\":0");
}

#[test]
fn a_page_keeps_its_picture_while_that_is_missed() {
    let server = Server::start(course().file("plan.svg", "<svg/>").file("a.md", "# A\n\n![Plan](plan.svg)\n"), &[]);
    let picture = server.watcher.site.at("content/plan.svg");
    assert_eq!(server.get("/plan.svg").text(), "<svg/>");
    fs::remove_file(&picture).unwrap();
    server.shows("/a.html", 200, "image::missing");
    let kept = server.get("/plan.svg");
    assert_eq!((kept.status, kept.text().as_str(), kept.field("content-type")), (200, "<svg/>", "image/svg+xml"));
    // With the folder all are gone, and none of the pages.
    fs::write(&picture, "<svg>2</svg>").unwrap();
    server.shows("/plan.svg", 200, "<svg>2</svg>");
    let (content, away) = (server.watcher.site.at("content"), server.watcher.site.at("ailleurs"));
    fs::rename(&content, &away).unwrap();
    server.shows("/a.html", 200, "ce dossier a disparu");
    assert_eq!(server.get("/plan.svg").text(), "<svg>2</svg>");
    fs::rename(&away, &content).unwrap();
    server.shows("/a.html", 200, "\"errors\":0");
    // What no page shows any more is gone.
    fs::remove_file(&picture).unwrap();
    server.watcher.save("a.md", "# A\n");
    server.shows("/plan.svg", 404, "");
}

#[test]
fn few_of_many_mistakes_are_told() {
    let lost = (0..10_000).map(|number| format!("[lien](rien-{number}.md)\n\n")).collect::<String>();
    let server = Server::start(course().file("perdu.md", format!("# Perdu\n\n{lost}")), &[]);
    let greeting = server.watcher.says(&format!("http://127.0.0.1:{}/_pupitre/", server.port));
    assert!(greeting.lines().count() < 60, "{greeting}");
}

#[test]
fn the_tabs_that_a_change_concerns_are_told() {
    let server = Server::start(course(), &[]);
    let mut concerned = server.tab("module/lecon.html");
    let mut other = server.tab("module/suite.html");
    server.watcher.replace(LESSON, "# Leçon\n\nDeuxième texte.\n");
    concerned.turns();
    server.watcher.replace("01-module/02-suite.md", "# Suite\n\nAutre suite.\n");
    let mark = other.turns();
    // The first change was none to it.
    server.shows("/module/suite.html", 200, &format!("\"shown\":\"{mark}\""));
    let refused = tungstenite::client::IntoClientRequest::into_client_request(format!(
        "ws://127.0.0.1:{}/_pupitre/tab",
        server.port
    ));
    let mut refused = refused.unwrap();
    refused.headers_mut().insert("origin", "http://evil.example".parse().unwrap());
    assert!(tungstenite::connect(refused).is_err());
}

#[test]
fn nobody_waits_for_a_slow_client() {
    let server = Server::start(course(), &[]);
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, server.port));
    // One that never reads, one that never asks, one that stops in the middle of a word.
    let mut deaf = server.tab("module/lecon.html");
    let _dumb = TcpStream::connect(address).unwrap();
    let mut stuttering = TcpStream::connect(address).unwrap();
    stuttering.write_all(b"GET / HTTP/1.1\r\nho").unwrap();
    let mut tabs: Vec<_> = (0..50).map(|_| server.tab("module/lecon.html")).collect();
    for round in 0..5 {
        server.watcher.save(LESSON, format!("# Leçon\n\nTexte numéro {round}.\n"));
        server.shows("/module/lecon.html", 200, &format!("numéro {round}"));
        for tab in &mut tabs {
            tab.turns();
        }
        let _ = deaf.socket.send(Message::text("?".repeat(60_000)));
    }
}

#[test]
fn only_files_of_the_site_are_served() {
    let site = course().beside("secret.txt", "SECRET").file(".cache.md", "SECRET").file("01-module/.env", "SECRET");
    let server = Server::start(site, &[]);
    for (path, status) in [
        ("/", 200),
        ("/?q=1", 200),
        ("/index.html", 200),
        ("/module/", 200),
        ("/module", 307),
        ("/module?q=1", 307),
        ("/module/lecon.html", 200),
        ("/%6Dodule/lecon.html", 200),
        ("/theme/site.css", 200),
        ("/module/film.mp4", 200),
        ("/_pupitre/preview.js", 200),
        ("/_pupitre/", 200),
        ("/_pupitre", 307),
        ("/module/lecon.html/", 404),
        ("/Module/lecon.html", 404),
        ("//module/lecon.html", 404),
        ("/module//lecon.html", 404),
        ("/module/./lecon.html", 404),
        ("/module/../index.html", 404),
        ("/module/01-lecon.md", 404),
        ("/01-module/01-lecon.md", 404),
        ("/course.yaml", 404),
        ("/../secret.txt", 404),
        ("/%2e%2e/secret.txt", 404),
        ("/..%2fsecret.txt", 404),
        ("/%2e%2e%2fsecret.txt", 404),
        ("/..%5csecret.txt", 404),
        ("/..\\secret.txt", 404),
        ("/%252e%252e/secret.txt", 404),
        ("/module/film.mp4%00.html", 404),
        ("/%00", 404),
        ("/%ff%fe", 404),
        ("/%", 404),
        ("/.cache.html", 404),
        ("/cache.html", 404),
        ("/module/.env", 404),
        ("/%2Fevil.example", 404),
        ("//evil.example/..", 404),
        ("/etc/passwd", 404),
        ("//etc/passwd", 404),
        ("/%2Fetc%2Fpasswd", 404),
        ("/C:/Windows/win.ini", 404),
        ("/theme/../theme/site.css", 404),
        ("/theme/templates/page.html", 404),
        ("/_pupitre/tab", 400),
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status, status, "{path}: {}", answer.text());
        assert!(!answer.text().contains("SECRET"), "{path}");
        assert_eq!(answer.field("cache-control"), "no-store", "{path}");
        assert_eq!(answer.field("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.field("cross-origin-resource-policy"), "same-origin", "{path}");
    }
    assert_eq!(server.get("/module?q=1").field("location"), "/module/?q=1");
    assert!(server.get("/perdu.html").text().contains("<!--pupitre:preview-->"));
}

#[test]
fn only_the_preview_s_own_names_methods_and_pages_may_ask() {
    let server = Server::start(course(), &[]);
    let (host, port) = (server.host(), server.port);
    let by = |name: &str| format!("host: {name}:{port}");
    let own = format!("origin: http://127.0.0.1:{port}");
    for (lines, status) in [
        (vec!["GET / HTTP/1.1", &host], 200),
        (vec!["HEAD / HTTP/1.1", &host], 200),
        (vec!["GET / HTTP/1.0", &host], 200),
        (vec!["GET / HTTP/1.1", &by("localhost")], 200),
        (vec!["GET / HTTP/1.1", &by("[::1]")], 200),
        (vec!["GET / HTTP/1.1", &host, &own], 200),
        (vec![&*format!("GET http://127.0.0.1:{port}/ HTTP/1.1"), &host], 200),
        (vec!["GET / HTTP/1.1"], 400),
        (vec!["GET / HTTP/1.0"], 400),
        (vec!["GET / HTTP/1.1", &host, &host], 400),
        (vec!["GET / HTTP/1.1", &by("evil.example")], 403),
        (vec!["GET / HTTP/1.1", "host: 127.0.0.1"], 403),
        (vec!["GET / HTTP/1.1", &by("192.168.1.7")], 403),
        (vec!["GET / HTTP/1.1", &host, "origin: http://evil.example"], 403),
        (vec!["GET / HTTP/1.1", &host, "origin: null"], 403),
        (vec!["GET http://evil.example/ HTTP/1.1", &host], 403),
        (vec!["GET /_pupitre/tab HTTP/1.1", &by("evil.example")], 403),
        (vec!["POST / HTTP/1.1", &host, "content-length: 0"], 405),
        (vec!["PUT /module/lecon.html HTTP/1.1", &host, "content-length: 0"], 405),
        (vec!["DELETE /module/lecon.html HTTP/1.1", &host], 405),
        (vec!["OPTIONS / HTTP/1.1", &host], 405),
        (vec!["TRACE / HTTP/1.1", &host], 405),
        (vec!["POST /_pupitre/preview.js HTTP/1.1", &host, "content-length: 0"], 405),
        (vec!["BREW / HTTP/1.1", &host], 405),
    ] {
        let answer = server.asked(&lines);
        assert_eq!(answer.status, status, "{lines:?}: {}", answer.text());
        assert!(status != 403 || answer.text().contains("n’est pas celle de l’aperçu"), "{lines:?}: {}", answer.text());
        assert!(status != 405 || answer.field("allow").contains("GET"), "{lines:?}");
        assert!(!lines[0].starts_with("HEAD") || answer.body.is_empty(), "{lines:?}");
    }
}

#[test]
fn films_are_wound_and_types_are_told() {
    let names = [
        ("a.avif", "image/avif"),
        ("a.csv", "text/csv; charset=utf-8"),
        ("a.jpg", "image/jpeg"),
        ("a.mp3", "audio/mpeg"),
        ("a.odt", "application/vnd.oasis.opendocument.text"),
        ("a.ogg", "audio/ogg"),
        ("a.pdf", "application/pdf"),
        ("a.png", "image/png"),
        ("a.svg", "image/svg+xml"),
        ("a.txt", "text/plain; charset=utf-8"),
        ("a.vtt", "text/vtt; charset=utf-8"),
        ("a.webm", "video/webm"),
        ("a.webp", "image/webp"),
        ("a.zip", "application/zip"),
        ("a.inconnu", "application/octet-stream"),
    ];
    let links = names.map(|(name, _)| format!("[{name}]({name})\n")).concat();
    let site = names
        .iter()
        .fold(course().file("liens.md", format!("# Liens\n\n{links}")), |site, (name, _)| site.file(name, "abc"));
    let server = Server::start(site, &[]);
    for (name, kind) in names {
        let answer = server.get(&format!("/{name}"));
        assert_eq!((answer.status, answer.field("content-type")), (200, kind), "{name}");
        assert_eq!(answer.text(), "abc", "{name}");
    }
    assert_eq!(server.get("/").field("content-type"), "text/html; charset=utf-8");
    assert_eq!(server.get("/theme/site.css").field("content-type"), "text/css; charset=utf-8");
    assert_eq!(server.get("/theme/site.js").field("content-type"), "text/javascript; charset=utf-8");
    for (range, status, told, body) in [
        ("bytes=2-4", 206, "bytes 2-4/10", "234"),
        ("bytes=7-", 206, "bytes 7-9/10", "789"),
        ("bytes=-3", 206, "bytes 7-9/10", "789"),
        ("bytes=0-", 206, "bytes 0-9/10", "0123456789"),
        ("bytes=8-99", 206, "bytes 8-9/10", "89"),
        ("bytes=10-", 416, "bytes */10", ""),
        ("bytes=99-100", 416, "bytes */10", ""),
    ] {
        let answer = server.with("/module/film.mp4", &[&format!("range: {range}")]);
        assert_eq!((answer.status, answer.field("content-range")), (status, told), "{range}");
        assert_eq!(answer.text(), body, "{range}");
    }
    let whole = server.get("/module/film.mp4");
    assert_eq!((whole.field("content-type"), whole.field("accept-ranges")), ("video/mp4", "bytes"));
    // A date in seconds would not tell two saves in one second apart.
    assert_eq!(whole.field("last-modified"), "");
    let later = server.with("/module/film.mp4", &["if-modified-since: Fri, 01 Jan 2100 00:00:00 GMT"]);
    assert_eq!(later.status, 200);
    let head = server.asked(&["HEAD /module/film.mp4 HTTP/1.1", &server.host()]);
    assert_eq!((head.status, head.field("content-length"), head.body.len()), (200, "10", 0));
}
