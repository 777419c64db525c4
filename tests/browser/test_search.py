"""The search of the real site, in a real browser: what an error body holds leads to the page of the error."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from error_catalog.model.catalog import Catalog
from error_catalog.model.error import ErrorType


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
