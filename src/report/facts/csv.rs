//! Facts as a table: a row each, with the same columns for all kinds; those of other kinds are empty.

use std::borrow::Cow;
use std::io::{self, Write};

use super::{Record, Says};
use crate::report::place::Point;

/// The columns; `docs/facts.md` says what stands in them.
const COLUMNS: [&str; 26] = [
    "kind",
    "path",
    "article",
    "start_line",
    "start_column",
    "start_byte",
    "end_line",
    "end_column",
    "end_byte",
    "text",
    "quoted",
    "speaker",
    "speaker_entity",
    "cue",
    "utterance",
    "type",
    "canonical",
    "role",
    "introduces",
    "value",
    "low",
    "high",
    "modifier",
    "unit",
    "per",
    "of",
];

/// Columns before those that hang on the kind.
const COMMON: usize = 10;
/// The first column of quotes, entities, figures (the value of dates and times too).
const QUOTE: usize = COMMON;
const ENTITY: usize = QUOTE + 5;
const FIGURE: usize = ENTITY + 4;

/// Writes a table.
pub struct Csv<W: Write> {
    writer: csv::Writer<W>,
}

impl<W: Write> Csv<W> {
    /// Begins a table with the names of its columns.
    pub fn new(to: W) -> io::Result<Csv<W>> {
        let mut writer = csv::Writer::from_writer(to);
        writer.write_record(COLUMNS).map_err(io_error)?;
        Ok(Csv { writer })
    }

    /// Writes a row.
    pub fn write(&mut self, record: &Record<'_>) -> io::Result<()> {
        let mut row: [Cow<'_, str>; COLUMNS.len()] = Default::default();
        row[0] = record.kind.name().into();
        row[1] = text(record.path);
        row[2] = text(record.article);
        for (at, Point { line, column, byte }) in [(3, &record.start), (6, &record.end)] {
            row[at] = line.to_string().into();
            row[at + 1] = column.to_string().into();
            row[at + 2] = byte.to_string().into();
        }
        row[9] = text(&record.text);
        match &record.says {
            Says::Quote {
                quoted,
                speaker,
                speaker_entity,
                cue,
                utterance,
            } => {
                row[QUOTE] = text(quoted);
                row[QUOTE + 1] = perhaps(speaker.as_deref());
                row[QUOTE + 2] = perhaps(speaker_entity.as_deref());
                row[QUOTE + 3] = perhaps(cue.as_deref());
                row[QUOTE + 4] = utterance.to_string().into();
            }
            Says::Entity {
                r#type,
                canonical,
                role,
                introduces,
            } => {
                row[ENTITY] = text(r#type);
                row[ENTITY + 1] = text(canonical);
                row[ENTITY + 2] = perhaps(role.as_deref());
                row[ENTITY + 3] = introduces.to_string().into();
            }
            Says::Figure {
                value,
                low,
                high,
                modifier,
                unit,
                per,
                of,
            } => {
                let number =
                    |number: &Option<f64>| number.map(|n| n.to_string()).unwrap_or_default();
                row[FIGURE] = number(value).into();
                row[FIGURE + 1] = number(low).into();
                row[FIGURE + 2] = number(high).into();
                row[FIGURE + 3] = modifier_name(modifier).into();
                row[FIGURE + 4] = perhaps(unit.as_deref());
                row[FIGURE + 5] = perhaps(per.as_deref());
                row[FIGURE + 6] = text(&of.join("; ")).into_owned().into();
            }
            Says::Moment { value } => row[FIGURE] = perhaps(value.as_deref()),
        }
        let row = row.iter().map(|cell| cell.as_bytes());
        self.writer.write_record(row).map_err(io_error)
    }

    /// Writes what is still waiting.
    pub fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// In words, since `=`, `<` and `>` read badly in a table, and a spreadsheet takes the first for a formula.
fn modifier_name(symbol: &str) -> &'static str {
    match symbol {
        "~" => "about",
        "<" => "below",
        ">" => "above",
        _ => "exact",
    }
}

fn perhaps(cell: Option<&str>) -> Cow<'_, str> {
    text(cell.unwrap_or_default())
}

/// A cell that a spreadsheet takes for text: what it would take for a formula, and run, has a `'` before it. News is
/// written by strangers.
fn text(cell: &str) -> Cow<'_, str> {
    let formula = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    if cell.starts_with(formula) {
        format!("'{cell}").into()
    } else {
        cell.into()
    }
}

/// Errors of the table writer are those of what it writes to: a reader that has gone must be known as such.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for (cell, expected) in [
            ("=HYPERLINK(0)", "'=HYPERLINK(0)"),
            ("-5", "'-5"),
            ("+1 (212) 555", "'+1 (212) 555"),
            ("@desk", "'@desk"),
            ("\tx", "'\tx"),
            ("a=b", "a=b"),
            ("“=x”", "“=x”"),
            ("", ""),
        ] {
            assert_eq!(text(cell), expected);
        }
    }

    #[test]
    fn the_columns_stand_where_the_rows_put_them() {
        assert_eq!(COLUMNS[QUOTE], "quoted");
        assert_eq!(COLUMNS[ENTITY], "type");
        assert_eq!(COLUMNS[FIGURE], "value");
        assert_eq!(COLUMNS[FIGURE + 6], "of");
    }
}
