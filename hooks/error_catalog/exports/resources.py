"""What there is for programs: where each file is published, and which of them to use for what, for every list of it."""

from dataclasses import dataclass

from error_catalog.sitefile import (
    MOCK_SERVER,
    PYTHON_CLIENT,
    TYPESCRIPT_CLIENT,
    error_body,
    error_entry,
    error_markdown,
)

CATALOG_JSON = "errors/catalog.json"
CATALOG_CSV = "errors/catalog.csv"
CATALOG_SCHEMA = "schemas/catalog.schema.json"
PROBLEM_SCHEMA = "schemas/problem.schema.json"
EXAMPLE_SCHEMA = "schemas/example.schema.json"
OPENAPI = "openapi.json"
CONFORMANCE = "conformance/handling.json"
CONFORMANCE_SCHEMA = "schemas/conformance.schema.json"
VERSIONS = "clients/versions.json"
WIREMOCK = "clients/wiremock/mappings/gett-errors.json"
FEED = "errors/changelog.xml"
LLMS = "llms.txt"
LLMS_FULL = "llms-full.txt"

# These lead to the pages, or only our own pages read them.
ROBOTS = "robots.txt"
LIVE_INDEX = "assets/live/index.js"
LIVE_DECODER = "assets/live/decoder.js"


def live_decoder_part(number: int) -> str:
    """Return the path of a script with some of many errors for the decoder; the first has number 1."""
    return f"assets/live/decoder-{number}.js"


def live_error(code: str) -> str:
    """Return the path of the script that has what Run sends, and what is answered, for an error."""
    return f"assets/live/errors/{code}.js"


@dataclass(frozen=True)
class Resource:
    """A published file, or, where the path has `CODE` in it, one for each error."""

    path: str
    title: str
    use: str
    """When to use it, in one line of Markdown."""

    may_gain: str
    """What may be added to it without notice, in one line of Markdown."""

    @property
    def is_one_for_each_error(self) -> bool:
        """Whether `CODE` in its path stands for every code."""
        return "CODE" in self.path


RESOURCES = (
    Resource(
        error_markdown("CODE"),
        "An error as Markdown",
        "Read one error in a terminal or an AI agent; its head decides.",
        "Keys in its head, and sections.",
    ),
    Resource(
        error_entry("CODE"),
        "An error as JSON",
        "Decide on one error by program: its entry of catalog.json alone.",
        "Members of any object, and values of a set.",
    ),
    Resource(
        error_body("CODE"),
        "An error's body",
        "Stub the API in a test with the body of one error, as on the wire.",
        "Members.",
    ),
    Resource(
        CATALOG_JSON,
        "All errors as JSON",
        "Build a tool, a dashboard or a test on the whole catalogue.",
        "Errors, endpoints, categories, members of any object, and values of a set, as of `actor`; "
        "`format` rises when the form changes otherwise.",
    ),
    Resource(
        CATALOG_CSV,
        "All errors as CSV",
        "Look at the index of errors in a spreadsheet.",
        "Rows, columns at any place, and values; read a column by its name.",
    ),
    Resource(
        OPENAPI,
        "OpenAPI 3.1",
        "Generate a client or a mock; it has every operation with the errors of each.",
        "Operations, webhooks, optional parameters, members, error responses and known values.",
    ),
    Resource(
        PYTHON_CLIENT,
        "Python client file",
        "Handle errors in Python: typed codes, what to do, retries.",
        "Codes, categories, fields, methods and functions; arguments that may be left out.",
    ),
    Resource(
        TYPESCRIPT_CLIENT,
        "TypeScript client file",
        "The same in TypeScript or, compiled, in JavaScript.",
        "The same; so give each `switch` over codes a `default`.",
    ),
    Resource(
        MOCK_SERVER,
        "Mock server",
        "Provoke each error in integration tests; it needs Python's standard library alone.",
        "Errors, endpoints and options.",
    ),
    Resource(
        WIREMOCK,
        "WireMock stubs",
        "Provoke each error on the JVM; it goes into WireMock's folder `mappings`.",
        "Stubs, and headers and members of what they answer.",
    ),
    Resource(
        CONFORMANCE,
        "Conformance table",
        "Test a client in any language: what it does about each error at each call.",
        "Errors, calls, scenarios, members of any object, and values of a set; "
        "`format` rises when the form changes otherwise.",
    ),
    Resource(
        VERSIONS,
        "Versions of the files that you copy",
        "See whether your copy is the newest, and which change breaks.",
        "Files, releases and members.",
    ),
    Resource(
        FEED,
        "Changelog as Atom",
        "Be told by a feed reader when a code is new, changed or deprecated.",
        "Entries.",
    ),
    Resource(
        PROBLEM_SCHEMA,
        "Schema of a body",
        "Test that a body is as documented here; in production, parse.",
        "Whatever an error may gain. It refuses what it does not know yet: take it anew when a test fails.",
    ),
    Resource(
        CATALOG_SCHEMA,
        "Schema of the catalogue",
        "Type or check what reads the errors as JSON.",
        "Members. What they may gain fits it already.",
    ),
    Resource(
        CONFORMANCE_SCHEMA,
        "Schema of the conformance table",
        "Type or check what reads the conformance table.",
        "Members. What the table may gain fits it already.",
    ),
    Resource(
        EXAMPLE_SCHEMA,
        "Schema of an example file",
        "Complete and check a file of examples/ in an editor.",
        "Fields; it goes with one revision of `examples/`.",
    ),
    Resource(
        LLMS,
        "Index for AI agents",
        "Point an AI agent here first: a line and a link for each page, error and file.",
        "Lines and sections.",
    ),
    Resource(
        LLMS_FULL,
        "Everything for AI agents",
        "Give an AI agent all pages and errors at once, as Markdown.",
        "Pages and sections.",
    ),
)
