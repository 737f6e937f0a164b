//! `reproducible`: builds the release twice from nothing, in two checkouts and two target folders, and compares every file.
//! So anybody can find out whether what a host serves was made of these sources.

use crate::fail::{Failure, Outcome};
use crate::{hash, paths, process};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the two checkouts lie below the temporary folder: other names, other lengths, another depth.
const PLACES: [&str; 2] = ["a", "another/place/for/it"];

/// `reproducible`; `false` when a file differs.
pub(crate) fn run() -> Outcome<bool> {
    let folder = std::env::temp_dir().join(format!("biaoshuai-twice-{}", std::process::id()));
    let built = PLACES.iter().map(|place| build(&folder.join(place))).collect::<Outcome<Vec<_>>>();
    let differences = built.map(|built| differences(&built[0], &built[1]));
    match &differences {
        // What differs is looked at by somebody.
        Ok((_, names)) if !names.is_empty() => println!("both builds are left in {}", folder.display()),
        _ => paths::remove_folder(&folder)?,
    }
    let (count, names) = differences?;
    names.iter().for_each(|name| println!("differs: {name}"));
    println!("{count} files, {} different", names.len());
    Ok(names.is_empty())
}

/// A clean build in a fresh copy of the sources; the hash of every file of it.
fn build(place: &Path) -> Outcome<BTreeMap<String, String>> {
    let (sources, target) = (place.join("sources"), place.join("target"));
    println!("=== {}", sources.display());
    copy(&sources)?;
    let mut command = Command::new(std::env::current_exe().map_err(|error| Failure::new(error.to_string()))?);
    command.arg("build").current_dir(&sources).env("CARGO_TARGET_DIR", &target);
    process::run(&mut command, "the build")?;
    let dist = sources.join("dist");
    let names = paths::files_below(&dist)?;
    names.into_iter().map(|name| Ok((name.clone(), hash::sha256(&paths::read(&dist.join(&name))?)))).collect()
}

/// What git knows of, as it lies here.
fn copy(to: &Path) -> Outcome {
    let root = paths::root();
    let listed = process::capture(
        Command::new("git").args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).current_dir(&root),
    )?;
    for name in listed.split('\0').filter(|name| !name.is_empty() && root.join(name).is_file()) {
        paths::write(&to.join(name), paths::read(&root.join(PathBuf::from(name)))?)?;
    }
    Ok(())
}

/// How many files there are, and the names of those that are not the same in both.
fn differences(one: &BTreeMap<String, String>, other: &BTreeMap<String, String>) -> (usize, Vec<String>) {
    let mut names: Vec<&String> = one.keys().chain(other.keys()).collect();
    names.sort();
    names.dedup();
    let count = names.len();
    (count, names.into_iter().filter(|name| one.get(*name) != other.get(*name)).cloned().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_other_or_only_in_one_differs() {
        let files =
            |all: &[(&str, &str)]| all.iter().map(|(name, hash)| ((*name).to_owned(), (*hash).to_owned())).collect();
        let one = files(&[("a", "1"), ("b", "2"), ("c", "3")]);
        assert_eq!(differences(&one, &one), (3, Vec::new()));
        let other = files(&[("a", "1"), ("b", "0"), ("d", "4")]);
        assert_eq!(differences(&one, &other), (4, vec!["b".to_owned(), "c".to_owned(), "d".to_owned()]));
    }
}
