"""What goes to the site, and where it stands there."""

from collections.abc import Iterable
from dataclasses import dataclass

from error_catalog.api.endpoints import Endpoint


@dataclass(frozen=True)
class SiteFile:
    """One generated file of the site, whichever tool builds it."""

    path: str
    """Where it stands below docs/, as if a person had written it there; for a file that is no page, its URL too."""

    content: str

    source: str
    """The file that a person edits to change it, from the project's root."""

    label: str | None = None
    """The name of a page in the sidebar. A file without one is no page: it is published as it is."""


# The paths below docs/ of the generated pages; no code is written in small letters.
ERRORS_PAGE = "errors/index.md"
DECODE_PAGE = "errors/decode.md"
CHANGELOG_PAGE = "errors/changelog.md"
REFERENCE_PAGE = "reference/index.md"


def error_page(code: str) -> str:
    """Return the path below docs/ of the page about an error."""
    return f"errors/{code}.md"


def error_body(code: str) -> str:
    """Return the path of the file that is the wire body of an error."""
    return f"errors/{code}.json"


def endpoint_page(endpoint: Endpoint) -> str:
    """Return the path below docs/ of the page about an endpoint."""
    return f"reference/{endpoint.slug}.md"


def generated_pages(codes: Iterable[str], endpoints: Iterable[Endpoint]) -> frozenset[str]:
    """Return the paths below docs/ of all generated pages."""
    single = (ERRORS_PAGE, DECODE_PAGE, CHANGELOG_PAGE, REFERENCE_PAGE)
    return frozenset((*single, *map(error_page, codes), *map(endpoint_page, endpoints)))
