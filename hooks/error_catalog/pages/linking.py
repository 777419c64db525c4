"""Names in a page become links to the pages about them."""

import posixpath
import re
from collections.abc import Iterable, Mapping

from error_catalog.prose.markdown import BLOCKS_OF_CODE, Range, blank, code_spans, shown

_NOT_FREE = BLOCKS_OF_CODE | {"a", "kbd", "samp", "`"}
"""What no link is put into; a backtick that is shown opens no code."""

_IN_BACKTICKS = re.compile(r"(?<![\\`])(?=(?P<code>(?P<ticks>`+)(?P<name>[^`]+)(?P=ticks))(?!`))")
"""Also what stands between two spans: the parser knows which backticks are a pair."""

NO_WORDS = re.compile(
    r"^(?P<indent> *)(?P<fence>```+)\w.*?^(?P=indent)(?P=fence)$"
    r"|<(?P<element>a|form|noscript)\b.*?</(?P=element)>|<[a-zA-Z/!][^>]*>"
    r"|\[(?:[^\[\]]|\[[^\[\]]*\])*\]\([^)]*\)",
    re.MULTILINE | re.DOTALL,
)
"""Blocks of code, HTML and links, as our templates write them; the prose in these pages has nothing else."""


def link_names(markdown: str, page: str, pages: Mapping[str, str]) -> str:
    """Return the Markdown of a page with each code and endpoint in backticks linked to the page about it.

    `pages` leads from names to pages; these and `page` are paths below docs/. Blocks of code, HTML and links stay as
    they are; so does a code on its own page.
    """
    named = [match.span("code") for match in _IN_BACKTICKS.finditer(markdown) if match["name"].strip() in pages]
    places = shown(markdown, (start for start, _ in named))
    free = [
        span
        for span, elements in zip(named, places, strict=True)
        if elements.count("code") == 1 and _NOT_FREE.isdisjoint(elements)
    ]
    return _linked(markdown, free, page, pages)


def link_names_of_generated(markdown: str, page: str, pages: Mapping[str, str]) -> str:
    """Return what `link_names` does for a page that our templates make, without a parser: patterns know these."""
    words = blank(markdown, (match.span() for match in NO_WORDS.finditer(markdown)))
    return _linked(markdown, (span.span() for span in code_spans(words)), page, pages)


def _linked(markdown: str, spans: Iterable[Range], page: str, pages: Mapping[str, str]) -> str:
    linked, done = [], 0
    for start, end in spans:
        shown_as = markdown[start:end]
        name = shown_as.strip("`").strip()
        if name in pages and not markdown.endswith("!", 0, start):  # a link there would be an image
            linked += [markdown[done:start], _link(shown_as, name, page, pages[name])]
            done = end
    return "".join([*linked, markdown[done:]])


def _link(shown_as: str, name: str, page: str, target: str) -> str:
    method, _, path = name.partition(" ")
    if path:
        shown_as = f"`{method}` `{path}`"
    if target != page:
        shown_as = f"[{shown_as}]({posixpath.relpath(target, posixpath.dirname(page) or '.')})"
    return f'<span class="endpoint">{shown_as}</span>' if path else shown_as
