//! The findings of a bundle as they are reported: at the levels of its policy, without those that are allowed.
//!
//! All of this is done when findings are asked for. It costs little, and what is allowed is never found again for it.

use std::borrow::Cow;
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
    /// The [`Allow::number`]s of those that hid something, sorted.
    pub used: Vec<usize>,
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
        let mut all = Vec::new();
        for (_, anchor) in segments {
            self.judge(number, anchor, &mut used, &mut all);
        }
        sort(&mut all);
        let used = allows.iter().zip(used.in_policy);
        let used = used.filter(|(_, used)| *used);
        Verdict {
            findings: all,
            used: used.map(|(allow, _)| allow.number).collect(),
        }
    }

    /// The findings of one segment that are reported; see [`Corpus::findings`]. None where there is no such segment.
    pub fn findings_of(&self, segment: SegmentId) -> Vec<(Range<usize>, Cow<'_, Finding>)> {
        let mut all = Vec::new();
        if let Some(member) = self.members.get(segment.document as usize) {
            let mut used = Used::of(&member.policy.allows);
            self.judge(segment.document, segment.anchor, &mut used, &mut all);
            sort(&mut all);
        }
        all
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

    /// Adds the findings of one segment that are reported, and notes what kept others from it.
    fn judge<'b>(
        &'b self,
        number: DocumentId,
        anchor: Anchor,
        used: &mut Used,
        all: &mut Vec<(Range<usize>, Cow<'b, Finding>)>,
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
            if !self.marker_allows(member, finding, used) {
                all.extend(self.reported(member, Cow::Borrowed(finding), used));
            }
        }
        // What is said of the whole file is not for one article's marker to allow.
        for finding in member.file.iter().filter(|f| f.place.anchor == anchor) {
            all.extend(self.reported(member, Cow::Borrowed(finding), used));
        }
        if anchor.is_some_and(|id| member.allowing.contains(&id)) {
            let segment = Segment::new(document, anchor, "");
            let is_used = |rule| used.on_markers.contains(&(anchor, rule));
            let mut unused = Vec::new();
            rules::unused_allow::check(&segment, is_used, &mut unused);
            for finding in unused {
                if !self.marker_allows(member, &finding, used) {
                    all.extend(self.reported(member, Cow::Owned(finding), used));
                }
            }
        }
    }

    /// A finding as it is reported, if it is.
    fn reported<'b>(
        &self,
        member: &Member,
        mut finding: Cow<'b, Finding>,
        used: &mut Used,
    ) -> Option<(Range<usize>, Cow<'b, Finding>)> {
        if self.policy_allows(member, &mut finding, used) {
            return None;
        }
        match member.policy.levels.get(finding.rule) {
            Some(Severity::Off) => return None,
            Some(Severity::At(level)) if level != finding.level => finding.to_mut().level = level,
            Some(Severity::At(_)) | None => {}
        }
        let start = self.home(&finding.place).tree().start(finding.place.anchor);
        Some((finding.place.in_file(start), finding))
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

    /// Whether the bundle's policy allows a finding. Where they allow it as far as it is about some other articles, it loses
    /// those places, and is allowed if none is left.
    fn policy_allows(
        &self,
        member: &Member,
        finding: &mut Cow<'_, Finding>,
        used: &mut Used,
    ) -> bool {
        let allows = &member.policy.allows;
        if allows.is_empty() {
            return false;
        }
        let name = self.article(&finding.place);
        let mut whole = false;
        let mut covered = vec![false; finding.related.len()];
        // All that allow it are used: which of two is one too many is not for us to say.
        for (allow, used) in allows.iter().zip(&mut used.in_policy) {
            match allow.reach(finding, name) {
                Reach::None => {}
                Reach::Whole => (whole, *used) = (true, true),
                Reach::Places => *used |= self.cover(allow, finding, &mut covered),
            }
        }
        if whole || !covered.contains(&true) {
            return whole;
        }
        let mut covered = covered.into_iter();
        let related = &mut finding.to_mut().related;
        related.retain(|_| covered.next() != Some(true));
        related.is_empty()
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

/// Sorts findings by their start, then by rule.
fn sort(findings: &mut [(Range<usize>, Cow<'_, Finding>)]) {
    findings.sort_by(|(a, f), (b, g)| {
        let by_place = (a.start, f.rule, a.end).cmp(&(b.start, g.rule, b.end));
        by_place.then_with(|| f.message.cmp(&g.message))
    });
}
