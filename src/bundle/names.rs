//! From an article's name to a path that is safe to write.
//!
//! A name in an editor is just a name. It becomes a path only when a bundle is unpacked, and a
//! bundle may come from anyone: [`safe_path`] is the one door between the two. What it refuses, it
//! refuses on every system, so that a bundle that unpacks here unpacks there; the one exception is
//! what Windows alone cannot store ([`NameFault::WindowsCharacter`], [`NameFault::WindowsEnding`]),
//! which is refused only in a build for Windows.
//!
//! Nothing here looks at a disk. That no parent is a symbolic link, and that no file is
//! overwritten, is for the code that writes to see to: [`clashes`] finds the names that are *known*
//! to meet on some file system, and only an exclusive create finds the rest.

use std::{fmt, path::PathBuf};

use crate::text::normalise::unicode_key;

/// Why a name cannot become a path. `Display` says it in one plain line, without the name itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameFault {
    /// The name is empty.
    Empty,
    /// A control character (C0, DEL, C1) or a line or paragraph separator.
    Control(char),
    /// A character that reorders the text around it, so that a reader sees another name than the
    /// one that is written. Direction *marks* (U+200E, U+200F, U+061C), which right-to-left names
    /// need, are accepted.
    BidiControl(char),
    /// A network or device path: `\\server\share`, `//server/share`, `\\?\C:\x`.
    Unc,
    /// A path from the root: `/x`.
    Absolute,
    /// A path with a Windows drive letter: `C:\x`, `c:x`.
    Drive(char),
    /// A backslash: a separator on Windows and part of a name elsewhere, so the name would mean two
    /// things.
    Backslash,
    /// An empty component (`a//b`, `a/`): a second spelling of a path, or a folder where a file is
    /// meant.
    EmptyComponent,
    /// A component that is `.` or `..`, or what Windows may take for one: dots and blanks alone.
    Relative(String),
    /// A component that Windows takes for a device, with or without an extension: `NUL`,
    /// `com1.txt`.
    Device(String),
    /// A character that no Windows file name may hold: one of `<>:"|?*`. Refused in a build for
    /// Windows only.
    WindowsCharacter(char),
    /// A component with a dot or blank at its end, which Windows would drop. Refused in a build for
    /// Windows only.
    WindowsEnding(String),
}

impl fmt::Display for NameFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the name is empty"),
            Self::Control(c) => write!(
                f,
                "the name holds the control character U+{:04X}",
                u32::from(*c)
            ),
            Self::BidiControl(c) => {
                write!(
                    f,
                    "the name holds U+{:04X}, which changes the order in which it is shown",
                    u32::from(*c)
                )
            }
            Self::Unc => f.write_str("the name is a network path"),
            Self::Absolute => f.write_str("the name is an absolute path"),
            Self::Drive(letter) => write!(f, "the name starts with the drive `{letter}:`"),
            Self::Backslash => {
                f.write_str("the name holds a backslash; folders are separated by `/`")
            }
            Self::EmptyComponent => {
                f.write_str("the name has an empty part: two `/` in a row, or one at its end")
            }
            Self::Relative(part) => write!(
                f,
                "the part `{part}` does not name a file or folder of its own"
            ),
            Self::Device(part) => write!(f, "`{part}` is the name of a device on Windows"),
            Self::WindowsCharacter(c) => write!(f, "a file name on Windows cannot hold `{c}`"),
            Self::WindowsEnding(part) => {
                write!(
                    f,
                    "`{part}` ends in a dot or a blank, which Windows would drop"
                )
            }
        }
    }
}

impl std::error::Error for NameFault {}

/// The relative path that an article's `name` stands for, with `/` as the separator on every
/// system.
///
/// An accepted path has at least one component, and normal components only: joined to a folder, it
/// stays in it.
///
/// # Errors
///
/// The first [`NameFault`] of the name, characters before structure, so that what a fault quotes of
/// the name can be printed as it is.
pub fn safe_path(name: &str) -> Result<PathBuf, NameFault> {
    safe_path_on(name, cfg!(windows))
}

/// [`safe_path`] for either kind of system, so that both can be tested on one.
fn safe_path_on(name: &str, windows: bool) -> Result<PathBuf, NameFault> {
    check_characters(name)?;
    check_root(name)?;
    name.split('/')
        .map(|part| check_component(part, windows).map(|()| part))
        .collect()
}

fn check_characters(name: &str) -> Result<(), NameFault> {
    for c in name.chars() {
        match c {
            '\u{2028}' | '\u{2029}' => return Err(NameFault::Control(c)),
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
                return Err(NameFault::BidiControl(c));
            }
            _ if c.is_control() => return Err(NameFault::Control(c)),
            _ => {}
        }
    }
    Ok(())
}

/// Refuses a name that says where in the system it starts, and one that does not start at all.
fn check_root(name: &str) -> Result<(), NameFault> {
    let mut start = name.chars();
    match (start.next(), start.next()) {
        (None, _) => Err(NameFault::Empty),
        (Some('/' | '\\'), Some('/' | '\\')) => Err(NameFault::Unc),
        (Some('/'), _) => Err(NameFault::Absolute),
        (Some(letter), Some(':')) if letter.is_ascii_alphabetic() => Err(NameFault::Drive(letter)),
        _ if name.contains('\\') => Err(NameFault::Backslash),
        _ => Ok(()),
    }
}

fn check_component(part: &str, windows: bool) -> Result<(), NameFault> {
    if part.is_empty() {
        return Err(NameFault::EmptyComponent);
    }
    let stem = part.trim_end_matches(['.', ' ']);
    if stem.is_empty() {
        return Err(NameFault::Relative(part.to_owned()));
    }
    if is_device(part) {
        return Err(NameFault::Device(part.to_owned()));
    }
    if windows {
        if let Some(c) = part.chars().find(|c| r#"<>:"|?*"#.contains(*c)) {
            return Err(NameFault::WindowsCharacter(c));
        }
        if stem.len() < part.len() {
            return Err(NameFault::WindowsEnding(part.to_owned()));
        }
    }
    Ok(())
}

/// Whether Windows opens a device for this component: the stem alone decides, in any case and
/// before any blanks.
///
/// The list is that of Microsoft's "Naming Files, Paths, and Namespaces", and the two names of the
/// console.
fn is_device(part: &str) -> bool {
    let stem = part
        .split(['.', ':'])
        .next()
        .unwrap_or(part)
        .trim_end_matches(' ');
    if ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"]
        .iter()
        .any(|device| stem.eq_ignore_ascii_case(device))
    {
        return true;
    }
    // A numbered port: three letters, then one digit, which may be a superscript of Latin-1.
    let mut rest = stem.chars();
    let letters: String = rest.by_ref().take(3).collect();
    (letters.eq_ignore_ascii_case("COM") || letters.eq_ignore_ascii_case("LPT"))
        && matches!(rest.next(), Some('0'..='9' | '¹' | '²' | '³'))
        && rest.next().is_none()
}

/// One of the names given to [`clashes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named<'a> {
    /// Its 0-based place in the sequence of names.
    pub index: usize,
    /// The name as written.
    pub name: &'a str,
}

/// Names that cannot all be written into one folder on every system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clash<'a> {
    /// Two names or more that are the same, or that some file systems take for the same; in the
    /// order given.
    Same(Vec<Named<'a>>),
    /// A file where others need a folder: `a` beside `a/b`. A name deep in several such files
    /// stands with the nearest; where the file's name is given more than once, the first stands for
    /// all.
    FileAsFolder {
        /// The file.
        file: Named<'a>,
        /// The names within it, in the order given.
        inside: Vec<Named<'a>>,
    },
}

impl std::fmt::Display for Clash<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let list = |names: &[Named<'_>]| {
            let shown: Vec<String> = names
                .iter()
                .take(3)
                .map(|n| format!("`{}`", n.name.escape_debug()))
                .collect();
            let more = names.len().saturating_sub(3);
            shown.join(", ")
                + &if more > 0 {
                    format!(" and {more} more")
                } else {
                    String::new()
                }
        };
        match self {
            Self::Same(names) if names.windows(2).all(|pair| pair[0].name == pair[1].name) => {
                let name = names.first().map_or("", |named| named.name);
                write!(
                    f,
                    "the name `{}` is given {} times",
                    name.escape_debug(),
                    names.len()
                )
            }
            Self::Same(names) => write!(f, "{} would be one file on some systems", list(names)),
            Self::FileAsFolder { file, inside } => {
                write!(
                    f,
                    "`{}` is a file, and {} would be in a folder of that name",
                    file.name.escape_debug(),
                    list(inside)
                )
            }
        }
    }
}

impl<'a> Clash<'a> {
    /// The member that was given first, by which clashes are sorted.
    fn first(&self) -> Option<usize> {
        match self {
            Self::Same(names) => names.first().map(|named| named.index),
            Self::FileAsFolder { file, inside } => inside
                .iter()
                .chain([file])
                .map(|named: &Named<'a>| named.index)
                .min(),
        }
    }
}

/// The clashes among the names of one bundle, in the order of their first members.
///
/// Names are compared after NFC and case folding, as file systems of macOS and Windows compare
/// them. The names need not be safe ones. The time is that of sorting the names.
pub fn clashes<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<Clash<'a>> {
    let mut entries: Vec<(String, Named<'a>)> = names
        .into_iter()
        .enumerate()
        .map(|(index, name)| (sort_key(name), Named { index, name }))
        .collect();
    // The sort is stable: names that are equal stay in the order given.
    entries.sort_by(|(a, _), (b, _)| a.cmp(b));

    let mut found = Vec::new();
    // The files that enclose the present name, outermost first, and what they hold. Since a
    // folder's names follow it at once, a file that does not enclose this name encloses none of
    // those to come.
    let mut enclosing: Vec<Enclosing<'_, 'a>> = Vec::new();
    for group in entries.chunk_by(|(a, _), (b, _)| a == b) {
        let Some((key, first)) = group.first() else {
            continue;
        };
        let members = || group.iter().map(|(_, named)| *named);
        if group.len() > 1 {
            found.push(Clash::Same(members().collect()));
        }
        while let Some(left) = enclosing.pop_if(|file| !is_within(key, file.key)) {
            found.extend(left.into_clash());
        }
        if let Some(nearest) = enclosing.last_mut() {
            nearest.inside.extend(members());
        }
        enclosing.push(Enclosing {
            key,
            file: *first,
            inside: Vec::new(),
        });
    }
    found.extend(enclosing.into_iter().filter_map(Enclosing::into_clash));
    found.sort_by_key(Clash::first);
    found
}

/// A file that may turn out to be another's folder.
struct Enclosing<'k, 'a> {
    key: &'k str,
    file: Named<'a>,
    inside: Vec<Named<'a>>,
}

impl<'a> Enclosing<'_, 'a> {
    fn into_clash(mut self) -> Option<Clash<'a>> {
        self.inside.sort_by_key(|named| named.index);
        (!self.inside.is_empty()).then_some(Clash::FileAsFolder {
            file: self.file,
            inside: self.inside,
        })
    }
}

/// What stands for `/` in a [`sort_key`]: the least character, so that `a`, `a/b`, `a b` sort in
/// this order and a file stands right before the names within it.
const SEPARATOR: char = '\0';

fn is_within(key: &str, folder: &str) -> bool {
    key.strip_prefix(folder)
        .is_some_and(|rest| rest.starts_with(SEPARATOR))
}

/// A name as the most forgiving file systems compare it.
fn sort_key(name: &str) -> String {
    unicode_key(name)
        .chars()
        .map(|c| if c == '/' { SEPARATOR } else { c })
        .collect()
}

#[cfg(test)]
#[path = "names_tests.rs"]
mod tests;
