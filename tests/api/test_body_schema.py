"""Which fields of a request body its schema does not declare, at any depth."""

import pytest

from error_catalog.api.body_schema import BodySchema

ITEM: dict[str, object] = {
    "allOf": ({"properties": {"id": {}}}, {"properties": {"part": {"$ref": "#/components/schemas/Item"}}})
}
ENDLESS = {"allOf": ({"$ref": "#/components/schemas/Endless"},), "properties": {"id": {}}}
DOCUMENT = {"components": {"schemas": {"Item": ITEM, "Endless": ENDLESS}}}
SCHEMA = {
    "properties": {
        "items": {"items": {"$ref": "#/components/schemas/Item"}},
        "endless": {"$ref": "#/components/schemas/Endless"},
        "any": {"type": "object"},
        "more": {"properties": {"id": {}}, "additionalProperties": True},
        "prices": {"additionalProperties": {"properties": {"total": {}}}},
        "patterns": {"properties": {"id": {}}, "patternProperties": {"^x": {}}},
        "nothing": {"additionalProperties": False},
        "choice": {"oneOf": ({"properties": {"card": {}}}, {"properties": {"cash": {}}})},
    }
}


@pytest.mark.parametrize(
    "body",
    [
        None,
        "text",
        {},
        {"items": ({"id": 1, "part": {"part": {"id": 2}}},)},
        {"items": {"id": 1}, "any": {"b": {"c": 1}}, "more": {"b": 1}, "patterns": {"x1": 1, "b": 2}},
        {"prices": {"EUR": {"total": 1}}, "nothing": {}, "choice": {"card": 1, "cash": 2}, "endless": {"id": 1}},
    ],
)
def test_what_is_declared_or_open_is_known(body: object) -> None:
    assert [*BodySchema(DOCUMENT, SCHEMA).unknown_fields(body)] == []


@pytest.mark.parametrize(
    ("body", "place", "known"),
    [
        ({"item": 1}, ("item",), tuple(SCHEMA["properties"])),
        ({"items": ({}, {"ids": 1})}, ("items", 1, "ids"), ("id", "part")),
        ({"items": ({"part": {"part": {"ids": 1}}},)}, ("items", 0, "part", "part", "ids"), ("id", "part")),
        ({"prices": {"EUR": {"sum": 1}}}, ("prices", "EUR", "sum"), ("total",)),
        ({"nothing": {"id": 1}}, ("nothing", "id"), ()),
        ({"choice": {"coin": 1}}, ("choice", "coin"), ("card", "cash")),
        ({"endless": {"ids": 1}}, ("endless", "ids"), ("id",)),
    ],
)
def test_a_field_beside_those_that_are_declared_is_unknown(body: object, place: object, known: object) -> None:
    assert [*BodySchema(DOCUMENT, SCHEMA).unknown_fields(body)] == [(place, known)]


@pytest.mark.parametrize("schema", [None, True, {}, {"type": "object"}, {"properties": {}}])
def test_of_a_body_that_is_not_described_nothing_is_known(schema: object) -> None:
    assert [*BodySchema(DOCUMENT, schema).unknown_fields({"a": {"b": 1}})] == []
