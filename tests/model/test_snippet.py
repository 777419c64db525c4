"""What the code on a page says, derived from the facts of the error."""

import pytest

from error_catalog.api.endpoints import Endpoint, Input
from error_catalog.model.snippet import Snippet, call_of
from support.project import Project
from support.seeds import API, CONFLICT, DECLINED, FAILED, WITH_BODY, WITH_PATH


def snippet(small: Project, code: str) -> Snippet:
    catalog = small.catalog()
    return catalog.snippet_of(catalog.by_code[code])


WITHOUT_RETRY_AFTER = (
    (FAILED, '    headers: {Retry-After: "3"}\n', ""),
    (FAILED, '"retryable": true,\n        "retryAfter": 3\n', '"retryable": true\n'),
)
TWICE = (FAILED, "max_retries: 3", "max_retries: 2")
ONCE = (FAILED, "max_retries: 3", "max_retries: 1")
EVENLY = (FAILED, "factor: 2", "factor: 1")


@pytest.mark.parametrize(
    ("edits", "said"),
    [
        ((), "Sent again up to 3 times, each time after retryAfter seconds, with the same key."),
        ((WITH_BODY,), "Sent again up to 3 times, each time after retryAfter seconds, with the same key and body."),
        ((TWICE, *WITHOUT_RETRY_AFTER), "Sent again up to 2 times, first after 1 to 2 s, with the same key."),
        ((EVENLY, *WITHOUT_RETRY_AFTER), "Sent again up to 3 times, each time after 1 to 2 s, with the same key."),
        ((ONCE, *WITHOUT_RETRY_AFTER), "Sent again once, after 1 to 2 s, with the same key."),
    ],
)
def test_it_says_what_retrying_does(small: Project, edits: tuple[tuple[str, str, str], ...], said: str) -> None:
    for edit in edits:
        small.replace(*edit)
    assert snippet(small, "PAYMENT_FAILED").retries == said
    assert snippet(small, "PAYMENT_DECLINED").retries == ""


def test_it_hands_over_what_the_facts_say(small: Project) -> None:
    assert snippet(small, "PAYMENT_DECLINED").handed_over == ("problem", "item_ids")
    small.replace(*WITH_BODY)
    small.replace(*WITH_PATH)
    assert snippet(small, "PAYMENT_FAILED").handed_over == ("problem", "key", "data")
    assert snippet(small, "PAYMENT_DECLINED").handed_over == ("problem", "json_paths")
    assert snippet(small, "CONFLICT").handed_over == ("problem",)
    small.replace(DECLINED, '"jsonPath": "$.payment"', '"itemId": "item_xyz", "jsonPath": "$.payment"')
    assert snippet(small, "PAYMENT_DECLINED").handed_over == ("problem", "places")


def test_it_says_what_a_new_key_is_for_where_a_call_takes_one(small: Project) -> None:
    assert snippet(small, "CONFLICT").about_key == ""
    assert snippet(small, "PAYMENT_DECLINED").about_key == (
        "Once the cause is gone, send the request with a new Idempotency-Key."
    )


def test_it_makes_the_call_that_the_file_names_with_its_credential(small: Project) -> None:
    found = snippet(small, "CONFLICT")
    assert (found.call.path, found.first and found.first.path) == ("/v1/orders/{order_id}", "/v1/orders/{order_id}")
    assert found.other_credential == ""
    small.replace(CONFLICT, "/v1/orders/abc-123", "/v1/orders")
    small.replace(
        API,
        "post: {operationId: placeOrder, summary: Place an order}",
        "post: {operationId: placeOrder, summary: Place an order, security: [{aToken: []}]}",
    )
    small.replace(
        API, "securitySchemes: {", "securitySchemes: {aToken: {type: http, scheme: bearer, description: It.}, "
    )
    assert snippet(small, "CONFLICT").other_credential == "api_key"
    assert snippet(small, "PAYMENT_DECLINED").other_credential == ""


def endpoint(path: str, *fields: str, creates: str = "", takes_body: bool = True) -> Endpoint:
    inputs = tuple(Input(name, "body", "", None, "") for name in fields)
    return Endpoint("POST", path, "", inputs=inputs, takes_body=takes_body, creates=creates)


def test_a_body_is_called_by_what_the_call_makes_or_by_what_has_its_fields() -> None:
    place = endpoint("/place", "items", "payment", creates="group order")
    validate, other, unknown = endpoint("/validate", "items"), endpoint("/x", "items", "query"), endpoint("/y")
    known = (validate, other, unknown, place)
    assert [call_of(each, known).body for each in known] == ["group_order", "data", "data", "group_order"]
    assert call_of(endpoint("/read", takes_body=False), known).body == ""
