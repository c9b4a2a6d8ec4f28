"""Text in step, and the diagnostics of it."""

import pytest
from conftest import BUNDLE
from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException

FOUND = [
    (4, "conflicting-figures", "340 crates"),
    (6, "elided-quote", "“We will count the crates on Friday, and this long winter will end,”"),
    (15, "conflicting-figures", "410 crates"),
    (20, "variant-spelling", "Olena Tarkovskaya"),
    (20, "unbalanced-delimiter", "“"),
    (23, "malformed-marker", '<<<END FILE: "island-bell.txt">>'),
    (24, "duplicated-article", "ferry-news.txt"),
    (29, "duplicated-article", "ferry-reprint.txt"),
]


async def test_findings_are_told_with_all_that_the_client_can_show(bundle):
    found = await bundle.diagnostics()
    assert bundle.codes(found) == FOUND
    by_code = {d.code: d for d in found}
    conflict, marker = found[0], by_code["malformed-marker"]
    assert marker.severity == lsp.DiagnosticSeverity.Error
    assert conflict.severity == lsp.DiagnosticSeverity.Warning
    assert by_code["elided-quote"].severity == lsp.DiagnosticSeverity.Information
    [other] = conflict.related_information
    assert other.location.uri == bundle.uri
    assert bundle.buffer.slice(other.location.range) == "410 crates"
    assert all(d.source == "variorum" and d.data for d in found)
    pages = [d.code_description.href for d in found if d.code_description]
    if bundle.can("text_document", "publish_diagnostics", "code_description_support"):
        assert len(pages) == len(found)
        assert pages[0].endswith("/conflicting-figures.md")
    else:
        assert pages == []


async def test_edits_leave_what_a_new_reading_would_find(bundle):
    await bundle.diagnostics()
    bundle.replace("“Nobody will have to pay for a roof this year.", "“Nobody will pay for a roof — 😀.”")
    bundle.replace("340 crates", "410 crates")
    bundle.replace('"island-bell.txt">>\n', '"island-bell.txt">>>\n')
    bundle.replace("😀.”", "𝒪😀.”")
    found = bundle.codes(await bundle.diagnostics())
    gone = {"conflicting-figures", "unbalanced-delimiter", "malformed-marker"}
    assert [code for _, code, _ in found] == [code for _, code, _ in FOUND if code not in gone]
    text = bundle.buffer.text
    again = bundle.open(text, "untitled:again.bundle")
    assert bundle.codes(await again.diagnostics()) == found


async def test_several_changes_at_once(bundle):
    await bundle.diagnostics()
    partial, start = lsp.TextDocumentContentChangePartial, lsp.Position(0, 0)
    line = "A line of text.\n"
    bundle.change(
        partial(lsp.Range(start, start), line),
        partial(lsp.Range(start, lsp.Position(1, 0)), ""),
        partial(lsp.Range(start, start), line),
    )
    bundle.buffer.text = line + BUNDLE
    shifted = [(line + 1, code, words) for line, code, words in FOUND]
    found = bundle.codes(await bundle.diagnostics())
    assert [f for f in found if f[1] != "text-outside-article"] == shifted


async def test_an_impossible_edit_does_no_harm(bundle):
    await bundle.diagnostics()
    nowhere = lsp.Range(lsp.Position(999, 0), lsp.Position(999, 1))
    bundle.change(lsp.TextDocumentContentChangePartial(nowhere, "x"))
    params = lsp.FoldingRangeParams(bundle.document)
    with pytest.raises(JsonRpcException) as error:
        await bundle.answer(bundle.client.text_document_folding_range_async(params))
    assert error.value.code == lsp.LSPErrorCodes.ContentModified
    bundle.write(BUNDLE)
    assert bundle.codes(await bundle.diagnostics()) == FOUND


async def test_what_is_closed_is_forgotten(bundle):
    if bundle.pulls:
        pytest.skip("it asks")
    await bundle.diagnostics()
    bundle.close()
    await bundle.told(lambda told: not told.diagnostics)


async def test_diagnostics_that_are_asked_for(bundle):
    if not bundle.pulls:
        pytest.skip("it is told")
    ask = bundle.client.text_document_diagnostic_async
    first = await bundle.answer(ask(lsp.DocumentDiagnosticParams(bundle.document)))
    params = lsp.DocumentDiagnosticParams(bundle.document, previous_result_id=first.result_id)
    again = await bundle.answer(ask(params))
    assert isinstance(again, lsp.RelatedUnchangedDocumentDiagnosticReport)
    assert again.result_id == first.result_id
    bundle.replace("340 crates", "410 crates")
    changed = await bundle.answer(ask(params))
    assert len(changed.items) == len(first.items) - 2
    assert changed.result_id != first.result_id


async def test_diagnostics_of_the_workspace(editor):
    path = editor.folder / "on-disk.bundle"
    path.write_bytes(BUNDLE.encode())
    uri = path.as_uri()
    changes = [lsp.FileEvent(uri, lsp.FileChangeType.Created)]
    editor.client.workspace_did_change_watched_files(lsp.DidChangeWatchedFilesParams(changes))
    if not editor.pulls:
        editor.uri = uri
        told = await editor.told(lambda told: told)
        assert len(told.diagnostics) == len(FOUND)
        assert told.version is None
        path.unlink()
        changes = [lsp.FileEvent(uri, lsp.FileChangeType.Deleted)]
        editor.client.workspace_did_change_watched_files(lsp.DidChangeWatchedFilesParams(changes))
        await editor.told(lambda told: not told.diagnostics)
        return
    editor.open(BUNDLE)
    await editor.diagnostics()
    ask = editor.client.workspace_diagnostic_async
    report = await editor.answer(ask(lsp.WorkspaceDiagnosticParams([])))
    assert {item.uri: len(item.items) for item in report.items} == {
        uri: len(FOUND),
        editor.uri: len(FOUND),
    }
    known = [lsp.PreviousResultId(item.uri, item.result_id) for item in report.items]
    again = await editor.answer(ask(lsp.WorkspaceDiagnosticParams(known)))
    assert {item.kind for item in again.items} == {"unchanged"}
