"""Schemathesis sends the mock what the OpenAPI document allows and forbids, and holds each answer against the document.

Run it by `make interop`: by its name, pytest leaves it out of all other runs.
"""

import json
from pathlib import Path

import pytest

from support.partners import BIN, run
from support.published import Json

CHECKS = (
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)
"""What concerns answers. What a server refuses is no matter of the mock's: it answers with what it is asked for."""


def send_requests(document: Json, mock: str, wish: str, folder: Path) -> None:
    """Send to each call of the mock what covers its parameters and body; it answers all with what is wished for."""
    file = folder / "openapi.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    options = ("--url", f"{mock}/__mock/{wish}", "--checks", ",".join(CHECKS), "--phases", "coverage", "--seed", "1")
    run([BIN / "schemathesis", "run", file, *options], cwd=folder)


@pytest.fixture(scope="session")
def closed(document: Json) -> Json:
    """Return the document without the response for statuses that may come, which fits every status."""
    paths = json.loads(json.dumps(document["paths"]))
    for path in paths.values():
        for method in path.keys() - {"parameters"}:
            del path[method]["responses"]["default"]
    return {**document, "paths": paths}


@pytest.mark.parametrize("wish", ["200", "VALIDATION_FAILED", "RATE_LIMITED"])
def test_the_mock_answers_as_documented(closed: Json, mock: str, wish: str, tmp_path: Path) -> None:
    """A partner who tests against the mock gets what the document says: success, errors and headers."""
    send_requests(closed, mock, wish, tmp_path)


def test_an_answer_that_is_not_documented_is_found(closed: Json, mock: str, tmp_path: Path) -> None:
    document = json.loads(json.dumps(closed))
    document["components"]["schemas"]["ProblemDetails"]["properties"]["retryAfter"]["type"] = "string"
    with pytest.raises(AssertionError, match="is not of type"):
        send_requests(document, mock, "RATE_LIMITED", tmp_path)
