"""An editor with one bundle open: what is in its buffer, what it asks there, and what it does with the answers."""

import asyncio
import time

from lsprotocol import types as lsp

from text import Text

# Longer than anything takes, in seconds, on a machine that does much else besides.
PATIENCE = 60


class Editor:
    def __init__(self, client, name, server, folder):
        self.client = client
        self.name = name
        self.server = server
        self.folder = folder
        self.encoding = server.position_encoding or lsp.PositionEncodingKind.Utf16
        self.uri = None

    @property
    def pulls(self):
        """Whether it asks for diagnostics, and is not told of them."""
        return self.client.capabilities.text_document.diagnostic is not None

    def can(self, *path):
        """Whether the client says so of itself: `can("workspace", "workspace_edit", "document_changes")`."""
        value = self.client.capabilities
        for key in path:
            value = getattr(value, key, None)
        return bool(value)

    # The buffer.

    def open(self, text, uri="untitled:storm.bundle"):
        self.uri, self.version, self.buffer = uri, 1, Text(text, self.encoding)
        item = lsp.TextDocumentItem(uri, "source-bundle", self.version, text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        return self

    def change(self, *changes):
        """Sends changes, each of the text that the one before left."""
        self.version += 1
        document = lsp.VersionedTextDocumentIdentifier(self.version, self.uri)
        sent = lsp.DidChangeTextDocumentParams(document, list(changes))
        self.client.text_document_did_change(sent)

    def replace(self, piece, new):
        """Replaces a piece of the text, as the only change of its version."""
        self.change(lsp.TextDocumentContentChangePartial(self.buffer.range(piece), new))
        self.buffer.text = self.buffer.text.replace(piece, new)

    def write(self, text):
        """Makes the whole text another."""
        self.change(lsp.TextDocumentContentChangeWholeDocument(text))
        self.buffer.text = text

    def apply(self, edits):
        """Applies edits to the buffer and sends them as an editor does: the last in the text comes first."""
        after = self.buffer.with_edits(edits)
        edits = sorted(edits, key=lambda e: (e.range.start.line, e.range.start.character))
        partial = lsp.TextDocumentContentChangePartial
        self.change(*[partial(e.range, e.new_text) for e in reversed(edits)])
        self.buffer.text = after

    def apply_everywhere(self, edit):
        """Applies an edit of the workspace, which is to be of this document alone, in the form that the client knows."""
        if self.can("workspace", "workspace_edit", "document_changes"):
            assert edit.changes is None
            [change] = edit.document_changes
            assert change.text_document.uri == self.uri
            assert change.text_document.version in (self.version, None)
            edits = change.edits
            for one in edits:
                if annotation := getattr(one, "annotation_id", None):
                    assert annotation in edit.change_annotations
        else:
            assert edit.document_changes is None and edit.change_annotations is None
            [(uri, edits)] = edit.changes.items()
            assert uri == self.uri
        assert edits
        self.apply(edits)

    def close(self):
        document = lsp.TextDocumentIdentifier(self.uri)
        self.client.text_document_did_close(lsp.DidCloseTextDocumentParams(document))

    # What is asked.

    @property
    def document(self):
        return lsp.TextDocumentIdentifier(self.uri)

    def at(self, marked):
        """The parameters that all requests about a place have."""
        return self.document, self.buffer.at(marked)

    async def answer(self, request):
        return await asyncio.wait_for(request, PATIENCE)

    async def diagnostics(self):
        """The diagnostics of the text as it is now, in order."""
        if self.pulls:
            params = lsp.DocumentDiagnosticParams(self.document)
            report = await self.answer(self.client.text_document_diagnostic_async(params))
            found = report.items
        else:
            told = await self.told(lambda told: told and told.version == self.version)
            found = told.diagnostics
        return sorted(found, key=lambda d: (d.range.start.line, d.range.start.character, d.code))

    async def told(self, wanted):
        """What was published last of the document, once it is as wanted."""
        last = self.client.published
        await until(lambda: wanted(last.get(self.uri)), "diagnostics")
        return last[self.uri]

    def codes(self, diagnostics):
        """What a list of diagnostics says, in short: the line, the rule, the words."""
        line = self.buffer.slice
        return [(d.range.start.line + 1, d.code, line(d.range)) for d in diagnostics]


async def until(condition, what):
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"waited in vain for {what}"
        await asyncio.sleep(0.005)
