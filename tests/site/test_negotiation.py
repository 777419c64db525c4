"""The address of an error answers machines, too: by nginx, with its module njs and without."""

import http.client
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from error_catalog.hosting import FORMS
from error_catalog.model.catalog import Catalog
from support.nginx import find_njs, nginx, portal_nginx
from support.project import ROOT

SCRIPT = ROOT / "hooks/error_catalog/negotiation.js"
HTML, MARKDOWN, JSON, PROBLEM = "text/html", "text/markdown", "application/json", "application/problem+json"
FILES = {
    HTML: "errors/CONFLICT/index.html",
    MARKDOWN: "errors/CONFLICT.md",
    JSON: "errors/CONFLICT/index.json",
    PROBLEM: "errors/CONFLICT.json",
}
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"

ACCEPTED: dict[str | None, tuple[str, str]] = {
    None: (HTML, HTML),
    "": (HTML, HTML),
    "*/*": (HTML, HTML),
    BROWSER: (HTML, HTML),
    "image/png": (HTML, HTML),
    "text/*": (HTML, HTML),
    "text/plain, */*": (HTML, HTML),
    "text/markdown": (MARKDOWN, MARKDOWN),
    "Text/Markdown": (MARKDOWN, MARKDOWN),
    "text/markdown, text/html, */*": (MARKDOWN, MARKDOWN),
    "text/html, text/markdown": (HTML, HTML),
    "text/markdown ; charset=utf-8": (MARKDOWN, MARKDOWN),
    "text/plain,text/markdown;q=0.9": (MARKDOWN, MARKDOWN),
    "application/json": (JSON, JSON),
    "application/json, text/plain, */*": (JSON, JSON),
    "*/*, application/json": (JSON, JSON),
    "application/problem+json": (PROBLEM, PROBLEM),
    "application/problem+json, application/json": (PROBLEM, PROBLEM),
    "application/json5, application/vnd.x+json, text/markdownx": (HTML, HTML),
    # What q-values make a difference to, and kinds of types.
    "text/html;q=0.8, text/markdown": (HTML, MARKDOWN),
    "text/markdown;q=0.1, application/json;q=0.2, */*;q=0.1": (MARKDOWN, JSON),
    "application/json;q=0, text/markdown;q=0.001": (JSON, MARKDOWN),
    "text/markdown;q=0.5, */*": (MARKDOWN, HTML),
    "text/html;q=0, */*;q=0.1": (HTML, MARKDOWN),
    "text/html;q=0, application/*": (HTML, JSON),
    "application/*, text/html;q=0.9": (HTML, JSON),
    "text/markdown;q=0": (MARKDOWN, HTML),
    "text/markdown;q=2, text/html;Q=0.9": (MARKDOWN, MARKDOWN),
}
"""By what a client accepts: the form that it gets from an nginx without njs, and with it."""

Get = Callable[..., tuple[int, dict[str, str], bytes]]
"""Asks for a path with a method and headers, follows nothing, and returns status, headers and body."""


@pytest.fixture(scope="module")
def weighed(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the built site by an nginx that weighs q-values, and return its address."""
    module = find_njs()
    assert module, "the tests need nginx's module njs; `make test` installs it on Debian"
    printed = portal_nginx(site, "--njs", str(SCRIPT))
    with nginx(site, printed.stdout, tmp_path_factory.mktemp("njs"), module) as url:
        yield url


def asking(url: str) -> Get:
    def get(
        path: str, accept: str | None = None, method: str = "GET", **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection(urlsplit(url).netloc)
        connection.request(method, path, headers=headers | ({} if accept is None else {"Accept": accept}))
        answer = connection.getresponse()
        names = [name for name, _ in answer.getheaders()]
        assert len(names) == len(set(names)), "no header comes twice"
        body = answer.read()
        connection.close()
        return answer.status, dict(answer.getheaders()), body

    return get


@pytest.fixture(params=["hosted", "weighed"])
def get(request: pytest.FixtureRequest) -> Get:
    """Return what asks one of the two."""
    return asking(request.getfixturevalue(request.param))


@pytest.mark.parametrize(("server", "column"), [("hosted", 0), ("weighed", 1)])
def test_the_address_of_an_error_has_the_form_that_is_asked_for(
    site: Path, server: str, column: int, request: pytest.FixtureRequest
) -> None:
    get = asking(request.getfixturevalue(server))
    for accept, forms in ACCEPTED.items():
        expected = forms[column]
        status, headers, body = get("/errors/CONFLICT/", accept)
        assert (status, headers["Content-Type"].partition(";")[0]) == (200, expected), accept
        assert body == (site / FILES[expected]).read_bytes(), accept
        assert headers["Vary"] == "Accept, Accept-Encoding", accept
        # What `type` says: it has no slash, with which alone the links in a page are right.
        status, headers, body = get("/errors/CONFLICT", accept)
        found = (301, "/errors/CONFLICT/") if expected == HTML else (200, None)
        assert (status, headers.get("Location")) == found, accept
        assert expected == HTML or body == (site / FILES[expected]).read_bytes(), accept
        assert headers["Vary"] == "Accept, Accept-Encoding", accept


def test_every_error_has_every_form(get: Get, catalog: Catalog) -> None:
    whole = {each["code"]: each for each in json.loads(get("/errors/catalog.json")[2])["errors"]}
    for error in catalog.errors:
        path = urlsplit(error.body.type).path
        assert get(path, MARKDOWN)[2].startswith(f"---\ncode: {error.code}\n".encode())
        assert json.loads(get(path, JSON)[2]) == whole[error.code]
        assert json.loads(get(path, PROBLEM)[2]) == error.body.members()


def test_head_and_caches_see_the_form_that_get_sees(get: Get) -> None:
    tags = set()
    for accept in FILES:
        status, headers, body = get("/errors/CONFLICT/", accept)
        length = headers["Content-Length"]
        assert get("/errors/CONFLICT/", accept, "HEAD")[1]["Content-Length"] == length == str(len(body))
        tags.add(tag := headers["ETag"])
        status, headers, body = get("/errors/CONFLICT/", accept, **{"If-None-Match": tag})
        assert (status, body, headers["Vary"]) == (304, b"", "Accept, Accept-Encoding")
        status, headers, _ = get("/errors/CONFLICT/", accept, **{"Accept-Encoding": "gzip"})
        assert (status, headers["Vary"]) == (200, "Accept, Accept-Encoding")
        assert headers["Cache-Control"] == "public, max-age=0, must-revalidate"
        assert headers["X-Content-Type-Options"] == "nosniff"
    assert len(tags) == len(FILES), "no cache takes one form for another"


@pytest.mark.parametrize("accept", [None, MARKDOWN, JSON, PROBLEM])
def test_all_other_addresses_answer_as_before(get: Get, site: Path, accept: str | None) -> None:
    for path in ("/errors/NO_SUCH_CODE", "/errors/NO_SUCH_CODE/", "/errors/CATALOG", "/CONFLICT"):
        status, headers, body = get(path, accept)
        assert (status, body) == (404, (site / "404.html").read_bytes())
    for path in ("/errors/conflict", "/errors/conflict/", "/errors/Conflict", "/errors/CONFLICT%0A"):
        status, headers, _ = get(path, accept)
        assert (status, headers["Location"]) == (301, "/errors/CONFLICT/")
    for path in (
        "/errors/",
        "/errors/decode/",
        "/errors/CONFLICT.md",
        "/errors/CONFLICT/index.json",
        "/guides/payments/",
    ):
        status, headers, body = get(path, accept)
        file = site / path[1:] / "index.html" if path.endswith("/") else site / path[1:]
        assert (status, body, headers["Vary"]) == (200, file.read_bytes(), "Accept-Encoding")
    assert get("/errors/CONFLICT?from=mail", MARKDOWN)[0] == 200


def test_both_ways_know_the_same_forms() -> None:
    named = re.search(r"^const FORMS = (\[.*\]);$", SCRIPT.read_text(encoding="utf-8"), re.MULTILINE)
    assert named
    assert json.loads(named[1]) == [HTML, *FORMS] == [*FILES]
