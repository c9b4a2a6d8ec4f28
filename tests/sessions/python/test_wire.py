"""The check of messages itself: what it must not let pass."""

import copy

import pytest
import wire

ASKED = {1: "textDocument/hover", 2: "textDocument/definition", 3: "shutdown"}
RANGE = {"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 4}}
HOVER = {"contents": {"kind": "markdown", "value": "x"}, "range": RANGE}
TOLD = {
    "jsonrpc": "2.0",
    "method": "textDocument/publishDiagnostics",
    "params": {"uri": "file:///a", "diagnostics": [{"range": RANGE, "message": "x", "data": {"own": None}}]},
}


def answer(id_, result):
    return {"jsonrpc": "2.0", "id": id_, "result": result}


GOOD = [
    answer(1, HOVER),
    answer(1, None),
    answer(2, [{"targetUri": "file:///a", "targetRange": RANGE, "targetSelectionRange": RANGE}]),
    answer(3, None),
    TOLD,
    {"jsonrpc": "2.0", "id": 1, "error": {"code": -32801, "message": "x"}},
    {"jsonrpc": "2.0", "id": 1, "method": "workspace/codeLens/refresh"},
]


def other(message, *path, to):
    """The message with another value at a place; without it where that is `...`."""
    message = copy.deepcopy(message)
    inner = message
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = to
    if to is ...:
        del inner[path[-1]]
    return message


DIAGNOSTIC = ("params", "diagnostics", 0)
BAD = [
    other(GOOD[0], "result", "range", "start", "line", to="1"),
    other(GOOD[0], "result", "range", "start", "line", to=2),
    other(GOOD[0], "result", "range", "end", to=...),
    other(GOOD[0], "result", "contents", "kind", to="html"),
    other(GOOD[0], "result", "colour", to="red"),
    other(GOOD[0], "result", "range", to=None),
    other(GOOD[2], "result", 0, "targetSelectionRange", to=...),
    other(GOOD[3], "result", to=...),
    other(TOLD, *DIAGNOSTIC, "range", to=...),
    other(TOLD, *DIAGNOSTIC, "severity", to=9),
    other(TOLD, *DIAGNOSTIC, "severity", to=True),
    other(TOLD, *DIAGNOSTIC, "tags", to=None),
    other(TOLD, "method", to="variorum/own"),
    other(TOLD, "method", to="textDocument/didClose"),
    other(GOOD[5], "error", "message", to=...),
    other(GOOD[6], "params", to=None),
]


@pytest.mark.parametrize("message", GOOD)
def test_what_is_as_it_should_be(message):
    wire.check(message, ASKED)


@pytest.mark.parametrize("message", BAD)
def test_what_is_not(message):
    with pytest.raises(wire.Fault):
        wire.check(message, ASKED)
