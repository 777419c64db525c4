"""The API as one OpenAPI document: what docs/api/ says by hand, with the error responses of the catalogue."""

from collections.abc import Iterable, Iterator, Mapping

from error_catalog.api.description import merged
from error_catalog.api.endpoints import Endpoint
from error_catalog.exports.publishing import address, json_file
from error_catalog.exports.schemas import problem_members
from error_catalog.loading.project import Project
from error_catalog.model.catalog import Catalog
from error_catalog.model.error import ErrorType
from error_catalog.model.problem import CONTENT_TYPE, TITLES
from error_catalog.sitefile import File

PATH = "openapi.json"

_PROBLEM = "ProblemDetails"

Node = dict[str, object]


def render_openapi(project: Project, markdown: Mapping[str, str]) -> Iterator[File]:
    """Yield the OpenAPI document."""
    yield json_file(PATH, openapi_document(project, markdown), "docs/api/")


def openapi_document(project: Project, markdown: Mapping[str, str]) -> Node:
    """Return the API document with each operation's error responses; what they share stands in its components.

    `markdown` has the Markdown of each error, by its code.
    """
    catalog = project.catalog
    shared = {_status(errors): _response(errors) for errors in _by_status(catalog.gateway)}
    operations = [_operation(endpoint, catalog) for endpoint in catalog.endpoints]
    reference: Node = {"externalDocs": {"description": "Every error of the API", "url": address("errors/")}}
    return merged(project.api.document, reference, *operations, {"components": _components(catalog, shared, markdown)})


def _operation(endpoint: Endpoint, catalog: Catalog) -> Node:
    """Return what the document gets for an operation: the errors that name it, and all gateway errors."""
    own = catalog.by_endpoint[str(endpoint)]
    unshared = {error.status for error in own}
    responses: Node = {}
    for errors in _by_status((*own, *catalog.gateway)):
        status = _status(errors)
        responses[str(status)] = _response(errors) if status in unshared else _reference("responses", _name(status))
    operation = {"operationId": endpoint.slug, "responses": responses}
    return {"paths": {endpoint.path: {endpoint.method.lower(): operation}}}


def _components(catalog: Catalog, shared: dict[int, Node], markdown: Mapping[str, str]) -> Node:
    problem = problem_members(catalog, ref_template="#/components/schemas/{model}")
    parts = problem.pop("$defs")
    return {
        "responses": {_name(status): response for status, response in shared.items()},
        "headers": merged(*(_headers(error) for error in catalog.errors)),
        "examples": dict(example for error in catalog.errors for example in _examples(error, markdown[error.code])),
        "schemas": {_PROBLEM: problem, **parts},
    }


def _response(errors: tuple[ErrorType, ...]) -> Node:
    """Return the response with one status, of which each error is an example by its code."""
    headers = sorted({name for error in errors for name in error.examples[0].headers})
    problem = {error.code: _reference("examples", error.code) for error in errors}
    markdown = {error.code: _reference("examples", f"{error.code}.md") for error in errors}
    response: Node = {"description": TITLES[_status(errors)]}
    if headers:
        response["headers"] = {name: _reference("headers", name) for name in headers}
    response["content"] = {
        CONTENT_TYPE: {"schema": _reference("schemas", _PROBLEM), "examples": problem},
        "text/markdown": {"schema": {"type": "string"}, "examples": markdown},
    }
    return response


def _examples(error: ErrorType, markdown: str) -> Iterator[tuple[str, Node]]:
    about = {"summary": error.recovery.advice, "description": error.meaning}
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


def _by_status(errors: Iterable[ErrorType]) -> Iterator[tuple[ErrorType, ...]]:
    """Yield the errors of each status, by number; within one, by code."""
    ordered = sorted(errors, key=lambda error: error.code)
    for status in sorted({error.status for error in ordered}):
        yield tuple(error for error in ordered if error.status == status)


def _status(errors: tuple[ErrorType, ...]) -> int:
    return errors[0].status


def _name(status: int) -> str:
    return TITLES[status].replace(" ", "")


def _reference(kind: str, name: str) -> dict[str, str]:
    return {"$ref": f"#/components/{kind}/{name}"}
