"""How the hints of seeded faults are obeyed that no program can obey."""

Edits = tuple[tuple[str, str], ...]
"""What is replaced in the file with the mistake, and by what."""

_UNDONE: Edits = ()
"""The mistake is taken back."""

EDITS: dict[str, dict[str, Edits]] = {
    "put the text in quotes": {
        "8 comment": (("it was done #before", '"it was done #before"'),),
    },
    "say in a few words what it shows": {
        "10 summary": (("- headers", "- summary: With a wait\n    headers"),),
    },
    "correct the path or the request": {
        "10 jsonPath below a value": ((".card", ""),),
        "10 jsonPath without its place": (("{tip: 1}", "{tip: 1, payment: card}"),),
    },
    "the fields there are id, note": {
        "10 unknown field inside": (("texts", "note"),),
    },
    "describe another one in docs/api/ first": {
        "10 unknown field of an example": (("properties: {", "properties: {sum: {}, "),),
    },
    "names and indexes alone": {
        "10 jsonPath with a wildcard": (("$.payments[*]", "$.payment"),),
    },
    "say where by `itemId`": {
        "10 jsonPath without a body": (('"jsonPath": "$.id"', '"itemId": "1"'),),
        "10 jsonPath without a body that is shown": (('"jsonPath": "$.payment"', '"itemId": "item_1"'),),
        "10 jsonPath without a documented body": (('"jsonPath": "$.payment"', '"itemId": "item_1"'),),
    },
    "say in a few words what this one shows": {
        "10 same summary": _UNDONE,
    },
    "for the character": {
        "9 backtick": (("`", "\\`"),),
    },
    "without a link": {
        "label code": (("[CONFLICT](PAYMENT_DECLINED.md)", "`CONFLICT`"),),
        "label page": (("[`CONFLICT`](guides/authentication.md)", "`CONFLICT`"),),
    },
    "less than or equal to 10": {
        "3 factor": _UNDONE,
    },
    "correct the status or the category": {
        "2 other category": _UNDONE,
    },
    "the error comes from POST /v1/orders": {
        "4 outcome elsewhere": (("'GET /v1/orders/{orderId}'", "POST /v1/orders"),),
    },
    "it is one of documented, advice": {
        "4 outcome derived": (("basis: derived", "basis: advice"),),
    },
    "hand_over": {
        "4 handling missing": (("examples:", "handling: {hand_over: show_order_status}\nexamples:"),),
    },
    "looks like ask_user_to_confirm": {
        "4 name of a function": (("showOrderStatus", "show_order_status"),),
        "4 short name of a function": (("print", "choose_other_card"),),
    },
    "name one that reads": {
        "4 call that does it twice": (("POST /v1/orders", "GET /v1/orders/{orderId}"),),
    },
    "say what a shopper reads": {
        "4 user message missing": (
            (
                "actor: end_user",
                "actor: end_user\n  user_message: This order is there already. Please look at your orders.",
            ),
        ),
    },
    "written by hand": {
        "guide generated": (("errors/index.md", "guides/authentication.md"),),
    },
    "in plain words, without codes": {
        "4 user message with a code": (("PAYMENT_DECLINED, status 400, your card", "Your card"),),
        "4 user message with a status": (("Error 400 means that your card", "Your card"),),
        "4 user message with markup": (("*declined*", "declined"),),
    },
    "says the same without it": {
        "word of an error": (("Simply read", "Read"),),
    },
    "say effect: unknown": {
        "4 outcome of a retry": (("applied", "unknown"),),
    },
    "words of small letters": {
        "openapi what is made": (("<b>order</b>", "order"),),
        "openapi article of what is made": (("x-creates: an order", "x-creates: order"),),
    },
    "belongs to an operation": {
        "openapi extension of a path": (
            ("\n    x-creates: order", ""),
            (
                "{operationId: placeOrder, summary: Place an order}",
                "{operationId: placeOrder, summary: Place an order, x-creates: order}",
            ),
        ),
    },
    "belongs to the top of the document": {
        "openapi extension of info": (
            ("x-catalog-errors: false, ", ""),
            ("openapi: 3.1.0", "x-catalog-errors: true\nopenapi: 3.1.0"),
        ),
    },
    "the key included, is shown first": {
        "4 advice on the key": ((" with the same `Idempotency-Key`", ""),),
    },
    "by the retry policy it is 1 to 2 s": {
        "4 duration": (("PT5S", "PT1S"),),
        "4 duration in backticks": (("PT5S", "PT1S"),),
        "4 seconds": (("5 seconds", "1 to 2 seconds"),),
    },
    "by the retry policy it is 3 times": {
        "4 retries": (("five times", "three times"),),
    },
    "the body says 400": {
        "4 status in prose": (("409", "400"),),
        "4 status of another code": (("422", "409"),),
    },
    "the error is not retryable: name no wait": {
        "4 overnight": _UNDONE,
        "4 wait of no retry": _UNDONE,
        "4 wait for a user": _UNDONE,
    },
    "or correct the body": {
        "3 no policy": _UNDONE,
    },
    "greater than 0": {
        "3 first delay": _UNDONE,
    },
    "a finite number": {
        "8 endless delay": _UNDONE,
    },
    "correct one of the two": {
        "3 delays": _UNDONE,
        "4 observed in reverse": (("last: 2026-11-20", "last: 2026-11-22"),),
        "11 before": (("2026-12-02", "2026-11-30"),),
        "11 change before": (("2026-12-02", "2026-11-30"),),
    },
    "add a trigger with this endpoint": {
        "4 observed elsewhere": (
            ("triggers:", "triggers:\n  - {endpoint: 'GET /v1/orders/{orderId}', when: it failed}"),
        ),
    },
    "method and path, as in ": {
        "4 missing": _UNDONE,
    },
    "looks like 2026-04-27T14:30:00.000Z": {
        "5 no day": _UNDONE,
    },
    "without {parameters}": {
        "4 query": _UNDONE,
        "4 parameter": _UNDONE,
        "4 space": _UNDONE,
    },
    "the order is ": {
        "5 order": _UNDONE,
        "5 detail order": _UNDONE,
    },
    "known here: ": {
        "5 unknown": _UNDONE,
        "8 merge key": _UNDONE,
        "10 field": (("path: /v1", "omit: [Accept]"),),
        "openapi status": (('"40"', '"4XX"'),),
    },
    "`itemId` or `jsonPath` is missing": {
        "6 where": _UNDONE,
    },
    "looks like $.": {
        "6 jsonPath": _UNDONE,
    },
    "at least one entry": {
        "6 empty": _UNDONE,
        "8 no step": _UNDONE,
    },
    "name another code": {
        "7 itself": _UNDONE,
        "11 itself": (("replaced_by: CONFLICT", "replaced_by: PAYMENT_FAILED"),),
    },
    "write what it says": {
        "8 blank": _UNDONE,
        "5 blank": _UNDONE,
        "6 blank": _UNDONE,
        "6 blank itemId": (('" "', '"item_1"'),),
    },
    "indent with spaces": {
        "8 tab": _UNDONE,
    },
    "put a text that holds `: ` in quotes": {
        "page settings": _UNDONE,
        "8 colon": (("it was done: before", '"it was done: before"'),),
    },
    "without a tag": {
        "8 tag": _UNDONE,
        "8 tag on a list": _UNDONE,
        "8 tag on a number": _UNDONE,
    },
    "write the character itself": {
        "8 half a pair": (("\\ud83d", "\U0001f600"),),
    },
    'looks like "60"': {
        "8 header": _UNDONE,
    },
    "delete it": {
        "openapi field of another kind": ((", bearerFormat: JWT", ""),),
        "8 content type": (("content-type: text/html", 'Retry-After: "3"'),),
    },
    "write Markdown": {
        "api html": _UNDONE,
        "api parameter's description": (("<b>id</b>", "**id**"),),
        "9 comment": _UNDONE,
        "9 html": _UNDONE,
        "9 html in a folded text": _UNDONE,
        "9 html in code": _UNDONE,
        "api info": _UNDONE,
    },
    "each error is a file in examples/": {
        "9 code": (("FORBIDEN", "CONFLICT"),),
        "9 code in a member": (("LOST", "PAYMENT_FAILED"),),
        "9 code in quotes": (("LOST", "PAYMENT_FAILED"),),
        "9 code with a dot": (("LOST", "PAYMENT_FAILED"),),
        "9 code in a link": (("LOST", "PAYMENT_FAILED"),),
        "11 heir": (("LOST", "PAYMENT_FAILED"),),
        "11 note": (("LOST", "PAYMENT_FAILED"),),
        "9 bare code": (("ORDER_LOST", "PAYMENT_FAILED"),),
        "9 code with emphasis": (("ORDER_LOST", "PAYMENT_FAILED"),),
        "api response's description": (("LOST", "PAYMENT_FAILED"),),
        "api code": (("ORDER_LOST", "PAYMENT_FAILED"),),
        "api code in a description": (("ORDER_LOST", "PAYMENT_FAILED"),),
    },
    "docs/api/ lists the endpoints": {
        "9 path": (("/v1/cart", "/v1/orders"),),
    },
    "what is no header goes without backticks": {
        "9 page header": (("`Idempotency-Kye: 7`", "Idempotency-Kye: 7"),),
        "api header": (("`X-Order`", "X-Order"),),
        "9 header": (("`X-Trace`", "X-Trace"),),
        "9 header by its name": (("`Tracing`", "Tracing"),),
    },
    "write plain text": {
        "9 heading": _UNDONE,
        "9 table": _UNDONE,
        "9 table at the end": _UNDONE,
        "9 table in a paragraph": _UNDONE,
    },
    "what the page is for": {
        "page description": (("title: Welcome", "description: The three errors of a small project."),),
        "page description list": (("[Errors]", "The three errors of a small project."),),
    },
    "with a full stop at its end alone": {
        "page two sentences": (("errors. Of", "errors of"),),
        "page no full stop": (("project", "project."),),
    },
    "write plain words": {
        "page markup": (("`errors`", "errors"),),
    },
    "leave out the rest": {
        "page long": _UNDONE,
    },
    "link to https:// or to a page of this site": {
        "9 image": (("![x]", "[x]"),),
        "9 script link": (("javascript:alert%281%29", "https://x.example"),),
        "link http": (("http:", "https:"),),
        "link to a heading alone": (("(#summary)", "(../index.md)"),),
        "page script link": (("javascript:alert(1)", "https://x.example"),),
        "page http link": (("http:", "https:"),),
        "page link from the root": (("/errors/", "guides/authentication.md"),),
        "api field's description": (("javascript:a", "https://x.example"),),
        "api link": (("http:", "https:"),),
    },
    "write the target beside the text": {
        "9 script reference": (("[a][b]\n\n  [b]: javascript:alert(1)", "[a](https://x.example)"),),
    },
    "after `>-`": {
        "9 paragraph": _UNDONE,
    },
    "in one script": {
        "9 scripts": _UNDONE,
        "api scripts": _UNDONE,
    },
    "end the sentence": {
        "9 no full stop": _UNDONE,
    },
    "put a text that holds ` #` in quotes": {
        "9 cut short": (("Read #1.", '"Read #1."'),),
    },
    "write it in place of this text": {
        "9 left to do on the wire": _UNDONE,
    },
    "make the two the same": {
        "label address": (("https://y.example", "https://x.example"),),
    },
    "its headings are #authentication": {
        "link heading": (("#keys", "#authentication"),),
        "page link to a heading": (("#key", "#authentication"),),
        "guide heading": (("#key", "#authentication"),),
    },
    "looks like guides/payments.md#": {
        "guide form": (("../guides", "guides"),),
    },
    "docs/ has the pages": {
        "page link definition": (("lost.md", "guides/authentication.md"),),
    },
    "what would be sent is Accept, Authorization": {
        "10 omit": (("X-Trace", "Accept"),),
        "10 type": (("accept, Content-Type", "Accept"),),
    },
    "write each field on a line of its own": {
        "10 body text": (("tip", "{tip: 1}"),),
        "openapi responses": (("responses: text", 'responses: {"200": {description: OK}}'),),
        "openapi operation": _UNDONE,
        "openapi schema as a number": _UNDONE,
        "openapi list for a mapping": (("content: []", "content: {}"),),
    },
    "write a smaller one": {
        "10 number": (("1e999", "1e9"),),
    },
    "looks like Retry-After": {
        "10 header": (("X Trace", "Accept"),),
    },
    "looks like 2026-12-01": {
        "11 day": (("2026-02-30", "2026-12-01"),),
        "11 form of a day": (("1 May 2026", "2026-12-01"),),
        "11 week": (("2026-W20-1", "2026-12-01"),),
    },
    "Why, and what to do": {
        "11 no reason": (("2026-12-01}", "2026-12-01, reason: It is gone.}"),),
    },
    "under `deprecated`": {
        "11 replaced": (("replaced_by", "deprecated: {date: 2026-12-01, reason: It is gone.}\nreplaced_by"),),
    },
    "it is one of type, status": {
        "11 guarantee": (("guarantee: detail", "guarantee: status"),),
    },
    "`securitySchemes` under `components`": {
        "api credentials": (("securitySchemes: {", "securitySchemes: {partnerKey: {type: http, scheme: bearer}, "),),
    },
    "say in a few words": {
        "api summary": _UNDONE,
        "api blank summary": _UNDONE,
    },
    "write one like operationId: placeOrder": {
        "openapi no name": _UNDONE,
        "openapi name of digits": _UNDONE,
        "openapi name of a webhook": (("post: {", "post: {operationId: learn, "),),
    },
    "give one of the two another name": {
        "openapi name of another": _UNDONE,
    },
    "looks like /v1/stores/{storeId}": {
        "api path": _UNDONE,
        "api slash": _UNDONE,
    },
    "is written `get`": {
        "api twice": _UNDONE,
    },
    "it is one of validation": {
        "api category": (("`orders`", "`payment`"),),
    },
    "https://api.example.com": {
        "openapi address of a server": _UNDONE,
        "openapi server variable": _UNDONE,
        "openapi no server": _UNDONE,
    },
    "begin each entry with `- `": {
        "8 list": (("Read it.", "\n    - Read it."),),
        "openapi parameters": (("parameters: {}", "parameters: []"),),
    },
    "OpenAPI asks for it here": {
        "openapi no version": _UNDONE,
        "openapi parameter without schema": _UNDONE,
    },
    "has less than 1 property": {
        "openapi no responses": (("responses: {}", 'responses: {"200": {description: OK}}'),),
    },
    "has less than 1 item": {
        "openapi empty list": (("[]", "[{type: string}]"),),
    },
    'not a "regex"': {
        "openapi pattern": (('"["', '"[a]"'),),
    },
    "does not match": {
        "openapi name of a component": (("A B", "A_B"),),
    },
    "the number alone": {
        "openapi bound": (("1e999", "9"),),
    },
    "put it under `components`": {
        "reference of a schema": (("components: {", "components: {schemas: {Lost: {type: string}}, "),),
        "reference of a parameter": (
            ("components: {", "components: {parameters: {Lost: {name: q, in: query, schema: {}}}, "),
        ),
        "reference of a body": (("components: {", "components: {requestBodies: {Lost: {content: {}}}, "),),
        "reference of a response": (("components: {", "components: {responses: {Lost: {description: OK}}, "),),
        "reference of a header": (("components: {", "components: {headers: {Lost: {schema: {}}}, "),),
        "reference of an example": (("components: {", "components: {examples: {Lost: {value: 1}}, "),),
        "reference of a link": (("components: {", "components: {links: {Lost: {operationRef: x}}, "),),
        "reference of a callback": (("components: {", "components: {callbacks: {Lost: {}}, "),),
        "reference of a path": (("components: {", "components: {pathItems: {Lost: {}}, "),),
        "reference of a scheme": (("{other:", "{Lost: {type: http, scheme: bearer}, other:"),),
        "reference of a path's parameter": (
            (
                "components: {",
                "components: {parameters: {orderId: {name: orderId, in: path, required: true, schema: {}}}, ",
            ),
        ),
    },
    "write its operations here": {
        "reference of a path in paths": _UNDONE,
    },
    "refer to what may stand here": {
        "reference of a parameter to a scheme": _UNDONE,
        "reference of a schema to a scheme": _UNDONE,
    },
    "say what it stands for": {
        "reference to itself": (('{$ref: "#/components/schemas/A"}', "{type: string}"),),
    },
    "write it like #/components/schemas/Order": {
        "reference to a file": (
            ('"schemas.yaml#/Order"', '"#/components/schemas/Order"'),
            ("components: {", "components: {schemas: {Order: {type: string}}, "),
        ),
        "reference to the document": (
            ('"#"', '"#/components/schemas/Order"'),
            ("components: {", "components: {schemas: {Order: {type: string}}, "),
        ),
        "reference to another host": (
            ('"https://x.example/order.json"', '"#/components/schemas/Order"'),
            ("components: {", "components: {schemas: {Order: {type: string}}, "),
        ),
    },
}
"""By what the hint, or the message, of a seeded fault says: what somebody does to whom that is said."""
