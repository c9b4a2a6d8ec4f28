//! What `workspace/executeCommand` gives, as the plugins of editors read it.

use serde_json::{Value, json};

use crate::client::Client;

const BUNDLE: &str = "<<<FILE: a.txt>>>\n\
    “We counted every crate of pears on the quay before the tide came in,” said Olena Marlow, the clerk.\n\
    <<<END FILE>>>\n\
    <<<FILE: b.txt>>>\n\
    “We counted every single crate of plums on the quay before the tide came in,” said Olena Marlow, the clerk.\n\
    <<<END FILE>>>\n";

async fn run(client: &mut Client, command: &str, arguments: Value) -> Value {
    let params = json!({"command": command, "arguments": arguments});
    client.request("workspace/executeCommand", params).await
}

#[tokio::test]
async fn bundles_are_listed_with_what_is_in_them() {
    let mut client = Client::usual().await;
    assert_eq!(
        run(&mut client, "variorum.bundles", json!([])).await,
        json!([])
    );
    client.open("untitled:b", 1, BUNDLE).await;
    client
        .open(
            "untitled:a",
            1,
            "<<<FILE: a>>>\nOne (two.\n<<<END FILE>>>\n",
        )
        .await;
    client.diagnostics_of("untitled:a", 1).await;
    client.diagnostics_of("untitled:b", 1).await;
    let listed = run(&mut client, "variorum.bundles", json!([])).await;
    let expected = json!([
        {"uri": "untitled:a", "name": "untitled:a", "articles": 1, "errors": 0, "warnings": 1, "notes": 0},
        {"uri": "untitled:b", "name": "untitled:b", "articles": 2, "errors": 0, "warnings": 2, "notes": 0},
    ]);
    assert_eq!(listed, expected);
}

#[tokio::test]
async fn a_quote_that_is_told_in_two_ways_is_one_group() {
    let mut client = Client::usual().await;
    client.open("untitled:b", 1, BUNDLE).await;
    let sources = run(
        &mut client,
        "variorum.sources",
        json!([{"uri": "untitled:b"}]),
    )
    .await;
    let groups = sources["groups"].as_array().expect("groups");
    let [group] = &groups[..] else {
        panic!("{groups:?}")
    };
    assert_eq!(group["kind"], "quotes");
    let places = group["places"].as_array().expect("places");
    let shown: Vec<_> = places
        .iter()
        .map(|place| {
            let start = &place["location"]["range"]["start"];
            (&place["article"], &place["location"]["uri"], &start["line"])
        })
        .collect();
    let (a, b, uri) = (json!("a.txt"), json!("b.txt"), json!("untitled:b"));
    assert_eq!(shown, [(&a, &uri, &json!(1)), (&b, &uri, &json!(4))]);
    let text = places[1]["text"].as_str().expect("a text");
    assert!(text.contains("every single crate of plums"), "{text}");
}

#[tokio::test]
async fn the_lens_of_a_copy_tells_apart_articles_of_one_name() {
    let body = "The harbour of Port Kelder froze on Monday night, and ferries to the islands stayed at their piers until the tide broke the ice at noon. Crews walked the quays with lamps and poles to keep the ropes free, while cooks served soup in the waiting hall.";
    let article = format!("<<<FILE: a.txt>>>\n{body}\n<<<END FILE>>>\n");
    let mut client = Client::usual().await;
    client
        .open("untitled:b", 1, &format!("{article}{article}"))
        .await;
    client.diagnostics_of("untitled:b", 1).await;
    let document = json!({"textDocument": {"uri": "untitled:b"}});
    let lenses = client.request("textDocument/codeLens", document).await;
    let lenses = lenses.as_array().expect("lenses").clone();
    assert_eq!(lenses.len(), 2, "{lenses:?}");
    for (lens, (own, other)) in lenses.into_iter().zip([(0, 3), (3, 0)]) {
        let lens = client.request("codeLens/resolve", lens).await;
        let expected = json!([{
            "uri": "untitled:b",
            "article": {"line": own, "character": 0},
            "other": {"line": other, "character": 0},
            "otherUri": "untitled:b",
        }]);
        assert_eq!(lens["command"]["command"], "variorum.compare");
        assert_eq!(lens["command"]["arguments"], expected);
    }
}
