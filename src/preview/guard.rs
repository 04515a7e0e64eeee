//! Who may ask. A page of another site must not read the course through the author's browser, not
//! even by a name that it makes point to this machine (DNS rebinding): only the names that the
//! preview is known by are served, and those who say which page they come from only if it is ours.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::live::Shown;

/// Lets a request pass that names this server, at `address`, and comes from none but its own pages.
pub(super) async fn check(address: SocketAddr, shown: Shown, request: Request, next: Next) -> Response {
    match judge(address, request.uri(), request.headers()) {
        StatusCode::OK => next.run(request).await,
        status => {
            let url = format!("http://{address}/");
            (status, shown.now().catalogue.word("not-the-preview", &[("url", &url)]) + "\n").into_response()
        }
    }
}

fn judge(address: SocketAddr, target: &Uri, headers: &HeaderMap) -> StatusCode {
    // One host, whatever the version (RFC 9112, section 3.2): without it, nobody says who is meant.
    let (Ok(Some(host)), Ok(origin)) = (only(headers, &header::HOST), only(headers, &header::ORIGIN)) else {
        return StatusCode::BAD_REQUEST;
    };
    // A target in absolute form goes before the host (RFC 9112, section 3.2.2): both must be ours.
    let meant = target.authority().is_none_or(|authority| is_host(address, authority.as_str()));
    let own = origin.is_none_or(|origin| origin.eq_ignore_ascii_case(&format!("http://{host}")));
    if meant && own && is_host(address, host) { StatusCode::OK } else { StatusCode::FORBIDDEN }
}

/// The value of a field that may stand once.
fn only<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Result<Option<&'h str>, ()> {
    let mut values = headers.get_all(name).iter();
    let first = values.next().map(|value| value.to_str().map_err(drop)).transpose()?;
    if values.next().is_some() { Err(()) } else { Ok(first) }
}

/// A name cannot be trusted, since anybody's can be made to point here; an address can.
fn is_host(address: SocketAddr, host: &str) -> bool {
    let Some((name, port)) = parts(host) else { return false };
    let known = match name {
        Name::Ip(ip) if address.ip().is_unspecified() => !ip.is_unspecified(),
        Name::Ip(ip) => ip == address.ip() || ip.is_loopback() && address.ip().is_loopback(),
        Name::Word(word) => word.eq_ignore_ascii_case("localhost"),
    };
    known && port == address.port()
}

enum Name<'h> {
    Ip(IpAddr),
    Word(&'h str),
}

/// Name and port of a host (RFC 3986, section 3.2); 80 where none is said.
fn parts(host: &str) -> Option<(Name<'_>, u16)> {
    let (name, port) = if let Some(rest) = host.strip_prefix('[') {
        let (ip, port) = rest.split_once(']')?;
        (Name::Ip(ip.parse::<Ipv6Addr>().ok()?.into()), port)
    } else {
        let (name, port) = host.split_at(host.find(':').unwrap_or(host.len()));
        (name.parse().map_or(Name::Word(name), Name::Ip), port)
    };
    match port.strip_prefix(':') {
        None if port.is_empty() => Some((name, 80)),
        Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => Some((name, digits.parse().ok()?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]

    use axum::http::HeaderValue;

    use super::*;

    const LOOPBACK: &str = "127.0.0.1:4000";
    const EVERYWHERE: &str = "0.0.0.0:4000";
    const NETWORK: &str = "192.168.1.7:4000";
    const SIX: &str = "[::1]:4000";

    #[test]
    fn only_the_names_of_the_preview_are_served() {
        for (address, host, served) in [
            (LOOPBACK, "127.0.0.1:4000", true),
            (LOOPBACK, "127.0.0.2:4000", true),
            (LOOPBACK, "localhost:4000", true),
            (LOOPBACK, "LOCALHOST:4000", true),
            (LOOPBACK, "[::1]:4000", true),
            (LOOPBACK, "127.0.0.1:4001", false),
            (LOOPBACK, "127.0.0.1", false),
            (LOOPBACK, "127.0.0.1:", false),
            (LOOPBACK, "127.0.0.1:+4000", false),
            (LOOPBACK, "127.0.0.1:69536", false),
            (LOOPBACK, "127.0.0.1:4000:4000", false),
            (LOOPBACK, "evil.example@127.0.0.1:4000", false),
            (LOOPBACK, "127.0.0.1@evil.example:4000", false),
            (LOOPBACK, "2130706433:4000", false),
            (LOOPBACK, "127.1:4000", false),
            (LOOPBACK, "[::1:4000", false),
            (LOOPBACK, "[::1]4000", false),
            (LOOPBACK, "::1:4000", false),
            (LOOPBACK, "[]:4000", false),
            (LOOPBACK, "[127.0.0.1]:4000", false),
            (LOOPBACK, "localhost.:4000", false),
            (LOOPBACK, "evil.example:4000", false),
            (LOOPBACK, "localhost.evil.example:4000", false),
            (LOOPBACK, "192.168.1.7:4000", false),
            (LOOPBACK, ":4000", false),
            (LOOPBACK, "", false),
            ("127.0.0.1:80", "localhost", true),
            ("127.0.0.1:80", "localhost:80", true),
            ("127.0.0.1:80", "localhost:69616", false),
            (SIX, "[::1]:4000", true),
            (SIX, "[0:0:0:0:0:0:0:1]:4000", true),
            (SIX, "localhost:4000", true),
            (SIX, "[::2]:4000", false),
            (NETWORK, "192.168.1.7:4000", true),
            (NETWORK, "192.168.1.8:4000", false),
            (EVERYWHERE, "192.168.1.7:4000", true),
            (EVERYWHERE, "[fd00::7]:4000", true),
            (EVERYWHERE, "localhost:4000", true),
            (EVERYWHERE, "0.0.0.0:4000", false),
            (EVERYWHERE, "evil.example:4000", false),
        ] {
            assert_eq!(is_host(address.parse().unwrap(), host), served, "{host} at {address}");
        }
    }

    #[test]
    fn a_request_names_the_preview_once_and_comes_from_its_own_pages() {
        const HOST: (&str, &str) = ("host", LOOPBACK);
        let (served, refused, unsound) = (StatusCode::OK, StatusCode::FORBIDDEN, StatusCode::BAD_REQUEST);
        for (target, headers, status) in [
            ("/", &[HOST][..], served),
            ("/", &[HOST, ("origin", "http://127.0.0.1:4000")], served),
            ("/", &[HOST, ("origin", "HTTP://127.0.0.1:4000")], served),
            ("http://127.0.0.1:4000/", &[HOST], served),
            ("http://localhost:4000/", &[HOST], served),
            ("/", &[], unsound),
            ("/", &[HOST, HOST], unsound),
            ("/", &[("host", "localhost\u{e9}:4000")], unsound),
            ("/", &[HOST, ("origin", "http://127.0.0.1:4000"), ("origin", "null")], unsound),
            ("/", &[HOST, ("origin", "null")], refused),
            ("/", &[HOST, ("origin", "")], refused),
            ("/", &[HOST, ("origin", "http://127.0.0.1:4001")], refused),
            ("/", &[HOST, ("origin", "https://127.0.0.1:4000")], refused),
            ("/", &[HOST, ("origin", "http://localhost:4000")], refused),
            ("/", &[HOST, ("origin", "http://evil.example")], refused),
            ("http://evil.example/", &[HOST], refused),
            ("http://evil.example:4000/", &[HOST], refused),
            ("http://127.0.0.1:4000/", &[("host", "evil.example")], refused),
        ] {
            let mut fields = HeaderMap::new();
            for (name, value) in headers {
                fields.append(*name, HeaderValue::from_str(value).unwrap());
            }
            let judged = judge(LOOPBACK.parse().unwrap(), &target.parse().unwrap(), &fields);
            assert_eq!(judged, status, "{target} {headers:?}");
        }
    }
}
