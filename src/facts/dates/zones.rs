//! The zones of clock times, as `zones.txt` has them.

use std::sync::LazyLock;

use smallvec::SmallVec;

use crate::facts::lexicon::{Lexicon, entries};

/// A zone as news names it: `EDT`, `ET`, `Moscow time`, `local time`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Zone(u8);

/// What sort of zone a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ZoneKind {
    /// The same all year.
    Fixed,
    /// A standard time; the summer time of the same place is an hour more.
    Standard,
    /// A summer time; the standard time of the same place is an hour less.
    Summer,
    /// Standard or summer time, whichever holds.
    Either,
    /// Zones of several countries.
    Unclear,
    /// That of a place which is not named.
    Local,
}

struct Class {
    kind: ZoneKind,
    /// In minutes ahead of UTC, the usual one first.
    offsets: SmallVec<[i16; 3]>,
}

struct Zones {
    names: Lexicon<Zone>,
    classes: Vec<Class>,
}

static ZONES: LazyLock<Zones> = LazyLock::new(|| {
    let file = include_str!("zones.txt");
    let mut classes: Vec<(&str, Class)> = Vec::new();
    for (name, _) in entries(file) {
        if classes.last().is_none_or(|(last, _)| *last != name)
            && let Some(class) = class(name)
        {
            classes.push((name, class));
        }
    }
    let names = Lexicon::parse(file, |class, _| {
        let place = classes.iter().position(|(name, _)| *name == class)?;
        u8::try_from(place).ok().map(Zone)
    });
    let classes = classes.into_iter().map(|(_, class)| class).collect();
    Zones { names, classes }
});

/// Reads the name of a class: `either -05:00 -04:00`.
fn class(name: &str) -> Option<Class> {
    let mut words = name.split(' ');
    let kind = match words.next()? {
        "fixed" => ZoneKind::Fixed,
        "standard" => ZoneKind::Standard,
        "summer" => ZoneKind::Summer,
        "either" => ZoneKind::Either,
        "unclear" => ZoneKind::Unclear,
        "local" => ZoneKind::Local,
        _ => return None,
    };
    let offsets = words.map(offset).collect::<Option<_>>()?;
    Some(Class { kind, offsets })
}

/// Reads `-05:00`.
fn offset(text: &str) -> Option<i16> {
    let (hours, minutes) = text.get(1..)?.split_once(':')?;
    let minutes = hours.parse::<i16>().ok()? * 60 + minutes.parse::<i16>().ok()?;
    Some(if text.starts_with('-') {
        -minutes
    } else {
        minutes
    })
}

/// The names of zones.
pub(super) fn names() -> &'static Lexicon<Zone> {
    &ZONES.names
}

impl Zone {
    /// What sort of zone it is.
    pub fn kind(self) -> ZoneKind {
        self.class().map_or(ZoneKind::Local, |class| class.kind)
    }

    /// How many minutes it is ahead of UTC: one value for each zone of that name, the usual one first.
    pub fn offsets(self) -> &'static [i16] {
        self.class().map_or(&[], |class| &class.offsets)
    }

    /// How many minutes it is ahead of UTC, where its name says so by itself.
    pub fn offset(self) -> Option<i16> {
        match self.kind() {
            ZoneKind::Fixed | ZoneKind::Standard | ZoneKind::Summer => {
                self.offsets().first().copied()
            }
            ZoneKind::Either | ZoneKind::Unclear | ZoneKind::Local => None,
        }
    }

    fn class(self) -> Option<&'static Class> {
        ZONES.classes.get(usize::from(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_has_a_zone() {
        for (class, name) in entries(include_str!("zones.txt")) {
            let zone = names().named(name);
            assert!(zone.is_some(), "{class}: {name}");
            assert_eq!(
                zone.is_some_and(|zone| zone.offsets().is_empty()),
                class == "local"
            );
        }
        let offset = |name| names().named(name).and_then(Zone::offset);
        assert_eq!(offset("EDT"), Some(-240));
        assert_eq!(offset("Indian Standard Time"), Some(330));
        assert_eq!(offset("ET"), None);
        assert_eq!(offset("IST"), None);
    }
}
