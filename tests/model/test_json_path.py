"""Where a JSONPath leads in a request body."""

import pytest

from error_catalog.model.json_path import DeadEnd, dead_end, leads_to_one_place

ORDER = {"lineItems": ({"itemId": "item_xyz", "a-b": None, "it's": 1},), "tip": 1}


@pytest.mark.parametrize(
    "path",
    [
        "$",
        "$.tip",
        "$.lineItems",
        "$.lineItems[0]",
        "$.lineItems[0].itemId",
        "$['lineItems'][0]['a-b']",
        '$["lineItems"][0]["it\'s"]',
        "$.lineItems[0]['it\\'s']",
    ],
)
def test_a_path_to_a_place_is_no_dead_end(path: str) -> None:
    assert leads_to_one_place(path)
    assert dead_end(path, ORDER) is None


@pytest.mark.parametrize(
    ("path", "end", "further"),
    [
        ("$.lineItem", "$", ("$.lineItems", "$.tip")),
        ("$.lineItems[1].itemId", "$.lineItems", ("$.lineItems[0]",)),
        ("$.lineItems.itemId", "$.lineItems", ("$.lineItems[0]",)),
        (
            "$.lineItems[0][0]",
            "$.lineItems[0]",
            ("$.lineItems[0].itemId", "$.lineItems[0]['a-b']", '$.lineItems[0]["it\'s"]'),
        ),
        ("$.tip.amount", "$.tip", ()),
        ("$['tips']", "$", ("$.lineItems", "$.tip")),
    ],
)
def test_a_path_that_leads_nowhere_says_how_far_it_leads(path: str, end: str, further: tuple[str, ...]) -> None:
    assert dead_end(path, ORDER) == DeadEnd(end, further)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "tip",
        "$tip",
        "$.",
        "$..tip",
        "$.tip.",
        "$.line-items",
        "$.0",
        "$[tip]",
        "$['tip\"]",
        "$.lineItems[*].itemId",
        "$.lineItems[?@.itemId]",
        "$.lineItems[-1]",
        "$.lineItems[00]",
        "$.lineItems[0:1]",
        "$.lineItems[0]itemId",
    ],
)
def test_a_path_of_another_kind_leads_to_no_single_place(path: str) -> None:
    assert not leads_to_one_place(path)
