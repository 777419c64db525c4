"""Mock servers that other people wrote answer each call with its success, and hold each of its errors.

Prism and WireMock have modules of their own. Run this by `make interop`: by its name, pytest leaves it out of all other
runs.
"""

import json
import re
import urllib.request
from http import HTTPStatus
from pathlib import Path

from error_catalog.model.catalog import Catalog
from error_catalog.model.problem import CONTENT_TYPE
from support.listening import PATIENCE_S, free_port, listening
from support.node import NODE
from support.partners import PACKAGES, PROGRAMS, run
from support.published import Json

PARAMETER = re.compile(r"\{(\w+)\}")
MOCKOON = PACKAGES / "@mockoon/cli/bin/run.js"


def answers_of_msw(openapi: Path) -> list[Json]:
    """Return what is answered to each call of a document, without a wish and for each documented status."""
    answers: list[Json] = json.loads(run([NODE, PROGRAMS / "mswjs-source.mjs", openapi], cwd=openapi.parent))
    return answers


def test_mswjs_source(openapi: Path, operations: list[str], exports: dict[str, str]) -> None:
    """A partner's test answers calls from the document, and asks for a status by `?response=`."""
    answers = answers_of_msw(openapi)
    assert {answer["operationId"] for answer in answers} == set(operations)
    for answer in answers:
        asked = int(answer["asked"] or HTTPStatus.OK)
        assert answer["status"] == asked, answer
        assert (answer["type"] == CONTENT_TYPE) == (asked >= HTTPStatus.BAD_REQUEST), answer
        if asked >= HTTPStatus.BAD_REQUEST:
            body = json.loads(answer["body"])
            assert body == json.loads(exports[f"errors/{body['errorCode']}.json"])
    assert len(answers) > 10 * len(operations)


def test_a_success_under_2xx_alone_would_be_none(document: Json, tmp_path: Path) -> None:
    """What the document says twice, under `2XX` and under `200`, is for tools like this one."""
    openapi = tmp_path / "openapi.json"
    place = {**document["paths"]["/v1/marketplace/orders/place"]["post"]}
    place["responses"] = {status: each for status, each in place["responses"].items() if status != "200"}
    openapi.write_text(json.dumps({**document, "paths": {"/place": {"post": place}}}), encoding="utf-8")
    assert answers_of_msw(openapi)[0]["type"] == CONTENT_TYPE, "an error, of those that may come, is taken for success"


def test_mockoon_starts_with_the_successes(openapi: Path, catalog: Catalog, tmp_path: Path) -> None:
    """A partner starts Mockoon on the document, and each call succeeds."""
    port = free_port()
    server = ("start", "--data", openapi, "--port", port, "--hostname", "127.0.0.1")
    private = ("--disable-admin-api", "--disable-log-to-file", "--disable-external-refs")
    command = ["env", f"HOME={tmp_path}", NODE, MOCKOON, *server, *private]
    with listening([str(each) for each in command], "Server started"):
        for endpoint in catalog.endpoints:
            url = f"http://127.0.0.1:{port}" + PARAMETER.sub("abc-123", endpoint.path)
            request = urllib.request.Request(url, method=endpoint.method)
            with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
                assert answer.status == HTTPStatus.OK, endpoint


def test_mockoon_imports_every_error(openapi: Path, catalog: Catalog, exports: dict[str, str], tmp_path: Path) -> None:
    """A partner imports the document, and picks the answer of a route by the error's code."""
    output = tmp_path / "environment.json"
    files = ("--input", openapi, "--output", output)
    run([NODE, MOCKOON, "import", *files, "--disable-external-refs"], cwd=tmp_path, HOME=str(tmp_path))
    imported = json.loads(output.read_text(encoding="utf-8"))["routes"]
    routes = {(route["method"].upper(), f"/{route['endpoint']}"): route["responses"] for route in imported}
    for endpoint in catalog.endpoints:
        answers = routes[endpoint.method, PARAMETER.sub(r":\1", endpoint.path)]
        labelled = {answer["label"]: answer for answer in answers}
        for error in (*catalog.by_endpoint[str(endpoint)], *catalog.gateway):
            assert labelled[error.code]["statusCode"] == error.status
            assert json.loads(labelled[error.code]["body"]) == json.loads(exports[f"errors/{error.code}.json"])
