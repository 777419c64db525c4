"""Prism, a mock server that other people wrote, answers every error from openapi.json alone.

Run it by `make interop`: by its name, pytest leaves it out of all other runs.
"""

import http.client
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from error_catalog.api.endpoints import Endpoint
from error_catalog.model.catalog import Catalog
from error_catalog.model.error import ErrorType
from support.listening import PATIENCE_S, free_port, listening
from support.project import ROOT

CODES = sorted(file.stem for file in (ROOT / "examples").iterdir())
PRISM = Path(__file__).parent / "node_modules" / "@stoplight" / "prism-cli" / "dist" / "index.js"
NODE = Path(sys.prefix) / "bin" / "node"
UUID = "7f1c2f5e-3c9e-4c0e-9a45-4b4dbb7d1c11"


@pytest.fixture(scope="module")
def port(exports: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Start Prism on a copy of openapi.json, and return the port at which it listens."""
    document = tmp_path_factory.mktemp("prism") / "openapi.json"
    document.write_text(exports["openapi.json"], encoding="utf-8")
    number = free_port()
    command = [str(NODE), str(PRISM), "mock", "--host", "127.0.0.1", "--port", str(number), str(document)]
    with listening(command, "Prism is listening"):
        yield number


def endpoint_of(error: ErrorType, catalog: Catalog) -> Endpoint:
    """Return an endpoint that answers with the error: the first that its triggers name, or any for a gateway error."""
    named = [trigger.endpoint for trigger in error.triggers]
    return next(each for each in catalog.endpoints if error.is_gateway or str(each) in named)


def ask(port: int, endpoint: Endpoint, **more: str) -> tuple[http.client.HTTPResponse, bytes]:
    """Call an endpoint with all that it asks for, and return the answer and its body."""
    headers = {"Authorization": "Bearer zpka_test", "Content-Type": "application/json", "Idempotency-Key": UUID, **more}
    path = endpoint.path.replace("{storeId}", UUID).replace("{catalogSetId}", "abc-123").replace("{orderId}", "abc-123")
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
    connection.request(endpoint.method, path, body=None if endpoint.method == "GET" else "{}", headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


@pytest.mark.parametrize("code", CODES)
def test_prism_answers_an_error_on_request(port: int, catalog: Catalog, exports: dict[str, str], code: str) -> None:
    error = catalog.by_code[code]
    endpoint = endpoint_of(error, catalog)
    prefer = f"code={error.status}, example={code}"
    answer, body = ask(port, endpoint, Prefer=prefer)
    assert answer.status == error.status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert json.loads(body) == json.loads(exports[f"errors/{code}.json"])
    assert set(answer.headers) >= set(error.examples[0].headers)
