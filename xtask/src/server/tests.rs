//! The server as a client sees it.

use super::*;
use crate::paths;
use std::io::Read;

struct Site {
    dist: PathBuf,
}

impl Site {
    fn new(name: &str) -> Self {
        let dist = std::env::temp_dir().join(format!("xtask-server-{}-{name}", std::process::id()));
        paths::remove_folder(&dist).unwrap();
        for (file, content) in [
            ("index.html", "page"),
            ("404.html", "page of 404"),
            ("app-01234567.js", "plain"),
            ("app-01234567.js.br", "brotli"),
            ("app-01234567.js.gz", "gzip"),
            ("sw.js", "worker"),
        ] {
            paths::write(&dist.join(file), content).unwrap();
        }
        Self { dist }
    }

    fn start(&self, base: &str, port: u16, fallback: Fallback) -> Server {
        let config = ServerConfig { base: base.to_owned(), port, fallback, ..ServerConfig::new(&self.dist) };
        Server::start(config).unwrap()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        paths::remove_folder(&self.dist).unwrap();
    }
}

/// Sends one request and returns the whole answer.
fn ask(server: &Server, line: &str, headers: &str) -> String {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, server.port())).unwrap();
    write!(stream, "{line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{headers}\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn hashed_files_are_for_ever_and_come_packed() {
    let site = Site::new("packed");
    let server = site.start("/", 0, Fallback::NotFound404);
    let answer = ask(&server, "GET /app-01234567.js", "Accept-Encoding: gzip, br\r\n");
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    for header in ["Content-Encoding: br", "Vary: Accept-Encoding", "immutable", "text/javascript", "nosniff"] {
        assert!(answer.contains(header), "{header}: {answer}");
    }
    assert!(answer.ends_with("\r\n\r\nbrotli"), "{answer}");
    assert!(ask(&server, "GET /app-01234567.js", "Accept-Encoding: gzip\r\n").ends_with("gzip"));
    assert!(ask(&server, "GET /app-01234567.js", "").ends_with("\r\n\r\nplain"));
}

#[test]
fn other_files_are_asked_for_again() {
    let site = Site::new("etag");
    let server = site.start("/", 0, Fallback::NotFound404);
    let answer = ask(&server, "GET /sw.js", "");
    assert!(answer.contains("Cache-Control: no-cache"), "{answer}");
    let etag = answer.lines().find_map(|line| line.strip_prefix("ETag: ")).unwrap();
    let again = ask(&server, "GET /sw.js", &format!("If-None-Match: {etag}\r\n"));
    assert!(again.starts_with("HTTP/1.1 304 ") && again.ends_with("\r\n\r\n"), "{again}");
    paths::write(&site.dist.join("sw.js"), "new worker").unwrap();
    assert!(ask(&server, "GET /sw.js", &format!("If-None-Match: {etag}\r\n")).ends_with("new worker"));
}

#[test]
fn head_has_no_body_and_other_methods_are_refused() {
    let site = Site::new("head");
    let server = site.start("/", 0, Fallback::NotFound404);
    let answer = ask(&server, "HEAD /", "");
    assert!(answer.contains("Content-Length: 4") && answer.ends_with("\r\n\r\n"), "{answer}");
    assert!(ask(&server, "POST /", "").starts_with("HTTP/1.1 405 "));
}

#[test]
fn pages_fall_back_and_assets_do_not() {
    let site = Site::new("fallback");
    let plain = site.start("/", 0, Fallback::NotFound404);
    let answer = ask(&plain, "GET /course/a?x=1", "");
    assert!(answer.starts_with("HTTP/1.1 404 ") && answer.ends_with("page of 404"), "{answer}");
    let spa = site.start("/", 0, Fallback::Spa);
    let answer = ask(&spa, "GET /course/a", "");
    assert!(answer.starts_with("HTTP/1.1 200 ") && answer.ends_with("\r\n\r\npage"), "{answer}");
    for server in [&plain, &spa] {
        let answer = ask(server, "GET /gone-01234567.js", "");
        assert!(answer.starts_with("HTTP/1.1 404 ") && answer.contains("text/plain"), "{answer}");
    }
}

#[test]
fn nothing_outside_the_folder() {
    let site = Site::new("traversal");
    let server = site.start("/", 0, Fallback::Spa);
    for path in ["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/..%2f..%2fetc/passwd"] {
        assert!(ask(&server, &format!("GET {path}"), "").starts_with("HTTP/1.1 400 "), "{path}");
    }
}

#[test]
fn lives_below_its_base() {
    let site = Site::new("base");
    let server = site.start("/study/", 0, Fallback::Spa);
    assert!(ask(&server, "GET /study/", "").ends_with("page"));
    assert!(ask(&server, "GET /study/x", "").ends_with("page"));
    let answer = ask(&server, "GET /study", "");
    assert!(answer.starts_with("HTTP/1.1 301 ") && answer.contains("Location: /study/"), "{answer}");
    assert!(ask(&server, "GET /", "").starts_with("HTTP/1.1 404 "));
}

#[test]
fn one_connection_serves_many_requests() {
    let site = Site::new("alive");
    let server = site.start("/", 0, Fallback::Spa);
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, server.port())).unwrap();
    write!(stream, "GET /sw.js HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\nConnection: close\r\n\r\n").unwrap();
    let mut answers = String::new();
    stream.read_to_string(&mut answers).unwrap();
    assert_eq!(answers.matches("HTTP/1.1 200 ").count(), 2, "{answers}");
    let paths: Vec<(String, u16, usize)> =
        server.requests().into_iter().map(|Request { path, status, bytes }| (path, status, bytes)).collect();
    assert_eq!(paths, [("/sw.js".to_owned(), 200, 6), ("/".to_owned(), 200, 4)]);
    server.forget_requests();
    assert!(server.requests().is_empty());
}

#[test]
fn stop_closes_everything_and_the_port_can_be_had_again() {
    let site = Site::new("stop");
    let server = site.start("/", 0, Fallback::Spa);
    let port = server.port();
    let mut idle = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
    write!(idle, "GET / HTTP/1.1\r\n\r\n").unwrap();
    let mut some = [0; 16];
    idle.read_exact(&mut some).unwrap();
    server.stop();
    let refused = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap_err();
    assert_eq!(refused.kind(), io::ErrorKind::ConnectionRefused);
    let mut rest = Vec::new();
    // The kept-alive connection is closed too: what was sent is read, and then comes the end.
    idle.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    idle.read_to_end(&mut rest).unwrap();
    let server = site.start("/", port, Fallback::Spa);
    assert!(ask(&server, "GET /", "").ends_with("page"));
    assert!(Server::start(ServerConfig { port, ..ServerConfig::new(&site.dist) }).is_err(), "the port is taken");
}
