//! The three engines: how each is started under its driver, and with which settings.

use super::trap::Trap;
use crate::browser::FLAGS;
use crate::problem::{Outcome, fail};
use crate::profile::Profile;
use serde_json::{Value, json};
use std::path::PathBuf;
use thirtyfour::Capabilities;
use tokio::process::Command;

/// A browser engine, as Debian has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium.
    Chromium,
    /// Firefox ESR.
    Firefox,
    /// WebKitGTK in its own MiniBrowser.
    WebKit,
}

/// Settings of Firefox: everything through the trap but this machine, and nothing that it does of its own accord.
const QUIET: [(&str, &str); 30] = [
    ("network.proxy.type", "1"),
    ("network.proxy.no_proxies_on", "\"localhost, 127.0.0.1\""),
    ("network.captive-portal-service.enabled", "false"),
    ("network.connectivity-service.enabled", "false"),
    ("network.dns.disablePrefetch", "true"),
    ("network.prefetch-next", "false"),
    ("app.update.enabled", "false"),
    ("app.normandy.enabled", "false"),
    ("browser.safebrowsing.malware.enabled", "false"),
    ("browser.safebrowsing.phishing.enabled", "false"),
    ("browser.safebrowsing.downloads.enabled", "false"),
    ("browser.safebrowsing.blockedURIs.enabled", "false"),
    ("browser.safebrowsing.provider.mozilla.updateURL", "\"\""),
    ("browser.safebrowsing.provider.google4.updateURL", "\"\""),
    ("browser.region.network.url", "\"\""),
    ("browser.region.update.enabled", "false"),
    ("browser.search.update", "false"),
    ("browser.sessionstore.resume_from_crash", "false"),
    ("datareporting.healthreport.uploadEnabled", "false"),
    ("datareporting.policy.dataSubmissionEnabled", "false"),
    ("dom.push.connection.enabled", "false"),
    ("extensions.getAddons.cache.enabled", "false"),
    ("extensions.systemAddon.update.enabled", "false"),
    ("extensions.update.enabled", "false"),
    ("media.gmp-manager.updateEnabled", "false"),
    ("services.settings.server", "\"data:,#remote-settings-dummy/v1\""),
    ("toolkit.startup.max_resumed_crashes", "-1"),
    ("toolkit.telemetry.enabled", "false"),
    ("toolkit.telemetry.unified", "false"),
    ("intl.accept_languages", "\"zh-CN, zh\""),
];

impl Engine {
    /// All of them, the most common first.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// Its name in the table.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKitGTK",
        }
    }

    /// By its name on the command line.
    #[must_use]
    pub fn called(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|engine| engine.name().to_lowercase().starts_with(&name.to_lowercase()))
    }

    /// Whether a request that was caught is what this browser does of its own accord, whatever it shows: the clock and the
    /// lists of its maker. They are counted apart, by address.
    pub(super) fn is_its_own(self, line: &str) -> bool {
        let own: &[&str] = match self {
            Self::Chromium => &[
                "GET http://clients2.google.com/time/",
                "CONNECT accounts.google.com:443 ",
                "CONNECT android.clients.google.com:443 ",
                "CONNECT clients2.google.com:443 ",
                "CONNECT content-autofill.googleapis.com:443 ",
                "CONNECT optimizationguide-pa.googleapis.com:443 ",
                "CONNECT update.googleapis.com:443 ",
                "CONNECT www.google.com:443 ",
            ],
            Self::Firefox => &[
                "CONNECT firefox.settings.services.mozilla.com:443 ",
                "CONNECT content-signature-2.cdn.mozilla.net:443 ",
            ],
            Self::WebKit => &[],
        };
        own.iter().any(|own| line.starts_with(own))
    }

    /// Its driver, listening on a port. WebKit's browser takes screen and profile from its driver's environment.
    pub(super) fn driver(self, port: u16, profile: &Profile, display: Option<&str>) -> Command {
        let (variable, program) = match self {
            Self::Chromium => ("CHROMEDRIVER", "chromedriver"),
            Self::Firefox => ("GECKODRIVER", "geckodriver"),
            Self::WebKit => ("WEBKIT_DRIVER", "WebKitWebDriver"),
        };
        let mut command = Command::new(std::env::var_os(variable).unwrap_or_else(|| program.into()));
        match self {
            Self::Chromium => command.arg(format!("--port={port}")).arg("--log-level=SEVERE"),
            Self::Firefox => command.arg(format!("--port={port}")).args(["--log", "fatal"]),
            Self::WebKit => command
                .arg(format!("--port={port}"))
                .env("FAULTS_PROFILE", profile.folder())
                .env("LD_PRELOAD", std::env::var_os("WEBKIT_PROFILE").unwrap_or_default())
                .env("DISPLAY", display.unwrap_or_default())
                .env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1"),
        };
        command
    }

    /// What is asked of the driver for a session on a profile, with the trap in the way of everything foreign.
    pub(super) fn wanted(self, profile: &Profile, trap: &Trap) -> Outcome<Capabilities> {
        let mut wanted = Capabilities::new();
        // A page that never comes to an end is exactly what is looked at here.
        wanted.set("pageLoadStrategy", "none")?;
        wanted.set("unhandledPromptBehavior", "accept")?;
        let folder = profile.folder().display().to_string();
        match self {
            Self::Chromium => {
                let own = [
                    "--window-size=420,900".to_owned(),
                    "--disable-session-crashed-bubble".to_owned(),
                    "--disable-extensions".to_owned(),
                    "--disable-features=NetworkTimeServiceQuerying,OptimizationHints,AutofillServerCommunication"
                        .to_owned(),
                    format!("--user-data-dir={folder}"),
                    format!("--proxy-server=http://{}", trap.address()),
                ];
                let flags: Vec<String> = FLAGS
                    .iter()
                    .filter(|flag| !flag.starts_with("--host"))
                    .map(|flag| (*flag).to_owned())
                    .chain(own)
                    .collect();
                let mut options = json!({ "args": flags });
                if let Ok(program) = std::env::var("CHROMIUM") {
                    options["binary"] = program.into();
                }
                wanted.set("goog:chromeOptions", options)?;
            }
            Self::Firefox => {
                let mut settings = json!({
                    "network.proxy.http": "127.0.0.1", "network.proxy.http_port": trap.port(),
                    "network.proxy.ssl": "127.0.0.1", "network.proxy.ssl_port": trap.port(),
                });
                for (name, value) in QUIET {
                    settings[name] = serde_json::from_str::<Value>(value)?;
                }
                let arguments = ["-headless", "--width", "420", "--height", "900", "-profile", &folder];
                let mut options = json!({ "args": arguments, "prefs": settings });
                if let Ok(program) = std::env::var("FIREFOX") {
                    options["binary"] = program.into();
                }
                wanted.set("moz:firefoxOptions", options)?;
            }
            Self::WebKit => {
                let Some(program) = mini_browser() else { return fail("MiniBrowser was not found") };
                let proxy = format!("--proxy=http://{}", trap.address());
                let arguments = ["--automation", &proxy, "--ignore-host=localhost", "--ignore-host=127.0.0.1"];
                wanted.set("webkitgtk:browserOptions", json!({ "binary": program, "args": arguments }))?;
            }
        }
        Ok(wanted)
    }
}

/// The browser that comes with WebKitGTK: not in `PATH`, and its folder has the machine's and the library's name in it.
fn mini_browser() -> Option<PathBuf> {
    if let Some(program) = std::env::var_os("MINIBROWSER") {
        return Some(program.into());
    }
    let folders = |folder: PathBuf| std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    folders("/usr/lib".into()).flat_map(folders).map(|folder| folder.join("MiniBrowser")).find(|file| file.is_file())
}
