//! How a server begins and ends.

use serde_json::{Value, json};

use crate::client::Client;

#[tokio::test]
async fn a_goodbye_is_told_from_a_loss() {
    assert!(Client::usual().await.stop().await);
    assert!(!Client::usual().await.hang_up().await);
}

#[tokio::test]
async fn nothing_is_answered_before_the_greeting() {
    let mut client = Client::raw();
    let place =
        json!({"textDocument": {"uri": "untitled:a"}, "position": {"line": 0, "character": 0}});
    let id = client.ask("textDocument/hover", place).await;
    assert_eq!(client.answer(id).await["error"]["code"], -32002);
    client
        .request(
            "initialize",
            json!({"processId": null, "rootUri": null, "capabilities": {}}),
        )
        .await;
}

#[tokio::test]
async fn nothing_is_answered_after_the_goodbye() {
    let mut client = Client::usual().await;
    client.request("shutdown", Value::Null).await;
    let id = client.ask("workspace/symbol", json!({"query": ""})).await;
    assert_eq!(client.answer(id).await["error"]["code"], -32600);
}

/// The server ends when its client's process does, though nobody closes its input.
#[cfg(unix)]
#[tokio::test]
async fn the_end_of_the_client_is_the_servers() {
    let mut process = std::process::Command::new("true")
        .spawn()
        .expect("a process");
    let id = process.id();
    process.wait().expect("its end");
    let (_ours, input) = tokio::io::duplex(64);
    let (output, _theirs) = tokio::io::duplex(64);
    let served = variorum::server::connection::serve(input, output, Some(id));
    let ended = tokio::time::timeout(std::time::Duration::from_mins(1), served).await;
    assert!(!ended.expect("an end"));
}
