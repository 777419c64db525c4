"""What the checks share: the document in a file, its operations, and servers that answer with errors."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from error_catalog.exports.resources import OPENAPI
from error_catalog.sitefile import MOCK_SERVER
from support.additions import ADDITIONS, answering_with_additions
from support.mocking import mocked
from support.partners import OUTAGE, reading
from support.published import Json


@pytest.fixture(scope="session")
def openapi(exports: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of the published OpenAPI document."""
    file = tmp_path_factory.mktemp("openapi") / "openapi.json"
    file.write_text(exports[OPENAPI], encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def document(openapi: Path) -> Json:
    """Return what the published OpenAPI document says."""
    return json.loads(openapi.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def operations(document: Json) -> list[str]:
    """Return the operationIds of the calls that the document has; the webhook is none of them."""
    calls = (call for path in document["paths"].values() for method, call in path.items() if method != "parameters")
    return [call["operationId"] for call in calls]


@pytest.fixture(scope="session")
def mock(exports: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run the published mock, and return its address."""
    file = tmp_path_factory.mktemp("mock") / "gett_mock.py"
    file.write_text(exports[MOCK_SERVER], encoding="utf-8")
    with mocked((sys.executable, str(file))) as mock:
        yield f"http://127.0.0.1:{mock.port}"


@pytest.fixture(scope="session")
def readings(exports: dict[str, str], mock: str) -> Iterator[dict[str, Json]]:
    """Answer each call below a base URL alike: a success, or an error, documented or new.

    Return what a client has to read there of the error, or None.
    """
    documented = json.loads(exports[f"errors/{OUTAGE}.json"])
    with answering_with_additions() as additions:
        yield {
            f"{mock}/__mock/200": None,
            f"{mock}/__mock/{OUTAGE}": reading(documented),
            **{f"{additions}/{name}": reading(body) for name, body in ADDITIONS.items()},
        }
