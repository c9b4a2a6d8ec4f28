//! Findings that are about the same, joined: a quote in all its wordings, figures of which not all can hold, an article and
//! its copies, a passage and where it stands again.

use std::collections::BTreeMap;

use crate::bundle::{DocumentId, SegmentId};
use crate::queries::Findings;
use crate::rules::{Place, Rule};
use crate::workspace::Corpus;

/// Groups of one kind that are listed.
const MOST: usize = 500;

/// What the places of a group are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The same quote, told in several ways.
    Quotes,
    /// Figures for the same thing, in conflict.
    Figures,
    /// Articles that are copies of each other: their names.
    Copies,
    /// A passage that several articles have.
    Passages,
    /// A passage that one article says again.
    Repetitions,
}

impl Kind {
    /// The kind as it is written.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Quotes => "quotes",
            Kind::Figures => "figures",
            Kind::Copies => "copies",
            Kind::Passages => "passages",
            Kind::Repetitions => "repetitions",
        }
    }

    /// The kind of what a rule finds; none where its findings stand alone.
    fn of(rule: Rule) -> Option<Kind> {
        match rule {
            Rule::AlteredQuote | Rule::ElidedQuote | Rule::DisputedSpeaker => Some(Kind::Quotes),
            Rule::ConflictingFigures => Some(Kind::Figures),
            Rule::DuplicatedArticle => Some(Kind::Copies),
            Rule::CopiedPassage => Some(Kind::Passages),
            Rule::RepeatedPassage => Some(Kind::Repetitions),
            _ => None,
        }
    }
}

/// See the module's head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What the places are.
    pub kind: Kind,
    /// What the first finding says.
    pub message: String,
    /// In the order of the bundles, each once. Of many some may be missing: a finding does not name all.
    pub places: Vec<Place>,
}

/// The groups with a place in a bundle, of those findings that are told of; by kind, then by their first place. `go_on` is asked for each segment with findings,
/// and ends it where it fails.
pub fn groups<'c, E>(
    corpus: &'c Corpus,
    number: DocumentId,
    findings_of: impl Fn(SegmentId) -> Findings<'c>,
    mut go_on: impl FnMut() -> Result<(), E>,
) -> Result<Vec<Group>, E> {
    let Some(document) = corpus.documents().get(number as usize) else {
        return Ok(Vec::new());
    };
    let mut joined = Joined::default();
    for (anchor, _) in document.tree().bodies() {
        go_on()?;
        let segment = SegmentId {
            document: number,
            anchor,
        };
        for (_, finding) in findings_of(segment) {
            let Some(kind) = Kind::of(finding.rule) else {
                continue;
            };
            let first = joined.number(kind, &finding.place, &finding.message);
            for related in &finding.related {
                let other = joined.number(kind, &related.place, &finding.message);
                joined.join(first, other);
            }
        }
    }
    Ok(joined.groups(corpus))
}

/// Places, and which of them belong together: disjoint sets.
#[derive(Default)]
struct Joined {
    numbers: BTreeMap<(Kind, Place), usize>,
    parents: Vec<usize>,
    messages: Vec<String>,
}

impl Joined {
    fn number(&mut self, kind: Kind, place: &Place, message: &str) -> usize {
        let next = self.parents.len();
        let number = *self.numbers.entry((kind, place.clone())).or_insert(next);
        if number == next {
            self.parents.push(next);
            self.messages.push(message.to_owned());
        }
        number
    }

    fn root(&mut self, mut number: usize) -> usize {
        while self.parents[number] != number {
            self.parents[number] = self.parents[self.parents[number]];
            number = self.parents[number];
        }
        number
    }

    /// The smaller number stands for both: it came first, and so did its message.
    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parents[a.max(b)] = a.min(b);
    }

    fn groups(mut self, corpus: &Corpus) -> Vec<Group> {
        let numbers = std::mem::take(&mut self.numbers);
        let mut by_root: BTreeMap<(Kind, usize), Vec<Place>> = BTreeMap::new();
        for ((kind, place), number) in numbers {
            let root = self.root(number);
            by_root.entry((kind, root)).or_default().push(place);
        }
        let start = |place: &Place| (place.document, corpus.view().in_file(place).start);
        let mut groups: Vec<Group> = by_root
            .into_iter()
            .map(|((kind, root), mut places)| {
                places.sort_by_cached_key(start);
                Group {
                    kind,
                    message: std::mem::take(&mut self.messages[root]),
                    places,
                }
            })
            .collect();
        groups.sort_by_cached_key(|group| (group.kind, group.places.first().map(start)));
        let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
        groups.retain(|group| {
            let count = counts.entry(group.kind).or_default();
            *count += 1;
            *count <= MOST
        });
        groups
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queries::fixture::fixture;

    #[test]
    fn wordings_of_a_quote_are_one_group() {
        let quote = |name: &str, words: &str| {
            format!(
                "<<<FILE: {name}>>>\n“{words},” said Olena Marlow, the clerk.\n<<<END FILE>>>\n"
            )
        };
        let text = [
            quote(
                "a",
                "We counted every crate of pears on the quay before the tide came in",
            ),
            quote(
                "b",
                "We counted every single crate of plums on the quay before the tide came in",
            ),
            quote(
                "c",
                "We counted each crate of pears on the quay before the tide came in",
            ),
        ];
        let fixture = fixture(&text.concat());
        let found = groups(
            &fixture.corpus,
            0,
            |s| fixture.corpus.findings_of(s),
            || Ok::<(), ()>(()),
        )
        .expect("nobody stops it");
        let shown: Vec<(Kind, Vec<String>)> = found
            .iter()
            .map(|group| {
                let places = group.places.iter().map(|place| fixture.shown(place));
                (group.kind, places.collect())
            })
            .collect();
        let [(Kind::Quotes, places)] = &shown[..] else {
            panic!("{shown:?}")
        };
        let starts: Vec<&str> = places.iter().map(|place| &place[..3]).collect();
        assert_eq!(starts, ["a:2", "b:5", "c:8"], "{places:?}");
        assert!(
            found[0].message.contains("other words"),
            "{}",
            found[0].message
        );
    }

    #[test]
    fn copies_are_named_once() {
        let body = "The harbour of Port Kelder froze on Monday night, and ferries to the islands stayed at their piers until the tide broke the ice at noon. Crews walked the quays with lamps and poles to keep the ropes free, while cooks served soup in the waiting hall.\n";
        let text = ["one", "two", "three"]
            .map(|name| format!("<<<FILE: {name}>>>\n{body}<<<END FILE>>>\n"));
        let fixture = fixture(&text.concat());
        let found = groups(
            &fixture.corpus,
            0,
            |s| fixture.corpus.findings_of(s),
            || Ok::<(), ()>(()),
        )
        .expect("nobody stops it");
        let [group] = &found[..] else {
            panic!("{found:?}")
        };
        let places: Vec<_> = group.places.iter().map(|p| fixture.shown(p)).collect();
        assert_eq!(group.kind, Kind::Copies);
        assert_eq!(places, ["one:1 one", "two:4 two", "three:7 three"]);
    }
}
