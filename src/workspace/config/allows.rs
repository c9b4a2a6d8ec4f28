//! Which `[[allow]]`s of the configurations of a run hid something.

use std::sync::Arc;

use super::{AllowedFinding, Configuration};

/// What became of the allows so far.
#[derive(Default)]
pub struct Allows {
    /// By configuration, in the order in which they were met.
    of_configuration: Vec<(Arc<Configuration>, Vec<Use>)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Use {
    /// It is about other bundles than those that were checked.
    Unasked,
    /// It is about one that was checked, and hid nothing.
    Unused,
    /// It hid something.
    Used,
}

impl Allows {
    /// Notes that a bundle was checked, by its path relative to the configuration, and which allows were used for it, by
    /// their numbers.
    pub fn note(&mut self, by: &Arc<Configuration>, path: Option<&str>, used: &[usize]) {
        let all = &by.config.allows;
        if all.is_empty() {
            return;
        }
        let known = self
            .of_configuration
            .iter()
            .position(|(c, _)| Arc::ptr_eq(c, by));
        let at = known.unwrap_or_else(|| {
            let states = vec![Use::Unasked; all.len()];
            self.of_configuration.push((Arc::clone(by), states));
            self.of_configuration.len() - 1
        });
        let Some((_, states)) = self.of_configuration.get_mut(at) else {
            return;
        };
        for (allowed, state) in all.iter().zip(states) {
            let now = if used.contains(&allowed.allow.number) {
                Use::Used
            } else if allowed.is_about(path) {
                Use::Unused
            } else {
                Use::Unasked
            };
            *state = now.max(*state);
        }
    }

    /// Those that hid nothing, though they are about bundles that were checked; each with its configuration.
    pub fn unused(&self) -> impl Iterator<Item = (&Configuration, &AllowedFinding)> {
        self.of_configuration.iter().flat_map(|(by, uses)| {
            let all = by.config.allows.iter().zip(uses);
            let unused = all.filter(|(_, state)| **state == Use::Unused);
            unused.map(|(allowed, _)| (&**by, allowed))
        })
    }
}
