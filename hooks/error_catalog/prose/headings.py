"""The headings of hand-written pages, as the site's parser sees them, and what stands below each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from error_catalog.prose.front_matter import without_front_matter
from error_catalog.prose.markdown import Range, parser, shown

_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_ANCHORS = re.compile(r' id="(?P<anchor>[^"]+)"')
_HEADING_OR_COMMENT = re.compile(r'<h[1-6][^>]* id="(?P<anchor>[^"]+)"|(?P<comment><!--.*?-->)', re.DOTALL)
_LINE_WITH_WORDS = re.compile(r"^.*\w.*$", re.MULTILINE)


@dataclass(frozen=True)
class Heading:
    """A heading: its level from 1 to 6, the anchor that the site gives it, and its words as Markdown."""

    level: int
    anchor: str
    words: str


def headings(text: str) -> tuple[Heading, ...]:
    """Return the headings of a page in its order."""
    return _parsed(text)[0]


def anchors_of(text: str) -> tuple[str, ...]:
    """Return the anchors of a page: those that the site's parser gives to its headings, and those of its HTML."""
    return tuple(_ANCHORS.findall(_parsed(text)[1]))


def comments_below(text: str) -> Iterator[tuple[str, Heading | None]]:
    """Yield each comment in the HTML of a page, and the heading above it, if there is one."""
    by_anchor = {heading.anchor: heading for heading in headings(text)}
    above = None
    for found in _HEADING_OR_COMMENT.finditer(_parsed(text)[1]):
        if comment := found["comment"]:
            yield comment, above
        else:
            above = by_anchor.get(found["anchor"], above)


@cache
def _parsed(text: str) -> tuple[tuple[Heading, ...], str]:
    """Return the headings of a page, and its HTML."""
    site = parser()
    output = site.convert(without_front_matter(text))
    return tuple(_flat(site.toc_tokens)), output  # type: ignore[attr-defined]


def heading_lines(text: str) -> tuple[Range, ...]:
    """Return where the line of each heading of a page that has words begins and ends."""
    markdown = without_front_matter(text)
    above = len(text) - len(markdown)
    lines = [match.span() for match in _LINE_WITH_WORDS.finditer(markdown)]
    elements = shown(markdown, (start for start, _ in lines))
    found = (line for line, around in zip(lines, elements, strict=True) if not _HEADINGS.isdisjoint(around))
    return tuple((above + start, above + end) for start, end in found)


def _flat(tokens: list[dict[str, Any]]) -> list[Heading]:
    """Return the parser's tree of headings as a list."""
    return [
        heading
        for token in tokens
        for heading in (Heading(token["level"], token["id"], token["name"]), *_flat(token["children"]))
    ]
