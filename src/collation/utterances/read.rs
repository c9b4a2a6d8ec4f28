//! Asking for what is known of one utterance of a text.

use super::{Instance, Utterances, WordingId};
use crate::collation::index::TextId;

impl Utterances {
    /// The wording of the utterance of a text whose first piece starts at a byte of the body, marks left out, and how it
    /// stands there. None for what is no utterance, or too short to be compared.
    pub fn wording_at(&self, text: TextId, start: u32) -> Option<(WordingId, &Instance)> {
        self.of_text.get(&text)?.iter().find_map(|&wording| {
            let instances = self.instances(wording);
            let from = instances.partition_point(|i| i.text < text);
            let mut own = instances.get(from..)?.iter().take_while(|i| i.text == text);
            let found = own.find(|i| i.pieces.first().is_some_and(|piece| piece.0 == start))?;
            Some((wording, found))
        })
    }
}
