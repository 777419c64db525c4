"""Pages that list errors, for lists that are too long for the pages that lead to them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from error_catalog.api.category import Category
from error_catalog.api.endpoints import Endpoint
from error_catalog.model.catalog import Catalog
from error_catalog.model.error import ErrorType
from error_catalog.model.limits import EXCERPT, ROWS
from error_catalog.sitefile import Page, list_page
from error_catalog.templating import TEMPLATES, render

_TEMPLATE = "listing.md.jinja"

_SECTIONS = {
    "letter": "By letter",
    "category": "By category",
    "status": "By HTTP status",
    "endpoint": "By endpoint",
}


@dataclass(frozen=True)
class Part:
    """The errors of a listing that stand on one page."""

    path: str
    """The path below docs/ of that page."""

    number: int
    errors: tuple[ErrorType, ...]


@dataclass(frozen=True)
class Listing:
    """Errors that have something in common, on as many pages as they need."""

    kind: str
    """What they have in common: a key of _SECTIONS."""

    slug: str
    """Which of that it is, in the addresses of the pages: `400`."""

    title: str
    errors: tuple[ErrorType, ...]
    label: str
    """The name of the first page in the sidebar."""

    endpoint: Endpoint | None = None
    """The endpoint that returns them, where that is what they have in common."""

    @property
    def section(self) -> str:
        """Return the heading in the sidebar under which the pages stand."""
        return _SECTIONS[self.kind]

    @property
    def path(self) -> str:
        """Return the path below docs/ of the first page."""
        return list_page(self.kind, self.slug, 1)

    @staticmethod
    def excerpt_of(errors: tuple[ErrorType, ...]) -> tuple[ErrorType, ...]:
        """Return what a page shows of some of the errors: the first few, where it leads here for all of them."""
        return errors[:EXCERPT]

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Return what stands on each page; the address of the first one stays whatever the catalogue gains."""
        starts = range(0, len(self.errors), ROWS)
        return tuple(
            Part(list_page(self.kind, self.slug, number), number, self.errors[start : start + ROWS])
            for number, start in enumerate(starts, 1)
        )


@dataclass(frozen=True)
class Listings:
    """The listings of a catalogue; while its lists are short, there are none."""

    catalog: Catalog

    @property
    def are_needed(self) -> bool:
        """Whether the catalogue is too large for pages that list all of it."""
        return self.catalog.is_large

    @cached_property
    def by_letter(self) -> Mapping[str, Listing]:
        """Return the listing of each letter with which codes begin."""
        if not self.are_needed:
            return {}
        errors = sorted(self.catalog.errors, key=lambda error: error.code)
        return {
            letter: Listing("letter", letter, f"Errors from A to Z: {letter}", tuple(group), letter)
            for letter, group in groupby(errors, key=lambda error: error.code[0])
        }

    @cached_property
    def by_category(self) -> Mapping[Category, Listing]:
        """Return the listing of each category that has many errors."""
        return {
            category: Listing("category", category, f"Errors of category {category}", errors, category)
            for category, errors in self.catalog.by_category.items()
            if self._is_long(errors)
        }

    @cached_property
    def by_status(self) -> Mapping[int, Listing]:
        """Return the listing of each HTTP status; the pages of general errors lead there, however many it has."""
        return {
            status: Listing("status", f"{status}", f"Errors with status {errors[0].status_line}", errors, f"{status}")
            for status, errors in self.catalog.by_status.items()
            if self.are_needed
        }

    @cached_property
    def by_endpoint(self) -> Mapping[str, Listing]:
        """Return the listing of each endpoint that has many errors of its own."""
        title, by_name = "Errors of one endpoint: {}", self.catalog.by_endpoint
        return {
            str(each): Listing(
                "endpoint", each.slug, title.format(each.summary), by_name[str(each)], each.summary, endpoint=each
            )
            for each in self.catalog.endpoints
            if self._is_long(by_name[str(each)])
        }

    @cached_property
    def gateway(self) -> Listing | None:
        """Return the listing of the errors that any endpoint may answer with, where they are many."""
        errors = self.catalog.gateway
        if not self._is_long(errors):
            return None
        return Listing("endpoint", "any", "Errors of any endpoint", errors, "Any endpoint")

    @property
    def by_what_they_share(self) -> Iterator[Listing]:
        """Yield all listings but those by letter, in the order of the sidebar."""
        yield from self.by_category.values()
        yield from self.by_status.values()
        yield from (self.gateway,) if self.gateway else ()
        yield from self.by_endpoint.values()

    def page_of(self, listing: Listing, part: Part) -> Page:
        """Return the page of a part of a listing."""
        content = render(
            _TEMPLATE,
            listing=listing,
            part=part,
            verdicts=self.catalog.verdicts,
            letters=self.by_letter if listing.kind == "letter" else {},
        )
        label = listing.label if part.number == 1 else f"{listing.label}, part {part.number}"
        return Page(part.path, content, f"{TEMPLATES}/{_TEMPLATE}", label, section=listing.section, is_list=True)

    def pages_of(self, listings: Iterable[Listing]) -> Iterator[Page]:
        """Yield the pages of some listings."""
        for listing in listings:
            yield from (self.page_of(listing, part) for part in listing.parts)

    def _is_long(self, errors: tuple[ErrorType, ...]) -> bool:
        return self.are_needed and len(errors) > EXCERPT
