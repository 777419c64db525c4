"""How programs find what there is: the texts for AI agents, the list of resources, robots.txt and the sitemap."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import yaml

from error_catalog.exports.resources import LIVE_DECODER, LIVE_INDEX, RESOURCES, ROBOTS, live_error
from error_catalog.model.catalog import Catalog
from error_catalog.sitefile import SITE

LINK = re.compile(r"^- \[(?P<name>[^\]]+)\]\((?P<url>[^)]+)\)(?:: .+)$")


def sections(text: str) -> dict[str, list[str]]:
    """Return the lines below each heading of the second level, empty ones left out."""
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return {
        title: [line for line in body.splitlines() if line]
        for title, body in zip(parts[1::2], parts[2::2], strict=True)
    }


def published(site: Path, url: str) -> Path:
    """Return the file of the built site that a URL leads to."""
    file = site / url.removeprefix(SITE)
    return file / "index.html" if file.is_dir() else file


def test_llms_txt_follows_the_convention(exports: dict[str, str]) -> None:
    lines = exports["llms.txt"].splitlines()
    assert [line for line in lines if line.startswith("# ")] == lines[:1]
    assert lines[2].startswith("> ")
    assert list(sections(exports["llms.txt"])) == ["Errors", "For programs"]


def test_llms_txt_links_to_each_error(exports: dict[str, str], catalog: Catalog) -> None:
    links = [match for line in sections(exports["llms.txt"])["Errors"] if (match := LINK.match(line))]
    assert [link["name"] for link in links] == [error.code for error in catalog.errors]


def test_llms_full_txt_has_each_twin_whole(exports: dict[str, str], catalog: Catalog) -> None:
    text = exports["llms-full.txt"]
    assert all(exports[f"errors/{code}.md"] in text for code in catalog.by_code)
    matters = [
        yaml.safe_load(matter) for matter in re.findall(r"^---\n(code: .*?)^---$", text, re.MULTILINE | re.DOTALL)
    ]
    assert [matter["code"] for matter in matters] == [error.code for error in catalog.errors]


def test_each_export_is_a_resource_and_each_resource_an_export(exports: dict[str, str], catalog: Catalog) -> None:
    named = {
        path
        for resource in RESOURCES
        for path in (
            [resource.path.replace("CODE", code) for code in catalog.by_code]
            if resource.is_one_for_each_error
            else [resource.path]
        )
    }
    # These lead to the pages, or only our own pages read them.
    unlisted = {ROBOTS, LIVE_INDEX, LIVE_DECODER, *map(live_error, catalog.by_code)}
    assert named == set(exports) - unlisted
    assert all(resource.title and resource.use for resource in RESOURCES)


def test_robots_and_sitemap_lead_to_every_page(site: Path) -> None:
    [sitemap] = re.findall(r"^Sitemap: (.+)$", (site / ROBOTS).read_text(encoding="utf-8"), re.MULTILINE)
    locations = ET.parse(published(site, sitemap)).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    urls = [str(location.text) for location in locations]
    assert len(set(urls)) == len(urls)
    assert {published(site, url) for url in urls} == set(site.rglob("index.html"))


@pytest.mark.parametrize("path", ["llms.txt", "llms-full.txt", "errors/catalog.csv", "openapi.json", "robots.txt"])
def test_an_export_is_published_as_it_is(exports: dict[str, str], site: Path, path: str) -> None:
    assert (site / path).read_text(encoding="utf-8") == exports[path]
