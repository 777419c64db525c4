"""How pages fit: tables, listings and headings on a phone, the length of lines, and what moves while a page comes."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from error_catalog.model.catalog import Catalog
from support.building import served
from support.project import Project
from support.sampling import pages_of
from support.shifting import WATCH_SHIFTS, shifts_of

PHONE = ViewportSize(width=390, height=844)
TABLET = ViewportSize(width=820, height=1180)
DESKTOP = ViewportSize(width=1440, height=900)
LONGEST_LINE = 80
"""In characters."""

TABLES = """() => {
  const found = [];
  for (const table of document.querySelectorAll("article table")) {
    const name = table.querySelector("th").textContent;
    const place = table.closest(".md-typeset__scrollwrap") ?? table.parentElement;
    const end = Math.max(...[...table.querySelectorAll("tbody *")].map((each) => each.getBoundingClientRect().right));
    const window = document.documentElement.clientWidth;
    if (place.scrollWidth > place.clientWidth || end > window) found.push(`${name}: wide`);
    for (const code of table.querySelectorAll("tbody code")) {
      const letters = lettersOf(code);
      const broken = letters.findIndex((each, index) => {
        const before = letters[index - 1];
        return before && each.top > before.bottom - 2 && /\\w\\w/.test(before.letter + each.letter);
      });
      if (broken > 0) found.push(`${name}: ${code.textContent} is broken after ${broken} letters`);
    }
  }
  return found;
}"""
"""Asks for tables that scroll sideways or break a code or path within a word."""

HEADINGS = """() => {
  const isBelow = (sign) => {
    const range = document.createRange();
    range.selectNodeContents(sign.parentElement);
    range.setEndBefore(sign);
    return sign.getBoundingClientRect().top > [...range.getClientRects()].at(-1).bottom - 2;
  };
  const signs = [...document.querySelectorAll("article .headerlink")].filter((each) => each.checkVisibility());
  return signs.filter(isBelow).map((each) => `${each.parentElement.textContent} has an empty line below it`);
}"""
"""Asks for headings whose sign stands in a line of its own, which looks like an empty one."""

LISTINGS = """() => {
  const found = [];
  for (const code of document.querySelectorAll("article pre > code")) {
    if (!code.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(code);
    const text = code.textContent.trimEnd();
    const shown = Math.round(range.getBoundingClientRect().height / parseFloat(getComputedStyle(code).lineHeight));
    const start = text.slice(0, 20);
    if (shown > text.split("\\n").length) found.push(`${start}: lines are broken`);
    const scrolls = code.scrollWidth > code.clientWidth;
    if (scrolls && !code.hasAttribute("tabindex")) found.push(`${start}: scrolls, and takes no focus`);
  }
  if (document.documentElement.scrollWidth > document.documentElement.clientWidth) found.push("scrolls sideways");
  return found;
}"""
"""Asks for listings that break their lines, or scroll where the keyboard cannot reach them, and for pages that scroll.

Chromium and Firefox let the keyboard reach all that scrolls; WebKit, what has a tabindex.
"""

LINES = """(longest) => {
  const found = [];
  for (const block of document.querySelectorAll("article :is(p, li, dd)")) {
    if (block.closest("pre, table, .tools") || block.querySelector("p, li") || !block.checkVisibility()) continue;
    let line = "";
    let before = null;
    for (const each of [...lettersOf(block), { letter: "", left: -Infinity }]) {
      if (before && each.left < before.left) {
        if (line.trim().length > longest) found.push(line.trim());
        line = "";
      }
      line += each.letter;
      before = each;
    }
  }
  return found;
}"""
"""Asks for lines of text that are longer than a number of characters."""

COVERED = """() => {
  const touches = (one, other) =>
    one.left < other.right && one.right > other.left && one.top + 2 < other.bottom && one.bottom - 2 > other.top;
  const covers = (button) => {
    const range = document.createRange();
    range.selectNodeContents(button.parentElement.querySelector("code"));
    return [...range.getClientRects()].some((line) => line.width && touches(line, button.getBoundingClientRect()));
  };
  const buttons = [...document.querySelectorAll("pre > .copy")].filter((each) => each.checkVisibility());
  return buttons.filter(covers).map((each) => `${each.parentElement.textContent.slice(0, 20)}: covered by its button`);
}"""
"""Asks for listings of which the copy button covers a part."""

HALF_HIDDEN = """() => {
  const shown = (selector) =>
    [...document.querySelectorAll(`.md-sidebar--primary ${selector}`)].filter((each) => each.checkVisibility());
  const headings = shown(".md-nav__item--section .md-nav__item--section > label");
  const ends = headings.map((each) => each.getBoundingClientRect().bottom);
  const isHalf = (entry) => {
    const { top, bottom } = entry.getBoundingClientRect();
    return ends.some((end) => top + 5 < end && end < bottom - 5);
  };
  const entries = shown("a.md-nav__link");
  const isAlone = (heading, index) => {
    const next = headings[index + 1]?.getBoundingClientRect().top;
    const places = entries.map((entry) => entry.getBoundingClientRect());
    return next && !places.some(({ top, bottom }) => top > ends[index] - 5 && bottom < next + 5);
  };
  return [...entries.filter(isHalf), ...headings.filter(isAlone)].map((each) => each.textContent.trim());
}"""
"""Asks for entries of the sidebar that are half hidden under the heading of their section, and headings without any."""

LETTERS = """
self.lettersOf = (node) => {
  const letters = [];
  const range = document.createRange();
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data } = walker.currentNode;
    for (let at = 0; at < data.length; at += 1) {
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + 1);
      const { left, top, bottom, width } = range.getBoundingClientRect();
      if (width) letters.push({ letter: data[at], left, top, bottom });
    }
  }
  return letters;
};"""
"""A function of the page: the letters of an element, each with its place."""


def misfits(browser: Browser, pages: Iterable[str], url: str) -> Iterator[str]:
    """Yield what of a site's pages does not fit a phone, and each line that is too long in a wide window."""
    page = browser.new_page()
    page.add_init_script(LETTERS)
    for path in pages:
        page.set_viewport_size(PHONE)
        page.goto(f"{url}/{path.removesuffix('index.html')}")
        queries = (TABLES, LISTINGS, HEADINGS)
        yield from (f"{path}: {found}" for query in queries for found in page.evaluate(query))
        page.set_viewport_size(DESKTOP)
        yield from (f"{path}: {found}" for found in page.evaluate(LINES, LONGEST_LINE) + page.evaluate(COVERED))
    page.close()


def test_tables_and_listings_fit_a_phone_and_lines_are_short(browser: Browser, pages: list[str], site_url: str) -> None:
    assert list(misfits(browser, pages, site_url)) == []


def half_hidden(page: Page, code: str, site_url: str) -> list[str]:
    """Return what a page opens with half hidden in its sidebar, in windows of several heights."""
    found: list[str] = []
    for height in (900, 872):  # half an entry lies between them
        page.set_viewport_size({"width": 1440, "height": height})
        page.goto(f"{site_url}/errors/{code}/")
        page.wait_for_function("document.querySelector('.md-sidebar--primary .md-sidebar__scrollwrap').scrollTop > 0")
        page.evaluate("new Promise(requestAnimationFrame)")
        expect(page.locator(".md-sidebar--primary a.md-nav__link--active")).to_be_in_viewport(ratio=1)
        found += page.evaluate(HALF_HIDDEN)
    return found


def test_the_sidebar_opens_with_whole_entries(page: Page, catalog: Catalog, site_url: str) -> None:
    code = next(error.code for error in catalog.errors if error.code > "I" and not error.is_gateway)
    for each in (code, catalog.errors[-1].code):
        assert half_hidden(page, each, site_url) == [], each
    page.route(re.compile(r"/(portal|run)\.js$"), lambda route: route.abort())
    assert half_hidden(page, code, site_url) != [], "the theme alone hides some"


SEEDED = f"""<!doctype html><meta name=viewport content="width=device-width"><article>
<div><table><tr><th>Scrolls</th></tr><tr><td style="min-width: 500px">x</td></tr></table></div>
<div><table style="width: 90px; table-layout: fixed"><tr><th>Breaks</th></tr>
<tr><td style="overflow-wrap: anywhere"><code>/v1/marketplace</code></td></tr></table></div>
<h2 style="width: 60px">Long<a class="headerlink" style="display: inline-block; width: 60px">#</a></h2>
<style>pre code {{ display: block; font-size: 10px; line-height: 20px; overflow: auto; width: 120px }}</style>
<pre><code style="white-space: pre-wrap">code = problem.error_code</code></pre>
<pre><code>code = answer.status_code</code></pre>
<pre style="position: relative"><code>covered</code><button class="copy" style="position: absolute; inset: 0">C</button>
</pre>
<p style="white-space: nowrap; font-size: 9px">{"word " * 17}</p></article>"""


def test_the_checks_see_a_page_that_does_not_fit(browser: Browser, tmp_path: Path) -> None:
    Project(tmp_path).write("index.html", SEEDED)
    with served(tmp_path) as url:
        found = list(misfits(browser, ["index.html"], url))
    assert [each.removeprefix("index.html: ")[:20] for each in found] == [
        "Scrolls: wide",
        "Breaks: /v1/marketpl",
        "code = problem.error",
        "code = answer.status",
        "scrolls sideways",
        "Long# has an empty l",
        "word word word word ",
        "coveredC\n: covered b",
    ]


def movements(browser: Browser, pages: Iterable[str], url: str) -> Iterator[str]:
    """Yield what moves on a site's pages while they come, in windows of three sizes."""
    for window in (PHONE, TABLET, DESKTOP):
        page = browser.new_page(viewport=window)
        page.add_init_script(WATCH_SHIFTS)
        for path in pages:
            page.goto(f"{url}/{path.removesuffix('index.html')}")
            if moved := shifts_of(page):
                yield f"{path}, {window['width']} px: {moved}"
        page.close()


@pytest.mark.thorough
def test_nothing_moves_while_a_page_comes(browser: Browser, site: Path, site_url: str) -> None:
    pages = [path for path in pages_of(site) if path != "404.html"]  # it suggests what only the decoder finds
    assert list(movements(browser, pages, site_url)) == []


def test_the_check_sees_a_page_that_moves(browser: Browser, tmp_path: Path) -> None:
    late = "requestAnimationFrame(() => requestAnimationFrame(() => (document.body.style.paddingTop = '300px')))"
    Project(tmp_path).write("index.html", f"<!doctype html><body>{'<p>Moves</p>' * 9}<script>{late}</script>")
    with served(tmp_path) as url:
        found = list(movements(browser, ["index.html"], url))
    assert len(found) == 3
    assert all("Moves" in each for each in found)
