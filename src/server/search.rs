//! Searching the client's folders for bundles.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use super::jobs::Job;
use crate::bundle::Keywords;
use crate::workspace::config::{Choice, Configurations};
use crate::workspace::files;

/// Searches on a thread of its own, and sends back what was found as a job.
pub fn start(search: u64, folders: Vec<PathBuf>, choice: Choice, jobs: Sender<Job>) {
    let run = move || {
        let mut configurations = Configurations::new(choice).ok();
        let mut paths: Vec<PathBuf> = Vec::new();
        for folder in folders.iter().filter(|folder| is_worth_a_search(folder)) {
            for entry in files::walk(folder).flatten() {
                let path = entry.path();
                if !entry.file_type().is_some_and(|kind| kind.is_file()) {
                    continue;
                }
                let configuration = configurations.as_mut().map(|all| all.of(Some(path)));
                let words = configuration.and_then(Result::ok);
                let words = words.map(|c| c.config.keywords.clone()).unwrap_or_default();
                let keywords = Keywords::with(&words).unwrap_or_default();
                if files::is_bundle(path, &keywords).unwrap_or(false) {
                    paths.push(path.to_owned());
                }
            }
        }
        paths.sort_unstable();
        paths.dedup();
        // Nobody waits for it where the server ends.
        let _ = jobs.send(Job::Found { search, paths });
    };
    let spawned = std::thread::Builder::new().name("variorum-search".to_owned());
    if let Err(error) = spawned.spawn(run) {
        tracing::error!("cannot start a thread: {error}");
    }
}

/// Whether a folder is a project rather than a home or a whole disk, which an editor may name when a lone file is
/// opened.
fn is_worth_a_search(folder: &Path) -> bool {
    folder.parent().is_some() && dirs::home_dir().is_none_or(|home| home != folder)
}
