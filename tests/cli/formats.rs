//! Report formats: what goes where, and what each says. Programs that others wrote check them as well, in `tests/formats`.

use serde_json::Value;

use super::{CLEAN, ERROR, Folder, NOTE, Outcome, WARNING};

fn json(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap_or_else(|error| panic!("{error}"))
}

fn list<'v>(value: &'v Value, key: &str) -> &'v Vec<Value> {
    value[key]
        .as_array()
        .unwrap_or_else(|| panic!("{key}: {value}"))
}

#[test]
fn several_reports_go_to_files_and_one_to_standard_output() {
    let folder = Folder::with(&[("a.bundle", WARNING)]);
    let alone = folder.run("check a.bundle").status(1);
    let line = "check a.bundle --format json=a.json --format text --format sarif=a.sarif --format text=a.txt";
    let outcome = folder.run(line).status(1).says("");
    assert_eq!(outcome.out, alone.out);
    assert_eq!(folder.read("a.txt"), alone.out.as_bytes());
    assert_eq!(json(&folder.read("a.json"))["summary"]["warnings"], 1);
    assert_eq!(json(&folder.read("a.sarif"))["version"], "2.1.0");
    let silent = folder.run("check a.bundle --format junit=a.xml").status(1);
    silent.says("").prints("");
    // In colour on a terminal, and never in a file.
    let colour = folder.run("check a.bundle --color always --format text --format concise=b.txt");
    assert!(colour.out.contains("\u{1b}["), "{}", colour.out);
    assert!(!folder.read("b.txt").contains(&0x1b));
}

#[test]
fn formats_that_cannot_be_are_refused() {
    let folder = Folder::with(&[("a.bundle", WARNING)]);
    for (line, told) in [
        (
            "--format json --format text",
            "only one format can go to standard output",
        ),
        (
            "--format json=x --format text=./x",
            "two things cannot be written to one file, `./x`",
        ),
        (
            "--format json=- --format text",
            "only one format can go to standard output",
        ),
        (
            "--write-baseline x --format json=x",
            "two things cannot be written to one file, `x`",
        ),
        ("--format sarf=x", "a similar value exists: 'sarif'"),
        (
            "--format json=",
            "after `=` there must be the path of a file",
        ),
        ("--format json=no/x", "cannot write `no/x`"),
        ("--format json=a.bundle", "`a.bundle` is a bundle"),
        (
            "--statistics --format json",
            "--statistics counts what the text report shows",
        ),
    ] {
        let outcome = folder.run(&format!("check a.bundle {line}"));
        assert_eq!(outcome.status, 2, "{line}");
        assert!(outcome.err.contains(told), "{line}: {}", outcome.err);
        assert!(outcome.out.is_empty());
    }
    assert_eq!(folder.files(""), [("a.bundle".to_owned(), WARNING.into())]);
}

#[test]
fn concise_is_a_line_a_finding() {
    let folder = Folder::with(&[("a.bundle", ERROR), ("b.bundle", WARNING)]);
    let outcome = folder.run("check . --format concise").status(1);
    outcome.prints(
        "./a.bundle:1:1: error[unclosed-article] `a.txt` is not closed: it ends where the next article opens\n\
         ./b.bundle:2:9: warning[unbalanced-delimiter] this “ is never closed\n\
         4 articles in 2 bundles: 1 error, 1 warning\n",
    );
}

#[test]
fn statistics_count_by_rule() {
    let misspelled = "<<<FILE: a.txt>>>\nText.\n<<<END FILE>>\n";
    let folder = Folder::with(&[
        ("a.bundle", misspelled),
        ("b.bundle", WARNING),
        ("c.bundle", WARNING),
    ]);
    let outcome = folder.run("check . --statistics").status(1);
    outcome.prints(
        "2  warning  unbalanced-delimiter\n\
         1  error    malformed-marker         1 can be mended by --fix\n\n\
         3 articles in 3 bundles: 1 error, 2 warnings\n",
    );
    let quiet = folder.run("check . --statistics --quiet --select malformed-marker");
    quiet.prints("1  error    malformed-marker         1 can be mended by --fix\n");
}

#[test]
fn quiet_leaves_findings_and_errors() {
    let folder = Folder::with(&[("a.bundle", CLEAN), ("b.bundle", WARNING)]);
    folder
        .run("check a.bundle --quiet")
        .status(0)
        .says("")
        .prints("");
    folder
        .run("check a.bundle gone -q")
        .status(2)
        .prints("")
        .says("error: `gone` does not exist\n");
    let found = folder.run("check b.bundle -q --format concise").status(1);
    assert_eq!(found.out.lines().count(), 1);
    folder.write(
        "variorum.toml",
        "[[allow]]\nrule = \"empty-article\"\nreason = \"so\"\n",
    );
    folder.run("check a.bundle -q").status(0).says("");
}

#[test]
fn json_lines_are_the_findings_of_the_json_report() {
    let folder = Folder::with(&[("a.bundle", ERROR), ("b.bundle", WARNING)]);
    let lines = folder.run("check . --format jsonl").status(1);
    let whole = folder.run("check . --format json").status(1);
    let lines: Vec<Value> = lines
        .out
        .lines()
        .map(|line| json(line.as_bytes()))
        .collect();
    assert_eq!(&lines, list(&json(&whole.bytes), "findings"));
    assert_eq!(lines.len(), 2);
}

#[test]
fn annotations_have_columns_where_there_is_one_line() {
    let two = "<<<FILE: a.txt>>>\nOne line here.\nAnother one there.\n<<<END FILE>>>\nFirst, outside: 100 %.\nSecond.\n";
    let folder = Folder::with(&[("a.bundle", WARNING), ("x/b, c.bundle", two)]);
    let outcome = folder.run("check . --format github").status(1);
    let lines: Vec<&str> = outcome.out.lines().collect();
    let warning = "::warning file=a.bundle,line=2,endLine=2,col=9,endColumn=10,title=unbalanced-delimiter::this “ is never \
                   closed%0Aa.bundle:2: ";
    assert!(lines[0].starts_with(warning), "{}", lines[0]);
    assert!(
        lines[1].starts_with(
            "::notice file=x/b%2C c.bundle,line=5,endLine=6,title=text-outside-article::"
        ),
        "{}",
        lines[1]
    );
    assert_eq!(lines.len(), 2);
}

#[test]
fn sarif_marks_what_is_suppressed_and_why() {
    let marked = "<<<FILE: \"m.txt\" allow=\"empty-article\">>>\n<<<END FILE>>>\n";
    let folder = Folder::with(&[
        ("a.bundle", WARNING),
        ("b.bundle", &format!("{NOTE}{marked}")),
        ("c d.bundle", "<<<FILE: é.txt>>>\n<<<END FILE>>>\n"),
        (
            "variorum.toml",
            "\n[[allow]]\nrule = \"text-outside-article\"\nreason = \"a remark\"\n",
        ),
    ]);
    folder
        .run("check a.bundle --write-baseline known.json")
        .status(0);
    let outcome = folder
        .run("check . --baseline known.json --format sarif")
        .status(1);
    let report = json(&outcome.bytes);
    let run = &report["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
    assert_eq!(run["invocations"][0]["exitCode"], 1);
    let rules = list(&run["tool"]["driver"], "rules");
    let brief: Vec<String> = list(run, "results")
        .iter()
        .map(|result| {
            let index = result["ruleIndex"].as_u64().unwrap_or(999) as usize;
            assert_eq!(rules[index]["id"], result["ruleId"]);
            assert!(
                rules[index]["help"]["text"]
                    .as_str()
                    .is_some_and(|help| help.len() > 100)
            );
            let place = &result["locations"][0]["physicalLocation"];
            let why = &result["suppressions"][0];
            format!(
                "{} {} {} {}",
                place["artifactLocation"]["uri"],
                result["ruleId"],
                why["kind"],
                why["justification"]
            )
            .replace('"', "")
        })
        .collect();
    assert_eq!(
        brief,
        [
            "a.bundle unbalanced-delimiter external It is in the baseline",
            "b.bundle text-outside-article external a remark",
            "b.bundle empty-article inSource The marker of the article allows it",
            "c%20d.bundle empty-article null null",
        ]
    );
    let allowed = &list(run, "results")[1]["suppressions"][0]["location"]["physicalLocation"];
    assert_eq!(allowed["artifactLocation"]["uri"], "variorum.toml");
    assert_eq!(allowed["region"]["startLine"], 2);
}

#[test]
fn sarif_has_places_fixes_and_what_could_not_be_done() {
    let folder = Folder::with(&[("a.bundle", ERROR)]);
    let outcome = folder.run("check a.bundle gone --format sarif").status(2);
    let report = json(&outcome.bytes);
    let run = &report["runs"][0];
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let told = &invocation["toolExecutionNotifications"][0];
    assert_eq!(told["message"]["text"], "`gone` does not exist.");
    let result = &run["results"][0];
    assert_eq!(result["level"], "error");
    let print = result["partialFingerprints"]["variorum/v1"].as_str();
    assert_eq!(print.map(str::len), Some(32));
    let change = &result["fixes"][0]["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], "a.bundle");
    let replacement = &change["replacements"][0];
    assert_eq!(replacement["insertedContent"]["text"], "<<<END FILE>>>\n");
    let region = &replacement["deletedRegion"];
    assert_eq!(
        (
            &region["startLine"],
            &region["endLine"],
            &region["endColumn"]
        ),
        (&3.into(), &3.into(), &1.into())
    );
}

#[test]
fn gitlab_fingerprints_are_unique_and_follow_their_findings() {
    let folder = Folder::with(&[("a.bundle", format!("{WARNING}{WARNING}"))]);
    let prints = |outcome: &Outcome| -> Vec<String> {
        let issues = json(&outcome.bytes);
        let issues = issues.as_array().expect("a list").iter();
        issues
            .map(|issue| format!("{} {}", issue["check_name"], issue["fingerprint"]))
            .collect()
    };
    let before = prints(&folder.run("check ./a.bundle --format gitlab").status(1));
    let mut unique = before.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), before.len());
    let marks = before
        .iter()
        .filter(|print| print.contains("unbalanced-delimiter"));
    assert_eq!(marks.count(), 2);
    folder.write(
        "a.bundle",
        format!("{CLEAN}{WARNING}{WARNING}").replace("a.txt>>>\nThe", "z.txt>>>\nThe"),
    );
    let after = prints(&folder.run("check a.bundle --format gitlab").status(1));
    assert_eq!(before, after);
}

#[test]
fn junit_fails_what_fails_the_run() {
    let folder = Folder::with(&[("a.bundle", ERROR), ("b.bundle", NOTE), ("c.bundle", CLEAN)]);
    let failures = |options: &str| {
        let out = folder
            .run(&format!("check . gone --format junit {options}"))
            .status(2)
            .out;
        let count = |what: &str| out.matches(what).count();
        (
            count("<failure "),
            count("<system-out>"),
            count("<testcase "),
            count("<error "),
        )
    };
    assert_eq!(failures(""), (1, 1, 4, 1));
    assert_eq!(failures("--fail-on note"), (2, 0, 4, 1));
    assert_eq!(failures("--exit-zero"), (0, 2, 4, 1));
}

#[test]
fn xml_holds_whatever_a_name_holds() {
    let bundle = "<<<FILE: \"<a> & \\\"b\\\" ]]>\\u0001\\n.txt\">>>\n<<<END FILE>>>\n";
    let folder = Folder::with(&[("a.bundle", bundle)]);
    for format in ["junit", "checkstyle"] {
        let out = folder
            .run(&format!("check a.bundle --format {format}"))
            .status(1)
            .out;
        assert!(
            out.contains("&lt;a&gt; &amp; &quot;b&quot; ]]&gt;\u{fffd}"),
            "{out}"
        );
        assert!(!out.contains('\u{1}'));
    }
}

#[test]
fn output_is_the_same_whatever_the_number_of_threads() {
    let folder = Folder::new();
    for number in 0..150 {
        let text = match number % 4 {
            0 => CLEAN.to_owned(),
            1 => WARNING.repeat(number % 7 + 1),
            2 => ERROR.replace("late", &format!("at {number} o’clock")),
            _ => NOTE.to_owned(),
        };
        folder.write(&format!("{}/{number}.bundle", number % 5), text);
    }
    folder.write("3/bad.bundle", b"\xff\xfea\0b\0\n\0");
    for format in ["text", "json", "sarif", "gitlab", "junit"] {
        let one = folder
            .run(&format!("check . --threads 1 --format {format}"))
            .status(2);
        for threads in [2, 5] {
            let more = folder.run(&format!("check . --threads {threads} --format {format}"));
            assert!(
                one.out == more.out && one.err == more.err,
                "{format} {threads}"
            );
        }
    }
    let none = folder.run("check . --threads 0");
    assert_eq!(none.status, 2);
}
