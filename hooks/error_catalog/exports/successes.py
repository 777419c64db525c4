"""What a success holds: what docs/api/ shows of it, or the least that its schema types."""

from error_catalog.api.description import ApiDescription, items_at, node_at
from error_catalog.api.endpoints import Endpoint
from error_catalog.api.references import resolved

NUMBER = "{number}"
"""Stands in texts for the number of the order, or of what else a key keeps from being made twice."""

_LEAST = {"integer": 0, "number": 0, "boolean": False, "array": []}
_FORMATS = {"uuid": "00000000-0000-0000-0000-000000000000", "date-time": "1970-01-01T00:00:00Z"}

_DEEPEST = 8
"""How deep a schema is followed; it may lead back to itself."""


def success_of(endpoint: Endpoint, api: ApiDescription) -> object:
    """Return the data of a success: the documented example, or a body with each field whose type is documented.

    A text is its own name, so that nobody takes it for a fact; where a call takes an Idempotency-Key, with a number.
    """
    responses = node_at(api.document, "paths", endpoint.path, endpoint.method.lower(), "responses")
    status = next((each for each in responses if each.startswith("2")), "")
    content = node_at(resolved(api.document, responses.get(status)), "content", "application/json")
    if "example" in content:
        return content["example"]
    text = f"{{name}}-{NUMBER}" if endpoint.takes_idempotency_key else "{name}"

    def least(value: object, name: str, depth: int) -> object:
        """Return what a schema shows, or the least that fits it, or None where it names no type."""
        schema = resolved(api.document, value)
        shown = [schema[key] for key in ("example", "const", "default") if key in schema]
        if shown := [*shown, *items_at(schema, "enum")]:
            return shown[0]
        kind = schema.get("type", "object" if "properties" in schema else None)
        if kind == "object":
            fields = node_at(schema, "properties").items() if depth < _DEEPEST else ()
            found = {name: least(each, name, depth + 1) for name, each in fields}
            return {name: each for name, each in found.items() if each is not None}
        if kind == "string":
            return _FORMATS.get(str(schema.get("format")), text.replace("{name}", name))
        return _LEAST.get(str(kind))

    found = least(content.get("schema"), "", 0)
    return {} if found is None else found
