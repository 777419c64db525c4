"""A site of a thousand errors: what its pages weigh and load, and that every error can be reached without a script."""

import functools
import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin
from urllib.request import urlopen

import pytest

from error_catalog.exports.resources import LIVE_INDEX
from error_catalog.hosting import HOST_FILES
from error_catalog.sitefile import FILTER_DATA
from support.building import build, page, parsed
from support.many_errors import write_many_errors
from support.nginx import nginx, portal_nginx
from support.project import ROOT, copy_project

pytestmark = pytest.mark.thorough

PAGE = 100_000
"""Bytes of HTML, of any page."""

PAGE_GZIPPED = 20_000
"""The same as a host sends it."""

LOADED = 250_000
"""Bytes of any file that a page loads, at once or when somebody uses it."""

LOADED_AT_ONCE = 12
"""Files that a page loads before somebody uses it."""

SITE = 160_000_000
"""Bytes of the whole site, which has some 2,000 bulk files and 1,200 pages."""


def pages_of(site: Path) -> Iterator[Path]:
    return site.rglob("*.html")


def on_demand(site: Path) -> Iterator[Path]:
    """Yield what pages load when somebody filters, searches, decodes or runs."""
    yield from (site / FILTER_DATA, site / "search" / "search_index.json")
    yield from (site / LIVE_INDEX).parent.rglob("*.js")


def loaded_by(file: Path) -> set[str]:
    """Return the addresses of the files that a page loads at once, as they stand in it."""
    html = file.read_text(encoding="utf-8")
    return {
        *re.findall(r'<script[^>]* src="([^"?]+)', html),
        *re.findall(r'<link rel="(?:stylesheet|icon)" href="([^"?]+)', html),
        *re.findall(r'<img[^>]* src="([^"?]+)', html),
    }


def test_no_page_is_larger_than_its_budget(many_site: Path) -> None:
    for file in pages_of(many_site):
        html = file.read_bytes()
        assert len(html) <= PAGE, f"{file}: {len(html)}"
        assert len(gzip.compress(html)) <= PAGE_GZIPPED, file


def test_no_file_that_a_page_loads_is_larger_than_its_budget(many_site: Path) -> None:
    for file in pages_of(many_site):
        addresses = loaded_by(file)
        assert 5 <= len(addresses) <= LOADED_AT_ONCE, f"{file}: {addresses}"
        base = "/" + file.relative_to(many_site).as_posix()
        for address in addresses:
            size = (many_site / unquote(urljoin(base, address)).lstrip("/")).stat().st_size
            assert size <= LOADED, f"{file}: {address} has {size}"
    used = [*on_demand(many_site)]
    assert len(used) > 1_000
    for file in used:
        assert file.stat().st_size <= LOADED, file


def test_the_site_is_no_larger_than_its_budget(many_site: Path) -> None:
    assert sum(file.stat().st_size for file in many_site.rglob("*") if file.is_file()) <= SITE


def test_every_error_can_be_reached_without_a_script(many_site: Path) -> None:
    codes = {file.parent.name for file in many_site.glob("errors/[A-Z]*/index.html")}
    assert len(codes) > 1_000
    for start in ("errors/", "404.html", *(f"errors/{code}/" for code in sorted(codes)[::250])):
        following = [start]
        reached: set[str] = set()
        for path in following:  # it grows
            found = links(many_site, path)
            following += sorted(each for each in found - {*following} if each == "errors/" or "/by-letter/" in each)
            reached |= found
        assert {f"errors/{code}/" for code in codes} <= reached, start


@functools.cache
def links(site: Path, path: str) -> frozenset[str]:
    """Return the addresses in the site to which a page leads, in its text and its sidebar."""
    file = site / (f"{path}index.html" if path.endswith("/") else path)
    nodes = parsed(file).select("main a[href], .md-nav--primary a[href]")
    return frozenset(urljoin(f"/{path}", str(node["href"]).partition("#")[0]).lstrip("/") for node in nodes)


def test_an_error_page_is_the_same_size_in_a_catalogue_of_any_size(many_site: Path, tmp_path: Path) -> None:
    smaller = copy_project(ROOT, tmp_path / "smaller")
    write_many_errors(smaller.root, 100)
    built = build(smaller.root, tmp_path / "site", timeout_s=600)
    assert built.returncode == 0, built.stderr
    files = [*(tmp_path / "site").glob("errors/[A-Z]*/index.html")]
    sizes = [(file.stat().st_size, (many_site / file.relative_to(tmp_path / "site")).stat().st_size) for file in files]
    assert sum(larger for _, larger in sizes) == pytest.approx(sum(size for size, _ in sizes), rel=0.01)
    for file, (size, larger) in zip(files, sizes, strict=True):
        assert larger == pytest.approx(size, rel=0.02), f"{file.parent.name}, whose neighbours have other names"


def test_a_search_engine_finds_every_page(many_site: Path) -> None:
    listed = re.findall(r"<loc>[^<]*?/errors/([A-Z0-9_]+)/</loc>", (many_site / "sitemap.xml").read_text("utf-8"))
    assert len(listed) == len(set(listed)) > 1_000
    assert page(many_site, "errors/by-letter/S").select_one(".md-path"), (
        "a list has breadcrumbs, as it is in the navigation"
    )


def test_hosts_have_as_many_rules_as_for_few_errors(many_site: Path, site: Path, tmp_path: Path) -> None:
    printed = portal_nginx(many_site).stdout
    files = [(folder / name).read_text(encoding="utf-8") for folder in (many_site, site) for name in HOST_FILES]
    many, few = [*files[: len(HOST_FILES)], printed], [*files[len(HOST_FILES) :], portal_nginx(site).stdout]
    assert [len(text.splitlines()) for text in many] == [len(text.splitlines()) for text in few]
    codes = {file.parent.name for file in many_site.glob("errors/[A-Z]*/index.html")}
    assert not any(code in text for text in many for code in codes)
    with nginx(many_site, printed, tmp_path) as url:
        for code in sorted(codes):
            with urlopen(f"{url}/errors/{code.lower()}") as answer:
                assert (answer.status, answer.url) == (200, f"{url}/errors/{code}/")
