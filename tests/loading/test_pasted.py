"""What people paste and write in a hurry: each mistake is one fault, at its place, which names it and says what to do."""

import json
import re
from collections.abc import Callable

import pytest

from error_catalog.diagnostics.rules import Rule
from support.project import Project
from support.seeds import CONFLICT, DECLINED, FAILED

Edit = Callable[[str], str]


def swapped(old: str, new: str) -> Edit:
    def edit(text: str) -> str:
        assert text.count(old) == 1, old
        return text.replace(old, new)

    return edit


def of_body(change: Edit) -> Edit:
    """Return an edit of the JSON at the end of a file."""

    def edit(text: str) -> str:
        before, start, body = text.partition("      {\n")
        return before + change(start + body)

    return edit


def outdented(columns: int) -> Edit:
    return of_body(lambda body: re.sub(rf"^ {{{columns}}}", "", body, flags=re.MULTILINE))


HEAD = "HTTP/2 409\ncontent-type: application/problem+json\ndate: Mon, 27 Apr 2026 14:30:00 GMT\n\n"
INDENTED_HEAD = re.sub("^(?=.)", "      ", HEAD, flags=re.MULTILINE)
MARKERS = "<<<<<<< HEAD\n{0}{1}=======\n{0}{2}>>>>>>> topic\n"
NO_BREAK = "\u00a0"


@pytest.mark.parametrize(
    ("file", "edit", "at", "said"),
    [
        (CONFLICT, swapped("origin: gateway\n", MARKERS.format("", "origin: gateway\n", "")), "<<<<", ("conflict that git", "keep one of the two")),
        (CONFLICT, swapped('        "status": 409,\n', MARKERS.format(" " * 8, '"status": 409,\n', '"status": 410,\n')), "<<<<", ("conflict that git", "delete the lines")),
        (CONFLICT, swapped("origin:", "=======\norigin:"), "====", ("conflict that git", "delete the lines")),
        (CONFLICT, outdented(6), "{\n", ("JSON of `body` is not indented", "more deeply than `body:`")),
        (CONFLICT, outdented(2), "{\n", ("JSON of `body` is not indented", "more deeply than `body:`")),
        (CONFLICT, of_body(lambda body: INDENTED_HEAD + body), "HTTP", ("head of a response", "has the JSON alone")),
        (CONFLICT, lambda text: outdented(6)(text).replace("{\n", HEAD + "{\n", 1), "HTTP", ("head of a response", "has the JSON alone")),
        (CONFLICT, of_body(lambda body: f"      ```json\n{body}      ```\n"), "```", ("a fence around the JSON", "delete both lines")),
        (CONFLICT, of_body(lambda body: f"~~~\n{body}~~~\n"), "~~~", ("a fence around the JSON", "delete both lines")),
        (CONFLICT, swapped('"status": 409,', '"status": 409, // it is'), "// it", ("a comment in JSON", "delete it")),
        (CONFLICT, swapped('        "status"', '        // it is\n        "status"'), "// it", ("a comment in JSON", "delete it")),
        (CONFLICT, swapped('"status": 409,', '"status": 409, /* it is */'), "/*", ("a comment in JSON", "delete it")),
        (CONFLICT, of_body(lambda body: re.sub('"([^"]*)"', "“\\1”", body)), "“type", ("quotation mark that YAML takes for a letter: U+201C LEFT DOUBLE QUOTATION MARK", 'write " in place of all')),
        (CONFLICT, swapped('"retryable": false', '"retryable": “false”'), "“false", ("U+201C LEFT DOUBLE", 'write " in place of all')),
        (CONFLICT, swapped('"retryable"', "‘retryable’"), "‘retry", ("U+2018 LEFT SINGLE", 'write " in place of all')),
        (CONFLICT, of_body(lambda body: body.replace(" " * 8, NO_BREAK * 8)), NO_BREAK, ("U+00A0 NO-BREAK SPACE", "write plain spaces")),
        (CONFLICT, swapped("meaning: ", f"meaning:{NO_BREAK}"), NO_BREAK, ("U+00A0 NO-BREAK SPACE", "write plain spaces")),
        (CONFLICT, swapped("  advice:", "\u202f advice:"), "\u202f", ("U+202F NARROW NO-BREAK SPACE", "write plain spaces")),
        (CONFLICT, swapped("meaning: The", "meaning:The"), "The request", ("no space after the colon", "write a space")),
        (CONFLICT, swapped("earlier one.", "earlier one, as issue #12 says."), "#12", ("a comment in a text without quotes", "in quotes")),
        (CONFLICT, swapped("Read what is", "Read <b>what</b> is"), "<b>", ("raw HTML in prose: <b>what</b>", "write Markdown")),
        (CONFLICT, swapped('"2026-04-27T14:30:00.000Z"', "1777300200"), "1777", ("1777300200 counts seconds", 'write "2026-04-27T14:30:00.000Z"')),
        (CONFLICT, swapped('"2026-04-27T14:30:00.000Z"', '"1777300200123"'), '"1777', ("counts milliseconds", 'write "2026-04-27T14:30:00.123Z"')),
        (CONFLICT, swapped('"2026-04-27T14:30:00.000Z"', "1777300200.25"), "1777", ("1777300200.25 counts seconds", 'write "2026-04-27T14:30:00.250Z"')),
        (CONFLICT, swapped('"Done before."', '"Done\n<<<<<<< HEAD\n before."'), "<<<<", ("conflict that git", "keep one of the two")),
        (CONFLICT, swapped('"Conflict",\n        "status"', '"Conflict”,\n        "status"'), "”", ("a quotation mark that does not close the text: U+201D", 'write " in its place')),
        (CONFLICT, of_body(lambda body: re.sub('"([^"]*)"', "«\\1»", body)), "«type", ("U+00AB LEFT-POINTING", 'write " in place of all')),
        (CONFLICT, swapped("body:\n", "body: HTTP/1.1 409 Conflict\n"), "HTTP", ("head of a response", "has the JSON alone")),
        (CONFLICT, of_body(lambda body: "      < HTTP/2 409\n      < a: b\n" + body), "HTTP", ("head of a response", "has the JSON alone")),
        (CONFLICT, swapped("body:\n", "body: ```json\n"), "```", ("a fence around the JSON", "delete both lines")),
        (CONFLICT, swapped('"retryable": false', '"retryable": false,\n        "retryAfter": None'), "None", ("expected a whole number", "leave it out where it is optional")),
        (CONFLICT, swapped('"retryable": false', '"retryable": false // so far'), "false //", ('`retryable` is the text "false // so far"', "delete the comment after it")),
        (CONFLICT, swapped('"retryable": false', '"retryable": false /* so far */'), "false /*", ("`retryable` is the text", "delete the comment after it")),
        (CONFLICT, swapped('"status":', f'"status"{NO_BREAK}:'), NO_BREAK, ("U+00A0 NO-BREAK SPACE", "write plain spaces")),
        (CONFLICT, swapped("- when", f"-{NO_BREAK}when"), NO_BREAK, ("U+00A0 NO-BREAK SPACE", "write plain spaces")),
        (CONFLICT, swapped('"status":', '"status”:'), "”", ("a quotation mark that does not close the text: U+201D", 'write " in its place')),
        (CONFLICT, swapped("steps: [", "steps:["), "[Read", ("no space after the colon", "write a space")),
        (CONFLICT, swapped('"conflict"', '"conf"'), '"conf"', ("`errorCategory` is", "did you mean conflict?")),
        (CONFLICT, swapped('"conflict"', '"avail"'), '"avail"', ("`errorCategory` is", "did you mean availability?")),
        (DECLINED, swapped("actor: end_user", "actor: end"), "end\n", ("`actor` is", "did you mean end_user?")),
        (DECLINED, swapped("endpoint: POST /v1/orders", "endpoint: GET /v1/orders/7"), "GET", ("a path of a request in place of a template", "GET /v1/orders/{orderId}")),
        (FAILED, lambda text: text.replace("PAYMENT_DECLINED", "PAYMENT_LOST"), "PAYMENT_LOST:", ("unknown error code PAYMENT_LOST", "did you mean")),
        (CONFLICT, swapped('"retryable": false', '"retryable": false,\n        "retryAfter": 3'), '"retryAfter"', ("not retryable", "delete it")),
        (CONFLICT, swapped('"retryable": false', '"retryable": False'), "False", ("expected true or false", "write true or false")),
        (FAILED, swapped("    - Place", "    – Place"), "–", ("an entry of a list that does not begin", "begin each entry with `- `")),
        (FAILED, swapped("    - Place", "    2. Place"), "2. Place", ("an entry of a list that does not begin", "begin each entry with `- `")),
        (FAILED, swapped("    - Wait.", "    * Wait."), "* Wait", ("an entry of a list that does not begin", "begin each entry with `- `")),
        (CONFLICT, swapped("advice: Read", "advice： Read"), "：", ("a colon that YAML takes for a letter: U+FF1A", "in its place")),
        (CONFLICT, swapped("Read what is there.", "'Read the user's order.'"), "'s order", ("an apostrophe that ends the text", "double quotes")),
        (CONFLICT, swapped("Read what is there.", '"Read what is there.'), '"Read', ("a quotation mark that nothing closes", "close the quotes")),
        (CONFLICT, swapped("Read what is there.", "[Read it.]"), "[Read it.]\n  steps", ("`advice` is a list; expected text", "write one text")),
        (CONFLICT, swapped("origin: gateway", "---\norigin: gateway"), "---", ("it begins a second document", "delete the `---`")),
        (CONFLICT, swapped("  actor:", "\tactor:"), "\t", ("no valid YAML", "indent with spaces")),
        (CONFLICT, lambda text: of_body(lambda body: body.rstrip("\n") + "'\n")(text.replace("body:\n", "body: '\n")), "'\n", ("`body` is the text", "leave out the quotes around it")),
    ],
)  # fmt: skip
def test_a_mistake_is_one_fault_that_names_it(
    small: Project, file: str, edit: Edit, at: str, said: tuple[str, str]
) -> None:
    message, hint = said
    text = edit(small.read(file))
    small.write(file, text)
    (fault,) = small.faults()
    place = text.index(at)
    assert (fault.path, fault.line, fault.column) == (
        file,
        text.count("\n", 0, place) + 1,
        place - text.rfind("\n", 0, place),
    )
    assert message in fault.message
    assert hint in fault.hint


@pytest.mark.parametrize(
    ("members", "options"),
    [
        ({}, " --category conflict --status 409"),
        ({"errorCategory": "mood", "status": "409"}, ""),
        ({"errorCategory": ["conflict"], "status": {}, "title": None}, ""),
    ],
)
def test_a_response_body_alone_is_one_fault_that_says_what_makes_a_file_of_it(
    small: Project, members: dict[str, object], options: str
) -> None:
    body = small.catalog().by_code["CONFLICT"].body.members()
    small.write(CONFLICT, json.dumps({**body, **members}, indent=2))
    (fault,) = small.faults()
    assert (fault.path, fault.line, fault.column, fault.rule) == (CONFLICT, 1, 1, Rule.MISSING_FIELD)
    assert "the file is a response body alone" in fault.message
    assert f"run `portal new CONFLICT{options}`, and put it in place of the `body` of" in fault.hint


def test_members_of_a_body_beside_the_fields_of_a_file_are_unknown_fields(small: Project) -> None:
    small.write(CONFLICT, f"status: 409\ntitle: Conflict\n{small.read(CONFLICT)}")
    assert [fault.rule for fault in small.faults()] == [Rule.UNKNOWN_FIELD] * 2


@pytest.mark.parametrize(
    "edit",
    [
        swapped('"status": 409,', '"status": 409,  # as HTTP says'),
        swapped('"Done before."', '"Done // before, or /* once */, as “they” say:\u00a0so."'),
        swapped("The request conflicts with an earlier one.", "“Conflict” means:\u00a0an earlier one, or // another."),
        swapped("The request conflicts with an earlier one.", ">-\n  An earlier one, as in =======,\n  or // another."),
        swapped(
            "The request conflicts with an earlier one.", ">-\n  An earlier one, or\n  “Conflict”: an earlier one."
        ),
        swapped("The request conflicts with an earlier one.", "|\n  An earlier one:\n  «x»:  another."),
        of_body(lambda body: body.replace("\n        ", "\n       \t ")),
    ],
)
def test_the_same_signs_elsewhere_are_none(small: Project, edit: Edit) -> None:
    small.write(CONFLICT, edit(small.read(CONFLICT)))
    assert small.faults() == []
