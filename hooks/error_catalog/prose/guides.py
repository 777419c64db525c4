"""Guides: hand-written pages that errors and endpoints lead to."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from error_catalog.prose.front_matter import title_above
from error_catalog.prose.headings import comments_below, headings
from error_catalog.prose.markers import ENDPOINT_ERRORS, argument_of


@dataclass(frozen=True)
class Guide:
    """A hand-written page, or a part of one."""

    target: str
    """Its path below docs/, and for a part of it the anchor: `guides/payments.md#when-a-payment-fails`."""

    title: str
    """The title of the page, with the heading of the part behind a colon."""


def guide_at(target: str, pages: Mapping[str, str]) -> Guide:
    """Return the guide at a target; `pages` has the texts of hand-written pages by their paths below docs/."""
    path, _, anchor = target.partition("#")
    found = headings(pages[path])
    title = next((each.words for each in found if each.level == 1), "") or title_above(pages[path]) or path
    part = next((each.words for each in found if each.anchor == anchor), "")
    return Guide(target, f"{title}: {part}" if part else title)


def guides_by_endpoint(pages: Mapping[str, str]) -> dict[str, tuple[Guide, ...]]:
    """Return for the name of each endpoint the guides that show its errors by a marker, each at the heading above."""
    targets: dict[str, dict[str, None]] = defaultdict(dict)
    for path, text in pages.items():
        for endpoint, target in _targets(path, text):
            targets[endpoint][target] = None
    return {endpoint: tuple(guide_at(each, pages) for each in found) for endpoint, found in targets.items()}


def _targets(path: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield the endpoint of each marker in a page, and what leads to the part in which it stands."""
    if ENDPOINT_ERRORS not in text:
        return  # to parse a page takes as long as to check it
    for comment, above in comments_below(text):
        if endpoint := argument_of(ENDPOINT_ERRORS, comment):
            yield endpoint, f"{path}#{above.anchor}" if above and above.level > 1 else path
