use super::*;
use crate::facts::dates;
use crate::text::words::words;

/// The figures of a text, each as `text: kind value unit`, with bounds where it is not exact.
fn read(body: &str) -> Vec<String> {
    let words = words(body);
    let reading = Reading::new(body, &words, &[]);
    let found = figures(&reading, &dates::moments(&reading));
    let shown = found.iter().map(|f| {
        let text = &body[f.range.start as usize..f.range.end as usize];
        let per = f.per.as_ref().map(|per| format!("/{per}"));
        let ends = |end: Option<f64>| end.map_or("*".to_owned(), |end| end.to_string());
        let value = if f.low == Some(f.value) && f.high == f.low {
            f.value.to_string()
        } else {
            format!("{}{}..{}", f.modifier.symbol(), ends(f.low), ends(f.high))
        };
        let shown = format!(
            "{text}: {:?} {value} {}{}",
            f.kind,
            f.unit,
            per.unwrap_or_default()
        );
        shown.trim_end().to_owned()
    });
    shown.collect()
}

fn check(table: &[(&str, &[&str])]) {
    for (body, expected) in table {
        assert_eq!(read(body), *expected, "{body}");
    }
}

#[test]
fn numbers() {
    check(&[
        (
            "They shipped 12,500 crates.",
            &["12,500 crates: Count 12500 crate"],
        ),
        (
            "Twenty-eight thousand six hundred forty-two students came.",
            &["Twenty-eight thousand six hundred forty-two students: Count 28642 student"],
        ),
        (
            "It needs 2.5 million bricks, or 3m bricks.",
            &[
                "2.5 million bricks: Count 2500000 brick",
                "3m bricks: Count 3000000 brick",
            ],
        ),
        (
            "He waited two and a half hours.",
            &["two and a half hours: Measure 2.5 hour"],
        ),
        (
            "Some 40 Norwegian and Danish sailors came for a month-long course, and a weeklong one; it rained all day long.",
            &[
                "Some 40 Norwegian and Danish sailors: Count ~36..44 sailor",
                "month-long: Measure 1 month",
                "weeklong: Measure 1 week",
            ],
        ),
        (
            "Half a million people marched.",
            &["Half a million people: Count 500000 people"],
        ),
        (
            "A dozen boats and two dozen crews.",
            &[
                "A dozen boats: Count 12 boat",
                "two dozen crews: Count 24 crew",
            ],
        ),
        (
            "Add 2 1/2 cups and ½ pound.",
            &["2 1/2 cups: Count 2.5 cup"],
        ),
        (
            "It fell to -12 degrees, then minus 15 degrees.",
            &[
                "-12 degrees: Measure -12 degree",
                "minus 15 degrees: Measure -15 degree",
            ],
        ),
    ]);
}

#[test]
fn vague_numbers_claim_a_span() {
    check(&[
        (
            "Tens of thousands of fans sang.",
            &["Tens of thousands of fans: Count ~10000..100000 fan"],
        ),
        (
            "Hundreds of homes burned.",
            &["Hundreds of homes: Count ~100..* home"],
        ),
        (
            "A couple of hundred guests left.",
            &["A couple of hundred guests: Count ~200..400 guest"],
        ),
    ]);
}

#[test]
fn bounds() {
    check(&[
        (
            "At least 12 miners died.",
            &["At least 12 miners: Count >12..* miner"],
        ),
        (
            "It lost as many as 300 jobs.",
            &["as many as 300 jobs: Count <*..300 job"],
        ),
        (
            "Nearly 200 ships called.",
            &["Nearly 200 ships: Count ~180..200 ship"],
        ),
        (
            "About 50 guests, 20 or more waiters.",
            &[
                "About 50 guests: Count ~45..55 guest",
                "20 or more waiters: Count >20..* waiter",
            ],
        ),
        (
            "A less than two-hour flight.",
            &["less than two-hour: Measure <*..2 hour"],
        ),
        (
            "No fewer than 9 of the judges agreed.",
            &["No fewer than 9 of the judges: Count >9..* judge"],
        ),
        (
            "Over the last two years it grew.",
            &["two years: Measure 2 year"],
        ),
    ]);
}

#[test]
fn ranges_and_results() {
    check(&[
        (
            "Between five and seven coaches stopped.",
            &["Between five and seven coaches: Count =5..7 coach"],
        ),
        (
            "It takes 10-12 minutes.",
            &["10-12 minutes: Measure =10..12 minute"],
        ),
        (
            "They want $3-5 million or 3 to 5 thousand euros.",
            &[
                "$3-5 million: Money =3000000..5000000 dollar",
                "3 to 5 thousand euros: Money =3000..5000 euro",
            ],
        ),
        ("Rovers won 3-1 at home.", &["3-1: Score =3..1"]),
        (
            "The council voted 52 to 48 against.",
            &["52 to 48: Score =52..48"],
        ),
        (
            "Sales rose 4 percent to 300 tons.",
            &[
                "4 percent: Percentage 4 percent",
                "300 tons: Measure 300 ton",
            ],
        ),
    ]);
}

#[test]
fn units_and_money() {
    check(&[
        (
            "A 278kg bell, 60 mph winds.",
            &[
                "278kg: Measure 278 kilogram",
                "60 mph: Measure 60 mile per hour",
            ],
        ),
        (
            "A$5, US$1.2bn, €40, 5 million euros, USD 10, £3m.",
            &[
                "A$5: Money 5 australian dollar",
                "US$1.2bn: Money 1200000000 dollar",
                "€40: Money 40 euro",
                "5 million euros: Money 5000000 euro",
                "USD 10: Money 10 dollar",
                "£3m: Money 3000000 pound",
            ],
        ),
        (
            "Pay rose 3.5 per cent, by two percentage points.",
            &[
                "3.5 per cent: Percentage 3.5 percent",
                "two percentage points: Percentage 2 percentage point",
            ],
        ),
        (
            "It costs $15 a month and 90 cents per mile.",
            &[
                "$15 a month: Money 15 dollar/month",
                "90 cents per mile: Money 90 cent/mile",
            ],
        ),
        (
            "A five-year lease of 20 sq m at 21 °C.",
            &[
                "five-year: Measure 5 year",
                "20 sq m: Measure 20 square meter",
                "21 °C: Measure 21 celsius",
            ],
        ),
        (
            "A magnitude of 5.6 was measured.",
            &["5.6: Measure 5.6 magnitude"],
        ),
    ]);
}

#[test]
fn what_is_counted() {
    check(&[
        (
            "Eight straight cup finals and nine coal-fired plants.",
            &[
                "Eight straight cup finals: Count 8 final",
                "nine coal-fired plants: Count 9 plant",
            ],
        ),
        (
            "The 14 first-team players left the club.",
            &["14 first-team players: Count 14 player"],
        ),
        (
            "Three women protesters and five officers' homes.",
            &[
                "Three women protesters: Count 3 protester",
                "five officers: Count 5 officer",
            ],
        ),
        (
            "One proposal asks for more.",
            &["One proposal: Count 1 proposal"],
        ),
        (
            "One of the oldest mills burned.",
            &["One of the oldest mills: Count 1 mill"],
        ),
        ("No one spoke; the one who did left.", &[]),
        (
            "A 12 page report on a four-cylinder engine.",
            &["12 page: Count 12 page", "four-cylinder: Count 4 cylinder"],
        ),
        (
            "It has a 7- or 8-inch screen.",
            &["7: Measure 7 inch", "8-inch: Measure 8 inch"],
        ),
        (
            "It sold 435 homes and 187 by tender.",
            &["435 homes: Count 435 home", "187: Count 187 home"],
        ),
    ]);
}

#[test]
fn what_the_next_number_says_too() {
    check(&[
        (
            "The navy held 12 Danish and 11 Faroese sailors.",
            &[
                "12 Danish: Count 12 sailor",
                "11 Faroese sailors: Count 11 sailor",
            ],
        ),
        (
            "Six male or seven female students sing.",
            &[
                "Six male: Count 6 student",
                "seven female students: Count 7 student",
            ],
        ),
        // No adjective, or none beside the second.
        (
            "There were 12 rowed and 11 Faroese boats.",
            &["12: Bare 12", "11 Faroese boats: Count 11 boat"],
        ),
        (
            "Gate 12 alone and 11 boats were lit.",
            &["11 boats: Count 11 boat"],
        ),
    ]);
}

#[test]
fn victims_are_people() {
    check(&[
        (
            "At least 12 soldiers were killed and 21 injured.",
            &[
                "At least 12 soldiers: Count >12..* soldier",
                "21: Count 21 soldier",
            ],
        ),
        (
            "It flattened seven villages, killing 10.",
            &["seven villages: Count 7 village", "10: Count 10 people"],
        ),
        ("Nine dead in blast.", &["Nine: Count 9 people"]),
    ]);
}

#[test]
fn ages_and_shares() {
    check(&[
        (
            "Ada Moore, 44, met a 15-year-old boy aged under 16.",
            &[
                "44: Age 44 year",
                "15-year-old: Age 15 year",
                "under 16: Age <*..16 year",
            ],
        ),
        (
            "He was aged 70, over the age of 65.",
            &[
                "aged 70: Age 70 year",
                "over the age of 65: Age >65..* year",
            ],
        ),
        (
            "Half of voters and two-thirds of members agreed.",
            &[
                "Half: Percentage 50 percent",
                "two-thirds: Percentage 66.66666666666666 percent",
            ],
        ),
        (
            "One in five adults smokes.",
            &["One in five: Percentage 20 percent"],
        ),
        ("In the second half of the game.", &[]),
    ]);
}

#[test]
fn numbers_that_name() {
    check(&[
        ("Flight 447 left from Gate 12 of Terminal 2.", &[]),
        ("Under Article 5 the Apollo 11 crew took Highway 61.", &[]),
        ("COVID-19, a B-52 and a 737 Max.", &[]),
        (
            "In 2019 sales rose; the 2016 elections were held in 2017.",
            &[],
        ),
        ("Call 555-0199-22 or 24/7 at 16 Mill Lane.", &[]),
        ("They met on May 5, 2021, at 10:30 a.m.", &[]),
        ("She called 911.", &[]),
        (
            "The second known call came.",
            &["second known call: Ordinal 2 call"],
        ),
    ]);
}

#[test]
fn says_what_a_figure_is_about() {
    let body = "At least 12 miners were killed on Friday and 21 injured, while the fire cost $3m.";
    let words = words(body);
    let reading = Reading::new(body, &words, &[]);
    let found = figures(&reading, &dates::moments(&reading));
    let of: Vec<Vec<&str>> = found
        .iter()
        .map(|f| {
            f.of.iter()
                .map(|of| &body[of.start as usize..of.end as usize])
                .collect()
        })
        .collect();
    assert_eq!(of, [vec!["killed"], vec!["injured"], vec!["fire", "cost"]]);
}

#[test]
fn nothing_panics() {
    use proptest::prelude::*;
    let pieces = prop::sample::select(vec![
        "1",
        "000",
        "999999999999999999999999999",
        "-",
        ",",
        ".",
        " ",
        "$",
        "/",
        "½",
        "one",
        "hundred",
        "million",
        "of",
        "the",
        "to",
        "and",
        "kg",
        "°",
        "%",
        "(",
        ")",
        "’",
        "US",
        "bn",
        "men",
        "half",
        "a",
        "in",
        "twenty",
        "th",
        "\n",
        "é",
        "Y=",
        "~",
        "between",
    ]);
    proptest!(|(pieces in prop::collection::vec(pieces, 0..24))| {
        let body: String = pieces.concat();
        let words = words(&body);
        let reading = Reading::new(&body, &words, &[]);
        let mut last = 0;
        for figure in figures(&reading, &dates::moments(&reading)) {
            prop_assert!(figure.range.start >= last && figure.range.start < figure.range.end, "{body:?} {figure:?}");
            prop_assert!(body.get(figure.range.start as usize..figure.range.end as usize).is_some());
            prop_assert!(body.get(figure.number.start as usize..figure.number.end as usize).is_some());
            prop_assert!(figure.value.is_finite());
            last = figure.range.end;
        }
    });
}
