"""The OpenAPI documents under docs/api/, read for the endpoints that exist."""

from collections.abc import Iterator
from dataclasses import replace

from error_catalog.diagnostics import Fault, Violation
from error_catalog.document import Document
from error_catalog.endpoints import METHODS, Endpoint
from error_catalog.markup import markup_violations


def endpoints_of(document: Document) -> tuple[tuple[Endpoint, ...], tuple[Fault, ...]]:
    """Return the endpoints of an OpenAPI document in its order, and the faults that it has as such."""
    endpoints: list[Endpoint] = []
    faults = list(document.faults)
    for found in _read(document.data):
        if isinstance(found, Endpoint):
            endpoints.append(found)
        else:
            faults.append(document.fault(found))
    if not endpoints and not faults:
        faults.append(document.fault(Violation((), "no endpoint under `paths`", "is this an OpenAPI document?")))
    return tuple(endpoints), tuple(faults)


def _read(data: object) -> Iterator[Endpoint | Violation]:
    paths = data.get("paths") if isinstance(data, dict) else None
    for path, item in paths.items() if isinstance(paths, dict) else ():
        if not path.startswith("/"):
            yield Violation(("paths", path), f"the path `{path}` does not begin with a slash", at_key=True)
            continue
        operations = item if isinstance(item, dict) else {}
        names = {name for name in operations if name.upper() in METHODS}
        if not names:
            yield Violation(("paths", path), f"`{path}` has no operation", at_key=True)
        for name in operations:
            if name not in names:
                continue
            operation = operations[name]
            summary = operation.get("summary") if isinstance(operation, dict) else None
            yield Endpoint(name.upper(), path, str(summary or ""))
            if not isinstance(summary, str) or not summary:
                yield Violation(("paths", path, name), f"`{name}` of `{path}` has no summary", at_key=True)
                continue
            for violation in markup_violations(summary):
                yield replace(violation, location=("paths", path, name, "summary"))
        yield from _parameter_violations(path, operations)


def _parameter_violations(path: str, item: dict[str, object]) -> Iterator[Violation]:
    """Path parameters stand on the path item, once for all of its operations."""
    parameters = item.get("parameters", ())
    declared = {
        str(parameter.get("name"))
        for parameter in (parameters if isinstance(parameters, tuple) else ())
        if isinstance(parameter, dict) and parameter.get("in") == "path"
    }
    wanted = {segment[1:-1] for segment in path.split("/") if segment.startswith("{")}
    if declared != wanted:
        message = f"the path has {_listed(wanted)}, but it declares {_listed(declared)}"
        hint = "`parameters` of the path has one entry for each, with `in: path`"
        yield Violation(("paths", path), message, hint, at_key=True)


def _listed(names: set[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names)) or "no parameter"
