"""Every rule of the catalogue, shown biting: one seeded fault each, reported at its place and nowhere else."""

from dataclasses import dataclass

import pytest

from project import Project

FAILED, DECLINED, CONFLICT = (f"examples/{code}.yaml" for code in ("PAYMENT_FAILED", "PAYMENT_DECLINED", "CONFLICT"))
API = "docs/api/orders.yaml"
PAGE = "docs/index.md"


@dataclass(frozen=True)
class Seed:
    """A fault put into the small project: `old` becomes `new`, and the report points to `at` with the message.

    It is the only fault in the report, but for those that follow from it elsewhere.
    """

    rule: str
    file: str
    old: str
    new: str
    at: str
    message: str
    consequences: int = 0


SEEDS = [
    # 1. The file's stem, errorCode and the last segment of type are the same.
    Seed("1 type", CONFLICT, "errors/CONFLICT", "errors/FORBIDDEN", '"https:', "does not lead to the page of its errorCode"),
    Seed("1 type base", CONFLICT, "https://dev", "http://dev", '"http:', "does not lead to the page of its errorCode"),
    Seed("1 code", CONFLICT, '"errorCode": "CONFLICT"', '"errorCode": "Conflict"', '"Conflict",\n        "errorCat', 'the wrong form'),
    # 2. The category is known, allows the status, and the title is the API's phrase.
    Seed("2 status", CONFLICT, "409", "410", "410", "status 410 does not fit category conflict (409)"),
    Seed("2 category", CONFLICT, '"conflict"', '"conflicts"', '"conflicts"', "`errorCategory` is"),
    Seed("2 other category", CONFLICT, '"conflict"', '"payment"', "409", "status 409 does not fit category payment (400)"),
    Seed("2 title", CONFLICT, '"Conflict"', '"Conflicting"', '"Conflicting"', "is not the phrase for status 409"),
    # 3. A retry policy exactly where the body is retryable; retryAfter there alone, and as in the header.
    Seed("3 no policy", DECLINED, "retryable\": false", "retryable\": true", "recovery:", "`recovery` has no `retry`"),
    Seed("3 policy", FAILED, 'true,\n        "retryAfter": 3\n      }\n  - summary: Without', 'false\n      }\n  - summary: Without', "Retry-After", "not retryable"),
    Seed("3 retryAfter", CONFLICT, 'false', 'false,\n        "retryAfter": 5', '"retryAfter"', "not retryable"),
    Seed("3 header", FAILED, '"3"', '"4"', '"4"', "Retry-After is 4, but the body's retryAfter is 3"),
    Seed("3 header case", FAILED, 'Retry-After: "3"', 'retry-after: "4"', '"4"', "retry-after is 4"),
    Seed("3 header date", FAILED, '"3"', '"Mon, 27 Apr 2026 14:30:00 GMT"', '"Mon', "the API sends whole seconds"),
    Seed("3 factor", FAILED, "factor: 2", "factor: 1e200", "1e200", "`factor` is 1e+200; it should be less than or equal to 10"),
    Seed("3 first delay", FAILED, "first_delay_s: 1", "first_delay_s: 0", "0", "`first_delay_s` is 0; it should be greater than 0"),
    Seed("3 delays", FAILED, "max_delay_s: 30", "max_delay_s: 0.5", "0.5", "max_delay_s is shorter than first_delay_s"),
    # 4. Endpoints exist; the instance fits one of the triggers.
    Seed("4 endpoint", DECLINED, "POST /v1/orders", "PUT /v1/orders", "PUT", "unknown endpoint PUT /v1/orders"),
    Seed("4 concrete", DECLINED, "POST /v1/orders", "GET /v1/orders/7", "GET", "unknown endpoint GET /v1/orders/7"),
    Seed("4 missing", DECLINED, "endpoint: POST /v1/orders\n    when", "when", "when: the", "`endpoint` is missing"),
    Seed("4 gateway", CONFLICT, "- when", "- endpoint: POST /v1/orders\n    when", "endpoint", "may come from any endpoint"),
    Seed("4 instance", DECLINED, '"/v1/orders"', '"/v1/orders/7"', '"/v1/orders/7"', "fits the path of no trigger"),
    Seed("4 gateway instance", CONFLICT, "/abc-123", "/abc/123", '"/v1/orders/abc/123"', "fits the path of no trigger"),
    Seed("4 query", CONFLICT, "/abc-123", "?a=b", '"/v1/orders?a=b"', "has the wrong form"),
    Seed("4 parameter", CONFLICT, "/abc-123", "/{orderId}", '"/v1/orders/{', "has the wrong form"),
    Seed("4 space", CONFLICT, "/abc-123", "/a<b>", '"/v1/orders/a', "has the wrong form"),
    Seed("4 same trigger", DECLINED, "issuer declined", "issuer declined\n  - endpoint: POST /v1/orders\n    when: the issuer declined", "endpoint: POST /v1/orders\n    when: the issuer declined\nrec", "triggers[1] says the same as triggers[0]"),
    # 5. Timestamp, requestId, order and set of members.
    Seed("5 timestamp", CONFLICT, "2026-04-27T14:30:00.000Z", "yesterday", '"yesterday"', "no RFC 3339 time in UTC"),
    Seed("5 no day", CONFLICT, "2026-04-27T", "2026-02-30T", '"2026-02-30', "no RFC 3339 time in UTC"),
    Seed("5 zone", CONFLICT, "00.000Z", "00.000+02:00", '"2026', "no RFC 3339 time in UTC"),
    Seed("5 date", CONFLICT, "2026-04-27T14:30:00.000Z", "2026-04-27", '"2026', "no RFC 3339 time in UTC"),
    Seed("5 requestId", CONFLICT, "req_abc123", "abc123", '"abc123"', "has the wrong form"),
    Seed("5 requestId letters", CONFLICT, "req_abc123", "req_abc\u00e9", '"req_', "has the wrong form"),
    Seed("5 order", CONFLICT, '"title": "Conflict",\n        "status": 409,', '"status": 409,\n        "title": "Conflict",', '"status"', "member `status` stands where the wire has `title`"),
    Seed("5 detail order", DECLINED, '"message": "Declined.", "jsonPath": "$.payment"', '"jsonPath": "$.payment", "message": "Declined."', '"jsonPath"', "stands where the wire has `message`"),
    Seed("5 unknown", CONFLICT, '"retryable": false', '"retryable": false,\n        "hint": "x"', '"hint"', "unknown field `hint`"),
    Seed("5 missing", CONFLICT, '        "requestId": "req_abc123",\n', "", "body:", "`requestId` is missing"),
    Seed("5 null", CONFLICT, '"retryable": false', '"retryable": false,\n        "retryAfter": null', '"retryAfter"', "`retryAfter` is empty"),
    # 6. Codes inside errors exist, and each entry says where.
    Seed("6 code", DECLINED, '"code": "PAYMENT_DECLINED"', '"code": "PAYMENT_LOST"', '"PAYMENT_LOST"', "unknown error code PAYMENT_LOST"),
    Seed("6 where", DECLINED, ', "jsonPath": "$.payment"', "", '{"code"', "does not say where"),
    Seed("6 jsonPath", DECLINED, "$.payment", "payment", '"payment"}', "has the wrong form"),
    Seed("6 empty", DECLINED, '[\n          {"code": "PAYMENT_DECLINED", "message": "Declined.", "jsonPath": "$.payment"}\n        ]', "[]", "[]", "the list is empty"),
    # 7. All examples of an error agree; what is related exists, and is told apart once, by name.
    Seed("7 code", FAILED, '"PAYMENT_FAILED",\n        "errorCategory": "payment",\n        "retryable": true\n', '"PAYMENT_DECLINED",\n        "errorCategory": "payment",\n        "retryable": true\n', '"PAYMENT_DECLINED",\n        "errorCategory"', "errorCode is PAYMENT_DECLINED, but type and file name say PAYMENT_FAILED"),
    Seed("7 category", FAILED, '"payment",\n        "retryable": true\n', '"validation",\n        "retryable": true\n', '"validation"', "errorCategory is \"validation\" here and \"payment\" in the first example"),
    Seed("7 retryable", FAILED, '"retryable": true\n', '"retryable": false\n', 'false\n', "retryable is false here and true in the first example"),
    Seed("7 related", FAILED, "  PAYMENT_DECLINED:", "  PAYMENT_LOST:", "PAYMENT_LOST", "unknown error code PAYMENT_LOST"),
    Seed("7 itself", FAILED, "  PAYMENT_DECLINED:", "  PAYMENT_FAILED:", "PAYMENT_FAILED:", "PAYMENT_FAILED is related to itself"),
    Seed("7 by name", FAILED, "`PAYMENT_DECLINED` is final", "the other is final", '"`PAY', "does not name `PAYMENT_DECLINED`"),
    Seed("7 told twice", DECLINED, "unconfirmed", 'related: {PAYMENT_FAILED: "`PAYMENT_FAILED`, `PAYMENT_DECLINED`."}\nunconfirmed', "PAYMENT_FAILED:", "tells PAYMENT_DECLINED and PAYMENT_FAILED apart already"),
    # 8. Duplicate keys and unknown fields are faults, and so is all that has the wrong type.
    Seed("8 duplicate", CONFLICT, "origin: gateway", "origin: gateway\nmeaning: Again.", "meaning: Again", "duplicate key `meaning`"),
    Seed("8 duplicate member", CONFLICT, '"title"', '"type": "x",\n        "title"', '"type": "x"', "duplicate key `type`"),
    Seed("8 unknown", CONFLICT, "triggers:", "trigers:", "trigers", "unknown field `trigers`"),
    Seed("8 unknown inside", CONFLICT, "steps", "step", "step:", "unknown field `step`"),
    Seed("8 status text", CONFLICT, "409", '"409"', '"409"', '`status` is the text "409"; expected a whole number'),
    Seed("8 yes", CONFLICT, "false", "no", "no\n", '`retryable` is the text "no"; expected true or false'),
    Seed("8 list", CONFLICT, "[Read it.]", "Read it.", "Read it.", "`steps` is the text"),
    Seed("8 no step", CONFLICT, "[Read it.]", "[]", "[]", "the list is empty"),
    Seed("8 null", CONFLICT, "origin: gateway", "origin: gateway\nnotes:", "notes", "`notes` is empty"),
    Seed("8 body text", CONFLICT, "body:\n", "body: |\n", "|\n", "`body` is the text"),
    Seed("8 blank", CONFLICT, "[Read it.]", '[" "]', '" "', "`steps[0]` is empty"),
    Seed("8 actor", CONFLICT, "actor: integration", "actor: nobody", "nobody", "`actor` is"),
    Seed("8 tag", CONFLICT, "origin: gateway", "origin: !!python/name:os.system gateway", "!!python", "a tag: !!python/name:os.system"),
    Seed("8 tag on a list", CONFLICT, "[Read it.]", "!!set [Read it.]", "!!set", "a tag: !!set"),
    Seed("8 tag on a number", CONFLICT, "409", '!!int "409"', "!!int", "a tag: !!int", 1),
    Seed("8 exponent", CONFLICT, "409", "4.09e2", "4.09e2", "`status` is 409.0; expected a whole number"),
    Seed("8 fraction", FAILED, '"retryAfter": 3', '"retryAfter": 3.0', "3.0", "`retryAfter` is 3.0; expected a whole number"),
    Seed("8 half a pair", CONFLICT, "Done before.", "Done \\ud83d before.", "d83d", "found invalid Unicode character escape code"),
    Seed("8 comment", CONFLICT, "it was done before", "it was done #before", "#before", "a comment in a text without quotes: #before"),
    Seed("8 endless delay", FAILED, "max_delay_s: 30", "max_delay_s: 1e999", "1e999", "`max_delay_s` is"),
    Seed("8 header", FAILED, '"3"', '"3\\r\\nX-Evil: 1"', '"3', "has the wrong form"),
    Seed("8 content type", FAILED, 'Retry-After: "3"', "content-type: text/html", "content-type", "is there already"),
    # 9. Prose is Markdown without raw HTML, and what it names exists.
    Seed("9 html", CONFLICT, "Read what is there.", "Read<br> what is there.", "<br>", "raw HTML in prose: <br>"),
    Seed("9 html in a folded text", FAILED, "necessarily declined", "<i class=x>necessarily declined", "<i", "raw HTML in prose: <i class=x>"),
    Seed("9 html in code", CONFLICT, "Read what", "Read `</dd>` what", "</dd>", "raw HTML in prose: </dd>"),
    Seed("9 comment", CONFLICT, "it was done", "it <!-- was --> done", "<!--", "raw HTML"),
    Seed("9 code", CONFLICT, "Read what", "Read `FORBIDEN`, what", "FORBIDEN", "unknown error code FORBIDEN"),
    Seed("9 bare code", CONFLICT, "Read what", "Read ORDER_LOST what", "ORDER_LOST", "unknown error code ORDER_LOST"),
    Seed("9 code in a member", CONFLICT, "Read what", "Read `code=LOST` what", "LOST", "unknown error code LOST"),
    Seed("9 code in quotes", CONFLICT, "Read what", "Read `\"LOST\"` what", "LOST", "unknown error code LOST"),
    Seed("9 code with a dot", CONFLICT, "Read what", "Read `LOST.` what", "LOST", "unknown error code LOST"),
    Seed("9 code with emphasis", CONFLICT, "Read what", "Read _ORDER_LOST_ what", "ORDER_LOST", "unknown error code ORDER_LOST"),
    Seed("9 code in a link", CONFLICT, "Read what", "Read [x](https://developer.gett-tech.com/errors/LOST) what", "LOST", "unknown error code LOST"),
    Seed("9 endpoint beside", CONFLICT, "Read what", "Call PUT `/v1/orders`, what", "PUT", "unknown endpoint PUT /v1/orders"),
    Seed("9 endpoint with host", CONFLICT, "Read what", "Call https://api-sandbox.gett-tech.com/v1/order, what", "https://api-s", "unknown endpoint /v1/order"),
    Seed("9 method", CONFLICT, "Read what", "Call `HEAD /v1/orders`, what", "HEAD", "unknown endpoint HEAD /v1/orders"),
    Seed("9 endpoint", CONFLICT, "Read what", "Call `GET /v1/order`, what", "GET /v1/order`", "unknown endpoint GET /v1/order"),
    Seed("9 parameter", FAILED, "/v1/orders/{orderId}", "/v1/orders/{id}", "GET /v1", "unknown endpoint GET /v1/orders/{id}"),
    Seed("9 path", CONFLICT, "Read what", "Call /v1/cart, what", "/v1/cart", "unknown endpoint /v1/cart"),
    Seed("9 heading", CONFLICT, "meaning: The", "meaning: |\n  # The", "# The", "a heading in prose"),
    Seed("9 backtick", CONFLICT, "Read what", "Read ` what", "`", "a backtick without its pair"),
    Seed("9 image", CONFLICT, "Read what", "Read ![x](https://x.example/x.png) what", "![x]", "an image in prose"),
    Seed("9 script link", CONFLICT, "Read what", "Read [x](javascript:alert%281%29) what", "[x]", "a link of this kind in prose"),
    Seed("9 paragraph", CONFLICT, "[Read it.]", '["Read\\n\\nit."]', '"Read', "a line break in a text of one paragraph"),
    Seed("9 list", CONFLICT, "[Read it.]", '["- Read it."]', '- Read', "a list at the beginning in prose: - Read it."),
    Seed("9 table", CONFLICT, "meaning: The", "meaning: |\n  a | b\n  --|--\n  The", "|\n  a", "a table in prose"),
    Seed("9 script reference", CONFLICT, "meaning: The", "meaning: |\n  [a][b]\n\n  [b]: javascript:alert(1)\n\n  The", "[b]: j", "a link definition in prose"),
    Seed("9 control", CONFLICT, "[Read it.]", '["Read \\x02it."]', '"Read', "an unprintable character"),
    Seed("9 separator", CONFLICT, "[Read it.]", '["Read\\Lit."]', '"Read', "an unprintable character"),
    Seed("9 return", CONFLICT, "[Read it.]", '["Read\\rit."]', '"Read', "an unprintable character"),
    Seed("9 invisible", CONFLICT, "[Read it.]", '["\\u200b\\u2060"]', '"\\u200b', "`steps[0]` is empty"),
    Seed("5 control", CONFLICT, '"Done before."', '"Done\\u0007 before."', '"Done', "an unprintable character"),
    Seed("5 blank", CONFLICT, '"Done before."', '" "', '" "', "`detail` is empty"),
    Seed("6 blank", DECLINED, '"Declined.", "jsonPath"', '"\\u200b", "jsonPath"', '"\\u200b"', "`message` is empty"),
    Seed("6 blank itemId", DECLINED, '"jsonPath": "$.payment"', '"itemId": " "', '" "', "`itemId` is empty"),
    Seed("9 cut short", CONFLICT, "[Read it.]", "\n    - Read #1.", "Read #1.", "the text ends without a full stop: Read"),
    Seed("9 no full stop", FAILED, "is final.", "is final", '"`PAY', "the text ends without a full stop"),
    Seed("9 full stop", CONFLICT, "it was done before", "it was done before.", "it was", "ends with a punctuation mark"),
    Seed("9 page code", PAGE, "`CONFLICT`", "`CONFLICTS`", "CONFLICTS", "unknown error code CONFLICTS"),
    Seed("9 page endpoint", PAGE, "POST /v1/orders", "POST /v1/order", "POST /v1/order", "unknown endpoint POST /v1/order"),
    # 10. What an example says about its request makes a difference to it.
    Seed("10 omit", CONFLICT, "- body:", "- request: {omit: [X-Trace]}\n    body:", "X-Trace", "X-Trace would not be sent to GET /v1/orders/{orderId} anyway"),
    Seed("10 type", CONFLICT, "- body:", "- request: {omit: [accept, Content-Type]}\n    body:", "Content-Type", "would not be sent"),
    Seed("10 body", CONFLICT, "- body:", "- request: {body: {tip: 1}}\n    body:", "body: {tip", "GET /v1/orders/{orderId} takes no body"),
    Seed("10 body text", CONFLICT, "- body:", "- request: {body: tip}\n    body:", "tip}", "expected a mapping"),
    Seed("10 number", CONFLICT, "- body:", "- request: {body: {tip: 1e999}}\n    body:", "{tip", "beyond what JSON can hold"),
    Seed("10 header", CONFLICT, "- body:", "- request: {omit: [X Trace]}\n    body:", "X Trace", "has the wrong form"),
    Seed("10 field", CONFLICT, "- body:", "- request: {path: /v1}\n    body:", "path", "unknown field `path`"),
    # 11. What a file says about the past fits together.
    Seed("11 day", CONFLICT, "origin:", "since: 2026-02-30\norigin:", "2026-02-30", "is no date"),
    Seed("11 form of a day", CONFLICT, "origin:", "since: 1 May 2026\norigin:", "1 May", "is no date"),
    Seed("11 week", CONFLICT, "origin:", "since: 2026-W20-1\norigin:", "2026-W20", "is no date"),
    Seed("11 no reason", CONFLICT, "origin:", "deprecated: {date: 2026-12-01}\norigin:", "deprecated", "`reason` is missing"),
    Seed("11 replaced", CONFLICT, "origin:", "replaced_by: PAYMENT_FAILED\norigin:", "replaced_by", "on an error that is not deprecated"),
    Seed("11 heir", CONFLICT, "origin:", "deprecated: {date: 2026-12-01, reason: It is gone.}\nreplaced_by: LOST\norigin:", "LOST", "unknown error code LOST"),
    Seed("11 itself", CONFLICT, "origin:", "deprecated: {date: 2026-12-01, reason: It is gone.}\nreplaced_by: CONFLICT\norigin:", "CONFLICT\norigin", "CONFLICT is replaced by itself"),
    Seed("11 before", CONFLICT, "origin:", "since: 2026-12-02\ndeprecated: {date: 2026-12-01, reason: It is gone.}\norigin:", "2026-12-01", "2026-12-01 is before `since` (2026-12-02)"),
    Seed("11 change before", CONFLICT, "origin:", "since: 2026-12-02\nchanges: [{date: 2026-12-01, fact: status, note: It was 400.}]\norigin:", "2026-12-01", "is before `since`"),
    Seed("11 fact", CONFLICT, "origin:", "changes: [{date: 2026-12-01, fact: detail, note: It was shorter.}]\norigin:", "detail, note", "`fact` is"),
    Seed("11 twice", CONFLICT, "origin:", "changes:\n  - {date: 2026-12-01, fact: status, note: It was 400.}\n  - {date: 2026-12-01, fact: status, note: It was 422.}\norigin:", "{date: 2026-12-01, fact: status, note: It was 422", "changes[1] and changes[0] are about status on 2026-12-01"),
    Seed("11 note", CONFLICT, "origin:", "changes: [{date: 2026-12-01, fact: status, note: It was `LOST`.}]\norigin:", "LOST", "unknown error code LOST"),
    # The API documents are held to what the rest relies on.
    Seed("api parameter", API, "name: orderId", "name: id", "/v1/orders/{", "the path has `orderId`, but it declares `id`"),
    Seed("api credentials", API, "security: [{apiKey", "security: [{partnerKey", "post:", "asks for unknown credentials: partnerKey", 1),
    Seed("api info", API, "What is not here", "What <b> is not here", "<b>", "raw HTML"),
    Seed("api summary", API, "{summary: Get an order}", "{}", "get", "has no summary"),
    Seed("api html", API, "Get an order", "Get <an> order", "<an>", "raw HTML"),
    Seed("api blank summary", API, "Get an order", '" "', "get", "has no summary"),
    Seed("api control", API, "Get an order", '"Get \\x02an order"', '"Get', "an unprintable character in prose"),
    Seed("api path", API, "  /v1/orders:", "  /v1/orders<b>:", "/v1/orders<b>:", "has the wrong form", 3),
    Seed("api method", API, "    get:", "    GET:", "GET", "`GET` is written `get`"),
    Seed("api twice", API, "    get:", "    GET: {summary: Get it}\n    get:", "GET", "`GET` is written `get`"),
    Seed("api code", API, "Get an order", "Get an order or `ORDER_LOST`", "ORDER_LOST", "unknown error code ORDER_LOST"),
    Seed("api code in a description", API, "{summary: Get an order}", "{summary: Get an order, description: Or ORDER_LOST}", "ORDER_LOST", "unknown error code ORDER_LOST"),
    Seed("api slash", API, "  /v1/orders:", "  v1/orders:", "v1/orders:", "the path `v1/orders` has the wrong form", 3),
]  # fmt: skip


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.rule)
def test_a_seeded_fault_is_reported_at_its_place(small: Project, seed: Seed) -> None:
    small.replace(seed.file, seed.old, seed.new)
    text = small.read(seed.file)
    start = text.index(seed.at)
    place = text[:start].count("\n") + 1, start - text.rfind("\n", 0, start)
    faults = small.faults()
    assert len(faults) == 1 + seed.consequences, faults
    assert (faults[0].path, faults[0].line, faults[0].column) == (seed.file, *place), faults
    assert seed.message in faults[0].message


def test_the_small_project_has_no_fault(small: Project) -> None:
    assert small.faults() == []
    assert [error.code for error in small.load().errors] == ["CONFLICT", "PAYMENT_DECLINED", "PAYMENT_FAILED"]
