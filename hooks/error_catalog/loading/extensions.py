"""The extensions in an API document, held against where they stand and what else is said there."""

from collections.abc import Iterator

from error_catalog.api.description import Node, endpoint_at
from error_catalog.api.endpoints import METHODS, Endpoint
from error_catalog.diagnostics.faults import Location, Violation, walk
from error_catalog.diagnostics.rules import Rule
from error_catalog.loading.openapi_schemas import DOCUMENT_EXTENSIONS, OPERATION_EXTENSIONS


def extension_violations(data: Node) -> Iterator[Violation]:
    """Yield a violation for each extension of ours that does nothing where it stands, or contradicts another."""
    for location, node in walk(data):
        given = [
            name for name in (*DOCUMENT_EXTENSIONS, *OPERATION_EXTENSIONS) if isinstance(node, dict) and name in node
        ]
        for name in given:
            is_of_operation = name in OPERATION_EXTENSIONS
            hint = ""
            if is_of_operation and not _is_operation(location):
                hint = "it belongs to an operation under `paths`"
            elif location and not is_of_operation:
                hint = "it belongs to the top of the document"
            elif is_of_operation:
                hint = _contradiction(name, endpoint_at(data, str(location[1]), str(location[2]), ""))
            if hint:
                yield Violation(Rule.EXTENSION, (*location, name), f"`{name}` does nothing here", hint, at_key=True)


def _is_operation(location: Location) -> bool:
    match location:
        case ("paths", _, method):
            return str(method).upper() in METHODS
    return False


def _contradiction(name: str, endpoint: Endpoint) -> str:
    """Return what to do about an extension of an operation that another one, or the method, makes void."""
    if endpoint.is_safe and not endpoint.is_declared_safe:
        return f"{endpoint.method} changes nothing, so delete it"
    if endpoint.is_declared_safe and name != "x-safe":
        return "by `x-safe` the call changes nothing, so delete one of the two"
    if endpoint.is_idempotent and name == "x-repeatable":
        return f"{endpoint.method} may be repeated by itself, so delete it"
    return ""
