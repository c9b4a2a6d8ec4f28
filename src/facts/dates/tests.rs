use expect_test::{Expect, expect};
use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::text::words::words;

fn found(body: &str) -> Vec<Moment> {
    let words = words(body);
    moments(&Reading::new(body, &words, &[]))
}

/// What is found, each as `text = ISO 8601`; an article of Saturday, 17 May 2025.
fn check(body: &str, expected: &Expect) {
    let anchor = Some(date(2025, 5, 17));
    let found = found(body).into_iter().map(|moment| {
        let text = &body[moment.range.start as usize..moment.range.end as usize];
        let iso = moment.iso(anchor).unwrap_or_else(|| "?".to_owned());
        format!("{text} = {iso}")
    });
    expected.assert_eq(&found.collect::<Vec<_>>().join("\n"));
}

#[test]
fn days() {
    check(
        "On 16 May 2025, May 16, 2025, the 16th of May, Friday, May 16; Fri 16 May. Jan. 3 and Sept 4th, 2024.",
        &expect![
            r"
            16 May 2025 = 2025-05-16
            May 16, 2025 = 2025-05-16
            16th of May = 2025-05-16
            Friday, May 16 = 2025-05-16
            Fri 16 May = 2025-05-16
            Jan. 3 = 2025-01-03
            Sept 4th, 2024 = 2024-09-04"
        ],
    );
    check(
        "Friday (May 16), 16 May (Fri), Friday 16/05/2025, 31-Oct-74, MAY 16. May the 4th be with you. Friday the 16th of May.",
        &expect![
            r"
            Friday (May 16) = 2025-05-16
            16 May (Fri) = 2025-05-16
            Friday 16/05/2025 = 2025-05-16
            31-Oct-74 = 1974-10-31
            MAY 16 = 2025-05-16
            May the 4th = 2025-05-04
            Friday the 16th of May = 2025-05-16"
        ],
    );
    check(
        "2025-05-16, 2025-05-16T10:00Z, 16/05/2025, 5/16/2025, 5/6/2025, 4/4/25, 16.05.2025, 10.12.2020.1, 3/4, 1-2-3",
        &expect![
            r"
            2025-05-16 = 2025-05-16
            2025-05-16T10:00Z = 2025-05-16
            16/05/2025 = 2025-05-16
            5/16/2025 = 2025-05-16
            5/6/2025 = 2025
            4/4/25 = 2025-04-04
            16.05.2025 = 2025-05-16"
        ],
    );
    check(
        "May 16-18, 16–18 May 2025, May 16 and 17, 2024, from 3 to 5 June, 31 April, February 29, 2023",
        &expect![
            r"
            May 16 = 2025-05-16
            18 = 2025-05-18
            16 = 2025-05-16
            18 May 2025 = 2025-05-18
            May 16 = 2024-05-16
            17, 2024 = 2024-05-17
            3 = 2025-06-03
            5 June = 2025-06-05
            31 April = ?
            February 29, 2023 = ?"
        ],
    );
}

#[test]
fn months_years_and_decades() {
    check(
        "In March 2022, since May, last June, in early August, March of 2021. Born in December, he left in January.",
        &expect![
            r"
            March 2022 = 2022-03
            May = 2025-05
            June = 2025-06
            August = 2025-08
            March of 2021 = 2021-03
            December = 2024-12
            January = 2025-01"
        ],
    );
    check(
        "since 2022, in 2010 people left, the 2016 election, the 2000 election, (2019), from 2010 to 2012, 2016-17",
        &expect![
            r"
            2022 = 2022
            2010 = 2010
            2016 = 2016
            2000 = 2000
            2019 = 2019
            2010 = 2010
            2012 = 2012
            2016-17 = 2016"
        ],
    );
    check(
        "between 2018 and 2020; the 2020-21 season; the 1990s, the ’90s, mid-1980s; by 1987, for 1986/87",
        &expect![
            r"
            2018 = 2018
            2020 = 2020
            2020-21 = 2020
            1990s = 199X
            90s = 199X
            1980s = 198X
            1987 = 1987
            1986/87 = 1986"
        ],
    );
}

#[test]
fn weekdays_and_days_beside_today() {
    check(
        "They met on Friday. They will meet on Monday. Last Tuesday it rained. This Wednesday it snows.",
        &expect![
            r"
            Friday = 2025-05-16
            Monday = 2025-05-19
            Last Tuesday = 2025-05-13
            This Wednesday = 2025-05-14"
        ],
    );
    check(
        "Next Friday is Friday. It happened on Saturday, yesterday, today, tomorrow and last week; next month, this year.",
        &expect![
            r"
            Next Friday = ?
            Friday = ?
            Saturday = 2025-05-17
            yesterday = 2025-05-16
            today = 2025-05-17
            tomorrow = 2025-05-18
            last week = 2025-W19
            next month = 2025-06
            this year = 2025"
        ],
    );
}

#[test]
fn clock_times() {
    check(
        "At 10:00 a.m. EDT (14:00 GMT), 10am, 1100 hrs, 7.30pm, at 7:30, noon, midnight, 5 o'clock, five o’clock, 2 p.m. ET",
        &expect![
            r"
            10:00 a.m. EDT = T10:00-04:00
            14:00 GMT = T14:00Z
            10am = T10:00
            1100 hrs = T11:00
            7.30pm = T19:30
            7:30 = T07:30
            noon = T12:00
            midnight = T00:00
            5 o'clock = T05:00
            five o’clock = T05:00
            2 p.m. ET = T14:00"
        ],
    );
    check(
        "14:00 UTC+2, 9:15 GMT+5:30, 1430 GMT, 8:00 am local time, 3 p.m. Moscow time, 10 a.m. (EST), 16h30, at 1100 hours",
        &expect![
            r"
            14:00 UTC+2 = T14:00+02:00
            9:15 GMT+5:30 = T09:15+05:30
            1430 GMT = T14:30Z
            8:00 am local time = T08:00
            3 p.m. Moscow time = T15:00
            10 a.m. (EST) = T10:00-05:00
            16h30 = T16:30
            1100 hours = T11:00"
        ],
    );
    check(
        "9 to 11 a.m., 10–11:30 p.m., 9 a.m.-5 p.m., 12 noon, 12:05 am, 12 p.m., 10:15:30 GMT, 23:59",
        &expect![
            r"
            9 = T09:00
            11 a.m. = T11:00
            10 = T22:00
            11:30 p.m. = T23:30
            9 a.m. = T09:00
            5 p.m. = T17:00
            12 noon = T12:00
            12:05 am = T00:05
            12 p.m. = T12:00
            10:15:30 GMT = T10:15Z
            23:59 = T23:59"
        ],
    );
}

#[test]
fn what_is_no_moment() {
    check(
        "It may 16 times. May said she may march. March on! He sat in the sun. A second. Theresa May won 3:1, 2:35:10.",
        &expect![""],
    );
    check(
        "2010 people, $2010, 2,010, 1987 votes, page 2016, killed 2000 troops of 2000 men. Good Friday; the Sunday Times, USA Today.",
        &expect![""],
    );
    check(
        "In May 16 people died. May 16,000 come? May 3.5 pct. 3 May-flowers. John 3:16, 4:3, 1:23.45, 10 am I, 1100 hours of film, one o",
        &expect![
            r"
            May = 2025-05
            10 am = T10:00"
        ],
    );
}

#[test]
fn a_day_known_by_its_numbers() {
    check(
        "The 9/11 attacks; 9/11/2010, 19/11, 9/112, 9-11, 8 9/11.",
        &expect![
            r"
            9/11 = 2001-09-11
            9/11/2010 = 2010"
        ],
    );
}

#[test]
fn datelines() {
    let day = |body: &str| written(None, body, &found(body)).map(|date| date.to_string());
    let told = |body| day(body).unwrap_or_default();
    assert_eq!(
        told("KYIV, May 16, 2025 (Wire) — The talks failed."),
        "2025-05-16"
    );
    assert_eq!(
        told("A headline\nPublished: 16 May 2025, 10:00\nThe talks failed."),
        "2025-05-16"
    );
    assert_eq!(told("2025-05-16\nThe talks failed."), "2025-05-16");
    assert_eq!(told("KYIV, May 16 (Wire) — The talks failed."), "");
    assert_eq!(told("On May 16, 2025, the talks failed."), "");
    let attribute = |value| written(Some(value), "", &[]).map(|date| date.to_string());
    assert_eq!(
        attribute("2025-05-16T10:00:00Z").as_deref(),
        Some("2025-05-16")
    );
    assert_eq!(attribute("May 16, 2025").as_deref(), Some("2025-05-16"));
    assert_eq!(attribute("soon"), None);
}

proptest! {
    #[test]
    fn in_order_on_boundaries_and_without_panic(
        text in "(May|Sunday|Fri|16|31st|2025|2000|10|7|am|p\\.m\\.|noon|o|GMT|UTC|local time|last|next week|in|to|[ .:,/+()’-]|\n| |é){0,30}",
    ) {
        let mut last = 0;
        for moment in found(&text) {
            let (start, end) = (moment.range.start as usize, moment.range.end as usize);
            prop_assert!(last <= start && start < end);
            prop_assert!(text.is_char_boundary(start) && text.is_char_boundary(end));
            last = end;
            moment.iso(Some(date(2025, 5, 17)));
            moment.iso(None);
        }
    }

    #[test]
    fn nothing_panics(text in any::<String>()) {
        found(&text);
    }
}
