"""What prose mentions, and what becomes a link."""

import pytest

from error_catalog.endpoints import Endpoint, path_matches
from error_catalog.prose import References, link_names, reference_violations

CODES = frozenset({"CONFLICT", "STORE_CLOSED"})
REFERENCES = References(CODES, (Endpoint("GET", "/v1/stores/{storeId}", "Get a store"),))


@pytest.mark.parametrize(
    "text",
    [
        "`CONFLICT` and `STORE_CLOSED`, also ``CONFLICT``",
        "CONFLICT without backticks, or CONFLICTS, is a word",
        "STORE_CLOSED alone",
        "`GET /v1/stores/{storeId}?open=true`, `/v1/stores/abc`, `/v1/stores` and /v1/stores/{storeId}.",
        "**GET /v1/stores/{storeId}**",
        "`GET`, `POST` and `DELETE` are methods",
        "`retryAfter`, `X_y`, `{STORE_ID}`, `Bearer YOUR_API_KEY`, UTF-8, HMAC-SHA256",
        "```\nSTORE_LOST `STORE_LOST` GET /v1/lost\n```",
        "~~~ json\nGET /v1/lost\n~~~\n",
        "https://example.com/v1/lost",
        "PUT the card away",
        "`HEAD`, `OPTIONS`",
        "“GET /v1/stores/{storeId}” GET /v1/stores/abc… [GET /v1/stores/abc] GET /v1/stores/abc! GET /v1/stores/abc—x",
        "GET `/v1/stores/abc`, `GET https://api.gett-tech.com/v1/stores/abc`",
        "`https://api-sandbox.gett-tech.com/v1/stores`, https://api.gett-tech.com",
        '`errorCode: CONFLICT`, `"CONFLICT"`, `CONFLICT.`, _STORE_CLOSED_, **STORE_CLOSED**',
        "https://developer.gett-tech.com/errors/CONFLICT, [x](../errors/STORE_CLOSED.md)",
        "a_STORE_LOST, `/errors/{errorCode}`",
    ],
)
def test_prose_that_names_what_exists_is_right(text: str) -> None:
    assert list(reference_violations(text, REFERENCES)) == []


@pytest.mark.parametrize(
    ("text", "fragments"),
    [
        ("`CONFLICTS`", ["CONFLICTS"]),
        ("STORE_LOST, `STORE_LOST`, STORE_CLOSED", ["STORE_LOST", "STORE_LOST"]),
        ('`{"code": "LOST"}`, `error.code === \'LOST\'`', ["LOST", "LOST"]),
        ("__STORE_LOST__", ["STORE_LOST"]),
        ("`https://developer.gett-tech.com/errors/LOST`", ["LOST"]),
        ("`GET` `/v1/lost`", ["GET` `/v1/lost"]),
        ("`GET https://api.gett-tech.com/v1/lost`", ["GET https://api.gett-tech.com/v1/lost"]),
        ("OPTIONS /v1/stores", ["OPTIONS /v1/stores"]),
        ("`POST /v1/stores/{storeId}`", ["POST /v1/stores/{storeId}"]),
        ("`GET /v1/stores/{id}`.", ["GET /v1/stores/{id}"]),
        ("`GET /stores`", ["GET /stores"]),
        ("/v1/lost: gone", ["/v1/lost:"]),
        ("[`STORE_LOST`](https://example.com)", ["STORE_LOST"]),
        ("```\ncode\n```\n\n`STORE_LOST`", ["STORE_LOST"]),
    ],
)
def test_prose_that_names_what_nobody_has_is_at_fault(text: str, fragments: list[str]) -> None:
    assert [violation.fragment for violation in reference_violations(text, REFERENCES)] == fragments


def test_a_path_that_is_another_endpoint_belongs_to_that_one() -> None:
    discover = Endpoint("POST", "/v1/stores/discover", "Discover stores")
    references = References(CODES, (*REFERENCES.endpoints, discover))
    assert references.fits(["/v1/stores/{storeId}"], "/v1/stores/abc")
    assert references.fits(["/v1/stores/{storeId}", "/v1/stores/discover"], "/v1/stores/discover")
    assert not references.fits(["/v1/stores/{storeId}"], "/v1/stores/discover")
    assert list(reference_violations("`GET /v1/stores/discover`", references))


def test_an_acronym_in_backticks_is_told_apart_from_a_code() -> None:
    (violation,) = reference_violations("`PCI`", REFERENCES)
    assert violation.hint == "each error is a file in examples/; an acronym goes without backticks"


def test_the_same_mistake_twice_has_two_places() -> None:
    found = list(reference_violations("`LOST`\n\n`LOST`", REFERENCES))
    assert [violation.occurrence for violation in found] == [0, 1]


@pytest.mark.parametrize(
    ("page", "markdown", "expected"),
    [
        ("errors/index.md", "see `CONFLICT`", "see [`CONFLICT`](CONFLICT.md)"),
        ("index.md", "see ``CONFLICT``", "see [``CONFLICT``](errors/CONFLICT.md)"),
        ("guides/pay/cards.md", "`CONFLICT`.", "[`CONFLICT`](../../errors/CONFLICT.md)."),
        ("errors/CONFLICT.md", "`CONFLICT` or `STORE_CLOSED`", "`CONFLICT` or [`STORE_CLOSED`](STORE_CLOSED.md)"),
        ("index.md", "[about `CONFLICT`](x.md)", "[about `CONFLICT`](x.md)"),
        (
            "index.md",
            "```json\n`CONFLICT`\n```\n`CONFLICT`",
            "```json\n`CONFLICT`\n```\n[`CONFLICT`](errors/CONFLICT.md)",
        ),
        ("index.md", "`CONFLICTS`, CONFLICT", "`CONFLICTS`, CONFLICT"),
        ("index.md", "    ```\n    `CONFLICT`\n    ```", "    ```\n    `CONFLICT`\n    ```"),
        (
            "errors/CONFLICT.md",
            "`GET /v1/stores/{storeId}`",
            '<span class="endpoint">[`GET` `/v1/stores/{storeId}`](../reference/get-store.md)</span>',
        ),
        (
            "reference/get-store.md",
            "`GET /v1/stores/{storeId}`",
            '<span class="endpoint">`GET` `/v1/stores/{storeId}`</span>',
        ),
        ("index.md", "`GET /v1/stores/7`", "`GET /v1/stores/7`"),
    ],
)
def test_names_in_backticks_become_links(page: str, markdown: str, expected: str) -> None:
    pages = {code: f"errors/{code}.md" for code in CODES}
    assert link_names(markdown, page, {**pages, "GET /v1/stores/{storeId}": "reference/get-store.md"}) == expected


@pytest.mark.parametrize(
    ("template", "path", "expected"),
    [
        ("/v1/stores/{storeId}", "/v1/stores/abc", True),
        ("/v1/stores/{storeId}", "/v1/stores/{storeId}", True),
        ("/v1/stores/{storeId}", "/v1/stores/{id}", False),
        ("/v1/stores/{storeId}", "/v1/stores/", False),
        ("/v1/stores/{storeId}", "/v1/stores/abc/catalog", False),
        ("/v1/stores", "/v1/stores", True),
        ("/v1/stores", "/v1/Stores", False),
    ],
)
def test_a_path_fits_its_template(template: str, path: str, *, expected: bool) -> None:
    assert path_matches(template, path) == expected
