//! How the client leaves: politely, or by being gone.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use tokio::sync::Notify;

/// How often to look whether the client's process still lives.
const INTERVAL: Duration = Duration::from_secs(3);

/// See the module's head.
#[derive(Default)]
pub struct Leaving {
    /// Whether it asked for the shutdown.
    pub politely: AtomicBool,
    process: AtomicU32,
    told: Notify,
}

impl Leaving {
    /// Notes the client's process, whose end is to be the server's.
    pub fn watch(&self, process: Option<u32>) {
        if let Some(process) = process.filter(|&process| process > 0) {
            self.process.store(process, Ordering::Relaxed);
            self.told.notify_one();
        }
    }

    /// Waits until the client's process is no more; for ever where it did not name one.
    pub async fn client_is_gone(&self) {
        self.told.notified().await;
        let process = self.process.load(Ordering::Relaxed);
        while is_alive(process) {
            tokio::time::sleep(INTERVAL).await;
        }
    }
}

/// Whether a process lives. Where that cannot be told, it does: the end of standard input tells then.
#[cfg(unix)]
fn is_alive(process: u32) -> bool {
    use rustix::io::Errno;
    use rustix::process::{Pid, test_kill_process};
    let pid = i32::try_from(process).ok().and_then(Pid::from_raw);
    pid.is_none_or(|pid| test_kill_process(pid) != Err(Errno::SRCH))
}

#[cfg(not(unix))]
fn is_alive(_: u32) -> bool {
    true
}
