"""What is written for the user: renames, forms, completions, actions. Each is applied as an editor does it."""

import json

import pytest
from conftest import BUNDLE
from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException

OPTIONS = lsp.FormattingOptions(tab_size=4, insert_spaces=True)


async def rename(editor, marked, name):
    document, position = editor.at(marked)
    prepared = await editor.answer(
        editor.client.text_document_prepare_rename_async(lsp.PrepareRenameParams(document, position))
    )
    assert editor.buffer.slice(prepared.range) == prepared.placeholder
    edit = await editor.answer(
        editor.client.text_document_rename_async(lsp.RenameParams(document, position, name))
    )
    editor.apply_everywhere(edit)
    return prepared.placeholder


async def test_an_article_is_renamed(bundle):
    assert await rename(bundle, '<<<END FILE: "north-$0quay.txt"', "the north quay.txt") == "north-quay.txt"
    assert bundle.buffer.text == BUNDLE.replace("north-quay.txt", "the north quay.txt")
    # And the server has the same text.
    ask = bundle.client.text_document_folding_range_async
    assert len(await bundle.answer(ask(lsp.FoldingRangeParams(bundle.document)))) == 5


async def test_a_person_is_renamed(bundle):
    assert await rename(bundle, "😀” Olena Tar$0kovska said", "Olena Tarkowska") == "Olena Tarkovska"
    lines = bundle.buffer.text.split("\n")
    assert "Mayor Olena Tarkowska met" in lines[1]
    assert "😀” Olena Tarkowska said" in lines[12]
    # Another spelling is not this one.
    assert lines[19].startswith("Olena Tarkovskaya")


async def test_names_that_cannot_be_are_refused(bundle):
    for marked, name in [
        ('<<<FILE: "north-$0quay.txt"', "ferry-news.txt"),
        ('<<<FILE: "north-$0quay.txt"', "  "),
        ("Mayor Olena Tar$0kovska met", "a\nb"),
    ]:
        params = lsp.RenameParams(*bundle.at(marked), name)
        with pytest.raises(JsonRpcException) as error:
            await bundle.answer(bundle.client.text_document_rename_async(params))
        assert error.value.code == lsp.LSPErrorCodes.RequestFailed
        assert error.value.message
    params = lsp.PrepareRenameParams(*bundle.at("stood beh$0ind her"))
    assert await bundle.answer(bundle.client.text_document_prepare_rename_async(params)) is None


async def test_both_names_of_an_article_are_linked(bundle):
    ask = bundle.client.text_document_linked_editing_range_async
    linked = await bundle.answer(
        ask(lsp.LinkedEditingRangeParams(*bundle.at('<<<FILE: "north-$0quay.txt"')))
    )
    assert [range_.start.line + 1 for range_ in linked.ranges] == [10, 18]
    assert {bundle.buffer.slice(range_) for range_ in linked.ranges} == {"north-quay.txt"}
    params = lsp.LinkedEditingRangeParams(*bundle.at("stood beh$0ind her"))
    assert await bundle.answer(ask(params)) is None


async def test_forms(bundle):
    mended = BUNDLE.replace('"island-bell.txt">>\n', '"island-bell.txt">>>\n')
    crooked = mended.replace('<<<FILE: "ferry-news.txt"', '<<<<FILE: "ferry-news.txt"')
    crooked = crooked.replace('lang="en">>>\nThe ferry', 'lang="en">>>>\nThe ferry', 1)
    bundle.write(crooked)
    client = bundle.client
    far = lsp.Range(lsp.Position(0, 0), lsp.Position(9, 0))
    params = lsp.DocumentRangeFormattingParams(bundle.document, far, OPTIONS)
    assert not await bundle.answer(client.text_document_range_formatting_async(params))
    params = lsp.DocumentFormattingParams(bundle.document, OPTIONS)
    bundle.apply(await bundle.answer(client.text_document_formatting_async(params)))
    assert bundle.buffer.text == mended
    assert not await bundle.answer(client.text_document_formatting_async(params))


async def test_a_block_is_closed_as_it_is_typed(bundle):
    opened = '<<<FILE: "new.txt">>>\n\n'
    bundle.write(opened + BUNDLE)
    params = lsp.DocumentOnTypeFormattingParams(bundle.document, lsp.Position(1, 0), "\n", OPTIONS)
    edits = await bundle.answer(bundle.client.text_document_on_type_formatting_async(params))
    bundle.apply(edits)
    lines = bundle.buffer.text.split("\n")
    assert lines[0] == opened.strip()
    assert [line.replace('"', "") for line in lines[1:3]] == ["", "<<<END FILE: new.txt>>>"]


async def complete(editor, marked):
    context = lsp.CompletionContext(lsp.CompletionTriggerKind.Invoked)
    document, position = editor.at(marked)
    answer = await editor.answer(
        editor.client.text_document_completion_async(
            lsp.CompletionParams(document, position, context=context)
        )
    )
    return answer.items if answer else []


async def test_completions(bundle):
    bundle.replace("and the patience of the herring fleet.", "and the patience of Tar")
    names = await complete(bundle, "patience of Tar$0")
    item = next(item for item in names if item.label == "Olena Tarkovska")
    assert (item.filter_text or item.label).find("Tar") >= 0
    bundle.apply([item.text_edit, *(item.additional_text_edits or [])])
    assert "patience of Olena Tarkovska\n" in bundle.buffer.text

    bundle.replace('source="The Reprint" lang', 'source="The Reprint" allow="dup" lang')
    rules = await complete(bundle, 'allow="dup$0"')
    rule = next(item for item in rules if item.label == "duplicated-article")
    told = await bundle.answer(bundle.client.completion_item_resolve_async(rule))
    assert "duplicated-article" in told.documentation.value
    bundle.apply([told.text_edit])
    assert 'allow="duplicated-article" lang' in bundle.buffer.text
    codes = [code for _, code, _ in bundle.codes(await bundle.diagnostics())]
    assert codes.count("duplicated-article") == 1

    bundle.write("<<<FILE: a.txt>>>\nOne line.\n<<")
    closes = await complete(bundle, "\n<<$0")
    assert closes[0].label.startswith("<<<END FILE")
    if closes[0].insert_text_format != lsp.InsertTextFormat.Snippet:
        bundle.apply([closes[0].text_edit])
        assert bundle.buffer.text.split("\n")[2].startswith("<<<END FILE")


async def actions(editor, range_, only=None):
    """What can be done at a place, with the diagnostics that are shown there."""
    shown = [d for d in await editor.diagnostics() if meet(d.range, range_)]
    context = lsp.CodeActionContext(shown, only, lsp.CodeActionTriggerKind.Invoked)
    params = lsp.CodeActionParams(editor.document, range_, context)
    found = await editor.answer(editor.client.text_document_code_action_async(params)) or []
    for action in found:
        assert isinstance(action, lsp.CodeAction)
        assert action.edit is None, "these clients ask for the edit when it is wanted"
    return found


def meet(a, b):
    def key(position):
        return (position.line, position.character)

    return key(a.start) <= key(b.end) and key(b.start) <= key(a.end)


async def do(editor, piece, title, only=None):
    """Does what begins so at a piece of the text."""
    found = await actions(editor, editor.buffer.range(piece), only)
    chosen = [action for action in found if action.title.startswith(title)]
    assert chosen, [action.title for action in found]
    done = await editor.answer(editor.client.code_action_resolve_async(chosen[0]))
    editor.apply_everywhere(done.edit)
    return done


async def test_each_finding_can_be_mended(bundle):
    done = await do(bundle, '<<<END FILE: "island-bell.txt">>', "Write `<<<END")
    assert done.is_preferred and done.kind == lsp.CodeActionKind.QuickFix
    assert [d.code for d in done.diagnostics] == ["malformed-marker"]
    assert '\n<<<END FILE: "island-bell.txt">>>\n' in bundle.buffer.text
    await do(bundle, "Olena Tarkovskaya", "Unify the spelling to `Tarkovska`")
    assert "Tarkovskaya" not in bundle.buffer.text
    await do(bundle, "“Nobody", "Insert ”")
    assert "for a roof this year.”\n" in bundle.buffer.text
    await do(bundle, "“We will count the crates on Friday, and this long winter will", "Put an ellipsis")
    assert "…" in bundle.buffer.text.split("\n")[5]
    await do(bundle, '"ferry-reprint.txt" date', "Delete this copy, `ferry-reprint.txt`")
    assert "ferry-reprint" not in bundle.buffer.text
    await do(bundle, "340 crates", "Allow `conflicting-figures`")
    assert 'allow="conflicting-figures"' in bundle.buffer.text.split("\n")[0]
    left = [code for _, code, _ in bundle.codes(await bundle.diagnostics())]
    assert not set(left) - {"conflicting-figures"}, left


async def test_all_that_is_certain_is_mended_at_once(bundle):
    only = [lsp.CodeActionKind.SourceFixAll]
    done = await do(bundle, BUNDLE, "Fix all", only)
    assert done.kind.startswith("source.fixAll")
    assert bundle.buffer.text == BUNDLE.replace('"island-bell.txt">>\n', '"island-bell.txt">>>\n')


async def test_what_is_text_can_be_escaped(bundle):
    bundle.replace("\nThe harbour master of Veldholm,", "\n<<<END>>>\nThe harbour master of Veldholm,")
    await do(bundle, "<<<END>>>", "Escape this line")
    assert "\n\\<<<END>>>\nThe harbour master" in bundle.buffer.text


async def test_stale_actions_are_refused(bundle):
    found = await actions(bundle, bundle.buffer.range("Olena Tarkovskaya"))
    bundle.replace("VELDHOLM (Slipway Post)", "VELDHOLM")
    with pytest.raises(JsonRpcException) as error:
        await bundle.answer(bundle.client.code_action_resolve_async(found[0]))
    assert error.value.code == lsp.LSPErrorCodes.ContentModified


async def test_commands(bundle):
    await bundle.diagnostics()
    offered = bundle.server.execute_command_provider.commands
    assert offered, "there is a command for the comparison report"
    assert len(set(offered)) == len(offered)
    for command in offered:
        assert command.startswith("variorum.")
    params = lsp.ExecuteCommandParams("variorum.noSuchCommand")
    with pytest.raises(JsonRpcException):
        await bundle.answer(bundle.client.workspace_execute_command_async(params))
    # Whatever it is told, a command answers, and its answer is JSON.
    for command in offered:
        params = lsp.ExecuteCommandParams(command, arguments=[{"uri": bundle.uri}])
        try:
            json.dumps(await bundle.answer(bundle.client.workspace_execute_command_async(params)))
        except JsonRpcException as error:
            assert error.code in (lsp.ErrorCodes.InvalidParams, lsp.LSPErrorCodes.RequestFailed)
