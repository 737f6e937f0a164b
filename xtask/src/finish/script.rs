//! Shrinks JavaScript without parsing it: lines that are only a comment go, and so does indentation.
//!
//! A real minifier would save little more after compression, and none of those at hand knows today's syntax.

/// The script without its comment lines. One whose lines may not stand for themselves is returned as it is.
pub(super) fn shrink(script: &str) -> String {
    if script.lines().any(runs_on) {
        return script.to_owned();
    }
    let mut out = String::with_capacity(script.len());
    let mut in_comment = false;
    for line in script.lines() {
        let mut rest = line.trim();
        loop {
            if in_comment {
                let Some((_, after)) = rest.split_once("*/") else {
                    rest = "";
                    break;
                };
                rest = after.trim_start();
                in_comment = false;
            }
            match rest.strip_prefix("/*") {
                Some(comment) => (rest, in_comment) = (comment, true),
                None => break,
            }
        }
        let code = without_tail(rest);
        if !code.is_empty() {
            out += code;
            out.push('\n');
        }
    }
    out
}

/// Whether a template or a string may go on in the next line, where `//` would be text.
fn runs_on(line: &str) -> bool {
    line.matches('`').count() % 2 == 1 || line.ends_with('\\')
}

/// A line without the comment at its end, where nothing before it can be a string or an expression with a slash.
fn without_tail(line: &str) -> &str {
    match line.split_once("//") {
        Some((code, _)) if !code.contains(['"', '\'', '`', '/']) => code.trim_end(),
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_go() {
        let script = "/**\n * Doc.\n */\nfunction a() {\n    // why\n    return 1; // one\n\n  /* b */ go();\n}\n";
        assert_eq!(shrink(script), "function a() {\nreturn 1;\ngo();\n}\n");
    }

    #[test]
    fn what_only_looks_like_a_comment_stays() {
        for line in ["x = 'http://a'; // b", "y = /\\/\\//.test(z); // c", "f(`//`);", "s = \"/* no */\";"] {
            assert_eq!(shrink(line), format!("{line}\n"));
        }
    }

    #[test]
    fn text_over_several_lines_is_left_alone() {
        let script = "a = `\n  // text\n`;\n";
        assert_eq!(shrink(script), script);
        let script = "a = 'x\\\n  // text';\n";
        assert_eq!(shrink(script), script);
    }
}
