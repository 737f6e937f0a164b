//! A small and safe CSS minifier: comments go, white space shrinks, nothing else changes.

/// Shrinks a style sheet.
///
/// # Errors
/// When a comment or a string does not end.
pub(super) fn minify(css: &str) -> Result<String, String> {
    let mut out = String::with_capacity(css.len());
    let mut chars = css.chars().peekable();
    let mut space = false;
    // The last character written, unless it is an escaped one: that has no meaning of its own.
    let mut last = Some('{');
    while let Some(c) = chars.next() {
        if c == '/' && chars.peek() == Some(&'*') {
            chars.next();
            skip_comment(&mut chars)?;
            space = true;
            continue;
        }
        if c.is_whitespace() {
            space = true;
            continue;
        }
        if std::mem::take(&mut space) && needs_space(last, c) {
            out.push(' ');
        }
        if c == '}' && last == Some(';') {
            out.pop();
        }
        out.push(c);
        last = Some(c);
        match c {
            '"' | '\'' => copy_string(c, &mut chars, &mut out)?,
            '\\' => {
                out.extend(chars.next());
                last = None;
            }
            _ => {}
        }
    }
    Ok(out)
}

/// Whether white space between two characters has a meaning.
///
/// Before `:` and around operators it has: `a :hover` is not `a:hover`, and `calc()` needs it around `+` and `-`.
fn needs_space(last: Option<char>, next: char) -> bool {
    !matches!(last, Some('{' | '}' | ';' | ',' | ':')) && !matches!(next, '{' | '}' | ';' | ',')
}

fn skip_comment(chars: &mut impl Iterator<Item = char>) -> Result<(), String> {
    let mut star = false;
    for c in chars {
        if star && c == '/' {
            return Ok(());
        }
        star = c == '*';
    }
    Err("a comment does not end".to_owned())
}

/// Copies the rest of a string, its opening quote being written.
fn copy_string(quote: char, chars: &mut impl Iterator<Item = char>, out: &mut String) -> Result<(), String> {
    while let Some(c) = chars.next() {
        out.push(c);
        match c {
            '\\' => out.extend(chars.next()),
            '\n' => break,
            c if c == quote => return Ok(()),
            _ => {}
        }
    }
    Err("a string does not end".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn min(css: &str) -> String {
        minify(css).unwrap()
    }

    #[test]
    fn strips_what_has_no_meaning() {
        assert_eq!(min("/* x */\na ,\n b {\n  color : red;\n  margin: 0 1px;\n}\n"), "a,b{color :red;margin:0 1px}");
        assert_eq!(min("@media (min-width: 40em) and (hover: hover) { a { top: 0 } }"), {
            "@media (min-width:40em) and (hover:hover){a{top:0}}"
        });
    }

    #[test]
    fn keeps_what_has() {
        assert_eq!(min("a :hover { width: calc(1px + 2px) }"), "a :hover{width:calc(1px + 2px)}");
        assert_eq!(
            min("a::before { content: \"  /* no */ { \\\" } \" }"),
            "a::before{content:\"  /* no */ { \\\" } \"}"
        );
        assert_eq!(min("a/**/b { top: 0 }"), "a b{top:0}");
        assert_eq!(min(".\\{ x {}"), ".\\{ x{}");
    }

    #[test]
    fn is_idempotent() {
        let once = min("a { b: c; /* d */ e: f ; }\n\n@media print { g { h: \"i  j\" } }");
        assert_eq!(min(&once), once);
    }

    #[test]
    fn open_ends_are_errors() {
        assert!(minify("a { /* ").is_err());
        assert!(minify("a { content: \"x\n\" }").is_err());
    }
}
