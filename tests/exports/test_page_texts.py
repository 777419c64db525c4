"""Pages as plain Markdown: nothing that a reader sees is lost, and no Markdown of our own site alone is left."""

import re
import time

import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from error_catalog.exports.plain import plain
from error_catalog.exports.resources import RESOURCES
from error_catalog.loading.descriptions import LONGEST
from error_catalog.loading.project import Project as Loaded
from error_catalog.pages import render_pages
from error_catalog.prose.front_matter import without_front_matter
from error_catalog.site import Site, site_of
from error_catalog.sitefile import SITE, error_page, page_address
from support.llms import parse_llms
from support.project import Project
from support.rendering import rendered

NO_TEXT = "form, noscript, .filename"
"""What only a browser can use, and the title of code, which stands beside its language in Markdown."""


@pytest.fixture(scope="module")
def whole(loaded: Loaded) -> Site:
    """Return this project's site."""
    return site_of(loaded)


def pages_of_errors(project: Loaded) -> set[str]:
    return set(map(error_page, project.catalog.by_code))


def words(html: str) -> str:
    """Return what a reader sees of HTML, without any space."""
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.select(NO_TEXT):
        element.decompose()
    for tabs in soup.select(".tabbed-set"):  # in Markdown, each label stands above what it is the label of
        for label, block in zip(tabs.select("label"), tabs.select(".tabbed-block"), strict=True):
            block.insert(0, label)
    return re.sub(r"\s+", "", soup.get_text())


def links(html: str) -> set[str]:
    return {str(link["href"]) for link in BeautifulSoup(html, "html.parser").select("a[href]")}


def as_others_read(markdown: str) -> str:
    """Return the HTML that a reader of plain Markdown makes of a text: CommonMark with tables."""
    return str(MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown))


def test_the_markdown_of_a_page_says_what_the_page_says(whole: Site) -> None:
    files = {file.path: file.content for file in whole.files}
    pages = {page.path: page.content for page in whole.pages if page.path not in pages_of_errors(whole.project)}
    pages |= whole.written_pages()
    assert len(pages) > 40
    known = {f"{SITE}{path}" for path in files} | {
        page_address(page) for page in (*whole.project.pages, *(page.path for page in whole.pages))
    }
    for path, markdown in pages.items():
        text = as_others_read(without_front_matter(files[path]))
        assert words(text) == words(rendered(markdown)), path
        ours = {link for link in links(text) if not link.startswith(("https://", "mailto:"))}
        assert ours == set(), path
        assert {link.partition("#")[0] for link in links(text) if link.startswith(SITE)} <= known, path


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("a <b>c</b> `<b>&nbsp;</b>` d", "a c `<b>&nbsp;</b>` d"),
        ("```html\n<!-- x -->\n<p>[x](y.md)</p>\n\n\n\n```", "```html\n<!-- x -->\n<p>[x](y.md)</p>\n\n\n\n```"),
        ("- a\n\n    ```\n    <p>\n    ```\n\n<p>", "- a\n\n    ```\n    <p>\n    ```"),
        ("a\n<div markdown>\nb\n</div>\nc", "a\n\nb\n\nc"),
        ("a <!-- x\ny --> b", "a  b"),
        ("<form>\nText <input>\n</form>\n\na", "a"),
        ("<https://x.example> and <mailto:a@x.example>", "<https://x.example> and <mailto:a@x.example>"),
        ("1&nbsp;s", "1 s"),
        ('!!! note "Title"\n\n    a\n\n    - b\n\nc', "> **Title**\n>\n> a\n>\n> - b\n\nc"),
        ("!!! warning\n    a", "> **Warning**\n>\n> a"),
        ('=== "One"\n\n    a\n\n=== "Two"\n\n    b\n', "**One**\n\na\n\n**Two**\n\nb"),
        ('```\n!!! note "Title"\n\n    a\n```', '```\n!!! note "Title"\n\n    a\n```'),
        ("[x](../index.md)", f"[x]({SITE})"),
        ("[x](b.md#c 'Title')", f"[x]({SITE}guides/b/#c 'Title')"),
        ("[x](#c)", f"[x]({SITE}guides/a/#c)"),
        ("[x](../openapi.json)", f"[x]({SITE}openapi.json)"),
        ("![x](x.svg)", f"![x]({SITE}guides/x.svg)"),
        ("[x]\n\n[x]: b.md", f"[x]\n\n[x]: {SITE}guides/b/"),
        ("[x](https://x.example/y.md) `[x](y.md)`", "[x](https://x.example/y.md) `[x](y.md)`"),
    ],
)
def test_what_the_site_alone_understands_becomes_plain(markdown: str, expected: str) -> None:
    assert plain(markdown, "guides/a.md") == expected


def test_the_work_grows_with_the_text_alone() -> None:
    begin = time.perf_counter()
    for piece in ("`a ", "<div ", "[x](", "!!! note\n", "<form>", "``` ", "\n\n", "<!-- "):
        plain(piece * 2_000, "a.md")
    assert time.perf_counter() - begin < 5


def test_a_page_is_listed_by_its_title_and_description(small: Project) -> None:
    small.write(
        "docs/guides/extra.md", "---\ntitle: 'More: x'\ndescription: Say more, isn't it.\n---\n\n# Other\n\n<p>a</p>\n"
    )
    files = {file.path: file.content for file in site_of(small.load()).files}
    assert files["guides/extra.md"] == (
        "---\ntitle: 'More: x'\ndescription: Say more, isn't it.\nurl: https://developer.gett-tech.com/guides/extra/\n---\n\n"
        "# Other\n\na\n"
    )
    guides = {link.url: link for link in parse_llms(files["llms.txt"]).sections["Guides"]}
    assert guides[f"{SITE}guides/extra.md"].title == "More: x"
    assert guides[f"{SITE}guides/extra.md"].sentence == "Say more, isn't it."
    assert guides[f"{SITE}guides/idempotency.md"].title == "Idempotency keys", "a heading is a title, too"


def test_a_page_without_any_title_is_listed_by_its_path(small: Project) -> None:
    small.write_page("docs/guides/extra.md", "A text.\n")
    files = {file.path: file.content for file in site_of(small.load()).files}
    assert "title: guides/extra.md\n" in files["guides/extra.md"]


def test_generated_pages_describe_themselves_as_hand_written_ones_have_to(loaded: Loaded) -> None:
    for page in render_pages(loaded, RESOURCES, "0123456789ab"):
        if page.path not in pages_of_errors(loaded):
            described = re.search(r"^description: (.*)$", page.content, re.MULTILINE)
            assert described, page.path
            text = described[1].strip('"')
            assert text.endswith("."), page.path
            assert len(text) <= LONGEST, page.path
