//! Words of a name that say what its bearer is, and may be left out: `Hale Roe Inc.`, `Oldport Police Department`, `City of
//! Oldport`.

use super::names::Name;

/// The word of a name by which others of its bearer are looked for: the last one, or the one before the marks of a
/// company and before words that say what it is and are often left out.
pub(crate) fn main_word(name: &Name) -> &str {
    let says = [
        "airlines",
        "island",
        "magazine",
        "province",
        "sea",
        "university",
    ];
    let mut words = name.words().iter().rev();
    let last = words.next().map_or("", |w| w);
    // `Oldport Police Department`.
    if let [_, .., police, _] = name.words()
        && is_of_police(police, last)
    {
        return police;
    }
    let is_mark = |word: &str| COMPANY.contains(&word) || says.contains(&word);
    if !is_mark(last) {
        return last;
    }
    words.find(|w| !is_mark(w)).map_or(last, |w| w)
}

/// Whether the last word of a name says no more than that the police is an office.
fn is_of_police(police: &str, last: &str) -> bool {
    police == "police" && matches!(last, "department" | "dept" | "force" | "service")
}

/// Whether what one name has behind another is the mark of a company or says what it is: `Hale Roe Inc.`, `Hale Roe`;
/// `Oldport Police Department`, `Oldport Police`.
pub(crate) fn is_marked(long: &Name, short: &Name) -> bool {
    let Some((last, body)) = long.words().split_last() else {
        return false;
    };
    let is_police = || body.last().is_some_and(|police| is_of_police(police, last));
    let is_mark = COMPANY.contains(&&**last) || is_police();
    short.words().len() > 1 && is_mark && body == short.words()
}

/// A place's name without what it is before it: `Oldport` of `City of Oldport`.
pub(crate) fn without_class(text: &str) -> &str {
    let classes = [
        "City of ",
        "Town of ",
        "Village of ",
        "Township of ",
        "Borough of ",
        "Municipality of ",
        "Province of ",
        "Island of ",
    ];
    if !text.contains(" of ") {
        return text;
    }
    let rest = classes.iter().find_map(|class| text.strip_prefix(class));
    // A part of London is called so.
    rest.filter(|rest| rest.starts_with(char::is_uppercase) && *rest != "London")
        .unwrap_or(text)
}

/// The marks of companies that may be left out.
const COMPANY: [&str; 8] = [
    "inc",
    "corp",
    "corporation",
    "co",
    "company",
    "ltd",
    "llc",
    "plc",
];
