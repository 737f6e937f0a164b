//! What is seen. Components read `state` and call its actions; they never touch storage.
#![allow(clippy::redundant_closure, reason = "view! follows closures that are written in place")]

mod app;
mod chunk;
mod dom;
mod pages;
mod parts;
mod question;
mod router;
mod start;

pub(crate) use biaoshuai_macros::view;
pub use start::start;
