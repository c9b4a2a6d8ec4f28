//! The text that the server has is the client's, or known not to be.

use serde_json::json;

use crate::client::{Client, able, eager, rules};

const URI: &str = "untitled:one.bundle";
const CLEAN: &str = "<<<FILE: a.txt>>>\nNobody came.\n<<<END FILE>>>\n";

#[tokio::test]
async fn edits_are_followed() {
    let mut client = Client::usual().await;
    client.open(URI, 1, CLEAN).await;
    assert!(client.diagnostics_of(URI, 1).await.is_empty());
    client.change(URI, 2, &[(Some([1, 0, 1, 0]), "(")]).await;
    let found = client.diagnostics_of(URI, 2).await;
    assert_eq!(rules(&found), ["unbalanced-delimiter"]);
    assert_eq!(
        found[0]["range"],
        json!({"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 1}})
    );
    let two = [(Some([1, 13, 1, 13]), ")"), (Some([2, 0, 3, 0]), "")];
    client.change(URI, 3, &two).await;
    assert_eq!(
        rules(&client.diagnostics_of(URI, 3).await),
        ["unclosed-article"]
    );
    client.change(URI, 4, &[(None, CLEAN)]).await;
    assert!(client.diagnostics_of(URI, 4).await.is_empty());
    assert!(client.stop().await);
}

#[tokio::test]
async fn columns_are_the_clients() {
    let text = "<<<FILE: a.txt>>>\n😀é (one two.\n<<<END FILE>>>\n";
    for (encoding, column) in [("utf-8", 7), ("utf-16", 4), ("utf-32", 3)] {
        let mut able = able();
        able["general"] = json!({"positionEncodings": ["latin-1", encoding, "utf-16"]});
        let mut client = Client::raw();
        let greeting = json!({"processId": null, "rootUri": null, "capabilities": able, "initializationOptions": eager()});
        let answer = client.request("initialize", greeting).await;
        assert_eq!(answer["capabilities"]["positionEncoding"], encoding);
        client.notify("initialized", json!({})).await;
        client.open(URI, 1, text).await;
        let found = client.diagnostics_of(URI, 1).await;
        assert_eq!(
            found[0]["range"]["start"],
            json!({"line": 1, "character": column}),
            "{encoding}"
        );
        client
            .change(URI, 2, &[(Some([1, column, 1, column + 1]), "x")])
            .await;
        assert!(client.diagnostics_of(URI, 2).await.is_empty(), "{encoding}");
    }
}

#[tokio::test]
async fn an_impossible_edit_is_told_from_a_change() {
    for range in [[9, 0, 9, 0], [1, 4, 1, 2], [1, 99, 1, 99]] {
        let mut client = Client::usual().await;
        client.open(URI, 1, CLEAN).await;
        client.diagnostics_of(URI, 1).await;
        // The first of the two would be possible: all or nothing.
        client
            .change(URI, 2, &[(Some([1, 0, 1, 0]), "("), (Some(range), "x")])
            .await;
        let place = json!({"textDocument": {"uri": URI}, "position": {"line": 1, "character": 0}});
        let id = client.ask("textDocument/hover", place.clone()).await;
        assert_eq!(
            client.answer(id).await["error"]["code"],
            -32801,
            "{range:?}"
        );
        // A further edit is of a text that we do not have.
        client.change(URI, 3, &[(Some([1, 0, 1, 0]), "[")]).await;
        let id = client.ask("textDocument/hover", place.clone()).await;
        assert_eq!(client.answer(id).await["error"]["code"], -32801);
        // The whole text makes it good.
        client
            .change(URI, 4, &[(None, &CLEAN.replace("came", "(came"))])
            .await;
        assert_eq!(
            rules(&client.diagnostics_of(URI, 4).await),
            ["unbalanced-delimiter"]
        );
        let id = client.ask("textDocument/hover", place).await;
        assert!(client.answer(id).await.get("error").is_none());
    }
}

#[tokio::test]
async fn saving_and_opening_again_heal_too() {
    let mut client = Client::usual().await;
    client.open(URI, 1, CLEAN).await;
    client.diagnostics_of(URI, 1).await;
    client.change(URI, 2, &[(Some([9, 0, 9, 0]), "x")]).await;
    let broken = CLEAN.replace("came", "(came");
    client
        .notify(
            "textDocument/didSave",
            json!({"textDocument": {"uri": URI}, "text": broken}),
        )
        .await;
    assert_eq!(
        rules(&client.diagnostics_of(URI, 2).await),
        ["unbalanced-delimiter"]
    );
    client.change(URI, 3, &[(Some([9, 0, 9, 0]), "x")]).await;
    client.open(URI, 4, CLEAN).await;
    assert!(client.diagnostics_of(URI, 4).await.is_empty());
}

#[tokio::test]
async fn every_line_end_counts_as_the_protocol_says() {
    let mut client = Client::usual().await;
    let text = "<<<FILE: a.txt>>>\rone\u{b}\u{2028}two\r\n(three four.\n<<<END FILE>>>\n";
    client.open(URI, 1, text).await;
    let found = client.diagnostics_of(URI, 1).await;
    let brackets: Vec<_> = found
        .iter()
        .filter(|d| d["code"] == "unbalanced-delimiter")
        .collect();
    assert_eq!(
        brackets[0]["range"]["start"],
        json!({"line": 2, "character": 0}),
        "{found:?}"
    );
}

#[tokio::test]
async fn changes_of_what_is_not_open_are_ignored() {
    let mut client = Client::usual().await;
    client.change(URI, 2, &[(Some([0, 0, 0, 0]), "x")]).await;
    let place = json!({"textDocument": {"uri": URI}, "position": {"line": 1, "character": 0}});
    assert!(client.request("textDocument/hover", place).await.is_null());
    client.open(URI, 3, CLEAN).await;
    assert!(client.diagnostics_of(URI, 3).await.is_empty());
}
