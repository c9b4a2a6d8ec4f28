//! The tokens of some lines, read for one answer.

use std::ops::Range;

use tower_lsp::ls_types::SemanticToken;

use super::piece::{Piece, Scratch};
use crate::bundle::Document;
use crate::queries::text_of;
use crate::text::position::Encoding;

/// The tokens on some lines of a bundle. `go_on` is asked at each segment.
pub fn in_range<E>(
    document: &Document,
    lines: Range<u32>,
    encoding: Encoding,
    mut go_on: impl FnMut() -> Result<(), E>,
) -> Result<Vec<SemanticToken>, E> {
    let (tree, text) = (document.tree(), document.text());
    let count = text.len_lines();
    let byte = |line: u32| text.line_to_byte(count.min(line as usize));
    let (start, end) = (byte(lines.start), byte(lines.end.max(lines.start)));
    let (mut tokens, mut last, mut scratch) = (Vec::new(), (0, 0), Scratch::default());
    let mut at = Some(tree.at(start));
    while let Some(anchor) = at.filter(|&anchor| tree.start(anchor) < end) {
        go_on()?;
        let piece = Piece::read(
            document,
            anchor,
            &text_of(document, anchor),
            encoding,
            &mut scratch,
        );
        let mut line = text.byte_to_line(tree.start(anchor)) as u32;
        let mut column = 0;
        for step in piece.steps {
            let mut token = step.sent(0);
            line += token.delta_line;
            column = token.delta_start + if token.delta_line == 0 { column } else { 0 };
            if !lines.contains(&line) {
                continue;
            }
            let is_same_line = line == last.0;
            token.delta_line = line - last.0;
            token.delta_start = column - if is_same_line { last.1 } else { 0 };
            last = (line, column);
            tokens.push(token);
        }
        at = tree.next(anchor).map(Some);
    }
    Ok(tokens)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queries::fixture::fixture;
    use crate::server::tokens::ledger::Ledger;

    #[test]
    fn lines_have_the_tokens_that_all_of_the_text_has_there() {
        let text = "out\n<<<FILE: a>>>\n“We counted 12,\nor 13,” said Ada Hale.\n<<<END FILE>>>\n<<<FILE: b>>>\nBo Lind came.\n<<<END FILE>>>\n";
        let fixture = fixture(text);
        let mut ledger = Ledger::default();
        let read = ledger.update::<()>(fixture.document(), Encoding::Utf16, || Ok(()));
        assert_eq!(read, Ok(()));
        let places = |tokens: Vec<SemanticToken>| {
            let (mut line, mut column) = (0, 0);
            let placed = tokens.into_iter().map(|token| {
                line += token.delta_line;
                column = token.delta_start + if token.delta_line == 0 { column } else { 0 };
                (line, column, token.length, token.token_type)
            });
            placed.collect::<Vec<_>>()
        };
        let all = places(ledger.tokens());
        for start in 0..10 {
            for end in start..11 {
                let some =
                    in_range::<()>(fixture.document(), start..end, Encoding::Utf16, || Ok(()));
                let expected: Vec<_> = all
                    .iter()
                    .filter(|(line, ..)| (start..end).contains(line))
                    .copied()
                    .collect();
                assert_eq!(
                    places(some.expect("nobody stops it")),
                    expected,
                    "{start}..{end}"
                );
            }
        }
        assert!(all.len() > 10);
    }
}
