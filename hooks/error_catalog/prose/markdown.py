"""Markdown texts, each read once: where code, HTML, links and link definitions stand in it.

Whoever checks a text or puts links into it asks for its tokens. The site's own parser, Python-Markdown, decides what is
what, but it gives no places, and takes seconds for a hostile text. Parsers that give places, such as pulldown-cmark and
tree-sitter-markdown, follow CommonMark: they differ on one in twelve of the texts that the tests make up, without any
HTML, and take what stands in an admonition or a tab for code. So this follows Python-Markdown, in linear time;
tests/prose/test_markdown.py holds it against that parser.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from operator import itemgetter

from error_catalog.prose.blocks import BREAK, BlockReader
from error_catalog.prose.inline import code_spans, effort, inline_tokens, label_of
from error_catalog.prose.preprocess import HtmlReader, fences
from error_catalog.prose.tokens import HIDDEN, Kind, Range, Token, blank, hide

__all__ = ["Kind", "Range", "Token", "blank", "code_spans", "effort", "outside_code_spans", "pieces", "tokens"]

_SIGNS = re.compile(r"[`\[<~\t]| {4}")
"""Without any of these, a text is nothing but words."""

_BLANK_LINES = re.compile(r"\n(?: *\n)+")


@lru_cache(maxsize=1024)
def tokens(text: str) -> tuple[Token, ...]:
    """Return the pieces of a Markdown text, in order; one that holds others comes before them."""
    if not _SIGNS.search(text):
        return ()
    found = _read(text) if "\t" not in text else _moved(_read(text.expandtabs(4)), _places(text))
    return tuple(sorted(found, key=lambda token: (token.start, -token.end)))


def pieces(text: str, *kinds: Kind) -> list[Range]:
    """Return where the pieces of some kinds begin and end, in order."""
    return [(token.start, token.end) for token in tokens(text) if token.kind in kinds]


def outside_code_spans(markdown: str, change: Callable[[str], str]) -> str:
    """Return the Markdown of a paragraph with `change` applied to all that stands between its code spans."""
    changed, done = [], 0
    for span in code_spans(markdown, is_exact=True):
        changed += [change(markdown[done : span.start]), markdown[span.start : span.end]]
        done = span.end
    return "".join([*changed, change(markdown[done:])])


def _read(text: str) -> Iterator[Token]:
    found = list(fences(text))
    fenced = [fence for fence in found if fence.kind is Kind.FENCE]
    html, lines = _read_lines(text, fenced)
    kept, lost = _kept_and_lost(lines.unfenced, fenced)
    if lost:
        html, lines = _read_lines(_joined(text, lost), kept)
    yield from (*kept, *(fence for fence in found if fence.kind is Kind.OPEN_FENCE))
    yield from (*html.blocks, *html.inner, *lines.code, *lines.definitions)
    labels = {label_of(text[slice(*definition.inside)]) for definition in lines.definitions}
    for start, end in lines.paragraphs:
        yield from inline_tokens(lines.text, start, end, labels)


def _read_lines(text: str, fenced: Sequence[Token]) -> tuple[HtmlReader, BlockReader]:
    html = HtmlReader(hide(text, ((fence.start, fence.end) for fence in fenced)))
    html.read()
    return html, BlockReader(_parted(html.text, html.blocks))


def _kept_and_lost(places: Sequence[Range], fenced: Iterable[Token]) -> tuple[list[Token], list[Token]]:
    """Return the fences that begin in none of the places, which are in order, and the others."""
    kept: list[Token] = []
    lost: list[Token] = []
    for fence in fenced:
        before = bisect_right(places, fence.start, key=itemgetter(0))
        (lost if before and fence.start < places[before - 1][1] else kept).append(fence)
    return kept, lost


def _joined(text: str, lost: Iterable[Token]) -> str:
    """Return the text without the blank lines in lost fences, where they part no paragraphs."""
    kept, done = [], 0
    for fence in lost:
        joined = _BLANK_LINES.sub(lambda match: "\n" + HIDDEN * (len(match[0]) - 1), text[fence.start : fence.end])
        kept += [text[done : fence.start], joined]
        done = fence.end
    return "".join([*kept, text[done:]])


def _parted(text: str, blocks: Iterable[Token]) -> str:
    """Return the text with marks in the place of blocks of HTML, each on a line of its own."""
    kept, done = [], 0
    for block in blocks:
        kept += [text[done : block.start], "\n", BREAK * (block.end - block.start - 2), "\n"]
        done = block.end
    return "".join([*kept, text[done:]])


def _moved(found: Iterable[Token], places: Sequence[int]) -> Iterator[Token]:
    """Yield tokens with their places in a text whose tabs were expanded."""
    for token in found:
        inside = places[token.inside[0]], places[token.inside[1]]
        target = token.target and (places[token.target[0]], places[token.target[1]])
        yield replace(token, start=places[token.start], end=places[token.end], inside=inside, target=target)


def _places(text: str) -> list[int]:
    """Return for each character of the text without tabs where it stands in the text with them."""
    places, column = [], 0
    for place, character in enumerate(text):
        width = 4 - column % 4 if character == "\t" else 1
        places += [place] * width
        column = 0 if character == "\n" else column + width
    return [*places, len(text)]
