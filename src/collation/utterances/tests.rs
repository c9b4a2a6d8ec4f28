//! The groups are those of a fresh run, after any sequence of changes.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::facts::shingles::Seen;
use crate::facts::{self, Facts};

const QUOTES: &[&str] = &[
    "“We will count the crates on Friday and then once more,” the clerk said.",
    "“We will weigh the crates on Friday and then once more,” the clerk said.",
    "“We will count the crates on Friday and then never more,” the clerk said.",
    "The clerk said: “We will count the crates on Friday.”",
    "The clerk said: “They will count the crates on Friday, as we do every week, and then once more.”",
    "“Nobody on the quay saw the ferry leave that night,” she said.",
    "“Nobody on the quay saw the old ferry leave that night,” she said.",
    "“Nothing of this is true,” she said.",
];

/// Each wording by its words: its places, and what it is linked with.
fn view(all: &Utterances) -> Vec<String> {
    let said = all
        .by_key
        .values()
        .filter(|&&id| !all.instances(id).is_empty())
        .map(|&id| {
            let mut links: Vec<String> = all
                .links(id)
                .iter()
                .map(|l| format!("{} {:?}", all.key(l.other), l.found))
                .collect();
            links.sort_unstable();
            format!("{} {:?} {links:?}", all.key(id), all.instances(id))
        });
    let mut said: Vec<String> = said.collect();
    said.sort_unstable();
    said
}

fn read(body: &str) -> Facts {
    facts::read(body, &mut Seen::default())
}

proptest! {
    #[test]
    fn as_if_read_anew(
        common in 1usize..5,
        steps in prop::collection::vec((0u32..7, prop::collection::vec(0..QUOTES.len(), 0..4), any::<bool>()), 1..30),
    ) {
        let mut all = Utterances::with_common(common);
        let mut bodies: BTreeMap<TextId, String> = BTreeMap::new();
        for (text, quotes, refresh) in steps {
            if let Some(body) = bodies.remove(&text) {
                all.remove(text, &read(&body));
            }
            let body: String = quotes.iter().map(|&q| format!("{}\n\n", QUOTES[q])).collect();
            all.insert(text, 0, &body, &read(&body));
            bodies.insert(text, body);
            if refresh {
                all.refresh();
            }
        }
        all.refresh();
        let mut fresh = Utterances::with_common(common);
        for (text, body) in bodies.iter().rev() {
            fresh.insert(*text, 0, body, &read(body));
        }
        fresh.refresh();
        prop_assert_eq!(view(&all), view(&fresh));
    }
}

#[test]
fn wordings_of_one_utterance_are_linked() {
    let mut all = Utterances::default();
    for (text, quote) in (0..).zip(QUOTES) {
        all.insert(text, 0, quote, &read(quote));
    }
    all.refresh();
    let links = |text| {
        let groups = all.of_text.get(&text).into_iter().flatten();
        groups.map(|&id| all.links(id).len()).sum::<usize>()
    };
    let counts: Vec<usize> = (0..QUOTES.len() as TextId).map(links).collect();
    assert_eq!(counts[5..], [1, 1, 0]);
    assert!(counts[0] >= 3, "{counts:?}");
}
