"""What an author reads: one mistake is one fault, no fault hides another, and each hint helps."""

import pytest

from support.project import Project

CONFLICT, FAILED, DECLINED = (f"examples/{code}.yaml" for code in ("CONFLICT", "PAYMENT_FAILED", "PAYMENT_DECLINED"))
RELATED = '  PAYMENT_DECLINED: "`PAYMENT_FAILED` is transient, `PAYMENT_DECLINED` is final."'
TYPE = "https://developer.gett-tech.com/errors/"

CASES = {
    "a fault in one member hides no rule about others": (
        CONFLICT,
        [("409", "410"), ("req_abc123", "x"), ('"errorCode": "CONFLICT"', '"errorCode": "Conflict"')],
        ["status 410 does not fit", '"x" has the wrong form', '"Conflict" has the wrong form'],
    ),
    "a fault in one field hides no rule about others": (
        DECLINED,
        [("The card was", "The <b> card was"), ('"retryable": false', '"retryable": true')],
        ["raw HTML", "the body says retryable: true"],
    ),
    "a retryability that the rest of the file contradicts": (
        FAILED,
        [('true,\n        "retryAfter": 3\n', "false\n")],
        ["the body says retryable: false", "Retry-After on an error that is not retryable", "retryable is true here"],
    ),
    "an empty field": (CONFLICT, [("The request conflicts with an earlier one.", "")], ["`meaning` is empty"]),
    "an empty optional field": (FAILED, [(RELATED, "")], ["`related` is empty"]),
    "an empty step": (CONFLICT, [("[Read it.]", "[null]")], ["`steps[0]` is empty; expected text"]),
    "a misspelt field with a default": (CONFLICT, [("origin:", "orign:")], ["unknown field `orign`"]),
    "an unknown value": (CONFLICT, [("gateway", "gatway")], ["`origin` is the text"]),
    "a missing endpoint beside another": (
        DECLINED,
        [("- endpoint: POST /v1/orders\n", "- when: a\n  - endpoint: GET /v1/orders/{orderId}\n")],
        ["`endpoint` is missing"],
    ),
    "an unknown related code": (
        FAILED,
        [("  PAYMENT_DECLINED:", "  PAYMENT_LOST:")],
        ["unknown error code PAYMENT_LOST"],
    ),
    "an error related to itself": (
        FAILED,
        [(RELATED, "  PAYMENT_FAILED: This is that.")],
        ["PAYMENT_FAILED is related to itself"],
    ),
    "a tag": (CONFLICT, [("origin: gateway", "origin: !!x gateway")], ["a tag: !!x"]),
    "members in disorder beside an unknown one": (
        CONFLICT,
        [('"detail": "Done before.",', '"x": 1, "detail": "Done before.",')],
        ["unknown field `x`"],
    ),
}


@pytest.mark.parametrize(("file", "edits", "messages"), CASES.values(), ids=CASES)
def test_each_mistake_is_one_fault(
    small: Project, file: str, edits: list[tuple[str, str]], messages: list[str]
) -> None:
    for old, new in edits:
        small.replace(file, old, new)
    found = [fault.message for fault in small.faults()]
    assert [text[: len(start)] for text, start in zip(found, messages, strict=True)] == messages, found


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            CONFLICT,
            '"errorCode": "CONFLICT"',
            '"errorCode": "CONFLITC"',
            ("errorCode is CONFLITC, but type", "the same"),
        ),
        (CONFLICT, f"{TYPE}CONFLICT", f"{TYPE}CONFLITC", ("type https", f"it is {TYPE}CONFLICT")),
        (DECLINED, '"Bad Request"', '"Unprocessable Entity"', ("title", 'says "Bad Request"; or correct the status')),
        (CONFLICT, "409", '"409"', ("`status` is", "write it without quotes")),
        (
            CONFLICT,
            '"retryable": false',
            '"retryable": "false"',
            ("`retryable` is", "write true or false, without quotes"),
        ),
        (CONFLICT, "[Read it.]", "Read it.", ("`steps` is", "begin each entry with `- `")),
        (CONFLICT, "[Read it.]", "[5]", ("`steps[0]` is 5", "put it in quotes")),
        (CONFLICT, "Read what", "Read `PCI`, what", ("unknown error code PCI", "an acronym goes without backticks")),
        (CONFLICT, '        "requestId": "req_abc123",\n', "", ("`requestId` is missing", '"requestId": "req_abc123"')),
        (CONFLICT, '        "status": 409,\n', "", ("`status` is missing", 'for example "status": 400')),
        (CONFLICT, "  actor: integration\n", "", ("`actor` is missing", "Who can fix it.")),
    ],
)
def test_a_hint_tells_an_author_what_to_do(
    small: Project, file: str, old: str, new: str, said: tuple[str, str]
) -> None:
    message, hint = said
    small.replace(file, old, new)
    (fault,) = small.faults()
    assert fault.message.startswith(message)
    assert hint in fault.hint


def test_a_file_is_not_to_be_renamed_to_one_that_exists(small: Project) -> None:
    body = small.read(CONFLICT).replace("CONFLICT", "CLASH")
    small.write("examples/CLASH.yaml", small.read(CONFLICT))
    small.write("examples/OTHER.yaml", body.replace("CLASH", "NOBODY"))
    for code in ("CLASH", "OTHER"):
        small.replace(f"examples/{code}.yaml", "general: true\n", "")
    assert [fault.hint for fault in small.faults()] == [
        "CONFLICT has a file already",
        "rename the file to NOBODY.yaml, or correct the body",
    ]


def test_what_cannot_be_seen_is_shown_as_an_escape(small: Project) -> None:
    small.replace(CONFLICT, '"Conflict"', '"Con\\nflict\\u2028\\e[31m"')
    small.write("examples/a\nb", "")
    assert [str(fault).partition("\n")[0] for fault in small.faults()] == [
        "examples/CONFLICT.yaml:17:18: E108 an unprintable character: U+001B a control character",
        "examples/CONFLICT.yaml:17:18: E108 an unprintable character: U+2028 LINE SEPARATOR",
        r"examples/a\nb:1:1: E001 this is no example file",
    ]
