"""From the first greeting to the last: what is offered, progress, cancelling, the end."""

import asyncio
import functools
import random

import pytest
from conftest import BUNDLE
from editor import until
from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException

OFFERED = """
    hover definition declaration implementation references document_highlight document_symbol workspace_symbol
    folding_range selection_range linked_editing_range document_link code_lens inlay_hint semantic_tokens
    document_formatting document_range_formatting document_on_type_formatting rename completion code_action
    execute_command
""".split()


async def test_all_is_offered(editor):
    for name in OFFERED:
        assert getattr(editor.server, f"{name}_provider"), name
    wanted = {"neovim": "utf-8", "visual_studio_code": "utf-16"}[editor.name]
    assert editor.server.position_encoding == wanted
    assert bool(editor.server.diagnostic_provider) == editor.pulls
    tokens = editor.server.semantic_tokens_provider
    assert tokens.range and tokens.full.delta
    assert editor.server.rename_provider.prepare_provider
    assert editor.server.completion_provider.resolve_provider
    assert editor.server.code_action_provider.resolve_provider
    assert editor.server.code_lens_provider.resolve_provider


async def test_what_should_be_watched_is_registered(editor):
    watched = editor.can("workspace", "did_change_watched_files", "dynamic_registration")
    if not watched:
        assert editor.client.registered == []
        return
    await until(lambda: len(editor.client.registered) == 2, "registrations")
    methods = {registration.method for registration in editor.client.registered}
    assert methods == {"workspace/didChangeWatchedFiles", "workspace/didChangeConfiguration"}


@functools.cache
def large():
    """A bundle that takes longer to read than is not worth telling. Its articles share no passage, so none is like another."""
    words = [a + b for a in "ban cor dul fen gor hul kel lam mir nos".split() for b in "ada eri olu umin".split()]
    chance, parts, size = random.Random(7), [], 0
    while size < 24 << 20:
        body = " ".join(chance.choices(words, k=1000))
        parts.append(f"<<<FILE: {len(parts)}.txt>>>\n{body.capitalize()}.\n<<<END FILE>>>\n")
        size += len(parts[-1])
    return "".join(parts)


async def test_progress_is_told_and_ends(editor):
    editor.open(large())
    reports = editor.client.progress_reports
    await until(lambda: any(r and r[-1].kind == "end" for r in reports.values()), "the end of progress")
    [told] = reports.values()
    kinds = [report.kind for report in told]
    assert kinds[0] == "begin" and kinds[-1] == "end" and set(kinds[1:-1]) <= {"report"}
    assert told[0].cancellable and told[0].title
    shares = [report.percentage for report in told[:-1]]
    assert shares == sorted(shares) and shares[-1] <= 100


async def test_progress_can_be_cancelled(editor):
    editor.open(large())
    reports = editor.client.progress_reports
    await until(lambda: any(reports.values()), "progress")
    [token] = reports
    editor.client.window_work_done_progress_cancel(lsp.WorkDoneProgressCancelParams(token))
    await until(lambda: reports[token][-1].kind == "end", "the end of progress")
    # It goes on with what is small.
    editor.open(BUNDLE, "untitled:small.bundle")
    assert len(await editor.diagnostics()) == 8


async def test_a_request_is_cancelled(editor):
    editor.open(large())
    protocol = editor.client.protocol
    params = lsp.DocumentSymbolParams(editor.document)
    asked = protocol.send_request_async(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL, params, "to-be-cancelled")
    asked = asyncio.ensure_future(asked)
    await asyncio.sleep(0.01)
    editor.client.cancel_request(lsp.CancelParams("to-be-cancelled"))
    with pytest.raises(JsonRpcException) as error:
        await editor.answer(asked)
    assert error.value.code == lsp.LSPErrorCodes.RequestCancelled


async def test_unknown_requests_are_refused(editor):
    with pytest.raises(JsonRpcException) as error:
        protocol = editor.client.protocol
        params = lsp.MonikerParams(lsp.TextDocumentIdentifier("untitled:x"), lsp.Position(0, 0))
        await editor.answer(protocol.send_request_async(lsp.TEXT_DOCUMENT_MONIKER, params))
    assert error.value.code == lsp.ErrorCodes.MethodNotFound


async def test_settings_that_change_are_asked_for_again(bundle):
    await bundle.diagnostics()
    ask = bundle.client.text_document_inlay_hint_async
    params = lsp.InlayHintParams(bundle.document, bundle.buffer.whole())
    assert await bundle.answer(ask(params))
    bundle.client.set_configuration(False, section="variorum.inlayHints.enable")
    changed = lsp.DidChangeConfigurationParams(settings={})
    bundle.client.workspace_did_change_configuration(changed)
    for _ in range(200):
        if not await bundle.answer(ask(params)):
            return
        await asyncio.sleep(0.02)
    raise AssertionError("the setting does not count")
