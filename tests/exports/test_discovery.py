"""How programs find what there is: the texts for AI agents, the list of resources, robots.txt and the sitemap."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
import yaml

from error_catalog.exports.resources import LIVE_DECODER, LIVE_INDEX, RESOURCES, ROBOTS, live_error
from error_catalog.loading.project import Project as Loaded
from error_catalog.model.catalog import Catalog
from error_catalog.site import site_of
from error_catalog.sitefile import SITE, page_output
from support.building import parsed
from support.llms import parse_llms
from support.project import DATA
from support.yaml_files import read_yaml

QUESTIONS = read_yaml((DATA / "questions.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def pages(loaded: Loaded) -> set[str]:
    """Return the path of each page below docs/, which is that of its Markdown in the site."""
    return {*loaded.pages, *(page.path for page in site_of(loaded).pages)}


def published(site: Path, url: str) -> Path:
    """Return the file of the built site that a URL leads to."""
    file = site / url.removeprefix(SITE)
    return file / "index.html" if file.is_dir() else file


def test_llms_txt_is_read_as_the_reference_parser_reads_it(exports: dict[str, str], catalog: Catalog) -> None:
    llms = parse_llms(exports["llms.txt"])
    assert llms.title == "Gett Developer Portal"
    assert len(llms.summary) < 200
    assert [*llms.sections] == [
        "Start", "Distribution Partners", "Guides", "Errors", "API Reference", "For programs",
    ]  # fmt: skip
    assert [link.title for link in llms.sections["Errors"]][3:] == [error.code for error in catalog.errors]


@pytest.mark.parametrize(
    "faulty",
    [
        "# A\n\n## B\n\n- [x](https://x.example): What it is.\n",
        "# A\n\n> B\n\n## C\n\n- x, `https://x.example`: What it is.\n",
        "# A\n\n> B\n\n## C\n\nA text.\n",
        "# A\n\n> B\n\n## C\n\n- [x](https://x.example)\n",
    ],
)
def test_what_the_reference_parser_stumbles_over_is_refused(faulty: str) -> None:
    with pytest.raises(ValueError, match=r"without title|no link"):
        parse_llms(faulty)


def test_llms_txt_lists_each_page_error_and_file_once(
    exports: dict[str, str], loaded: Loaded, pages: set[str], site: Path
) -> None:
    llms = parse_llms(exports["llms.txt"])
    urls = [link.url for links in llms.sections.values() for link in links]
    assert len(set(urls)) == len(urls)
    assert all(published(site, url).is_file() for url in urls)
    single = {f"{SITE}{each.path}" for each in RESOURCES if not each.is_one_for_each_error and each.path != "llms.txt"}
    assert set(urls) == single | {f"{SITE}{path}" for path in pages}
    assert all(f"`{SITE}{each.path}`" in llms.info for each in RESOURCES if each.is_one_for_each_error)
    assert all(server in llms.info for server in loaded.api.servers)


def test_llms_full_txt_has_the_markdown_of_each_page_and_error(exports: dict[str, str], catalog: Catalog) -> None:
    text = exports["llms-full.txt"]
    assert [path for path in exports if path.endswith(".md") and exports[path] not in text] == []
    matters = [
        yaml.safe_load(matter) for matter in re.findall(r"^---\n(code: .*?)^---$", text, re.MULTILINE | re.DOTALL)
    ]
    assert [matter["code"] for matter in matters] == [error.code for error in catalog.errors]
    assert len(text) < 4_000 * len([path for path in exports if path.endswith(".md")]), "an agent has to read it"


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked["question"])
def test_a_question_is_answered_by_a_text_for_agents_alone(exports: dict[str, str], asked: dict[str, Any]) -> None:
    lines = exports[asked["file"]].splitlines()
    assert any(all(words in line for words in asked["answer"]) for line in lines)


def test_twenty_questions_are_asked_about_what_agents_did_not_find_before() -> None:
    assert len({asked["question"] for asked in QUESTIONS}) >= 20
    asked = " ".join(each["question"] for each in QUESTIONS)
    assert all(word in asked for word in ("sandbox", "API key", "webhooks", "MCP", "Idempotency-Key", "502"))


def test_each_export_is_a_resource_and_each_resource_an_export(
    exports: dict[str, str], pages: set[str], catalog: Catalog
) -> None:
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
    assert named == (set(exports) - unlisted - pages) | {f"errors/{code}.md" for code in catalog.by_code}
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


def test_each_page_leads_to_its_markdown(site: Path, pages: set[str]) -> None:
    for path in pages:
        [link] = parsed(site / page_output(path)).select('link[rel~=alternate][type="text/markdown"]')
        assert (site / page_output(path)).parent.joinpath(str(link["href"])).resolve() == (site / path).resolve()
        assert (site / path).is_file()
    assert {file.relative_to(site).as_posix() for file in site.rglob("*.md")} == pages
