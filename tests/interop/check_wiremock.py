"""WireMock itself answers every error from the published stubs.

Run it by `make interop`: by its name, pytest leaves it out of all other runs. It needs Java.
"""

import http.client
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from error_catalog.exports.resources import WIREMOCK
from error_catalog.model.catalog import Catalog
from support.listening import PATIENCE_S, free_port, listening
from support.mocking import Answer, ask
from support.project import ROOT

CODES = sorted(file.stem for file in (ROOT / "examples").iterdir())
BUILDS = Path(__file__).parent / "node_modules" / "wiremock" / "build"


@pytest.fixture(scope="module")
def connection(
    exports: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[http.client.HTTPConnection]:
    """Start WireMock in a folder that has what we publish below clients/, and return a connection to it."""
    java = shutil.which("java")
    assert java, "WireMock runs on Java: install a Java runtime, for example Debian's default-jre-headless"
    root = tmp_path_factory.mktemp("wiremock")
    stubs = root / "mappings" / Path(WIREMOCK).name
    stubs.parent.mkdir()
    stubs.write_text(exports[WIREMOCK], encoding="utf-8")
    port = free_port()
    (build,) = BUILDS.glob("*.jar")
    command = [java, "-jar", str(build), "--bind-address", "127.0.0.1", "--port", str(port), "--root-dir", str(root)]
    with listening(command, "extensions:"):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
        yield connection
        connection.close()


@pytest.mark.parametrize("code", CODES)
def test_wiremock_answers_an_error_on_request(
    connection: http.client.HTTPConnection, catalog: Catalog, exports: dict[str, str], code: str
) -> None:
    error = catalog.by_code[code]
    for endpoint in catalog.endpoints_of(error):
        path = re.sub(r"\{[^/]*\}", "abc-123", endpoint.path)
        wish = {"Prefer": f"code={error.status}, example={code}"}
        expected = {"content-type": "application/problem+json", **of_wire(error.examples[0].headers)}
        answer = ask(connection, endpoint.method, path, wish)
        assert (answer.status, answer.title) == (error.status, error.body.title)
        assert headers_of(answer, expected) == expected
        assert answer.body.decode() == exports[f"errors/{code}.json"]

        answer = ask(connection, endpoint.method, path, {**wish, "Accept": "text/markdown"})
        assert headers_of(answer, {"content-type"}) == {"content-type": "text/markdown; charset=utf-8"}
        assert answer.body.decode() == exports[f"errors/{code}.md"]


def test_wiremock_knows_no_error_at_an_endpoint_that_cannot_return_it(connection: http.client.HTTPConnection) -> None:
    answer = ask(connection, "GET", "/v1/marketplace/orders/abc-123", {"Prefer": "example=PAYMENT_FAILED"})
    assert answer.status == http.client.NOT_FOUND


def of_wire(headers: dict[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def headers_of(answer: Answer, names: dict[str, str] | set[str]) -> dict[str, str]:
    return {name: value for name, value in answer.headers if name in names}
