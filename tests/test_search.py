"""The search of the real site, in a real browser: an error is found by any of the words of its code."""

import re

import pytest
from playwright.sync_api import Browser, expect


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
def test_the_search_finds_an_error_by_words_of_its_code(browser: Browser, site_url: str, typed: str, code: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(site_url, wait_until="networkidle")
    box = page.get_by_role("textbox", name="Search")
    box.click()
    box.press_sequentially(typed)
    first = page.locator(".md-search-result__item a").first
    expect(first).to_have_attribute("href", re.compile(rf"/errors/{code}/(\?|$)"))
    context.close()
