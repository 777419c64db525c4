"""JSON Schemas (draft 2020-12) for checking: of a wire body, and of an example file with the rules of its models."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from error_catalog.api.category import STATUSES, Category
from error_catalog.exports.publishing import EXAMPLES, address, json_file
from error_catalog.exports.resources import EXAMPLE_SCHEMA, PROBLEM_SCHEMA
from error_catalog.model.catalog import Catalog
from error_catalog.model.error import ErrorType
from error_catalog.model.error_content import Origin
from error_catalog.model.problem import ErrorDetail, ProblemDetails
from error_catalog.sitefile import File


def render_schemas(catalog: Catalog) -> Iterator[File]:
    """Yield the schema of the wire body and that of an example file."""
    yield schema_file(PROBLEM_SCHEMA, _problem_schema(catalog), EXAMPLES)
    yield example_schema_file(catalog)


def example_schema_file(catalog: Catalog) -> File:
    """Return the schema of an example file as a file of the site."""
    schema = _file_schema()  # a new code is as good as a known one, but an endpoint has to be known
    for model, name in (("Trigger", "endpoint"), ("Handling", "call")):
        schema["$defs"][model]["properties"][name]["enum"] = [str(endpoint) for endpoint in catalog.endpoints]
    return schema_file(EXAMPLE_SCHEMA, schema, "hooks/error_catalog/model/error.py")


def schema_file(path: str, schema: JsonSchemaValue, source: str) -> File:
    """Return a schema as a file of the site, under its own address."""
    head = {"$schema": GenerateJsonSchema.schema_dialect, "$id": address(path)}
    return json_file(path, {**head, **schema}, source)


def _problem_schema(catalog: Catalog) -> JsonSchemaValue:
    """Return the schema of a wire body whose code is in the catalogue, and that is as documented in all else."""
    schema = _with_known_codes(plain_schema(ProblemDetails), catalog)
    purpose = {"title": "Is this body as documented?", "description": _PURPOSE}
    return {**schema, **purpose, "allOf": [*_DOCUMENTED, *map(_as_in_the_catalog, catalog.errors)]}


def _file_schema() -> JsonSchemaValue:
    """Return the schema of an example file, with the rules between the fields of each model in it."""
    schema = plain_schema(ErrorType)
    parts = {**schema["$defs"], ErrorType.__name__: schema}
    for model, rules in _RULES_OF_FILES.items():
        parts[model.__name__] |= rules
    return schema


def plain_schema(model: type[BaseModel]) -> JsonSchemaValue:
    """Return the schema of a model without the rules between its fields."""
    schema: JsonSchemaValue = json.loads(_generated(model))
    return schema


def body_members() -> dict[str, dict[str, Any]]:
    """Return the members of a body in the wire's order, with the pattern of the texts that have one."""
    schema = plain_schema(ProblemDetails)
    return {
        name: {
            "type": rules.get("type", "string"),  # a reference leads to an enumeration of strings
            "required": name in schema["required"],
            "pattern": rules.get("pattern"),
        }
        for name, rules in schema["properties"].items()
    }


@cache
def _generated(model: type[BaseModel]) -> str:
    """Return a schema as JSON, as callers add to theirs; to generate one takes longer than to read an example file."""
    return json.dumps(model.model_json_schema(schema_generator=_Generator, mode="serialization"))


class _Generator(GenerateJsonSchema):
    """Pydantic's generator, less what says nothing."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401 - pydantic's own type is private
        return False

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """In files, on the wire and in what we publish, an absent value is left out; null is refused."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        inner = super().default_schema(schema)
        return {name: value for name, value in inner.items() if (name, value) != ("default", None)}

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        inner = super().dict_schema(schema)
        return {**inner, "additionalProperties": False} if "patternProperties" in inner else inner


def _with_known_codes(schema: JsonSchemaValue, catalog: Catalog) -> JsonSchemaValue:
    known = {"enum": sorted(catalog.by_code)}
    schema["properties"]["errorCode"] |= known
    schema["$defs"]["ErrorDetail"]["properties"]["code"] |= known
    return schema


def _if(condition: JsonSchemaValue, then: JsonSchemaValue) -> JsonSchemaValue:
    return {"if": {"properties": condition, "required": list(condition)}, "then": {"properties": then}}


def _problem_rules() -> Iterator[JsonSchemaValue]:
    for category in Category:
        yield _if({"errorCategory": {"const": str(category)}}, {"status": {"enum": list(category.statuses)}})
    for number, status in STATUSES.items():
        yield _if({"status": {"const": number}}, {"title": {"const": status.title}})


def _as_in_the_catalog(error: ErrorType) -> JsonSchemaValue:
    """Return the rule that a body with this code says what all examples of the code agree on."""
    members = error.body.members()
    fixed = ("type", "status", "errorCategory", "retryable")
    return _if({"errorCode": {"const": error.code}}, {name: {"const": members[name]} for name in fixed})


def _error_rules() -> Iterator[JsonSchemaValue]:
    def triggers(rule: JsonSchemaValue) -> JsonSchemaValue:
        return {"triggers": {"items": rule}}

    def retryable(value: bool) -> JsonSchemaValue:
        return {"examples": {"items": {"properties": {"body": {"properties": {"retryable": {"const": value}}}}}}}

    is_gateway = {"origin": {"const": str(Origin.GATEWAY)}}
    without_endpoint = triggers({"properties": {"endpoint": False}})
    yield {**_if(is_gateway, without_endpoint), "else": {"properties": triggers({"required": ["endpoint"]})}}
    is_general = {"general": {"const": True}}
    yield {
        "if": {"properties": is_general, "required": ["general"]},
        "then": {"properties": is_gateway, "required": ["origin"]},
    }
    yield {
        "if": {"properties": {"examples": {"minItems": 2}}},
        "then": {"properties": {"examples": {"items": {"required": ["summary"]}}}},
    }
    has_policy = {"recovery": {"required": ["retry"]}}
    yield {**_if(has_policy, retryable(True)), "else": {"properties": retryable(False)}}


_PURPOSE = (
    "For tests: it is as strict as this version of the documentation, and refuses a code, category, status or member "
    "that is new. In production, parse tolerantly: all of these may be added without notice."
)

_DOCUMENTED = tuple(_problem_rules())
"""What is documented of several members of a body together."""

_RULES_OF_FILES: dict[type[BaseModel], JsonSchemaValue] = {
    # The first two hold for what we show. That the API keeps to them, nobody says.
    ErrorDetail: {"anyOf": [{"required": ["itemId"]}, {"required": ["jsonPath"]}]},
    ProblemDetails: {"allOf": [*_DOCUMENTED, _if({"retryable": {"const": False}}, {"retryAfter": False})]},
    ErrorType: {"allOf": list(_error_rules()), "dependentRequired": {"replaced_by": ["deprecated"]}},
}
"""The rules of each model in an example file that concern more than one field; its `@rule` methods check the same."""
