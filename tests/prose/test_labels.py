"""What a link's label names is what the link leads to."""

import pytest

from error_catalog.api.endpoints import Endpoint
from error_catalog.prose.known_names import KnownNames
from error_catalog.prose.references import reference_violations

NAMES = KnownNames(frozenset({"CONFLICT", "STORE_CLOSED"}), (Endpoint("GET", "/v1/stores/{storeId}", "Get a store"),))
PORTAL = "https://developer.gett-tech.com"


@pytest.mark.parametrize(
    "text",
    [
        "[the store](STORE_CLOSED.md), [a store that is closed](CONFLICT.md), [here](https://x.example/y)",
        "[`STORE_CLOSED`](STORE_CLOSED.md), [STORE_CLOSED](../errors/STORE_CLOSED.md#summary), [`CONFLICT`](#conflict)",
        f"[STORE_CLOSED]({PORTAL}/errors/STORE_CLOSED), [*CONFLICT*]({PORTAL}/errors/CONFLICT/?a=b#c)",
        "[`STORE_CLOSED`](STORE_CLOSED.json)",
        "[GET /v1/stores/{storeId}](../reference/get-v1-stores-storeid.md)",
        "[https://x.example](https://x.example/), [x.example](https://X.example/y), [www.x.example](http://x.example)",
        "[x.example/y](https://x.example/y/z), [mail@x.example](mailto:mail@x.example), <https://x.example>",
        "[openapi.json](../openapi.json), [clients/gett_errors.py](../clients/gett_errors.py), [Node.js](node.md)",
        "[Node.js](https://nodejs.example), [e.g.](https://x.example), [v1.2](https://x.example)",
        "[x.example][1], [STORE_CLOSED], [x.example]\n\n[1]: https://x.example\n[store_closed]: errors/STORE_CLOSED.md",
        "![https://x.example](https://y.example/z.png)",
        "`[x.example](https://y.example)`, \\[x.example](https://y.example)",
        "```\n[x.example](https://y.example)\n```",
    ],
)
def test_a_label_that_says_where_the_link_leads_is_right(text: str) -> None:
    assert list(reference_violations(text, NAMES)) == []


@pytest.mark.parametrize(
    ("text", "label", "target"),
    [
        ("[`STORE_CLOSED`](CONFLICT.md)", "STORE_CLOSED", "CONFLICT.md"),
        ("[**STORE_CLOSED**](../errors/CONFLICT.md#summary)", "STORE_CLOSED", "../errors/CONFLICT.md#summary"),
        ("[STORE_CLOSED](https://x.example/STORE_CLOSED)", "STORE_CLOSED", "https://x.example/STORE_CLOSED"),
        ("[STORE_CLOSED](index.md)", "STORE_CLOSED", "index.md"),
        (
            "[`GET /v1/stores/{storeId}`](../reference/get-v1-orders.md)",
            "GET /v1/stores/{storeId}",
            "../reference/get-v1-orders.md",
        ),
        ("[x.example](https://y.example)", "x.example", "https://y.example"),
        ("[https://x.example](https://x.example.y.example)", "https://x.example", "https://x.example.y.example"),
        ("[x.example/a](https://x.example/ab)", "x.example/a", "https://x.example/ab"),
        ("[HTTPS://x.example](guide.md)", "HTTPS://x.example", "guide.md"),
        ("[www.x.example](https://y.example)", "www.x.example", "https://y.example"),
        ("[mail@x.example](mailto:other@x.example)", "mail@x.example", "mailto:other@x.example"),
        ("[x.example](<https://y.example>)", "x.example", "https://y.example"),
        ('[x.example](https://y.example "x.example")', "x.example", "https://y.example"),
        ("[x.example][1]\n\n[1]: https://y.example", "x.example", "https://y.example"),
        ("[x.example][]\n\n[X.example]: https://y.example", "x.example", "https://y.example"),
        ("[x.example] here\n\n[x.example]: https://y.example", "x.example", "https://y.example"),
    ],
)
def test_a_label_that_says_something_else_is_at_fault(text: str, label: str, target: str) -> None:
    (violation,) = reference_violations(text, NAMES)
    assert violation.message == f"the label of the link is {label}, but it leads to {target}"
    assert violation.hint
    assert violation.fragment
    assert label in violation.fragment


@pytest.mark.parametrize("name", ["Store_Closed", "STORE-CLOSED", "store closed", "store_closed", "Store-closed"])
def test_a_code_in_other_letters_or_signs_is_at_fault(name: str) -> None:
    (violation,) = reference_violations(f"Handle `{name}`, too.", NAMES)
    assert (violation.message, violation.hint) == (f"unknown error code {name}", "did you mean STORE_CLOSED?")


@pytest.mark.parametrize("name", ["conflict", "Conflict", "not_found", "Not Found", "a conflict", "store"])
def test_what_means_something_else_is_no_code(name: str) -> None:
    assert list(reference_violations(f"It says `{name}`.", NAMES)) == []
