//! Chooses between a file and its precompressed copies.

/// How a body is transferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Brotli,
    Gzip,
    Plain,
}

impl Encoding {
    /// The value of `Content-Encoding` and the extension of the precompressed copy.
    pub(super) const fn names(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Brotli => Some(("br", "br")),
            Self::Gzip => Some(("gzip", "gz")),
            Self::Plain => None,
        }
    }
}

/// What the client accepts, best first; plain is always last.
pub(super) fn accepted(header: &str) -> Vec<Encoding> {
    let quality = |wanted: &str| {
        let named = |name: &str| {
            header.split(',').find_map(|item| {
                let mut parts = item.split(';');
                let found = parts.next().unwrap_or_default().trim().eq_ignore_ascii_case(name);
                let quality = parts.find_map(|part| part.trim().strip_prefix("q=")).and_then(|q| q.trim().parse().ok());
                found.then(|| quality.unwrap_or(1.0_f32))
            })
        };
        named(wanted).or_else(|| named("*")).unwrap_or(0.0)
    };
    let (brotli, gzip) = (quality("br"), quality("gzip"));
    let mut out = Vec::new();
    if brotli > 0.0 {
        out.push(Encoding::Brotli);
    }
    if gzip > 0.0 {
        out.push(Encoding::Gzip);
    }
    if gzip > brotli {
        out.reverse();
    }
    out.push(Encoding::Plain);
    out
}

#[cfg(test)]
mod tests {
    use super::Encoding::{Brotli, Gzip, Plain};
    use super::*;

    #[test]
    fn best_first() {
        assert_eq!(accepted("gzip, deflate, br, zstd"), [Brotli, Gzip, Plain]);
        assert_eq!(accepted("gzip"), [Gzip, Plain]);
        assert_eq!(accepted("br;q=0.5, gzip;q=0.9"), [Gzip, Brotli, Plain]);
        assert_eq!(accepted("br;q=0, *"), [Gzip, Plain]);
        assert_eq!(accepted("identity"), [Plain]);
        assert_eq!(accepted(""), [Plain]);
    }
}
