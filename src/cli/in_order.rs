//! Work on several threads whose results are taken in the order of the work, whatever thread is done first.

use std::collections::BTreeMap;
use std::iter::{Enumerate, Peekable};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::vec::IntoIter;

/// For each thread, pieces that are begun before the first of them is taken, at most. It bounds what waits in memory;
/// less would let threads idle behind one piece that takes long.
const AHEAD: usize = 16;

/// Does `work` on each item, on so many threads, the caller's among them, and calls `take` with each result on the caller's,
/// in the order of the items. An error of `take` is returned, and what is not begun then is left.
///
/// The caller works where it would only wait: with a thread more than the machine has cores, small pieces of work would
/// be spent on waking each other.
pub fn in_order<T: Send, R: Send, E>(
    threads: usize,
    items: Vec<T>,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    if threads <= 1 || items.len() <= 1 {
        return items.into_iter().try_for_each(|item| take(work(item)));
    }
    let (threads, count) = (threads.min(items.len()), items.len());
    let queue = Queue {
        state: Mutex::new(State {
            items: items.into_iter().enumerate().peekable(),
            done: BTreeMap::new(),
            taken: 0,
            stopped: false,
            waiting: 0,
        }),
        changed: Condvar::new(),
        ahead: threads * AHEAD,
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(|| {
                // Were a thread to panic, the others and the caller would wait for ever.
                let _stop = StopOnDrop(&queue);
                while let Some((number, item)) = queue.next() {
                    queue.put(number, work(item));
                }
            });
        }
        let _stop = StopOnDrop(&queue);
        (0..count).try_for_each(|number| queue.result(number, &work).map_or(Ok(()), &mut take))
    })
}

struct Queue<T, R> {
    state: Mutex<State<T, R>>,
    changed: Condvar,
    ahead: usize,
}

struct State<T, R> {
    /// What is not begun, by number.
    items: Peekable<Enumerate<IntoIter<T>>>,
    /// Results that wait to be taken.
    done: BTreeMap<usize, R>,
    /// How many were taken.
    taken: usize,
    /// Whether no more is wanted.
    stopped: bool,
    /// Threads that wait for a change: to wake nobody is a call of the system too.
    waiting: usize,
}

impl<T, R> Queue<T, R> {
    fn lock(&self) -> MutexGuard<'_, State<T, R>> {
        // Nothing that can panic is done under the lock.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'q>(&self, mut state: MutexGuard<'q, State<T, R>>) -> MutexGuard<'q, State<T, R>> {
        state.waiting += 1;
        let woken = self.changed.wait(state);
        let mut state = woken.unwrap_or_else(PoisonError::into_inner);
        state.waiting -= 1;
        state
    }

    /// Lets those that wait look again, after a change.
    fn wake(&self, state: MutexGuard<'_, State<T, R>>) {
        let waiting = state.waiting;
        drop(state);
        if waiting > 0 {
            self.changed.notify_all();
        }
    }

    /// The next item, once it may be begun; `None` where there is none, or no more is wanted.
    fn next(&self) -> Option<(usize, T)> {
        let mut state = self.lock();
        loop {
            if state.stopped || state.items.peek().is_none() {
                return None;
            }
            if let Some(next) = state.begin(self.ahead) {
                return Some(next);
            }
            state = self.wait(state);
        }
    }

    /// Leaves a result to be taken.
    fn put(&self, number: usize, result: R) {
        let mut state = self.lock();
        state.done.insert(number, result);
        self.wake(state);
    }

    /// The result of this number, once it is there; `None` where it never will be, a thread having panicked. Until then
    /// other items are worked on.
    fn result(&self, number: usize, work: impl Fn(T) -> R) -> Option<R> {
        let mut state = self.lock();
        loop {
            if let Some(result) = state.done.remove(&number) {
                state.taken = number + 1;
                self.wake(state);
                return Some(result);
            }
            if state.stopped {
                return None;
            }
            state = if let Some((number, item)) = state.begin(self.ahead) {
                drop(state);
                self.put(number, work(item));
                self.lock()
            } else {
                self.wait(state)
            };
        }
    }
}

impl<T, R> State<T, R> {
    /// The next item, if it may be begun now.
    fn begin(&mut self, ahead: usize) -> Option<(usize, T)> {
        let end = self.taken + ahead;
        self.items.next_if(|&(number, _)| number < end)
    }
}

/// Says at the end of a thread that no more is wanted, unless all is begun.
struct StopOnDrop<'q, T, R>(&'q Queue<T, R>);

impl<T, R> Drop for StopOnDrop<'_, T, R> {
    fn drop(&mut self) {
        if thread::panicking() || self.0.lock().items.peek().is_some() {
            self.0.lock().stopped = true;
            self.0.changed.notify_all();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    /// Takes some time, another each time.
    fn slowly(number: usize) -> usize {
        thread::sleep(Duration::from_micros(number as u64 * 7919 % 300));
        number * 2
    }

    #[test]
    fn results_come_in_order_whatever_the_number_of_threads() {
        let expected: Vec<usize> = (0..500).map(|n| n * 2).collect();
        for threads in [0, 1, 2, 3, 8, 1000] {
            let mut all = Vec::new();
            let taken: Result<(), ()> = in_order(threads, (0..500).collect(), slowly, |result| {
                all.push(result);
                Ok(())
            });
            assert!(taken.is_ok() && all == expected, "{threads}");
        }
        let nothing: Result<(), ()> = in_order(4, Vec::new(), slowly, |_| Err(()));
        assert!(nothing.is_ok());
    }

    #[test]
    fn no_more_is_begun_than_can_wait() {
        let begun = AtomicUsize::new(0);
        let mut taken = 0;
        let work = |number: usize| {
            begun.fetch_add(1, Ordering::SeqCst);
            number
        };
        let all: Result<(), ()> = in_order(2, (0..2000).collect(), work, |_| {
            assert!(begun.load(Ordering::SeqCst) <= taken + 1 + 2 * AHEAD);
            taken += 1;
            Ok(())
        });
        assert!(all.is_ok() && taken == 2000);
    }

    #[test]
    fn an_error_ends_the_work() {
        let begun = AtomicUsize::new(0);
        let work = |number: usize| {
            begun.fetch_add(1, Ordering::SeqCst);
            number
        };
        let error = in_order(3, (0..100_000).collect(), work, |number| match number {
            10 => Err("enough"),
            _ => Ok(()),
        });
        assert_eq!(error, Err("enough"));
        assert!(begun.load(Ordering::SeqCst) <= 11 + 3 * AHEAD);
    }

    #[test]
    fn a_panic_is_passed_on() {
        let work = |number: usize| assert!(number != 20, "one too many");
        let run = || in_order(2, (0..1000).collect(), work, |()| Ok::<(), ()>(()));
        assert!(std::panic::catch_unwind(run).is_err());
    }
}
