//! What the framework does wrong if one lets it, pinned through the real transport.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::client::{Client, able, bundle, eager};

const URI: &str = "untitled:one.bundle";

fn hover(line: u32) -> Value {
    json!({"textDocument": {"uri": URI}, "position": {"line": line, "character": 0}})
}

/// Edits are applied in the order of the wire, with requests between them that take their time.
#[tokio::test]
async fn edits_keep_their_order_among_slow_requests() {
    let mut client = Client::usual().await;
    client
        .open(URI, 1, &format!("{}<<<FILE: last.txt>>>\n", bundle(300)))
        .await;
    let line = 300 * 15 + 1;
    let mut asked = Vec::new();
    let mut expected = String::new();
    for n in 0..400u32 {
        // Each types one letter behind the one before: out of order, the text is another or the edit impossible.
        let letter = char::from(b'a' + (n % 26) as u8).to_string();
        expected.push_str(&letter);
        client
            .change(
                URI,
                i64::from(n) + 2,
                &[(Some([line, n, line, n]), &letter)],
            )
            .await;
        asked.push(
            client
                .ask(
                    "textDocument/documentSymbol",
                    json!({"textDocument": {"uri": URI}}),
                )
                .await,
        );
    }
    for id in asked {
        let answer = client.answer(id).await;
        let is_stale = answer["error"]["code"] == -32801;
        assert!(is_stale || answer.get("result").is_some(), "{answer}");
    }
    client.diagnostics_of(URI, 401).await;
    // The text is what was typed: replacing exactly that is possible, and no letter more.
    let end = expected.len() as u32;
    client
        .change(URI, 500, &[(Some([line, 0, line, end]), "One (two.")])
        .await;
    let found = client.diagnostics_of(URI, 500).await;
    let bracket = found
        .iter()
        .find(|d| d["code"] == "unbalanced-delimiter")
        .expect("a bracket");
    assert_eq!(
        bracket["range"]["end"],
        json!({"line": line, "character": 5})
    );
    assert!(client.stop().await);
}

/// A cancel is heard at once, whatever else is under way.
#[tokio::test]
async fn cancels_are_heard_under_load() {
    let mut client = Client::usual().await;
    // All of these wait for the bundle to be read.
    client.open(URI, 1, &bundle(4000)).await;
    let mut asked = Vec::new();
    for line in 0..200 {
        asked.push(client.ask("textDocument/hover", hover(line)).await);
    }
    let cancelled = asked[100];
    let sent = Instant::now();
    client
        .notify("$/cancelRequest", json!({ "id": cancelled }))
        .await;
    let answer = client.answer(cancelled).await;
    let took = sent.elapsed();
    assert_eq!(answer["error"]["code"], -32800, "{answer}");
    // A bound on a hang, not a measurement.
    assert!(took < Duration::from_secs(5), "{took:?}");
    for id in asked.into_iter().filter(|id| *id != cancelled) {
        assert!(client.answer(id).await.get("error").is_none());
    }
}

/// A client that never answers costs the server nothing.
#[tokio::test]
async fn silent_clients_do_not_wedge_the_server() {
    let mut client = Client::raw();
    client.answers = false;
    let greeting = json!({"processId": null, "rootUri": null, "capabilities": able(), "initializationOptions": eager()});
    client.request("initialize", greeting).await;
    for _ in 0..20 {
        client.notify("initialized", json!({})).await;
        client
            .notify(
                "workspace/didChangeConfiguration",
                json!({"settings": null}),
            )
            .await;
    }
    client.next("client/registerCapability").await;
    client.next("workspace/configuration").await;
    client
        .open(URI, 1, "<<<FILE: a.txt>>>\nOne (two.\n<<<END FILE>>>\n")
        .await;
    assert_eq!(client.diagnostics_of(URI, 1).await.len(), 1);
    client.request("textDocument/hover", hover(0)).await;
    assert!(client.stop().await);
}

/// More requests than the framework has places are all answered.
#[tokio::test]
async fn no_request_is_left_unanswered() {
    let mut client = Client::usual().await;
    client.open(URI, 1, &bundle(2000)).await;
    let mut asked = Vec::new();
    for line in 0..1500 {
        asked.push(client.ask("textDocument/hover", hover(line)).await);
    }
    for id in asked {
        client.answer(id).await;
    }
}

/// What is no request of ours, or no JSON, is answered and forgotten.
#[tokio::test]
async fn nonsense_is_answered() {
    let mut client = Client::usual().await;
    let id = client.ask("textDocument/nonsense", json!({})).await;
    assert_eq!(client.answer(id).await["error"]["code"], -32601);
    let id = client
        .ask("textDocument/hover", json!({"position": "here"}))
        .await;
    assert_eq!(client.answer(id).await["error"]["code"], -32602);
    client.notify("$/nonsense", json!({})).await;
    client
        .open(URI, 1, "<<<FILE: a.txt>>>\nOne (two.\n<<<END FILE>>>\n")
        .await;
    assert_eq!(client.diagnostics_of(URI, 1).await.len(), 1);
}
