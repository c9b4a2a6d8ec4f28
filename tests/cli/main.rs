//! The program from outside: what it prints, what it leaves on the disk, how it ends.
//!
//! A test makes a folder of files, runs a command line in it, and looks at the outcome.

mod baseline;
mod changed;
mod check;
mod config;
mod encodings;
mod exchange;
mod explain;
mod facts;
mod fix;
mod fmt;
mod formats;
mod hostile;
mod inputs;
mod json;
mod levers;
mod markdown;
mod messages;
mod pack;
mod pages;
mod report;
mod roundtrip;
mod setup;
mod spare;
mod unpack;
mod watch;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A bundle with nothing to object to.
const CLEAN: &str = "<<<FILE: a.txt>>>\nThe ferry left at noon.\n<<<END FILE>>>\n";
/// A bundle with one warning, at line 2, column 9.
const WARNING: &str = "<<<FILE: a.txt>>>\nHe said “no more of it.\n<<<END FILE>>>\n";
/// A bundle with one note: text outside.
const NOTE: &str = "A remark.\n<<<FILE: a.txt>>>\nThe ferry left at noon.\n<<<END FILE>>>\n";
/// A bundle with one error, whose fix is not applied unasked: the close of the first article is missing.
const ERROR: &str = "<<<FILE: a.txt>>>\nThe ferry left at noon.\n<<<FILE: b.txt>>>\nIt came back late.\n\
    <<<END FILE>>>\n<<<FILE: c.txt>>>\nNobody was there.\n<<<END FILE>>>\n";

/// A folder of files for one test, removed after it.
struct Folder(tempfile::TempDir);

/// What a run of the program came to.
#[derive(Debug)]
struct Outcome {
    status: i32,
    out: String,
    err: String,
    bytes: Vec<u8>,
}

impl Folder {
    fn new() -> Folder {
        Folder(tempfile::tempdir().expect("a temporary folder"))
    }

    /// A folder with these files; folders in their names are made.
    fn with<C: AsRef<[u8]>>(files: &[(&str, C)]) -> Folder {
        let folder = Folder::new();
        for (name, content) in files {
            folder.write(name, content);
        }
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(path, content).expect("a file");
    }

    fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// All files below the folder, by name, with what they hold.
    fn files(&self, below: &str) -> Vec<(String, Vec<u8>)> {
        let mut files = Vec::new();
        let top = self.path(below);
        collect(&top, &top, &mut files);
        files.sort();
        files
    }

    /// Runs the program here. Arguments are parted by blanks; `input` is its standard input.
    fn run_with(&self, line: &str, input: &[u8]) -> Outcome {
        let arguments: Vec<&str> = line.split(' ').filter(|a| !a.is_empty()).collect();
        self.run_arguments(&arguments, input)
    }

    fn run_arguments(&self, arguments: &[&str], input: &[u8]) -> Outcome {
        let mut child = Command::new(env!("CARGO_BIN_EXE_variorum"))
            .args(arguments)
            .current_dir(self.0.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut stdin = child.stdin.take().expect("standard input");
        let input = input.to_vec();
        let writer = std::thread::spawn(move || {
            let _ = stdin.write_all(&input); // who reads nothing of it has closed it
        });
        let output = child.wait_with_output().expect("the program ends");
        writer.join().expect("the writer ends");
        Outcome {
            status: output.status.code().expect("an exit status, not a signal"),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
            bytes: output.stdout,
        }
    }

    fn run(&self, line: &str) -> Outcome {
        self.run_with(line, b"")
    }
}

fn collect(top: &Path, folder: &Path, files: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("an entry").path();
        if path.is_dir() && !path.is_symlink() {
            collect(top, &path, files);
        } else {
            let name = path.strip_prefix(top).expect("within the folder");
            let name = name.to_str().expect("a Unicode name").to_owned();
            files.push((name, fs::read(&path).unwrap_or_default()));
        }
    }
}

impl Outcome {
    /// Checks the exit status, and that every line on standard error is a message: `error: …`, and no panic.
    #[track_caller]
    fn status(self, expected: i32) -> Outcome {
        assert_eq!(self.status, expected, "{self:#?}");
        for line in self.err.lines() {
            let kinds = [
                "error: ",
                "warning: ",
                "fixed: ",
                "formatted: ",
                "packed: ",
                "unpacked: ",
                "written: ",
            ];
            assert!(kinds.iter().any(|kind| line.starts_with(kind)), "{line:?}");
        }
        self
    }

    /// Checks the whole of standard error.
    #[track_caller]
    fn says(self, expected: &str) -> Outcome {
        assert_eq!(self.err, expected, "{}", self.out);
        self
    }

    /// Checks the whole of standard output.
    #[track_caller]
    fn prints(self, expected: &str) -> Outcome {
        assert_eq!(self.out, expected, "{}", self.err);
        self
    }

    /// The rules of the findings of a JSON report, with path and line: `a.bundle:2 unbalanced-delimiter`.
    #[track_caller]
    fn findings(&self) -> Vec<String> {
        let report: serde_json::Value =
            serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {self:?}"));
        let findings = report["findings"].as_array().expect("findings");
        let one = |f: &serde_json::Value| {
            let location = &f["location"];
            let text = |v: &serde_json::Value| v.as_str().expect("a string").to_owned();
            let (path, rule) = (text(&location["path"]), text(&f["rule"]));
            format!("{path}:{} {rule}", location["start"]["line"])
        };
        findings.iter().map(one).collect()
    }
}
