//! Two hundred texts that would do harm if one of them ever became markup, and a watch that notices it.

use crate::browser::Browser;
use crate::problem::{Outcome, ensure};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::time::Duration;
use tokio::time::sleep;

/// Markup that runs something, loads something or takes something over. `N` is the number of the payload.
const CARRIERS: [&str; 25] = [
    "<script data-harm>harm(N)</script>",
    "<img data-harm src=x onerror=harm(N)>",
    "<svg data-harm onload=harm(N)>",
    "<iframe data-harm srcdoc='<script>parent.harm(N)</script>'></iframe>",
    "<a data-harm href='javascript:harm(N)'>看这里</a>",
    "<body data-harm onload=harm(N)>",
    "<input data-harm autofocus onfocus=harm(N)>",
    "<details data-harm open ontoggle=harm(N)>",
    "<video data-harm><source onerror=harm(N)></video>",
    "<object data-harm data='javascript:harm(N)'></object>",
    "<embed data-harm src='javascript:harm(N)'>",
    "<math data-harm><mtext><style><img src onerror=harm(N)></style></mtext></math>",
    "<form data-harm action='javascript:harm(N)'><button autofocus>",
    "<base data-harm href='https://evil.invalid/harm(N)'>",
    "<link data-harm rel=stylesheet href='https://evil.invalid/harm(N).css'>",
    "<meta data-harm http-equiv=refresh content='0;url=javascript:harm(N)'>",
    "<style data-harm>@import 'https://evil.invalid/harm(N).css';</style>",
    "<noscript data-harm><p title='</noscript><img src=x onerror=harm(N)>'>",
    "<marquee data-harm onstart=harm(N)>走</marquee>",
    "<svg data-harm><animate onbegin=harm(N) attributeName=x dur=1s></svg>",
    "<select data-harm autofocus onfocus=harm(N)>",
    "<textarea data-harm autofocus onfocus=harm(N)>",
    "<audio data-harm src=x onerror=harm(N)>",
    "<ScRiPt/data-harm>eval('harm(N)')</sCrIpT>",
    "<x data-harm tabindex=1 id=x onfocus=harm(N) onpointerenter=harm(N)>",
];

/// What stands around it: ways out of attributes, elements and templates, texts that run backwards or cannot be seen.
const AROUND: [[&str; 2]; 8] = [
    ["", ""],
    ["\" autofocus onfocus=harm(N) x=\"\">", ""],
    ["' onmouseover='harm(N)'>", ""],
    ["</textarea></title></style></script>", ""],
    ["--> ]]>", "<!--"],
    ["{{constructor.constructor('harm(N)')()}}${harm(N)}", "{%raw%}"],
    ["\u{202e}\u{200b}\u{0}\u{7}\u{feff}", "\u{2066}\u{200f}\u{1b}[2J"],
    ["&lt;img src=x onerror=harm(N)&gt;%3Cimg%20src=x%3E\\u003cimg src=x\\u003e", "长"],
];

/// Every payload, each with its number in it.
#[must_use]
pub fn all() -> Vec<String> {
    let with = |carrier: &str, [before, after]: [&str; 2]| {
        // One of the ways around is long.
        let after = if after == "长" { after.repeat(300) } else { after.to_owned() };
        [before, carrier, &after].concat()
    };
    let all = AROUND.iter().flat_map(|around| CARRIERS.iter().map(|carrier| with(carrier, *around)));
    all.enumerate().map(|(number, text)| text.replace('N', &number.to_string())).collect()
}

/// Put into every page before anything of it runs: remembers whatever a payload does, in this tab, over all pages.
const WATCH: &str = "
(() => {
  const told = (what) => { try {
    const all = JSON.parse(sessionStorage.getItem('harm') ?? '[]');
    if (all.length < 40) sessionStorage.setItem('harm', JSON.stringify([...all, what]));
  } catch { /* a page without a site */ } };
  window.harm = (number) => told('ran ' + number);
  for (const name of ['alert', 'confirm', 'prompt']) window[name] = () => told(name);
  document.addEventListener('securitypolicyviolation', (event) => told('policy ' + event.violatedDirective + ' ' + event.blockedURI));
  const isBad = (element) => element.hasAttribute('data-harm') || element.matches('img, iframe, object, embed')
    || [...element.attributes].some(({ name, value }) => /^on/i.test(name)
      || (/^(href|src|action|formaction|data|srcdoc|xlink:href)$/i.test(name) && /^\\s*(javascript|data:text)/i.test(value)));
  const look = (element) => {
    for (const one of [element, ...element.querySelectorAll('*')]) if (isBad(one)) told('element ' + one.outerHTML.slice(0, 200));
  };
  new MutationObserver((records) => { for (const { type, target, addedNodes } of records) {
    if (type === 'attributes') { if (isBad(target)) told('attribute ' + target.outerHTML.slice(0, 200)); }
    else for (const node of addedNodes) if (node.nodeType === 1) look(node);
  } }).observe(document, { childList: true, subtree: true, attributes: true });
})();";

/// The numbers of the payloads that stand on the page, and elements beside which a text that runs backwards would turn
/// what stands next to it.
const SHOWN: &str = "
for (const details of document.querySelectorAll('details')) details.open = true;
const fields = [...document.querySelectorAll('input, textarea')].map((field) => field.value);
const labels = [...document.querySelectorAll('[aria-label], [title]')].map((e) => e.ariaLabel + ' ' + e.title);
const text = [document.body.textContent, ...fields, ...labels].join(' ');
const turning = [...document.querySelectorAll('body *')].filter((element) =>
  [...element.childNodes].some((node) => node.nodeType === 3 && /[\\u202a-\\u202e\\u2066-\\u2069]/.test(node.data))
  && getComputedStyle(element).display.startsWith('inline') && !/isolate|plaintext/.test(getComputedStyle(element).unicodeBidi));
return [[...text.matchAll(/harm\\((\\d+)\\)/g)].map((found) => +found[1]), turning.slice(0, 3).map((element) => element.outerHTML.slice(0, 200))];";

/// Puts the watch into every page that this window opens from now on.
///
/// # Errors
/// When the browser refuses.
pub async fn watch(browser: &Browser) -> Outcome {
    browser.cdp("Page.enable", json!({})).await?;
    browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH })).await?;
    Ok(())
}

/// What the watch has seen so far; it begins anew.
///
/// # Errors
/// When there is no page.
pub async fn seen(browser: &Browser) -> Outcome<Vec<String>> {
    let take = "const all = sessionStorage.getItem('harm') ?? '[]'; sessionStorage.removeItem('harm');
        return JSON.parse(all);";
    Ok(serde_json::from_value(browser.js(take, Vec::new()).await?)?)
}

/// Opens everything on the page that can be unfolded; the payloads that stand there as text.
///
/// # Errors
/// When one of them has done something, or turns its surroundings; when some are `wanted` and there is none.
pub async fn harmless(browser: &Browser, place: &str, wanted: bool) -> Outcome<BTreeSet<u64>> {
    let mut shown = browser.js(SHOWN, Vec::new()).await?;
    for _ in 0..100 {
        if !wanted || shown[0] != json!([]) {
            break;
        }
        sleep(Duration::from_millis(50)).await;
        shown = browser.js(SHOWN, Vec::new()).await?;
    }
    ensure(!wanted || shown[0] != json!([]), format!("on {place} no payload is shown"))?;
    // Elements that arrive late do harm late.
    sleep(Duration::from_millis(150)).await;
    let seen = seen(browser).await?;
    ensure(seen.is_empty(), format!("on {place} payloads have done something: {seen:?}"))?;
    ensure(shown[1] == json!([]), format!("on {place} texts turn what stands beside them: {}", shown[1]))?;
    let numbers = shown[0].as_array().into_iter().flatten().filter_map(Value::as_u64);
    Ok(numbers.collect())
}
