"""The OpenAPI documents under docs/api/, read for the endpoints that exist."""

import re
from collections.abc import Collection, Iterator, Set

from error_catalog.api.description import (
    ApiDescription,
    Node,
    endpoint_at,
    items_at,
    methods_of,
    node_at,
    parameters_of,
    text_at,
)
from error_catalog.api.endpoints import Endpoint
from error_catalog.diagnostics.faults import Fault, Location, Violation, walk
from error_catalog.diagnostics.rules import Rule
from error_catalog.loading import operation_ids
from error_catalog.loading.document import Document
from error_catalog.loading.extensions import extension_violations
from error_catalog.loading.openapi_grammar import grammar_violations
from error_catalog.prose.known_names import KnownNames
from error_catalog.prose.markup import markup_violations
from error_catalog.prose.references import name_violations
from error_catalog.prose.style import style_violations

_PATH = re.compile(r"(?:/(?:[A-Za-z0-9._~-]+|\{[A-Za-z]\w*\}))+", re.ASCII)
"""A path template whose parameters are whole segments."""

_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~/-]*)?")

_PROSE = ("summary", "description")
_DATA = ("const", "default", "enum", "example", "examples", "value")
"""The fields that hold data, whatever is called a description there."""

_MOST_LEVELS = 200
_MOST_VALUES = 200_000
"""How much a document may hold once its aliases are written out; more would keep the validator busy, or crash it."""


def endpoints_of(document: Document) -> tuple[tuple[Endpoint, ...], tuple[Fault, ...]]:
    """Return the endpoints of an OpenAPI document in its order, and the faults that it has as such."""
    endpoints = tuple(
        endpoint_at(document.data, path, method, document.path)
        for path, item in node_at(document.data, "paths").items()
        if _PATH.fullmatch(path)
        for method in methods_of(node_at(item))
    )
    violations = [*_violations(document)]
    if not (endpoints or violations or document.faults):
        hint = "is this an OpenAPI document?"
        violations.append(Violation(Rule.NO_OPERATION, (), "no endpoint under `paths`", hint))
    return endpoints, document.all_faults(violations)


def name_faults(document: Document, names: KnownNames) -> Iterator[Fault]:
    """Yield a fault for each code, category and header in a summary or a description that does not exist."""
    for location, text in _prose(document.data):
        for violation in name_violations(text, names):
            yield document.fault(violation.at(location))


def _violations(document: Document) -> Iterator[Violation]:
    """Yield what is wrong with a document by OpenAPI's grammar and by our rules; each mistake is told once."""
    if document.root.levels > _MOST_LEVELS or document.root.values > _MOST_VALUES:
        yield Violation(Rule.ENDLESS, (), "aliases stand for more than anybody would write", "write out what is meant")
    else:
        grammar = [*dict.fromkeys(grammar_violations(document.data))]
        faulty = {violation.location[:3] for violation in grammar}
        own = [*_own_violations(node_at(document.data), faulty), *operation_ids.name_violations(document.data, faulty)]
        # Of a path or a method of the wrong form, our rules say more.
        formed = {violation.location for violation in own if violation.rule in (Rule.PATH, Rule.METHOD)}
        yield from (*own, *(violation for violation in grammar if violation.location not in formed))


def _own_violations(data: Node, faulty: Set[Location]) -> Iterator[Violation]:
    """Yield what is wrong by our rules.

    At or below the faulty places, which are no deeper than operations, the grammar is broken: what seems to be missing
    there may be misspelt.
    """
    credentials = ApiDescription((), data).credentials
    for path, value in node_at(data, "paths").items():
        item = node_at(value)
        methods = methods_of(item)
        if not _PATH.fullmatch(path):
            message, hint = f"the path `{path[:60]}` has the wrong form", "a right one looks like /v1/stores/{storeId}"
            yield Violation(Rule.PATH, ("paths", path), message, hint, at_key=True)
            continue
        if faulty.isdisjoint({("paths", path), *(("paths", path, key) for key in item if key not in methods)}):
            yield from _item_violations(data, path, item)
        for method in methods:
            endpoint = endpoint_at(data, path, method, "")
            yield from _operation_violations(endpoint, ("paths", path, method), credentials, faulty)
    for index, server in enumerate(items_at(data, "servers")):
        url = text_at(node_at(server), "url")
        if url and not _ADDRESS.fullmatch(url):
            message, hint = f"{url} is no address", "a right one looks like https://api.example.com"
            yield Violation(Rule.SERVER, ("servers", index, "url"), message, hint)
    yield from extension_violations(data)
    for location, text in _prose(data):
        for violation in (*markup_violations(text), *style_violations(text)):
            yield violation.at(location)


def _item_violations(data: Node, path: str, item: Node) -> Iterator[Violation]:
    """Yield what is wrong with a path itself; its parameters stand there, once for all of its operations."""
    if not methods_of(item):
        yield Violation(Rule.NO_OPERATION, ("paths", path), f"`{path}` has no operation", at_key=True)
    declared = {parameter.name for parameter in parameters_of(data, item) if parameter.place == "path"}
    wanted = {segment[1:-1] for segment in path.split("/") if segment.startswith("{")}
    if declared != wanted:
        message = f"the path has {_listed(wanted)}, but it declares {_listed(declared)}"
        hint = "`parameters` of the path has one entry for each, with `in: path`"
        yield Violation(Rule.PARAMETERS, ("paths", path), message, hint, at_key=True)


def _operation_violations(
    endpoint: Endpoint, place: tuple[str, str, str], credentials: Collection[str], faulty: Set[Location]
) -> Iterator[Violation]:
    """Yield what is wrong with the operation at a place, which may ask for some of the credentials."""
    _, path, method = place
    if method != method.lower():
        yield Violation(Rule.METHOD, place, f"`{method}` is written `{method.lower()}`", at_key=True)
    if not endpoint.summary and place not in faulty:
        hint = "say in a few words what it does: they are the title of its page"
        yield Violation(Rule.SUMMARY, place, f"`{method}` of `{path}` has no summary", hint, at_key=True)
    for unknown in set(endpoint.credentials).difference(credentials) if credentials or not faulty else ():
        message = f"`{method}` of `{path}` asks for unknown credentials: {unknown}"
        hint = "`securitySchemes` under `components` has them all"
        yield Violation(Rule.CREDENTIALS, place, message, hint, at_key=True)
    example = (*place, "requestBody", "content", "application/json", "example")
    yield from (each.at(example) for each in endpoint.field_violations(endpoint.example_body))


def _prose(data: object) -> Iterator[tuple[Location, str]]:
    """Yield each summary and description, with its place; what stands in an example or an extension is data."""
    for location, value in walk(data):
        if isinstance(value, str) and location and location[-1] in _PROSE and not _is_in_data(location):
            yield location, value.strip()


def _is_in_data(location: Location) -> bool:
    steps = zip(("", *location), location, strict=False)
    return any(before != "properties" and (step in _DATA or str(step).startswith("x-")) for before, step in steps)


def _listed(names: set[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names)) or "no parameter"
