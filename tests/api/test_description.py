"""What is read off an OpenAPI document, and documents made into one, whatever form they have."""

import pytest

from error_catalog.api.description import ApiDescription, endpoint_at, merged
from error_catalog.api.endpoints import Endpoint, Input

HOSTILE: tuple[object, ...] = (
    "text",
    7,
    (),
    ("text", 7, ({},)),
    {},
    {"$ref": 7},
    {"$ref": "#/nowhere"},
    {"$ref": ""},
    {"schema": 7},
    None,
)


def place(**operation: object) -> Endpoint:
    return endpoint_at({"paths": {"/v1/orders": {"post": operation}}}, "/v1/orders", "post", "api.yaml")


def test_an_endpoint_has_what_its_operation_says() -> None:
    document = {
        "security": ({"key": ()},),
        "paths": {
            "/v1/orders/{id}": {
                "parameters": ({"name": "id", "in": "path", "required": True, "schema": {"type": "string"}},),
                "put": {
                    "summary": "Change an order",
                    "description": "At any time.",
                    "parameters": ({"$ref": "#/components/parameters/key"},),
                    "requestBody": {
                        "content": {
                            "application/json": {
                                "schema": {"$ref": "#/components/schemas/Order"},
                                "example": {"tip": 1},
                            }
                        }
                    },
                },
            }
        },
        "components": {
            "parameters": {"key": {"name": "Idempotency-Key", "in": "header", "required": True, "example": "k"}},
            "schemas": {
                "Order": {"required": ("tip",), "properties": {"tip": {"type": "number", "description": "A tip."}}}
            },
        },
    }
    endpoint = endpoint_at(document, "/v1/orders/{id}", "put", "api.yaml")
    assert endpoint == Endpoint(
        method="PUT",
        path="/v1/orders/{id}",
        summary="Change an order",
        description="At any time.",
        source="api.yaml",
        inputs=(
            Input("id", "path", "string", True, ""),
            Input("Idempotency-Key", "header", "", True, "", "k"),
            Input("tip", "body", "number", True, "A tip."),
        ),
        credentials=("key",),
        takes_body=True,
        has_open_body=True,
        example_body={"tip": 1},
    )
    assert endpoint.slug == "put-v1-orders-id"
    assert endpoint.takes_idempotency_key


@pytest.mark.parametrize(
    ("schema", "is_open"),
    [({}, True), ({"additionalProperties": True}, True), ({"additionalProperties": False}, False)],
)
def test_a_body_is_open_unless_its_schema_says_otherwise(schema: object, is_open: bool) -> None:
    body = {"content": {"application/json": {"schema": schema}}}
    assert place(requestBody=body).has_open_body is is_open
    assert place().has_open_body is False


@pytest.mark.parametrize("value", HOSTILE, ids=repr)
def test_what_has_another_form_counts_as_not_said(value: object) -> None:
    for operation in (
        {"parameters": value},
        {"security": value},
        {"requestBody": value},
        {"requestBody": {"content": value}},
        {"requestBody": {"content": {"application/json": {"schema": value}}}},
        {"requestBody": {"content": {"application/json": {"schema": {"properties": value}}}}},
        {"requestBody": {"content": {"application/json": {"schema": {"properties": {}, "required": value}}}}},
    ):
        assert place(summary="x", **operation).summary == "x"
    assert endpoint_at(value, "/v1/orders", "post", "api.yaml") == Endpoint("POST", "/v1/orders", "", source="api.yaml")


def test_of_two_values_the_first_one_stays_and_mappings_are_merged() -> None:
    one, other = {"a": {"x": 1}, "b": [1]}, {"a": {"x": 2, "y": 3}, "b": [2], "c": {"z": 4}}
    assert merged(one, other) == {"a": {"x": 1, "y": 3}, "b": [1], "c": {"z": 4}}
    assert merged() == {}
    assert one == {"a": {"x": 1}, "b": [1]}


def test_the_headers_with_a_unix_time_are_those_of_responses_that_say_so() -> None:
    time = {"schema": {"type": "integer", "format": "unixtime"}}
    headers = {
        "X-Reset": time,
        "X-Reference": {"$ref": "#/components/headers/Shared"},
        "X-Schema": {"schema": {"$ref": "#/components/schemas/Time"}},
        "X-Number": {"schema": {"type": "integer"}},
        "X-Odd": 7,
    }
    parameters = ({"name": "X-Sent", "in": "header", **time},)
    operation = {"parameters": parameters, "responses": {"429": {"headers": headers}}}
    components = {"headers": {"Shared": time}, "schemas": {"Time": time["schema"]}}
    api = ApiDescription((), {"paths": {"/v1": {"get": operation}}, "components": components})
    assert api.unix_time_headers == {"X-Reset", "X-Reference", "X-Schema", "Shared"}
