"""What there is for programs: where each file is published, and which of them to use for what, for every list of it."""

from dataclasses import dataclass

from error_catalog.sitefile import error_body, error_markdown

CATALOG_JSON = "errors/catalog.json"
CATALOG_CSV = "errors/catalog.csv"
CATALOG_SCHEMA = "schemas/catalog.schema.json"
PROBLEM_SCHEMA = "schemas/problem.schema.json"
EXAMPLE_SCHEMA = "schemas/example.schema.json"
OPENAPI = "openapi.json"
PYTHON_CLIENT = "clients/gett_errors.py"
TYPESCRIPT_CLIENT = "clients/gett-errors.ts"
MOCK_SERVER = "clients/gett_mock.py"
WIREMOCK = "clients/wiremock/mappings/gett-errors.json"
FEED = "errors/changelog.xml"
LLMS = "llms.txt"
LLMS_FULL = "llms-full.txt"

# These lead to the pages, or only our own pages read them.
ROBOTS = "robots.txt"
LIVE_INDEX = "assets/live/index.js"
LIVE_DECODER = "assets/live/decoder.js"


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

    @property
    def is_one_for_each_error(self) -> bool:
        """Whether `CODE` in its path stands for every code."""
        return "CODE" in self.path


RESOURCES = (
    Resource(
        error_markdown("CODE"), "An error as Markdown", "Read one error in a terminal or an AI agent; its head decides."
    ),
    Resource(
        error_body("CODE"), "An error's body", "Stub the API in a test with the body of one error, as on the wire."
    ),
    Resource(CATALOG_JSON, "All errors as JSON", "Build a tool, a dashboard or a test on the whole catalogue."),
    Resource(CATALOG_CSV, "All errors as CSV", "Look at the index of errors in a spreadsheet."),
    Resource(OPENAPI, "OpenAPI 3.1", "Generate a client or a mock; it has every operation with the errors of each."),
    Resource(PYTHON_CLIENT, "Python client file", "Handle errors in Python: typed codes, what to do, retries."),
    Resource(TYPESCRIPT_CLIENT, "TypeScript client file", "The same in TypeScript or, compiled, in JavaScript."),
    Resource(
        MOCK_SERVER, "Mock server", "Provoke each error in integration tests; it needs Python's standard library alone."
    ),
    Resource(WIREMOCK, "WireMock stubs", "Provoke each error on the JVM; it goes into WireMock's folder `mappings`."),
    Resource(FEED, "Changelog as Atom", "Be told by a feed reader when a code is new, changed or deprecated."),
    Resource(PROBLEM_SCHEMA, "Schema of a body", "Test that a body is as documented here; in production, parse."),
    Resource(CATALOG_SCHEMA, "Schema of the catalogue", "Type or check what reads the errors as JSON."),
    Resource(EXAMPLE_SCHEMA, "Schema of an example file", "Complete and check a file of examples/ in an editor."),
    Resource(LLMS, "Index for AI agents", "Point an AI agent here first: a line and a link for each error."),
    Resource(LLMS_FULL, "Everything for AI agents", "Give an AI agent all errors at once, as Markdown."),
)
