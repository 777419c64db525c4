"""What holds for every page of the real site: sound HTML, metadata, accessibility, and a width that fits a phone."""

import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from support.building import parsed, served
from support.node import AXE, HTML_VALIDATE, TOOLS, VIOLATIONS, node
from support.project import DATA
from support.sampling import kinds_of_pages, pages_of, sampled

SEEDED = DATA / "faulty_page"
"""A site of one page that has each of the faults that these checks look for."""

EXCUSED = {
    "attribute-allowed-values": 'the navigation writes tabindex=""',
    "attribute-boolean-style": "the tabs of Markdown are XHTML",
    "attribute-misuse": "the edit link has rel=edit",
    "doctype-style": "the doctype is in lower case",
    "input-attributes": "the drawer's checkbox has autocomplete",
    "presentation-role-style": "the search results have role=presentation",
    "unique-landmark": "the folded parts of the navigation are landmarks",
    "valid-autocomplete": "the drawer's checkbox has autocomplete",
    "valid-id": "the theme's own ids begin with underscores",
    "void-style": "the tabs of Markdown are XHTML",
    "wcag/h32": "the search form has no button",
}
"""The rules of html-validate that the theme's own templates and Markdown extensions break, and where."""


def metadata_problems(site: Path) -> Iterator[str]:
    """Yield what is missing or not unique in the heads and headings of a site's pages."""
    titles: Counter[str] = Counter()
    descriptions: Counter[str] = Counter()
    for path in pages_of(site):
        html = parsed(site / path)
        if len(html.select("h1")) != 1:
            yield f"{path}: {len(html.select('h1'))} h1"
        for selector in ("link[rel=icon]", "meta[property='og:title']", "meta[property='og:description']"):
            if not html.select_one(selector):
                yield f"{path}: no {selector}"
        title, description = html.select_one("title"), html.select_one("meta[name=description]")
        titles[title.get_text() if title else ""] += 1
        descriptions[str(description["content"]) if description else ""] += path != "404.html"
    yield from (f"title: {text}" for text, number in titles.items() if number > 1 or not text)
    yield from (f"description: {text}" for text, number in descriptions.items() if number > 1 or not text)


def browser_problems(browser: Browser, pages: Iterable[str], url: str, scheme: str, width: int) -> Iterator[str]:
    """Yield what a browser and axe find wrong with pages of a site, in a colour scheme and at a width.

    The site is served at `url`; what a content security policy forbids is an error in the console.
    """
    found: list[str] = []
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light", viewport={"width": width, "height": 900}
    )
    context.add_init_script(path=AXE)
    page = context.new_page()
    page.on("console", lambda message: found.append(f"console: {message.text}") if message.type == "error" else None)
    page.on("pageerror", lambda error: found.append(f"script: {error}"))
    page.on("request", lambda each: None if each.url.startswith((url, "data:")) else found.append(each.url))
    for path in pages:
        page.goto(f"{url}/{path.removesuffix('index.html')}")
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append("scrolls sideways")
        violations = page.evaluate(VIOLATIONS)
        found += [f"axe: {each['id']} at {each['nodes'][0]['target']}" for each in violations]
        yield from (f"{path}: {problem}" for problem in found)
        found.clear()
    context.close()


def broken_rules(site: Path, pages: Iterable[str]) -> dict[str, str]:
    """Return the rules that html-validate recommends and pages of a site break, each with a place where one does."""
    files = [site / path for path in pages]
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "report.json"  # through a pipe, a long report arrives cut off
        options = ("--preset", "recommended", "--formatter", f"json={output}")
        result = node(HTML_VALIDATE, *options, *files, cwd=TOOLS)
        assert output.exists(), result.stderr
        report = json.loads(output.read_text(encoding="utf-8"))
    return {
        fault["ruleId"]: f"{each['filePath']}:{fault['line']}: {fault['message']}"
        for each in report
        for fault in each["messages"]
    }


def test_every_page_has_one_heading_and_metadata_of_its_own(site: Path) -> None:
    assert list(metadata_problems(site)) == []


FEW, EVERY = "a few pages", "every page"
WINDOWS = [
    *((FEW, scheme, width) for scheme in ("light", "dark") for width in (390, 820, 1440)),
    *((EVERY, scheme, width) for scheme, width in (("light", 390), ("dark", 1440))),
]
"""Which pages are looked at, in which colour scheme and at which width: the few have all that any page has."""


@pytest.mark.parametrize("window", sampled(WINDOWS, WINDOWS[:1]), ids=str)
def test_no_page_has_a_problem_in_a_browser(
    browser: Browser, site: Path, hosted: str, window: tuple[str, str, int]
) -> None:
    which, scheme, width = window
    pages = pages_of(site) if which == EVERY else kinds_of_pages(site)
    assert list(browser_problems(browser, pages, hosted, scheme, width)) == []


def test_the_html_is_valid_and_every_excuse_is_needed(site: Path, pages: list[str]) -> None:
    broken = broken_rules(site, pages)
    assert broken.keys() == EXCUSED.keys(), broken


def test_a_few_pages_have_all_that_any_page_has(site: Path) -> None:
    few = kinds_of_pages(site)
    assert {"index.html", "404.html", "errors/index.html", "errors/decode/index.html"} < {*few}
    assert len(few) < len(pages_of(site)) / 4
    assert any("verdict__retry--yes" in (site / path).read_text(encoding="utf-8") for path in few)


def test_the_checks_see_a_faulty_page(browser: Browser) -> None:
    metadata = list(metadata_problems(SEEDED))
    assert "index.html: 2 h1" in metadata
    assert "title: " in metadata
    assert "description: " in metadata
    with served(SEEDED) as url:
        problems = " ".join(browser_problems(browser, pages_of(SEEDED), url, "light", 390))
    for problem in (
        "scrolls sideways",
        "axe: image-alt",
        "axe: color-contrast",
        "http://127.0.0.2:9/",
        "script: seeded",
    ):
        assert problem in problems
    assert {"no-dup-id", "close-order"} <= broken_rules(SEEDED, pages_of(SEEDED)).keys()
