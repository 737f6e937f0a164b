//! The markers of `index.html`, and the check that its Content Security Policy can hold.

use crate::fail::{Failure, Outcome};
use crate::markup;

/// Stands for the public URL, `/` or `/study/`.
pub(super) const BASE: &str = "__BASE__";
/// Stands for the build's name.
pub(super) const BUILD: &str = "__BUILD__";
/// Stands for the style sheet of 支部学习.
pub(super) const BRANCH_STYLE: &str = "__BRANCH_STYLE__";
/// Stands for the list of courses.
const COURSES: &str = "<!--courses-->";

/// How the two lines of a course begin.
const META: &str = "<meta name=\"course\"";
const PRELOAD: &str = "<link rel=\"preload\" as=\"fetch\" crossorigin=\"anonymous\"";

/// A compiled course as `index.html` names it.
pub(super) struct CourseLink {
    /// Path of the questions, relative to the base.
    pub(super) file: String,
    /// Path of the commentary, relative to the base.
    pub(super) notes: String,
    /// Stable id.
    pub(super) id: String,
    /// Full title.
    pub(super) title: String,
}

/// What the markers stand for, the build's name apart.
pub(super) struct Values<'a> {
    pub(super) base: &'a str,
    pub(super) courses: &'a [CourseLink],
    pub(super) scripts: &'a [(&'static str, String)],
}

/// Fills every marker but the build's.
pub(super) fn fill(page: &str, values: &Values<'_>) -> Outcome<String> {
    let mut page = page.replace(COURSES, &courses(values.base, values.courses));
    for (marker, file) in values.scripts {
        page = page.replace(marker, &format!("{}{file}", values.base));
    }
    let page = page.replace(BASE, values.base);
    for marker in ["__BOOT__", "__START__", BRANCH_STYLE] {
        if page.contains(marker) {
            return Err(Failure::new(format!("index.html: {marker} stands for a file that there is not")));
        }
    }
    Ok(page)
}

fn courses(base: &str, courses: &[CourseLink]) -> String {
    let mut html = String::new();
    for CourseLink { file, notes, id, title } in courses {
        let title = escape(title);
        // The program starts when it has the questions of every course, so that none seems lost.
        html += &format!(
            "{META} content=\"{base}{file}\" data-notes=\"{base}{notes}\" data-id=\"{id}\" data-title=\"{title}\">\n\
             {PRELOAD} href=\"{base}{file}\">\n"
        );
    }
    html.trim_end().to_owned()
}

/// A finished page with other courses in the place of its own, and with the marker in the place of its build's name.
pub(super) fn with_courses(page: &str, base: &str, links: &[CourseLink]) -> Outcome<String> {
    let build = markup::tags(page)
        .iter()
        .find(|tag| tag.name == "meta" && tag.get("name") == Some("build"))
        .and_then(|tag| tag.get("content").map(str::to_owned))
        .ok_or_else(|| Failure::new("index.html names no build"))?;
    let is_course = |line: &&str| line.trim_start().starts_with(META) || line.trim_start().starts_with(PRELOAD);
    let Some(first) = page.lines().position(|line| is_course(&line)) else {
        return Err(Failure::new("index.html names no course"));
    };
    let mut lines: Vec<&str> = page.lines().filter(|line| !is_course(line)).collect();
    let ours = courses(base, links);
    lines.insert(first, &ours);
    Ok(lines.join("\n").replace(&build, BUILD) + "\n")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The page without its comments, those that are markers apart.
pub(super) fn without_comments(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    let mut rest = page;
    while let Some((before, comment)) = rest.split_once("<!--") {
        out += before;
        if rest[before.len()..].starts_with(COURSES) {
            out += COURSES;
        }
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    out + rest
}

/// What a policy without `unsafe-inline` would block: inline scripts and styles, handlers in attributes.
pub(super) fn problems(page: &str) -> Vec<String> {
    let mut out = Vec::new();
    for tag in markup::tags(page) {
        let name = &tag.name;
        if name == "style" {
            out.push("an inline <style> would be blocked; move it to style/".to_owned());
        }
        if name == "script" && (tag.get("src").is_none() || !tag.content.trim().is_empty()) {
            out.push("an inline <script> would be blocked; move it to public/".to_owned());
        }
        for attribute in tag.names() {
            if attribute == "style" || (attribute.starts_with("on") && attribute.len() > 2) {
                out.push(format!("<{name}> has `{attribute}=`, which would be blocked; move it to a file"));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(id: &str, title: &str) -> CourseLink {
        let (file, notes) = (format!("courses/{id}-0.json"), format!("notes/{id}-0.json"));
        CourseLink { file, notes, id: id.to_owned(), title: title.to_owned() }
    }

    #[test]
    fn fills_every_marker() {
        let page = "<base href=\"__BASE__\"><!--courses--><script src=\"__BOOT__\"></script>__BUILD__";
        let courses = [link("a", "甲\"<"), link("b", "乙")];
        let scripts = [("__BOOT__", "boot-1.js".to_owned())];
        let filled = fill(page, &Values { base: "/study/", courses: &courses, scripts: &scripts }).unwrap();
        assert!(filled.contains("<base href=\"/study/\">"), "{filled}");
        assert!(filled.contains("<script src=\"/study/boot-1.js\">"), "{filled}");
        assert!(filled.contains("data-id=\"a\" data-title=\"甲&quot;&lt;\""), "{filled}");
        assert_eq!(filled.matches("rel=\"preload\"").count(), 2, "the program waits for both");
        assert!(filled.ends_with(BUILD), "the build's name comes later");
    }

    #[test]
    fn a_finished_page_takes_other_courses() {
        let page =
            "<meta name=\"build\" content=\"0123\">\n<!--courses-->\n<script src=\"/b.js\" data-b=\"0123\"></script>\n";
        let with = |links: &[CourseLink]| fill(page, &Values { base: "/", courses: links, scripts: &[] }).unwrap();
        let one = with(&[link("a", "甲")]);
        let two = with_courses(&one, "/", &[link("a", "甲"), link("b", "乙")]).unwrap();
        assert_eq!(two, with(&[link("a", "甲"), link("b", "乙")]).replace("0123", BUILD));
        assert!(with_courses(page, "/", &[]).is_err(), "a page without courses is no release");
    }

    #[test]
    fn comments_go_and_the_marker_stays() {
        assert_eq!(without_comments("a<!-- x -->b<!--courses-->c<!-- y"), "ab<!--courses-->c");
    }

    #[test]
    fn a_marker_without_its_script_is_an_error() {
        assert!(fill("__START__", &Values { base: "/", courses: &[], scripts: &[] }).is_err());
    }

    #[test]
    fn external_and_quiet_pages_pass() {
        let page = "<!doctype html><!-- <script>x</script> --><html lang=\"zh\"><head><title>a > b</title>\
            <script src=\"/a.js\"></script><script type=module src='/b.js' data-js=\"/c.js?a=>\"></script></head>\
            <body data-style=\"x\" class=\"onx\"><p title=\"style=1 onclick=2\">3 < 4</p><svg viewBox=\"0 0 1 1\"/></body>";
        assert_eq!(problems(page), Vec::<String>::new());
    }

    #[test]
    fn inline_code_is_found() {
        for page in [
            "<script>x</script>",
            "<SCRIPT type=\"module\">x</SCRIPT>",
            "<script src=\"a.js\">x</script>",
            "<style>a{}</style>",
            "<p style=\"top:0\">",
            "<p class=\"a\" onclick=\"x()\">",
            "<p\nonload=x>",
        ] {
            assert_eq!(problems(page).len(), 1, "{page}: {:?}", problems(page));
        }
    }
}
