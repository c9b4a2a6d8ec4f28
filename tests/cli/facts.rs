//! `facts`: which are printed, and in which form.

use super::{CLEAN, Folder};

const BUNDLE: &str = "<<<FILE: \"=a.txt\" date=\"2031-03-04\">>>\nThe ferry left on 3 March 2031, and came back on \
    4 March 2031.\n<<<END FILE>>>\n<<<FILE: b.txt>>>\nÜber, it said: it left on 5 March 2031.\n<<<END FILE>>>\n";

/// The records of a run, as JSON.
fn records(folder: &Folder, line: &str) -> Vec<serde_json::Value> {
    let out = folder.run(line).status(0).says("").out;
    let parse = |line: &str| serde_json::from_str(line).expect("JSON");
    out.lines().map(parse).collect()
}

#[test]
fn facts_have_their_places() {
    let folder = Folder::with(&[("a.bundle", BUNDLE)]);
    let all = records(&folder, "facts a.bundle --kind date");
    assert_eq!(all.len(), 3, "{all:?}");
    for fact in &all {
        let byte = |end: &str| fact[end]["byte"].as_u64().expect("a byte") as usize;
        assert_eq!(fact["text"], BUNDLE[byte("start")..byte("end")]);
        assert_eq!(
            (&fact["kind"], &fact["path"]),
            (&"date".into(), &"a.bundle".into())
        );
        let before = &BUNDLE[..byte("start")];
        let line = before.lines().count() as u64;
        let column = before.lines().last().map_or(0, |line| line.chars().count()) as u64;
        assert_eq!(fact["start"]["line"], line);
        assert_eq!(fact["start"]["column"], column + 1);
    }
    assert_eq!(all[2]["value"], "2031-03-05");
}

#[test]
fn kinds_and_articles_are_chosen() {
    let folder = Folder::with(&[("a.bundle", BUNDLE), ("c.bundle", CLEAN)]);
    let count = |options: &str| records(&folder, &format!("facts . {options}")).len();
    assert_eq!(count("--kind date --article b.txt"), 1);
    assert_eq!(count("--kind date --article b.txt --article =*"), 3);
    assert_eq!(count("--kind date --article x*"), 0);
    assert_eq!(count("--kind time,quote"), 1, "noon");
    let wrong = folder.run("facts . --kind dates");
    assert_eq!(wrong.status, 2);
}

#[test]
fn a_table_has_a_header_and_no_formulas() {
    let folder = Folder::with(&[("a.bundle", BUNDLE)]);
    let out = folder
        .run("facts a.bundle --format csv --kind date")
        .status(0)
        .says("")
        .out;
    let mut table = csv::Reader::from_reader(out.as_bytes());
    let header = table.headers().expect("a header").clone();
    assert_eq!(&header[0], "kind");
    let rows: Vec<csv::StringRecord> = table.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), 3);
    let cell = |row: usize, name: &str| {
        let column = header
            .iter()
            .position(|column| column == name)
            .expect("a column");
        rows[row][column].to_owned()
    };
    assert_eq!(cell(0, "article"), "'=a.txt");
    assert_eq!(cell(0, "text"), "3 March 2031");
    assert_eq!(cell(2, "value"), "2031-03-05");
    let empty = folder
        .run("facts a.bundle --format csv --article none")
        .status(0)
        .out;
    assert_eq!(empty.lines().count(), 1, "the header alone");
}

#[test]
fn a_file_takes_the_facts_whole_or_not_at_all() {
    let folder = Folder::with(&[("a.bundle", BUNDLE)]);
    let printed = folder.run("facts a.bundle").status(0).bytes;
    folder
        .run("facts a.bundle --output facts.jsonl")
        .status(0)
        .prints("")
        .says("");
    assert_eq!(folder.read("facts.jsonl"), printed);
    let same = folder.run("facts a.bundle -o ./a.bundle").status(2);
    same.says("error: `./a.bundle` is to be read: give --output another file\n");
    assert_eq!(folder.read("a.bundle"), BUNDLE.as_bytes());
    let outcome = folder.run("facts a.bundle gone -o facts.jsonl").status(2);
    outcome.says("error: `gone` does not exist\n");
    assert_eq!(
        folder.read("facts.jsonl"),
        printed,
        "what could be read is there"
    );
    let nowhere = folder.run("facts a.bundle -o no/facts.jsonl").status(2);
    assert!(
        nowhere
            .err
            .starts_with("error: cannot write `no/facts.jsonl`"),
        "{}",
        nowhere.err
    );
}
