"""The API as one OpenAPI document: what docs/api/ says by hand, with the error responses of the catalogue."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from error_catalog.api.category import STATUSES
from error_catalog.api.description import merged, node_at
from error_catalog.api.endpoints import Endpoint
from error_catalog.exports.open_schemas import PROBLEM, open_schemas
from error_catalog.exports.publishing import address, json_file
from error_catalog.exports.resources import OPENAPI
from error_catalog.loading.project import Project
from error_catalog.model.catalog import Catalog
from error_catalog.model.error import ErrorType
from error_catalog.model.problem import CONTENT_TYPE
from error_catalog.sitefile import File

_OTHER = "OtherError"
"""The name of the response for a status that no error has yet."""

Node = dict[str, object]


def openapi_file(project: Project) -> File:
    """Return the API document with each operation's error responses; what they share stands in its components."""
    catalog = project.catalog
    reference: Node = {"externalDocs": {"description": "Every error of the API", "url": address("errors/")}}
    operations = [_operation(endpoint, project) for endpoint in catalog.endpoints]
    components = {"components": _components(catalog)}
    return json_file(OPENAPI, merged(project.api.document, reference, *operations, components), "docs/api/")


def _operation(endpoint: Endpoint, project: Project) -> Node:
    """Return what the document gets for an operation: the errors that name it, and all gateway errors."""
    catalog = project.catalog
    own = catalog.by_endpoint[str(endpoint)]
    unshared = {error.status for error in own}
    method = endpoint.method.lower()
    responses = _numbered(node_at(project.api.document, "paths", endpoint.path, method, "responses"))
    for status, errors in _by_status((*own, *catalog.gateway)):
        responses[str(status)] = (
            _response(status, errors) if status in unshared else _reference("responses", _name(status))
        )
    responses["default"] = _reference("responses", _OTHER)
    return {"paths": {endpoint.path: {method: {"responses": responses}}}}


def _numbered(responses: Mapping[str, object]) -> Node:
    """Return the success as 200, where docs/api/ has it as 2XX because its number is not documented.

    It stays there as 2XX. Several generators and mocks know numbers alone.
    """
    return {"200": responses["2XX"]} if "2XX" in responses and "200" not in responses else {}


def _components(catalog: Catalog) -> Node:
    shared = {_name(status): _response(status, errors) for status, errors in _by_status(catalog.gateway)}
    return {
        "responses": {**shared, _OTHER: {"description": "An error whose status is new.", "content": _content()}},
        "headers": merged(*(_headers(error) for error in catalog.errors)),
        "examples": {error.code: _example(error, catalog.verdicts[error.code].advice) for error in catalog.errors},
        "schemas": open_schemas(catalog, lambda name: _reference("schemas", name)),
    }


def _response(status: int, errors: tuple[ErrorType, ...]) -> Node:
    """Return the response with one status, of which each error is an example by its code."""
    headers = sorted({name for error in errors for name in error.examples[0].headers})
    response: Node = {"description": STATUSES[status].title}
    if headers:
        response["headers"] = {name: _reference("headers", name) for name in headers}
    examples = {error.code: _reference("examples", error.code) for error in errors}
    return {**response, "content": _content(examples=examples)}


def _content(**more: object) -> Node:
    """Return the JSON form of a body alone: a generator would give the error of a call two types, one a mere text."""
    return {CONTENT_TYPE: {"schema": _reference("schemas", PROBLEM), **more}}


def _example(error: ErrorType, advice: str) -> Node:
    return {"summary": advice, "description": error.meaning, "value": error.body.members()}


def _headers(error: ErrorType) -> Node:
    """Return what the document gets for each header that comes with an error; docs/api/ knows more about it."""
    return {
        name: {
            "schema": {"type": "string"},
            "examples": {error.code: {"value": int(value) if value.isdecimal() else value}},
        }
        for name, value in error.examples[0].headers.items()
    }


def _by_status(errors: Iterable[ErrorType]) -> Iterator[tuple[int, tuple[ErrorType, ...]]]:
    """Yield each status, by number, with its errors, by code."""
    ordered = sorted(errors, key=lambda error: (error.status, error.code))
    for status, group in groupby(ordered, key=lambda error: error.status):
        yield status, tuple(group)


def _name(status: int) -> str:
    return STATUSES[status].title.replace(" ", "")


def _reference(kind: str, name: str) -> dict[str, str]:
    return {"$ref": f"#/components/{kind}/{name}"}
