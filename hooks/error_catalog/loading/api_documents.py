"""The OpenAPI documents under docs/api/, read for the endpoints that exist."""

import re
from collections.abc import Iterator
from dataclasses import replace

from error_catalog.api.endpoints import METHODS, Endpoint
from error_catalog.api.operations import credentials_of, endpoint_at, resolved
from error_catalog.diagnostics.faults import Fault, Location, Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.loading.consequences import without_consequences
from error_catalog.loading.document import Document
from error_catalog.loading.openapi_grammar import grammar_violations
from error_catalog.prose.known_names import KnownNames
from error_catalog.prose.markup import markup_violations
from error_catalog.prose.references import name_violations

_PATH = re.compile(r"(?:/(?:[A-Za-z0-9._~-]+|\{[A-Za-z]\w*\}))+", re.ASCII)
"""A path template whose parameters are whole segments."""


def endpoints_of(document: Document) -> tuple[tuple[Endpoint, ...], tuple[Fault, ...]]:
    """Return the endpoints of an OpenAPI document in its order, and the faults that it has as such."""
    endpoints: list[Endpoint] = []
    violations: list[Violation] = []
    for found in (*_read(document.data, document.path), *_head_violations(document.data)):
        if isinstance(found, Endpoint):
            endpoints.append(found)
        else:
            violations.append(found)
    if isinstance(document.data, dict) and not (endpoints or violations or document.faults):
        hint = "is this an OpenAPI document?"
        violations.append(Violation(Rule.NO_OPERATION, (), "no endpoint under `paths`", hint))
    found_in_all = without_consequences(violations, [*grammar_violations(document.data)])
    return tuple(endpoints), document.all_faults(found_in_all)


def name_faults(document: Document, names: KnownNames) -> Iterator[Fault]:
    """Yield a fault for each code, category and header in a summary or a description that does not exist."""
    for path, item in _paths(document.data).items():
        for name in _operations(item):
            for location, text in _prose(path, item, name):
                for violation in name_violations(text, names):
                    yield document.fault(replace(violation, location=location))


def _read(data: object, source: str) -> Iterator[Endpoint | Violation]:
    for path, item in _paths(data).items():
        if not _PATH.fullmatch(path):
            message = f"the path `{path[:60]}` has the wrong form"
            hint = "a right one looks like /v1/stores/{storeId}"
            yield Violation(Rule.PATH, ("paths", path), message, hint, at_key=True)
            continue
        operations = item if isinstance(item, dict) else {}
        names = _operations(operations)
        if not names:
            yield Violation(Rule.NO_OPERATION, ("paths", path), f"`{path}` has no operation", at_key=True)
        for name in names:
            endpoint = endpoint_at(data, path, name, source)
            yield from _read_operation(path, operations, name, endpoint)
            for unknown in set(endpoint.credentials).difference(credentials_of(data)):
                message = f"`{name}` of `{path}` asks for unknown credentials: {unknown}"
                hint = "`securitySchemes` under `components` has them all"
                yield Violation(Rule.CREDENTIALS, ("paths", path, name), message, hint, at_key=True)
        yield from _parameter_violations(data, path, operations)


def _read_operation(
    path: str, item: dict[str, object], name: str, endpoint: Endpoint
) -> Iterator[Endpoint | Violation]:
    if name != name.lower():
        message = f"`{name}` is written `{name.lower()}`"
        yield Violation(Rule.METHOD, ("paths", path, name), message, at_key=True)
    yield endpoint
    if not endpoint.summary:
        message = f"`{name}` of `{path}` has no summary"
        yield Violation(Rule.SUMMARY, ("paths", path, name), message, at_key=True)
        return
    for location, text in _prose(path, item, name):
        for violation in markup_violations(text):
            yield replace(violation, location=location)


def _head_violations(data: object) -> Iterator[Violation]:
    """Yield the markup in the document's own texts that the pages must not hold."""
    info = data.get("info") if isinstance(data, dict) else None
    for field in ("summary", "description"):
        text = info.get(field) if isinstance(info, dict) else None
        for violation in markup_violations(text.strip()) if isinstance(text, str) else ():
            yield replace(violation, location=("info", field))


def _paths(data: object) -> dict[str, object]:
    paths = data.get("paths") if isinstance(data, dict) else None
    return paths if isinstance(paths, dict) else {}


def _operations(item: object) -> list[str]:
    """Return the keys of a path item that are methods."""
    return [name for name in item if name.upper() in METHODS] if isinstance(item, dict) else []


def _prose(path: str, item: object, name: str) -> Iterator[tuple[Location, str]]:
    """Yield summary and description of an operation, as far as it has them, with their places."""
    operation = item.get(name) if isinstance(item, dict) else None
    for field in ("summary", "description"):
        text = operation.get(field) if isinstance(operation, dict) else None
        if isinstance(text, str):
            yield ("paths", path, name, field), text.strip()


def _parameter_violations(data: object, path: str, item: dict[str, object]) -> Iterator[Violation]:
    """Path parameters stand on the path item, once for all of its operations."""
    listed = item.get("parameters", ())
    parameters = (
        [resolved(data, each) for each in listed] if isinstance(data, dict) and isinstance(listed, tuple) else []
    )
    declared = {str(parameter.get("name")) for parameter in parameters if parameter.get("in") == "path"}
    wanted = {segment[1:-1] for segment in path.split("/") if segment.startswith("{")}
    if declared != wanted:
        message = f"the path has {_listed(wanted)}, but it declares {_listed(declared)}"
        hint = "`parameters` of the path has one entry for each, with `in: path`"
        yield Violation(Rule.PARAMETERS, ("paths", path), message, hint, at_key=True)


def _listed(names: set[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names)) or "no parameter"
