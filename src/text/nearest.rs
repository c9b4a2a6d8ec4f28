//! What a misspelled name was probably meant to be.

/// Below this Jaro-Winkler similarity, two names have nothing to do with each other.
const LEAST: f64 = 0.85;

/// The name that a misspelled one is nearest to, where any is near. Case, and whether words are joined by `-`, `_` or
/// blanks, does not count.
///
/// # Examples
///
/// ```
/// use variorum::text::nearest::nearest;
///
/// assert_eq!(nearest("Warnin", ["error", "warning"]), Some("warning"));
/// assert_eq!(nearest("xyz", ["error", "warning"]), None);
/// ```
pub fn nearest<'n>(name: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let folded = |name: &str| name.trim().to_lowercase().replace(['_', ' '], "-");
    let name = folded(name);
    let scored = names
        .into_iter()
        .map(|other| (strsim::jaro_winkler(&name, &folded(other)), other));
    let (score, other) = scored.max_by(|(a, _), (b, _)| a.total_cmp(b))?;
    (score > LEAST).then_some(other)
}
