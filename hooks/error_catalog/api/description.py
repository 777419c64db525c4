"""What the API documents say; whatever has another form than it should counts as not said."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from error_catalog.api.body_schema import BodySchema
from error_catalog.api.endpoints import METHODS, Endpoint, Input
from error_catalog.api.headers import declared_headers, response_headers
from error_catalog.api.references import leads_nowhere, mapping, resolved
from error_catalog.diagnostics.faults import walk

Node = Mapping[str, object]


@dataclass(frozen=True)
class ApiDescription:
    """The endpoints of the API in its order, and what else its documents say."""

    endpoints: tuple[Endpoint, ...]
    document: Node
    """What docs/api/ says by hand, as one OpenAPI document without error responses."""

    @property
    def title(self) -> str:
        """Return the name of the API."""
        return text_at(node_at(self.document, "info"), "title")

    @property
    def summary(self) -> str:
        """Return what the API is for, in a sentence; it may be empty."""
        return text_at(node_at(self.document, "info"), "summary")

    @property
    def description(self) -> str:
        """Return what to know about its documents, as Markdown; it may be empty."""
        return text_at(node_at(self.document, "info"), "description")

    @property
    def servers(self) -> tuple[str, ...]:
        """Return the addresses under which the API is served."""
        return tuple(text_at(mapping(server), "url") for server in items_at(self.document, "servers"))

    @property
    def host(self) -> str:
        """Return the host of the first of these addresses, which the requests of examples go to."""
        return urlsplit(self.servers[0]).netloc

    @property
    def credentials(self) -> dict[str, str]:
        """Return for the name of each kind of credentials what it is."""
        schemes = node_at(self.document, "components", "securitySchemes")
        return {name: text_at(resolved(self.document, scheme), "description") for name, scheme in schemes.items()}

    @property
    def headers(self) -> frozenset[str]:
        """Return the headers that it declares, of requests and of responses, of calls and of webhooks."""
        return declared_headers(self.document)

    @property
    def has_lost_parameters(self) -> bool:
        """Whether a parameter is a reference that leads nowhere: which header that is, nobody can tell."""
        holders = (node for _, node in walk(self.document) if isinstance(node, Mapping))
        return any(leads_nowhere(self.document, each) for node in holders for each in items_at(node, "parameters"))

    @property
    def unix_time_headers(self) -> frozenset[str]:
        """Return the headers of responses that it declares with `format: unixtime`, as OpenAPI's registry names it.

        One that is a reference which leads nowhere may be such a header.
        """
        return frozenset(name for name, header in response_headers(self.document) if self._is_unix_time(header))

    def _is_unix_time(self, header: object) -> bool:
        schema = resolved(self.document, header).get("schema")
        is_lost = any(leads_nowhere(self.document, each) for each in (header, schema))
        return is_lost or resolved(self.document, schema).get("format") == "unixtime"


def has_catalog_errors(document: object) -> bool:
    """Whether the errors of the catalogue are those of the API that a document describes, unless it says otherwise."""
    return node_at(document).get("x-catalog-errors") is not False


def endpoint_at(document: object, path: str, method: str, source: str) -> Endpoint:
    """Return the endpoint at a path and a method of a document; `source` is the file that holds it."""
    root = mapping(document)
    item, operation = node_at(root, "paths", path), node_at(root, "paths", path, method)
    requirements = operation.get("security", root.get("security"))
    body = resolved(root, operation.get("requestBody"))
    content = node_at(body, "content", "application/json")
    parts = (*items_at(item, "parameters"), *items_at(operation, "parameters"), operation.get("requestBody"))
    return Endpoint(
        method=method.upper(),
        path=path,
        summary=text_at(operation, "summary"),
        description=text_at(operation, "description"),
        source=source,
        inputs=(*parameters_of(root, item), *parameters_of(root, operation), *_fields(root, content)),
        credentials=tuple(name for each in _items(requirements) for name in mapping(each)),
        is_complete=not any(leads_nowhere(root, part) for part in parts),
        takes_body=bool(body),
        has_open_body=bool(body) and resolved(root, content.get("schema")).get("additionalProperties") is not False,
        body_schema=BodySchema(root, content.get("schema")),
        example_body=content.get("example"),
        is_declared_safe=operation.get("x-safe") is True,
        is_repeatable=operation.get("x-repeatable") is True,
        creates=text_at(operation, "x-creates"),
    )


def methods_of(item: Node) -> tuple[str, ...]:
    """Return the keys of a path item that are methods."""
    return tuple(name for name in item if name.upper() in METHODS)


def operations_in(document: object) -> Iterator[tuple[tuple[str, str, str], Node]]:
    """Yield place and content of each operation of a document, those of webhooks too."""
    for section in ("paths", "webhooks"):
        for name, item in node_at(document, section).items():
            for method in methods_of(node_at(item)):
                yield (section, name, method), node_at(item, method)


def parameters_of(root: Node, holder: Node) -> Iterator[Input]:
    """Yield the parameters that a path item or an operation declares."""
    for each in items_at(holder, "parameters"):
        parameter = resolved(root, each)
        schema = resolved(root, parameter.get("schema"))
        required = parameter.get("required") is True
        name, place, kind = text_at(parameter, "name"), text_at(parameter, "in"), text_at(schema, "type")
        yield Input(name, place, kind, required, text_at(parameter, "description"), text_at(parameter, "example"))


def _fields(root: Node, content: Node) -> Iterator[Input]:
    schema = resolved(root, content.get("schema"))
    for name, each in node_at(schema, "properties").items():
        field = resolved(root, each)
        required = name in items_at(schema, "required") if "required" in schema else None
        yield Input(name, "body", text_at(field, "type"), required, text_at(field, "description"))


def node_at(node: object, *steps: str) -> Node:
    """Return the mapping at the end of these keys."""
    for step in steps:
        node = mapping(node).get(step)
    return mapping(node)


def text_at(node: Node, name: str) -> str:
    """Return the text at a key, without the space around it."""
    value = node.get(name)
    return value.strip() if isinstance(value, str) else ""


def items_at(node: object, name: str) -> tuple[object, ...]:
    """Return the entries of the list at a key."""
    return _items(node_at(node).get(name))


def _items(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()


def merged(*trees: Node) -> dict[str, object]:
    """Return mappings as one: where several have a key, mappings are merged; of other values, the first one stays."""
    result: dict[str, object] = {}
    for tree in trees:
        for name, value in tree.items():
            first = result.get(name)
            if isinstance(first, Mapping) and isinstance(value, Mapping):
                result[name] = merged(first, value)
            else:
                result.setdefault(name, value)
    return result
