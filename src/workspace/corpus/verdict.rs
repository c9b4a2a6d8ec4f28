//! The findings of a bundle as they are reported: at the levels of its policy, without those that are allowed.
//!
//! All of this is done when findings are asked for. It costs little, and what is allowed is never found again for it.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::Range;

use rustc_hash::FxHashSet;

use super::{Corpus, Found, Member};
use crate::bundle::{Anchor, Document, DocumentId, Role, SegmentId};
use crate::rules::{self, Finding, Place, Rule, Segment};
use crate::workspace::allow::{Allow, Reach};
use crate::workspace::levels::Severity;

/// The findings of a bundle, and what allowed the others.
#[derive(Debug, Default)]
pub struct Verdict<'b> {
    /// Each with its place in bytes, sorted by start, then by rule.
    pub findings: Vec<(Range<usize>, Cow<'b, Finding>)>,
    /// Those that are not reported since they are allowed, in the same order.
    pub allowed: Vec<Allowed<'b>>,
    /// The [`Allow::number`]s of those that hid something, sorted.
    pub used: Vec<usize>,
}

/// A finding that is allowed.
#[derive(Debug)]
pub struct Allowed<'b> {
    /// Its place in bytes.
    pub range: Range<usize>,
    /// As it would be reported.
    pub finding: Cow<'b, Finding>,
    /// What allows it.
    pub by: AllowedBy,
}

/// What allows a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AllowedBy {
    /// The marker of its article.
    Marker,
    /// The [`Allow`] of this number in the bundle's policy, the first that does.
    Policy(usize),
}

/// What became of findings.
#[derive(Default)]
struct Judged<'b> {
    reported: Vec<(Range<usize>, Cow<'b, Finding>)>,
    allowed: Vec<Allowed<'b>>,
}

/// What allowed something so far.
struct Used {
    /// On markers: of which article, for which rule.
    on_markers: FxHashSet<(Anchor, Rule)>,
    /// In the bundle's policy, by their place there.
    in_policy: Vec<bool>,
}

impl Used {
    fn of(allows: &[Allow]) -> Used {
        Used {
            on_markers: FxHashSet::default(),
            in_policy: vec![false; allows.len()],
        }
    }
}

impl Corpus {
    /// The findings of a bundle that are reported, in the order of its text: each with its place in bytes, sorted by
    /// start, then by rule.
    ///
    /// # Panics
    ///
    /// If there is no such bundle.
    pub fn findings(&self, number: DocumentId) -> Vec<(Range<usize>, Cow<'_, Finding>)> {
        self.verdict(number).findings
    }

    /// The findings of a bundle that are reported, and what of its policy kept others from it.
    ///
    /// # Panics
    ///
    /// If there is no such bundle.
    pub fn verdict(&self, number: DocumentId) -> Verdict<'_> {
        let member = &self.members[number as usize];
        let tree = self.documents[number as usize].tree();
        let allows = &member.policy.allows;
        let mut used = Used::of(allows);
        // Most segments have none: only those that have are looked up.
        let mut segments: Vec<(usize, Anchor)> = self
            .segments_with_findings(number)
            .map(|anchor| (tree.start(anchor), anchor))
            .collect();
        segments.sort_unstable();
        segments.dedup();
        let mut all = Judged::default();
        for (_, anchor) in segments {
            self.judge(number, anchor, &mut used, &mut all);
        }
        let Judged {
            mut reported,
            mut allowed,
        } = all;
        reported.sort_by(|(a, f), (b, g)| order((a, f), (b, g)));
        allowed.sort_by(|a, b| order((&a.range, &a.finding), (&b.range, &b.finding)));
        let used = allows.iter().zip(used.in_policy);
        let used = used.filter(|(_, used)| *used);
        Verdict {
            findings: reported,
            allowed,
            used: used.map(|(allow, _)| allow.number).collect(),
        }
    }

    /// The findings of one segment that are reported; see [`Corpus::findings`]. None where there is no such segment.
    pub fn findings_of(&self, segment: SegmentId) -> Vec<(Range<usize>, Cow<'_, Finding>)> {
        let mut all = Judged::default();
        if let Some(member) = self.members.get(segment.document as usize) {
            let mut used = Used::of(&member.policy.allows);
            self.judge(segment.document, segment.anchor, &mut used, &mut all);
        }
        let mut reported = all.reported;
        reported.sort_by(|(a, f), (b, g)| order((a, f), (b, g)));
        reported
    }

    /// The segments of a bundle that may have findings, in no order that means anything; one may be named more than
    /// once.
    ///
    /// # Panics
    ///
    /// If there is no such bundle.
    pub fn segments_with_findings(&self, number: DocumentId) -> impl Iterator<Item = Anchor> {
        let member = &self.members[number as usize];
        let by_group = self.groups.segments();
        let by_group = by_group.filter(move |segment| segment.document == number);
        let by_file = member.file.iter().map(|finding| finding.place.anchor);
        let allowing = member.allowing.iter().map(|&id| Some(id));
        let own = member.found.keys().copied();
        own.chain(by_group.map(|segment| segment.anchor))
            .chain(by_file)
            .chain(allowing)
    }

    /// Adds the findings of one segment, and notes what kept some from being reported.
    fn judge<'b>(
        &'b self,
        number: DocumentId,
        anchor: Anchor,
        used: &mut Used,
        all: &mut Judged<'b>,
    ) {
        let member = &self.members[number as usize];
        let document = &self.documents[number as usize];
        let own = member.found.get(&anchor).into_iter().flat_map(
            |Found {
                 local,
                 copies,
                 name,
             }| local.iter().chain(copies).chain(name),
        );
        for finding in own.chain(self.groups.findings_of(document.segment(anchor))) {
            let allowed = self.marker_allows(member, finding, used);
            self.add(member, Cow::Borrowed(finding), allowed, used, all);
        }
        // What is said of the whole file is not for one article's marker to allow.
        for finding in member.file.iter().filter(|f| f.place.anchor == anchor) {
            self.add(member, Cow::Borrowed(finding), false, used, all);
        }
        if anchor.is_some_and(|id| member.allowing.contains(&id)) {
            let segment = Segment::new(document, anchor, "");
            let is_used = |rule| used.on_markers.contains(&(anchor, rule));
            let mut unused = Vec::new();
            rules::unused_allow::check(&segment, is_used, &mut unused);
            for finding in unused {
                let allowed = self.marker_allows(member, &finding, used);
                self.add(member, Cow::Owned(finding), allowed, used, all);
            }
        }
    }

    /// Adds a finding at its level, if its rule is not off; `on_marker`: whether its article's marker allows it.
    fn add<'b>(
        &self,
        member: &Member,
        mut finding: Cow<'b, Finding>,
        on_marker: bool,
        used: &mut Used,
        all: &mut Judged<'b>,
    ) {
        let by = if on_marker {
            Some(AllowedBy::Marker)
        } else {
            let whole = finding.clone();
            let by = self.policy_allows(member, &mut finding, used);
            if by.is_some() {
                finding = whole; // with the places that are allowed
            }
            by.map(AllowedBy::Policy)
        };
        match member.policy.levels.get(finding.rule) {
            Some(Severity::Off) => return,
            Some(Severity::At(level)) if level != finding.level => finding.to_mut().level = level,
            Some(Severity::At(_)) | None => {}
        }
        let start = self.home(&finding.place).tree().start(finding.place.anchor);
        let range = finding.place.in_file(start);
        match by {
            None => all.reported.push((range, finding)),
            Some(by) => all.allowed.push(Allowed { range, finding, by }),
        }
    }

    /// Whether the marker of a finding's article allows its rule.
    fn marker_allows(&self, member: &Member, finding: &Finding, used: &mut Used) -> bool {
        let anchor = finding.place.anchor;
        let Some(id) = anchor.filter(|id| member.allowing.contains(id)) else {
            return false;
        };
        let mut allowed = self.home(&finding.place).tree().marker(id).allowed();
        let allows = allowed.any(|name| name == finding.rule.name());
        if allows {
            used.on_markers.insert((anchor, finding.rule));
        }
        allows
    }

    /// The number of the first [`Allow`] of the bundle's policy that allows a finding. Where they allow it as far as it is
    /// about some other articles, it loses those places, and is allowed if none is left.
    fn policy_allows(
        &self,
        member: &Member,
        finding: &mut Cow<'_, Finding>,
        used: &mut Used,
    ) -> Option<usize> {
        let allows = &member.policy.allows;
        if allows.is_empty() {
            return None;
        }
        let name = self.article(&finding.place);
        let (mut whole, mut partly) = (None, None);
        let mut covered = vec![false; finding.related.len()];
        // All that allow it are used: which of two is one too many is not for us to say.
        for (allow, used) in allows.iter().zip(&mut used.in_policy) {
            match allow.reach(finding, name) {
                Reach::Whole => {
                    *used = true;
                    whole = whole.or(Some(allow.number));
                }
                Reach::Places if self.cover(allow, finding, &mut covered) => {
                    *used = true;
                    partly = partly.or(Some(allow.number));
                }
                Reach::Places | Reach::None => {}
            }
        }
        if whole.is_some() || partly.is_none() {
            return whole;
        }
        let mut covered = covered.into_iter();
        let related = &mut finding.to_mut().related;
        related.retain(|_| covered.next() != Some(true));
        partly.filter(|_| related.is_empty())
    }

    /// Notes which of the other places that a finding is about an allow covers; whether any.
    fn cover(&self, allow: &Allow, finding: &Finding, covered: &mut [bool]) -> bool {
        let name = self.article(&finding.place).unwrap_or_default();
        let mut any = false;
        for (related, covered) in finding.related.iter().zip(covered) {
            let other = self.article(&related.place);
            if other.is_some_and(|other| allow.covers(name, other)) {
                (*covered, any) = (true, true);
            }
        }
        any
    }

    /// The name of the article in which a place lies, empty where it has none.
    fn article(&self, place: &Place) -> Option<&str> {
        let tree = self.home(place).tree();
        let id = place.anchor.filter(|&id| tree.role(id) == Role::Open)?;
        Some(tree.marker(id).name.as_deref().unwrap_or_default())
    }

    /// The bundle that a place lies in.
    fn home(&self, place: &Place) -> &Document {
        &self.documents[place.document as usize]
    }
}

/// Findings stand in the order of their starts, then of their rules.
fn order(a: (&Range<usize>, &Finding), b: (&Range<usize>, &Finding)) -> Ordering {
    let key = |(range, finding): (&Range<usize>, &Finding)| (range.start, finding.rule, range.end);
    let by_place = key(a).cmp(&key(b));
    by_place.then_with(|| a.1.message.cmp(&b.1.message))
}
