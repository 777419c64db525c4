"""A project may describe several APIs; the catalogue's errors are those of one."""

import pytest

from error_catalog.exports.resources import OPENAPI, RESOURCES
from error_catalog.pages import render_pages
from error_catalog.site import load_site
from support.project import Project
from support.published import publish

OTHER = "docs/api/stock.yaml"
TEXT = """\
openapi: 3.1.0
x-catalog-errors: false
info: {title: Stock API, version: v1, summary: Say what there is.}
servers: [{url: https://stock.example.com}]
paths:
  /v1/stock:
    post:
      operationId: countStock
      summary: Count the stock
      parameters: [{name: X-Count, in: header, schema: {}}]
"""
CALL, PAGE = "POST /v1/stock", "reference/post-v1-stock.md"


@pytest.fixture
def two(small: Project) -> Project:
    """Return the small project with another API."""
    small.write(OTHER, TEXT)
    small.write_page("docs/index.md", f"# Welcome\n\nCall `{CALL}` with the header `X-Count`, or mind `CONFLICT`.\n")
    return small


def test_another_api_has_pages_of_its_own_without_our_errors(two: Project) -> None:
    assert two.faults() == []
    pages = {page.path: page.content for page in render_pages(two.load(), RESOURCES, "0123456789ab")}
    assert "The errors of the Stock API are not documented here." in pages[PAGE]
    assert "https://stock.example.com" in pages[PAGE]
    assert "CONFLICT" not in pages[PAGE]
    ours, theirs = pages["reference/index.md"].split("## Stock API")
    assert "v1/stock" not in ours
    assert "(post-v1-stock.md)" in theirs


def test_prose_may_name_its_endpoints_and_headers(two: Project) -> None:
    site = load_site(two.root)
    assert f"]({PAGE})" in site.written_pages()["index.md"]


def test_our_errors_and_exports_know_nothing_of_it(two: Project) -> None:
    loaded = two.load()
    assert CALL not in map(str, loaded.catalog.endpoints)
    conflict = loaded.catalog.by_code["CONFLICT"]
    assert CALL not in map(str, loaded.catalog.endpoints_of(conflict)), "nor does the gateway answer there"
    exports = publish(loaded)
    written = {"index.md", "llms.txt", "llms-full.txt"}
    naming = [path for path, content in exports.items() if "v1/stock" in content and not path.startswith("reference/")]
    assert set(naming) <= written, "pages as Markdown, and texts that hold all pages"
    assert "https://stock.example.com" not in exports[OPENAPI]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("examples/PAYMENT_DECLINED.yaml", "POST /v1/orders", CALL),
        ("docs/index.md", "# Welcome", f"# Welcome\n\n<!-- endpoint-errors: {CALL} -->"),
    ],
)
def test_our_errors_do_not_come_from_it(two: Project, file: str, old: str, new: str) -> None:
    two.replace(file, old, new)
    fault = two.faults()[0]
    assert (fault.path, fault.rule) == (file, "E301")
    assert fault.message == f"the errors of the catalogue are not those of {CALL}"
    assert fault.hint == f"name an endpoint of another document than {OTHER}"


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("x-catalog-errors: false\n", "", None),
        ("servers: [{url: https://stock.example.com}]\n", "", "E710"),
        ("/v1/stock", "/v1/orders", "E707"),
        ("x-catalog-errors", "x-catalogue-errors", "E708"),
        ("x-catalog-errors: false", "x-catalog-errors: none", "E708"),
    ],
)
def test_its_document_is_checked_as_ours_are(two: Project, old: str, new: str, rule: str | None) -> None:
    two.write_page("docs/index.md", "# Welcome\n")
    two.replace(OTHER, old, new)
    assert [(fault.path, fault.rule) for fault in two.faults()] == ([(OTHER, rule)] if rule else [])


def test_one_document_at_least_has_our_errors(small: Project) -> None:
    ours = small.read("docs/api/orders.yaml")
    small.write("docs/api/orders.yaml", ours.replace("openapi: 3.1.0", "openapi: 3.1.0\nx-catalog-errors: false"))
    fault = small.faults()[0]
    assert (fault.path, fault.rule) == ("docs/api", "E002")
    assert "x-catalog-errors: false" in fault.hint
