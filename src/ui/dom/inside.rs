//! What stands inside an element: texts, which are many and simple, and views.

use super::{El, Hole, live};
use crate::state::signal::Signal;
use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use std::borrow::Cow;
use web_sys::Text;

/// A text, fixed or live.
pub(super) enum Words {
    Fixed(Cow<'static, str>),
    Live(Box<dyn FnMut() -> Cow<'static, str>>),
}

/// A text on the page.
pub(super) struct Said {
    node: Text,
    /// What it says, if that is fixed.
    fixed: Option<Cow<'static, str>>,
    /// Keeps it up to date if not.
    _effect: Option<RenderEffect<Cow<'static, str>>>,
}

impl Said {
    /// Gives a text to a node and keeps it up to date.
    pub(super) fn by(node: Text, words: Words) -> Self {
        match words {
            Words::Fixed(words) => {
                node.set_data(&words);
                Self { node, fixed: Some(words), _effect: None }
            }
            Words::Live(mut give) => {
                let told = node.clone();
                let effect = RenderEffect::new(move |old: Option<Cow<'static, str>>| {
                    let new = give();
                    if old.as_ref() != Some(&new) {
                        told.set_data(&new);
                    }
                    new
                });
                Self { node, fixed: None, _effect: Some(effect) }
            }
        }
    }

    /// Gives it another text; nothing happens where that is fixed and the same.
    pub(super) fn change(&mut self, words: Words) {
        match words {
            Words::Fixed(words) if self.fixed.as_ref() == Some(&words) => {}
            words => *self = Self::by(self.node.clone(), words),
        }
    }
}

/// Stands inside an element.
pub(crate) trait Inside {
    /// Goes there.
    fn put(self, element: &mut El);
}

/// Stands inside an element for as long as a closure gives it.
pub(crate) trait Live: Sized {
    /// What the closure gives goes there, again whenever that changes.
    fn live(give: impl FnMut() -> Self + Send + 'static, element: &mut El);
}

impl<F, T> Inside for F
where
    F: FnMut() -> T + Send + 'static,
    T: Live,
{
    fn put(self, element: &mut El) {
        T::live(self, element);
    }
}

/// Says what it is as a text.
trait Say {
    fn say(self) -> Cow<'static, str>;
}

impl Say for &'static str {
    fn say(self) -> Cow<'static, str> {
        Cow::Borrowed(self)
    }
}

impl Say for String {
    fn say(self) -> Cow<'static, str> {
        Cow::Owned(self)
    }
}

macro_rules! texts {
    ($($text:ty),*) => {
        $(impl Inside for $text {
            fn put(self, element: &mut El) {
                element.fill(Hole::Text(Words::Fixed(self.say())));
            }
        }

        impl Live for $text {
            fn live(mut give: impl FnMut() -> Self + Send + 'static, element: &mut El) {
                element.fill(Hole::Text(Words::Live(Box::new(move || give().say()))));
            }
        })*
    };
}
texts!(&'static str, String);

macro_rules! numbers {
    ($($number:ty),*) => {
        $(impl Say for $number {
            fn say(self) -> Cow<'static, str> {
                Cow::Owned(self.to_string())
            }
        }
        texts!($number);)*
    };
}
numbers!(u8, u16, u32, usize);

macro_rules! views {
    ($($view:ty),*) => {
        $(impl Inside for $view {
            fn put(self, element: &mut El) {
                element.fill(Hole::View(self.into_any()));
            }
        }

        impl Live for $view {
            fn live(give: impl FnMut() -> Self + Send + 'static, element: &mut El) {
                element.fill(Hole::View(live(give)));
            }
        })*
    };
}
views!(AnyView, Vec<AnyView>, Option<AnyView>);

macro_rules! maybe {
    ($($text:ty),*) => {
        $(impl Inside for Option<$text> {
            fn put(self, element: &mut El) {
                self.unwrap_or_default().put(element);
            }
        }

        impl Live for Option<$text> {
            fn live(mut give: impl FnMut() -> Self + Send + 'static, element: &mut El) {
                <$text>::live(move || give().unwrap_or_default(), element);
            }
        })*
    };
}
maybe!(&'static str, String);

impl Inside for Signal<String> {
    fn put(self, element: &mut El) {
        String::live(move || self.get(), element);
    }
}
