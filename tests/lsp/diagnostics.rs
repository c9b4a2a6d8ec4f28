//! Findings as the client gets them: pushed, or asked for.

use serde_json::{Value, json};

use crate::client::{Client, able, eager, rules, uri};

const URI: &str = "untitled:one.bundle";
const BODY: &str = "The ferry to Lamsk sank on Monday morning with all its cargo of pears, the harbour office of the town \
    said in a short statement, and added that nobody had been on board when it went down.\n";

fn twins() -> String {
    let long = BODY.to_string()
        + "Divers will look at the hull as soon as the weather in the strait allows it, said the office.\n";
    format!("<<<FILE: a.txt>>>\n{long}<<<END FILE>>>\n<<<FILE: b.txt>>>\n{long}<<<END FILE>>>\n")
}

#[tokio::test]
async fn both_ends_show_and_lead_to_each_other() {
    let mut client = Client::usual().await;
    client.open(URI, 1, &twins()).await;
    let found = client.diagnostics_of(URI, 1).await;
    assert_eq!(rules(&found), ["duplicated-article"; 2]);
    let line = |value: &Value| value["start"]["line"].as_u64();
    let (first, second) = (&found[0], &found[1]);
    let other = &first["relatedInformation"][0]["location"];
    assert_eq!(
        (&other["uri"], line(&other["range"])),
        (&json!(URI), line(&second["range"]))
    );
    let other = &second["relatedInformation"][0]["location"]["range"];
    assert_eq!(line(other), line(&first["range"]));
    assert_eq!(first["source"], "variorum");
    assert!(first["data"]["fingerprint"].is_string());
    let page = first["codeDescription"]["href"].as_str().expect("a page");
    let page = page.strip_prefix("file://").expect("a file");
    let page = std::fs::read_to_string(page).expect("the rule's page");
    assert!(page.starts_with("# duplicated-article\n"));
}

#[tokio::test]
async fn clients_that_can_less_get_less() {
    let mut client = Client::start(json!({}), eager(), None).await;
    client.open(URI, 1, &twins()).await;
    let found = client.diagnostics_of(URI, 1).await;
    for part in ["relatedInformation", "codeDescription", "data", "tags"] {
        assert!(found[0].get(part).is_none(), "{part}");
    }
    let message = found[0]["message"].as_str().expect("a message");
    assert!(message.contains("line 5: "), "{message}");
}

#[tokio::test]
async fn a_closed_document_is_forgotten() {
    let mut client = Client::usual().await;
    client.open(URI, 1, &twins()).await;
    assert_eq!(client.diagnostics_of(URI, 1).await.len(), 2);
    client
        .notify(
            "textDocument/didClose",
            json!({"textDocument": {"uri": URI}}),
        )
        .await;
    assert_eq!(client.diagnostics(URI).await["diagnostics"], json!([]));
}

#[tokio::test]
async fn the_most_telling_are_shown_where_there_are_many() {
    let options = json!({"diagnostics": {"debounce": 0, "limit": 5}});
    let mut client = Client::start(able(), options, None).await;
    let line = |n: usize| format!("<<<FILE: {n}.txt>>>\nOne (two.\n<<<END FILE>>>\n");
    let text: String =
        (0..20).map(line).collect::<String>() + "<<<FILE: 3.txt>>>\nThree.\n<<<END FILE>>>\n";
    client.open(URI, 1, &text).await;
    let found = client.diagnostics_of(URI, 1).await;
    let (last, shown) = found.split_last().expect("some");
    assert_eq!(shown.len(), 5);
    assert_eq!(
        rules(shown)
            .iter()
            .filter(|rule| **rule == "duplicate-name")
            .count(),
        2
    );
    let message = last["message"].as_str().expect("a message");
    assert!(
        message.starts_with("17 more findings are not shown here"),
        "{message}"
    );
    // Where someone types, all is shown.
    client.change(URI, 2, &[(Some([58, 0, 58, 0]), "[")]).await;
    let found = client.diagnostics_of(URI, 2).await;
    let here = found
        .iter()
        .filter(|d| d["range"]["start"]["line"] == 58)
        .count();
    assert_eq!(here, 2);
    assert_eq!(found.len(), 6);
}

#[tokio::test]
async fn who_asks_is_not_told() {
    let mut able = able();
    able["textDocument"]["diagnostic"] = json!({"dynamicRegistration": true});
    able["workspace"]["diagnostics"] = json!({"refreshSupport": true});
    let mut client = Client::start(able, eager(), None).await;
    client.open(URI, 1, &twins()).await;
    assert_eq!(client.diagnostics_of(URI, 1).await.len(), 2);
    let ask = json!({"textDocument": {"uri": URI}});
    let report = client.request("textDocument/diagnostic", ask.clone()).await;
    assert_eq!(
        (&report["kind"], report["items"].as_array().map(Vec::len)),
        (&json!("full"), Some(2))
    );
    // What was pushed before would be shown twice.
    assert_eq!(client.diagnostics(URI).await["diagnostics"], json!([]));
    let again = json!({"textDocument": {"uri": URI}, "previousResultId": report["resultId"]});
    let same = client
        .request("textDocument/diagnostic", again.clone())
        .await;
    assert_eq!(
        same,
        json!({"kind": "unchanged", "resultId": report["resultId"]})
    );
    client.change(URI, 2, &[(Some([1, 0, 1, 0]), "(")]).await;
    let other = client.request("textDocument/diagnostic", again).await;
    assert_eq!(other["items"].as_array().map(Vec::len), Some(3));
    let ids =
        json!([{"uri": URI, "value": other["resultId"]}, {"uri": "untitled:gone", "value": "1"}]);
    let all = client
        .request("workspace/diagnostic", json!({"previousResultIds": ids}))
        .await;
    let items = all["items"].as_array().expect("items");
    assert_eq!(items.len(), 2);
    assert_eq!(
        (&items[0]["kind"], &items[0]["uri"]),
        (&json!("unchanged"), &json!(URI))
    );
    assert_eq!(
        (&items[1]["items"], &items[1]["uri"]),
        (&json!([]), &json!("untitled:gone"))
    );
}

#[tokio::test]
async fn bundles_on_disk_are_told_of_and_watched() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("one.bundle");
    std::fs::write(&path, "<<<FILE: a.txt>>>\nOne (two.\n<<<END FILE>>>\n").expect("a file");
    let mut client = Client::start(able(), eager(), Some(folder.path())).await;
    let uri = uri(&path);
    let told = client.diagnostics(&uri).await;
    assert_eq!(told["diagnostics"].as_array().map(Vec::len), Some(1));
    assert!(told.get("version").is_none_or(Value::is_null));
    let changed = json!({"changes": [{"uri": uri, "type": 2}]});
    std::fs::write(
        &path,
        "<<<FILE: a.txt>>>\nOne (two.\n\nThree [four.\n<<<END FILE>>>\n",
    )
    .expect("a file");
    client
        .notify("workspace/didChangeWatchedFiles", changed.clone())
        .await;
    assert_eq!(
        client.diagnostics(&uri).await["diagnostics"]
            .as_array()
            .map(Vec::len),
        Some(2)
    );
    // What is open is the client's, whatever the disk says.
    client
        .open(&uri, 7, "<<<FILE: a.txt>>>\nfine\n<<<END FILE>>>\n")
        .await;
    assert!(client.diagnostics_of(&uri, 7).await.is_empty());
    client
        .notify("workspace/didChangeWatchedFiles", changed)
        .await;
    client.change(&uri, 8, &[(Some([1, 0, 1, 0]), "[")]).await;
    assert_eq!(client.diagnostics_of(&uri, 8).await.len(), 1);
    client
        .notify(
            "textDocument/didClose",
            json!({"textDocument": {"uri": uri}}),
        )
        .await;
    assert_eq!(
        client.diagnostics(&uri).await["diagnostics"]
            .as_array()
            .map(Vec::len),
        Some(2)
    );
    std::fs::remove_file(&path).expect("a file");
    client
        .notify(
            "workspace/didChangeWatchedFiles",
            json!({"changes": [{"uri": uri, "type": 3}]}),
        )
        .await;
    assert_eq!(client.diagnostics(&uri).await["diagnostics"], json!([]));
}

#[tokio::test]
async fn who_asks_is_told_of_what_changes_elsewhere() {
    const REFRESH: &str = "workspace/diagnostic/refresh";
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str| folder.path().join(name);
    let article =
        |name: &str, body: &str| format!("<<<FILE: {name}>>>\n{}<<<END FILE>>>\n", body.repeat(2));
    std::fs::write(file("variorum.toml"), "scope = \"workspace\"\n").expect("a file");
    let twin = article("two.txt", BODY);
    for (name, text) in [("a.bundle", &article("one.txt", BODY)), ("d.bundle", &twin)] {
        std::fs::write(file(name), text).expect("a file");
    }
    let (open, other) = (uri(&file("a.bundle")), uri(&file("d.bundle")));
    let mut able = able();
    able["textDocument"]["diagnostic"] = json!({"dynamicRegistration": true});
    able["workspace"]["diagnostics"] = json!({"refreshSupport": true});
    let mut client = Client::start(able, eager(), Some(folder.path())).await;
    client.open(&open, 1, &article("one.txt", BODY)).await;
    let ask = json!({"textDocument": {"uri": open}});
    // Whether the open bundle has something said of the other.
    let is_told = async |client: &mut Client| {
        let report = client.request("textDocument/diagnostic", ask.clone()).await;
        let items = report["items"].as_array().expect("items").clone();
        rules(&items).contains(&"duplicated-article")
    };
    while !is_told(&mut client).await {
        client.next(REFRESH).await;
    }
    client.settle().await;
    let changed = json!({"changes": [{"uri": other, "type": 2}]});
    std::fs::write(file("d.bundle"), article("two.txt", "Short.\n")).expect("a file");
    client
        .notify("workspace/didChangeWatchedFiles", changed)
        .await;
    client.next(REFRESH).await;
    assert!(!is_told(&mut client).await);
    // So it is where the other is edited, and where it is closed and what is on disk counts again.
    client.open(&other, 1, &twin).await;
    client.next(REFRESH).await;
    assert!(is_told(&mut client).await);
    client
        .change(&other, 2, &[(Some([1, 0, 3, 0]), "No.\n")])
        .await;
    client.next(REFRESH).await;
    assert!(!is_told(&mut client).await);
    client.change(&other, 3, &[(None, &twin)]).await;
    client.next(REFRESH).await;
    assert!(is_told(&mut client).await);
    let close = json!({"textDocument": {"uri": other}});
    client.notify("textDocument/didClose", close).await;
    client.next(REFRESH).await;
    assert!(!is_told(&mut client).await);
}

#[tokio::test]
async fn who_types_in_a_bundle_alone_need_not_ask_for_others() {
    const REFRESH: &str = "workspace/semanticTokens/refresh";
    let mut client = Client::usual().await;
    client.open(URI, 1, &twins()).await;
    client.diagnostics_of(URI, 1).await;
    client.settle().await;
    for version in 2..5 {
        let line = [1, 0, 1, 0];
        client.change(URI, version, &[(Some(line), "(")]).await;
        client.diagnostics_of(URI, version).await;
    }
    assert_eq!(client.settle().await.get(REFRESH), None);
}
