"""Which part of a long section the sidebar of each of its pages shows: the theme's template asks the front matter."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from error_catalog.model.limits import NEIGHBOURS
from error_catalog.sitefile import Page

_RANGES = "sidebar: "
"""What the first line of the front matter begins with where a page names ranges."""


def with_neighbours(pages: Iterable[Page]) -> Iterator[Page]:
    """Yield pages as they come; those of each section that begins with a list name the neighbours that they show.

    `sidebar` in their front matter has ranges of the section: the list that names the page, and what is around it.
    """
    for section, group in groupby(pages, key=lambda page: page.section):
        found = [*group]
        if section and found[0].is_list:
            yield from _cut(found)
        else:
            yield from found


def with_same_neighbours(content: str, before: str) -> str:
    """Return the content of a page that shows the neighbours that it showed before, which its old content names."""
    _, first, *_ = before.split("\n", 2)
    return content.replace("---\n", f"---\n{first}\n", 1) if first.startswith(_RANGES) else content


def _cut(pages: list[Page]) -> Iterator[Page]:
    listed_at = 0
    for place, page in enumerate(pages):
        first = max(0, min(place - NEIGHBOURS // 2, len(pages) - NEIGHBOURS))
        ranges = [[first, min(first + NEIGHBOURS, len(pages))]]
        listed_at = place if page.is_list else listed_at
        if listed_at < first:
            ranges.insert(0, [listed_at, listed_at + 1])
        yield replace(page, content=page.content.replace("---\n", f"---\n{_RANGES}{ranges}\n", 1))
