//! Trunk's development server puts its reload script inline into the page, where the policy blocks it: it becomes a file.

use super::{Stage, hashed_name};
use crate::fail::Outcome;
use crate::paths;

/// Part of Trunk's script: the place that its server fills in when it sends the page.
const ADDRESS: &str = "{{__TRUNK_ADDRESS__}}";

/// Moves the reload script into a file; a page without one is returned as it is.
pub(super) fn move_out(page: &str, stage: &Stage) -> Outcome<String> {
    let Some((before, script, after)) = split(page) else {
        return Ok(page.to_owned());
    };
    // Trunk fills these two in pages only.
    let script =
        script.replace(&format!("'{ADDRESS}'"), "window.location.host").replace("{{__TRUNK_WS_BASE__}}", &stage.base);
    let name = hashed_name("dev-reload.js", script.as_bytes());
    paths::write(&stage.folder.join(&name), script)?;
    Ok(format!("{before}<script src=\"{}{name}\"></script>{after}", stage.base))
}

fn split(page: &str) -> Option<(&str, &str, &str)> {
    let place = page.find(ADDRESS)?;
    let open = page[..place].rfind("<script")?;
    let body = open + page[open..].find('>')? + 1;
    let close = place + page[place..].find("</script>")?;
    Some((&page[..open], &page[body..close], &page[close + "</script>".len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_around_the_reload_script_only() {
        let page = "<script src=a></script><script>const a = '{{__TRUNK_ADDRESS__}}';</script></body>";
        let (before, script, after) = split(page).unwrap();
        assert_eq!(before, "<script src=a></script>");
        assert_eq!(script, "const a = '{{__TRUNK_ADDRESS__}}';");
        assert_eq!(after, "</body>");
        assert!(split("<script src=a></script>").is_none());
    }
}
