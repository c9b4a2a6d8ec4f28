use crate::collation::utterances::words::read;

fn same(a: &str, b: &str) -> bool {
    let hashes = |text| -> Vec<u64> { read([(text, 0)]).iter().map(|s| s.token.hash()).collect() };
    hashes(a) == hashes(b)
}

#[test]
fn one_amount_in_many_notations() {
    for all in [
        &[
            "pay £90m now",
            "pay £90 million now",
            "pay 90 million pounds now",
            "pay £90,000,000 now",
            "pay ninety million pounds now",
            "pay 90m pounds now",
        ][..],
        &[
            "$1.2bn.",
            "$1.2 billion.",
            "1.2 billion dollars",
            "$1,200 million",
            "$1.20bn",
        ],
        &["€5k", "€5,000", "5,000 euros"],
        &["8.5p a share", "8.5 pence a share"],
        &[
            "20km off",
            "20 km off",
            "20 kilometres off",
            "20-kilometer off",
            "twenty kilometers off",
        ],
        &[
            "a million pounds",
            "£1 million",
            "one million pounds",
            "£1m",
        ],
        &["1.5 million", "1,500,000", "1.50 million"],
        &["$20", "twenty dollars", "20 dollars"],
        &["US$5", "5 US dollars", "USD 5"],
        &["10m people", "ten million people", "10 million people"],
        &["twenty-five of them", "25 of them"],
        &["two hundred and five thousand", "205,000"],
        &["20 °C today", "20 degrees Celsius today", "20°C today"],
        &["60 mph", "60 miles per hour"],
        &["at 6.30 p.m.", "at 6:30 p.m."],
        &["half past 6", "half past six"],
        &["90 €, no more", "€90, no more", "90€, no more"],
    ] {
        for other in all {
            assert!(same(all[0], other), "{} / {other}", all[0]);
        }
    }
}

#[test]
fn another_amount() {
    for (a, b) in [
        ("£90m", "£80m"),
        ("£90m", "€90m"),
        ("1.5 million", "1.5 billion"),
        ("90m long", "90 million long"),
        ("5.25 percent", "5.52 percent"),
        ("1.05", "1.5"),
        ("21.06.2031", "21.06.2032"),
        ("0.5", "5"),
        ("twenty first", "21 first"),
    ] {
        assert!(!same(a, b), "{a} / {b}");
    }
}

#[test]
fn where_they_stand() {
    let text = "for US$1.2bn (10 €) or 20km and 1,500,000 more at 5% of a thousand";
    let told: Vec<&str> = read([(text, 0)])
        .iter()
        .map(|s| &text[s.range.start as usize..s.range.end as usize])
        .collect();
    assert_eq!(
        told,
        [
            "for",
            "US$1.2bn",
            "10 €",
            "or",
            "20",
            "km",
            "and",
            "1,500,000",
            "more",
            "at",
            "5",
            "%",
            "of",
            "a thousand"
        ]
    );
}
