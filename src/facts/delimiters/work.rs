//! Counts the work done, so that a test can tell linear from worse without a clock. Nothing of it is left in other builds.

#[cfg(test)]
thread_local! {
    static DONE: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Notes that `amount` bytes or marks were looked at.
#[inline]
pub(super) fn done(amount: usize) {
    #[cfg(test)]
    DONE.with(|done| done.set(done.get() + amount));
    #[cfg(not(test))]
    let _ = amount;
}

/// The work noted since it was last asked for.
#[cfg(test)]
pub(super) fn take() -> usize {
    DONE.with(std::cell::Cell::take)
}
