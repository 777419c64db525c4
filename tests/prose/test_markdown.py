"""Where the site's parser shows what stands in a text, what follows from it, and that no text takes long."""

import re
import time
from collections.abc import Callable
from itertools import count

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from error_catalog.api.endpoints import Endpoint
from error_catalog.loading.project import page_faults
from error_catalog.model.catalog import Catalog
from error_catalog.pages.linking import with_links
from error_catalog.prose.known_names import KnownNames
from error_catalog.prose.links import Pages
from error_catalog.prose.markdown import code_spans, outside_code_spans, shown
from error_catalog.prose.markup import markup_violations
from error_catalog.prose.references import reference_violations
from error_catalog.prose.terms import Terms
from error_catalog.site import load_site
from support.portal import portal
from support.project import ROOT, Project
from support.rendering import MARKDOWN, rendered
from support.sampling import sampled

NAMES = KnownNames(
    {"CONFLICT"}, (Endpoint("GET", "/v1/stores", "Get stores"),), pages=Pages({}, frozenset({"errors/index.md"}))
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    numbers = count()
    pieces = draw(st.lists(st.sampled_from(MARKDOWN), min_size=2, max_size=9))
    return re.sub("W", lambda _: f"CODE_{next(numbers)}X", "".join(pieces))


@pytest.mark.thorough
@settings(max_examples=400, deadline=None)
@given(text=texts())
def test_what_is_linked_and_checked_is_what_the_site_shows(text: str) -> None:
    codes = re.findall(r"CODE_\d+X", text)
    before = BeautifulSoup(rendered(text), "html.parser")
    in_blocks = {code for block in before.select("pre") for code in codes if code in block.get_text()}
    reported = {violation.fragment for violation in reference_violations(text, NAMES)}
    assert not reported & in_blocks, text
    linked_text = with_links(text, "index.md", {code: f"E/{code}.md" for code in codes}, Terms({}))
    after = BeautifulSoup(rendered(linked_text), "html.parser")
    elsewhere = ["a", "pre", "code"]
    alone = [code for code in before.select("code") if not (code.select("code") or code.find_parent(elsewhere))]
    spans = [code for code in alone if re.search(rf"`\s*{re.escape(code.get_text())}\s*`", text)]
    linked = after.select('a[href^="E/"]')
    names, free = {link.get_text() for link in linked}, {span.get_text() for span in spans} & {*codes}
    assert names == free or (names < free and re.search(r"[\\!]", text)), text  # beside these, a name may stay
    assert not any(link.find_parent(elsewhere) for link in linked), text
    assert after.get_text() == before.get_text(), "linking changes no word"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a HERE", ("p",)),
        ("a `HERE`", ("p", "code")),
        ("a\n\n    HERE", ("pre", "code")),
        ("- a\n\n    `HERE`", ("ul", "li", "p", "code")),
        ("~~~\nHERE\n~~~", ("pre", "code")),
        ("[`HERE`](x.md)", ("p", "a", "code")),
        ("[x](HERE)", ("p", "a", "href")),
        ("[x]\n\n[x]: HERE", ("p", "a", "href")),
        ("x\n\n[x]: HERE", ()),
        ("[x](y 'HERE')", ("p", "a", "title")),
        ("a <!-- HERE -->", ("p", "comment")),
        ("``` HERE\nx\n```", ("pre", "code", "class")),
        ("<div>\n`HERE`<br>\n</div>", ("div", "`")),
        ("<div>\n<br>HERE</div>", ("div", "br")),
    ],
)
def test_a_place_is_shown_where_the_site_shows_it(text: str, expected: tuple[str, ...]) -> None:
    assert shown(text, [text.index("HERE")]) == [expected]


@pytest.mark.thorough
def test_our_own_pages_link_every_name_that_the_site_shows_as_code(catalog: Catalog) -> None:
    site = load_site(ROOT)
    pages = {page.path: page.content for page in site.pages}
    pages |= site.written_pages()
    for path, markdown in pages.items():
        html = BeautifulSoup(rendered(markdown), "html.parser")
        free = [code for code in html.select("code") if not code.find_parent(["pre", "a", "form", "noscript", "code"])]
        left = {code.get_text() for code in free} & catalog.pages.keys()
        assert {name for name in left if catalog.pages[name] != path} == set(), path
        assert html.select("a a, pre a, code a") == [], path


def test_a_backslash_takes_a_backtick_away() -> None:
    text = "`a` \\`b ``c ` d`` \\\\`e` `f\n\ng"
    assert [span["inside"] for span in code_spans(text)] == ["a", "c ` d", "e"]
    assert outside_code_spans("a `b` c", str.upper) == "A `b` C"


HOSTILE = [
    *(
        "[",
        "[a](",
        "![",
        "[a][",
        "[[a]]",
        "](",
        "[a](b(",
        "([",
        "`",
        "` ``",
        "`` ` ``` ",
        "*",
        "**a ",
        "_",
        "\\",
        "\\`",
    ),
    *("<", "<a ", '<a "', "<a \"'", "<b>", "<!--", "\n<!--", "<!-- a: -->", "<pre>", "\n<pre>", "\n<div>", "&#", "> "),
    *("<div markdown>\n", "\n</div>", "<https://", ">>a\n", "> \n", "- ", "- > ", "    - a\n", "1. ", "* * ", "#\n"),
    *(
        "= \n",
        "--- \n",
        "|",
        "|-|\n",
        "| `\n",
        "~~~\n",
        "```\n",
        '```a="b" ',
        "```json\n{\n```\n",
        "[a]: b\n",
        "[a]:\n",
    ),
    *("!!! a\n", '=== "a"\n', "\t", "\n\n    a\n\n- b", "`LOST` ", "GET /v1/", "[a](lost.md) ", "`category-errors: `"),
]
CHECKS: dict[str, Callable[[str], object]] = {
    "prose": lambda text: [*markup_violations(text), *reference_violations(text, NAMES)],
    "page": lambda text: [*page_faults({"index.md": text}, NAMES, {})],
}


@pytest.mark.parametrize("name", CHECKS)
@pytest.mark.parametrize("piece", sampled(HOSTILE, HOSTILE[::6]))
def test_no_text_takes_long(piece: str, name: str) -> None:
    start = time.process_time()
    CHECKS[name](f"A LOST_CODE {piece * 10_000}"[:10_000] + ".")
    assert time.process_time() - start < 3


def test_a_hostile_text_ends_the_check_with_a_fault(small: Project) -> None:
    small.replace("examples/CONFLICT.yaml", "Read what is there.", f"'{'[' * 3_900}.'")
    small.write("docs/index.md", "# Page\n\n" + "![" * 50_000)
    start = time.monotonic()
    result = portal("check", cwd=small.root)
    assert time.monotonic() - start < 30
    assert result.returncode == 1
    advice = small.read("examples/CONFLICT.yaml").split("\n")
    line = next(number for number, text in enumerate(advice, 1) if "[[" in text)
    for place in (f"examples/CONFLICT.yaml:{line}:11", "docs/index.md:1:1"):
        assert f"{place}: E604 more brackets and other signs than the parser can follow" in result.stdout
