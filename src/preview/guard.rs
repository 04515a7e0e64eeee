//! Who may ask. A page of another site must not read the course through the author's browser, not
//! even by a name that it makes point to this machine (DNS rebinding): only the names that the
//! preview is known by are served, and a WebSocket only to pages of its own.

use std::net::{IpAddr, SocketAddr};

use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Lets a request pass that names this server, at `address`, and comes from none but its own pages.
pub(super) async fn check(address: SocketAddr, request: Request, next: Next) -> Response {
    if is_ours(address, request.headers()) {
        return next.run(request).await;
    }
    (StatusCode::FORBIDDEN, "This address is not one of the preview's.\n").into_response()
}

fn is_ours(address: SocketAddr, headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).map(|value: &header::HeaderValue| value.to_str().unwrap_or("?"));
    let Some(host) = text(header::HOST).filter(|host| is_host(address, host)) else { return false };
    text(header::ORIGIN).is_none_or(|origin| origin == format!("http://{host}"))
}

/// A name cannot be trusted, since anybody's can be made to point here; an address can.
fn is_host(address: SocketAddr, host: &str) -> bool {
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !name.ends_with(':') && port.bytes().all(|byte| byte.is_ascii_digit()) => (name, port),
        _ => (host, "80"),
    };
    let name = name.trim_start_matches('[').trim_end_matches(']');
    let known = match name.parse::<IpAddr>() {
        Ok(ip) if address.ip().is_unspecified() => !ip.is_unspecified(),
        Ok(ip) => ip == address.ip() || ip.is_loopback() && address.ip().is_loopback(),
        Err(_) => name.eq_ignore_ascii_case("localhost"),
    };
    known && port == address.port().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_names_of_the_preview_are_served() {
        let loopback = SocketAddr::from(([127, 0, 0, 1], 4000));
        let everywhere = SocketAddr::from(([0, 0, 0, 0], 4000));
        for (address, host, served) in [
            (loopback, "127.0.0.1:4000", true),
            (loopback, "localhost:4000", true),
            (loopback, "[::1]:4000", true),
            (loopback, "LOCALHOST:4000", true),
            (loopback, "127.0.0.1:4001", false),
            (loopback, "127.0.0.1", false),
            (loopback, "evil.example:4000", false),
            (loopback, "localhost.evil.example:4000", false),
            (loopback, "192.168.1.7:4000", false),
            (loopback, "", false),
            (everywhere, "192.168.1.7:4000", true),
            (everywhere, "localhost:4000", true),
            (everywhere, "0.0.0.0:4000", false),
            (everywhere, "evil.example:4000", false),
        ] {
            assert_eq!(is_host(address, host), served, "{host} at {address}");
        }
    }
}
