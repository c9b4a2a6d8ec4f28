"""The npm packages, packed by npm and installed by it from a registry on this machine, as from the real one."""

import hashlib
import base64
import json
import os
import platform
import shutil
import signal
import subprocess
import tarfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from conftest import ROOT, run, same_as_under_test
from test_release import TARGETS, VERSION

MACHINE = {"x86_64": "x64", "aarch64": "arm64"}[platform.machine()]
HERE = f"variorum-linux-{MACHINE}"


@pytest.fixture(scope="session")
def packed(installed, tmp_path_factory):
    """All packages as `npm pack` writes them. For other machines than this they hold no real program."""
    folder = tmp_path_factory.mktemp("npm")
    for target, entry in TARGETS.items():
        binary = folder / "binaries" / target / ("variorum.exe" if "windows" in target else "variorum")
        binary.parent.mkdir(parents=True)
        npm = entry["npm"]
        if (npm["os"], npm["cpu"], npm.get("libc")) == ("linux", MACHINE, "glibc"):
            shutil.copy(installed, binary)
        else:
            binary.write_bytes(b"a program for another machine")
    built = run("node", ROOT / "packaging/npm/build.mjs", folder / "binaries", folder / "packages").split()
    (folder / "packed").mkdir()
    run("npm", "pack", "--silent", "--pack-destination", folder / "packed", *built, npm_config_cache=str(folder / "cache"))
    return sorted((folder / "packed").glob("*.tgz"))


@pytest.fixture(scope="session")
def registry(packed):
    """What npm asks a registry for: what a package is, and its archive."""
    archives, packages = {}, {}
    for path in packed:
        data = path.read_bytes()
        manifest = json.load(tarfile.open(path).extractfile("package/package.json"))
        integrity = "sha512-" + base64.b64encode(hashlib.sha512(data).digest()).decode()
        archives[f"/{path.name}"] = data
        packages[f"/{manifest['name']}"] = (manifest, path.name, integrity)
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            if self.path in archives:
                return self.answer(archives[self.path], "application/octet-stream")
            if self.path not in packages:
                return self.send_error(404)
            manifest, name, integrity = packages[self.path]
            address = f"http://127.0.0.1:{self.server.server_port}/{name}"
            version = manifest | {"dist": {"tarball": address, "integrity": integrity}}
            about = {"name": manifest["name"], "dist-tags": {"latest": VERSION}, "versions": {VERSION: version}}
            return self.answer(json.dumps(about).encode(), "application/json")

        def answer(self, body, kind):
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()


@pytest.fixture(scope="session")
def project(registry, tmp_path_factory):
    """A folder in which somebody has installed the package."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "package.json").write_text('{"private": true}')
    install(folder, registry)
    return folder


def install(folder, registry, *more):
    options = ["--no-audit", "--no-fund", "--registry", registry[0], "--cache", folder / "cache"]
    return run("npm", "install", "variorum", *options, *more, cwd=folder)


def test_only_the_program_for_this_machine_is_installed(project, registry):
    there = sorted(path.name for path in (project / "node_modules").glob("variorum*"))
    assert there == ["variorum", HERE]
    fetched = [path for path in registry[1] if path.endswith(".tgz")]
    assert sorted(fetched) == sorted([f"/variorum-{VERSION}.tgz", f"/{HERE}-{VERSION}.tgz"])


def test_it_runs_as_users_run_it(project):
    same_as_under_test(project / "node_modules/.bin/variorum")
    assert run("npx", "--no", "--", "variorum", "--version", cwd=project) == f"variorum {VERSION}\n"


def test_every_package_is_depended_on_in_its_version(packed):
    manifests = {}
    for path in packed:
        archive = tarfile.open(path)
        manifest = json.load(archive.extractfile("package/package.json"))
        manifests[manifest["name"]] = manifest
        assert {"package/LICENSE-MIT", "package/LICENSE-APACHE", "package/README.md"} <= set(archive.getnames())
    main = manifests.pop("variorum")
    assert main["optionalDependencies"] == {name: VERSION for name in manifests}
    assert len(manifests) == len(TARGETS)


def test_without_its_program_it_says_what_is_missing(registry, tmp_path):
    (tmp_path / "package.json").write_text('{"private": true}')
    install(tmp_path, registry, "--omit=optional")
    said = run(tmp_path / "node_modules/.bin/variorum", "--version", status=2)
    assert f"{HERE} is not installed" in said and "omit optional" in said


def test_a_signal_reaches_the_program(project):
    """The server waits for its client; whoever ends the launcher ends the server."""
    launcher = project / "node_modules/.bin/variorum"
    process = subprocess.Popen([launcher, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    children = f"/proc/{process.pid}/task/{process.pid}/children"
    deadline = time.monotonic() + 60
    while not (started := [child for child in open(children).read().split() if is_variorum(child)]):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) in (-signal.SIGTERM, 0)
    assert not os.path.exists(f"/proc/{started[0]}")
    process.stdin.close()
    process.stdout.close()


def is_variorum(pid):
    try:
        return os.readlink(f"/proc/{pid}/exe").endswith("/bin/variorum")
    except OSError:
        return False
