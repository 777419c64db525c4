"""The OpenAPI document: complete, valid, and read by tools that other people wrote."""

import json
import re
import uuid
from pathlib import Path

import pytest
from jsonschema_rs import Draft202012Validator, Registry

from error_catalog.api.category import Category
from error_catalog.api.endpoints import Endpoint
from error_catalog.model.catalog import Catalog
from error_catalog.model.problem import CONTENT_TYPE
from support.node import OPENAPI_TYPESCRIPT, REDOCLY, TSC, node
from support.project import Project
from support.published import Json, faults, publish

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@pytest.fixture(scope="module")
def document(exports: dict[str, str]) -> Json:
    return json.loads(exports["openapi.json"])


def resolved(document: Json, value: Json) -> Json:
    """Return what a value stands for, however many references lead there."""
    while "$ref" in value:
        place = document
        for step in value["$ref"].removeprefix("#/").split("/"):
            place = place[step]
        value = place
    return value


def error_responses(document: Json) -> Json:
    """Return the error responses of each operation, by their status."""
    return {
        f"{method.upper()} {path}": {
            int(status): resolved(document, response)
            for status, response in operation["responses"].items()
            if status.isdecimal() and status != "200"
        }
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method != "parameters"
    }


def assert_valid(document: Json) -> None:
    """Hold a document against the specification."""
    from openapi_spec_validator import OpenAPIV31SpecValidator  # noqa: PLC0415 - it takes two seconds, two tests need it

    OpenAPIV31SpecValidator(document).validate()


def test_it_fits_the_specification(document: Json) -> None:
    assert_valid(document)
    assert document["openapi"] == "3.1.0"


def test_each_operation_lists_exactly_its_errors_under_their_status(document: Json, catalog: Catalog) -> None:
    found = error_responses(document)
    assert list(found) == [str(endpoint) for endpoint in catalog.endpoints]
    for endpoint, own in catalog.by_endpoint.items():
        expected = {(error.status, error.code) for error in (*own, *catalog.gateway)}
        responses = found[str(endpoint)].items()
        named = [(status, code) for status, each in responses for code in each["content"][CONTENT_TYPE]["examples"]]
        assert set(named) == expected
        assert len(named) == len(expected)


def test_every_error_is_an_example_of_some_operation_and_nothing_else_is(document: Json, catalog: Catalog) -> None:
    examples = document["components"]["examples"]
    assert set(examples) == set(catalog.by_code)
    for code, error in catalog.by_code.items():
        assert json.dumps(examples[code]["value"]) == json.dumps(error.body.members())


def test_every_example_fits_the_schema_beside_it(document: Json) -> None:
    root = "urn:openapi"
    registry = Registry([(root, document)])
    checked = 0
    for responses in error_responses(document).values():
        for response in responses.values():
            for media_type in response["content"].values():
                pointer = media_type["schema"].get("$ref", "")
                schema = {"$ref": f"{root}{pointer}"} if pointer else media_type["schema"]
                validator = Draft202012Validator(schema, registry=registry, validate_formats=True)
                for example in media_type["examples"].values():
                    validator.validate(resolved(document, example)["value"])
                    checked += 1
                    assert not validator.is_valid({"errorCode": "CONFLICT"})
    assert checked > 27


def closed(schema: Json) -> Json:
    """Return a schema whose objects have no fields but those that it names."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    is_object = schema.get("type") == "object" or "properties" in schema
    return {name: closed(each) for name, each in schema.items()} | (
        {"additionalProperties": False} if is_object else {}
    )


def unknown_fields(document: Json, endpoint: Endpoint, body: object) -> list[str]:
    """Return what a request body holds, at any depth, beyond the fields that the document names."""
    operation = document["paths"][endpoint.path][endpoint.method.lower()]
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    validator = Draft202012Validator(closed({"components": document["components"], **schema}))
    errors = validator.iter_errors(json.loads(json.dumps(body)))
    return [error.message for error in errors if error.kind.name == "additionalProperties"]


def test_requests_hold_no_field_that_the_document_lacks(document: Json, catalog: Catalog) -> None:
    checked = 0
    for error in catalog.errors:
        for example in error.examples:
            endpoint, body = error.endpoint_of(example, catalog.endpoints), catalog.request_of(error, example).body
            assert endpoint
            if body is not None:
                assert unknown_fields(document, endpoint, body) == [], error.code
                checked += 1
    assert checked > 20


def test_a_made_up_field_is_found_at_any_depth(document: Json, catalog: Catalog) -> None:
    place = next(each for each in catalog.endpoints if str(each) == "POST /v1/marketplace/orders/place")
    for body in ({"note": 1}, {"amounts": {"note": 1}}, {"lineItems": [{"modifierGroups": [{"note": 1}]}]}):
        assert "'note' was unexpected" in unknown_fields(document, place, body)[0]


def test_errors_have_one_form_alone_in_what_generators_read(document: Json) -> None:
    """Of two, openapi-fetch makes one type, `ProblemDetails | string`. The other is documented in words."""
    for responses in error_responses(document).values():
        assert {form for each in responses.values() for form in each["content"]} == {CONTENT_TYPE}
    assert "`Accept: text/markdown`" in document["info"]["description"]


def test_headers_stand_where_the_examples_send_them(document: Json) -> None:
    for responses in error_responses(document).values():
        headers = {status: sorted(response.get("headers", {})) for status, response in responses.items()}
        assert headers.pop(429) == ["Retry-After", "X-RateLimit-Remaining", "X-RateLimit-Reset"]
        assert headers.pop(503) == ["Retry-After"]
        assert not any(headers.values())
    for header in document["components"]["headers"].values():
        assert header["description"], "docs/api/ describes each header"


def test_an_order_is_placed_with_an_idempotency_key(document: Json, catalog: Catalog) -> None:
    needing = [str(endpoint) for endpoint in catalog.endpoints if endpoint.takes_idempotency_key]
    assert needing == ["POST /v1/marketplace/orders/place"]
    (key,) = document["paths"]["/v1/marketplace/orders/place"]["post"]["parameters"]
    assert (key["name"], key["in"], key["required"]) == ("Idempotency-Key", "header", True)
    assert re.fullmatch(key["schema"]["pattern"], str(uuid.uuid4())), "a UUID v4"
    assert not re.fullmatch(key["schema"]["pattern"], str(uuid.uuid1()))


def test_credentials_are_those_that_the_facts_name(catalog: Catalog) -> None:
    session_only = {each.path for each in catalog.endpoints if each.credentials == ("sessionToken",)}
    assert session_only == {"/v1/marketplace/checkout/payments"}
    key_only = [each.slug for each in catalog.endpoints if each.credentials == ("apiKey",)]
    assert "post-v1-marketplace-session-create" in key_only


def test_operations_have_names_that_partners_expect(document: Json) -> None:
    places = [(name, item) for section in ("paths", "webhooks") for name, item in document[section].items()]
    names = {
        f"{method} {name}": operation["operationId"]
        for name, item in places
        for method, operation in item.items()
        if method != "parameters"
    }
    assert len(set(names.values())) == len(names)
    assert names["post /v1/marketplace/orders/place"] == "placeOrder"
    assert names["post /v1/marketplace/orders/validate"] == "validateOrder"
    assert names["post /v1/marketplace/session/create"] == "createSession"
    assert names["post order"] == "receiveOrderEvent"


def test_the_webhook_has_a_tag_that_no_call_has(document: Json) -> None:
    """Else openapi-generator writes its class over that of the calls with the tag, which are lost."""
    operations = [item[method] for item in document["paths"].values() for method in item if method != "parameters"]
    used = {tag for operation in operations for tag in operation["tags"]}
    (webhook,) = document["webhooks"]["order"]["post"]["tags"]
    assert webhook not in used
    assert {tag["name"] for tag in document["tags"]} == {*used, webhook}


def test_a_success_whose_status_is_not_documented_is_there_by_number_too(document: Json) -> None:
    """@mswjs/source, Mockoon and openapi-zod-client know numbers alone."""
    responses = [
        operation["responses"]
        for item in document["paths"].values()
        for method, operation in item.items()
        if method != "parameters"
    ]
    assert len(responses) == 13
    for each in responses:
        assert each["200"] == each["2XX"]


def test_a_status_that_is_documented_stays_alone(small: Project) -> None:
    small.replace(
        "docs/api/orders.yaml",
        "summary: Get an order",
        'summary: Get an order, responses: {"204": {description: None.}}',
    )
    document = json.loads(publish(small.load())["openapi.json"])
    assert "200" not in document["paths"]["/v1/orders/{orderId}"]["get"]["responses"]


NEW = {
    "errorCode": "STORE_PAUSED",
    "type": "https://developer.gett-tech.com/errors/STORE_PAUSED",
    "errorCategory": "legal",
    "status": 451,
    "title": "Unavailable For Legal Reasons",
    "instance": "/v1/marketplace/stores?limit=5",
    "region": "abc",
    "errors": [{"code": "STORE_PAUSED", "message": "It is paused.", "path": "/storeId"}],
}
"""What the API may send without notice: what this version of the catalogue has not."""


@pytest.mark.parametrize("member", NEW)
def test_what_may_be_added_fits_the_schemas(document: Json, catalog: Catalog, member: str) -> None:
    body = catalog.by_code["STORE_CLOSED"].body.members() | {member: NEW[member]}
    schema = {"$schema": DIALECT, **document["components"]["schemas"]["ProblemDetails"]}
    assert faults({**schema, "components": document["components"]}, body) == []


@pytest.mark.parametrize("name", ["ProblemDetails", "ErrorDetail"])
def test_no_schema_of_a_body_refuses_a_value_for_more_than_its_type(document: Json, name: str) -> None:
    schema = document["components"]["schemas"][name]
    assert schema["additionalProperties"] is True  # said aloud: to some generators, silence is a prohibition
    keywords = {keyword for each in schema["properties"].values() for keyword in each}
    assert keywords == {"type", "format", "items", "description", "examples", "if", "else"} - (
        {"format", "items"} if name == "ErrorDetail" else set()
    )


def test_known_values_have_names(document: Json, catalog: Catalog) -> None:
    schemas = document["components"]["schemas"]
    assert schemas["KnownErrorCode"]["enum"] == sorted(catalog.by_code)
    assert schemas["KnownErrorCategory"]["enum"] == list(Category)


def test_any_other_status_is_an_error_too(document: Json) -> None:
    for item in document["paths"].values():
        for method, operation in item.items():
            if method != "parameters":
                other = resolved(document, operation["responses"]["default"])
                schema = {"$ref": "#/components/schemas/ProblemDetails"}
                assert other["content"] == {CONTENT_TYPE: {"schema": schema}}


def test_hand_written_documents_are_published_as_one(small: Project) -> None:
    small.write(
        "docs/api/stores.yaml",
        "openapi: 3.1.0\ninfo: {title: Stores, version: v2}\n"
        "paths: {/v1/stores: {get: {operationId: listStores, summary: List stores}}}\n",
    )
    document = json.loads(publish(small.load())["openapi.json"])
    assert list(document["paths"]) == ["/v1/orders", "/v1/orders/{orderId}", "/v1/stores"]
    assert (document["info"]["title"], document["info"]["version"]) == ("Orders", "v1")
    assert_valid(document)


def test_a_linter_from_outside_has_nothing_to_say(exports: dict[str, str], tmp_path: Path) -> None:
    Project(tmp_path).write("openapi.json", exports["openapi.json"])
    # No public page names a licence of the API.
    options = ("--extends", "recommended-strict", "--skip-rule", "info-license")
    result = node(REDOCLY, "lint", "openapi.json", *options, cwd=tmp_path)
    assert result.returncode == 0, result.stdout + result.stderr
    Project(tmp_path).replace(
        "openapi.json",
        '"operationId": "listStores"',
        '"operationId": "placeOrder"',
    )
    assert node(REDOCLY, "lint", "openapi.json", *options, cwd=tmp_path).returncode == 1


USE_OF_TYPES = """
import type { components, paths } from "./api";
type Problem = components["schemas"]["ProblemDetails"];
type Place = paths["/v1/marketplace/orders/place"]["post"];
const problem: Problem = BODY;
const answer: Place["responses"][400]["content"]["application/problem+json"] = problem;
export const known: components["schemas"]["KnownErrorCode"] = "CONFLICT";
export const other: Place["responses"]["default"] = {
  headers: {},
  content: { "application/problem+json": { ...problem, errorCode: "STORE_PAUSED", region: "abc" } },
};
export const header: Place["parameters"]["header"] = { "Idempotency-Key": answer.requestId };
"""


@pytest.mark.thorough
def test_typescript_types_are_generated_from_it(exports: dict[str, str], tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write("openapi.json", exports["openapi.json"])
    result = node(OPENAPI_TYPESCRIPT, "openapi.json", "--output", "api.d.ts", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    strict = ("--strict", "--noEmit", "--target", "ES2020", "--module", "ES2020", "--moduleResolution", "bundler")
    project.write("use.ts", USE_OF_TYPES.replace("BODY", exports["errors/PAYMENT_FAILED.json"].strip()))
    assert node(TSC, *strict, "use.ts", cwd=tmp_path).stdout == ""
    project.replace("use.ts", '= "CONFLICT"', '= "LOST"')
    assert "error TS2322" in node(TSC, *strict, "use.ts", cwd=tmp_path).stdout
