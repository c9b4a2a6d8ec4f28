"""What a bundle consists of."""

from conftest import BUNDLE
from lsprotocol import types as lsp

NAMES = ["slipway-post.txt", "north-quay.txt", "island-bell.txt", "ferry-news.txt", "ferry-reprint.txt"]
LINES = BUNDLE.split("\n")


async def test_the_outline(bundle):
    ask = bundle.client.text_document_document_symbol_async
    symbols = await bundle.answer(ask(lsp.DocumentSymbolParams(bundle.document)))
    assert [symbol.name for symbol in symbols] == NAMES
    slice_ = bundle.buffer.slice

    def check(symbol, around):
        inner, outer = slice_(symbol.selection_range), slice_(symbol.range)
        assert inner and inner in outer
        assert outer in around, "a child lies within its parent"
        for child in symbol.children or []:
            check(child, outer)

    for symbol in symbols:
        check(symbol, BUNDLE)
    passages = symbols[1].children
    assert [p.name.split()[0] for p in passages] == ["The", "“We", "According", "Tarkovska"]
    [quote] = passages[1].children
    assert "Olena Tarkovska" in quote.detail


async def test_symbols_of_the_workspace(bundle):
    await bundle.diagnostics()

    async def found(query):
        ask = bundle.client.workspace_symbol_async
        return await bundle.answer(ask(lsp.WorkspaceSymbolParams(query)))

    [article] = [s for s in await found("island-bell") if s.name == "island-bell.txt"]
    assert article.location.uri == bundle.uri
    assert "island-bell.txt" in bundle.buffer.slice(article.location.range)
    people = await found("tarkovska")
    assert "Olena Tarkovska" in [symbol.name for symbol in people]
    assert {symbol.location.uri for symbol in people} == {bundle.uri}
    assert not await found("zzzz")


async def test_folds(bundle):
    ask = bundle.client.text_document_folding_range_async
    folds = await bundle.answer(ask(lsp.FoldingRangeParams(bundle.document)))
    opens = [number for number, line in enumerate(LINES) if line.startswith("<<<FILE")]
    assert [fold.start_line for fold in folds] == opens
    ends = [*(number - 1 for number in opens[1:]), len(LINES) - 2]
    for fold, end in zip(folds, ends):
        # The close marker may stay to be seen.
        assert end - 1 <= fold.end_line <= end
        assert fold.start_character is None and fold.end_character is None


async def test_selections_grow(bundle):
    positions = [bundle.buffer.at(at) for at in ("a winter that no$0body", "<<<FILE: \"north-$0quay")]
    ask = bundle.client.text_document_selection_range_async
    params = lsp.SelectionRangeParams(bundle.document, positions)
    [in_quote, in_marker] = await bundle.answer(ask(params))
    pieces = []
    while in_quote:
        pieces.append(bundle.buffer.slice(in_quote.range))
        in_quote = in_quote.parent
    assert pieces[0] == "nobody"
    for inner, outer in zip(pieces, pieces[1:]):
        assert inner in outer and len(inner) < len(outer)
    quote = LINES[12].split("” Olena")[0] + "”"
    for piece in (quote.strip("“”"), LINES[12]):
        assert piece in [p.strip("“”\n") for p in pieces] or piece in pieces, pieces
    assert pieces[-1].startswith('<<<FILE: "north-quay.txt"') or pieces[-1] == BUNDLE
    assert in_marker.parent


async def test_links(bundle):
    ask = bundle.client.text_document_document_link_async
    # That no tooltip is sent to who knows of none, pytest-lsp sees to.
    links = await bundle.answer(ask(lsp.DocumentLinkParams(bundle.document)))
    targets = {bundle.buffer.slice(link.range): link.target for link in links}
    assert targets["https://quay.example.org/storm"] == "https://quay.example.org/storm"
    assert targets["https://post.example.org/storm"] == "https://post.example.org/storm"
    assert targets["slipway-post.txt"] == f"{bundle.uri}#L1"


async def test_lenses(bundle):
    await bundle.diagnostics()
    ask, resolve = bundle.client.text_document_code_lens_async, bundle.client.code_lens_resolve_async
    lenses = await bundle.answer(ask(lsp.CodeLensParams(bundle.document)))
    said = {}
    for lens in lenses:
        lens = lens if lens.command else await bundle.answer(resolve(lens))
        said.setdefault(lens.range.start.line + 1, []).append(lens.command.title)
        assert lens.command.command.startswith("variorum.")
    assert set(said) == {1, 10, 24, 29}
    assert "conflict" in " ".join(said[1]) and "conflict" in " ".join(said[10])
    assert "named 1 time" in said[1]
    assert said[24] == ["1 copy"] and said[29] == ["1 copy"]


async def test_hints(bundle):
    await bundle.diagnostics()
    ask = bundle.client.text_document_inlay_hint_async
    hints = await bundle.answer(ask(lsp.InlayHintParams(bundle.document, bundle.buffer.whole())))
    found = {}
    for hint in hints:
        before = bundle.buffer.slice(lsp.Range(lsp.Position(hint.position.line, 0), hint.position))
        found[before[-12:]] = hint.label
    assert found[":00 a.m. EDT"] == "= 14:00 UTC"
    assert any("km" in label for label in found.values()), found
    assert any("Olena Tarkovska" in label for label in found.values()), found
    line = lsp.Range(lsp.Position(1, 0), lsp.Position(2, 0))
    assert not await bundle.answer(ask(lsp.InlayHintParams(bundle.document, line)))


def pieces(editor, data, legend):
    """The tokens as pieces of text, with their types."""
    found, line, column, end = [], 0, 0, (0, 0)
    for at in range(0, len(data), 5):
        down, right, length, kind, modifiers = data[at : at + 5]
        line, column = line + down, right if down else column + right
        start, after = lsp.Position(line, column), lsp.Position(line, column + length)
        assert length > 0 and (line, column) >= end, "tokens neither meet nor go back"
        end = (line, column + length)
        assert modifiers < 1 << len(legend.token_modifiers)
        found.append((editor.buffer.slice(lsp.Range(start, after)), legend.token_types[kind]))
    return found


async def test_tokens(bundle):
    client, legend = bundle.client, bundle.server.semantic_tokens_provider.legend
    full = await bundle.answer(
        client.text_document_semantic_tokens_full_async(lsp.SemanticTokensParams(bundle.document))
    )
    tokens = pieces(bundle, full.data, legend)
    kinds = dict(tokens)
    assert kinds["north-quay.txt"] == "type" and kinds["date"] == "property"
    assert kinds["Jonas Brekke"] == "variable" and kinds["340"] == "number"
    # A token has no line end in it.
    assert not [text for text, _ in tokens if "\n" in text]

    # The words behind the emoji move, and all that is told of it is a small change.
    bundle.replace("Good night! 😀”", "Good night! 𝒪😀 Friends!”")
    again = await bundle.answer(
        client.text_document_semantic_tokens_full_delta_async(
            lsp.SemanticTokensDeltaParams(bundle.document, full.result_id)
        )
    )
    assert isinstance(again, lsp.SemanticTokensDelta)
    data = list(full.data)
    for edit in sorted(again.edits, key=lambda edit: -edit.start):
        data[edit.start : edit.start + edit.delete_count] = edit.data or []
    assert sum(len(edit.data or []) for edit in again.edits) < len(data) / 2
    afresh = await bundle.answer(
        client.text_document_semantic_tokens_full_async(lsp.SemanticTokensParams(bundle.document))
    )
    assert data == list(afresh.data)
    pieces(bundle, data, legend)

    second = lsp.Range(lsp.Position(9, 0), lsp.Position(18, 0))
    params = lsp.SemanticTokensRangeParams(bundle.document, second)
    part = await bundle.answer(client.text_document_semantic_tokens_range_async(params))
    part, whole = pieces(bundle, part.data, legend), pieces(bundle, data, legend)
    assert part and "".join(map(str, part)) in "".join(map(str, whole))
