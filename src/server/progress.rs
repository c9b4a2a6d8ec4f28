//! Telling the user how far the reading of bundles is, where there is so much that it takes a while.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tower_lsp::ls_types as lsp;

use super::host::Host;
use super::refresh::PATIENCE;

/// How often it is told how far things are.
pub const INTERVAL: Duration = Duration::from_millis(200);

/// How far things are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// Per cent.
    pub percentage: u32,
    /// What is read.
    pub message: String,
}

/// A reading that the user is told of. It is over when the bar is dropped.
pub struct Bar(UnboundedSender<Stage>);

impl Bar {
    /// Something begins.
    pub fn new(host: &Arc<Host>) -> Bar {
        let (stages, received) = unbounded_channel();
        host.runtime.spawn(tell(Arc::clone(host), received));
        Bar(stages)
    }

    /// Shows how far it is.
    pub fn show(&self, stage: Stage) {
        // The task is gone where the client does not answer.
        let _ = self.0.send(stage);
    }
}

/// Tells the client of the stages, until there are no more.
async fn tell(host: Arc<Host>, mut stages: UnboundedReceiver<Stage>) {
    let token = lsp::NumberOrString::String(format!("variorum-{}", host.client.next_request_id()));
    let created = host.client.create_work_done_progress(token.clone());
    if !matches!(tokio::time::timeout(PATIENCE, created).await, Ok(Ok(()))) {
        return;
    }
    let send = |progress| {
        host.client
            .send_notification::<lsp::notification::Progress>(lsp::ProgressParams {
                token: token.clone(),
                value: lsp::ProgressParamsValue::WorkDone(progress),
            })
    };
    let begin = lsp::WorkDoneProgressBegin {
        title: "variorum: reading bundles".to_owned(),
        cancellable: Some(true),
        message: None,
        percentage: Some(0),
    };
    send(lsp::WorkDoneProgress::Begin(begin)).await;
    let mut last = None;
    while let Some(stage) = stages.recv().await {
        if last.as_ref() != Some(&stage) {
            let report = lsp::WorkDoneProgressReport {
                cancellable: Some(true),
                message: Some(stage.message.clone()),
                percentage: Some(stage.percentage),
            };
            send(lsp::WorkDoneProgress::Report(report)).await;
            last = Some(stage);
        }
    }
    let end = lsp::WorkDoneProgressEnd { message: None };
    send(lsp::WorkDoneProgress::End(end)).await;
}
