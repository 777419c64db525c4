"""The schemas of a wire body for those who read it: whatever the API may add without notice fits them.

Code is generated from these, so they refuse nothing but what has another type. To check a body against what is
documented, there is the schema of exports/schemas.py.
"""

from collections.abc import Callable

from pydantic.json_schema import JsonSchemaValue

from error_catalog.api.category import Category
from error_catalog.exports.schemas import plain_schema
from error_catalog.model.catalog import Catalog
from error_catalog.model.problem import ErrorDetail, ProblemDetails

PROBLEM, DETAIL = ProblemDetails.__name__, ErrorDetail.__name__
_CODES, _CATEGORIES = "KnownErrorCode", "KnownErrorCategory"

_KNOWN = {(PROBLEM, "errorCode"): _CODES, (DETAIL, "code"): _CODES, (PROBLEM, "errorCategory"): _CATEGORIES}
"""The members whose known values have a name, for editors to complete; each member is any text all the same."""

_SAID = ("type", "format", "items", "description", "examples")
"""What the schema of a member keeps of the strict one. Lists, patterns and bounds refuse what is new."""

_NEW = "Newer than this document: go by the status and by `retryable`."


def open_schemas(catalog: Catalog, reference: Callable[[str], JsonSchemaValue]) -> dict[str, JsonSchemaValue]:
    """Return each schema by its name; `reference` makes what leads from one to another."""
    problem = plain_schema(ProblemDetails)
    detail = problem.pop("$defs")[DETAIL]
    schemas = {name: _opened(name, schema, reference) for name, schema in ((PROBLEM, problem), (DETAIL, detail))}
    schemas[PROBLEM]["properties"]["errors"]["items"] = reference(DETAIL)
    return {
        **schemas,
        _CODES: _known_values("The codes that are documented today.", sorted(catalog.by_code)),
        _CATEGORIES: _known_values("The categories that are documented today.", list(map(str, Category))),
    }


def _opened(name: str, schema: JsonSchemaValue, reference: Callable[[str], JsonSchemaValue]) -> JsonSchemaValue:
    """Return the schema of an object with members of any value of their type, and room for other members."""
    properties: JsonSchemaValue = {}
    for member, strict in schema["properties"].items():
        properties[member] = {"type": "string"} | {key: strict[key] for key in _SAID if key in strict}
        if known := _KNOWN.get((name, member)):
            # Not `anyOf`: openapi-generator makes a class of that, which equals no text.
            properties[member] |= {"if": reference(known), "else": {"description": _NEW}}
    return schema | {"properties": properties, "additionalProperties": True}


def _known_values(description: str, values: list[str]) -> JsonSchemaValue:
    return {"description": f"{description} More may come.", "type": "string", "enum": values}
