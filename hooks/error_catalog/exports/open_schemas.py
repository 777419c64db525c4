"""Schemas for reading, not for checking: whatever may be added without notice fits them.

Code is generated from these, so they refuse nothing but what has another type. To check a body against what is
documented, there is the schema of exports/schemas.py.
"""

from collections.abc import Callable
from typing import Any

from pydantic.json_schema import JsonSchemaValue

from error_catalog.api.category import Category
from error_catalog.exports.schemas import plain_schema
from error_catalog.model.catalog import Catalog
from error_catalog.model.problem import ErrorDetail, ProblemDetails

PROBLEM, DETAIL = ProblemDetails.__name__, ErrorDetail.__name__
_CODES, _CATEGORIES = "KnownErrorCode", "KnownErrorCategory"

_KNOWN = {(PROBLEM, "errorCode"): _CODES, (DETAIL, "code"): _CODES, (PROBLEM, "errorCategory"): _CATEGORIES}
"""The members whose known values have a name, for editors to complete; each member is any text all the same."""

_NEW = "Newer than this document: go by the status and by `retryable`."

_REFUSALS = ("enum", "pattern", "minLength", "minItems", "minimum")


def opened(schema: JsonSchemaValue) -> JsonSchemaValue:
    """Return a schema that refuses nothing but another type, at any depth; the values of a list are examples now."""
    result: dict[str, Any] = {}
    for keyword, value in schema.items():
        if keyword in ("properties", "$defs"):
            result[keyword] = {name: opened(each) for name, each in value.items()}
        elif keyword == "additionalProperties":  # said aloud, since to some generators silence is a prohibition
            result[keyword] = opened(value) if isinstance(value, dict) else True
        elif keyword == "items":
            result[keyword] = opened(value)
        elif keyword not in _REFUSALS:
            result[keyword] = value
    return {"examples": schema["enum"], **result} if "enum" in schema else result


def open_schemas(catalog: Catalog, reference: Callable[[str], JsonSchemaValue]) -> dict[str, JsonSchemaValue]:
    """Return the schema of each object of a wire body by its name; `reference` makes what leads to one of these."""
    problem = opened(plain_schema(ProblemDetails))
    schemas = {PROBLEM: problem, DETAIL: problem.pop("$defs")[DETAIL]}
    problem["properties"]["errors"]["items"] = reference(DETAIL)
    for (name, member), known in _KNOWN.items():
        schema = schemas[name]["properties"][member]
        schema.pop("$ref", None)
        # Not `anyOf`: openapi-generator makes a class of that, which equals no text.
        schema |= {"type": "string", "if": reference(known), "else": {"description": _NEW}}
    return {
        **schemas,
        _CODES: _known_values("The codes that are documented today.", sorted(catalog.by_code)),
        _CATEGORIES: _known_values("The categories that are documented today.", list(map(str, Category))),
    }


def _known_values(description: str, values: list[str]) -> JsonSchemaValue:
    return {"description": f"{description} More may come.", "type": "string", "enum": values}
