"""The search of the real site, in a real browser: what an error body holds leads to the page of the error."""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from error_catalog.exports.resources import live_decoder_part
from error_catalog.loading.project import Project as Loaded
from error_catalog.model.catalog import Catalog
from error_catalog.model.error import ErrorType
from support.building import SiteHandler, served
from support.published import publish, read_script

INDEX = "search/search_index.json"


@pytest.fixture(scope="module")
def home(browser: Browser, site_url: str) -> Iterator[Page]:
    """Return the first page of the site, in which one search follows another."""
    page = browser.new_page()
    page.goto(site_url)
    yield page
    page.close()


def search(page: Page, text: str) -> str:
    """Paste a text into the search, and return the address of the first result."""
    results = page.locator(".md-search-result__item a")
    box = page.get_by_role("textbox", name="Search")
    box.click()
    box.fill("")
    expect(results).to_have_count(0)
    box.fill(text)
    expect(results.first).to_be_visible()
    return results.first.get_attribute("href") or ""


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("total different", "ORDER_TOTAL_DIFFERENT"),
        ("ORDER_TOTAL", "ORDER_TOTAL_DIFFERENT"),
        ("ORDER_TOTAL_DIFFERENT", "ORDER_TOTAL_DIFFERENT"),
        ("different", "ORDER_TOTAL_DIFFERENT"),
        ("below min", "ORDER_BELOW_MINIMUM"),
        ("CATALOGSET_REQUIRED", "CATALOGSET_REQUIRED"),
        ("idempotency missing", "MISSING_IDEMPOTENCY_KEY"),
        ("rate limited", "RATE_LIMITED"),
        ("UPSTREAM", "UPSTREAM_ERROR"),
    ],
)
def test_the_search_finds_an_error_by_words_of_its_code(home: Page, typed: str, code: str) -> None:
    assert f"/errors/{code}/" in search(home, typed)


def test_the_search_follows_the_keys(page: Page, site_url: str) -> None:
    page.goto(site_url)
    page.get_by_role("textbox", name="Search").press_sequentially("order_total_d")
    expect(page.locator(".md-search-result__item a").first).to_have_attribute(
        "href", re.compile("ORDER_TOTAL_DIFFERENT")
    )


def test_the_search_loads_nothing_before_it_is_used(page: Page, site_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site_url, wait_until="networkidle")
    assert not [url for url in asked if "search_index" in url or "lunr" in url]


def test_the_search_finds_an_error_by_what_a_body_holds(
    home: Page, catalog: Catalog, errors: tuple[ErrorType, ...]
) -> None:
    details = [error.body.detail for error in catalog.errors]
    wrong = []
    for error in errors:
        pasted = [error.code, error.body.type]
        if details.count(error.body.detail) == 1:
            pasted.append(error.body.detail)
        for text in pasted:
            if f"/errors/{error.code}/" not in search(home, text):
                wrong.append(f"{text} does not lead to {error.code}")
    assert wrong == []


def test_the_search_finds_the_page_of_a_status(home: Page, catalog: Catalog) -> None:
    assert len(catalog.gateway) >= 10
    for error in catalog.gateway:
        found = search(home, str(error.status))
        # One error has a page; several are shown by the index.
        (only, *others) = catalog.by_status[error.status]
        assert (f"/errors/?status={error.status}" if others else f"/errors/{only.code}/") in found


def test_the_search_finds_the_page_of_an_endpoint(home: Page, catalog: Catalog) -> None:
    for endpoint in catalog.endpoints:
        assert f"/reference/{endpoint.slug}/" in search(home, endpoint.summary)


def test_a_hostile_query_is_harmless(page: Page, site_url: str) -> None:
    page.goto(site_url)
    for text in ("<img src=x onerror=alert(1)>", "+-~^*:()", "title:", '"' * 40, "\\", "🙂"):
        page.get_by_role("textbox", name="Search").fill(text)
        page.wait_for_timeout(100)
    assert "/errors/CONFLICT/" in search(page, "CONFLICT")


class ManyErrors(SiteHandler):
    """Serves the site with other data, as if it had many errors; a file that is None takes longer than any test."""

    files: ClassVar[dict[str, str | None]] = {}

    def do_GET(self) -> None:  # noqa: N802 - the name is inherited
        path = urlsplit(self.path).path.lstrip("/")
        if path not in self.files:
            super().do_GET()
        elif (content := self.files[path]) is None:
            time.sleep(60)
        else:
            self.send_response(200)
            self.send_header("Content-Type", "text/javascript" if path.endswith(".js") else "application/json")
            self.end_headers()
            self.wfile.write(content.encode())


@pytest.fixture
def many(site: Path, loaded: Loaded, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Serve the site with what it has for many errors: their facts in parts, and an index without their pages."""
    monkeypatch.setattr("error_catalog.model.catalog.WHOLE", 0)
    live = {path: content for path, content in publish(loaded).items() if path.startswith("assets/live/")}
    index = json.loads((site / INDEX).read_text(encoding="utf-8"))
    index["docs"] = [each for each in index["docs"] if not re.match("errors/[A-Z]", each["location"])]
    monkeypatch.setattr(ManyErrors, "files", {**live, INDEX: json.dumps(index)})
    with served(site, ManyErrors) as url:
        yield url


@pytest.mark.thorough
def test_the_search_finds_many_errors_by_what_a_body_holds(many: str, page: Page, catalog: Catalog) -> None:
    page.goto(many)
    assert search(page, "total different").startswith(f"{many}/errors/ORDER_TOTAL_DIFFERENT/")
    detail = catalog.by_code["CART_EMPTY"].body.detail
    assert search(page, detail).startswith(f"{many}/errors/CART_EMPTY/")
    assert search(page, "line items cart").startswith(f"{many}/errors/CART_EMPTY/")
    assert "idempotency" in search(page, "idempotency")


@pytest.mark.thorough
def test_many_errors_are_found_before_the_search_has_its_index(many: str, page: Page) -> None:
    ManyErrors.files = {**ManyErrors.files, INDEX: None}
    page.goto(many)
    assert search(page, "CART_EMPTY") == f"{many}/errors/CART_EMPTY/?h="
    assert search(page, "line items cart") == f"{many}/errors/CART_EMPTY/?h=line+items+cart"


@pytest.mark.thorough
def test_parts_of_different_deployments_are_not_mixed(many: str, page: Page) -> None:
    path = live_decoder_part(1)
    content = ManyErrors.files[path]
    assert content
    code = next(iter(read_script(content)["errors"]))
    verdict = page.locator(".decode__verdict")
    page.goto(f"{many}/errors/decode/#{code}")
    expect(verdict).to_contain_text("Read as a code")
    ManyErrors.files = {**ManyErrors.files, path: re.sub('"version": "[0-9a-f]*"', '"version": "0"', content)}
    page.goto(f"{many}/errors/decode/?again#{code}")
    expect(verdict).to_have_text("The decoder could not be loaded. Reload the page to try again.")
    page.locator("#pasted").fill("CONFLICT")  # whose facts come with the decoder
    expect(verdict).to_contain_text("Read as a code")
