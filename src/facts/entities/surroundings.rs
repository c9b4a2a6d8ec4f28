//! Places with a word for what is around or within them: `the Oldport area`, `Oldport streets`.

use super::{Entities, EntityKind, Mention};
use crate::facts::reading::Reading;

/// The places of an article where one is named with such a word, the word included, by position.
pub(super) fn surroundings(reading: &Reading<'_>, entities: &Entities) -> Vec<Mention> {
    let widened = entities.mentions.iter().filter_map(|mention| {
        let entity = entities.entities.get(mention.entity as usize)?;
        let name = mention.range.start as usize..mention.range.end as usize;
        let word = reading.words_in(&name).end;
        let is_around = matches!(
            reading.word(word),
            "area"
                | "coast"
                | "countryside"
                | "district"
                | "mountains"
                | "neighborhood"
                | "neighbourhood"
                | "outskirts"
                | "region"
                | "street"
                | "streets"
                | "suburb"
                | "suburbs"
                | "town"
                | "waters"
        );
        let range = mention.range.start..reading.words.get(word)?.range().end as u32;
        (entity.kind == EntityKind::Place && is_around && reading.gap(word) == " ")
            .then_some(Mention { range, ..*mention })
    });
    widened.collect()
}
