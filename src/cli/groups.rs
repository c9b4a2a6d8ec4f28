//! Which bundles are compared with each other.

use std::sync::Arc;

use super::config::Applied;
use crate::workspace::config::Scope;

/// Parts bundles into groups whose bundles are compared: each is one by itself, but those of a configuration whose scope is
/// the workspace are one together. Groups come in the order of their first bundles.
pub fn groups<B>(
    bundles: impl IntoIterator<Item = B>,
    applied: impl Fn(&B) -> &Applied,
) -> Vec<Vec<B>> {
    let mut groups: Vec<Vec<B>> = Vec::new();
    // Those whose scope is the workspace.
    let mut wide: Vec<usize> = Vec::new();
    for bundle in bundles {
        let configuration = &applied(&bundle).configuration;
        let is_wide = configuration.config.scope == Scope::Workspace;
        let same = |&&number: &&usize| {
            let first = groups[number].first();
            first.is_some_and(|first| Arc::ptr_eq(&applied(first).configuration, configuration))
        };
        if let Some(number) = wide.iter().find(same).copied().filter(|_| is_wide) {
            groups[number].push(bundle);
            continue;
        }
        if is_wide {
            wide.push(groups.len());
        }
        groups.push(vec![bundle]);
    }
    groups
}
