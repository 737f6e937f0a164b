//! Reads the head of an HTTP request.

use std::io::{self, BufRead, Read};

/// The parts of a request that a static server looks at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Request {
    /// `GET`, `HEAD` …
    pub(super) method: String,
    /// Path and query, as sent.
    pub(super) target: String,
    /// `Accept-Encoding`
    pub(super) accept_encoding: String,
    /// `Accept`
    pub(super) accept: String,
    /// `If-None-Match`
    pub(super) if_none_match: String,
    /// The client closes the connection after this request, or sends what is not understood.
    pub(super) close: bool,
}

/// Longest head that is read; a browser's has about one kilobyte.
const HEAD_MAX: u64 = 32 * 1024;

/// The next request of a connection; `None` at its end.
pub(super) fn read(reader: &mut impl BufRead) -> io::Result<Option<Request>> {
    let mut head = reader.take(HEAD_MAX);
    let mut line = String::new();
    if head.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut words = line.split_whitespace();
    let mut request = Request {
        method: words.next().unwrap_or_default().to_owned(),
        target: words.next().unwrap_or_default().to_owned(),
        close: words.next() != Some("HTTP/1.1"),
        ..Request::default()
    };
    loop {
        line.clear();
        // An end before the empty line is a head too long or a client gone.
        if head.read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let text = line.trim_end();
        if text.is_empty() {
            return Ok(Some(request));
        }
        let Some((name, value)) = text.split_once(':') else { return Err(io::ErrorKind::InvalidData.into()) };
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "accept-encoding" => value.clone_into(&mut request.accept_encoding),
            "accept" => value.clone_into(&mut request.accept),
            "if-none-match" => value.clone_into(&mut request.if_none_match),
            "connection" if value.eq_ignore_ascii_case("close") => request.close = true,
            // Nothing here takes a body; after one the next head could not be found.
            "content-length" if value != "0" => request.close = true,
            "transfer-encoding" => request.close = true,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_one_after_another() {
        let text = "GET /a?b=1 HTTP/1.1\r\nHost: x\r\nACCEPT-encoding: gzip, br\r\n\r\nHEAD / HTTP/1.1\r\nConnection: close\r\n\r\n";
        let mut reader = text.as_bytes();
        let first = read(&mut reader).unwrap().unwrap();
        assert_eq!((first.method.as_str(), first.target.as_str()), ("GET", "/a?b=1"));
        assert_eq!(first.accept_encoding, "gzip, br");
        assert!(!first.close);
        assert!(read(&mut reader).unwrap().unwrap().close);
        assert_eq!(read(&mut reader).unwrap(), None);
    }

    #[test]
    fn half_a_head_is_an_error() {
        assert!(read(&mut "GET / HTTP/1.1\r\nHost".as_bytes()).is_err());
        assert!(read(&mut "GET / HTTP/1.1\r\nnonsense\r\n\r\n".as_bytes()).is_err());
    }
}
