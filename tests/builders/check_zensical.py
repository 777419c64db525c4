"""Zensical builds the same pages from the same Markdown and templates, and our own checks refuse what it passes."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect, sync_playwright

from error_catalog.commands.check import check_project
from error_catalog.commands.completeness import files_in
from error_catalog.diagnostics.faults import FaultsFound
from error_catalog.loading.project import Project as Loaded
from error_catalog.site import load_site, site_of
from support.browser import ARGUMENTS, find_browser
from support.building import served
from support.project import ROOT, Project
from support.rendering import UNCOLOURED
from support.zensical import ZensicalFailed, build_with_zensical, problems_of, run_zensical, write_inputs

expect.set_options(timeout=20_000)  # ms; a slow machine shall not fail a test


@pytest.fixture(scope="session")
def zensical(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build this project with Zensical, and return the folder of the built site."""
    return build_with_zensical(ROOT, tmp_path_factory.mktemp("zensical") / "project")


def read(site: Path, name: str) -> BeautifulSoup:
    """Return a page with full addresses as links, and without what neither readers nor other pages see."""
    page = BeautifulSoup((site / name).read_text(encoding="utf-8"), "html.parser")
    address = f"https://site/{name.removesuffix('index.html')}"
    for attribute in ("href", "src"):
        for element in page.select(f"[{attribute}]"):
            element[attribute] = urljoin(address, str(element[attribute]))
    for target in page.select("a#__skip"):  # where the theme's link past the header leads to
        target.decompose()
    for element in page.select("pre span"):
        if not UNCOLOURED.isdisjoint(element.get("class") or ()):
            element.unwrap()
    for element in page.select("[data-search-exclude]"):  # Zensical takes it away when its search has read the page
        del element["data-search-exclude"]
    return page


def text_of(html: str) -> str:
    """Return HTML with its spaces as a browser shows them, as far as no preformatted text is concerned."""
    return re.sub(r"\s+", " ", re.sub(r"\s*(<[^>]+>)\s*", r"\1", html))


def links(selector: str) -> Callable[[BeautifulSoup], list[tuple[str, object]]]:
    return lambda page: [(" ".join(link.get_text().split()), link.get("href")) for link in page.select(selector)]


def attributes(selector: str, *names: str) -> Callable[[BeautifulSoup], list[list[object]]]:
    return lambda page: sorted(([element.get(name) for name in names] for element in page.select(selector)), key=str)


PARTS: dict[str, Callable[[BeautifulSoup], object]] = {
    "title": lambda page: page.title and page.title.get_text(),
    "metadata": attributes("meta:not([name=generator], [http-equiv])", "name", "property", "content"),
    "links of the head": attributes("link:not([rel=stylesheet])", "rel", "href", "type"),
    "article": lambda page: text_of(str(page.select_one("article"))),
    "code": lambda page: [each.get_text() for each in page.select("pre")],
    "ids": lambda page: sorted(str(element["id"]) for element in page.select("[id]")),
    "table of contents": links(".md-nav--secondary a"),
    "sidebar": links(".md-nav--primary a"),
    "tabs": links(".md-tabs a"),
    "breadcrumbs": links(".md-path a"),
    "header": links("header a"),
    "footer": links("footer a"),
    "edit link and utilities": links(".tools a"),
    "scripts": lambda page: [str(each["src"]) for each in page.select("script[src]") if "/bundle." not in each["src"]],
}
"""What is compared of each page. The 404 page lists the errors in another order."""


def differences(ours: Path, theirs: Path, names: list[str]) -> list[str]:
    """Return which parts of which pages differ between two sites."""
    found = []
    for name in names:
        one, other = read(ours, name), read(theirs, name)
        found += [f"{part} of {name}" for part, value in PARTS.items() if value(one) != value(other)]
    return found


def pages_of(site: Path) -> list[str]:
    return sorted(name for name in files_in(site) if name.endswith(".html"))


def test_every_page_is_the_same(site: Path, zensical: Path) -> None:
    assert pages_of(zensical) == pages_of(site)
    assert differences(site, zensical, [name for name in pages_of(site) if name != "404.html"]) == []
    assert differences(site, zensical, ["404.html"]) in ([], ["article of 404.html"])
    known = [sorted(read(each, "404.html").select(".codes a"), key=str) for each in (site, zensical)]
    assert known[0] == known[1] != []
    generators = {str(read(zensical, name).select("meta[name=generator]")) for name in pages_of(zensical)}
    assert [each for each in generators if "zensical-" not in each] == []


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("<title>", "<title>x", "title"),
        ('name="description" content="', 'name="description" content="x', "metadata"),
        ('rel="canonical" href="', 'rel="canonical" href="x', "links of the head"),
        ("</pre>", "x</pre>", "code"),
        ('id="summary"', 'id="summery"', "ids"),
        ('rel="edit"', 'rel="edit" x=""', "article"),
        ('href="#summary" class="md-nav__link', 'href="#summery" class="md-nav__link', "table of contents"),
        ("/edit/main/examples/", "/edit/main/docs/errors/", "edit link and utilities"),
        ('class="md-tabs"', 'class="md-tab"', "tabs"),
        ('class="md-path"', 'class="md-pth"', "breadcrumbs"),
        ("<header", "<headed", "header"),
        ("<footer", "<footed", "footer"),
        ('<a href="../FORBIDDEN/"', '<a href="../FORBIDEN/"', "sidebar"),
        ('assets/live/run.js"', 'assets/live/ran.js"', "scripts"),
    ],
)
def test_a_part_that_differs_is_noticed(site: Path, tmp_path: Path, old: str, new: str, part: str) -> None:
    name = "errors/CONFLICT/index.html"
    text = (site / name).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_text(text.replace(old, new), encoding="utf-8")
    assert f"{part} of {name}" in differences(site, tmp_path, [name])


def test_every_export_and_the_map_of_the_site_are_the_same(site: Path, zensical: Path, loaded: Loaded) -> None:
    for path in (*(file.path for file in site_of(loaded).files), *loaded.assets):
        assert (zensical / path).read_bytes() == (site / path).read_bytes(), path
    maps = [(each / "sitemap.xml").read_text(encoding="utf-8") for each in (site, zensical)]
    ours, theirs = (sorted(re.findall(r"<loc>(.*?)</loc>", each)) for each in maps)
    assert ours == theirs != []


def test_what_zensical_passes_our_own_checks_refuse(real: Project, tmp_path: Path) -> None:
    real.write("docs/support.md", f"{real.read('docs/support.md')}\n![Map](assets/map.png)\n")
    real.write_page("docs/stray.md", "# Stray\n")
    real.replace("mkdocs.yml", "  - Welcome: index.md\n", "  - Welcome: index.md\n  - Lost: lost.md\n")
    site, folder = load_site(real.root), tmp_path / "zensical"
    write_inputs(site, real.root, folder)
    said = run_zensical(folder)
    assert said.returncode == 0, "the precondition: it passes all three"
    problems = {*problems_of(site, real.root, folder / "site")}
    assert "support/index.html leads to assets/map.png, which is not in the site" in problems
    assert any(each.endswith("lost.md, which is not in the site") for each in problems)
    with pytest.raises(FaultsFound) as found:
        check_project(real.root)
    assert sorted(f"{fault.path} {fault.rule} {fault.message}" for fault in found.value.faults) == [
        "docs/stray.md E902 the navigation does not have this page",
        "mkdocs.yml E608 the navigation leads to a page that does not exist: docs/lost.md",
    ]


def test_zensical_says_what_is_wrong_and_there_is_no_site(real: Project, tmp_path: Path) -> None:
    real.write("docs/support.md", f"{real.read('docs/support.md')}\n[Codes](errors/index.md#nowhere)\n")
    with pytest.raises(ZensicalFailed, match="nowhere"):
        build_with_zensical(real.root, tmp_path / "zensical")


@pytest.fixture
def page(zensical: Path) -> Iterator[tuple[Page, str]]:
    """Open a page of the built site, and fail where a script throws, or does what the policy of the site forbids."""
    reported: list[str] = []
    nowhere = "--host-resolver-rules=MAP *.gett-tech.com ~NOTFOUND"
    with served(zensical) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=[*ARGUMENTS, nowhere])
        page = browser.new_page()
        page.on("pageerror", lambda error: reported.append(str(error)))
        page.on("console", lambda message: reported.append(message.text) if "Policy" in message.text else None)
        yield page, url
        browser.close()
    assert reported == []


def test_a_reader_searches_decodes_and_runs(page: tuple[Page, str]) -> None:
    browser, url = page
    browser.goto(url)
    browser.get_by_label("Paste what you have of it").fill("order_totl_different")
    expect(browser.locator(".ask__answer")).to_contain_text("ORDER_TOTAL_DIFFERENT")

    browser.locator(".md-search__button").click()
    search = browser.get_by_role("combobox", name="Search")
    assert search.evaluate("field => getComputedStyle(field).borderTopStyle") == "none", "the style of the search"
    search.fill("total different")
    browser.get_by_role("option", name="ORDER_TOTAL_DIFFERENT").first.click()
    expect(browser.get_by_role("heading", level=1)).to_contain_text("ORDER_TOTAL_DIFFERENT")

    browser.get_by_role("button", name="Run", exact=True).click()
    expect(browser.locator(".live__status")).to_contain_text("Nothing")
    expect(browser.locator(".live__log pre > code").nth(1)).to_contain_text('"errorCode": "ORDER_TOTAL_DIFFERENT"')

    browser.goto(f"{url}/errors/decode/")
    browser.get_by_label("Response, log line, type or code").fill("level=error errorCode=RATE_LIMITED")
    expect(browser.locator(".decode__verdict").get_by_role("heading", name="RATE_LIMITED")).to_be_visible()
