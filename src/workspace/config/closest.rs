//! Which `variorum.toml` counts for a bundle: the closest, from the bundle's folder upwards. Those above it are not read:
//! what a file says is all that holds.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Config, FILE_NAME, Fault};

/// Which configuration counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// For each bundle the closest.
    Closest,
    /// This one for all.
    File(PathBuf),
    /// None.
    None,
}

/// A configuration that was read, or the one that counts where there is none.
#[derive(Default)]
pub struct Configuration {
    /// What messages call its file; empty where there is none.
    pub path: String,
    /// What it says.
    pub config: Config,
    /// The folder that its paths are relative to, without links; empty where there is none.
    folder: PathBuf,
}

impl Configuration {
    /// The path of a bundle relative to the configuration's folder, parted by `/`; from the root where the bundle is not
    /// below it.
    pub fn relative(&self, bundle: &Path) -> String {
        let whole = without_links(bundle);
        slashed(whole.strip_prefix(&self.folder).unwrap_or(&whole))
    }

    /// A path that the configuration names, relative to its folder.
    pub fn resolve(&self, path: &str) -> PathBuf {
        let below = Path::new(&self.path).parent().unwrap_or(Path::new(""));
        below.join(path)
    }

    /// The baseline that it names.
    pub fn baseline(&self) -> Option<PathBuf> {
        let named = self.config.baseline.as_deref()?;
        Some(self.resolve(named))
    }

    /// Its file, from the root and without links; `None` where there is none.
    pub fn file(&self) -> Option<PathBuf> {
        let name = Path::new(&self.path).file_name()?;
        Some(self.folder.join(name))
    }
}

/// A path from the root, its folders without links as far as they are there. A bundle that is a link itself stays one: it
/// is known by its name.
pub fn without_links(path: &Path) -> PathBuf {
    let folders = path.ancestors().skip(1);
    let mut known = folders.filter_map(|folder| {
        let here = folder.as_os_str().is_empty();
        let whole = fs::canonicalize(if here { Path::new(".") } else { folder });
        Some(whole.ok()?.join(path.strip_prefix(folder).ok()?))
    });
    known.next().unwrap_or_else(|| path.to_owned())
}

/// The normal components of a path, parted by `/`.
pub fn slashed(path: &Path) -> String {
    let normal = path.components().filter_map(|component| match component {
        Component::Normal(name) => Some(name.to_string_lossy()),
        Component::ParentDir => Some("..".into()),
        _ => None,
    });
    normal.collect::<Vec<_>>().join("/")
}

type Outcome = Result<Arc<Configuration>, Fault>;

/// The configurations of a run, each read once.
pub struct Configurations {
    choice: Choice,
    /// Messages name configurations relative to this folder.
    here: PathBuf,
    /// By folder as given.
    of_folder: FxHashMap<PathBuf, Outcome>,
    /// By file, without links.
    of_file: FxHashMap<PathBuf, Outcome>,
    none: Arc<Configuration>,
}

impl Configurations {
    /// Chooses configurations. One that is named is read now.
    pub fn new(choice: Choice) -> Result<Configurations, Fault> {
        let here = std::env::current_dir().and_then(fs::canonicalize);
        let mut all = Configurations {
            choice,
            here: here.unwrap_or_default(),
            of_folder: FxHashMap::default(),
            of_file: FxHashMap::default(),
            none: Arc::default(),
        };
        if matches!(all.choice, Choice::File(_)) {
            all.of(None)?;
        }
        Ok(all)
    }

    /// The configuration that counts for the bundle at a path; without one, for a text from elsewhere: that of the
    /// working folder.
    pub fn of(&mut self, bundle: Option<&Path>) -> Outcome {
        match &self.choice {
            Choice::None => Ok(Arc::clone(&self.none)),
            Choice::File(path) => {
                let (path, shown) = (path.clone(), path.display().to_string());
                self.read_once(&path, shown)
            }
            Choice::Closest => {
                let folder = bundle.and_then(Path::parent).unwrap_or(Path::new(""));
                if let Some(known) = self.of_folder.get(folder) {
                    return known.clone();
                }
                let outcome = self.above(folder);
                self.of_folder.insert(folder.to_owned(), outcome.clone());
                outcome
            }
        }
    }

    /// The files that were read so far, in no order.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.of_file.keys().map(PathBuf::as_path)
    }

    /// The baselines that they name, in no order.
    pub fn baselines(&self) -> impl Iterator<Item = PathBuf> {
        let read = self.of_file.values().filter_map(|read| read.as_ref().ok());
        read.filter_map(|configuration| configuration.baseline())
    }

    /// The closest configuration from a folder upwards.
    fn above(&mut self, folder: &Path) -> Outcome {
        // A bundle that is not there yet, its folder neither, has a place all the same.
        let named = folder
            .ancestors()
            .filter(|folder| !folder.as_os_str().is_empty());
        let existing = named.map(fs::canonicalize).find_map(Result::ok);
        let whole = existing.unwrap_or_else(|| self.here.clone());
        let found = whole
            .ancestors()
            .map(|folder| folder.join(FILE_NAME))
            .find(|file| file.is_file());
        match found {
            Some(file) => {
                let shown = file.strip_prefix(&self.here).unwrap_or(&file);
                let shown = shown.display().to_string();
                self.read_once(&file, shown)
            }
            None => Ok(Arc::clone(&self.none)),
        }
    }

    fn read_once(&mut self, file: &Path, shown: String) -> Outcome {
        if let Some(known) = self.of_file.get(file) {
            return known.clone();
        }
        let outcome = read(file, shown).map(Arc::new);
        self.of_file.insert(file.to_owned(), outcome.clone());
        outcome
    }
}

fn read(file: &Path, shown: String) -> Result<Configuration, Fault> {
    let unread = |error: &io::Error| Fault {
        path: shown.clone(),
        place: None,
        message: format!("cannot read `{shown}`: {}", cause(error)),
    };
    let bytes = fs::read(file).map_err(|error| unread(&error))?;
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes());
            return Err(Fault::at(&shown, &text, valid, "this is not UTF-8"));
        }
    };
    let config = Config::parse(&shown, &text)?;
    let whole = fs::canonicalize(file).map_err(|error| unread(&error))?;
    let folder = whole.parent().unwrap_or(Path::new("")).to_owned();
    Ok(Configuration {
        path: shown,
        config,
        folder,
    })
}

/// What a system says, without the number that it gives.
fn cause(error: &io::Error) -> String {
    let mut text = error.to_string();
    if let Some(at) = text.rfind(" (os error ") {
        text.truncate(at);
    }
    text
}
