//! Reading the segments of a text, on several threads where it is long.
//!
//! What a segment says by itself hangs on nothing else, and is most of the work. The threads read batches in turn, and
//! hand them over in the order of the text: what comes out does not depend on how many there are.

use std::ops::Range;
use std::sync::mpsc;
use std::thread;

use super::check::check_segment;
use crate::bundle::{Anchor, Document};
use crate::collation::texts;
use crate::facts::shingles::Seen;
use crate::facts::{self, Facts};
use crate::rules::{Finding, Segment};
use crate::workspace::threads;

/// Bytes of the segments that a thread reads before it hands them over.
const BATCH: usize = 1 << 17;
/// A text of fewer bytes is read on the caller's own thread: starting another would take as long.
pub(super) const LONG: usize = 1 << 20;
/// More threads than this would wait for the one that collates.
const MOST_THREADS: usize = 4;

/// A segment and where its body stands, in bytes of the text.
pub(super) type Body = (Anchor, Range<usize>);

/// What a segment says by itself.
#[derive(Default)]
pub(super) struct Read {
    /// The key of its body; see [`texts::key`].
    pub(super) key: u128,
    /// An article's facts.
    pub(super) facts: Facts,
    /// What the rules say of it.
    pub(super) findings: Vec<Finding>,
}

impl Read {
    /// Reads a segment in place of what was read before, whose memory is used again.
    fn read(&mut self, document: &Document, text: &str, body: &Body, seen: &mut Seen) {
        let (anchor, range) = body;
        let text = text.get(range.clone()).unwrap_or_default();
        let segment = Segment::new(document, *anchor, text);
        if segment.article().is_some() {
            facts::read_into(text, seen, &mut self.facts);
            self.key = texts::key(text);
        }
        self.findings = check_segment(&segment, &self.facts);
    }
}

/// Reads all segments of a text. `take` is called with each, in their order; it gives back what may be used again, or
/// nothing if the rest is not wanted.
pub(super) fn read_all(
    document: &Document,
    text: &str,
    bodies: &[Body],
    take: impl FnMut(&Body, Read) -> Option<Read>,
) {
    let threads = if text.len() >= LONG {
        threads::most().min(MOST_THREADS)
    } else {
        1
    };
    read_on(threads, document, text, bodies, take);
}

/// The same on so many threads beside the caller's; on the caller's for one.
fn read_on(
    threads: usize,
    document: &Document,
    text: &str,
    bodies: &[Body],
    mut take: impl FnMut(&Body, Read) -> Option<Read>,
) {
    if threads == 1 {
        let (mut read, mut seen) = (Read::default(), Seen::default());
        for body in bodies {
            read.read(document, text, body, &mut seen);
            match take(body, read) {
                Some(again) => read = again,
                None => return,
            }
        }
        return;
    }
    let batches = batches(bodies);
    thread::scope(|scope| {
        let threads: Vec<mpsc::Receiver<Vec<Read>>> = (0..threads)
            .map(|first| {
                // One batch waits to be taken while the next is read: more would only fill memory.
                let (hand_over, receive) = mpsc::sync_channel(1);
                let mine = batches.iter().skip(first).step_by(threads);
                scope.spawn(move || {
                    let mut seen = Seen::default();
                    for batch in mine {
                        let read = batch.iter().map(|body| {
                            let mut read = Read::default();
                            read.read(document, text, body, &mut seen);
                            read
                        });
                        if hand_over.send(read.collect()).is_err() {
                            return;
                        }
                    }
                });
                receive
            })
            .collect();
        for (batch, thread) in batches.iter().zip(threads.iter().cycle()) {
            // Where a thread has panicked, the scope passes that on.
            let Ok(read) = thread.recv() else { return };
            for (body, read) in batch.iter().zip(read) {
                if take(body, read).is_none() {
                    return; // and so do the threads, whose batches nobody receives
                }
            }
        }
    });
}

/// Parts segments into batches of about [`BATCH`] bytes.
fn batches(bodies: &[Body]) -> Vec<&[Body]> {
    let (mut batches, mut rest, mut bytes, mut count) = (Vec::new(), bodies, 0, 0);
    for (_, range) in bodies {
        bytes += range.len();
        count += 1;
        if bytes >= BATCH {
            let (batch, more) = rest.split_at(count);
            batches.push(batch);
            (rest, bytes, count) = (more, 0, 0);
        }
    }
    batches.push(rest);
    batches
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::Keywords;

    #[test]
    fn threads_hand_over_in_order_until_told_to_stop() {
        let article = |n: usize| {
            let body =
                format!("The {n} clerks of ward {n} counted {n} crates of pears.\n").repeat(n % 40);
            format!("<<<FILE: {n}>>>\n{body}<<<END FILE>>>\n")
        };
        let text: String = (0..700).map(article).collect();
        let document = Document::new(&text, Keywords::default());
        let bodies = document.tree().bodies();
        assert!(batches(&bodies).len() > 3, "{}", text.len());
        assert_eq!(batches(&bodies).concat(), bodies);
        let read = |threads, most| {
            let mut all = Vec::new();
            read_on(threads, &document, &text, &bodies, |body, read| {
                // What stands outside articles has no facts: there may be those of an article before.
                if Segment::new(&document, body.0, "").article().is_some() {
                    let figures = read.facts.figures.len();
                    all.push((body.clone(), read.key, figures, read.findings.len()));
                }
                (all.len() < most).then_some(read)
            });
            all
        };
        let (one, three) = (read(1, usize::MAX), read(3, usize::MAX));
        assert_eq!(one.len(), 700);
        assert!(one == three);
        assert!(read(1, 5) == one[..5] && read(3, 5) == one[..5]);
    }
}
