"""The boxes of the site side by side: each says the same first to whatever a reader has of an error."""

from urllib.parse import quote

import pytest
import yaml
from playwright.sync_api import Page, expect

from support.project import DATA

INPUTS = yaml.safe_load((DATA / "boxes.yaml").read_text(encoding="utf-8"))
SEGMENTS = [case for case in INPUTS if "/" not in case["text"]]
IDS = [case["text"][:40] for case in INPUTS]


@pytest.mark.parametrize("case", INPUTS, ids=IDS)
def test_welcome_answers(page: Page, site_url: str, case: dict[str, str]) -> None:
    page.goto(site_url)
    page.get_by_label("Body, log line").fill(case["text"])
    answer = page.locator(".ask__answer")
    expect(answer).to_contain_text(case["says"])
    go_on = answer.get_by_role("link", name="Go on")
    assert (go_on.get_attribute("href") or "").endswith(f"/{case['path']}")


@pytest.mark.parametrize("case", INPUTS, ids=IDS)
def test_the_search_answers_first(page: Page, site_url: str, case: dict[str, str]) -> None:
    page.goto(f"{site_url}/guides/payments/")
    box = page.get_by_role("textbox", name="Search")
    box.click()
    box.fill(case["text"])
    first = page.locator(".md-search-result__item").first
    expect(first).to_contain_text(case["says"])
    assert case["path"] in (first.get_by_role("link").first.get_attribute("href") or "")


@pytest.mark.parametrize("case", INPUTS, ids=IDS)
def test_the_index_shows_what_it_may_be(page: Page, site_url: str, case: dict[str, str]) -> None:
    page.goto(f"{site_url}/errors/")
    page.get_by_role("searchbox", name="Text").fill(case["text"])
    rows = page.locator(".filter + .errors tbody tr:visible td:first-child code")
    count = page.locator(".filter__count")
    if "code" in case:
        expect(count).to_contain_text(" of ")
        expect(rows.first).to_have_text(case["code"])
    else:
        expect(count).to_contain_text("No error fits.")
        expect(count).to_contain_text(case["says"])
        expect(count.get_by_role("link")).to_have_attribute("href", "decode/")
    # What was pasted is kept only where it is no more than words of this page.
    assert "retryAfter%27" not in page.url
    assert quote(case["text"]) not in page.url or case["text"] in (page.locator(".errors").first.inner_text())


@pytest.mark.parametrize("case", INPUTS, ids=IDS)
def test_the_decoder_says_the_same(page: Page, site_url: str, case: dict[str, str]) -> None:
    page.goto(f"{site_url}/errors/decode/")
    page.locator("textarea").fill(case["text"])
    heading, _, _ = case["says"].partition(". ")
    verdict = page.locator(".decode__verdict")
    if case["says"].endswith("Retry: No."):
        expect(verdict.get_by_role("definition").first).to_have_text("No")
    elif "Did you mean" in case["says"]:
        expect(verdict).to_contain_text(case["says"].rstrip("?"))
    expect(verdict.get_by_role("heading")).to_be_visible()
    if "code" in case and heading == case["code"]:
        expect(verdict.get_by_role("heading")).to_have_text(case["code"])


@pytest.mark.parametrize("case", SEGMENTS, ids=lambda case: case["text"][:40])
def test_the_404_page_suggests_it(page: Page, site_url: str, case: dict[str, str]) -> None:
    page.goto(f"{site_url}/errors/{quote(case['text'])}x/..%20/{quote(case['text'])}")
    suggestions = page.locator("#suggestions")
    if "code" in case:
        expect(suggestions.get_by_role("link").first).to_have_text(case["code"])
        expect(suggestions).to_contain_text(case["says"])
    else:
        expect(page.get_by_role("heading", name="Page not found")).to_be_visible()
        expect(suggestions.get_by_role("link")).to_have_count(0)
