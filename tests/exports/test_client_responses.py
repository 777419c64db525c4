"""Both clients read whole responses, alike and without a fault, whoever answers and on the oldest Python."""

import email.message
import http
import http.client
import io
import json
from pathlib import Path
from random import Random
from types import ModuleType

import httpx
import multidict
import pytest
import requests
import urllib3

from support.clients import (
    CLIENTS,
    PYTHON,
    compile_client,
    load_client,
    read_in_typescript,
    read_on_old_python,
    run_script,
)
from support.problems import Case, read
from support.project import Project
from support.yaml_files import read_yaml

RESPONSES = read_yaml((CLIENTS / "responses.yaml").read_text(encoding="utf-8"))
RESPONSES.append(
    {
        "name": "a number with more digits than Python converts",
        "status": 409,
        "headers": {},
        "body": f'{{"errorCode":"CONFLICT","retryAfter":{"9" * 5_000},"n":-{"9" * 5_000}}}',
        "problem": {"code": "CONFLICT", "status": 409, "decidedBy": "code", "retryable": False, "delays": []},
    }
)
COMPARED = {"category", "retryAfter"}
"""Members that a row says nothing about are absent."""

SEED = 14
MUTATIONS = 3_000


@pytest.fixture(scope="module")
def client(frozen_exports: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return load_client(frozen_exports[PYTHON], tmp_path_factory.mktemp("client"))


def test_responses_are_read_alike(client: ModuleType, frozen_exports: dict[str, str], tmp_path: Path) -> None:
    in_typescript = read_in_typescript(frozen_exports, RESPONSES, tmp_path)
    on_old_python = read_on_old_python(frozen_exports, RESPONSES, tmp_path)
    for case, found, found_by_old in zip(RESPONSES, in_typescript, on_old_python, strict=True):
        assert found == read(client, case) == found_by_old, case["name"]
        expected = case["problem"]
        assert {name: found[name] for name in COMPARED | expected.keys() if name in found} == expected, case["name"]


def mutated(random: Random) -> Case:
    """Return a response that somebody has spoilt: bytes changed, cut or put in, headers and statuses of others."""
    texts = [json.dumps(case["body"]) if "body" in case else bytes.fromhex(case["bytes"]) for case in RESPONSES]
    chosen = random.choice(texts)
    body = bytearray(chosen.encode() if isinstance(chosen, str) else chosen)
    for _ in range(random.randrange(4)):
        at = random.randrange(len(body) + 1)
        body[at : at + random.randrange(4)] = random.randbytes(random.randrange(3))
    headers: list[list[str]] = []
    for _ in range(random.randrange(4)):
        pairs = dict(random.choice(RESPONSES)["headers"])
        headers += [[name, spoilt(value, random)] for name, value in pairs.items()]
    # Charsets that a browser knows under other names than Python are told apart above.
    kept = [pair for pair in headers if pair[0].lower() != "content-type"]
    return {"status": random.randrange(1000), "headers": kept, "bytes": body.hex()}


def spoilt(value: str, random: Random) -> str:
    at = random.randrange(len(value) + 1)
    return random.choice([value, value[:at], value[:at] + random.choice("0 9,:-é\0") + value[at:], value * 2])


def test_no_response_breaks_either_client(client: ModuleType, frozen_exports: dict[str, str], tmp_path: Path) -> None:
    random = Random(SEED)
    cases = [mutated(random) for _ in range(MUTATIONS)]
    for case, found in zip(cases, read_in_typescript(frozen_exports, cases, tmp_path), strict=True):
        assert found == read(client, case), case


def headers_of_libraries() -> list[object]:
    """Return the same headers as each library has them."""
    pairs = [("Server", "x"), ("Retry-After", "45")]
    message = email.message.Message()
    for name, value in pairs:
        message[name] = value
    raw = io.BytesIO(b"Server: x\r\nRetry-After: 45\r\n\r\n")
    return [
        dict(pairs),
        {name: [value, "90"] for name, value in pairs},
        pairs,
        [(name.encode(), value.encode()) for name, value in pairs],
        iter(pairs),
        message,
        http.client.parse_headers(raw),
        requests.structures.CaseInsensitiveDict(pairs),
        httpx.Headers(pairs),
        urllib3.HTTPHeaderDict(pairs),
        multidict.CIMultiDictProxy(multidict.CIMultiDict(pairs)),
    ]


def test_python_reads_the_headers_of_each_library(client: ModuleType) -> None:
    for headers in headers_of_libraries():
        assert client.from_response(503, headers, b"").retry_after == 45, type(headers)


def test_typescript_reads_the_headers_of_each_library(frozen_exports: dict[str, str], tmp_path: Path) -> None:
    compile_client(frozen_exports, Project(tmp_path))
    found = run_script(CLIENTS / "headers.mjs", tmp_path / "gett-errors.js", cwd=tmp_path)
    assert found == dict.fromkeys(found, 45)
    assert len(found) == 8


@pytest.mark.parametrize("body", [object(), print, {"errorCode"}, io.BytesIO(), requests.Response(), memoryview(b"")])
def test_python_refuses_what_is_no_body(client: ModuleType, body: object) -> None:
    with pytest.raises(TypeError, match=r"not .*: pass response\.content"):
        client.from_response(503, {}, body)
    with pytest.raises(client.MalformedProblemError, match=r"not .*: pass response\.content"):
        client.parse(body, 503)


@pytest.mark.parametrize("headers", [None, 45, "Retry-After: 45", ["Retry-After", "45"], [("a", "b", "c")], object()])
def test_python_refuses_what_are_no_headers(client: ModuleType, headers: object) -> None:
    with pytest.raises(TypeError, match=r"not .*: pass response\.headers"):
        client.from_response(503, headers, b"")


@pytest.mark.parametrize("status", [None, "503", 503.0])
def test_python_refuses_what_is_no_status(client: ModuleType, status: object) -> None:
    with pytest.raises(TypeError, match=r"not .*: pass response\.status_code"):
        client.from_response(status, {}, b"")
    with pytest.raises(TypeError, match=r"not .*: pass response\.status_code"):
        client.retrying(lambda: (status, {}, b""))


def test_typescript_refuses_what_is_no_response(frozen_exports: dict[str, str], tmp_path: Path) -> None:
    compile_client(frozen_exports, Project(tmp_path))
    refused = run_script(CLIENTS / "refused.mjs", tmp_path / "gett-errors.js", cwd=tmp_path)
    bodies = {"Promise", "Response", "Request", "Blob", "ArrayBuffer", "ReadableStream", "Error", "Map", "Function"}
    assert refused["bodies"].keys() == bodies
    for parsed, responded in refused["bodies"].values():
        assert parsed.startswith("MalformedProblemError: ")
        assert responded.startswith("TypeError: ")
        assert "pass await response.text()" in responded
    assert all(each.startswith("TypeError: ") and "response.headers" in each for each in refused["headers"])
    assert all(each.startswith("TypeError: ") and "response.status" in each for each in refused["statuses"])
    assert refused["used"].startswith("TypeError: ")
    assert "call fromFetch first" in refused["used"]


def test_typescript_reads_fetch_whatever_happens_to_the_body(frozen_exports: dict[str, str], tmp_path: Path) -> None:
    compile_client(frozen_exports, Project(tmp_path))
    found = run_script(CLIENTS / "fetched.mjs", tmp_path / "gett-errors.js", cwd=tmp_path)
    assert found == {
        "whole": ["CONFLICT", "code", "body left to read"],
        "empty": ["", "status", "body left to read"],
        "cut": ["", "status", "cut"],
    }


def test_a_status_may_be_one_of_the_standard_library(client: ModuleType) -> None:
    problem = client.from_response(http.HTTPStatus.GATEWAY_TIMEOUT, {}, None)
    assert (problem.status, problem.decided_by, problem.retryable) == (504, "class", True)
    assert problem.decision.code == "INTERNAL_ERROR"
    # What a code tells is not known of a status.
    assert (problem.effect, problem.safe_new_key) == (client.Effect.UNKNOWN, False)
