"""What goes to the site, pages and files, and where it stands there."""

from collections.abc import Iterable
from dataclasses import dataclass

from error_catalog.api.endpoints import Endpoint

SITE = "https://developer.gett-tech.com/"
"""The address of the site."""


STATUS_PAGE = "https://status.gett-tech.com"
"""Where Gett says whether the API is up."""


MOCK_ADDRESS = "http://127.0.0.1:8010"
"""Where the mock listens unless it is told otherwise."""


@dataclass(frozen=True)
class Page:
    """A page: Markdown for a site builder; a generated one is as if a person had written it below docs/."""

    path: str
    """Where it stands or would stand, below docs/."""

    content: str
    source: str
    """The file that a person edits to change it, from the project's root."""

    label: str
    """Its name in the sidebar; empty where the settings of the site name it."""

    unlinked: str = ""
    """Its content without the links that are put on names and terms."""

    section: str | None = None
    """The heading in the sidebar under which it stands, with its neighbours of the same section."""

    is_list: bool = False
    """Whether it only leads to other pages, so that a text about all pages is complete without it."""

    @property
    def output(self) -> str:
        """Return the path of the built page in the site."""
        return page_output(self.path)


@dataclass(frozen=True)
class File:
    """A generated file that is published as it is."""

    path: str
    """Its path in the site."""

    content: str
    source: str
    """The file that a person edits to change it, from the project's root."""

    @property
    def is_markdown(self) -> bool:
        """Whether it is raw Markdown, which a site builder would make a page of."""
        return self.path.endswith(".md")


# The paths below docs/ of the generated pages; no code is written in small letters.
ERRORS_PAGE = "errors/index.md"
DECODE_PAGE = "errors/decode.md"
CHANGELOG_PAGE = "errors/changelog.md"
REFERENCE_PAGE = "reference/index.md"

FILTER_DATA = "assets/errors.js"
"""What the filter of the error index loads where the page does not hold all errors."""

# The files that partners copy, by their paths in the site.
PYTHON_CLIENT = "clients/gett_errors.py"
TYPESCRIPT_CLIENT = "clients/gett-errors.ts"
MOCK_SERVER = "clients/gett_mock.py"


def error_page(code: str) -> str:
    """Return the path below docs/ of the page about an error."""
    return f"errors/{code}.md"


def list_page(kind: str, name: str, number: int) -> str:
    """Return the path below docs/ of a page that lists errors: the second one with status 400, for example."""
    return f"errors/by-{kind}/{name}{f'-{number}' if number > 1 else ''}.md"


def older_changes_page(number: int) -> str:
    """Return the path below docs/ of a page of older changes; the first one has the oldest."""
    return f"errors/changelog/{number}.md"


def error_markdown(code: str) -> str:
    """Return the path of the file that is an error as Markdown, for programs."""
    return f"errors/{code}.md"


def error_entry(code: str) -> str:
    """Return the path of the file that is the entry of an error in the catalogue as data."""
    return f"errors/{code}/index.json"


def error_body(code: str) -> str:
    """Return the path of the file that is the wire body of an error."""
    return f"errors/{code}.json"


def endpoint_page(endpoint: Endpoint) -> str:
    """Return the path below docs/ of the page about an endpoint."""
    return f"reference/{endpoint.slug}.md"


def page_output(path: str) -> str:
    """Return where a page is built to, by its path below docs/; README is another name for index."""
    folder, _, name = path.removesuffix(".md").rpartition("/")
    parts = [folder] if name in ("index", "README") else [folder, name]
    return "/".join([*filter(None, parts), "index.html"])


def page_address(target: str) -> str:
    """Return the address of a page by its path below docs/, behind which a #heading may stand."""
    path, hash_sign, anchor = target.partition("#")
    return f"{SITE}{page_output(path).removesuffix('index.html')}{hash_sign}{anchor}"


def generated_pages(codes: Iterable[str], endpoints: Iterable[Endpoint]) -> frozenset[str]:
    """Return the paths below docs/ of all generated pages."""
    single = (ERRORS_PAGE, DECODE_PAGE, CHANGELOG_PAGE, REFERENCE_PAGE)
    return frozenset((*single, *map(error_page, codes), *map(endpoint_page, endpoints)))
