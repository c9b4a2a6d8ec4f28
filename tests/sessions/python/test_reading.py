"""What is at the cursor, and where it leads."""

import pytest
from lsprotocol import types as lsp

SHORT = "“We will count the crates on Friday, and this long winter will end,”"
LONG = "“We will count the crates on Friday, and this long winter, a winter that nobody wanted, will end. Good night! 😀”"


async def hover(editor, marked):
    """What is said of a place, and of which piece of text."""
    answer = await editor.answer(
        editor.client.text_document_hover_async(lsp.HoverParams(*editor.at(marked)))
    )
    if answer is None:
        return None
    assert answer.contents.kind == lsp.MarkupKind.Markdown
    return answer.contents.value, editor.buffer.slice(answer.range)


async def leads(editor, request, params, marked):
    """Where a place leads: the piece that was asked about, and those it leads to."""
    answer = await editor.answer(request(params(*editor.at(marked))))
    if answer is None:
        return None
    slice_, origins, targets = editor.buffer.slice, set(), []
    for link in answer:
        assert isinstance(link, lsp.LocationLink), "all these clients take links"
        assert link.target_uri == editor.uri
        inner, outer = link.target_selection_range, link.target_range
        assert slice_(inner) in slice_(outer)
        origins.add(slice_(link.origin_selection_range))
        targets.append((inner.start.line + 1, slice_(inner)))
    [origin] = origins
    return origin, targets


async def definition(editor, marked):
    ask = editor.client.text_document_definition_async
    return await leads(editor, ask, lsp.DefinitionParams, marked)


async def declaration(editor, marked):
    ask = editor.client.text_document_declaration_async
    return await leads(editor, ask, lsp.DeclarationParams, marked)


async def implementation(editor, marked):
    ask = editor.client.text_document_implementation_async
    return await leads(editor, ask, lsp.ImplementationParams, marked)


async def references(editor, marked, declaration=True):
    context = lsp.ReferenceContext(include_declaration=declaration)
    ask = editor.client.text_document_references_async
    found = await editor.answer(ask(lsp.ReferenceParams(context, *editor.at(marked))))
    assert all(place.uri == editor.uri for place in found)
    return [(p.range.start.line + 1, editor.buffer.slice(p.range)) for p in found]


async def highlights(editor, marked):
    ask = editor.client.text_document_document_highlight_async
    found = await editor.answer(ask(lsp.DocumentHighlightParams(*editor.at(marked))))
    return [(h.range.start.line + 1, editor.buffer.slice(h.range)) for h in found]


async def test_a_quote(bundle):
    said, piece = await hover(bundle, "“We will count the cra$0tes on Friday, and this long winter will")
    assert piece == SHORT
    for part in ("Olena Tarkovska", "north-quay.txt", "a winter that nobody wanted"):
        assert part in said, said
    short = "and this lo$0ng winter will end"
    assert await definition(bundle, short) == (SHORT, [(13, LONG)])
    assert await implementation(bundle, short) == (SHORT, [(13, LONG)])
    assert await references(bundle, short) == [(6, SHORT), (13, LONG)]
    # What is fullest leads on to the others.
    assert await definition(bundle, "a winter that no$0body") == (LONG, [(6, SHORT)])


async def test_a_figure(bundle):
    said, piece = await hover(bundle, "destroyed 3$040 crates")
    assert piece == "340 crates"
    assert "410 crates" in said and "north-quay.txt" in said, said
    both = [(4, "340 crates"), (15, "410 crates")]
    assert await references(bundle, "destroyed 34$00 crates") == both
    assert await implementation(bundle, "destroyed 34$00 crates") == ("340 crates", both[1:])
    origin, [target] = await definition(bundle, "destroyed 34$00 crates")
    assert origin == "340 crates" and target in both


async def test_a_name(bundle):
    said, piece = await hover(bundle, "Tar$0kovska thanked the crew")
    assert piece == "Tarkovska"
    for part in ("Olena Tarkovska", "mayor", "Tarkovskaya"):
        assert part.lower() in said.lower(), said
    later = "Tar$0kovska thanked the crew"
    introduction = (11, "Olena Tarkovska")
    assert await definition(bundle, later) == ("Tarkovska", [introduction])
    assert await declaration(bundle, later) == ("Tarkovska", [introduction])
    elsewhere = [(2, "Olena Tarkovska"), (20, "Olena Tarkovskaya")]
    assert await implementation(bundle, later) == ("Tarkovska", elsewhere)
    _, targets = await definition(bundle, "Olena Tar$0kovska, spoke on")
    assert targets == elsewhere
    # Behind an emoji: columns are counted as they were agreed on.
    here = [(11, "Olena Tarkovska"), (13, "Olena Tarkovska"), (17, "Tarkovska")]
    assert await highlights(bundle, "😀” Olena Tar$0kovska said") == here
    everywhere = [(2, "Olena Tarkovska"), (6, "Tarkovska"), *here, (20, "Olena Tarkovskaya")]
    assert await references(bundle, later) == everywhere
    uses = await references(bundle, later, declaration=False)
    assert uses == [(6, "Tarkovska"), *here[1:]]


async def test_a_marker(bundle):
    said, piece = await hover(bundle, '<<<FILE: "ferry-re$0print.txt"')
    for part in ("ferry-news.txt", "The Reprint", "2031-03-06", "words"):
        assert part in said, said
    assert "ferry-reprint.txt" in piece
    _, [(line, name)] = await definition(bundle, '<<<END FILE: "ferry-$0news.txt">>>')
    assert (line, name) == (24, "ferry-news.txt")
    _, targets = await implementation(bundle, '<<<FILE: "ferry-re$0print.txt"')
    assert targets == [(24, "ferry-news.txt")]
    origin, targets = await definition(bundle, 'see="north-$0quay.txt"')
    assert (origin, targets) == ("north-quay.txt", [(10, "north-quay.txt")])
    origin, targets = await definition(bundle, "and in slipway-$0post.txt.")
    assert (origin, targets) == ("slipway-post.txt", [(1, "slipway-post.txt")])
    named = await references(bundle, '<<<FILE: "slipway-$0post.txt"')
    assert [line for line, _ in named] == [1, 9, 17]


@pytest.mark.parametrize("marked", ["stood beh$0ind her", "Good n$0ight"])
async def test_plain_words_have_no_declaration(bundle, marked):
    assert await declaration(bundle, marked) is None


async def test_plain_words_say_nothing(bundle):
    assert await hover(bundle, "stood beh$0ind her") is None
    assert await definition(bundle, "stood beh$0ind her") is None
