"""Where a JSONPath leads in a request body."""

import pytest

from error_catalog.model.json_path import DeadEnd, dead_end

ORDER = {"lineItems": ({"itemId": "item_xyz", "a-b": None},), "tip": 1}


@pytest.mark.parametrize(
    "path",
    ["$", "$.tip", "$.lineItems", "$.lineItems[0]", "$.lineItems[0].itemId", "$['lineItems'][0]['a-b']"],
)
def test_a_path_to_a_place_is_no_dead_end(path: str) -> None:
    assert dead_end(path, ORDER) is None


@pytest.mark.parametrize(
    ("path", "end", "further"),
    [
        ("$.lineItem", "$", ("$.lineItems", "$.tip")),
        ("$.lineItems[1].itemId", "$.lineItems", ("$.lineItems[0]",)),
        ("$.lineItems.itemId", "$.lineItems", ("$.lineItems[0]",)),
        ("$.lineItems[0][0]", "$.lineItems[0]", ("$.lineItems[0].itemId", "$.lineItems[0]['a-b']")),
        ("$.tip.amount", "$.tip", ()),
        ("$['tips']", "$", ("$.lineItems", "$.tip")),
    ],
)
def test_a_path_that_leads_nowhere_says_how_far_it_leads(path: str, end: str, further: tuple[str, ...]) -> None:
    assert dead_end(path, ORDER) == DeadEnd(end, further)


@pytest.mark.parametrize(
    "path", ["$.lineItems[*].itemId", "$..itemId", "$.lineItems[?@.itemId]", "$.lineItems[-1]", "$x"]
)
def test_a_path_of_another_kind_is_not_followed(path: str) -> None:
    assert dead_end(path, ORDER) is None
