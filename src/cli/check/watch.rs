//! `--watch`: everything is checked, and whenever something changes what changed is checked again and all is told anew.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use anyhow::{Context, bail};
use indicatif::ProgressBar;
use notify::event::ModifyKind;
use notify::{Event, EventKind, RecursiveMode, Watcher};
use rustc_hash::{FxHashMap, FxHashSet};

use super::super::{Status, output};
use super::outcome::{Bundle, Outcome, Task};
use super::{Arguments, round};
use crate::workspace::config::FILE_NAME;
use crate::workspace::config::closest::without_links;
use crate::workspace::files::is_named_bundle;

/// How long nothing may change before it is checked: who saves a file does several things to it.
const QUIET: Duration = Duration::from_millis(100);
/// What clears a terminal, with what was scrolled out of it, and goes to its start.
const CLEAR: &str = "\x1b[2J\x1b[3J\x1b[H";

/// Checks until it is interrupted.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Status> {
    if arguments.inputs.reads_stdin() {
        bail!("--watch is about files: it does not go with standard input");
    }
    let mut to_standard = arguments
        .format
        .iter()
        .filter(|wanted| wanted.path.is_none());
    if to_standard.any(|wanted| !wanted.format.is_text()) {
        bail!(
            "with --watch only `text` and `concise` can go to standard output: give the others a file each"
        );
    }
    let (send, receive) = channel();
    let watcher = notify::recommended_watcher(move |event| {
        let _ = send.send(event); // nobody waits for it any more
    });
    let mut watched = Watched {
        watcher: watcher.context("cannot watch files")?,
        trees: FxHashSet::default(),
        folders: FxHashSet::default(),
        known: FxHashSet::default(),
    };
    watched.add_arguments(arguments)?;
    let cache = Cache::default();
    // What is named but not there, or cannot be used, is mended while it is watched.
    watched.know(&[], &cache, arguments)?;
    loop {
        if std::io::stdout().is_terminal() {
            let mut out = anstream::stdout().lock();
            write!(out, "{CLEAR}").context(output::UNWRITTEN)?;
        }
        match round(arguments, |task, group, progress| {
            cache.check(task, group, progress)
        }) {
            Ok((_, bundles)) => watched.know(&bundles, &cache, arguments)?,
            Err(error) if output::is_closed(&error) => return Err(error),
            Err(error) => output::complain(&output::plain(&error)),
        }
        if !arguments.quiet {
            output::say(
                "watching",
                "checks again when something changes; Ctrl-C ends",
            );
        }
        if !watched.wait(&receive) {
            return Ok(Status::Clean);
        }
    }
}

/// What is watched.
struct Watched<W> {
    watcher: W,
    /// Folders that are watched with all that is in them.
    trees: FxHashSet<PathBuf>,
    /// Folders that are watched by themselves.
    folders: FxHashSet<PathBuf>,
    /// Bundles, configurations and baselines, their folders without links.
    known: FxHashSet<PathBuf>,
}

impl<W: Watcher> Watched<W> {
    /// Watches the folders that arguments name.
    fn add_arguments(&mut self, arguments: &Arguments) -> anyhow::Result<()> {
        for path in arguments.inputs.roots() {
            let Ok(folder) = std::fs::canonicalize(&path) else {
                continue; // there is nothing to watch
            };
            if folder.is_dir() && self.trees.insert(folder.clone()) {
                self.watch(&folder, RecursiveMode::Recursive)?;
            }
        }
        Ok(())
    }

    /// Notes what a round has read. Editors replace files: it is their folders that are watched.
    fn know(
        &mut self,
        bundles: &[String],
        cache: &Cache,
        arguments: &Arguments,
    ) -> anyhow::Result<()> {
        let mut files: Vec<PathBuf> = bundles.iter().map(PathBuf::from).collect();
        files.extend(cache.beside());
        files.extend(arguments.inputs.paths.iter().cloned());
        let named = [
            arguments.baseline.as_deref(),
            arguments.inputs.list(),
            arguments.config.file(),
        ];
        files.extend(named.into_iter().flatten().map(Path::to_owned));
        for file in files {
            let whole = without_links(&file);
            if let Some(folder) = whole.parent().filter(|folder| folder.is_dir()) {
                let watched = self.trees.iter().any(|tree| folder.starts_with(tree));
                if !watched && self.folders.insert(folder.to_owned()) {
                    self.watch(folder, RecursiveMode::NonRecursive)?;
                }
            }
            self.known.insert(whole);
        }
        Ok(())
    }

    fn watch(&mut self, folder: &Path, mode: RecursiveMode) -> anyhow::Result<()> {
        let watched = self.watcher.watch(folder, mode);
        watched.with_context(|| format!("cannot watch `{}`", folder.display()))
    }

    /// Waits until something has changed, and for a moment nothing more; whether anything ever can.
    fn wait(&self, events: &Receiver<notify::Result<Event>>) -> bool {
        loop {
            match events.recv() {
                Ok(Ok(event)) if self.concerns_us(&event) => break,
                Ok(_) => {}
                Err(_) => return false,
            }
        }
        loop {
            match events.recv_timeout(QUIET) {
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => return true,
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
    }

    /// Whether something that is known lay in a folder.
    fn held(&self, folder: &Path) -> bool {
        self.known.iter().any(|known| known.starts_with(folder))
    }

    /// Whether an event may change what is found. Reports that are written to files do not.
    fn concerns_us(&self, event: &Event) -> bool {
        if matches!(event.kind, EventKind::Access(_)) {
            return false;
        }
        event.need_rescan()
            || event.paths.iter().any(|path| {
                let name = path.file_name().unwrap_or_default();
                let is_setting = [FILE_NAME, ".gitignore", ".ignore"]
                    .iter()
                    .any(|known| name == *known);
                let of_itself = matches!(event.kind, EventKind::Modify(ModifyKind::Metadata(_)));
                let may_hold_bundles = path.is_dir() && !of_itself;
                // Of a folder that is moved away nothing but its name is told.
                let held_bundles = !path.exists() && self.held(path);
                self.known.contains(path)
                    || is_setting
                    || is_named_bundle(path)
                    || may_hold_bundles
                    || held_bundles
            })
    }
}

/// What was found before, so that what has not changed is not checked again.
#[derive(Default)]
struct Cache {
    state: Mutex<Cached>,
}

#[derive(Default)]
struct Cached {
    /// By the files that were read: bundles, and the configurations that count for them.
    outcomes: FxHashMap<Vec<PathBuf>, (Vec<Version>, Outcome)>,
    /// Configurations, and the baselines that they name.
    beside: FxHashSet<PathBuf>,
}

/// A file's time and length, if it is there. Where either is another, the file is.
type Version = Option<(SystemTime, u64)>;

fn version(path: &PathBuf) -> Version {
    let data = std::fs::metadata(path).ok()?;
    Some((data.modified().ok()?, data.len()))
}

impl Cache {
    fn check(&self, task: Task, group: Vec<Bundle>, progress: &ProgressBar) -> Outcome {
        let all = group.iter().map(|bundle| &bundle.applied.configuration);
        let configurations: Vec<PathBuf> = all.clone().filter_map(|all| all.file()).collect();
        let baselines = all.filter_map(|configuration| configuration.baseline());
        let baselines: Vec<PathBuf> = baselines.collect();
        let bundles = group.iter().map(|bundle| PathBuf::from(&bundle.path));
        let files: Vec<PathBuf> = bundles.chain(configurations.iter().cloned()).collect();
        let versions: Vec<Version> = files.iter().map(version).collect();
        {
            let mut state = self.lock();
            state.beside.extend(configurations);
            state.beside.extend(baselines);
            if let Some((then, known)) = state.outcomes.get(&files)
                && *then == versions
            {
                return known.clone();
            }
        }
        let outcome = task.check(group, progress);
        self.lock()
            .outcomes
            .insert(files, (versions, outcome.clone()));
        outcome
    }

    fn lock(&self) -> MutexGuard<'_, Cached> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn beside(&self) -> Vec<PathBuf> {
        let mut all: Vec<PathBuf> = self.lock().beside.iter().cloned().collect();
        all.sort_unstable();
        all
    }
}
