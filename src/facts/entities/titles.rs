//! Words that stand before a name and are no part of it.

/// Whether a word in small letters, without its full stop, is a form of address or a rank (`mr`, `dr`, `president`).
pub(super) fn is_title(word: &str) -> bool {
    TITLES.binary_search(&word).is_ok()
}

/// Sorted.
const TITLES: &[&str] = &[
    "adm",
    "admiral",
    "ambassador",
    "archbishop",
    "baroness",
    "bishop",
    "brig",
    "brigadier",
    "capt",
    "captain",
    "cardinal",
    "chancellor",
    "chief",
    "col",
    "colonel",
    "commander",
    "congressman",
    "congresswoman",
    "cpl",
    "dame",
    "deputy",
    "detective",
    "dr",
    "drs",
    "emir",
    "father",
    "gen",
    "general",
    "gov",
    "governor",
    "hon",
    "imam",
    "inspector",
    "judge",
    "justice",
    "king",
    "lady",
    "lieut",
    "lieutenant",
    "lord",
    "lt",
    "maj",
    "major",
    "mayor",
    "minister",
    "miss",
    "mr",
    "mrs",
    "ms",
    "mx",
    "officer",
    "pastor",
    "pope",
    "premier",
    "president",
    "prime",
    "prince",
    "princess",
    "prof",
    "professor",
    "queen",
    "rabbi",
    "rep",
    "representative",
    "rev",
    "reverend",
    "secretary",
    "sen",
    "senator",
    "sergeant",
    "sgt",
    "sheikh",
    "sheriff",
    "sir",
    "sister",
    "sultan",
    "supt",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorted() {
        assert!(TITLES.is_sorted());
        assert!(is_title("mr") && !is_title("ann"));
    }
}
