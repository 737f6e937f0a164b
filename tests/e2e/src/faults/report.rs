//! What came of it, as lines while it runs and as a table at the end.

use super::engine::Engine;
use crate::problem::{Outcome, Problem};
use tokio::time::Instant;

/// The rows so far.
#[derive(Debug)]
pub struct Report {
    rows: Vec<Row>,
    since: Instant,
}

#[derive(Debug)]
struct Row {
    name: String,
    engine: Engine,
    result: Outcome<String>,
    control: Outcome<String>,
}

impl Default for Report {
    fn default() -> Self {
        Self { rows: Vec::new(), since: Instant::now() }
    }
}

impl Report {
    /// Notes a property in an engine.
    pub fn note(&mut self, name: &str, engine: Engine, result: Outcome<String>, control: Outcome<String>) {
        let seconds = self.since.elapsed().as_secs_f32();
        let word = if result.is_ok() && control.is_ok() { "ok     " } else { "FAILED " };
        println!("{word} {name} in {} ({seconds:.0} s)", engine.name());
        println!("          {}", told(&result));
        println!("          control: {}", told(&control));
        self.rows.push(Row { name: name.to_owned(), engine, result, control });
        self.since = Instant::now();
    }

    /// Prints table and sum; `false` when any failed.
    pub fn close(self) -> bool {
        println!("\n| property | engine | counts | result | negative control |\n|---|---|---|---|---|");
        for Row { name, engine, result, control } in &self.rows {
            let (counts, verdict) = match result {
                Ok(counts) => (counts.as_str(), "held"),
                Err(Problem(words)) => (words.as_str(), "**broken**"),
            };
            let control = match control {
                Ok(words) => format!("found: {}", short(words)),
                Err(problem) => format!("**not found**: {}", short(&problem.0)),
            };
            println!("| {name} | {} | {} | {verdict} | {control} |", engine.name(), short(counts));
        }
        let good = |row: &&Row| row.result.is_ok() && row.control.is_ok();
        let passed = self.rows.iter().filter(good).count();
        println!("\n{passed} passed, {} failed", self.rows.len() - passed);
        passed == self.rows.len() && passed > 0
    }
}

fn told(outcome: &Outcome<String>) -> String {
    match outcome {
        Ok(words) => words.clone(),
        Err(problem) => format!("FAILED: {problem}"),
    }
}

/// Fits into a cell of the table.
fn short(words: &str) -> String {
    let line = words.replace(['\n', '|'], " ");
    if line.chars().count() <= 110 { line } else { line.chars().take(109).chain(['…']).collect() }
}
