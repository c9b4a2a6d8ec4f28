"""Every message of the server, held against the protocol's own types.

`lsprotocol` is generated from the protocol's model. A message is structured as the type that its method has there, and
written again: what the types do not know, what has the wrong shape, and a `null` where nothing may stand does not come
back as it was.
"""

import json
from typing import Sequence, Union  # as lsprotocol spells them, or the hook below is not found

from lsprotocol import types as lsp
from lsprotocol.converters import get_converter
from pytest_lsp import LanguageClient
from pytest_lsp.protocol import LanguageClientProtocol

CONVERTER = get_converter()
# Nobody taught it this one: the sections of `workspace/didChangeConfiguration`.
CONVERTER.register_structure_hook(Union[str, Sequence[str], None], lambda value, _: value)
PROGRESS = {
    "begin": lsp.WorkDoneProgressBegin,
    "report": lsp.WorkDoneProgressReport,
    "end": lsp.WorkDoneProgressEnd,
}


class Fault(AssertionError):
    """A message that the protocol does not know."""


def check(message, asked):
    """Raises where a message is not as the protocol has it. `asked`: the methods of our requests by their ids."""
    method = message.get("method")
    if "error" in message:
        same(message, lsp.ResponseErrorMessage)
    elif method is None:
        same(message, lsp.METHOD_TO_TYPES[asked[message["id"]]][1])
    else:
        if method not in lsp.METHOD_TO_TYPES:
            raise Fault(f"unknown method: {method}")
        if lsp.message_direction(method) == "clientToServer":
            raise Fault(f"not for a server to send: {method}")
        same(message, lsp.METHOD_TO_TYPES[method][0])
        inside(method, message.get("params"))
    in_order(message)


def inside(method, params):
    """Checks what the protocol leaves open where it says elsewhere what it is."""
    if method == lsp.PROGRESS:
        same(params["value"], PROGRESS[params["value"]["kind"]])
    if method == lsp.CLIENT_REGISTER_CAPABILITY:
        for registration in params["registrations"]:
            options = lsp.METHOD_TO_TYPES[registration["method"]][3]
            if options is not None:
                same(registration.get("registerOptions"), options)


def same(message, type_):
    """Raises where a message is not of a type."""
    try:
        again = CONVERTER.unstructure(CONVERTER.structure(message, type_), type_)
    except Exception as error:
        raise Fault(f"not of type {type_.__name__}: {shown(message)}") from error
    if canonical(again) != canonical(message):
        raise Fault(f"as {type_.__name__} it would be\n{shown(again)}\nbut it is\n{shown(message)}")


def in_order(value):
    """Raises where a range ends before it starts."""
    if isinstance(value, dict):
        if value.keys() == {"start", "end"} and isinstance(value["start"], dict):
            start, end = ((p["line"], p["character"]) for p in (value["start"], value["end"]))
            if start > end:
                raise Fault(f"a range ends before it starts: {value}")
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            in_order(item)


def canonical(value):
    # As text, since `True == 1 == 1.0` is true.
    return json.dumps(value, sort_keys=True)


def shown(value):
    text = json.dumps(value, sort_keys=True, indent=1, ensure_ascii=False)
    return text if len(text) < 4000 else text[:4000] + " …"


class Wire(LanguageClientProtocol):
    """The protocol of a client that looks at each message before anything else does."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = {}
        self.heard = []
        self.faults = []

    def send_request(self, method, params=None, callback=None, msg_id=None):
        # Not numbers: pygls would take its answers to the server's requests for those to its own.
        msg_id = msg_id or f"session-{len(self.asked) + 1}"
        self.asked[msg_id] = method
        return super().send_request(method, params, callback, msg_id)

    def structure_message(self, data):
        if "jsonrpc" not in data:  # some object within a message
            return data
        self.heard.append(data)
        try:
            check(data, self.asked)
        except Exception as fault:  # told at the end: here it would end in a log
            self.faults.append(fault)
        return super().structure_message(data)


class Client(LanguageClient):
    """`pytest_lsp`'s client on such a wire."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, protocol_cls=Wire, **kwargs)
