//! What ONE article says. Pure functions: a body in, facts out, with offsets in bytes of that body.
//!
//! - [`delimiters`]: quotations, and quotation marks and brackets without a partner.
//! - [`residue`]: lines of a web page's frame.
//! - [`shingles`]: the five-word runs by which copies are found.
//! - [`repeats`]: passages that stand twice in the body.

pub mod delimiters;
pub mod repeats;
pub mod residue;
pub mod shingles;

use std::ops::Range;
use std::sync::Arc;

use crate::text::words::{self, Word};
use delimiters::Delimiters;
use repeats::Repeat;
use shingles::{Seen, Shingles};

/// All that the rules need to know of one body.
#[derive(Debug, Default)]
pub struct Facts {
    /// Its words.
    pub words: Arc<Vec<Word>>,
    /// Its distinct five-word runs.
    pub shingles: Shingles,
    /// Passages that it says twice.
    pub repeats: Vec<Repeat>,
    /// Its quotations, and delimiters without a partner.
    pub delimiters: Delimiters,
    /// Lines of a web page's frame, in bytes.
    pub residue: Vec<Range<usize>>,
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
}
