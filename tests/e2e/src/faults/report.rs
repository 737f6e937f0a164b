//! What came of it, as lines while it runs and as a table at the end.

use super::engine::Engine;
use crate::problem::{Doing, Outcome, Problem};
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::time::Duration;

/// What came of one property in one engine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The property.
    pub name: String,
    /// The engine, as the table calls it.
    pub engine: String,
    /// How long it took.
    pub seconds: u64,
    /// Counts, or what broke.
    pub result: Result<String, String>,
    /// How the negative control failed, as it must; or why it did not.
    pub control: Result<String, String>,
}

impl Row {
    /// A row that is over now.
    pub fn new(name: &str, engine: Engine, took: Duration, result: Outcome<String>, control: Outcome<String>) -> Self {
        let words = |Problem(words)| words;
        Self {
            name: name.to_owned(),
            engine: engine.name().to_owned(),
            seconds: took.as_secs(),
            result: result.map_err(words),
            control: control.map_err(words),
        }
    }

    /// Whether the property held and its control was found.
    pub const fn is_good(&self) -> bool {
        self.result.is_ok() && self.control.is_ok()
    }

    /// Reads one that was written.
    ///
    /// # Errors
    /// When there is none, or it is not one.
    pub fn read(file: &Path) -> Outcome<Self> {
        let name = file.display().to_string();
        serde_json::from_str(&std::fs::read_to_string(file).doing(&name)?).doing(&name)
    }

    /// Writes it, whole or not at all.
    ///
    /// # Errors
    /// When the folder cannot be written to.
    pub fn write(&self, file: &Path) -> Outcome {
        let beside = file.with_extension("new");
        std::fs::write(&beside, serde_json::to_string_pretty(self)?).doing(&beside.display().to_string())?;
        std::fs::rename(&beside, file).doing(&file.display().to_string())
    }
}

/// The rows so far.
#[derive(Debug, Default)]
pub struct Report {
    rows: Vec<Row>,
}

impl Report {
    /// Takes a row and says what came of it.
    pub fn note(&mut self, row: Row) {
        let word = if row.is_good() { "ok     " } else { "FAILED " };
        println!("{word} {} in {} ({} s)", row.name, row.engine, row.seconds);
        println!("          {}", told(&row.result));
        println!("          control: {}", told(&row.control));
        self.rows.push(row);
    }

    /// Takes a row that was there before, without a word.
    pub fn keep(&mut self, row: Row) {
        self.rows.push(row);
    }

    /// The rows in an order of their own.
    pub fn sort_by_key<K: Ord>(&mut self, key: impl FnMut(&Row) -> K) {
        self.rows.sort_by_key(key);
    }

    /// Prints table and sum; `false` when any failed.
    pub fn close(self) -> bool {
        println!("\n| property | engine | counts | result | negative control | seconds |\n|---|---|---|---|---|---|");
        for Row { name, engine, result, control, seconds, .. } in &self.rows {
            let (counts, verdict) = match result {
                Ok(counts) => (counts, "held"),
                Err(words) => (words, "**broken**"),
            };
            let control = match control {
                Ok(words) => format!("found: {}", short(words)),
                Err(words) => format!("**not found**: {}", short(words)),
            };
            println!("| {name} | {engine} | {} | {verdict} | {control} | {seconds} |", short(counts));
        }
        let passed = self.rows.iter().filter(|row| row.is_good()).count();
        println!("\n{passed} passed, {} failed", self.rows.len() - passed);
        passed == self.rows.len() && passed > 0
    }
}

fn told(outcome: &Result<String, String>) -> String {
    match outcome {
        Ok(words) => words.clone(),
        Err(words) => format!("FAILED: {words}"),
    }
}

/// Fits into a cell of the table.
fn short(words: &str) -> String {
    let line = words.replace(['\n', '|'], " ");
    if line.chars().count() <= 160 { line } else { line.chars().take(159).chain(['…']).collect() }
}
