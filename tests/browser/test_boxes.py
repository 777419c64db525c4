"""The boxes of the site side by side: each says the same first to whatever a reader has of an error."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from support.project import DATA
from support.sampling import sampled
from support.yaml_files import read_yaml

INPUTS = read_yaml((DATA / "boxes.yaml").read_text(encoding="utf-8"))
SEGMENTS = [case for case in INPUTS if "/" not in case["text"]]


def name(case: dict[str, str]) -> str:
    return case["text"][:40]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """Return a page in which one text follows another, as scripts and data are loaded once."""
    page = browser.new_page()
    yield page
    page.close()


def open_once(page: Page, address: str) -> None:
    """Go to an address, unless the page is there already."""
    if page.url.partition("#")[0].partition("?")[0] != address:
        page.goto(address)


@pytest.mark.parametrize("case", sampled(INPUTS, INPUTS[::6]), ids=name)
def test_welcome_answers(page: Page, site_url: str, case: dict[str, str]) -> None:
    open_once(page, f"{site_url}/")
    page.get_by_label("Paste what you have of it").fill(case["text"])
    answer = page.locator(".ask__answer")
    expect(answer).to_contain_text(case["says"])
    expect(answer.get_by_role("link", name="Go on")).to_have_attribute("href", f"{site_url}/{case['path']}")


@pytest.mark.parametrize("case", sampled(INPUTS, INPUTS[::6]), ids=name)
def test_the_search_answers_first(page: Page, site_url: str, case: dict[str, str]) -> None:
    open_once(page, f"{site_url}/guides/payments/")
    box = page.get_by_role("textbox", name="Search")
    box.click()
    box.fill(case["text"])
    first = page.locator(".md-search-result__item").first
    expect(first).to_contain_text(case["says"])
    assert case["path"] in (first.get_by_role("link").first.get_attribute("href") or "")


@pytest.mark.parametrize("case", sampled(INPUTS, INPUTS[::6]), ids=name)
def test_the_index_shows_what_it_may_be(page: Page, site_url: str, case: dict[str, str]) -> None:
    open_once(page, f"{site_url}/errors/")
    page.get_by_role("searchbox", name="Search codes").fill(case["text"])
    rows = page.locator(".filter + .errors tbody tr:visible td:first-child code")
    count = page.locator(".filter__count")
    if "code" in case:
        expect(rows.first).to_have_text(case["code"])
        expect(count).to_contain_text(" of ")
    else:
        expect(count).to_contain_text("No error fits.")
        expect(count).to_contain_text(case["says"])
        expect(count.get_by_role("link")).to_have_attribute("href", "decode/")
    # Only what this page says itself becomes a part of its address.
    asked = page.evaluate("new URL(location).searchParams.get('text')")
    assert asked is None or all(word in page.locator("main").inner_text() for word in asked.split())


@pytest.mark.parametrize("case", sampled(INPUTS, INPUTS[::6]), ids=name)
def test_the_decoder_says_the_same(page: Page, site_url: str, case: dict[str, str]) -> None:
    open_once(page, f"{site_url}/errors/decode/")
    page.locator("textarea").fill(case["text"])
    verdict = page.locator(".decode__verdict")
    heading = case["says"].partition(". ")[0]
    if heading == case.get("code"):
        expect(verdict.get_by_role("heading")).to_have_text(heading)
    if case["says"].endswith("Retry: No."):
        expect(verdict.get_by_role("definition").first).to_have_text("No")
    elif "Did you mean" in case["says"]:
        expect(verdict).to_contain_text(case["says"].rstrip("?"))
    else:
        expect(verdict.get_by_role("heading")).to_be_visible()


@pytest.mark.parametrize("case", sampled(SEGMENTS, SEGMENTS[::4]), ids=name)
def test_the_404_page_suggests_it(page: Page, site_url: str, case: dict[str, str]) -> None:
    page.goto(f"{site_url}/errors/nothing/{quote(case['text'])}")
    suggestions = page.locator("#suggestions")
    if "code" in case:
        expect(suggestions.get_by_role("link").first).to_have_text(case["code"])
        expect(suggestions).to_contain_text(case["says"])
    else:
        expect(page.get_by_role("heading", name="Page not found")).to_be_visible()
        expect(suggestions.get_by_role("link")).to_have_count(0)


def test_a_box_says_that_it_could_not_be_loaded(context: BrowserContext, site_url: str) -> None:
    for missing in ("**/live/decoder.js", "**/search/search_index.json"):
        context.route(missing, lambda route: route.fulfill(status=503, body="Later"))
    page = context.new_page()
    page.goto(site_url)
    page.get_by_label("Paste what you have of it").fill("CONFLICT")
    expect(page.locator(".ask__answer")).to_have_text("The decoder could not be loaded. Reload the page to try again.")
    page.get_by_role("textbox", name="Search").fill("conflict")
    result = page.locator(".md-search-result__item")
    expect(result).to_contain_text("The search could not be loaded")
    context.unroute_all()
    page.get_by_role("textbox", name="Search").fill("conflicts")
    expect(result.first).to_contain_text("CONFLICT")
