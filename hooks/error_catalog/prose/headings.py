"""The headings of hand-written pages, as the site's parser sees them."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from error_catalog.prose.front_matter import without_front_matter
from error_catalog.prose.markdown import parser


@dataclass(frozen=True)
class Heading:
    """A heading: its level from 1 to 6, the anchor that the site gives it, and its words as Markdown."""

    level: int
    anchor: str
    words: str


@cache
def headings(text: str) -> tuple[Heading, ...]:
    """Return the headings of a page, or of the beginning of one, in its order."""
    site = parser()
    site.convert(without_front_matter(text))
    return tuple(_flat(site.toc_tokens))  # type: ignore[attr-defined]


def _flat(tokens: list[dict[str, Any]]) -> list[Heading]:
    """Return the parser's tree of headings as a list."""
    return [
        heading
        for token in tokens
        for heading in (Heading(token["level"], token["id"], token["name"]), *_flat(token["children"]))
    ]
