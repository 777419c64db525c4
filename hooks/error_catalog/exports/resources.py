"""What there is for programs, and which of it to use for what: said once, for every list of it."""

from dataclasses import dataclass

from error_catalog.exports import catalog_json, clients, feed, openapi, schemas, wiremock
from error_catalog.exports.publishing import address
from error_catalog.sitefile import error_body, error_page

LLMS_PATH = "llms.txt"
LLMS_FULL_PATH = "llms-full.txt"


@dataclass(frozen=True)
class Resource:
    """A published file, or, where the path has `CODE` in it, one for each error."""

    path: str
    title: str
    use: str
    """When to use it, in one line of Markdown."""

    @property
    def url(self) -> str:
        """Return its address."""
        return address(self.path)

    @property
    def is_one_for_each_error(self) -> bool:
        """Whether `CODE` in its path stands for every code."""
        return "CODE" in self.path


RESOURCES = (
    Resource(
        error_page("CODE"), "An error as Markdown", "Read one error in a terminal or an AI agent; its head decides."
    ),
    Resource(
        error_body("CODE"), "An error's body", "Stub the API in a test with the body of one error, as on the wire."
    ),
    Resource(
        catalog_json.JSON_PATH, "All errors as JSON", "Build a tool, a dashboard or a test on the whole catalogue."
    ),
    Resource(catalog_json.CSV_PATH, "All errors as CSV", "Look at the index of errors in a spreadsheet."),
    Resource(
        openapi.PATH, "OpenAPI 3.1", "Generate a client or a mock; it has every operation with the errors of each."
    ),
    Resource(clients.PYTHON_PATH, "Python client file", "Handle errors in Python: typed codes, decisions, a parser."),
    Resource(clients.TYPESCRIPT_PATH, "TypeScript client file", "The same in TypeScript or, compiled, in JavaScript."),
    Resource(
        clients.MOCK_PATH, "Mock server", "Provoke each error in integration tests; Python's standard library will do."
    ),
    Resource(
        wiremock.PATH, "WireMock stubs", "Provoke each error on the JVM; it goes into WireMock's folder `mappings`."
    ),
    Resource(feed.PATH, "Changelog as Atom", "Be told by a feed reader when a code is new, changed or deprecated."),
    Resource(schemas.PROBLEM_PATH, "Schema of a body", "Test that a body is as documented here; in production, parse."),
    Resource(catalog_json.SCHEMA_PATH, "Schema of the catalogue", "Type or check what reads the errors as JSON."),
    Resource(schemas.EXAMPLE_PATH, "Schema of an example file", "Complete and check a file of examples/ in an editor."),
    Resource(LLMS_PATH, "Index for AI agents", "Point an AI agent here first: a line and a link for each error."),
    Resource(LLMS_FULL_PATH, "Everything for AI agents", "Give an AI agent all errors at once, as Markdown."),
)
