"""The exchanges as WireMock stubs, for integration tests on the JVM: one file for its `mappings` folder."""

import re
from collections import defaultdict
from collections.abc import Iterator

from error_catalog.exports.exchanges import Exchanges
from error_catalog.exports.publishing import json_file
from error_catalog.exports.resources import WIREMOCK
from error_catalog.model.catalog import Catalog
from error_catalog.model.error import ErrorType
from error_catalog.sitefile import File


def wiremock_file(catalog: Catalog, exchanges: Exchanges) -> File:
    """Return all stubs as one file, as WireMock loads and imports them."""
    stubs = [stub for error in catalog.errors for stub in _stubs(error, catalog, exchanges)]
    return json_file(WIREMOCK, {"mappings": stubs})


def _stubs(error: ErrorType, catalog: Catalog, exchanges: Exchanges) -> Iterator[dict[str, object]]:
    """Yield the stubs of an error: for each method of its endpoints, one that wants Markdown and one for the rest."""
    exchange = exchanges["errors"][error.code]
    # Among other preferences, or alone.
    asks_for_it = rf'(?i)(.*[,;\s])?example\s*=\s*"?{error.code}"?\s*([,;].*)?'
    # Without q-values: whoever names Markdown first wants it.
    wants_markdown = {"Accept": {"matches": r"(?i)\s*text/(markdown|\*)\s*([;,].*)?"}}
    for method, paths in _places(error, catalog).items():
        for form, priority, accept in (("markdown", 1, wants_markdown), ("body", 2, {})):
            yield {
                "name": f"{error.code}, {method}, {form}",
                "priority": priority,
                "request": {
                    "method": method,
                    "urlPathPattern": "|".join(paths),
                    "headers": {"Prefer": {"matches": asks_for_it}, **accept},
                },
                "response": {
                    "status": exchange["status"],
                    "statusMessage": exchange["title"],
                    "headers": {"Content-Type": exchanges["forms"][form]["type"], **exchange["headers"]},
                    "body": exchange[form],
                },
            }


def _places(error: ErrorType, catalog: Catalog) -> dict[str, list[str]]:
    """Return the patterns of the paths that may answer with the error, each once, by their methods."""
    places: dict[str, list[str]] = defaultdict(list)
    for endpoint in catalog.endpoints_of(error):
        patterns = places["ANY" if error.is_gateway else endpoint.method]
        pattern = re.sub(r"\{[^/]*\}", "[^/]+", endpoint.path)
        if pattern not in patterns:
            patterns.append(pattern)
    return places
