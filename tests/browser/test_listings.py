"""Listings keep the elements that give a colour, and no others."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from support.rendering import UNCOLOURED

COLOURS = """(names) => {
  const code = document.querySelector("article pre > code");
  return Object.fromEntries(["", ...names].map((name) => {
    const span = document.createElement("span");
    span.className = name;
    span.textContent = "x";
    code.append(span);
    const { color, fontWeight, fontStyle, backgroundColor, textDecorationLine } = getComputedStyle(span);
    return [name, [color, fontWeight, fontStyle, backgroundColor, textDecorationLine].join()];
  }));
}"""
"""Returns how a listing shows each of these kinds of tokens, and text of no kind."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_listings_leave_out_shows_nothing(browser: Browser, site: Path, site_url: str, scheme: str) -> None:
    errors = [*site.glob("errors/*/index.html")]
    used = {name for file in errors for name in re.findall(r'<span class="([a-z]\w?)">', file.read_text("utf-8"))}
    assert used, "listings have colours"
    assert used.isdisjoint(UNCOLOURED), used
    page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{site_url}/errors/{errors[0].parent.name}/")
    shown = page.evaluate(COLOURS, [*used, *UNCOLOURED])
    page.close()
    assert {name for name in UNCOLOURED if shown[name] != shown[""]} == set()
    assert {name for name in used if shown[name] == shown[""]} == set()
