//! `check --watch`: what is told when something changes.

use std::cell::RefCell;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use super::{CLEAN, ERROR, Folder, WARNING};

const KNOWS_NOTHING: &str = "{\"version\": 1, \"findings\": []}\n";

/// How long a loaded machine may take.
const PATIENCE: Duration = Duration::from_mins(1);

struct Watching {
    child: Child,
    lines: Receiver<String>,
    /// Lines that nobody waited for yet. Those of standard output and of standard error come in any order.
    waiting: RefCell<Vec<String>>,
}

impl Watching {
    fn start(folder: &Folder, arguments: &[&str]) -> Watching {
        let mut child = Command::new(env!("CARGO_BIN_EXE_variorum"))
            .args(["check", "--watch"])
            .args(arguments)
            .current_dir(folder.path(""))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let (send, lines) = channel();
        let out = BufReader::new(child.stdout.take().expect("standard output"));
        let err = BufReader::new(child.stderr.take().expect("standard error"));
        let also = send.clone();
        std::thread::spawn(move || {
            out.lines()
                .map_while(Result::ok)
                .try_for_each(|line| send.send(line))
        });
        std::thread::spawn(move || {
            err.lines()
                .map_while(Result::ok)
                .try_for_each(|line| also.send(line))
        });
        let waiting = RefCell::default();
        Watching {
            child,
            lines,
            waiting,
        }
    }

    /// Waits for a line that ends so.
    #[track_caller]
    fn wait_for(&self, end: &str) {
        let mut waiting = self.waiting.borrow_mut();
        let began = Instant::now();
        loop {
            if let Some(at) = waiting.iter().position(|line| line.ends_with(end)) {
                waiting.remove(at);
                return;
            }
            let left = PATIENCE.saturating_sub(began.elapsed());
            match self.lines.recv_timeout(left) {
                Ok(line) => waiting.push(line),
                Err(error) => panic!("no {end:?} among {waiting:#?}: {error}"),
            }
        }
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn what_changes_is_told_again() {
    let folder = Folder::with(&[("d/a.bundle", WARNING), ("d/b.bundle", CLEAN)]);
    let watching = Watching::start(
        &folder,
        &["d", "--format", "concise", "--format", "sarif=d/out.sarif"],
    );
    watching.wait_for("2 articles in 2 bundles: 1 warning");
    watching.wait_for("Ctrl-C ends");
    folder.write("d/b.bundle", ERROR);
    watching.wait_for("4 articles in 2 bundles: 1 error, 1 warning");
    watching.wait_for("Ctrl-C ends");
    folder.write("d/deep/c.bundle", WARNING);
    watching.wait_for("5 articles in 3 bundles: 1 error, 2 warnings");
    watching.wait_for("Ctrl-C ends");
    folder.write("d/variorum.toml", "[rules]\nunclosed-article = \"off\"\n");
    watching.wait_for("5 articles in 3 bundles: 2 warnings");
    watching.wait_for("Ctrl-C ends");
    // As editors save: another file takes the name.
    folder.write("d/new", CLEAN);
    std::fs::rename(folder.path("d/new"), folder.path("d/a.bundle")).expect("renamed");
    watching.wait_for("5 articles in 3 bundles: 1 warning");
    watching.wait_for("Ctrl-C ends"); // and the other report is written
    let report = String::from_utf8(folder.read("d/out.sarif")).expect("UTF-8");
    assert_eq!(report.matches("\"partialFingerprints\"").count(), 1);
}

#[test]
fn a_file_by_itself_is_watched_too() {
    let folder = Folder::with(&[("a.bundle", WARNING)]);
    let watching = Watching::start(&folder, &["a.bundle", "--statistics"]);
    watching.wait_for("1 article in 1 bundle: 1 warning");
    watching.wait_for("Ctrl-C ends");
    folder.write("a.bundle", CLEAN);
    watching.wait_for("1 article in 1 bundle: nothing found");
}

#[test]
fn what_comes_later_and_what_goes_is_told() {
    let folder = Folder::with(&[
        ("d/variorum.toml", "baseline = \"known.json\"\n"),
        ("d/known.json", KNOWS_NOTHING),
        ("d/a.bundle", CLEAN),
        ("d/deep/b.bundle", WARNING),
    ]);
    let watching = Watching::start(&folder, &["d", "late.bundle", "--format", "concise"]);
    watching.wait_for("2 articles in 2 bundles: 1 warning");
    watching.wait_for("Ctrl-C ends");
    folder.write("late.bundle", WARNING);
    watching.wait_for("3 articles in 3 bundles: 2 warnings");
    watching.wait_for("Ctrl-C ends");
    std::fs::rename(folder.path("d/deep"), folder.path("gone")).expect("renamed");
    watching.wait_for("2 articles in 2 bundles: 1 warning");
    watching.wait_for("Ctrl-C ends");
    folder.write("d/known.json", "not a baseline");
    watching.wait_for("it is no baseline: expected ident at line 1 column 2");
}

#[test]
fn what_cannot_be_watched_is_refused() {
    let folder = Folder::with(&[("a.bundle", WARNING)]);
    for (line, told) in [
        ("check - --watch", "it does not go with standard input"),
        (
            "check a.bundle --watch --format json",
            "only `text` and `concise` can go to standard output",
        ),
        ("check a.bundle --watch --fix", "cannot be used with"),
    ] {
        let outcome = folder.run(line);
        assert!(
            outcome.status == 2 && outcome.err.contains(told),
            "{line}: {}",
            outcome.err
        );
    }
}
