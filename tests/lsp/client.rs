//! A client of the server, in the same process, through the real transport: bytes with `Content-Length` headers.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, DuplexStream};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::task::JoinHandle;
use variorum::server::connection::serve;

/// Longer than anything takes, on a machine that does much else besides.
const PATIENCE: Duration = Duration::from_mins(1);

pub(crate) struct Client {
    output: DuplexStream,
    incoming: UnboundedReceiver<Value>,
    /// Messages that came while another was waited for.
    kept: VecDeque<Value>,
    last_id: i64,
    /// Whether requests of the server are answered.
    pub(crate) answers: bool,
    server: JoinHandle<bool>,
    reader: JoinHandle<()>,
}

impl Client {
    /// A server that nobody has greeted yet.
    pub(crate) fn raw() -> Client {
        let (output, input) = tokio::io::duplex(1 << 16);
        let (theirs, ours) = tokio::io::duplex(1 << 16);
        let server = tokio::spawn(serve(input, theirs, None));
        let (found, incoming) = unbounded_channel();
        let reader = tokio::spawn(async move {
            let mut ours = BufReader::new(ours);
            while let Some(message) = read(&mut ours).await {
                if found.send(message).is_err() {
                    return;
                }
            }
        });
        Client {
            output,
            incoming,
            kept: VecDeque::new(),
            last_id: 0,
            answers: true,
            server,
            reader,
        }
    }

    /// A server that knows what its client can do.
    pub(crate) async fn start(
        capabilities: Value,
        options: Value,
        folder: Option<&std::path::Path>,
    ) -> Client {
        let mut client = Client::raw();
        let folders = folder.map(|folder| json!([{"uri": uri(folder), "name": "test"}]));
        let greeting = json!({
            "processId": null,
            "rootUri": null,
            "capabilities": capabilities,
            "initializationOptions": options,
            "workspaceFolders": folders,
        });
        let answer = client.request("initialize", greeting).await;
        assert!(answer["capabilities"].is_object(), "{answer}");
        client.notify("initialized", json!({})).await;
        client
    }

    /// The usual client: it can do most things, and wants diagnostics at once.
    pub(crate) async fn usual() -> Client {
        Client::start(able(), eager(), None).await
    }

    pub(crate) async fn write(&mut self, message: &Value) {
        let text = message.to_string();
        let framed = format!("Content-Length: {}\r\n\r\n{text}", text.len());
        self.output
            .write_all(framed.as_bytes())
            .await
            .expect("a server that reads");
    }

    pub(crate) async fn notify(&mut self, method: &str, params: Value) {
        let message = json!({"jsonrpc": "2.0", "method": method, "params": params});
        self.write(&message).await;
    }

    /// Sends a request, and does not wait for the answer.
    pub(crate) async fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.last_id += 1;
        let id = self.last_id;
        let mut message = json!({"jsonrpc": "2.0", "id": id, "method": method});
        if !params.is_null() {
            message["params"] = params;
        }
        self.write(&message).await;
        id
    }

    /// The whole answer to a request, an error or a result.
    pub(crate) async fn answer(&mut self, id: i64) -> Value {
        let is_it = |message: &Value| message["id"] == id && message.get("method").is_none();
        self.wait(&format!("the answer to request {id}"), is_it)
            .await
    }

    /// The result of a request.
    pub(crate) async fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params).await;
        let answer = self.answer(id).await;
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// The parameters of the next notification or request of this method.
    pub(crate) async fn next(&mut self, method: &str) -> Value {
        let message = self
            .wait(method, |message| message["method"] == method)
            .await;
        message["params"].clone()
    }

    /// The next diagnostics of a document.
    pub(crate) async fn diagnostics(&mut self, uri: &str) -> Value {
        let method = "textDocument/publishDiagnostics";
        let is_it = |m: &Value| m["method"] == method && m["params"]["uri"] == uri;
        self.wait(method, is_it).await["params"].clone()
    }

    /// The diagnostics of a version of a document.
    pub(crate) async fn diagnostics_of(&mut self, uri: &str, version: i64) -> Vec<Value> {
        loop {
            let told = self.diagnostics(uri).await;
            if told["version"] == version {
                return told["diagnostics"].as_array().expect("a list").clone();
            }
        }
    }

    /// Forgets notifications of a method that nobody waited for.
    pub(crate) fn forget(&mut self, method: &str) {
        self.kept.retain(|message| message["method"] != method);
    }

    /// Waits until the server has been silent for a while, and forgets what it has sent: how much of each method.
    pub(crate) async fn settle(&mut self) -> BTreeMap<String, usize> {
        let silence = Duration::from_millis(300);
        while let Ok(message) = tokio::time::timeout(silence, self.incoming.recv()).await {
            let message = message.expect("a server that lives");
            if self.answers && message.get("method").is_some() && message.get("id").is_some() {
                self.reply(&message).await;
            }
            self.kept.push_back(message);
        }
        let mut counts = BTreeMap::new();
        for message in self.kept.drain(..) {
            let method = message["method"].as_str().unwrap_or_default();
            *counts.entry(method.to_owned()).or_default() += 1;
        }
        counts
    }

    async fn wait(&mut self, what: &str, is_it: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.kept.iter().position(&is_it) {
            return self.kept.remove(at).expect("it is there");
        }
        let waited = tokio::time::timeout(PATIENCE, async {
            loop {
                let message = self.incoming.recv().await.expect("a server that lives");
                if self.answers && message.get("method").is_some() && message.get("id").is_some() {
                    self.reply(&message).await;
                }
                if is_it(&message) {
                    return message;
                }
                self.kept.push_back(message);
            }
        });
        waited
            .await
            .unwrap_or_else(|_| panic!("waited in vain for {what}"))
    }

    /// Answers a request of the server.
    async fn reply(&mut self, request: &Value) {
        let result = match request["method"].as_str() {
            Some("workspace/configuration") => json!([null]),
            Some("workspace/applyEdit") => json!({"applied": true}),
            _ => Value::Null,
        };
        let answer = json!({"jsonrpc": "2.0", "id": request["id"], "result": result});
        self.write(&answer).await;
    }

    pub(crate) async fn open(&mut self, uri: &str, version: i64, text: &str) {
        let document =
            json!({"uri": uri, "languageId": "source-bundle", "version": version, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}))
            .await;
    }

    /// Sends changes: ranges `[line, column, line, column]` with their texts, or whole texts.
    pub(crate) async fn change(
        &mut self,
        uri: &str,
        version: i64,
        changes: &[(Option<[u32; 4]>, &str)],
    ) {
        let changes: Vec<Value> = changes
            .iter()
            .map(|(range, text)| match range {
                Some([a, b, c, d]) => json!({
                    "range": {"start": {"line": a, "character": b}, "end": {"line": c, "character": d}},
                    "text": text,
                }),
                None => json!({ "text": text }),
            })
            .collect();
        let params =
            json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": changes});
        self.notify("textDocument/didChange", params).await;
    }

    /// Says goodbye; whether the server took it for one.
    pub(crate) async fn stop(mut self) -> bool {
        self.request("shutdown", Value::Null).await;
        self.notify("exit", Value::Null).await;
        let ended = tokio::time::timeout(PATIENCE, self.server).await;
        self.reader.abort();
        ended
            .expect("a server that ends")
            .expect("a server without panics")
    }

    /// Hangs up without a word; whether the server took it for a goodbye.
    pub(crate) async fn hang_up(self) -> bool {
        drop(self.output);
        let ended = tokio::time::timeout(PATIENCE, self.server).await;
        ended
            .expect("a server that ends")
            .expect("a server without panics")
    }
}

async fn read(input: &mut BufReader<DuplexStream>) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if input.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some(("Content-Length", value)) => {
                length = Some(value.parse::<usize>().expect("a length"));
            }
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length.expect("a message has a length")];
    input.read_exact(&mut body).await.ok()?;
    Some(serde_json::from_slice(&body).expect("JSON"))
}

/// The URI of a path, which has nothing in it that is to be escaped.
pub(crate) fn uri(path: &std::path::Path) -> String {
    format!("file://{}", path.display())
}

/// What a good client can do.
pub(crate) fn able() -> Value {
    json!({
        "textDocument": {
            "publishDiagnostics": {
                "relatedInformation": true,
                "tagSupport": {"valueSet": [1, 2]},
                "codeDescriptionSupport": true,
                "dataSupport": true,
                "versionSupport": true,
            },
            "hover": {"contentFormat": ["markdown", "plaintext"]},
            "definition": {"linkSupport": true},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
        },
        "workspace": {
            "configuration": true,
            "didChangeWatchedFiles": {"dynamicRegistration": true},
            "didChangeConfiguration": {"dynamicRegistration": true},
            "semanticTokens": {"refreshSupport": true},
        },
        "window": {"workDoneProgress": true},
    })
}

/// Settings that do not wait.
pub(crate) fn eager() -> Value {
    json!({"diagnostics": {"debounce": 0}})
}

/// The rules of diagnostics, in their order.
pub(crate) fn rules(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics
        .iter()
        .filter_map(|d| d["code"].as_str())
        .collect()
}

/// A bundle of so many articles, none of which is like another.
pub(crate) fn bundle(articles: usize) -> String {
    let article = |n: usize| {
        let body: String = (0..12)
            .map(|k| {
                let (a, b, c) = (n * 7 + k, n * 13 + k * 5, n * 3 + k * 11);
                format!("Ward{a} of Lamsk counted {b} crates, said clerk Orvin{c}. “Nobody of block{b} saw gate{a},” he added.\n")
            })
            .collect();
        format!("<<<FILE: {n:05}.txt>>>\n{body}<<<END FILE>>>\n\n")
    };
    (0..articles).map(article).collect()
}
