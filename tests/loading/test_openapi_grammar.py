"""What the grammar of API documents lets pass, and documents that no person would write."""

import pytest

from error_catalog.diagnostics.rules import Rule
from support.project import Project
from support.seeds import API, DECLINED, FAILED

SCHEMA = "schema: {type: string}"


@pytest.mark.parametrize(
    "schema",
    [
        "{type: string, x-note: {requried: true}, colour: red}",
        '{type: string, example: {$ref: "#/nowhere", requried: true}}',
        '{enum: [{$ref: "#/nowhere"}], default: {typ: 1}}',
        "{properties: {requried: {}, $ref: {type: string}}}",
        '{type: object, additionalProperties: {$ref: "#/components/schemas/Order"}}',
        '{$ref: "#/paths/~1v1~1orders~1%7BorderId%7D/parameters/0/schema/x-a", x-a: {type: string}}',
    ],
)
def test_data_extensions_and_references_that_lead_somewhere_pass(small: Project, schema: str) -> None:
    small.replace(
        API, "components: {", 'components: {schemas: {Order: {items: {$ref: "#/components/schemas/Order"}}}, '
    )
    small.replace(API, SCHEMA, f"schema: {schema}")
    assert small.faults() == []


def test_a_parameter_of_a_path_may_stand_under_components(small: Project) -> None:
    parameter = "{name: orderId, in: path, required: true, schema: {type: string}}"
    small.replace(API, parameter, '{$ref: "#/components/parameters/order~1id"}')
    small.replace(API, "components: {", f"components: {{parameters: {{a: {parameter}}}, ")
    assert [fault.rule for fault in small.faults()] == [Rule.DEAD_REFERENCE]
    small.replace(API, "order~1id", "b")
    small.replace(API, "parameters: {a: ", 'parameters: {b: {$ref: "#/components/parameters/a"}, a: ')
    assert small.faults() == []
    (endpoint,) = (endpoint for endpoint in small.load().api.endpoints if endpoint.parameters)
    assert [each.name for each in endpoint.inputs] == ["orderId"]


def test_each_mistake_is_told_once_however_many_there_are(small: Project) -> None:
    small.replace(
        API, "{operationId: placeOrder, summary: Place an order}", "{operationId: placeOrder, sumary: Place an order}"
    )
    small.replace(
        API, "{operationId: getOrder, summary: Get an order}", "{operationId: getOrder, sumary: Get an order, tags: 7}"
    )
    small.replace(API, "in: path", "in: pth")
    found = [(fault.line, fault.rule, fault.message.split(" is ")[0]) for fault in small.faults()]
    assert found == [
        (5, Rule.OPENAPI, "unknown field `sumary`"),
        (9, Rule.OPENAPI, "`in`"),
        (10, Rule.OPENAPI, "unknown field `sumary`"),
        (10, Rule.OPENAPI, "`tags`"),
    ]


def test_a_mistake_elsewhere_hides_no_unknown_credentials(small: Project) -> None:
    small.replace(API, "security: [{apiKey", "security: [{partnerKey")
    small.replace(API, "components: {", "components: {schemas: {A: 7}, ")
    assert [fault.rule for fault in small.faults()] == [Rule.CREDENTIALS, Rule.CREDENTIALS, Rule.OPENAPI]


@pytest.mark.parametrize("name", ["+3", "007", "200", "/a~b", "-1"])
def test_a_name_that_looks_like_a_number_is_found(small: Project, name: str) -> None:
    small.replace(API, SCHEMA, f'schema: {{properties: {{"{name}": {{type: strng}}}}}}')
    (fault,) = small.faults()
    assert small.read(API).splitlines()[fault.line - 1][fault.column - 1 :].startswith("strng")


def test_two_fields_that_are_missing_are_two_faults(small: Project) -> None:
    small.replace(API, "title: Orders, version: v1, ", "")
    assert [fault.message for fault in small.faults()] == ["`title` is missing", "`version` is missing"]


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        (
            "{operationId: placeOrder, summary: Place an order}",
            "{operationId: placeOrder, summary: Place an order, requestbody: {content: {}}}",
            "`requestBody`?",
        ),
        ("{type: string}", "{requried: [a]}", "`required`?"),
        ("{type: string}", "{type: strng}", "string?"),
        ("{type: string}", '{$ref: "#/components/securitySchemes/apiKy"}', "#/components/securitySchemes/apiKey?"),
        (
            "{operationId: placeOrder, summary: Place an order}",
            "{operationId: placeOrder, summary: Place an order, responses: {2xx: {description: OK}}}",
            "`2XX`?",
        ),
    ],
)
def test_a_misspelling_is_told_with_what_was_meant(small: Project, old: str, new: str, hint: str) -> None:
    small.replace(API, old, new)
    assert [fault.hint for fault in small.faults()] == [f"did you mean {hint}"]


@pytest.mark.parametrize("width", [1, 8])
def test_aliases_are_not_written_out_for_ever(small: Project, width: int) -> None:
    """Deep, they would exhaust the stack of the validator, and wide, its memory."""
    links = ["x-0: &l0 {type: string}"]
    for level in range(1, 60):
        parts = ", ".join(f"p{each}: *l{level - 1}" for each in range(width))
        schema = f"{{properties: {{{parts}}}}}"
        for _ in range(10):
            schema = f"{{items: {schema}}}"
        links.append(f"x-{level}: &l{level} {schema}")
    small.replace(API, "components: {", "components: {schemas: {Deep: *l59}, ")
    head, components = small.read(API).split("components: ")
    small.write(API, head + "\n".join(links) + "\ncomponents: " + components)
    assert [fault.rule for fault in small.faults()] == [Rule.ENDLESS]


@pytest.mark.parametrize("text", ["7", "text", "[]", "- a", "null", "~"])
def test_what_is_no_mapping_has_one_fault(small: Project, text: str) -> None:
    small.write(API, f"{text}\n")
    found = [fault for fault in small.faults() if fault.path == API]
    assert [(fault.rule, fault.line, fault.column) for fault in found] == [(Rule.OPENAPI, 1, 1)]


REFERRING = """\
openapi: 3.1.0
info: {title: Orders, version: v1}
paths:
  /v1/orders:
    post:
      operationId: placeOrder
      summary: Place an order
      parameters: [{$ref: "#/components/parameters/Key"}]
      requestBody: {$ref: "#/components/requestBodies/Order"}
      responses: {"200": {description: OK, headers: {X-Reset: {$ref: "#/components/headers/Reset"}}}}
  /v1/orders/{orderId}:
    parameters:
      - {name: orderId, in: path, required: true, schema: {type: string}}
    get: {operationId: getOrder, summary: Get an order}
servers: [{url: "https://api.gett-tech.com"}]
security: [{apiKey: []}]
components:
  securitySchemes: {apiKey: {type: http, scheme: bearer}}
  parameters:
    Key: {name: X-Key, in: header, required: true, example: k, schema: {type: string}}
  requestBodies:
    Order: {content: {application/json: {example: {payment: card}, schema: {$ref: "#/components/schemas/Order"}}}}
  headers:
    Reset: {description: When to go on., schema: {$ref: "#/components/schemas/Time"}}
  schemas:
    Order: {type: object, properties: {payment: {}}}
    Time: {type: integer, format: unixtime}
"""
"""An API whose parts are all referred to, and which errors count on."""


def given_by_reference(small: Project) -> None:
    """Let the errors of the small project count on what REFERRING refers to."""
    small.write(API, REFERRING)
    small.replace(FAILED, "max_retries: 3", "max_retries: 3\n    reset_header: X-Reset")
    small.replace(FAILED, "- Wait.", "- Wait, and keep `X-Key`.")
    small.replace(DECLINED, '"itemId": "item_1"', '"jsonPath": "$.tip"')
    small.replace(DECLINED, "- body:", "- request: {omit: [X-Key], body: {tip: 1}}\n    body:")
    small.replace(API, "properties: {payment: {}}", "properties: {payment: {}, tip: {}}")


@pytest.mark.parametrize(
    "name", ["parameters/Key", "requestBodies/Order", "headers/Reset", "schemas/Order", "schemas/Time"]
)
def test_nothing_follows_from_a_reference_that_leads_nowhere(name: str, small: Project) -> None:
    given_by_reference(small)
    assert small.faults() == []
    small.replace(API, f'{{$ref: "#/components/{name}"}}', f'{{$ref: "#/components/{name}Lost"}}')
    (fault,) = small.faults()
    assert (fault.path, fault.rule, fault.hint) == (API, "E709", f"did you mean #/components/{name}?")


def test_what_no_reference_hides_is_still_a_fault(small: Project) -> None:
    given_by_reference(small)
    small.replace(API, "headers/Reset", "headers/Lost")
    small.replace(DECLINED, "$.tip", "$.tips")
    small.replace(FAILED, "`X-Key`", "`X-Kye`")
    assert [fault.rule for fault in small.faults()] == ["E709", "E306", "E305"]
