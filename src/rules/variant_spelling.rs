//! # variant-spelling
//!
//! ## What it does
//! Reports a name that the articles of a bundle spell in several ways, once for each person, organisation or place: where
//! the rarer spelling stands first, with the first place of every other spelling in each article.
//!
//! ```text
//! Ukrainian President Volodymyr Zelenskyy called …     (first article)
//! Mr. Zelensky said …                                  (second article)
//! ```
//!
//! That a name is shortened, has a title or stands in capitals is no matter, nor are initials and short forms: `Ann Roe`,
//! `Ms. Roe`, `A. Roe` and `Annie Roe` are one name. Two spellings count as one name where the rest of the name agrees,
//! and they differ as transliterations do (`Sergey`, `Sergei`), by an accent (`Núñez`, `Nunez`) or by a custom of the
//! country (`Defence Ministry`, `Defense Ministry`), or where the given name is the same and the surname a vowel apart, or
//! the other way round. Where two people may be meant (`Fisher`, `Fischer`), the articles must have other names in common.
//!
//! ## Why
//! Who searches for one spelling misses the others.
//!
//! ## How to mend it
//! Unify the spelling, where the sources may be changed.

use std::ops::Range;

use super::{Edit, Finding, Related, Rule, View};
use crate::bundle::{ArticleId, DocumentId};
use crate::collation::grouping::GroupId;
use crate::collation::identities::{Identities, Spelling};

/// Other places that are named in one finding.
const SHOWN: usize = 32;

/// Where a spelling stands: the first place of each article that has it, by the articles' order.
struct Written<'i> {
    text: &'i str,
    mentions: usize,
    places: Vec<((DocumentId, usize), ArticleId, Range<u32>)>,
}

impl<'i> Written<'i> {
    fn new(spelling: &Spelling<'i>, view: View<'_>) -> Written<'i> {
        let mut written = Written {
            text: spelling.text,
            mentions: 0,
            places: Vec::new(),
        };
        for (text, count, range) in &spelling.texts {
            for &article in view.articles(*text) {
                written.mentions += *count as usize;
                let place = (view.start(article), article, range.clone());
                written.places.push(place);
            }
        }
        written.places.sort_unstable_by_key(|p| (p.0, p.2.start));
        written
    }

    fn counted(&self) -> String {
        let articles = match self.places.len() {
            1 => "1 article".to_owned(),
            n => format!("{n} articles"),
        };
        format!("`{}` ({} in {articles})", self.text, self.mentions)
    }
}

/// Checks one group.
pub fn check(all: &Identities, group: GroupId, view: View<'_>, out: &mut Vec<Finding>) {
    let spellings = all.spellings(group);
    let mut written: Vec<Written<'_>> = spellings
        .iter()
        .map(|s| Written::new(s, view))
        .filter(|w| !w.places.is_empty())
        .collect();
    // The rarest last; of two as rare the one that comes later in the bundle.
    written.sort_by_key(|w| {
        let first = w.places.first().map(|p| p.0);
        (std::cmp::Reverse((w.places.len(), w.mentions)), first)
    });
    let Some((rare, others)) = written.split_last() else {
        return;
    };
    let (Some(common), Some((_, article, range))) = (others.first(), rare.places.first()) else {
        return;
    };
    let names: Vec<String> = others.iter().map(Written::counted).collect();
    let message = format!("{} is also spelled {}", rare.counted(), names.join(", "));
    let mut evidence: Vec<&str> = written.iter().map(|w| w.text).collect();
    evidence.sort_unstable();
    let place = view.place(*article, range);
    let mut finding =
        Finding::new(Rule::VariantSpelling, place.clone(), message).evidence(evidence);
    let elsewhere = others
        .iter()
        .flat_map(|w| w.places.iter().map(move |p| (w, p)));
    let again = rare.places.iter().skip(1).map(|p| (rare, p));
    finding.related.extend(
        elsewhere
            .chain(again)
            .take(SHOWN)
            .map(|(w, (_, article, range))| Related {
                message: format!("spelled `{}` here", w.text),
                place: view.place(*article, range),
            }),
    );
    let here = view.text(*article, range);
    if here.contains(rare.text) {
        let edit = Edit {
            place,
            text: here.replace(rare.text, common.text),
        };
        finding = finding.fix(
            format!("unify the spelling to `{}`", common.text),
            false,
            vec![edit],
        );
    }
    out.push(finding);
}

#[cfg(test)]
mod tests {
    use crate::rules::Rule;
    use crate::workspace::Bundle;
    use crate::workspace::bundle::Settings;

    fn messages(articles: &[&str]) -> Vec<String> {
        let text: String = articles
            .iter()
            .enumerate()
            .map(|(n, body)| format!("<<<FILE: {n}.txt>>>\n{body}\n<<<END FILE>>>\n"))
            .collect();
        let bundle = Bundle::new(&text, &Settings::default());
        let all = bundle.findings();
        let mine = all.iter().filter(|(_, f)| f.rule == Rule::VariantSpelling);
        mine.map(|(_, f)| f.message.clone()).collect()
    }

    #[test]
    fn shorter_names_of_one_bearer_hide_no_spelling() {
        let names = [
            "Quarry Mudd Corp",
            "Mudd Corp",
            "Quarry Mudd",
            "Quarry Mudd",
            "Quarry-Mudd",
        ];
        let articles = names.map(|n| format!("They met {n} there. Later Olena Marchenska left."));
        let expected =
            "`Quarry-Mudd` (1 in 1 article) is also spelled `Quarry Mudd` (2 in 2 articles)";
        assert_eq!(
            messages(&articles.each_ref().map(String::as_str)),
            [expected]
        );
    }

    #[test]
    fn told_once_for_each_bearer() {
        let found = messages(&[
            "They met Mayor Olena Marchenskyy. Marchenskyy left.",
            "They met Olena Marchensky.",
            "Late that day Marchensky said no.",
        ]);
        assert_eq!(
            found,
            ["`Marchenskyy` (2 in 1 article) is also spelled `Marchensky` (2 in 2 articles)"]
        );
        let found = messages(&["They met Sergey Hale.", "They met Sergei Hale."]);
        assert_eq!(
            found,
            ["`Sergei Hale` (1 in 1 article) is also spelled `Sergey Hale` (1 in 1 article)"]
        );
    }

    #[test]
    fn what_may_be_two_names_is_told_where_the_articles_share_others() {
        for (a, b) in [
            ("Ada Fisher", "Ada Fischer"),
            ("Ada Marrin", "Ada Marren"),
            ("Ada Rait", "Ada Raite"),
            ("Jermayne Hale", "Jerymayne Hale"),
            ("Harlow Defence Board", "Harlow Defense Board"),
        ] {
            let told = |more: &str| {
                let first = format!("They met {a} there. {more}");
                let second = format!("They saw {b} again. {more}");
                messages(&[&first, &second]).len()
            };
            assert_eq!(told(""), 0, "{a}, {b}");
            assert_eq!(told("Later Olena Marchenska left."), 1, "{a}, {b}");
        }
    }

    #[test]
    fn nothing_is_told_of_two_bearers_or_of_shorter_names() {
        for (a, b) in [
            ("Ada Johnson", "Ada Johnston"),
            ("Dmitry Peskov", "Pskov"),
            ("Ann Roe", "Bill Roe"),
            ("Ann Roe", "Roe"),
            ("Ann Roe", "ANN ROE"),
            ("John Hale", "J. Hale"),
            ("Robert Hale", "Bob Hale"),
            ("Ada Hale", "Ada Hale Jr."),
            ("the United States", "the U.S."),
            ("Luis “Jerry” Roe", "Luis (Jerry) Roe"),
        ] {
            let found = messages(&[
                &format!("They met {a} there."),
                &format!("They saw {b} again."),
            ]);
            assert!(found.is_empty(), "{a}, {b}: {found:?}");
        }
    }
}
