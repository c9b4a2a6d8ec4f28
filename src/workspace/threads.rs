//! How many threads work at once: as many as the machine offers, unless a user wants less. It is one number for the whole
//! process, since its processors are.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The most that a user wants; 0 where nobody said.
static MOST: AtomicUsize = AtomicUsize::new(0);

/// Sets how many threads work at once.
pub fn limit(most: NonZeroUsize) {
    MOST.store(most.get(), Ordering::Relaxed);
}

/// How many threads may work at once; 1 or more.
pub fn most() -> usize {
    match MOST.load(Ordering::Relaxed) {
        0 => std::thread::available_parallelism().map_or(1, NonZeroUsize::get),
        most => most,
    }
}
