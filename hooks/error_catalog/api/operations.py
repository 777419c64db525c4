"""What an OpenAPI document says about one operation; whatever has another form than it should counts as not said."""

from collections.abc import Iterator, Mapping

from error_catalog.api.endpoints import Endpoint, Input
from error_catalog.api.pointers import steps_of

Node = Mapping[str, object]

_NOTHING: Node = {}


def endpoint_at(document: object, path: str, method: str, source: str) -> Endpoint:
    """Return the endpoint at a path and a method of a document; `source` is the file that holds it."""
    root = _mapping(document)
    item = _at(root, "paths", path)
    operation = _at(item, method)
    requirements = operation.get("security", root.get("security"))
    body = resolved(root, operation.get("requestBody"))
    content = _at(body, "content", "application/json")
    return Endpoint(
        method=method.upper(),
        path=path,
        summary=_text(operation, "summary"),
        description=_text(operation, "description"),
        source=source,
        inputs=(*_parameters(root, item), *_parameters(root, operation), *_fields(root, content)),
        credentials=tuple(name for each in _items(requirements) for name in _mapping(each)),
        takes_body=bool(body),
        example_body=content.get("example"),
    )


def servers_of(document: object) -> tuple[str, ...]:
    """Return the addresses under which a document says that the API is served."""
    return tuple(_text(_mapping(server), "url") for server in _items(_mapping(document).get("servers")))


def credentials_of(document: object) -> dict[str, str]:
    """Return for the name of each security scheme of a document its description."""
    schemes = _at(_mapping(document), "components", "securitySchemes")
    return {name: _text(resolved(_mapping(document), scheme), "description") for name, scheme in schemes.items()}


def _parameters(root: Node, holder: Node) -> Iterator[Input]:
    for each in _items(holder.get("parameters")):
        parameter = resolved(root, each)
        schema = resolved(root, parameter.get("schema"))
        required = parameter.get("required") is True
        name, place, kind = _text(parameter, "name"), _text(parameter, "in"), _text(schema, "type")
        yield Input(name, place, kind, required, _text(parameter, "description"), _text(parameter, "example"))


def _fields(root: Node, content: Node) -> Iterator[Input]:
    schema = resolved(root, content.get("schema"))
    required = _items(schema.get("required"))
    for name, each in _at(schema, "properties").items():
        field = resolved(root, each)
        yield Input(name, "body", _text(field, "type"), name in required, _text(field, "description"))


def resolved(root: Node, value: object) -> Node:
    """Return what a value stands for: itself, or what its `$ref` leads to in this document in the end."""
    node = _mapping(value)
    followed: set[str] = set()
    while isinstance(reference := node.get("$ref"), str) and reference not in followed:
        followed.add(reference)
        steps = steps_of(reference)
        node = _at(root, *steps) if steps else _NOTHING
    return node


def _at(node: Node, *steps: str) -> Node:
    for step in steps:
        node = _mapping(node.get(step))
    return node


def _mapping(value: object) -> Node:
    return value if isinstance(value, Mapping) else _NOTHING


def _items(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()


def _text(node: Node, name: str) -> str:
    value = node.get(name)
    return value.strip() if isinstance(value, str) else ""
