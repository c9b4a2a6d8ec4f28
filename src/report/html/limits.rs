//! How much of each part is shown. What is left out is counted on the page.

/// Articles whose texts are shown: those with most findings, then the first. More make a page slow to open.
pub(super) const TEXTS: usize = 500;
/// Bytes of texts that are shown.
pub(super) const TEXT_BYTES: usize = 3_000_000;
/// Rows of the list of articles.
pub(super) const ARTICLES: usize = 2000;
/// Findings of one rule.
pub(super) const FINDINGS: usize = 200;
/// Other places that a finding speaks of.
pub(super) const RELATED: usize = 6;
/// Articles that have a column of their own in tables.
pub(super) const COLUMNS: usize = 12;
/// Articles of a heat map that is a table; one of more is a drawing.
pub(super) const HEAT_TABLE: usize = 24;
/// Articles of a heat map.
pub(super) const HEAT: usize = 400;
/// Cells of a heat map that is a drawing.
pub(super) const HEAT_CELLS: usize = 6000;
/// Pairs of articles that are shown side by side.
pub(super) const PAIRS: usize = 200;
/// Words of each side of such a pair.
pub(super) const PAIR_WORDS: usize = 1200;
/// Words of each side of all pairs together. When they are spent, each pair has [`PAIR_LEAST`].
pub(super) const PAIRS_WORDS: usize = 16_000;
/// See [`PAIRS_WORDS`].
pub(super) const PAIR_LEAST: usize = 60;
/// Figures that several articles give.
pub(super) const CLAIMS: usize = 600;
/// Figures that one article gives.
pub(super) const SINGLE_CLAIMS: usize = 3000;
/// Utterances that several articles have.
pub(super) const UTTERANCES: usize = 600;
/// Utterances that one article has.
pub(super) const SINGLE_UTTERANCES: usize = 3000;
/// People, organisations, places, other names: of each kind.
pub(super) const NAMES: usize = 1000;
/// Days, months and years of the timeline.
pub(super) const DAYS: usize = 600;
/// Places that one entry names; they are chosen by their order in the bundle.
pub(super) const PLACES: usize = 24;
