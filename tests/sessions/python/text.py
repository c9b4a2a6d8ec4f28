"""A text as an editor holds it: lines and columns in the units that were agreed on, and edits."""

from lsprotocol import types as lsp

# What one character counts for.
UNITS = {
    lsp.PositionEncodingKind.Utf8: lambda c: len(c.encode()),
    lsp.PositionEncodingKind.Utf16: lambda c: 1 + (ord(c) > 0xFFFF),
    lsp.PositionEncodingKind.Utf32: lambda c: 1,
}


class Text:
    def __init__(self, text, encoding):
        self.text = text
        self.units = UNITS[encoding]

    def position(self, index):
        """The position of a character, given as its index in the text."""
        before = self.text[:index]
        start = before.rfind("\n") + 1
        column = sum(map(self.units, before[start:]))
        return lsp.Position(before.count("\n"), column)

    def index(self, position):
        """The inverse of `position`. Positions that are not there are refused: a server has no business with them."""
        lines = self.text.split("\n")
        assert position.line < len(lines), f"no such line: {position}"
        index = sum(len(line) + 1 for line in lines[: position.line])
        left = position.character
        for character in lines[position.line]:
            if left == 0:
                break
            left -= self.units(character)
            assert left >= 0, f"inside a character: {position}"
            index += 1
        assert left == 0, f"behind the end of the line: {position}"
        return index

    def at(self, marked):
        """Where `$0` stands in a piece of the text, which must be there once."""
        piece = marked.replace("$0", "")
        assert self.text.count(piece) == 1, f"{self.text.count(piece)} times: {piece}"
        return self.position(self.text.index(piece) + marked.index("$0"))

    def range(self, piece):
        """The range of a piece of the text, which must be there once."""
        assert self.text.count(piece) == 1, f"{self.text.count(piece)} times: {piece}"
        start = self.text.index(piece)
        return lsp.Range(self.position(start), self.position(start + len(piece)))

    def slice(self, range_):
        """The text of a range."""
        start, end = self.index(range_.start), self.index(range_.end)
        assert start <= end, f"backwards: {range_}"
        return self.text[start:end]

    def whole(self):
        """The range of all."""
        return lsp.Range(lsp.Position(0, 0), self.position(len(self.text)))

    def with_edits(self, edits):
        """The text after edits that all speak of the text as it is now, as the protocol has it."""
        places = [(self.index(e.range.start), self.index(e.range.end), e.new_text) for e in edits]
        places.sort(key=lambda place: place[:2])
        for (_, end, _), (start, _, _) in zip(places, places[1:]):
            assert end <= start, "one edit meets another"
        text = self.text
        for start, end, new in reversed(places):
            text = text[:start] + new + text[end:]
        return text
