//! Telling the user how far the reading of bundles is, where it takes long enough to be told of.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tower_lsp::ls_types as lsp;

use super::host::Host;
use super::refresh::PATIENCE;

/// What is done sooner is not told of.
const WORTH_TELLING: Duration = Duration::from_millis(400);
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

/// A reading that may be worth telling of.
pub struct Bar {
    since: Instant,
    steps: Option<UnboundedSender<Stage>>,
}

impl Bar {
    /// Something begins.
    pub fn new() -> Bar {
        Bar {
            since: Instant::now(),
            steps: None,
        }
    }

    /// Shows how far it is, if it takes long. It is over when the bar is dropped.
    pub fn show(&mut self, host: &Arc<Host>, stage: Stage) {
        if self.since.elapsed() < WORTH_TELLING || !host.world().capabilities.progress {
            return;
        }
        let steps = self.steps.get_or_insert_with(|| {
            let (steps, received) = unbounded_channel();
            let host = Arc::clone(host);
            host.runtime.clone().spawn(tell(host, received));
            steps
        });
        // The task is gone where the client wants no progress.
        let _ = steps.send(stage);
    }
}

impl Default for Bar {
    fn default() -> Bar {
        Bar::new()
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
