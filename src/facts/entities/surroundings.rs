//! Places with a word for what is around or within them: `the Oldport area`, `Oldport streets`.

use super::senses::{Sense, sense_at};
use super::{Entities, EntityKind, Mention};
use crate::facts::reading::Reading;

/// The places of an article where one is named with such a word, the word included, by position.
pub(super) fn surroundings(reading: &Reading<'_>, entities: &Entities) -> Vec<Mention> {
    let widened = entities.mentions.iter().filter_map(|mention| {
        let entity = entities.entities.get(mention.entity as usize)?;
        let name = mention.range.start as usize..mention.range.end as usize;
        let word = reading.words_in(&name).end;
        // In a headline too, but `Queens District Attorney` has none.
        let is_around = |w: usize| {
            sense_at(reading, w).is(Sense::AROUND)
                && (!reading.is_capitalised(w)
                    || matches!(
                        reading.word(w),
                        "Area" | "Neighborhood" | "Neighbourhood" | "Suburbs" | "Streets"
                    ))
        };
        // `Oldport town centre`.
        let is_centre = matches!(reading.word(word), "town" | "city")
            && matches!(reading.word(word + 1), "centre" | "center")
            && reading.gap(word + 1) == " ";
        let last = word + usize::from(is_centre);
        let range = mention.range.start..reading.words.get(last)?.range().end as u32;
        (entity.kind == EntityKind::Place
            && (is_around(word) || is_centre)
            && reading.gap(word) == " ")
            .then_some(Mention { range, ..*mention })
    });
    widened.collect()
}
