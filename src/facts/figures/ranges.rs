//! Two numbers that belong together: ranges, results, shares.

use super::lexicon::NUMBERS;
use super::numerals::{Form, is_joined};
use super::phrase;
use super::quantity::Quantity;
use crate::facts::reading::Reading;

/// What two joined numbers are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joined {
    /// 10 to 12; between 5 and 7; $3-5 million.
    Range,
    /// 3-1; 52 to 48.
    Score,
    /// One in five.
    Share,
    /// 2014-15; 24/7.
    Name,
}

/// What joins two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Join {
    Hyphen,
    Bar,
    To,
    Or,
    In,
}

/// The quantity that another goes on with, whose first word is `start`, and what they are together.
pub(super) fn second(
    reading: &Reading<'_>,
    first: &Quantity,
    start: usize,
) -> Option<(Quantity, Joined)> {
    let next = first.words.end;
    let at = match reading.word(next) {
        "to" | "and" | "or" | "in" => next + 1,
        "out" if reading.word(next + 1) == "of" => next + 2,
        _ => next,
    };
    let begins = reading.word(at).starts_with(|c: char| c.is_ascii_digit())
        || reading
            .words
            .get(at)
            .is_some_and(|w| NUMBERS.get(*w).is_some())
        || at > next && reading.is_capitalised(at);
    if !begins {
        return None;
    }
    // `US $93 billion`: the word after may be the number's.
    let mut second = Quantity::read(reading, at)
        .or_else(|| Quantity::read(reading, at + 1).filter(|s| s.words.start == at))?;
    let before = start.checked_sub(1).map_or("", |at| reading.word(at));
    let is_between = before.eq_ignore_ascii_case("between");
    let between = reading
        .body
        .get(first.bytes.end..second.bytes.start.max(first.bytes.end))?;
    let join = match between.trim_matches(['~', ' ', '\u{a0}']) {
        "-" | "–" | "—" | "−" | "\u{2010}" | "\u{2011}" => Join::Hyphen,
        // The second number took the hyphen for its sign.
        "" if second.numeral.value < 0.0 => Join::Hyphen,
        "/" => Join::Bar,
        "to" => Join::To,
        "and" if is_between => Join::To,
        "or" => Join::Or,
        "in" | "out of" => Join::In,
        _ => return None,
    };
    if join == Join::Hyphen {
        second.numeral.value = second.numeral.value.abs();
    }
    if [&second, first]
        .iter()
        .any(|q| matches!(q.numeral.form, Form::Ordinal | Form::Vague | Form::Couple))
    {
        return None;
    }
    let joined = joined(
        reading,
        first,
        &second,
        join,
        is_between || before.eq_ignore_ascii_case("from"),
    )?;
    Some((second, joined))
}

fn joined(
    reading: &Reading<'_>,
    first: &Quantity,
    second: &Quantity,
    join: Join,
    is_from: bool,
) -> Option<Joined> {
    let (a, b) = (first.numeral.value, second.numeral.value);
    let is_plain = first.numeral.form == Form::Plain && second.numeral.form == Form::Plain;
    let is_bare = [first, second]
        .iter()
        .all(|q| q.unit.is_none() && q.numeral.glued.is_empty());
    let is_result = is_plain && is_bare && a < 1000.0 && a >= b;
    let are_years = is_plain
        && is_bare
        && (1500.0..2101.0).contains(&a)
        && (b < 100.0 || (1500.0..2101.0).contains(&b));
    // `2 percent to 300`: an amount of change and what it led to.
    let is_unlike = match (first.unit, second.unit) {
        (Some(a), Some(b)) => a != b,
        (Some(_), None) => first.numeral.bytes.end < first.bytes.end,
        _ => false,
    };
    let is_wider = a < b || first.numeral.scale < second.numeral.scale;
    match join {
        Join::In => is_share(reading, first, second).then_some(Joined::Share),
        _ if are_years
            && join != Join::Or
            && phrase::several(reading, second.words.end)
                .is_none_or(|c| c.head > second.words.end) =>
        {
            Some(Joined::Name)
        }
        Join::Bar if is_plain && is_bare => Some(Joined::Name),
        _ if is_unlike => None,
        Join::Hyphen if is_result => Some(Joined::Score),
        Join::Hyphen if is_wider => Some(Joined::Range),
        Join::Bar if first.is_money() && second.is_money() && a < b => Some(Joined::Range),
        Join::To if is_wider || is_from => Some(Joined::Range),
        Join::To if is_result => Some(Joined::Score),
        Join::Or
            if is_bare && a < b && b <= 2.0 * a && first.numeral.form == second.numeral.form =>
        {
            Some(Joined::Range)
        }
        _ => None,
    }
}

/// Whether one number in another is a share: one in five adults, two out of three; not: one in three cities was hit.
fn is_share(reading: &Reading<'_>, first: &Quantity, second: &Quantity) -> bool {
    let (a, b) = (first.numeral.value, second.numeral.value);
    let next = second.words.end;
    let is_out = reading.word(first.words.end) == "out";
    let is_round =
        matches!(b as u32, 2..=10 | 12 | 20 | 25 | 50 | 100 | 1000 | 10000) && b.fract() == 0.0;
    let is_counted = phrase::several(reading, next).is_some() || phrase::ends(reading, next);
    let is_bare = first.unit.is_none()
        && second.unit.is_none()
        && first.numeral.step >= 1.0
        && first.numeral.form != Form::Part;
    let is_small = a == 1.0 || is_out || is_joined(reading, next, false) && a < 10.0 && b == 10.0;
    is_bare && is_round && is_counted && is_small && 0.0 < a && a < b
}
