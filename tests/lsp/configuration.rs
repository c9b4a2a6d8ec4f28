//! `variorum.toml` and the client's settings, both live.

use serde_json::{Value, json};

use crate::client::{Client, able, eager, rules, uri};

const BROKEN: &str = "<<<FILE: a.txt>>>\nOne (two.\n<<<END FILE>>>\n";

#[tokio::test]
async fn the_file_counts_as_soon_as_it_changes() {
    let folder = tempfile::tempdir().expect("a folder");
    let (bundle, toml) = (
        folder.path().join("one.bundle"),
        folder.path().join("variorum.toml"),
    );
    let mut client = Client::start(able(), eager(), Some(folder.path())).await;
    let uri_of = uri(&bundle);
    client.open(&uri_of, 1, BROKEN).await;
    assert_eq!(
        rules(&client.diagnostics_of(&uri_of, 1).await),
        ["unbalanced-delimiter"]
    );
    let changed = json!({"changes": [{"uri": uri(&toml), "type": 1}]});
    std::fs::write(&toml, "[rules]\nunbalanced-delimiter = \"off\"\n").expect("a file");
    client
        .notify("workspace/didChangeWatchedFiles", changed.clone())
        .await;
    assert!(client.diagnostics_of(&uri_of, 1).await.is_empty());
    // A fault is shown, and the file does not count.
    std::fs::write(&toml, "[rules]\nunbalanced-delimiters = \"off\"\n").expect("a file");
    client
        .notify("workspace/didChangeWatchedFiles", changed)
        .await;
    let shown = client.next("window/showMessage").await;
    let message = shown["message"].as_str().expect("a message");
    assert!(message.contains("unbalanced-delimiters"), "{message}");
    assert_eq!(client.diagnostics_of(&uri_of, 1).await.len(), 1);
}

#[tokio::test]
async fn bundles_of_one_workspace_are_compared() {
    let folder = tempfile::tempdir().expect("a folder");
    let toml = folder.path().join("variorum.toml");
    std::fs::write(&toml, "scope = \"workspace\"\n").expect("a file");
    let body = "The ferry to Lamsk sank on Monday morning with all its cargo of pears, the harbour office of the town \
        said in a short statement, and added that nobody had been on board when it went down.\n";
    let text = format!("<<<FILE: a.txt>>>\n{body}<<<END FILE>>>\n");
    let (on_disk, open) = (
        folder.path().join("disk.bundle"),
        folder.path().join("open.bundle"),
    );
    std::fs::write(&on_disk, &text).expect("a file");
    let mut client = Client::start(able(), eager(), Some(folder.path())).await;
    let (on_disk, open) = (uri(&on_disk), uri(&open));
    client.open(&open, 1, &text).await;
    let mut told = client.diagnostics_of(&open, 1).await;
    while told.is_empty() {
        told = client.diagnostics_of(&open, 1).await;
    }
    assert_eq!(told[0]["relatedInformation"][0]["location"]["uri"], on_disk);
    // The other end, in a bundle that is not open, follows what is typed here.
    let end = |told: Value| told["diagnostics"].as_array().map(Vec::len);
    while end(client.diagnostics(&on_disk).await) != Some(1) {}
    client
        .change(&open, 2, &[(Some([1, 0, 2, 0]), "Nothing.\n")])
        .await;
    while end(client.diagnostics(&on_disk).await) != Some(0) {}
}

#[tokio::test]
async fn settings_are_asked_for_and_faults_told() {
    let mut client = Client::start(json!({}), json!({"diagnostics": {"debouce": 0}}), None).await;
    let shown = client.next("window/showMessage").await;
    let message = shown["message"].as_str().expect("a message");
    assert!(message.contains("unknown field `debouce`"), "{message}");
    let settings = json!({"settings": {"variorum": {"diagnostics": {"debounce": 0, "limit": 1}}}});
    client
        .notify("workspace/didChangeConfiguration", settings)
        .await;
    client
        .open(
            "untitled:a",
            1,
            "<<<FILE: a.txt>>>\nOne (two.\n\nThree [four.\n<<<END FILE>>>\n",
        )
        .await;
    let found = client.diagnostics_of("untitled:a", 1).await;
    assert!(
        found[1]["message"]
            .as_str()
            .is_some_and(|m| m.starts_with("1 more finding")),
        "{found:?}"
    );
}

#[tokio::test]
async fn what_a_baseline_knows_is_not_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str| folder.path().join(name);
    std::fs::write(file("one.bundle"), BROKEN).expect("a file");
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_variorum"))
        .args(["check", "one.bundle", "--write-baseline", "known.json"])
        .current_dir(folder.path())
        .status()
        .expect("a run");
    assert!(run.success());
    std::fs::write(file("variorum.toml"), "baseline = \"known.json\"\n").expect("a file");
    let mut client = Client::start(able(), eager(), Some(folder.path())).await;
    let uri = uri(&file("one.bundle"));
    client.open(&uri, 1, BROKEN).await;
    assert!(client.diagnostics_of(&uri, 1).await.is_empty());
    let ask = json!({"command": "variorum.sources", "arguments": [{"uri": uri}]});
    let sources = client.request("workspace/executeCommand", ask).await;
    assert_eq!(sources["findings"], json!([]), "{sources}");
    assert_eq!(sources["articles"][0]["findings"], 0, "{sources}");
    client.change(&uri, 2, &[(Some([1, 4, 1, 4]), "[")]).await;
    let found = client.diagnostics_of(&uri, 2).await;
    assert_eq!(rules(&found), ["unbalanced-delimiter"; 2]);
}
