"""A browser that looks at the real site."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from error_catalog.model.catalog import Catalog
from error_catalog.model.error import ErrorType
from support.browser import ARGUMENTS, find_browser
from support.sampling import kinds_of_pages, pages_of

expect.set_options(timeout=20_000)  # ms; a slow machine shall not fail a test


@pytest.fixture(params=["a few pages", pytest.param("every page", marks=pytest.mark.thorough)])
def pages(request: pytest.FixtureRequest, site: Path) -> list[str]:
    """Return the paths of pages of the site that together have all that any page has, or of every page."""
    return kinds_of_pages(site) if request.param == "a few pages" else pages_of(site)


@pytest.fixture(params=["a few errors", pytest.param("every error", marks=pytest.mark.thorough)])
def errors(request: pytest.FixtureRequest, catalog: Catalog) -> tuple[ErrorType, ...]:
    """Return some errors of the catalogue, or all."""
    return catalog.errors[::8] if request.param == "a few errors" else catalog.errors


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Return what starts browsers: a process can have it once."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Return a browser for all tests of this process, in which the API has no address; each opens its own context."""
    nowhere = "--host-resolver-rules=MAP *.gett-tech.com ~NOTFOUND"
    chromium = playwright.chromium.launch(executable_path=find_browser(), args=[*ARGUMENTS, nowhere])
    yield chromium
    chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a window of its own, without a past."""
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """Return an empty page; an error that nobody catches in it fails the test that has opened it."""
    thrown: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: thrown.append(str(error)))
    yield page
    assert thrown == []
