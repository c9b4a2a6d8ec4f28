//! What is known of the words that were looked at lately: a few thousand make most of any text.

use super::terms::{Known, known};
use crate::facts::shapes::Shape;
use crate::text::words::Word;

/// Bits of a word's hash that tell its place.
const BITS: u32 = 12;

/// See the module's head. What it answers does not depend on what was asked before.
pub struct Recent {
    slots: Box<[(u64, Option<Known>)]>,
}

impl Default for Recent {
    fn default() -> Recent {
        Recent {
            slots: vec![(0, None); 1 << BITS].into(),
        }
    }
}

impl Recent {
    /// What is known of a word as it stands in a text.
    #[inline]
    pub fn known(&mut self, text: &str, word: Word, shape: Shape) -> Known {
        // Letters beyond ASCII may fold to those of another word that is known.
        if shape.is(Shape::BEYOND) {
            return known(text, word);
        }
        let Some(slot) = self.slots.get_mut((word.hash >> (64 - BITS)) as usize) else {
            return known(text, word);
        };
        match slot.1 {
            Some(known) if slot.0 == word.hash => known,
            _ => {
                let known = known(text, word);
                *slot = (word.hash, Some(known));
                known
            }
        }
    }
}
