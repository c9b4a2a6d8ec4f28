//! Numbers in words.

use super::scan::Scan;
use super::{GREATEST, LISTS, Number};

impl Scan<'_> {
    /// The number in words that begins with a word: `twenty-five`, `a hundred and two thousand`.
    pub(super) fn in_words(self, at: usize) -> Option<Number> {
        let small = |at: usize| LISTS.small.get(*self.words.get(at)?);
        let scale = |at: usize| LISTS.scales.get(*self.words.get(at)?);
        let is_a =
            matches!(self.word(at), "a" | "A") && scale(at + 1).is_some() && self.is_joined(at + 1);
        // Of whole thousands, and of what is less.
        let (mut total, mut below) = (0_u64, 0_u64);
        let (mut last_small, mut last_scale) = (None, None);
        let mut next = at;
        if is_a {
            (below, next, last_small) = (1, at + 1, Some(1));
        }
        loop {
            if next > at && !self.is_joined(next) {
                break;
            }
            let is_and = matches!(last_scale, Some(2 | 3))
                && self.word(next) == "and"
                && self.is_joined(next + 1)
                && small(next + 1).is_some();
            let here = next + usize::from(is_and);
            if let Some(value) = small(here) {
                let fits = match last_small {
                    None => true,
                    Some(tens) => tens >= 20 && tens % 10 == 0 && (1..10).contains(&value),
                };
                if !fits {
                    break;
                }
                below += value;
                (last_small, last_scale) = (Some(value), None);
            } else if let Some(power) = scale(here)
                && !is_and
                && (last_small.is_some() || last_scale.is_some())
            {
                let by = 10_u64.checked_pow(power)?;
                if power > 2 {
                    total = total.checked_add(below.max(1).checked_mul(by)?)?;
                    below = 0;
                } else {
                    below = below.checked_mul(by)?;
                }
                (last_small, last_scale) = (None, Some(power));
            } else {
                break;
            }
            next = here + 1;
            if total.checked_add(below)? > GREATEST {
                return None;
            }
        }
        let last = next.checked_sub(1).filter(|last| *last >= at)?;
        let bytes = self.words.get(at)?.range().start..self.words.get(last)?.range().end;
        Some(Number::new((total + below).to_string(), 0, next, bytes))
    }
}
