"""A thousand errors in a browser: the index and the 404 page load what they do not hold when it is needed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from error_catalog.model.limits import EXCERPT, ROWS
from error_catalog.sitefile import FILTER_DATA
from support.building import served

pytestmark = pytest.mark.thorough

COUNT = ".filter__count"
ROW = ".filter + .errors tbody tr:visible"


@pytest.fixture(scope="module")
def codes(many_site: Path) -> set[str]:
    return {file.parent.name for file in many_site.glob("errors/[A-Z]*/index.html")}


@pytest.fixture(scope="module")
def url(many_site: Path) -> Iterator[str]:
    with served(many_site) as address:
        yield address


def shown(page: Page) -> list[str]:
    return page.locator(f"{ROW} td:first-child code").all_inner_texts()


def row(page: Page, code: str) -> tuple[list[str], str | None]:
    """Return the text of each cell of an error, and where its code leads."""
    link = page.locator(f"{ROW} td:first-child").get_by_role("link", name=code, exact=True)
    cells = page.locator(ROW).filter(has=link).locator("td")
    return [text.strip() for text in cells.all_inner_texts()], link.get_attribute("href")


def test_the_filter_loads_the_errors_when_somebody_filters(page: Page, url: str, codes: set[str]) -> None:
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.goto(f"{url}/errors/", wait_until="networkidle")
    first = shown(page)
    expect(page.locator(COUNT)).to_have_text(f"{len(codes)} of {len(codes)} errors; the first {EXCERPT} are shown")
    rows = {code: row(page, code) for code in first}
    assert (len(first), [each for each in requested if FILTER_DATA in each]) == (EXCERPT, [])

    page.get_by_label("Search codes").fill("courier")
    expect(page.locator(COUNT)).to_have_text(re.compile(rf"^\d+ of {len(codes)} errors$"))
    assert {code for code in codes if code.startswith("COURIER")} <= {*shown(page)}
    assert all("courier" in text.lower() for text in page.locator(ROW).all_inner_texts())
    assert [each for each in requested if FILTER_DATA in each] == [f"{url}/{FILTER_DATA}"]

    page.get_by_role("button", name="Reset").click()
    expect(page.locator(COUNT)).to_have_text(f"{len(codes)} of {len(codes)} errors; the first {ROWS} are shown")
    assert shown(page)[:EXCERPT] == first
    assert {code: row(page, code) for code in first} == rows, "a row is as the page has it"


@pytest.mark.parametrize("choice", ["status=404", "category=payment", "retry=Yes", "actor=Gett", "reserved=Yes"])
def test_a_link_to_a_filtered_index_shows_these_errors(page: Page, url: str, choice: str) -> None:
    page.goto(f"{url}/errors/?{choice}")
    expect(page.locator(ROW)).to_have_count(ROWS if choice != "status=404" else page.locator(ROW).count())
    expect(page.locator(COUNT)).not_to_contain_text("No error")
    value = choice.partition("=")[2]
    column = {"status": 2, "category": 3, "retry": 4, "actor": 5, "reserved": 1}[choice.partition("=")[0]]
    texts = page.locator(f"{ROW} td:nth-child({column})").all_inner_texts()
    assert all((value if value != "Yes" or column == 4 else "reserved") in text for text in texts)


def test_an_endpoint_has_its_errors_and_those_of_the_gateway(page: Page, url: str, codes: set[str]) -> None:
    page.goto(f"{url}/errors/")
    page.get_by_role("combobox", name="Endpoint").select_option("GET /v1/marketplace/checkout/payments")
    expect(page.locator(COUNT)).not_to_contain_text(f"{len(codes)} of")
    assert "CONFLICT" in shown(page)
    assert not [code for code in shown(page) if code.startswith("COURIER")]


def test_the_filter_says_that_the_errors_could_not_be_loaded(page: Page, url: str) -> None:
    page.route(f"**/{FILTER_DATA}", lambda route: route.abort())
    page.goto(f"{url}/errors/")
    page.get_by_label("Search codes").fill("courier")
    expect(page.locator(COUNT)).to_have_text("The errors could not be loaded. Try again.")
    page.unroute(f"**/{FILTER_DATA}")
    page.get_by_label("Search codes").fill("courier id")
    expect(page.locator(COUNT)).to_contain_text(" errors")


def test_the_404_page_suggests_an_error_that_it_does_not_list(page: Page, url: str, codes: set[str]) -> None:
    code = min(each for each in codes if each.startswith("COURIER"))
    page.goto(f"{url}/errors/{code.lower()}s/")
    link = page.locator("#suggestions").get_by_role("link", name=code, exact=True)
    expect(link).to_have_attribute("href", f"{url}/errors/{code}/")
    assert page.locator("main").get_by_role("link", name=code, exact=True).count() == 1
