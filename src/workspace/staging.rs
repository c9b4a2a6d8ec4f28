//! Many files written all or none.

use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

/// Why something is not done with files. `Display` says it, with the system's reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused(pub String);

impl Refused {
    /// What could not be done, and what the system says of it, without the number that it gives.
    pub fn with(what: impl fmt::Display, error: &impl fmt::Display) -> Refused {
        let mut why = error.to_string();
        if let Some(at) = why.rfind(" (os error ") {
            why.truncate(at);
        }
        Refused(format!("{what}: {why}"))
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}

/// Writes files into a folder, which is made if there is none: each a relative path of normal components, and what the
/// file is to hold.
///
/// All of them are first written to a folder of their own beside their places, so that a full disk is met before
/// anything has changed; then each is moved to its place. If one cannot be, those before it are taken back. Without
/// `overwrite` a file is never replaced, one that came into being meanwhile no more than one that a file system takes
/// for the same.
pub fn write_all<'f>(
    folder: &Path,
    files: impl Iterator<Item = (&'f Path, &'f [u8])> + Clone,
    overwrite: bool,
) -> Result<(), Refused> {
    let mut done = Done::default();
    let outcome = write(folder, files, overwrite, &mut done);
    if outcome.is_err() {
        done.take_back();
    }
    outcome
}

/// What was done so far, in order.
#[derive(Default)]
struct Done {
    folders: Vec<PathBuf>,
    /// Files, and where what they replaced is kept.
    files: Vec<(PathBuf, Option<PathBuf>)>,
    /// Holds what waits for its place, and what was replaced; gone in the end.
    stage: Option<tempfile::TempDir>,
}

fn write<'f>(
    folder: &Path,
    files: impl Iterator<Item = (&'f Path, &'f [u8])> + Clone,
    overwrite: bool,
    done: &mut Done,
) -> Result<(), Refused> {
    done.make_folders(folder)?;
    let stage = tempfile::Builder::new()
        .prefix(".variorum-")
        .tempdir_in(folder)
        .map_err(|e| Refused::with(format!("cannot write into `{}`", folder.display()), &e))?;
    let beside = stage.path().to_owned();
    let waiting = |i: usize, kind: &str| beside.join(format!("{i}.{kind}"));
    done.stage = Some(stage);
    for (i, (path, content)) in files.clone().enumerate() {
        fs::File::create_new(waiting(i, "new"))
            .and_then(|mut file| file.write_all(content))
            .map_err(|e| unwritten(&folder.join(path), &e))?;
    }
    for (i, (path, _)) in files.enumerate() {
        let target = folder.join(path);
        if let Some(parent) = target.parent() {
            done.make_folders(parent)?;
        }
        let old = waiting(i, "old");
        let replaced = overwrite && fs::symlink_metadata(&target).is_ok();
        let moved = if replaced {
            fs::rename(&target, &old).and_then(|()| {
                done.files.push((target.clone(), Some(old.clone())));
                let permissions = fs::metadata(&old)?.permissions();
                fs::set_permissions(waiting(i, "new"), permissions)
            })
        } else {
            Ok(())
        };
        moved
            .and_then(|()| place(waiting(i, "new"), &target))
            .map_err(|e| unwritten(&target, &e))?;
        if !replaced {
            done.files.push((target, None));
        }
    }
    Ok(())
}

fn unwritten(path: &Path, error: &io::Error) -> Refused {
    Refused::with(format!("cannot write `{}`", path.display()), error)
}

/// Gives a file its name, unless the name is taken.
fn place(from: PathBuf, to: &Path) -> io::Result<()> {
    TempPath::try_from_path(from)?
        .persist_noclobber(to)
        .map_err(|e| e.error)
}

impl Done {
    /// Makes a folder and those above it that are not there.
    fn make_folders(&mut self, folder: &Path) -> Result<(), Refused> {
        let missing: Vec<&Path> = folder
            .ancestors()
            .take_while(|p| !p.as_os_str().is_empty() && !p.exists())
            .collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder).map_err(|e| {
                Refused::with(format!("cannot make the folder `{}`", folder.display()), &e)
            })?;
            self.folders.push(folder.to_owned());
        }
        Ok(())
    }

    /// Undoes it all, as far as the system lets it: there is nothing better to do where it does not.
    fn take_back(self) {
        for (path, old) in self.files.into_iter().rev() {
            let _ = fs::remove_file(&path);
            if let Some(old) = old {
                let _ = fs::rename(old, path);
            }
        }
        drop(self.stage);
        for folder in self.folders.into_iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(folder: &Path, files: &[(&str, &str)], overwrite: bool) -> Result<(), Refused> {
        let files = files.iter().map(|(p, c)| (Path::new(p), c.as_bytes()));
        write_all(folder, files, overwrite)
    }

    /// The names in a folder.
    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn what_was_done_before_a_failure_is_taken_back() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        fs::write(folder.join("old"), "mine").unwrap();
        // The last cannot be: `a` is a file by then.
        let files = [("a", "1"), ("old", "2"), ("b/c/d", "3"), ("a/x", "4")];
        assert!(write(folder, &files, true).is_err());
        assert_eq!(names(folder), ["old"]);
        assert_eq!(fs::read_to_string(folder.join("old")).unwrap(), "mine");
        write(folder, &files[..3], true).unwrap();
        assert_eq!(names(folder), ["a", "b", "old"]);
        assert_eq!(fs::read_to_string(folder.join("old")).unwrap(), "2");
    }

    #[test]
    fn no_file_is_replaced_unasked() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("new");
        // As where a file system takes two names for one.
        assert!(write(&folder, &[("a", "1"), ("a", "2")], false).is_err());
        assert!(!folder.exists(), "the folder is taken back too");
        write(&folder, &[("a", "1")], false).unwrap();
        assert!(write(&folder, &[("b", "2"), ("a", "2")], false).is_err());
        assert_eq!(names(&folder), ["a"]);
        assert_eq!(fs::read_to_string(folder.join("a")).unwrap(), "1");
    }

    #[test]
    fn with_leave_to_overwrite_one_name_twice_leaves_the_last() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &[("a", "1"), ("a", "2")], true).unwrap();
        assert_eq!(names(folder.path()), ["a"]);
    }
}
