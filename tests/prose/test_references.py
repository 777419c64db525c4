"""What prose mentions, and what becomes a link."""

from collections.abc import Collection

import pytest

from error_catalog.api.endpoints import Endpoint, fits, path_matches
from error_catalog.api.headers import declared_headers
from error_catalog.pages.linking import with_links
from error_catalog.prose.known_names import KnownNames
from error_catalog.prose.references import reference_violations
from error_catalog.prose.terms import Terms

CODES = frozenset({"CONFLICT", "STORE_CLOSED"})
NAMES = KnownNames(
    CODES,
    (Endpoint("GET", "/v1/stores/{storeId}", "Get a store"),),
    headers={"X-RateLimit-Reset", "Signature", "Idempotency-Key"},
)


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
        "the category `payment`, categories `payment` and `conflict`, the `not_found` category, a category of menus",
        '`errorCategory: payment`, `{"errorCategory": "payment"}`, `errorCategory` is `payment`, `errorCategory` says',
        "`error.errorCategory === 'payment'`, `items`, `too_busy`, `operational_issues`",
        "`Idempotency-Key`, `Idempotency-Key: 7d9f`, `Retry-After`, `X-RateLimit-Reset`, the `X-RateLimit` headers",
        "the header `signature`, the `Signature` header, `Content-Type: application/json`, the `Accept` header",
        "`HMAC-SHA256`, `UTF-8`, `zpka-Key`, `catalog-sets`, `Id`, Mon-Fri, the header; `items`, `key-Id`",
        "```\nX-Lost: 1\nerrorCategory: lost\n```",
        "Indented:\n\n    STORE_LOST `STORE_LOST` GET /v1/lost, category `lost`, `X-Lost`\n\nand after.",
        "<pre>\nSTORE_LOST `STORE_LOST` GET /v1/lost\n\ncategory `lost`, `X-Lost`\n</pre>",
        "> ```\n> STORE_LOST\n> ```",
    ],
)
def test_prose_that_names_what_exists_is_right(text: str) -> None:
    assert list(reference_violations(text, NAMES)) == []


@pytest.mark.parametrize(
    ("text", "fragments"),
    [
        ("`CONFLICTS`", ["CONFLICTS"]),
        ("STORE_LOST, `STORE_LOST`, STORE_CLOSED", ["STORE_LOST", "STORE_LOST"]),
        ('`{"code": "LOST"}`, `error.code === \'LOST\'`', ["LOST", "LOST"]),
        ("__STORE_LOST__", ["STORE_LOST"]),
        ("`https://developer.gett-tech.com/errors/LOST`", ["LOST"]),
        ("the category `Payment`, the `Not_Found` category", ["Payment", "Not_Found"]),
        ("`errorCategory: Payment`, `errorCategory` is `CONFLICT`", ["Payment", "CONFLICT"]),
        ("`GET` `/v1/lost`", ["GET` `/v1/lost"]),
        ("`GET https://api.gett-tech.com/v1/lost`", ["GET https://api.gett-tech.com/v1/lost"]),
        ("OPTIONS /v1/stores", ["OPTIONS /v1/stores"]),
        ("`POST /v1/stores/{storeId}`", ["POST /v1/stores/{storeId}"]),
        ("`GET /v1/stores/{id}`.", ["GET /v1/stores/{id}"]),
        ("`GET /stores`", ["GET /stores"]),
        ("/v1/lost: gone", ["/v1/lost:"]),
        ("[`STORE_LOST`](https://example.com)", ["STORE_LOST"]),
        ("```\ncode\n```\n\n`STORE_LOST`", ["STORE_LOST"]),
        ("category `payments` and the `lost` category", ["payments", "lost"]),
        ('`errorCategory: lost`, `"errorCategory": "payments"`', ["lost", "payments"]),
        ("`errorCategory` is `rate_limits`", ["rate_limits"]),
        ("`Retry-Afer`, `X-Lost: 1`, `X-RateLimit`", ["Retry-Afer", "X-Lost", "X-RateLimit"]),
        ("- a list\n\n    `STORE_LOST`\n\n!!! note\n\n    `STORE_LOST`", ["STORE_LOST", "STORE_LOST"]),
        ("<!-- STORE_LOST -->, <code>STORE_LOST</code>, <div>STORE_LOST</div>", ["STORE_LOST"] * 3),
        ("<div>\nSTORE_LOST\n</div>\n\n[x](y.md 'STORE_LOST')", ["STORE_LOST", "STORE_LOST"]),
        ("the header `Signatur`, a `retryAfter` header, the `X-Rate` headers", ["Signatur", "retryAfter", "X-Rate"]),
    ],
)
def test_prose_that_names_what_nobody_has_is_at_fault(text: str, fragments: list[str]) -> None:
    assert [violation.fragment for violation in reference_violations(text, NAMES)] == fragments


def test_a_path_that_is_another_endpoint_belongs_to_that_one() -> None:
    discover = Endpoint("POST", "/v1/stores/discover", "Discover stores")
    references = KnownNames(CODES, (*NAMES.endpoints, discover))
    assert fits(["/v1/stores/{storeId}"], "/v1/stores/abc", references.endpoints)
    assert fits(["/v1/stores/{storeId}", "/v1/stores/discover"], "/v1/stores/discover", references.endpoints)
    assert not fits(["/v1/stores/{storeId}"], "/v1/stores/discover", references.endpoints)
    assert not fits(["/v1/stores/{storeId}"], "/v1/stores/Discover", references.endpoints)
    (violation,) = reference_violations("`GET /v1/stores/discover`", references)
    assert violation.hint == "did you mean POST /v1/stores/discover?"


def test_headers_are_unknown_only_where_the_api_is_known() -> None:
    assert list(reference_violations("`X-Lost`", KnownNames(CODES, ()))) == []


def test_what_an_api_document_says_about_headers_is_found_wherever_it_stands() -> None:
    loop: dict[str, object] = {"parameters": ({"name": "X-Key", "in": "header"}, {"name": "q", "in": "query"})}
    document = {
        "paths": {"/v1": {"get": loop, "put": loop}},
        "webhooks": {"order": {"post": {"parameters": ({"$ref": "#/x"}, {"name": "Signature", "in": "header"})}}},
        "components": {"headers": {"X-Left": {}}, "securitySchemes": {"key": {"in": "header", "name": "X-Api-Key"}}},
    }
    assert declared_headers(document, None, ()) == {"X-Key", "Signature", "X-Left", "X-Api-Key"}


@pytest.mark.parametrize(
    ("name", "unix_times", "message", "hint"),
    [
        ("Retry-After", {"X-Reset"}, "Retry-After is no header with a Unix time", "leave it out, or name X-Reset"),
        ("Retry-After", (), "Retry-After is no header with a Unix time", "a header that docs/api/ declares with"),
        ("X-Reste", {"X-Reset"}, "unknown header X-Reste", "did you mean X-Reset?"),
    ],
)
def test_a_reset_header_holds_a_unix_time(name: str, unix_times: Collection[str], message: str, hint: str) -> None:
    names = KnownNames(CODES, NAMES.endpoints, {"X-Reset"}, unix_time_headers=unix_times)
    violation = names.reset_header_violation(name)
    assert violation
    assert violation.message == message
    assert hint in violation.hint


def test_the_name_of_a_reset_header_compares_without_regard_to_case() -> None:
    names = KnownNames(CODES, NAMES.endpoints, {"X-Reset"}, unix_time_headers={"X-Reset"})
    assert names.reset_header_violation("x-reset") is None


def test_reset_headers_are_wrong_only_where_the_api_is_known() -> None:
    assert KnownNames(CODES, ()).reset_header_violation("Retry-After") is None


def test_an_acronym_in_backticks_is_told_apart_from_a_code() -> None:
    (violation,) = reference_violations("`PCI`", NAMES)
    assert violation.hint == "each error is a file in examples/; an acronym goes without backticks"


def test_the_same_mistake_twice_has_two_places() -> None:
    found = list(reference_violations("`LOST`\n\n`LOST`", NAMES))
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
        ("index.md", "# About `CONFLICT`", "# About [`CONFLICT`](errors/CONFLICT.md)"),
        ("index.md", "- a\n\n    `CONFLICT`", "- a\n\n    [`CONFLICT`](errors/CONFLICT.md)"),
        ("index.md", '=== "A"\n\n    `CONFLICT`', '=== "A"\n\n    [`CONFLICT`](errors/CONFLICT.md)'),
        ("index.md", "<div markdown>\n`CONFLICT`\n</div>", "<div markdown>\n[`CONFLICT`](errors/CONFLICT.md)\n</div>"),
    ],
)
def test_names_in_backticks_become_links(page: str, markdown: str, expected: str) -> None:
    pages = {code: f"errors/{code}.md" for code in CODES}
    pages["GET /v1/stores/{storeId}"] = "reference/get-store.md"
    assert with_links(markdown, page, pages, Terms({})) == expected


@pytest.mark.parametrize(
    "markdown",
    [
        "A text.\n\n    indented `CONFLICT`",
        "- a list\n\n        indented `CONFLICT`",
        "<pre>\n`CONFLICT`\n\n`CONFLICT`\n</pre>",
        "a <pre>`CONFLICT`</pre>",
        "a <code>`CONFLICT`</code> and <kbd>`CONFLICT`</kbd>",
        "<div>\n`CONFLICT`\n</div>",
        "a <!-- `CONFLICT` -->",
        "<!--\n`CONFLICT`\n\n`CONFLICT`\n-->",
        "<script>\n'`CONFLICT`'\n</script>",
        '<a href="x.md">`CONFLICT`</a>',
        "[x](y.md '`CONFLICT`')",
        "[x](`CONFLICT`)",
        "[about [the] `CONFLICT`][x]\n\n[x]: y.md '`CONFLICT`'",
        "![`CONFLICT`](x.png '`CONFLICT`')",
        "<https://x.example/`CONFLICT`>",
        '<b title="`CONFLICT`">x</b>',
        "> ```\n> `CONFLICT`\n> ```",
    ],
)
def test_names_that_are_no_prose_stay_as_they_are(markdown: str) -> None:
    assert with_links(markdown, "index.md", {"CONFLICT": "errors/CONFLICT.md"}, Terms({})) == markdown


@pytest.mark.parametrize(
    ("template", "path", "expected"),
    [
        ("/v1/stores/{storeId}", "/v1/stores/abc", True),
        ("/v1/stores/{storeId}", "/v1/stores/{storeId}", True),
        ("/v1/stores/{storeId}", "/v1/stores/{id}", False),
        ("/v1/stores/{storeId}", "/v1/stores/", False),
        ("/v1/stores/{storeId}", "/v1/stores/abc/catalog", False),
        ("/v1/stores/{storeId}", "/v1/stores/a%62c", False),
        ("/v1/stores/{storeId}", "/v1/stores/abc\n", False),
        ("/v1/stores/{storeId}", "/v1/stores/abc#top", False),
        ("/v1/stores", "/v1/stores", True),
        ("/v1/stores", "/v1/Stores", False),
    ],
)
def test_a_path_fits_its_template(template: str, path: str, *, expected: bool) -> None:
    assert path_matches(template, path) == expected
