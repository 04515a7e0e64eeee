//! By which addresses other devices reach this machine.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};

use fast_qr::QRBuilder;

use crate::report::Colour;

/// Empty modules around a code (ISO/IEC 18004, section 6.3.8).
const QUIET: usize = 4;
/// Black on white, by numbers that no colour scheme gives another meaning.
const PAPER: &str = "\u{1b}[38;5;16;48;5;231m";
const RESET: &str = "\u{1b}[0m";

/// Where this machine's own browser finds a server that listens at `address`.
pub(super) fn own(address: SocketAddr) -> String {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    url(SocketAddr::new(ip, address.port()))
}

/// Where other devices find it, the likeliest first; nowhere if it listens to this machine alone.
pub(super) fn others(address: SocketAddr) -> Vec<String> {
    let ips = if address.ip().is_unspecified() { of_machine(address.ip()) } else { vec![address.ip()] };
    let reached = ips.into_iter().filter(|ip| !ip.is_loopback());
    reached.map(|ip| url(SocketAddr::new(ip, address.port()))).collect()
}

/// `text` as a QR code of half blocks, a line for two rows of modules. Without colours, it is drawn
/// as on a dark terminal: light modules are what is written.
pub(super) fn code(text: &str, colour: Colour) -> Option<String> {
    let code = QRBuilder::new(text).build().ok()?;
    let side = code.size + 2 * QUIET;
    let is_dark = |row: usize, column: usize| {
        let inner = QUIET..QUIET + code.size;
        inner.contains(&row) && inner.contains(&column) && code[row - QUIET][column - QUIET].value()
    };
    let block = |row: usize, column: usize| match (is_dark(row, column), is_dark(row + 1, column)) {
        (true, true) => '█',
        (true, false) => '▀',
        (false, true) => '▄',
        (false, false) => ' ',
    };
    let inverse = |block| match block {
        '█' => ' ',
        '▀' => '▄',
        '▄' => '▀',
        _ => '█',
    };
    let line = |row| {
        let blocks = (0..side).map(|column| block(row, column));
        match colour {
            Colour::Always => format!("{PAPER}{}{RESET}\n", blocks.collect::<String>()),
            Colour::Never => blocks.map(inverse).chain(['\n']).collect(),
        }
    };
    Some((0..side).step_by(2).map(line).collect())
}

fn url(address: SocketAddr) -> String {
    format!("http://{address}/")
}

/// The addresses of this machine in the family of `any`, that of the way out of it first.
fn of_machine(any: IpAddr) -> Vec<IpAddr> {
    let way_out = way_out(any);
    let interfaces = if_addrs::get_if_addrs().unwrap_or_default().into_iter();
    let usable = interfaces.filter(|interface| !interface.is_loopback() && !interface.is_link_local());
    let mut ips: Vec<IpAddr> = usable.map(|interface| interface.ip()).chain(way_out).collect();
    ips.retain(|ip| ip.is_ipv4() || any.is_ipv6());
    ips.sort_by_key(|ip| (Some(*ip) != way_out, ip.is_ipv6(), *ip));
    ips.dedup();
    ips
}

/// The address from which this machine would speak to the rest of the world. Nothing is sent.
fn way_out(any: IpAddr) -> Option<IpAddr> {
    // Addresses for documentation (RFC 5737 and RFC 3849), which are nobody's.
    let far: IpAddr = match any {
        IpAddr::V4(_) => Ipv4Addr::new(192, 0, 2, 1).into(),
        IpAddr::V6(_) => Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1).into(),
    };
    let socket = UdpSocket::bind(SocketAddr::new(any, 0)).ok()?;
    socket.connect(SocketAddr::new(far, 9)).ok()?;
    Some(socket.local_addr().ok()?.ip())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]

    use super::*;

    #[test]
    fn addresses_are_those_that_can_be_reached() {
        let own = |address: &str| own(address.parse().unwrap());
        assert_eq!(own("127.0.0.1:4000"), "http://127.0.0.1:4000/");
        assert_eq!(own("0.0.0.0:4000"), "http://127.0.0.1:4000/");
        assert_eq!(own("[::]:4000"), "http://[::1]:4000/");
        assert_eq!(own("192.168.1.7:4000"), "http://192.168.1.7:4000/");
        let others = |address: &str| others(address.parse().unwrap());
        assert_eq!(others("127.0.0.1:4000"), [""; 0]);
        assert_eq!(others("[::1]:4000"), [""; 0]);
        assert_eq!(others("192.168.1.7:4000"), ["http://192.168.1.7:4000/"]);
        assert!(others("0.0.0.0:4000").iter().all(|url| !url.contains("0.0.0.0") && !url.contains('[')));
    }

    #[test]
    fn a_code_fits_a_terminal() {
        let code = code("http://[2001:db8:1234:5678:9abc:def0:1234:5678]:65535/", Colour::Never).unwrap();
        assert!(code.lines().all(|line| line.chars().count() <= 80), "{code}");
        assert!(code.lines().all(|line| line.starts_with("████") && line.ends_with("████")), "{code}");
    }
}
