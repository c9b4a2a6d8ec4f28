use super::conflicts;

#[test]
fn dates_of_one_thing_that_cannot_both_be() {
    for (a, b, x, y) in [
        (
            "The council of Lowell will appeal the June 25 harbour ruling, Novak said.",
            "Novak told the council of Lowell of the June 26 harbour ruling.",
            "June 25",
            "June 26",
        ),
        (
            "Police arrested the baker Ada Novak in Lowell on March 3.",
            "The baker Ada Novak was arrested in Lowell on Tuesday, 5 March.",
            "March 3",
            "Tuesday, 5 March",
        ),
        // Wrapped, with the line ends of Windows.
        (
            "Police arrested the baker Ada Novak in Lowell on\r\nMarch 3.",
            "The baker Ada Novak was arrested in Lowell on\r\n5 March.",
            "March 3",
            "5 March",
        ),
        // Before the verb.
        (
            "In 2030, voters in Lowell approved a bridge over the Orlo.",
            "Voters in Lowell approved the bridge over the Orlo in 2031.",
            "2030",
            "2031",
        ),
        // What joins a thing to its date is not it.
        (
            "The special election in Lowell is set for June 25, Kriz said.",
            "Kriz said the June 26 special election in Lowell would be his last.",
            "June 25",
            "June 26",
        ),
        (
            "Kriz has led the Lowell council since 2028.",
            "Kriz has led the Lowell council since 2029.",
            "2028",
            "2029",
        ),
        // From the one day to the other.
        (
            "The harbour maps of Lowell are on show from October 16 to November 14.",
            "The harbour maps of Lowell, which Novak drew, are on show from October 17 to November 14.",
            "October 16",
            "October 17",
        ),
        // Last week is no last thing; nor is it the pick that is on a day.
        (
            "Auditors last week warned that the harbour fund of Lowell will be exhausted in 2036.",
            "The harbour fund of Lowell is exhausted in 2037, auditors warned.",
            "2036",
            "2037",
        ),
        (
            "The man picked to lead Lowell stands in the general election slated for June 25.",
            "The general election in Lowell, slated for June 26, will pick a man to lead it.",
            "June 25",
            "June 26",
        ),
        // Other dates of other elections, and of years ago, hide nothing; nor does the right day.
        (
            "Novak won the June 37 special election. She had won an election in March 2020.",
            "The June 25 special election is the last in Lowell. Kriz lost one in May 2011.",
            "June 37",
            "June 25",
        ),
        (
            "Families of 9/11 victims may sue the kingdom, the Senate said.",
            "The Senate let families of Sept. 12 victims sue the kingdom.",
            "9/11",
            "Sept. 12",
        ),
    ] {
        let expected = vec![(x.to_owned(), y.to_owned())];
        assert_eq!(conflicts(a, b), expected, "{a} {b}");
    }
}

#[test]
fn dates_of_different_things() {
    for (a, b) in [
        // Both can be.
        (
            "Police arrested the baker Ada Novak in Lowell in March.",
            "Police arrested the baker Ada Novak in Lowell on March 5.",
        ),
        (
            "Police arrested the baker Ada Novak in Lowell on March 5, 2031.",
            "Police arrested the baker Ada Novak in Lowell in 2031.",
        ),
        // Arrested, and tried; since then, and then.
        (
            "The baker Ada Novak was arrested in Lowell on March 3.",
            "The baker Ada Novak was convicted in Lowell on March 5.",
        ),
        (
            "Kriz led the Lowell council in 2028.",
            "Kriz has led the Lowell council since 2029.",
        ),
        // The day on which it was said.
        (
            "Ada Novak, the mayor of Lowell, said on March 3 that the bridge is safe.",
            "Ada Novak, the mayor of Lowell, said on March 5 that the bridge is safe.",
        ),
        (
            "The bridge of Lowell, posted in News by Ada Novak on March 3.",
            "The bridge of Lowell, posted in News by Ada Novak on March 5.",
        ),
        (
            "Baker Ada Novak arrested in Lowell\non March 3, 2031\nA baker is held.",
            "Baker Ada Novak arrested in Lowell\non March 5, 2031\nA baker is held.",
        ),
        (
            "Novak Mills of Lowell pays a dividend of all shares, Record April 10.",
            "Novak Mills of Lowell pays a dividend of all shares, Record April 14.",
        ),
        // Stretches of time, and years that tell things of a kind apart.
        (
            "Rain fell on wheat in Lowell in the week ended March 14, Novak said.",
            "Rain fell on wheat in Lowell in the week ended March 21, Novak said.",
        ),
        (
            "Kriz won the 2030 council election in Lowell.",
            "Kriz won the 2031 council election in Lowell.",
        ),
        // The first and the last.
        (
            "The first hearing in Lowell on the harbour bridge is on March 3.",
            "The last hearing in Lowell on the harbour bridge is on March 5.",
        ),
        // From and to.
        (
            "The harbour bridge in Lowell closed from March 3 to March 5.",
            "The harbour bridge in Lowell closed on March 4.",
        ),
        // Months apart.
        (
            "The town released the harbour map in Lowell on Oct. 23.",
            "The town released the harbour map in Lowell and the church plan on Dec. 9.",
        ),
        // Two who both are known to both texts.
        (
            "The guard placed Ada Novak in the Lowell reserve on March 3. Jan Kriz followed.",
            "The guard placed Jan Kriz in the Lowell reserve on March 5. Ada Novak was there.",
        ),
        // A text that gives both.
        (
            "Police arrested Ada Novak in Lowell on March 3.",
            "Police arrested Ada Novak in Lowell on March 3. Police in Lowell arrested Ada Novak again on March 5.",
        ),
    ] {
        assert_eq!(conflicts(a, b), [], "{a} {b}");
    }
}

#[test]
fn a_list_of_dates_is_not_compared() {
    let one = "The baker Ada Novak was arrested in Lowell on March 3.";
    let other = "The baker Ada Novak was arrested in Lowell on March 5.";
    let list = |dates: u32| -> String {
        let dates = (0..dates).map(|n| format!(" It arrested mice on June {}.", 10 + n % 18));
        dates.collect()
    };
    let with = |dates| conflicts(one, &format!("{other}{}", list(dates))).len();
    assert_eq!([0, 18, 60].map(with), [1, 1, 0]);
}
