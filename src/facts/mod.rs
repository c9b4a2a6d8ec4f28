//! What ONE article says. Pure functions: a body in, facts out, with offsets in bytes of that body.
//!
//! - [`reading`]: a body taken apart once, for all that read facts in it.
//! - [`lexicon`]: lists of words and phrases, as data files.
//! - [`shapes`]: what one look at each word tells.
//! - [`delimiters`]: quotations, and quotation marks and brackets without a partner.
//! - [`quotes`]: utterances, their speakers and cues.
//! - [`entities`]: persons, organisations and places.
//! - [`figures`]: numbers, with what they count and how they bound it.
//! - [`dates`]: dates and clock times.
//! - [`residue`]: lines of a web page's frame.
//! - [`shingles`]: the five-word runs by which copies are found.
//! - [`repeats`]: passages that stand twice in the body.

pub mod dates;
pub mod delimiters;
pub mod entities;
pub mod figures;
pub mod lexicon;
pub mod quotes;
pub mod reading;
pub mod repeats;
pub mod residue;
pub mod shapes;
pub mod shingles;

use std::ops::Range;
use std::sync::Arc;

use crate::text::words::{self, Word};
use dates::Moment;
use delimiters::Delimiters;
use entities::Entities;
use figures::Figure;
use quotes::Quote;
use reading::{Reading, Sentence};
use repeats::Repeat;
use shapes::Shape;
use shingles::{Seen, Shingles};

/// All that the rules need to know of one body.
#[derive(Debug, Default)]
pub struct Facts {
    /// Its words.
    pub words: Arc<Vec<Word>>,
    /// What a look at each of its words tells.
    pub shapes: Vec<Shape>,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
    /// Its distinct five-word runs.
    pub shingles: Shingles,
    /// Passages that it says twice.
    pub repeats: Vec<Repeat>,
    /// Its quotations, and delimiters without a partner.
    pub delimiters: Delimiters,
    /// Lines of a web page's frame, in bytes.
    pub residue: Vec<Range<usize>>,
    /// Its names.
    pub entities: Entities,
    /// Its utterances.
    pub quotes: Vec<Quote>,
    /// Its figures.
    pub figures: Vec<Figure>,
    /// Its dates and times.
    pub moments: Vec<Moment>,
}

/// Reads a body. `seen` is scratch space, to be used again.
pub fn read(body: &str, seen: &mut Seen) -> Facts {
    let mut facts = Facts::default();
    read_into(body, seen, &mut facts);
    facts
}

/// Reads a body in place of what `facts` held before, whose memory is used again.
pub fn read_into(body: &str, seen: &mut Seen, facts: &mut Facts) {
    let all = Arc::make_mut(&mut facts.words);
    all.clear();
    // About as many as there are, so that it hardly ever grows.
    all.reserve(body.len() / 6);
    words::read(body, all);
    shingles::shingles(&facts.words, seen, &mut facts.shingles);
    let may_repeat = facts.shingles.repeated > repeats::SHORTEST - shingles::SHINGLE;
    facts.repeats = if may_repeat {
        repeats::repeats(body, &facts.words)
    } else {
        Vec::new()
    };
    facts.delimiters = delimiters::delimiters(body);
    facts.residue = residue::residue(body);
    let reading = Reading::new(body, &facts.words, &facts.delimiters.quotations);
    facts.entities = entities::entities(&reading);
    facts.quotes = quotes::quotes(&reading, &facts.entities);
    facts.moments = dates::moments(&reading);
    facts.figures = figures::figures(&reading, &facts.moments);
    facts.sentences = reading.sentences;
    facts.shapes = reading.shapes;
}
