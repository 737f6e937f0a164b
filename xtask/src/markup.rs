//! Reads the tags of a page that this project wrote: enough HTML for checks and sizes, no more.

/// A start tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tag<'a> {
    /// Name in lower case.
    pub(crate) name: String,
    /// Names in lower case, and values without their quotes.
    attributes: Vec<(String, String)>,
    /// For `<script>` and `<style>`: what stands inside.
    pub(crate) content: &'a str,
}

impl Tag<'_> {
    /// The value of an attribute; empty for one without a value.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// The names of all attributes.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.attributes.iter().map(|(name, _)| name.as_str())
    }
}

/// All start tags of a page, in order; comments and the text of scripts are passed over.
pub(crate) fn tags(page: &str) -> Vec<Tag<'_>> {
    let mut out = Vec::new();
    let mut rest = page;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let (inside, after) = split_tag(rest);
        rest = after;
        let end = inside.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(inside.len());
        let name = inside[..end].to_ascii_lowercase();
        let mut content = "";
        if matches!(name.as_str(), "script" | "style") {
            let close = rest.to_ascii_lowercase().find(&format!("</{name}")).unwrap_or(rest.len());
            (content, rest) = rest.split_at(close);
        }
        out.push(Tag { name, attributes: attributes(&inside[end..]), content });
    }
    out
}

/// Splits after the `>` that closes a tag; one inside quotes does not.
fn split_tag(text: &str) -> (&str, &str) {
    let mut quote = None;
    for (index, c) in text.char_indices() {
        match (quote, c) {
            (None, '>') => return (&text[..index], &text[index + 1..]),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    (text, "")
}

fn attributes(text: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() {
            return out;
        }
        // A stray `=` is read as a name, as browsers do: the scan always moves on.
        let end = rest[1..].find(|c: char| c.is_whitespace() || c == '=' || c == '/').map_or(rest.len(), |end| end + 1);
        let name = rest[..end].to_ascii_lowercase();
        rest = &rest[end..];
        let mut value = "";
        if let Some(after) = rest.trim_start().strip_prefix('=') {
            (value, rest) = split_value(after.trim_start());
        }
        out.push((name, value.to_owned()));
    }
}

fn split_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote) {
            return inside.split_once(quote).unwrap_or((inside, ""));
        }
    }
    text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_names_values_and_contents() {
        let page = "<!doctype html><!-- <b> --><LINK rel=preload href='/a b' disabled/><script src=\"x>y\">a < b</script><p>1 < 2";
        let tags = tags(page);
        let names: Vec<&str> = tags.iter().map(|tag| tag.name.as_str()).collect();
        assert_eq!(names, ["link", "script", "p"]);
        assert_eq!((tags[0].get("rel"), tags[0].get("href")), (Some("preload"), Some("/a b")));
        assert_eq!(tags[0].get("disabled"), Some(""));
        assert_eq!((tags[1].get("src"), tags[1].content), (Some("x>y"), "a < b"));
    }

    #[test]
    fn odd_pages_end() {
        for page in ["<", "<p", "<p =", "<p = = x", "<p a=\"", "<script", "<!--", "<style>"] {
            let _ = tags(page);
        }
    }
}
