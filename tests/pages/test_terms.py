"""The first use of a term in a page leads to the glossary, and nothing else does."""

import re
import time

import pytest

from error_catalog.exports.resources import RESOURCES
from error_catalog.pages import render_pages
from error_catalog.pages.linking import with_links, with_links_in_generated
from error_catalog.prose.glossary import glossary_terms
from error_catalog.prose.terms import Terms
from error_catalog.site import load_site
from support.building import build, page
from support.project import ROOT, Project

GLOSSARY = "---\ntitle: Glossary\n---\n\n# Glossary\n\n## Key\n\nA key.\n\n## API key\n\n## E.164\n"
TERMS = Terms({"key": "glossary.md#key", "api key": "glossary.md#api-key", "e.164": "glossary.md#e164"})
MORE_TERMS = Terms(
    {
        "policy": "glossary.md#policy",
        "day": "glossary.md#day",
        "status": "glossary.md#status",
        "keys": "glossary.md#keys",
        "key": "glossary.md#key",
    }
)

WHEREVER = [
    ("A key, a key.", "A [key](../glossary.md#key), a key."),
    ("Keys and API\nkeys.", "[Keys](../glossary.md#key) and [API\nkeys](../glossary.md#api-key)."),
    ("API key, key, api key.", "[API key](../glossary.md#api-key), [key](../glossary.md#key), api key."),
    ("By E.164.", "By [E.164](../glossary.md#e164)."),
    ("- *key*: this", "- *[key](../glossary.md#key)*: this"),
    ("API\n\nkey", "API\n\n[key](../glossary.md#key)"),
    ("An ap\u0131 \u212aey.", "An ap\u0131 [\u212aey](../glossary.md#key)."),
    ("\u0130 and a key.", "\u0130 and a [key](../glossary.md#key)."),
    ("A \u212aey.", "A [\u212aey](../glossary.md#key)."),
    ("The key\u2019s end.", "The [key](../glossary.md#key)\u2019s end."),
    (
        "key/value, key=value and key:value pairs, $key and [key",
        "key/value, key=value and key:value pairs, $key and [[key](../glossary.md#key)",
    ),
    ("https://x.example/a?key=1&key and a key", "https://x.example/a?key=1&key and a [key](../glossary.md#key)"),
    ("A keyring, a monkey, a key-ring, https://x.example/key and key.txt.", None),
    ("# The key\n\n## A key\n\nA key.", "# The key\n\n## A key\n\nA [key](../glossary.md#key)."),
    ("`key` [key](a.md) a key", "`key` [key](a.md) a [key](../glossary.md#key)"),
    ("```text\nkey\n```\n\nA key.", "```text\nkey\n```\n\nA [key](../glossary.md#key)."),
    ('!!! note "A key"\n\n    A key.', '!!! note "A key"\n\n    A [key](../glossary.md#key).'),
    ('=== "A key"\n\n    ```\n    key\n    ```', None),
    ("| Key | b |\n| --- | - |\n| a | key |", "| Key | b |\n| --- | - |\n| a | [key](../glossary.md#key) |"),
    ("<dl><dt>Key</dt></dl>", None),
]
"""What a page holds, and what it becomes; nothing where it stays as it is."""


@pytest.mark.parametrize(("markdown", "linked"), WHEREVER)
def test_the_first_use_of_each_term_becomes_a_link(markdown: str, linked: str | None) -> None:
    assert with_links(markdown, "guides/a.md", {}, TERMS) == (linked or markdown)
    assert with_links_in_generated(markdown, "guides/a.md", {}, TERMS) == (linked or markdown)


@pytest.mark.parametrize(
    ("form", "anchor"),
    [("policies", "policy"), ("days", "day"), ("statuses", "status"), ("keys", "keys"), ("Policies", "policy")],
)
def test_a_plural_is_a_use_of_its_term_unless_it_is_one_itself(form: str, anchor: str) -> None:
    for link in (with_links, with_links_in_generated):
        assert link(f"Two {form}.", "a.md", {}, MORE_TERMS) == f"Two [{form}](glossary.md#{anchor})."
        assert link("Two daies and a polices.", "a.md", {}, MORE_TERMS) == "Two daies and a polices."


def test_a_verdict_stays_free_of_terms() -> None:
    verdict = '<dl class="verdict" markdown="block">\n<dd markdown="span">A key.</dd>\n</dl>\n\n'
    assert with_links_in_generated(f"{verdict}A key.", "a.md", {}, TERMS) == f"{verdict}A [key](glossary.md#key)."


def test_the_terms_are_the_headings_of_the_glossary() -> None:
    assert glossary_terms({"glossary.md": GLOSSARY}) == TERMS.places
    assert glossary_terms({"index.md": GLOSSARY}) == {}
    assert glossary_terms({"glossary.md": "## R&D\n\nIt is one."}) == {"r&d": "glossary.md#rd"}


def test_the_glossary_itself_and_a_project_without_one_have_no_such_links() -> None:
    assert with_links("A key.", "glossary.md", {}, TERMS) == "A key."
    assert with_links_in_generated("A key.", "a.md", {}, Terms({})) == "A key."


@pytest.mark.thorough
def test_both_kinds_of_pages_lead_to_the_glossary(small_site: Project) -> None:
    small_site.write_page("docs/glossary.md", "# Glossary\n\n## Conflict\n\nTwo.\n\n## Earlier one\n\nOne.\n")
    small_site.replace("mkdocs.yml", "nav: [index.md,", "nav: [index.md, glossary.md,")
    small_site.write("docs/index.md", small_site.read("docs/index.md") + "\nAn earlier one.\n")
    target = small_site.root / "built"
    result = build(small_site.root, target)
    assert result.returncode == 0, result.stderr
    for path, href in (("", "glossary/#earlier-one"), ("errors/CONFLICT", "../../glossary/#earlier-one")):
        found = [link.get_text() for link in page(target, path).select(f'article a[href="{href}"]')]
        assert found == ["earlier one"], path


def test_the_front_matter_of_a_generated_page_stays_as_it_is(small: Project) -> None:
    small.write_page("docs/glossary.md", "# Glossary\n\n## Earlier one\n\nOne.\n")
    small.replace("mkdocs.yml", "nav: [index.md,", "nav: [index.md, glossary.md,")
    pages = {each.path: each.content for each in render_pages(small.load(), RESOURCES, "0123456789ab")}
    content = pages["errors/CONFLICT.md"]
    assert content.count("[earlier one](../glossary.md#earlier-one)") == 1
    assert "earlier one](" not in content.split("\n---\n")[0]


def test_the_work_grows_with_the_text_alone() -> None:
    text = "A key and an API key in [brackets. " * 3000
    begin = time.perf_counter()
    with_links(text, "a.md", {}, TERMS)
    with_links_in_generated(text, "a.md", {}, TERMS)
    assert time.perf_counter() - begin < 5


def test_nobody_types_a_link_to_a_term() -> None:
    typed = [
        file.name
        for folder, pattern in (("docs", "**/*.md"), ("examples", "*.yaml"), ("hooks", "**/*.jinja"))
        for file in (ROOT / folder).glob(pattern)
        if re.search(r"glossary\.md#", file.read_text(encoding="utf-8"))
    ]
    assert typed == []


def test_every_term_of_ours_is_used() -> None:
    site = load_site(ROOT)
    written = [*site.written_pages().values()]
    everything = "\n".join([*written, *(each.content for each in site.pages)])
    unused = {term for term, target in site.project.terms.places.items() if f"{target})" not in everything}
    assert unused == set()
