//! Several bundles that are compared with each other: whatever is edited in whichever of them, the findings of all equal
//! those of a fresh run.

use proptest::prelude::*;
use variorum::text::irregular::irregularities;
use variorum::workspace::Corpus;
use variorum::workspace::bundle::Settings;

/// Lines that articles are made of: the first two make copies, the others facts that several may give in other words.
const LINES: &[&str] = &[
    "The harbour board said on Monday that the old ferry would be kept in service for one more winter, since the \
     yard at the river mouth had delivered neither of the two new boats it had promised for the spring.",
    "“We will count the crates again on Friday, and then once more before anything leaves the quay,” Mara Velt said.",
    "“We will count the crates again on Monday, and then once more before anything leaves the quay,” Mara Velt said.",
    "At least 12 passengers were injured when the ferry struck the northern pier, the harbour board said.",
    "Some 40 passengers were injured when the ferry struck the northern pier, the harbour board said.",
    "Harbour master Sergey Zhelvanik said nothing.",
    "Harbour master Sergei Zhelvanyk said nothing.",
    "",
];

fn article() -> impl Strategy<Value = String> {
    let lines = prop::collection::vec(prop::sample::select(LINES), 0..5);
    (0..4u8, lines).prop_map(|(name, lines)| {
        format!(
            "<<<FILE: {name}.txt>>>\n{}\n<<<END FILE>>>\n",
            lines.join("\n")
        )
    })
}

fn bundle() -> impl Strategy<Value = String> {
    prop::collection::vec(article(), 0..4).prop_map(|articles| articles.concat())
}

fn fresh(texts: &[String]) -> Corpus {
    let irregular: Vec<_> = texts.iter().map(|text| irregularities(text)).collect();
    let texts: Vec<_> = texts.iter().map(String::as_str).zip(&irregular).collect();
    Corpus::new(&texts, &Settings::default())
}

/// What is said of each bundle, by places in the files.
fn said(corpus: &Corpus) -> Vec<Vec<String>> {
    let file = |place: &variorum::rules::Place| {
        let tree = corpus.documents()[place.document as usize].tree();
        (place.document, place.in_file(tree.start(place.anchor)))
    };
    let one = |number| {
        let findings = corpus.findings(number);
        let findings = findings.into_iter().map(|(range, f)| {
            let related: Vec<_> = f
                .related
                .iter()
                .map(|r| (&r.message, file(&r.place)))
                .collect();
            format!(
                "{range:?} {:?} {} {related:?} {:?}",
                f.rule, f.message, f.evidence
            )
        });
        findings.collect()
    };
    (0..corpus.documents().len() as u32).map(one).collect()
}

/// The findings of each bundle, with places that an edit elsewhere leaves true.
fn found(corpus: &Corpus) -> Vec<String> {
    let numbers = 0..corpus.documents().len() as u32;
    let findings = |number| corpus.findings(number).into_iter().map(|(_, f)| f.clone());
    numbers
        .map(|number| format!("{:?}", findings(number).collect::<Vec<_>>()))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bundles_are_as_if_read_anew(
        mut texts in prop::collection::vec(bundle(), 1..4),
        edits in prop::collection::vec((any::<usize>(), any::<usize>(), 0..200usize, article()), 1..6),
    ) {
        let mut corpus = fresh(&texts);
        for (which, at, reach, with) in edits {
            let number = which % texts.len();
            let text = &mut texts[number];
            let from = text.floor_char_boundary(at % (text.len() + 1));
            let to = text.floor_char_boundary((from + reach).min(text.len())).max(from);
            let before = found(&corpus);
            let touched = corpus.edit(number as u32, from..to, &with).expect("the edit is possible");
            text.replace_range(from..to, &with);
            prop_assert_eq!(said(&corpus), said(&fresh(&texts)));
            for (other, (before, now)) in before.iter().zip(&found(&corpus)).enumerate() {
                let named = touched.iter().any(|segment| segment.document as usize == other);
                prop_assert!(named || before == now, "bundle {} is not named", other);
            }
        }
    }
}

#[test]
fn copies_in_two_bundles_are_told_in_both() {
    let body = [LINES[0], LINES[3], LINES[1]].join("\n");
    let one = format!("<<<FILE: a>>>\n{body}\n<<<END FILE>>>\n");
    let corpus = fresh(&[one.clone(), String::new(), one]);
    for (number, other) in [(0, 2), (2, 0)] {
        let findings = corpus.findings(number);
        let [(_, finding)] = &findings[..] else {
            panic!("{findings:?}");
        };
        assert_eq!(finding.rule.name(), "duplicated-article");
        assert_eq!(finding.place.document, number);
        let related: Vec<u32> = finding.related.iter().map(|r| r.place.document).collect();
        assert_eq!(related, [other]);
    }
}
