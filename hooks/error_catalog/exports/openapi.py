"""The API as one OpenAPI document: what docs/api/ says by hand, with the error responses of the catalogue."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from error_catalog.api.category import STATUSES
from error_catalog.api.description import merged
from error_catalog.api.endpoints import Endpoint
from error_catalog.exports.publishing import address, json_file
from error_catalog.exports.resources import OPENAPI
from error_catalog.exports.schemas import problem_members
from error_catalog.loading.project import Project
from error_catalog.model.catalog import Catalog
from error_catalog.model.error import ErrorType
from error_catalog.model.problem import CONTENT_TYPE
from error_catalog.sitefile import File

_PROBLEM = "ProblemDetails"

Node = dict[str, object]


def openapi_file(project: Project, markdown: Mapping[str, str]) -> File:
    """Return the API document with each operation's error responses; what they share stands in its components.

    `markdown` has the Markdown of each error, by its code.
    """
    catalog = project.catalog
    shared = {status: _response(status, errors) for status, errors in _by_status(catalog.gateway)}
    operations = [_operation(endpoint, catalog) for endpoint in catalog.endpoints]
    reference: Node = {"externalDocs": {"description": "Every error of the API", "url": address("errors/")}}
    components = {"components": _components(catalog, shared, markdown)}
    return json_file(OPENAPI, merged(project.api.document, reference, *operations, components), "docs/api/")


def _operation(endpoint: Endpoint, catalog: Catalog) -> Node:
    """Return what the document gets for an operation: the errors that name it, and all gateway errors."""
    own = catalog.by_endpoint[str(endpoint)]
    unshared = {error.status for error in own}
    responses: Node = {}
    for status, errors in _by_status((*own, *catalog.gateway)):
        responses[str(status)] = (
            _response(status, errors) if status in unshared else _reference("responses", _name(status))
        )
    operation = {"operationId": endpoint.slug, "responses": responses}
    return {"paths": {endpoint.path: {endpoint.method.lower(): operation}}}


def _components(catalog: Catalog, shared: dict[int, Node], markdown: Mapping[str, str]) -> Node:
    problem = problem_members(catalog, ref_template="#/components/schemas/{model}")
    parts = problem.pop("$defs")
    return {
        "responses": {_name(status): response for status, response in shared.items()},
        "headers": merged(*(_headers(error) for error in catalog.errors)),
        "examples": dict(
            example
            for error in catalog.errors
            for example in _examples(error, catalog.verdicts[error.code].advice, markdown[error.code])
        ),
        "schemas": {_PROBLEM: problem, **parts},
    }


def _response(status: int, errors: tuple[ErrorType, ...]) -> Node:
    """Return the response with one status, of which each error is an example by its code."""
    headers = sorted({name for error in errors for name in error.examples[0].headers})
    problem = {error.code: _reference("examples", error.code) for error in errors}
    markdown = {error.code: _reference("examples", f"{error.code}.md") for error in errors}
    response: Node = {"description": STATUSES[status].title}
    if headers:
        response["headers"] = {name: _reference("headers", name) for name in headers}
    response["content"] = {
        CONTENT_TYPE: {"schema": _reference("schemas", _PROBLEM), "examples": problem},
        "text/markdown": {"schema": {"type": "string"}, "examples": markdown},
    }
    return response


def _examples(error: ErrorType, advice: str, markdown: str) -> Iterator[tuple[str, Node]]:
    about = {"summary": advice, "description": error.meaning}
    yield error.code, {**about, "value": error.body.members()}
    yield f"{error.code}.md", {**about, "value": markdown}


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
