"""The pieces of Markdown texts: where they stand, and that the site's own parser makes the same of them."""

import re
import time
from collections.abc import Callable, Iterator
from itertools import count

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from error_catalog.api.endpoints import Endpoint
from error_catalog.loading.fences import fence_faults
from error_catalog.model.catalog import Catalog
from error_catalog.pages.linking import link_names
from error_catalog.prose.known_names import KnownNames
from error_catalog.prose.links import Pages, safety_violations, target_violations
from error_catalog.prose.markdown import Kind, outside_code_spans, tokens
from error_catalog.prose.markers import fill_markers, marker_violations
from error_catalog.prose.markup import markup_violations
from error_catalog.prose.references import reference_violations
from error_catalog.site import load_site
from support.project import ROOT
from support.rendering import rendered, tokens_around, words_by_tokens, words_on_the_site

NAMES = KnownNames({"CONFLICT"}, (Endpoint("GET", "/v1/stores", "Get stores"),))

PIECES = [
    *(
        "W",
        "W ",
        " W",
        "`W`",
        "``W``",
        "``W ` W``",
        "`",
        "``",
        "```",
        "\\`",
        "\\",
        "\\\\",
        "*W*",
        "**W**",
        "_",
        "*",
        "!",
    ),
    *(
        "\n",
        "\n\n",
        "\n    ",
        "\n\n    ",
        "\n\n        ",
        "    ",
        "  ",
        "- ",
        "\n- ",
        "\n1. ",
        "\n    - ",
        "> ",
        "\n> ",
    ),
    *("\n\n# ", "# ", "\n---\n", "\n=\n", "\n!!! note\n\n    ", '\n!!! note "W"\n    ', '\n=== "W"\n\n    ', "|"),
    *(
        "\n\n| W | `W|W` |\n|---|---|\n| W | W |\n",
        "```\nW\n```",
        "\n```json\nW\n```\n",
        "\n\n    ```\n    W\n    ```\n",
    ),
    *("~~~\n", "> ```\n> W\n> ```\n", "[W](x.md)", "[W](x.md 'W')", "[W](<x y>)", "[W", "](x)", "[", "]", "(", ")"),
    *("![W](x)", '[`W`](y "`W`")', "[W][a]", "[a]", "\n\n[a]: z.md\n\n", "<https://x.y/a>", "<W>", "<b>", "</b>"),
    *("<code>W</code>", "<pre>W</pre>", "\n\n<pre>\nW\n</pre>\n\n", "\n<pre>", "</pre>", "<!-- W -->", "-->", "<!--"),
    *(
        "\n<!-- W\n\n W -->\n",
        "<div>",
        "\n<div>\n",
        "\n</div>\n",
        "\n<div markdown>\n",
        "\n<div>W `W`</div>\n",
        "&amp;",
    ),
    *('<a href="x">W</a>', '<dd markdown="span">`W`</dd>', "\n\n<p markdown>`W`</p>\n\n"),
]
"""What Markdown is made of, alone and broken; each W becomes a word of its own."""

EXCEPTIONS = {
    "To the parser, a line of blanks is not blank at the beginning, or where HTML stands before them.": r"(\A|>) +\n",
    "The parser puts a blank line into an empty fence after indented code.": r"\n {4}.*(```|~~~)\n[> ]*\1",
    "The parser loses a link of HTML beside emphasis.": r"[*_].*<a href",
    "HTML that nobody closes reaches into what follows, other HTML too.": r"<(?:pre|div)\b",
}
"""Where tokens may say something else than the site shows, and why; no free code span is made up there either."""


@st.composite
def texts(draw: st.DrawFn) -> str:
    numbers = count()
    return re.sub("W", lambda _: f"w{next(numbers)}w", "".join(draw(st.lists(st.sampled_from(PIECES), max_size=9))))


@settings(max_examples=4000, deadline=None)
@given(text=texts())
def test_the_tokens_are_what_the_site_shows(text: str) -> None:
    html = rendered(text)
    site, ours = words_on_the_site(html), words_by_tokens(text)
    for word, shown in site.items():
        place = text.index(word)
        around = tokens_around(text, place)
        if any(token.kind is Kind.HTML and text[token.start : token.end].rstrip() in html for token in around):
            continue  # it stands there as it is
        is_excepted = any(re.search(pattern, text, re.DOTALL) for pattern in EXCEPTIONS.values())
        if not is_excepted or ours[word] == ("span", False):
            assert ours[word] == shown, (word, text, html)


def own_texts(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Yield every text of this project that becomes a page or a part of one, with its name."""
    site = load_site(ROOT)
    yield from ((page.path, page.content) for page in site.pages)
    for path, text in site.project.pages.items():
        yield path, text
        yield f"{path}, rendered", site.render_written_page(text, path)
    for error in catalog.errors:
        steps = (error.recovery.advice, *error.recovery.steps, error.recovery.caution)
        texts = (error.meaning, error.notes, *steps, *(trigger.when for trigger in error.triggers))
        yield from ((f"{error.code}: {text}", text) for text in texts if text)


def test_the_tokens_of_our_own_texts_are_what_the_site_shows(catalog: Catalog) -> None:
    for name, text in own_texts(catalog):
        written = re.sub(r"\A---\n.*?^---\n", "", text, flags=re.MULTILINE | re.DOTALL)
        as_it_is = [written[token.start : token.end] for token in tokens(written) if token.kind is Kind.HTML]
        html = BeautifulSoup(rendered(written), "html.parser")
        for element in html.select("form, noscript"):  # HTML by hand, with code and links of its own
            assert any(piece.startswith(f"<{element.name}") for piece in as_it_is), name
            element.decompose()
        found: dict[Kind, list[str]] = {kind: [] for kind in Kind}
        for token in tokens(written):
            shown = token.target if token.kind is Kind.LINK and token.target else token.inside
            if token.kind is Kind.CODE and "<textarea" in written[token.start : token.end]:
                continue
            found[token.kind].append(" ".join(written[slice(*shown)].split()))
        blocks = [" ".join(code.get_text().split()) for code in html.select("pre")]
        spans = [" ".join(code.get_text().split()) for code in html.select("code") if not code.find_parent("pre")]
        assert (found[Kind.FENCE], found[Kind.CODE]) == (blocks, []), name
        assert found[Kind.SPAN] == spans, name
        by_hand = re.findall(r'<a href="([^"]*)">', written)  # HTML, which is no link of Markdown
        links = [str(link["href"]) for link in html.select("a[href]")]
        assert found[Kind.LINK] == [link for link in links if link not in by_hand], name


def kinds_of(text: str) -> list[tuple[str, str]]:
    return [(token.kind.name, text[token.start : token.end]) for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Just words, with a * and a > sign.", []),
        ("a `b` c", [("SPAN", "`b`")]),
        ("```` `````\n", []),
        ("    - a `b`", [("CODE", "    - a `b`")]),
        ("- a\n\n    `b`", [("SPAN", "`b`")]),
        ("- a\n\n        `b`", [("CODE", "        `b`")]),
        ("!!! note\n\n    `b`", [("SPAN", "`b`")]),
        ('=== "Tab"\n\n    ```json\n    1\n    ```', [("FENCE", "```json\n    1\n    ```")]),
        ("> ```\n> a\n> ```", [("FENCE", "```\n> a\n> ```")]),
        ("~~~\na `b`", [("OPEN_FENCE", "~~~\na `b`"), ("SPAN", "`b`")]),
        ("\t`a`\n\nb\t`c`", [("CODE", "\t`a`"), ("SPAN", "`c`")]),
        ("<pre>\n`a`\n\n`b`\n</pre>", [("HTML", "<pre>\n`a`\n\n`b`\n</pre>"), ("CODE", "<pre>\n`a`\n\n`b`\n</pre>")]),
        ("<div>\n`a`\n</div>", [("HTML", "<div>\n`a`\n</div>")]),
        ("<div markdown>\n`a`\n</div>", [("HTML", "<div markdown>"), ("SPAN", "`a`"), ("HTML", "</div>")]),
        (
            "a <code>`b`</code>",
            [("ELEMENT", "<code>`b`</code>"), ("HTML", "<code>"), ("SPAN", "`b`"), ("HTML", "</code>")],
        ),
        ("a <!-- `b` --> c", [("COMMENT", "<!-- `b` -->")]),
        ("<!-- a\n\n`b` -->", [("COMMENT", "<!-- a\n\n`b` -->")]),
        ("[`a`](b.md '`c`')", [("LINK", "[`a`](b.md '`c`')"), ("SPAN", "`a`")]),
        ("![`a`](b.png)", [("IMAGE", "![`a`](b.png)")]),
        ("[a][b] [c]\n\n[b]: <d.md> '`e`'", [("LINK", "[a][b]"), ("DEFINITION", "[b]: <d.md> '`e`'")]),
        ("[a][b][c]\n\n[c]: d.md", [("LINK", "[c]"), ("DEFINITION", "[c]: d.md")]),
        ("<https://x.example/`a`>", [("LINK", "<https://x.example/`a`>"), ("SPAN", "`a`")]),
        ("| a | `b | c` |\n|---|---|\n| `d | e` |", [("SPAN", "`b | c`"), ("SPAN", "`d | e`")]),
        ("[a | b](c)\n\n| [a | b](c) |\n|---|---|", [("LINK", "[a | b](c)")]),
    ],
)
def test_each_piece_is_found_where_it_stands(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds_of(text) == expected


def test_the_parts_of_a_piece_are_found_where_they_stand() -> None:
    text = "``` http\nGET\n```\n\n[a](< b c> 'd') ``e`f``\n\n[g]:\n  <h.md>"
    fence, link, span, definition = tokens(text)
    assert (fence.language, text[slice(*fence.inside)]) == ("http", "GET\n")
    assert (text[slice(*link.inside)], text[slice(*(link.target or ()))]) == ("a", "b")
    assert text[slice(*span.inside)] == "e`f"
    assert (text[slice(*definition.inside)], text[slice(*(definition.target or ()))]) == ("g", "h.md")


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
    *("<", "<a ", '<a "', "<a \"'", "<b>", "<!--", "\n<!--", "<!-- -->", "<!-- a: -->", "<pre>", "\n<pre>", "\n<div>"),
    *(
        "<div markdown>\n",
        "\n</div>",
        "<https://",
        "&#",
        "> ",
        ">>a\n",
        "> \n",
        "- ",
        "- > ",
        "    - a\n",
        "1. ",
        "* * ",
    ),
    *("#\n", "= \n", "--- \n", "|", "|-|\n", "| `\n", "~~~\n", "```\n", "    ```\n", '```a="b" ', "```json\n{}\n```\n"),
    *("[a]: b\n", "[a]:\n", '[a]: """ b\n', "!!! a\n", '=== "a"\n', "\t", "\n\n    a\n\n- b", "`LOST` ", "GET /v1/"),
]
CHECKS: dict[str, Callable[[str], object]] = {
    "tokens": tokens.__wrapped__,
    "markup": lambda text: [*markup_violations(text)],
    "references": lambda text: [*reference_violations(text, NAMES)],
    "targets": lambda text: [*target_violations(text, Pages({}, frozenset({"errors/index.md"})), "index.md")],
    "safety": lambda text: [*safety_violations(text)],
    "markers": lambda text: [*marker_violations(text, NAMES)],
    "JSON": lambda text: [*fence_faults("docs/index.md", text, NAMES, {})],
    "filling": lambda text: fill_markers(text, lambda name, argument: name + argument),
    "linking": lambda text: link_names(text, "index.md", {"CONFLICT": "errors/CONFLICT.md"}),
    "cells": lambda text: outside_code_spans(text, str.upper),
}


def seconds(check: Callable[[str], object], text: str) -> float:
    tokens.cache_clear()
    start = time.process_time()
    check(text)
    return time.process_time() - start


def test_comments_that_nothing_closes_are_looked_through_once() -> None:
    assert seconds(tokens, "<!-- " * 40_000) < 2


@pytest.mark.parametrize("name", CHECKS)
@pytest.mark.parametrize("piece", HOSTILE)
def test_no_text_takes_more_than_linear_time(piece: str, name: str) -> None:
    check = CHECKS[name]

    def is_fast() -> bool:
        half, whole = (seconds(check, f"A {piece * size}"[:size] + ".") for size in (5_000, 10_000))
        # A slow machine takes longer than a tenth of a second, but twice the text never takes four times as long.
        return whole < 0.1 or whole < min(3.2 * half, 0.3)

    assert any(is_fast() for _ in range(5)), "the machine may be busy with other things, but not each time"
