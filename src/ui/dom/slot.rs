//! What an element has: attributes, classes, styles and properties, fixed or live.

use super::value::Value;
use leptos::reactive::effect::RenderEffect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

/// Tells a value whenever it changes.
pub(super) type Closure = Box<dyn Fn() -> Value>;

/// What a value is given to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An attribute.
    Attr,
    /// A class, which is there or not.
    Class,
    /// A property of the style.
    Style,
    /// A property of the object.
    Prop,
}

impl Kind {
    /// Kind and name from the words of a hole.
    pub(super) fn read(words: &'static str) -> (Self, &'static str) {
        let (letter, name) = words.split_at(1);
        let kind = match letter {
            "c" => Self::Class,
            "s" => Self::Style,
            "p" => Self::Prop,
            _ => Self::Attr,
        };
        (kind, name)
    }
}

/// Where a value comes from.
pub(super) enum Source {
    Fixed(Value),
    Live(Closure),
}

/// Something that an element has.
pub(super) struct Kept {
    kind: Kind,
    name: &'static str,
    /// What it has, if that is fixed.
    fixed: Value,
    /// Keeps it up to date if not.
    _effect: Option<RenderEffect<Value>>,
}

impl Kept {
    /// Gives an element what it has now; nothing happens where that is fixed and the same.
    pub(super) fn change(&mut self, element: &Element, source: Source) {
        match source {
            Source::Fixed(value) if value == self.fixed => {}
            Source::Fixed(value) => {
                apply(element, self.kind, self.name, &value);
                self.fixed = value;
            }
            live => *self = keep(element, self.kind, self.name, live),
        }
    }
}

/// Gives an element a value; none takes it away.
fn apply(element: &Element, kind: Kind, name: &'static str, value: &Value) {
    match (kind, value) {
        (Kind::Attr, Some(value)) => {
            let _ = element.set_attribute(name, value);
        }
        (Kind::Attr, None) => {
            let _ = element.remove_attribute(name);
        }
        (Kind::Class, value) => {
            let _ = element.class_list().toggle_with_force(name, value.is_some());
        }
        (Kind::Style, value) => {
            let style = element.unchecked_ref::<web_sys::HtmlElement>().style();
            let _ = style.set_property(name, value.as_deref().unwrap_or_default());
        }
        (Kind::Prop, value) => {
            // What stands in a field is the one property that is a text.
            let value = match name {
                "value" => JsValue::from_str(value.as_deref().unwrap_or_default()),
                _ => JsValue::from_bool(value.is_some()),
            };
            let _ = js_sys::Reflect::set(element, &name.into(), &value);
        }
    }
}

/// Gives an element what it has, and keeps it up to date.
pub(super) fn keep(element: &Element, kind: Kind, name: &'static str, source: Source) -> Kept {
    let (fixed, effect) = match source {
        Source::Fixed(value) => {
            if value.is_some() {
                apply(element, kind, name, &value);
            }
            (value, None)
        }
        Source::Live(value) => {
            let element = element.clone();
            let effect = RenderEffect::new(move |old: Option<Value>| {
                let new = value();
                if old.as_ref() != Some(&new) {
                    apply(&element, kind, name, &new);
                }
                new
            });
            (None, Some(effect))
        }
    };
    Kept { kind, name, fixed, _effect: effect }
}
