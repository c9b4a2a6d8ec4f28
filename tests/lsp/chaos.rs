//! Random edits, possible and impossible, with requests between them: at the end the server knows what a fresh one
//! would, and has answered everything.
//!
//! `CHAOS_EDITS=100000 CHAOS_BYTES=2000000 cargo nextest run --test lsp chaos` is the long form.

#![expect(
    clippy::print_stderr,
    reason = "the long form tells how much memory it took"
)]

use std::collections::BTreeMap;

use ropey::Rope;
use serde_json::{Value, json};
use variorum::text::position::{Encoding, position_of};

use crate::client::{Client, able, bundle};

const URI: &str = "untitled:chaos.bundle";
const REQUESTS: [&str; 12] = [
    "textDocument/hover",
    "textDocument/definition",
    "textDocument/references",
    "textDocument/documentHighlight",
    "textDocument/documentSymbol",
    "textDocument/foldingRange",
    "textDocument/selectionRange",
    "textDocument/semanticTokens/full",
    "textDocument/codeLens",
    "textDocument/completion",
    "textDocument/linkedEditingRange",
    "textDocument/codeAction",
];
/// What is typed or pasted: words, every kind of mark and line end, markers whole and broken.
const PIECES: [&str; 22] = [
    "a",
    "é",
    "😀",
    "\r\n",
    "\n",
    "\r",
    "(",
    "”",
    "“",
    "\"",
    " 17 crates ",
    "\u{2028}",
    "\u{0}",
    "<<<FILE: new.txt>>>\n",
    "<<<END FILE>>>\n",
    "<<<FILE: 00003.txt>>>",
    "<<<",
    ">>>\n",
    "\u{feff}",
    "“Nobody saw the gate,” said Orvin3.\n",
    "\\<<<END FILE>>>\n",
    "Lamsk",
];

/// Numbers that are the same in every run: an xorshift.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }
}

fn number(variable: &str, usual: usize) -> usize {
    let value = std::env::var(variable).ok();
    value.map_or(usual, |value| value.parse().expect("a number"))
}

fn place(text: &Rope, char: usize, encoding: Encoding) -> Value {
    let place = position_of(text, text.char_to_byte(char), encoding);
    json!({"line": place.line, "character": place.column})
}

/// What a server knows of the document, as far as a client can see.
async fn known(client: &mut Client, version: i64) -> BTreeMap<&'static str, Value> {
    let document = json!({"textDocument": {"uri": URI}});
    let mut known = BTreeMap::new();
    let found = client.diagnostics_of(URI, version).await;
    known.insert("diagnostics", Value::Array(found));
    for method in ["textDocument/documentSymbol", "textDocument/foldingRange"] {
        known.insert(method, client.request(method, document.clone()).await);
    }
    let tokens = client
        .request("textDocument/semanticTokens/full", document)
        .await;
    known.insert("tokens", tokens["data"].clone());
    known
}

async fn run(encoding: Encoding, name: &str, edits: usize, bytes: usize) {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15 ^ name.len() as u64);
    let mut able = able();
    able["general"] = json!({ "positionEncodings": [name] });
    // Which findings are shown, where there are many, hangs on where someone typed last: so all are.
    let options = json!({"diagnostics": {"debounce": 0, "limit": u32::MAX}});
    let mut client = Client::start(able.clone(), options.clone(), None).await;
    let start = bundle(bytes / 1600 + 1);
    // What is pasted is one of many: a thousand copies of one article would be what is measured.
    let close = "<<<END FILE>>>\n";
    let pasted: Vec<&str> = start.split_inclusive(close).collect();
    let mut text = Rope::from_str(&start);
    client.open(URI, 1, &start).await;
    let (mut version, mut asked, mut in_sync) = (1, Vec::new(), true);
    for _ in 0..edits {
        version += 1;
        match dice.below(200) {
            0 => {
                // No such line; or an end before its start.
                let range = [u32::MAX, 0, u32::MAX, 0];
                client
                    .change(
                        URI,
                        version,
                        &[(Some([0, 0, 0, 0]), "x"), (Some(range), "y")],
                    )
                    .await;
                in_sync = false;
            }
            1..25 if !in_sync => {
                client
                    .change(URI, version, &[(None, &text.to_string())])
                    .await;
                in_sync = true;
            }
            _ => {
                let from = dice.below(text.len_chars() + 1);
                let most = if dice.below(20) == 0 { 2000 } else { 3 };
                let to = (from + dice.below(most)).min(text.len_chars());
                // About as much is pasted as is cut.
                let with = match dice.below(30) {
                    0 => pasted[dice.below(pasted.len())],
                    _ => PIECES[dice.below(PIECES.len())],
                };
                // Between CR and LF there is no position.
                let is_place = |at: usize| {
                    at == 0
                        || at == text.len_chars()
                        || text.char(at) != '\n'
                        || text.char(at - 1) != '\r'
                };
                if !is_place(from) || !is_place(to) {
                    version -= 1;
                    continue;
                }
                let range = json!({"start": place(&text, from, encoding), "end": place(&text, to, encoding)});
                let change = json!({
                    "textDocument": {"uri": URI, "version": version},
                    "contentChanges": [{"range": range, "text": with}],
                });
                client.notify("textDocument/didChange", change).await;
                if in_sync {
                    text.remove(from..to);
                    text.insert(from, with);
                }
            }
        }
        if dice.below(4) == 0 {
            let at = place(&text, dice.below(text.len_chars() + 1), encoding);
            let params = json!({
                "textDocument": {"uri": URI},
                "position": at,
                "positions": [at],
                "range": {"start": at, "end": at},
                "context": {"includeDeclaration": true, "triggerKind": 1, "diagnostics": []},
            });
            let id = client
                .ask(REQUESTS[dice.below(REQUESTS.len())], params)
                .await;
            if dice.below(5) == 0 {
                client.notify("$/cancelRequest", json!({ "id": id })).await;
            }
            asked.push(id);
        }
        // A client reads what it is told; one that never did would fill the pipe.
        if asked.len() >= 100 {
            for id in asked.drain(..) {
                settled(&client.answer(id).await);
            }
            client.forget("textDocument/publishDiagnostics");
        }
    }
    for id in asked {
        settled(&client.answer(id).await);
    }
    version += 1;
    let last = text.to_string();
    client.change(URI, version, &[(None, &last)]).await;
    let seen = known(&mut client, version).await;
    let mut fresh = Client::start(able, options, None).await;
    fresh.open(URI, version, &last).await;
    for (what, value) in known(&mut fresh, version).await {
        assert!(seen[what] == value, "{name}: {what} differ");
    }
    assert!(client.stop().await && fresh.stop().await);
}

/// An answer, or one of the reasons to have none.
fn settled(answer: &Value) {
    let code = answer["error"]["code"].as_i64();
    assert!(matches!(code, None | Some(-32800 | -32801)), "{answer}");
}

async fn all(encoding: Encoding, name: &str) {
    let (edits, bytes) = (number("CHAOS_EDITS", 400), number("CHAOS_BYTES", 60_000));
    run(encoding, name, edits, bytes).await;
    let resident = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = resident
        .lines()
        .find(|line| line.starts_with("VmHWM"))
        .unwrap_or_default();
    eprintln!("{name}: {edits} edits of {bytes} bytes; {line}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn chaos_in_utf_8() {
    all(Encoding::Utf8, "utf-8").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn chaos_in_utf_16() {
    all(Encoding::Utf16, "utf-16").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn chaos_in_utf_32() {
    all(Encoding::Utf32, "utf-32").await;
}
