"""Sessions with the server as it is built, by a client that this project did not write: `pytest-lsp`, on `pygls`.

The server is `VARIORUM`, or the debug build. Each session is run as Visual Studio Code and as Neovim, by what they say of
themselves: one counts columns in UTF-16 and is told of diagnostics, the other counts bytes and asks for them. Whatever the
server sends is held against the protocol (`wire.py`).
"""

import os
import tempfile
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types as lsp
from pygls.protocol import default_converter
from pytest_lsp import ClientServerConfig, client_capabilities
from pytest_lsp.client import register_lsp_features

from editor import Editor
from wire import Client

HERE = Path(__file__).resolve().parent
SERVER = os.environ.get("VARIORUM", HERE.parents[2] / "target/debug/variorum")
BUNDLE = (HERE.parent / "slipway.bundle").read_bytes().decode()
# Pages of rules are written to the cache: not to the user's.
CACHE = tempfile.TemporaryDirectory()
REFRESHES = [
    lsp.WORKSPACE_CODE_LENS_REFRESH,
    lsp.WORKSPACE_INLAY_HINT_REFRESH,
    lsp.WORKSPACE_SEMANTIC_TOKENS_REFRESH,
]


def make_client():
    client = Client(converter_factory=default_converter)
    register_lsp_features(client)
    client.published, client.registered, client.applied = {}, [], []
    features = client.protocol.fm.features
    for method in REFRESHES:
        client.feature(method)(lambda params: None)

    # pytest-lsp's own forgets the version.
    del features[lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS]

    @client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def publish(params):
        client.published[params.uri] = params

    @client.feature(lsp.CLIENT_REGISTER_CAPABILITY)
    def register(params):
        client.registered += params.registrations

    @client.feature(lsp.WORKSPACE_APPLY_EDIT)
    def apply(params):
        client.applied.append(params.edit)
        return lsp.ApplyWorkspaceEditResult(applied=True)

    return client


def config():
    environment = {**os.environ, "XDG_CACHE_HOME": CACHE.name}
    return ClientServerConfig([str(SERVER), "lsp"], make_client, environment)


@pytest_lsp.fixture(config=config(), params=["visual_studio_code", "neovim"])
async def client(lsp_client: Client, request, tmp_path):
    capabilities = client_capabilities(request.param)
    lsp_client.set_configuration(
        {"diagnostics": {"debounce": 0}, "inlayHints": {"enable": True}}, section="variorum"
    )
    folder = lsp.WorkspaceFolder(uri=tmp_path.as_uri(), name="test")
    params = lsp.InitializeParams(
        capabilities=capabilities,
        workspace_folders=[folder],
        root_uri=folder.uri,
        initialization_options={"diagnostics": {"debounce": 0}},
    )
    answer = await lsp_client.initialize_session(params)
    lsp_client.editor = Editor(lsp_client, request.param, answer.capabilities, tmp_path)
    yield
    await lsp_client.shutdown_session()
    assert lsp_client._server.returncode == 0
    for fault in lsp_client.protocol.faults:
        raise fault


@pytest.fixture
def editor(client):
    """An editor that has nothing open yet."""
    return client.editor


@pytest.fixture
def bundle(editor):
    """An editor that has the bundle of these sessions open."""
    return editor.open(BUNDLE)
