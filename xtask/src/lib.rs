//! Build helpers: they fetch the tools, compile courses and style, finish Trunk's output, serve it and test it.
//!
//! `cargo xtask` is their command line ([`cli`]). The browser tests use [`server`], [`paths`] and [`tools`] as a library.

mod args;
mod assets;
mod bench;
pub mod budget;
pub mod build;
mod clean;
pub mod cli;
pub mod course;
mod dev;
mod env;
pub mod fail;
mod faults;
pub mod finish;
mod fuzz;
mod hash;
mod markup;
mod mutants;
pub mod paths;
mod process;
mod reproducible;
mod serve;
pub mod server;
mod stamp;
mod suite;
pub mod toolchain;
pub mod tools;
