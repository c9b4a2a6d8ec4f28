//! Words that say who is speaking. English, since only there a doubt is settled with their help.

/// Verbs of saying, lower case, sorted.
#[rustfmt::skip]
const VERBS: &[&str] = &[
    "added", "adds", "admitted", "agreed", "announced", "argued", "argues", "asked", "asks",
    "claimed", "commented", "concluded", "continued", "declared", "explained", "explains",
    "insisted", "joked", "noted", "notes", "observed", "quipped", "read", "reads", "recalled",
    "remarked", "replied", "responded", "said", "says", "shouted", "stated", "stressed",
    "suggested", "testified", "told", "tweeted", "warned", "warns", "writes", "wrote",
];

fn is_verb(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    debug_assert!(VERBS.is_sorted());
    VERBS.binary_search(&word).is_ok()
}

/// Whether the last word of `text` is a verb of saying.
pub(super) fn ends_with_verb(text: &str) -> bool {
    /// Longer than the longest verb.
    const REACH: usize = 16;
    let end = text.as_bytes();
    let start = end
        .iter()
        .rev()
        .take(REACH)
        .take_while(|b| b.is_ascii_lowercase())
        .count();
    is_verb(&text[text.len() - start..])
}

/// Finds an attribution that ends a quotation (`…, Mr. Smith said`, `…, she added`) and gives the byte offset in `text` just after
/// the comma, where a closing mark would stand.
pub(super) fn attribution(text: &str) -> Option<usize> {
    /// The most words between the comma and the verb.
    const NAME: usize = 4;
    let (mut at, mut stop, mut words, mut described) = (0, None, 0, false);
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        let end = at + word.len();
        at += piece.len();
        if word.is_empty() {
            continue;
        }
        if stop.is_some() {
            if is_verb(word) {
                return stop;
            }
            words += 1;
            described |= words == 1 && matches!(word, "the" | "a" | "an" | "his" | "her" | "its");
            if words > NAME || !(described || may_name(word)) {
                stop = None;
            }
        }
        if word.ends_with([',', '?', '!']) {
            (stop, words, described) = (Some(end), 0, false);
        }
    }
    None
}

/// Whether a word may stand between the comma and the verb, where no article leads it: part of a name, a pronoun of the third person.
fn may_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word != "I"
        || matches!(
            word,
            "he" | "she" | "they" | "it" | "de" | "van" | "von" | "al"
        )
}
