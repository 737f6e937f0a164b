//! The answer to one request: which file, with which headers.

use super::encoding::{self, Encoding};
use super::request::Request;
use super::{Fallback, ServerConfig, mime};
use crate::hash;
use std::path::{Path, PathBuf};

/// Status, headers and body.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

impl Answer {
    /// Answers a request from the folder.
    pub(super) fn to(request: &Request, config: &ServerConfig) -> Self {
        if !matches!(request.method.as_str(), "GET" | "HEAD") {
            let mut answer = Self::text(405, "only GET and HEAD\n");
            answer.headers.push(("Allow", "GET, HEAD".to_owned()));
            return answer;
        }
        let path = request.target.split(['?', '#']).next().unwrap_or_default();
        if format!("{path}/") == config.base {
            return Self::redirect(&config.base);
        }
        let Some(inner) = path.strip_prefix(&config.base) else {
            return Self::text(404, &format!("nothing here; the app lives at {}\n", config.base));
        };
        let Some(inner) = safe(inner) else {
            return Self::text(400, "not a path of this site\n");
        };
        let inner = if inner.is_empty() { "index.html".to_owned() } else { inner };
        let file = config.dist.join(&inner);
        if file.is_file() {
            return Self::file(200, &file, request);
        }
        if Path::new(&inner).extension().is_some() {
            // A missing script or picture must never look like a page.
            return Self::text(404, "not found\n");
        }
        match config.fallback {
            Fallback::Spa => Self::file(200, &config.dist.join("index.html"), request),
            Fallback::NotFound404 => Self::file(404, &config.dist.join("404.html"), request),
        }
    }

    fn text(status: u16, words: &str) -> Self {
        let headers =
            vec![("Content-Type", "text/plain; charset=utf-8".to_owned()), ("Cache-Control", "no-store".to_owned())];
        Self { status, headers, body: words.as_bytes().to_vec() }
    }

    fn redirect(to: &str) -> Self {
        let mut answer = Self::text(301, "");
        answer.headers.push(("Location", to.to_owned()));
        answer
    }

    fn file(status: u16, file: &Path, request: &Request) -> Self {
        let Some((body, encoding)) = read(file, &request.accept_encoding) else {
            return Self::text(404, "not found\n");
        };
        let mut headers = vec![("Content-Type", mime::of(file).to_owned()), ("Vary", "Accept-Encoding".to_owned())];
        if let Some((name, _)) = encoding.names() {
            headers.push(("Content-Encoding", name.to_owned()));
        }
        if is_hashed(file) {
            headers.push(("Cache-Control", "public, max-age=31536000, immutable".to_owned()));
            return Self { status, headers, body };
        }
        let etag = format!("\"{}\"", hash::short(&body));
        headers.push(("Cache-Control", "no-cache".to_owned()));
        headers.push(("ETag", etag.clone()));
        if status == 200 && matches_etag(&request.if_none_match, &etag) {
            return Self { status: 304, headers, body: Vec::new() };
        }
        Self { status, headers, body }
    }

    /// Bytes of body that are sent.
    pub(super) fn body_len(&self, request: &Request) -> usize {
        if request.method == "HEAD" { 0 } else { self.body.len() }
    }

    /// Head and body as sent.
    pub(super) fn to_bytes(&self, request: &Request) -> Vec<u8> {
        let reason = match self.status {
            200 => "OK",
            301 => "Moved Permanently",
            304 => "Not Modified",
            400 => "Bad Request",
            404 => "Not Found",
            _ => "Method Not Allowed",
        };
        let mut head = format!("HTTP/1.1 {} {reason}\r\nX-Content-Type-Options: nosniff\r\n", self.status);
        for (name, value) in &self.headers {
            head += &format!("{name}: {value}\r\n");
        }
        if self.status != 304 {
            head += &format!("Content-Length: {}\r\n", self.body.len());
        }
        if request.close {
            head += "Connection: close\r\n";
        }
        head += "\r\n";
        let mut bytes = head.into_bytes();
        if request.method != "HEAD" {
            bytes.extend_from_slice(&self.body);
        }
        bytes
    }
}

/// A file, or the copy of it that the client likes best.
fn read(file: &Path, accept_encoding: &str) -> Option<(Vec<u8>, Encoding)> {
    encoding::accepted(accept_encoding).into_iter().find_map(|encoding| {
        let path = match encoding.names() {
            Some((_, extension)) => PathBuf::from(format!("{}.{extension}", file.display())),
            None => file.to_path_buf(),
        };
        std::fs::read(path).ok().map(|body| (body, encoding))
    })
}

/// A path of the site, decoded; `None` for one that leads out of the folder or hides what it means.
fn safe(path: &str) -> Option<String> {
    let decoded = decode(path)?;
    let good = |part: &str| !part.starts_with('.') && !part.contains(['\\', '\0', ':']);
    let inside =
        decoded.is_empty() || decoded.trim_end_matches('/').split('/').all(|part| !part.is_empty() && good(part));
    inside.then_some(decoded)
}

fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
            let value = digit(rest.next())? * 16 + digit(rest.next())?;
            bytes.push(u8::try_from(value).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// Whether the name of the file or of a folder it lies in carries a hash of the content: such a file never changes.
fn is_hashed(file: &Path) -> bool {
    // Of the folders only the nearest one: those above are where somebody keeps the release.
    let names = [Some(file), file.parent()].into_iter().flatten();
    names.filter_map(|path| path.file_stem()?.to_str()).any(|stem| {
        stem.rsplit_once('-').is_some_and(|(name, hash)| {
            !name.is_empty() && hash.len() >= 8 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        })
    })
}

fn matches_etag(header: &str, etag: &str) -> bool {
    header.split(',').map(|item| item.trim().trim_start_matches("W/")).any(|item| item == etag || item == "*")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashed_names_are_known() {
        for name in ["program-01234567/__wasm_split.js", "boot-01234567.js", "jiguan-dangjian-89abcdef.json"] {
            assert!(is_hashed(Path::new(name)), "{name}");
        }
        for name in ["index.html", "icon-512.png", "sw.js", "jiguan-dangjian.json", "-01234567.js", "a-0123456G.js"] {
            assert!(!is_hashed(Path::new(name)), "{name}");
        }
    }

    #[test]
    fn no_path_leads_out() {
        for path in ["../x", "a/../b", "%2e%2e/x", "a//b", "/etc/passwd", "a\\b", "%5c", ".git/config", "%zz", "%00"] {
            assert_eq!(safe(path), None, "{path}");
        }
        assert_eq!(safe("a/b-1.js").as_deref(), Some("a/b-1.js"));
        assert_eq!(safe("%E8%AF%BE/").as_deref(), Some("课/"));
        assert_eq!(safe("").as_deref(), Some(""));
    }

    #[test]
    fn etags_match_in_every_form() {
        assert!(matches_etag("\"a\"", "\"a\""));
        assert!(matches_etag("W/\"b\", \"a\"", "\"a\""));
        assert!(!matches_etag("\"b\"", "\"a\""));
        assert!(!matches_etag("", "\"a\""));
    }
}
