"""Every rule of the catalogue, shown biting: one seeded fault each, reported at its place and nowhere else."""

import itertools
import os
import re
from dataclasses import dataclass

import pytest
from jinja2 import DictLoader

from error_catalog.commands.formats import render_github
from error_catalog.diagnostics.faults import Fault, FaultsFound, visible
from error_catalog.diagnostics.rules import Rule
from error_catalog.templating import render
from support.project import Project

FAILED, DECLINED, CONFLICT = (f"examples/{code}.yaml" for code in ("PAYMENT_FAILED", "PAYMENT_DECLINED", "CONFLICT"))
API = "docs/api/orders.yaml"
PAGE = "docs/index.md"


@dataclass(frozen=True)
class Seed:
    """A fault put into the small project: `old` becomes `new`, and the report points to `at` with the message.

    It is the only fault in the report, but for those that follow from it elsewhere.
    """

    identifier: str
    name: str
    file: str
    old: str
    new: str
    at: str
    message: str
    consequences: int = 0


SEEDS = [
    # 1. The file's stem, errorCode and the last segment of type are the same.
    Seed("E202", "1 type", CONFLICT, "errors/CONFLICT", "errors/FORBIDDEN", '"https:', "does not lead to the page of its errorCode"),
    Seed("E202", "1 type base", CONFLICT, "https://dev", "http://dev", '"http:', "does not lead to the page of its errorCode"),
    Seed("E107", "1 code", CONFLICT, '"errorCode": "CONFLICT"', '"errorCode": "Conflict"', '"Conflict",\n        "errorCat', 'the wrong form'),
    # 2. The category is known, allows the status, and the title is the API's phrase.
    Seed("E203", "2 status", CONFLICT, "409", "410", "410", "status 410 does not fit category conflict (409)"),
    Seed("E105", "2 category", CONFLICT, '"conflict"', '"conflicts"', '"conflicts"', "`errorCategory` is"),
    Seed("E203", "2 other category", CONFLICT, '"conflict"', '"payment"', "409", "status 409 does not fit category payment (400)"),
    Seed("E204", "2 title", CONFLICT, '"Conflict"', '"Conflicting"', '"Conflicting"', "is not the phrase for status 409"),
    # 3. A retry policy exactly where the body is retryable; retryAfter there alone, and as in the header.
    Seed("E401", "3 no policy", DECLINED, "retryable\": false", "retryable\": true", "recovery:", "`recovery` has no `retry`"),
    Seed("E402", "3 policy", FAILED, 'true,\n        "retryAfter": 3\n      }\n  - summary: Without', 'false\n      }\n  - summary: Without', "Retry-After", "not retryable"),
    Seed("E402", "3 retryAfter", CONFLICT, 'false', 'false,\n        "retryAfter": 5', '"retryAfter"', "not retryable"),
    Seed("E403", "3 header", FAILED, '"3"', '"4"', '"4"', "Retry-After is 4, but the body's retryAfter is 3"),
    Seed("E403", "3 header case", FAILED, 'Retry-After: "3"', 'retry-after: "4"', '"4"', "retry-after is 4"),
    Seed("E403", "3 header date", FAILED, '"3"', '"Mon, 27 Apr 2026 14:30:00 GMT"', '"Mon', "the API sends whole seconds"),
    Seed("E106", "3 factor", FAILED, "factor: 2", "factor: 1e200", "1e200", "`factor` is 1e+200; it should be less than or equal to 10"),
    Seed("E106", "3 first delay", FAILED, "first_delay_s: 1", "first_delay_s: 0", "0", "`first_delay_s` is 0; it should be greater than 0"),
    Seed("E404", "3 delays", FAILED, "max_delay_s: 30", "max_delay_s: 0.5", "0.5", "max_delay_s is shorter than first_delay_s"),
    # 4. Endpoints exist; the instance fits one of the triggers.
    Seed("E301", "4 endpoint", DECLINED, "POST /v1/orders", "PUT /v1/orders", "PUT", "unknown endpoint PUT /v1/orders"),
    Seed("E301", "4 concrete", DECLINED, "POST /v1/orders", "GET /v1/orders/7", "GET", "unknown endpoint GET /v1/orders/7"),
    Seed("E302", "4 missing", DECLINED, "endpoint: POST /v1/orders\n    when", "when", "when: the", "`endpoint` is missing"),
    Seed("E302", "4 gateway", CONFLICT, "- when", "- endpoint: POST /v1/orders\n    when", "endpoint", "may come from any endpoint"),
    Seed("E303", "4 instance", DECLINED, '"/v1/orders"', '"/v1/orders/7"', '"/v1/orders/7"', "fits the path of no trigger"),
    Seed("E303", "4 gateway instance", CONFLICT, "/abc-123", "/abc/123", '"/v1/orders/abc/123"', "fits the path of no trigger"),
    Seed("E107", "4 query", CONFLICT, "/abc-123", "?a=b", '"/v1/orders?a=b"', "has the wrong form"),
    Seed("E107", "4 parameter", CONFLICT, "/abc-123", "/{orderId}", '"/v1/orders/{', "has the wrong form"),
    Seed("E107", "4 space", CONFLICT, "/abc-123", "/a<b>", '"/v1/orders/a', "has the wrong form"),
    Seed("E505", "4 same trigger", DECLINED, "issuer declined", "issuer declined\n  - endpoint: POST /v1/orders\n    when: the issuer declined", "endpoint: POST /v1/orders\n    when: the issuer declined\nrec", "triggers[1] says the same as triggers[0]"),
    # 5. Timestamp, requestId, order and set of members.
    Seed("E205", "5 timestamp", CONFLICT, "2026-04-27T14:30:00.000Z", "yesterday", '"yesterday"', "no RFC 3339 time in UTC"),
    Seed("E205", "5 no day", CONFLICT, "2026-04-27T", "2026-02-30T", '"2026-02-30', "no RFC 3339 time in UTC"),
    Seed("E205", "5 zone", CONFLICT, "00.000Z", "00.000+02:00", '"2026', "no RFC 3339 time in UTC"),
    Seed("E205", "5 date", CONFLICT, "2026-04-27T14:30:00.000Z", "2026-04-27", '"2026', "no RFC 3339 time in UTC"),
    Seed("E107", "5 requestId", CONFLICT, "req_abc123", "abc123", '"abc123"', "has the wrong form"),
    Seed("E107", "5 requestId letters", CONFLICT, "req_abc123", "req_abc\u00e9", '"req_', "has the wrong form"),
    Seed("E206", "5 order", CONFLICT, '"title": "Conflict",\n        "status": 409,', '"status": 409,\n        "title": "Conflict",', '"status"', "member `status` stands where the wire has `title`"),
    Seed("E206", "5 detail order", DECLINED, '"message": "Declined.", "jsonPath": "$.payment"', '"jsonPath": "$.payment", "message": "Declined."', '"jsonPath"', "stands where the wire has `message`"),
    Seed("E102", "5 unknown", CONFLICT, '"retryable": false', '"retryable": false,\n        "hint": "x"', '"hint"', "unknown field `hint`"),
    Seed("E101", "5 missing", CONFLICT, '        "requestId": "req_abc123",\n', "", "body:", "`requestId` is missing"),
    Seed("E103", "5 null", CONFLICT, '"retryable": false', '"retryable": false,\n        "retryAfter": null', '"retryAfter"', "`retryAfter` is empty"),
    # 6. Codes inside errors exist, and each entry says where.
    Seed("E501", "6 code", DECLINED, '"code": "PAYMENT_DECLINED"', '"code": "PAYMENT_LOST"', '"PAYMENT_LOST"', "unknown error code PAYMENT_LOST"),
    Seed("E207", "6 where", DECLINED, ', "jsonPath": "$.payment"', "", '{"code"', "does not say where"),
    Seed("E107", "6 jsonPath", DECLINED, "$.payment", "payment", '"payment"}', "has the wrong form"),
    Seed("E103", "6 empty", DECLINED, '[\n          {"code": "PAYMENT_DECLINED", "message": "Declined.", "jsonPath": "$.payment"}\n        ]', "[]", "[]", "the list is empty"),
    # 7. All examples of an error agree; what is related exists, and is told apart once, by name.
    Seed("E201", "7 code", FAILED, '"PAYMENT_FAILED",\n        "errorCategory": "payment",\n        "retryable": true\n', '"PAYMENT_DECLINED",\n        "errorCategory": "payment",\n        "retryable": true\n', '"PAYMENT_DECLINED",\n        "errorCategory"', "errorCode is PAYMENT_DECLINED, but type and file name say PAYMENT_FAILED"),
    Seed("E208", "7 category", FAILED, '"payment",\n        "retryable": true\n', '"validation",\n        "retryable": true\n', '"validation"', "errorCategory is \"validation\" here and \"payment\" in the first example"),
    Seed("E208", "7 retryable", FAILED, '"retryable": true\n', '"retryable": false\n', 'false\n', "retryable is false here and true in the first example"),
    Seed("E501", "7 related", FAILED, "  PAYMENT_DECLINED:", "  PAYMENT_LOST:", "PAYMENT_LOST", "unknown error code PAYMENT_LOST"),
    Seed("E502", "7 itself", FAILED, "  PAYMENT_DECLINED:", "  PAYMENT_FAILED:", "PAYMENT_FAILED:", "PAYMENT_FAILED is related to itself"),
    Seed("E503", "7 by name", FAILED, "`PAYMENT_DECLINED` is final", "the other is final", '"`PAY', "does not name `PAYMENT_DECLINED`"),
    Seed("E504", "7 told twice", DECLINED, "unconfirmed", 'related: {PAYMENT_FAILED: "`PAYMENT_FAILED`, `PAYMENT_DECLINED`."}\nunconfirmed', "PAYMENT_FAILED:", "tells PAYMENT_DECLINED and PAYMENT_FAILED apart already"),
    # 8. Duplicate keys and unknown fields are faults, and so is all that has the wrong type.
    Seed("E012", "8 duplicate", CONFLICT, "origin: gateway", "origin: gateway\nmeaning: Again.", "meaning: Again", "duplicate key `meaning`"),
    Seed("E012", "8 duplicate member", CONFLICT, '"title"', '"type": "x",\n        "title"', '"type": "x"', "duplicate key `type`"),
    Seed("E102", "8 unknown", CONFLICT, "triggers:", "trigers:", "trigers", "unknown field `trigers`"),
    Seed("E102", "8 unknown inside", CONFLICT, "steps", "step", "step:", "unknown field `step`"),
    Seed("E104", "8 status text", CONFLICT, "409", '"409"', '"409"', '`status` is the text "409"; expected a whole number'),
    Seed("E104", "8 yes", CONFLICT, "false", "no", "no\n", '`retryable` is the text "no"; expected true or false'),
    Seed("E104", "8 list", CONFLICT, "[Read it.]", "Read it.", "Read it.", "`steps` is the text"),
    Seed("E103", "8 no step", CONFLICT, "[Read it.]", "[]", "[]", "the list is empty"),
    Seed("E103", "8 null", CONFLICT, "origin: gateway", "origin: gateway\nnotes:", "notes", "`notes` is empty"),
    Seed("E104", "8 body text", CONFLICT, "body:\n", "body: |\n", "|\n", "`body` is the text"),
    Seed("E103", "8 blank", CONFLICT, "[Read it.]", '[" "]', '" "', "`steps[0]` is empty"),
    Seed("E105", "8 actor", CONFLICT, "actor: integration", "actor: nobody", "nobody", "`actor` is"),
    Seed("E102", "8 merge key", CONFLICT, "origin: gateway", "origin: gateway\n<<: {reserved: true}", "<<", "unknown field `<<`"),
    Seed("E104", "8 capitals", CONFLICT, "false", "False", "False", '`retryable` is the text "False"; expected true or false'),
    Seed("E104", "8 number", DECLINED, '"$.payment"', "1e3", "1e3", "`jsonPath` is 1000.0; expected text"),
    Seed("E007", "8 tab", CONFLICT, "  actor", "\tactor", "\tactor", "no valid YAML: found character that cannot start any token"),
    Seed("E007", "8 colon", CONFLICT, "it was done before", "it was done: before", ": before", "no valid YAML: mapping values are not allowed"),
    Seed("E009", "8 tag", CONFLICT, "origin: gateway", "origin: !!python/name:os.system gateway", "!!python", "a tag: !!python/name:os.system"),
    Seed("E009", "8 tag on a list", CONFLICT, "[Read it.]", "!!set [Read it.]", "!!set", "a tag: !!set"),
    Seed("E009", "8 tag on a number", CONFLICT, "409", '!!int "409"', "!!int", "a tag: !!int", 1),
    Seed("E104", "8 exponent", CONFLICT, "409", "4.09e2", "4.09e2", "`status` is 409.0; expected a whole number"),
    Seed("E104", "8 fraction", FAILED, '"retryAfter": 3', '"retryAfter": 3.0', "3.0", "`retryAfter` is 3.0; expected a whole number"),
    Seed("E007", "8 half a pair", CONFLICT, "Done before.", "Done \\ud83d before.", "d83d", "found invalid Unicode character escape code"),
    Seed("E010", "8 comment", CONFLICT, "it was done before", "it was done #before", "#before", "a comment in a text without quotes: #before"),
    Seed("E106", "8 endless delay", FAILED, "max_delay_s: 30", "max_delay_s: 1e999", "1e999", "`max_delay_s` is"),
    Seed("E107", "8 header", FAILED, '"3"', '"3\\r\\nX-Evil: 1"', '"3', "has the wrong form"),
    Seed("E209", "8 content type", FAILED, 'Retry-After: "3"', "content-type: text/html", "content-type", "is there already"),
    # 9. Prose is Markdown without raw HTML, and what it names exists.
    Seed("E601", "9 html", CONFLICT, "Read what is there.", "Read<br> what is there.", "<br>", "raw HTML in prose: <br>"),
    Seed("E601", "9 html in a folded text", FAILED, "necessarily declined", "<i class=x>necessarily declined", "<i", "raw HTML in prose: <i class=x>"),
    Seed("E601", "9 html in code", CONFLICT, "Read what", "Read `</dd>` what", "</dd>", "raw HTML in prose: </dd>"),
    Seed("E601", "9 comment", CONFLICT, "it was done", "it <!-- was --> done", "<!--", "raw HTML"),
    Seed("E501", "9 code", CONFLICT, "Read what", "Read `FORBIDEN`, what", "FORBIDEN", "unknown error code FORBIDEN"),
    Seed("E501", "9 bare code", CONFLICT, "Read what", "Read ORDER_LOST what", "ORDER_LOST", "unknown error code ORDER_LOST"),
    Seed("E501", "9 code in a member", CONFLICT, "Read what", "Read `code=LOST` what", "LOST", "unknown error code LOST"),
    Seed("E501", "9 code in quotes", CONFLICT, "Read what", "Read `\"LOST\"` what", "LOST", "unknown error code LOST"),
    Seed("E501", "9 code with a dot", CONFLICT, "Read what", "Read `LOST.` what", "LOST", "unknown error code LOST"),
    Seed("E501", "9 code with emphasis", CONFLICT, "Read what", "Read _ORDER_LOST_ what", "ORDER_LOST", "unknown error code ORDER_LOST"),
    Seed("E501", "9 code in a link", CONFLICT, "Read what", "Read [x](https://developer.gett-tech.com/errors/LOST) what", "LOST", "unknown error code LOST"),
    Seed("E301", "9 endpoint beside", CONFLICT, "Read what", "Call PUT `/v1/orders`, what", "PUT", "unknown endpoint PUT /v1/orders"),
    Seed("E301", "9 endpoint with host", CONFLICT, "Read what", "Call https://api-sandbox.gett-tech.com/v1/order, what", "https://api-s", "unknown endpoint /v1/order"),
    Seed("E301", "9 method", CONFLICT, "Read what", "Call `HEAD /v1/orders`, what", "HEAD", "unknown endpoint HEAD /v1/orders"),
    Seed("E301", "9 endpoint", CONFLICT, "Read what", "Call `GET /v1/order`, what", "GET /v1/order`", "unknown endpoint GET /v1/order"),
    Seed("E301", "9 parameter", FAILED, "/v1/orders/{orderId}", "/v1/orders/{id}", "GET /v1", "unknown endpoint GET /v1/orders/{id}"),
    Seed("E301", "9 path", CONFLICT, "Read what", "Call /v1/cart, what", "/v1/cart", "unknown endpoint /v1/cart"),
    Seed("E803", "9 category", CONFLICT, "Read what", "Read category `payments`, what", "payments", "unknown category payments"),
    Seed("E803", "9 category in a member", FAILED, "See `GET", "With `errorCategory=paymnt` see `GET", "paymnt", "unknown category paymnt"),
    Seed("E305", "9 header", CONFLICT, "Read what", "Send `X-Trace`, read what", "X-Trace", "unknown header X-Trace"),
    Seed("E305", "9 header by its name", CONFLICT, "Read what", "Without the `Tracing` header read what", "Tracing", "unknown header Tracing"),
    Seed("E305", "9 header of a response", FAILED, "Retry-After: ", "Retry-Afer: ", "Retry-Afer", "unknown header Retry-Afer"),
    Seed("E602", "9 heading", CONFLICT, "meaning: The", "meaning: |\n  # The", "# The", "a heading in prose"),
    Seed("E603", "9 backtick", CONFLICT, "Read what", "Read ` what", "`", "a backtick without its pair"),
    Seed("E604", "9 image", CONFLICT, "Read what", "Read ![x](https://x.example/x.png) what", "![x]", "an image in prose"),
    Seed("E604", "9 script link", CONFLICT, "Read what", "Read [x](javascript:alert%281%29) what", "[x]", "a link of this kind in prose"),
    Seed("E605", "9 paragraph", CONFLICT, "[Read it.]", '["Read\\n\\nit."]', '"Read', "a line break in a text of one paragraph"),
    Seed("E602", "9 list", CONFLICT, "[Read it.]", '["- Read it."]', '- Read', "a list at the beginning in prose: - Read it."),
    Seed("E602", "9 table", CONFLICT, "meaning: The", "meaning: |\n  a | b\n  --|--\n  The", "|\n  a", "a table in prose"),
    Seed("E604", "9 script reference", CONFLICT, "meaning: The", "meaning: |\n  [a][b]\n\n  [b]: javascript:alert(1)\n\n  The", "[b]: j", "a link definition in prose"),
    Seed("E108", "9 control", CONFLICT, "[Read it.]", '["Read \\x02it."]', '"Read', "an unprintable character"),
    Seed("E108", "9 separator", CONFLICT, "[Read it.]", '["Read\\Lit."]', '"Read', "an unprintable character"),
    Seed("E108", "9 return", CONFLICT, "[Read it.]", '["Read\\rit."]', '"Read', "an unprintable character"),
    Seed("E103", "9 invisible", CONFLICT, "[Read it.]", '["\\u200b\\u2060"]', '"\\u200b', "`steps[0]` is empty"),
    Seed("E108", "5 control", CONFLICT, '"Done before."', '"Done\\u0007 before."', '"Done', "an unprintable character"),
    Seed("E103", "5 blank", CONFLICT, '"Done before."', '" "', '" "', "`detail` is empty"),
    Seed("E103", "6 blank", DECLINED, '"Declined.", "jsonPath"', '"\\u200b", "jsonPath"', '"\\u200b"', "`message` is empty"),
    Seed("E103", "6 blank itemId", DECLINED, '"jsonPath": "$.payment"', '"itemId": " "', '" "', "`itemId` is empty"),
    Seed("E606", "9 cut short", CONFLICT, "[Read it.]", "\n    - Read #1.", "Read #1.", "the text ends without a full stop: Read"),
    Seed("E606", "9 no full stop", FAILED, "is final.", "is final", '"`PAY', "the text ends without a full stop"),
    Seed("E609", "9 left to do", CONFLICT, "[Read it.]", "[TODO Say what to read.]", "TODO", "left to do: Say what to read."),
    Seed("E609", "9 left to do on the wire", CONFLICT, '"Done before."', '"TODO"', "TODO", "left to do: "),
    Seed("E607", "9 full stop", CONFLICT, "it was done before", "it was done before.", "it was", "ends with a punctuation mark"),
    Seed("E501", "9 page code", PAGE, "`CONFLICT`", "`CONFLICTS`", "CONFLICTS", "unknown error code CONFLICTS"),
    Seed("E301", "9 page endpoint", PAGE, "POST /v1/orders", "POST /v1/order", "POST /v1/order", "unknown endpoint POST /v1/order"),
    Seed("E803", "9 page category", PAGE, "then call", "then, for category `payments`, call", "payments", "unknown category payments"),
    Seed("E305", "9 page header", PAGE, "then call", "then, with `Idempotency-Kye: 7`, call", "Idempotency-Kye", "unknown header Idempotency-Kye"),
    # Links are safe, and lead to pages and headings that exist.
    Seed("E604", "link http", CONFLICT, "Read what", "Read [x](http://x.example), what", "[x]", "a link of this kind in prose"),
    Seed("E608", "link page", CONFLICT, "Read what", "Read [x](../guides/payment.md), what", "../guides", "a page that does not exist: docs/guides/payment.md"),
    Seed("E608", "link error", FAILED, "See `GET", "See [x](CONFLICTS.md) or `GET", "CONFLICTS.md", "a page that does not exist: docs/errors/CONFLICTS.md"),
    Seed("E608", "link heading", CONFLICT, "Read what", "Read [x](../guides/authentication.md#keys), what", "../guides", "a heading that docs/guides/authentication.md does not have: #keys"),
    Seed("E604", "page script link", PAGE, "Read about", "Read [x](javascript:alert(1)) about", "javascript", "a link of this kind: javascript:"),
    Seed("E604", "page http link", PAGE, "Read about", "Read [x](http://x.example) about", "http:", "a link of this kind: http:"),
    Seed("E604", "page link from the root", PAGE, "Read about", "Read [x](/errors/) about", "/errors/", "a link of this kind: /errors/"),
    Seed("E608", "page link", PAGE, "Read about", "Read [x](guides/authorisation.md) about", "guides/", "a page that does not exist: docs/guides/authorisation.md"),
    Seed("E608", "page link to a heading", PAGE, "Read about", "Read [x](guides/authentication.md#key) about", "guides/", "does not have: #key"),
    Seed("E608", "page link to an endpoint", PAGE, "Read about", "Read [x](reference/get-v1-order.md) about", "reference/", "a page that does not exist"),
    Seed("E608", "page link definition", PAGE, "Read about", "[x]: lost.md\n\nRead about", "lost.md", "a page that does not exist"),
    # 10. What an example says about its request makes a difference to it.
    Seed("E304", "10 omit", CONFLICT, "- body:", "- request: {omit: [X-Trace]}\n    body:", "X-Trace", "X-Trace would not be sent to GET /v1/orders/{orderId} anyway"),
    Seed("E304", "10 type", CONFLICT, "- body:", "- request: {omit: [accept, Content-Type]}\n    body:", "Content-Type", "would not be sent"),
    Seed("E304", "10 body", CONFLICT, "- body:", "- request: {body: {tip: 1}}\n    body:", "body: {tip", "GET /v1/orders/{orderId} takes no body"),
    Seed("E104", "10 body text", CONFLICT, "- body:", "- request: {body: tip}\n    body:", "tip}", "expected a mapping"),
    Seed("E013", "10 number", CONFLICT, "- body:", "- request: {body: {tip: 1e999}}\n    body:", "{tip", "beyond what JSON can hold"),
    Seed("E107", "10 header", CONFLICT, "- body:", "- request: {omit: [X Trace]}\n    body:", "X Trace", "has the wrong form"),
    Seed("E102", "10 field", CONFLICT, "- body:", "- request: {path: /v1}\n    body:", "path", "unknown field `path`"),
    # 11. What a file says about the past fits together.
    Seed("E107", "11 day", CONFLICT, "origin:", "since: 2026-02-30\norigin:", "2026-02-30", "is no date"),
    Seed("E107", "11 form of a day", CONFLICT, "origin:", "since: 1 May 2026\norigin:", "1 May", "is no date"),
    Seed("E107", "11 week", CONFLICT, "origin:", "since: 2026-W20-1\norigin:", "2026-W20", "is no date"),
    Seed("E101", "11 no reason", CONFLICT, "origin:", "deprecated: {date: 2026-12-01}\norigin:", "deprecated", "`reason` is missing"),
    Seed("E506", "11 replaced", CONFLICT, "origin:", "replaced_by: PAYMENT_FAILED\norigin:", "replaced_by", "on an error that is not deprecated"),
    Seed("E501", "11 heir", CONFLICT, "origin:", "deprecated: {date: 2026-12-01, reason: It is gone.}\nreplaced_by: LOST\norigin:", "LOST", "unknown error code LOST"),
    Seed("E502", "11 itself", CONFLICT, "origin:", "deprecated: {date: 2026-12-01, reason: It is gone.}\nreplaced_by: CONFLICT\norigin:", "CONFLICT\norigin", "CONFLICT is replaced by itself"),
    Seed("E507", "11 before", CONFLICT, "origin:", "since: 2026-12-02\ndeprecated: {date: 2026-12-01, reason: It is gone.}\norigin:", "2026-12-01", "2026-12-01 is before `since` (2026-12-02)"),
    Seed("E507", "11 change before", CONFLICT, "origin:", "since: 2026-12-02\nchanges: [{date: 2026-12-01, fact: status, note: It was 400.}]\norigin:", "2026-12-01", "is before `since`"),
    Seed("E105", "11 fact", CONFLICT, "origin:", "changes: [{date: 2026-12-01, fact: detail, note: It was shorter.}]\norigin:", "detail, note", "`fact` is"),
    Seed("E505", "11 twice", CONFLICT, "origin:", "changes:\n  - {date: 2026-12-01, fact: status, note: It was 400.}\n  - {date: 2026-12-01, fact: status, note: It was 422.}\norigin:", "{date: 2026-12-01, fact: status, note: It was 422", "changes[1] and changes[0] are about status on 2026-12-01"),
    Seed("E501", "11 note", CONFLICT, "origin:", "changes: [{date: 2026-12-01, fact: status, note: It was `LOST`.}]\norigin:", "LOST", "unknown error code LOST"),
    # The API documents are held to what the rest relies on.
    Seed("E705", "api parameter", API, "name: orderId", "name: id", "/v1/orders/{", "the path has `orderId`, but it declares `id`"),
    Seed("E706", "api credentials", API, "security: [{apiKey", "security: [{partnerKey", "post:", "asks for unknown credentials: partnerKey", 1),
    Seed("E601", "api info", API, "What is not here", "What <b> is not here", "<b>", "raw HTML"),
    Seed("E704", "api summary", API, "{summary: Get an order}", "{}", "get", "has no summary"),
    Seed("E601", "api html", API, "Get an order", "Get <an> order", "<an>", "raw HTML"),
    Seed("E704", "api blank summary", API, "Get an order", '" "', "get", "has no summary"),
    Seed("E108", "api control", API, "Get an order", '"Get \\x02an order"', '"Get', "an unprintable character in prose"),
    Seed("E702", "api path", API, "  /v1/orders:", "  /v1/orders<b>:", "/v1/orders<b>:", "has the wrong form", 3),
    Seed("E703", "api method", API, "    get:", "    GET:", "GET", "`GET` is written `get`"),
    Seed("E703", "api twice", API, "    get:", "    GET: {summary: Get it}\n    get:", "GET", "`GET` is written `get`"),
    Seed("E501", "api code", API, "Get an order", "Get an order or `ORDER_LOST`", "ORDER_LOST", "unknown error code ORDER_LOST"),
    Seed("E501", "api code in a description", API, "{summary: Get an order}", "{summary: Get an order, description: Or ORDER_LOST}", "ORDER_LOST", "unknown error code ORDER_LOST"),
    Seed("E803", "api category", API, "Get an order", "Get an order or an error of category `orders`", "orders`", "unknown category orders"),
    Seed("E305", "api header", API, "Place an order", "Place an order with `X-Order`", "X-Order", "unknown header X-Order"),
    Seed("E604", "api link", API, "Get an order", "'Get an order with [x](http://x.example)'", "[x]", "a link of this kind in prose"),
    Seed("E012", "api key", API, "    get:", "    get: {summary: Get it}\n    get:", "get: {summary: Get an", "duplicate key `get`"),
    Seed("E702", "api slash", API, "  /v1/orders:", "  v1/orders:", "v1/orders:", "the path `v1/orders` has the wrong form", 3),
]  # fmt: skip

FILES: dict[str, tuple[str, str | bytes, str]] = {
    "E001": ("examples/closed.yml", "", "1:1"),
    "E002": ("docs/api/orders.yaml", "", "1:1"),
    "E003": ("examples/LOST.yaml", "", "1:1"),
    "E004": (CONFLICT, b"meaning: caf\xe9\n", "1:13"),
    "E005": (CONFLICT, "# later\n", "1:1"),
    "E006": (CONFLICT, "meaning: 'a\u2028b'\n", "1:12"),
    "E008": (CONFLICT, "meaning: &a [*a]\n", "1:10"),
    "E011": (CONFLICT, "? [a]\n: b\n", "1:3"),
    "E701": (API, "paths: {}\n", "1:1"),
    "E707": ("docs/api/more.yaml", "paths:\n  /v1/orders:\n    post: {summary: Place it}\n", "5:5"),
    "E801": (PAGE, "<!-- category-error: payment -->\n", "1:1"),
    "E802": (PAGE, "See <!-- category-errors: payment -->\n", "1:5"),
    "E803": (PAGE, "<!-- category-errors: payments -->\n", "1:23"),
    "E804": (PAGE, '# x\n\n```json\n{"a": 1,}\n```\n', "4:9"),
    "E902": ("mkdocs.yml", "nav: [index.md]\n", "1:1"),
    "E805": (PAGE, '```json\n{"errorCode": "CONFLICT",\n "status": 400}\n```\n', "3:12"),
}
"""By identifier: a file that is written whole, and the place of the fault in it or in the one that it clashes with."""


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.name)
def test_a_seeded_fault_is_reported_at_its_place(small: Project, seed: Seed) -> None:
    small.replace(seed.file, seed.old, seed.new)
    text = small.read(seed.file)
    start = text.index(seed.at)
    place = text[:start].count("\n") + 1, start - text.rfind("\n", 0, start)
    faults = small.faults()
    assert len(faults) == 1 + seed.consequences, faults
    assert (faults[0].path, faults[0].line, faults[0].column) == (seed.file, *place), faults
    assert faults[0].rule == seed.identifier
    assert seed.message in faults[0].message
    command = render_github(faults).split("\n")[0]
    assert annotation(command) == (seed.file, *place, seed.identifier, said(faults[0]))


def annotation(command: str) -> tuple[str, int, int, str, str]:
    """Return file, line, column, title and text of a workflow command, read as GitHub's runner reads it."""
    shape = re.fullmatch(r"::error file=([^,]+),line=(\d+),col=(\d+),title=([^,:]+)::(.*)", command)
    assert shape, command
    file, line, column, title, text = shape.groups()
    for escape, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        file = file.replace(escape, character)
        text = text if character in ":," else text.replace(escape, character)
    return file, int(line), int(column), title, text


def said(fault: Fault) -> str:
    return visible(fault.message) + (f"\nhint: {visible(fault.hint)}" if fault.hint else "")


def test_a_fault_in_one_file_hides_none_in_another(small: Project) -> None:
    files = (CONFLICT, FAILED, DECLINED, PAGE)
    # Whether a pair is told apart twice depends on both of its files.
    seeds = {file: [seed for seed in SEEDS if seed.file == file and seed.identifier != "E504"] for file in files}
    whole = {file: small.read(file) for file in files}
    alone: dict[str, list[Fault]] = {}
    for seed in itertools.chain(*seeds.values()):
        small.replace(seed.file, seed.old, seed.new)
        alone[seed.name] = small.faults()
        small.write(seed.file, whole[seed.file])
    for turn in range(max(map(len, seeds.values()))):
        together = [own[turn % len(own)] for own in seeds.values()]
        for seed in together:
            small.write(seed.file, whole[seed.file].replace(seed.old, seed.new))
        expected = {fault for seed in together for fault in alone[seed.name]}
        assert small.faults() == sorted(expected), [seed.name for seed in together]


@pytest.mark.parametrize("identifier", FILES)
def test_a_file_at_fault_is_reported_with_the_identifier(small: Project, identifier: str) -> None:
    file, content, place = FILES[identifier]
    small.write(file, content)
    if identifier == Rule.NO_FILE:
        small.path(file).unlink()
    elif identifier == Rule.UNREADABLE:
        small.path(file).unlink()
        os.symlink("nowhere", small.path(file))
    found = [fault for fault in small.faults() if fault.rule == identifier]
    assert [f"{fault.line}:{fault.column}" for fault in found] == [place]


def test_a_template_at_fault_is_reported_with_the_identifier(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("error_catalog.templating._ENVIRONMENT.loader", DictLoader({"x.jinja": "\n{{ x. }}"}))
    with pytest.raises(FaultsFound) as raised:
        render("x.jinja")
    assert [fault.rule for fault in raised.value.faults] == [Rule.TEMPLATE]


def test_every_identifier_is_seeded_and_says_all_that_it_should() -> None:
    elsewhere = {Rule.TEMPLATE, Rule.UNDECLARED_CHANGE, Rule.LOST_CODE}  # above, and in tests/test_promises.py
    assert {seed.identifier for seed in SEEDS} | set(FILES) | elsewhere == set(Rule)
    for rule in Rule:
        assert all(
            (
                rule.explanation.headline,
                rule.explanation.meaning,
                rule.explanation.fix,
                rule.explanation.wrong,
                rule.explanation.right,
            )
        ), rule
        assert rule.explanation.wrong != rule.explanation.right, rule
    assert list(Rule) == sorted(Rule)
    assert len({rule.explanation.headline for rule in Rule}) == len(Rule)


def test_the_small_project_has_no_fault(small: Project) -> None:
    assert small.faults() == []
    assert [error.code for error in small.load().errors] == ["CONFLICT", "PAYMENT_DECLINED", "PAYMENT_FAILED"]
