//! A collation by groups, with the findings about each group: kept in step by finding again what a change has touched.

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::bundle::Settings;
use crate::bundle::SegmentId;
use crate::collation::claims::{self, Claims, terms::Nouns};
use crate::collation::grouping::{GroupId, Grouping};
use crate::collation::identities::{self, Identities};
use crate::collation::index::TextId;
use crate::collation::utterances::Utterances;
use crate::facts::Facts;
use crate::rules::{self, Finding, View};

/// What the rules say of one group.
pub(super) type Check<C> = fn(&C, GroupId, View<'_>, &mut Vec<Finding>);

/// See the module's head.
pub(super) struct Groups<C: 'static> {
    pub(super) collation: C,
    checks: &'static [Check<C>],
    found: FxHashMap<GroupId, Vec<Finding>>,
    /// The groups that have findings in a segment, each once.
    by_segment: FxHashMap<SegmentId, SmallVec<[GroupId; 2]>>,
    /// Groups whose findings must be found again.
    stale: FxHashSet<GroupId>,
}

impl<C: Grouping + 'static> Groups<C> {
    pub(super) fn new(collation: C, checks: &'static [Check<C>]) -> Groups<C> {
        Groups {
            collation,
            checks,
            found: FxHashMap::default(),
            by_segment: FxHashMap::default(),
            stale: FxHashSet::default(),
        }
    }

    /// Adds a text; see [`Grouping::insert`].
    pub(super) fn insert(&mut self, text: TextId, key: u128, body: &str, facts: &Facts) {
        self.collation.insert(text, key, body, facts);
    }

    /// Takes a text out; see [`Grouping::remove`].
    pub(super) fn remove(&mut self, text: TextId, facts: &Facts) {
        self.collation.remove(text, facts);
    }

    /// Notes that something is to happen to the articles that have a text, before it does.
    pub(super) fn touch(&mut self, text: TextId) {
        self.stale.extend(self.collation.groups_of(text));
    }

    /// Finds again what is said of the groups that changed, and of those that these texts have a part in. Put into
    /// `segments` are the segments where something was or is said.
    pub(super) fn refresh(
        &mut self,
        touched: &[TextId],
        view: View<'_>,
        segments: &mut FxHashSet<SegmentId>,
    ) {
        self.stale.extend(self.collation.refresh());
        for &text in touched {
            self.touch(text);
        }
        let mut stale: Vec<GroupId> = self.stale.drain().collect();
        stale.sort_unstable();
        for group in stale {
            let mut findings = Vec::new();
            for check in self.checks {
                check(&self.collation, group, view, &mut findings);
            }
            for finding in self.found.remove(&group).iter().flatten() {
                let segment = finding.place.segment();
                segments.insert(segment);
                if let Some(groups) = self.by_segment.get_mut(&segment) {
                    groups.retain(|g| *g != group);
                    if groups.is_empty() {
                        self.by_segment.remove(&segment);
                    }
                }
            }
            for finding in &findings {
                let segment = finding.place.segment();
                segments.insert(segment);
                let groups = self.by_segment.entry(segment).or_default();
                if !groups.contains(&group) {
                    groups.push(group);
                }
            }
            if !findings.is_empty() {
                self.found.insert(group, findings);
            }
        }
    }

    /// The segments with findings, in no order that means anything.
    pub(super) fn segments(&self) -> impl Iterator<Item = SegmentId> {
        self.by_segment.keys().copied()
    }

    /// The findings in a segment, in no order that means anything.
    pub(super) fn findings_of(&self, segment: SegmentId) -> impl Iterator<Item = &Finding> {
        let groups = self.by_segment.get(&segment).into_iter().flatten();
        let all = groups.filter_map(|group| self.found.get(group)).flatten();
        all.filter(move |finding| finding.place.segment() == segment)
    }

    /// Finds what is said of all groups, once the first texts were added.
    pub(super) fn finish_load(&mut self, view: View<'_>) {
        self.refresh(&[], view, &mut FxHashSet::default());
    }
}

/// The three collations by groups.
pub(super) struct AllGroups {
    pub(super) utterances: Groups<Utterances>,
    pub(super) claims: Groups<Claims>,
    pub(super) identities: Groups<Identities>,
}

impl AllGroups {
    pub(super) fn new(settings: &Settings) -> AllGroups {
        let aliases = settings.aliases.iter();
        let aliases = aliases.map(|alias| (alias.name.clone(), alias.also.clone()));
        let identities = identities::Settings {
            aliases: aliases.collect(),
        };
        let classes = settings.noun_classes.iter().map(Vec::as_slice);
        let claims = claims::Settings {
            nouns: Nouns::new(classes),
            ..claims::Settings::default()
        };
        AllGroups {
            utterances: Groups::new(
                Utterances::default(),
                &[
                    rules::altered_quote::check,
                    rules::elided_quote::check,
                    rules::disputed_speaker::check,
                ],
            ),
            claims: Groups::new(Claims::new(claims), &[rules::conflicting_figures::check]),
            identities: Groups::new(
                Identities::new(&identities),
                &[rules::variant_spelling::check],
            ),
        }
    }

    /// Adds a text to each.
    pub(super) fn insert(&mut self, text: TextId, key: u128, body: &str, facts: &Facts) {
        self.utterances.insert(text, key, body, facts);
        self.claims.insert(text, key, body, facts);
        self.identities.insert(text, key, body, facts);
    }

    /// Takes a text out of each.
    pub(super) fn remove(&mut self, text: TextId, facts: &Facts) {
        self.utterances.remove(text, facts);
        self.claims.remove(text, facts);
        self.identities.remove(text, facts);
    }

    /// See [`Groups::touch`].
    pub(super) fn touch(&mut self, text: TextId) {
        self.utterances.touch(text);
        self.claims.touch(text);
        self.identities.touch(text);
    }

    /// See [`Groups::refresh`].
    pub(super) fn refresh(
        &mut self,
        touched: &[TextId],
        view: View<'_>,
        segments: &mut FxHashSet<SegmentId>,
    ) {
        self.utterances.refresh(touched, view, segments);
        self.claims.refresh(touched, view, segments);
        self.identities.refresh(touched, view, segments);
    }

    /// See [`Groups::segments`]; one may be named more than once.
    pub(super) fn segments(&self) -> impl Iterator<Item = SegmentId> {
        let utterances = self.utterances.segments();
        let claims = self.claims.segments();
        utterances.chain(claims).chain(self.identities.segments())
    }

    /// See [`Groups::findings_of`].
    pub(super) fn findings_of(&self, segment: SegmentId) -> impl Iterator<Item = &Finding> {
        let utterances = self.utterances.findings_of(segment);
        let claims = self.claims.findings_of(segment);
        let identities = self.identities.findings_of(segment);
        utterances.chain(claims).chain(identities)
    }

    /// See [`Groups::finish_load`].
    pub(super) fn finish_load(&mut self, view: View<'_>) {
        self.utterances.finish_load(view);
        self.claims.finish_load(view);
        self.identities.finish_load(view);
    }
}
