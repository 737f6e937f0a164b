//! By camera.

use super::Collecting;
use super::outcome::{Sign, Told};
use crate::state::signal::{RwSignal, StoredValue};
use crate::state::{Camera, clock};
use crate::ui::pages::camera::{Words, scene};
use crate::ui::view;
use leptos::prelude::*;

/// Milliseconds for which a code that is still held before the camera is the same one, and not one that comes again.
const HELD_MS: f64 = 2500.0;

/// The camera with its picture and what became of what it saw.
pub(super) fn scan(collecting: Collecting) -> AnyView {
    // Texts that are before the camera, with when they were seen last.
    let held = StoredValue::new(Vec::<(String, f64)>::new());
    let told = RwSignal::new(None::<Told>);
    let camera = Camera::new(move |texts| {
        let now = clock::ticks();
        let mut fresh = Vec::new();
        held.update_value(|held| {
            held.retain(|(_, seen)| now - seen < HELD_MS);
            for text in texts {
                match held.iter_mut().find(|(other, _)| *other == text) {
                    Some((_, seen)) => *seen = now,
                    None => {
                        held.push((text.clone(), now));
                        fresh.push(text);
                    }
                }
            }
        });
        for text in fresh {
            told.set(Some(collecting.take(&text)));
        }
    });
    let fresh = move || {
        held.set_value(Vec::new());
        told.set(None);
    };
    let words = Words {
        off: "摄像头只在扫码时打开，画面不保存。",
        on: "把手机上的二维码放进画面，逐个出示。",
        died: "已收的都在。",
        instead: "也可以输入交卷码或收文件。",
    };
    view! {
        <section class="card stack-s way" id="scan">
            <h2>"扫码"</h2>
            {scene(camera, words, Box::new(fresh), Box::new(move || told.get().map(|told| sign(&told))))}
        </section>
    }
}

/// What became of the last code, across the picture; the words stand below for whoever hears them.
fn sign(told: &Told) -> AnyView {
    let (class, icon) = told.sign.look();
    let words = match told.sign {
        Sign::Good => "已收",
        Sign::Known => "收过了",
        Sign::Bad => "没有收",
    };
    view! { <p class=format!("sign {class}") aria-hidden="true"><Icon name=icon/>{words}</p> }
}
