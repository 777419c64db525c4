"""The guide's code retries as documented with each HTTP library: it is taken out of the page, and run."""

import importlib
import json
import re
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import ModuleType

import aiohttp
import httpx
import pytest
import requests
import urllib3

from support.awaiting import awaited
from support.clients import CLIENTS, ES2020, PYTHON, STRICT, TYPESCRIPT, load_client, run_script
from support.node import PACKAGES, TSC, node
from support.project import ROOT, Project
from support.published import Json

GUIDE = (ROOT / "docs" / "guides" / "handling-errors.md").read_text(encoding="utf-8")
BLOCK = re.compile(r'^ *```(python|typescript) title="(\w+)"\n(.*?)^ *```$', re.DOTALL | re.MULTILINE)
CODE = {(language, title): textwrap.dedent(code) for language, title, code in BLOCK.findall(GUIDE)}
IN_PYTHON, IN_TYPESCRIPT = ([title for each, title in CODE if each == kind] for kind in ("python", "typescript"))
KEY = "7d9f4c1e-2b6a-4f3d-9c58-0e1a2b3c4d5f"
ORDER = {"storeId": "7f1c2f5e-3c9e-4c0e-9a45-4b4dbb7d1c11"}
CASES = {
    "a success": (["OK"], 1, None),
    "two failures, then a success": (["PAYMENT_FAILED", "PAYMENT_FAILED", "OK"], 3, None),
    "one failure too many": (["PAYMENT_FAILED"], 3, "PAYMENT_FAILED"),
    "no retry": (["STORE_CLOSED"], 1, "STORE_CLOSED"),
    "a wait in the body": (["RATE_LIMITED", "OK"], 2, None),
}
"""What the server answers, the last one again and again, how often it is asked, and with which code it ends."""


class ScriptedServer(ThreadingHTTPServer):
    """Answers with the errors that it is given, one after the other, and keeps what it was sent."""

    def __init__(self, bodies: dict[str, str], codes: list[str]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.bodies, self.codes = bodies, codes
        self.received: list[tuple[str, Json]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1/marketplace/orders/place"


class _Handler(BaseHTTPRequestHandler):
    server: ScriptedServer

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        received = self.server.received
        received.append((self.headers["Idempotency-Key"], json.loads(content)))
        body = self.server.bodies[self.server.codes[min(len(received), len(self.server.codes)) - 1]]
        self.send_response(json.loads(body).get("status", 200))
        self.send_header("Content-Length", str(len(body.encode())))
        self.send_header("Content-Type", "application/problem+json")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def scripted(exports: dict[str, str], codes: list[str]) -> Iterator[ScriptedServer]:
    """Run a server on loopback, and end it."""
    bodies = {code: exports.get(f"errors/{code}.json", "{}") for code in codes}
    with ScriptedServer(bodies, codes) as server:
        Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


@pytest.fixture(scope="module")
def client(frozen_exports: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    """Return the published client, which does not really sleep."""

    async def no_sleep(_: float) -> None: ...

    client = load_client(frozen_exports[PYTHON], tmp_path_factory.mktemp("client"))
    client.retrying.__kwdefaults__["sleep"] = lambda _: None
    client.retrying_async.__kwdefaults__["sleep"] = no_sleep
    return client


def call_requests(place: Callable[..., Json], url: str) -> Json:
    with requests.Session() as http:
        return place(http, url, ORDER, KEY)


def call_urllib3(place: Callable[..., Json], url: str) -> Json:
    with urllib3.PoolManager() as http:
        return place(http, url, ORDER, KEY)


def call_tenacity(place: Json, url: str) -> Json:
    place.retry.sleep = lambda _: None
    try:
        return call_requests(place, url), None
    except Exception as error:
        return None, error.problem  # type: ignore[attr-defined]


def call_httpx(place: Callable[..., Json], url: str) -> Json:
    async def call() -> Json:
        async with httpx.AsyncClient() as http:
            return await place(http, url, ORDER, KEY)

    return awaited(call())


def call_aiohttp(place: Callable[..., Json], url: str) -> Json:
    async def call() -> Json:
        async with aiohttp.ClientSession() as http:
            return await place(http, url, ORDER, KEY)

    return awaited(call())


CALLS = {
    "requests": call_requests,
    "httpx": call_httpx,
    "aiohttp": call_aiohttp,
    "urllib3": call_urllib3,
    "tenacity": call_tenacity,
}


@pytest.mark.parametrize("title", IN_PYTHON)
def test_the_python_of_the_guide_retries_as_documented(
    title: str, client: ModuleType, frozen_exports: dict[str, str]
) -> None:
    assert client is importlib.import_module("gett_errors")
    defined: dict[str, Json] = {}
    exec(compile(CODE["python", title], f"{title}.py", "exec"), defined)
    for name, (codes, tries, code) in CASES.items():
        with scripted(frozen_exports, codes) as server:
            _, problem = CALLS[title](defined["place"], server.url)
            assert (problem and problem.code) == code, name
            assert server.received == [(KEY, ORDER)] * tries, name


@pytest.fixture(scope="module")
def folder(exports: dict[str, str], frozen_exports: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the TypeScript of the guide, the packages, and the client, for running a frozen one."""
    folder = tmp_path_factory.mktemp("adapters")
    project = Project(folder)
    (folder / "node_modules").symlink_to(PACKAGES)
    project.write("package.json", '{"type": "module"}')
    project.write("gett-errors.ts", exports[TYPESCRIPT])
    project.write("frozen.ts", frozen_exports[TYPESCRIPT])
    for title in IN_TYPESCRIPT:
        project.write(f"{title}.ts", CODE["typescript", title])
        # Node runs TypeScript as it is, but wants to know each file by its full name.
        project.write(f"{title}.run.ts", CODE["typescript", title].replace("./gett-errors", "./frozen.ts"))
    return folder


@pytest.mark.thorough
@pytest.mark.parametrize("title", IN_TYPESCRIPT)
def test_the_typescript_of_the_guide_retries_as_documented(
    title: str, folder: Path, frozen_exports: dict[str, str]
) -> None:
    for name in ("two failures, then a success", "one failure too many"):  # each is a process of its own
        codes, tries, code = CASES[name]
        with scripted(frozen_exports, codes) as server:
            arguments = (folder / f"{title}.run.ts", server.url, json.dumps(ORDER), KEY)
            assert run_script(CLIENTS / "adapted.mjs", *arguments, cwd=folder) == {"code": code}, name
            assert server.received == [(KEY, ORDER)] * tries, name


@pytest.mark.thorough
def test_the_typescript_of_the_guide_is_strictly_typed(folder: Path) -> None:
    options = (*STRICT, *ES2020[:1], "ES2022,DOM", "--noEmit", "--skipLibCheck")
    assert node(TSC, *options, *(f"{title}.ts" for title in IN_TYPESCRIPT), cwd=folder).stdout == ""


@pytest.mark.thorough
def test_the_python_of_the_guide_is_typed(folder: Path, exports: dict[str, str]) -> None:
    project = Project(folder)
    project.write("gett_errors.py", exports[PYTHON])
    files = [f"use_{title}.py" for title in IN_PYTHON]
    for title, file in zip(IN_PYTHON, files, strict=True):
        project.write(file, CODE["python", title])
    command = [sys.executable, "-m", "mypy", "--config-file=", "--check-untyped-defs", *files]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert result.stdout.startswith("Success"), result.stdout


def test_the_retry_of_urllib3_never_sees_the_body(frozen_exports: dict[str, str]) -> None:
    retry = urllib3.Retry(total=3, status_forcelist=[429, 500, 502, 503], allowed_methods=["POST"], backoff_factor=0)
    with scripted(frozen_exports, ["PAYMENT_FAILED", "OK"]) as server, urllib3.PoolManager(retries=retry) as http:
        answer = http.request("POST", server.url, json=ORDER, headers={"Idempotency-Key": KEY})
        assert (answer.status, len(server.received)) == (400, 1)


def test_the_guide_shows_each_library() -> None:
    assert set(IN_PYTHON) == set(CALLS)
    assert {*IN_TYPESCRIPT} == {"fetch", "axios", "undici"}
