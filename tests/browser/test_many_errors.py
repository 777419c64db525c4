"""A thousand errors in a browser: pages load what they do not hold when it is needed, and no more of it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from error_catalog.exports.resources import LIVE_DECODER, LIVE_INDEX, live_error
from error_catalog.model.limits import EXCERPT, ROWS
from error_catalog.sitefile import FILTER_DATA
from support.building import served, watched
from support.project import ROOT
from support.published import read_script

pytestmark = pytest.mark.thorough

LIVE = 250_000
"""Bytes of the data of errors that one use of a page loads."""

COUNT = ".filter__count"
ROW = ".filter + .errors tbody tr:visible"


@pytest.fixture(scope="module")
def codes(many_site: Path) -> set[str]:
    return {file.parent.name for file in many_site.glob("errors/[A-Z]*/index.html")}


@pytest.fixture(scope="module")
def url(many_site: Path) -> Iterator[str]:
    with served(many_site) as address:
        yield address


@pytest.fixture
def asked(many_site: Path) -> Iterator[tuple[str, set[str]]]:
    """Serve the site, and return its address and a set that the paths of the data of errors come into."""
    with watched(
        many_site, lambda name: name.startswith("assets/live/") and not (ROOT / "docs" / name).exists()
    ) as served_and_asked:
        yield served_and_asked


def weight(site: Path, paths: set[str]) -> int:
    return sum((site / path).stat().st_size for path in paths)


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


def test_a_search_finds_errors_by_their_words_without_all_facts_of_any(
    page: Page, many_site: Path, asked: tuple[str, set[str]]
) -> None:
    url, paths = asked
    page.goto(f"{url}/get-started/", wait_until="networkidle")
    assert paths == set()
    box = page.get_by_role("textbox", name="Search")
    first = page.locator(".md-search-result__item a").first
    box.click()
    box.fill("courier locked by another call")
    expect(first).to_have_attribute("href", re.compile(r"/errors/COURIER_([A-Z]+_)?LOCKED/"))
    assert [text.lower() for text in first.locator("mark").all_inner_texts()][:2] == ["courier", "locked"]
    assert paths == {LIVE_DECODER}
    assert weight(many_site, paths) <= LIVE

    for words, found in (("webhooks signature", "/guides/webhooks/"), ("card declined", "/errors/CARD_")):
        box.fill(words)
        expect(first).to_have_attribute("href", re.compile(found))
    assert paths == {LIVE_DECODER}


def test_a_search_for_a_code_takes_the_list_of_codes(
    page: Page, many_site: Path, asked: tuple[str, set[str]], codes: set[str]
) -> None:
    url, paths = asked
    page.route("**/search_index.json", lambda route: route.abort())
    page.goto(f"{url}/get-started/")
    page.get_by_role("textbox", name="Search").fill(max(codes))
    expect(page.locator(".md-search-result__item a").first).to_have_attribute(
        "href", re.compile(f"/errors/{max(codes)}/")
    )
    assert paths <= {LIVE_INDEX, LIVE_DECODER}
    assert weight(many_site, {LIVE_INDEX}) <= LIVE / 4


def test_the_decoder_loads_the_facts_of_what_it_shows(
    page: Page, many_site: Path, asked: tuple[str, set[str]], codes: set[str]
) -> None:
    url, paths = asked
    code = max(codes)
    page.goto(f"{url}/errors/decode/", wait_until="networkidle")
    assert paths == {LIVE_DECODER}
    page.locator("#pasted").fill((many_site / "errors" / f"{code}.json").read_text(encoding="utf-8"))
    expect(page.locator(".decode__verdict")).to_contain_text("It is as documented.")
    expect(page.locator(".decode__findings")).to_contain_text("What to do")
    (part,) = paths - {LIVE_DECODER}
    facts = read_script((many_site / part).read_text(encoding="utf-8"))["errors"]
    assert code in facts
    assert len(facts) <= 10
    assert weight(many_site, paths) <= LIVE

    page.locator("#pasted").fill("HTTP 404")
    rows = page.locator(".decode__findings tbody tr")
    expect(rows).to_have_count(20)
    assert all(cells.split("\t")[2].strip() for cells in rows.all_inner_texts()), "each has its advice"
    assert len(paths) <= 2 + 20


def test_a_box_answers_from_brief_facts(page: Page, asked: tuple[str, set[str]], codes: set[str]) -> None:
    url, paths = asked
    page.goto(url, wait_until="networkidle")
    page.locator("#ask").fill(f"it says {max(codes)} all the time")
    expect(page.locator(".ask__answer")).to_contain_text(f"{max(codes)}. ")
    expect(page.locator(".ask__answer")).to_contain_text("Retry, if this comes from Gett’s API: ")
    assert paths == {LIVE_DECODER}


def test_run_loads_one_error_and_a_short_index(
    page: Page, many_site: Path, asked: tuple[str, set[str]], codes: set[str]
) -> None:
    url, paths = asked
    page.goto(f"{url}/errors/{max(codes)}/", wait_until="networkidle")
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.locator(".live__status")).to_contain_text("Nothing")
    assert paths == {LIVE_INDEX, live_error(max(codes))}
    assert weight(many_site, paths) <= LIVE / 3
