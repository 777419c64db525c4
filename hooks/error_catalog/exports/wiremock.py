"""The exchanges as WireMock stubs, for integration tests on the JVM: one file for its `mappings` folder."""

import re
from collections.abc import Iterator

from error_catalog.exports.exchanges import Exchanges
from error_catalog.exports.publishing import json_file
from error_catalog.model.catalog import Catalog
from error_catalog.model.error import ErrorType
from error_catalog.sitefile import File

PATH = "clients/wiremock/mappings/gett-errors.json"


def wiremock_file(catalog: Catalog, exchanges: Exchanges) -> File:
    """Return all stubs as one file, as WireMock loads and imports them."""
    return json_file(
        PATH, {"mappings": [stub for error in catalog.errors for stub in _stubs(error, catalog, exchanges)]}
    )


def _stubs(error: ErrorType, catalog: Catalog, exchanges: Exchanges) -> Iterator[dict[str, object]]:
    """Yield the stubs of an error: for each method of its endpoints, one that wants Markdown and one for the rest."""
    exchange = exchanges["errors"][error.code]
    # Without q-values: whoever names Markdown first wants it.
    wants_markdown = {"Accept": {"matches": r"(?i)\s*text/(markdown|\*)\s*([;,].*)?"}}
    for method, paths in _places(error, catalog).items():
        for form, priority, accept in (("markdown", 1, wants_markdown), ("body", 2, {})):
            yield {
                "name": f"{error.code}, {method}, {form}",
                "priority": priority,
                "request": {
                    "method": method,
                    "urlPathPattern": "|".join(dict.fromkeys(map(_pattern, paths))),
                    "headers": {"Prefer": {"matches": _asking_for(error.code)}, **accept},
                },
                "response": {
                    "status": exchange["status"],
                    "statusMessage": exchange["title"],
                    "headers": {"Content-Type": exchanges["forms"][form]["type"], **exchange["headers"]},
                    "body": exchange[form],
                },
            }


def _places(error: ErrorType, catalog: Catalog) -> dict[str, list[str]]:
    """Return the path templates of the endpoints that may answer with the error, by their methods."""
    places: dict[str, list[str]] = {}
    for endpoint in catalog.endpoints_of(error):
        places.setdefault("ANY" if error.is_gateway else endpoint.method, []).append(endpoint.path)
    return places


def _pattern(template: str) -> str:
    return re.sub(r"\{[^/]*\}", "[^/]+", template)


def _asking_for(code: str) -> str:
    """Return the pattern of a Prefer header that asks for a code, among other preferences or alone."""
    return rf'(?i)(.*[,;\s])?example\s*=\s*"?{code}"?\s*([,;].*)?'
