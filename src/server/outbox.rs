//! What is sent to the client unasked. Threads that must not wait put messages here, one task sends them one after the
//! other; of several lists of diagnostics for one document the last counts.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use tokio::sync::Notify;
use tower_lsp::Client;
use tower_lsp::ls_types as lsp;

/// A message for the client.
pub enum Message {
    /// The findings in a document.
    Diagnostics {
        /// Which.
        uri: lsp::Uri,
        /// All of them.
        diagnostics: Vec<lsp::Diagnostic>,
        /// Of the text of this version.
        version: Option<i32>,
    },
    /// Something to show to the user.
    Show(lsp::MessageType, String),
}

/// See the module's head.
#[derive(Default)]
pub struct Outbox {
    queue: Mutex<VecDeque<Message>>,
    filled: Notify,
}

impl Outbox {
    /// Puts a message in.
    pub fn put(&self, message: Message) {
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        if let Message::Diagnostics { uri: new, .. } = &message {
            queue.retain(|old| !matches!(old, Message::Diagnostics { uri, .. } if uri == new));
        }
        queue.push_back(message);
        drop(queue);
        self.filled.notify_one();
    }

    fn take(&self) -> Option<Message> {
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        queue.pop_front()
    }

    /// Sends what comes in, for ever.
    pub async fn send(&self, client: &Client) {
        loop {
            while let Some(message) = self.take() {
                match message {
                    Message::Diagnostics {
                        uri,
                        diagnostics,
                        version,
                    } => client.publish_diagnostics(uri, diagnostics, version).await,
                    Message::Show(kind, text) => client.show_message(kind, text).await,
                }
            }
            self.filled.notified().await;
        }
    }
}
