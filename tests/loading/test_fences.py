"""JSON in hand-written pages, held against the catalogue."""

import pytest

from support.project import Project

PAGE = "docs/index.md"
BODY = """\
{
  "type": "https://developer.gett-tech.com/errors/CONFLICT",
  "title": "Conflict",
  "status": 409,
  "errorCode": "CONFLICT",
  "errorCategory": "conflict",
  "retryable": false
}
"""


def fence(content: str, language: str = "json") -> str:
    return f"# Page\n\n```{language}\n{content}```\n"


@pytest.mark.parametrize(
    "text",
    [
        fence(BODY),
        fence(BODY.replace("\n", "\r\n")),
        fence('{"note": "ça va — 衝突 😀 \\ud83d\\ude00"}\n'),
        fence("[1, 2, {}]\n", "json title=x"),
        fence('{"a": 1, // no JSON, and not called so\n', "js"),
        fence("HTTP/1.1 409 Conflict\nContent-Type: application/problem+json\n\n" + BODY, "http"),
        fence("HTTP/2 409\n\n" + BODY, "http"),
        fence("HTTP/1.1 200 OK\n\n[]\n", "http"),
        fence("POST /v1/orders HTTP/1.1\nHost: x\n", "http"),
        fence("\t" + BODY.replace("  ", "\t")),
        '- in a list:\n\n    ```json\n    {\n      "a": 1\n    }\n    ```\n',
        fence('{"body": ' + BODY + "}\n"),
        fence('{"errorCode": "CONFLICT"}\n'),
        "~~~json\n{}\n~~~\n\n```\nno language {\n```\n",
        '> ```json\n> {\n>   "a": 1\n> }\n> ```\n',
        "A text.\n\n    ```json\n    {\n    ```\n",
    ],
)
def test_right_json_passes(small: Project, text: str) -> None:
    small.write_page(PAGE, text)
    assert small.faults() == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (fence(BODY.replace("409", "410")), "10:13: E805 status is 410, but 409 in examples/CONFLICT.yaml"),
        (fence(BODY.replace('"Conflict"', '"Clash"')), '9:12: E805 title is "Clash", but "Conflict" in'),
        (fence(BODY.replace("errors/CONFLICT", "errors/CLASH")), "8:11: E805 type is"),
        (fence(BODY.replace('"conflict"', '"payment"')), '12:20: E805 errorCategory is "payment"'),
        (fence(BODY.replace("false", "true")), "13:16: E805 retryable is true, but false"),
        (fence(BODY.replace("false", "0")), "13:16: E805 retryable is 0, but false"),
        (fence(BODY.replace('Code": "CONFLICT', 'Code": "CONFLICTS')), "11:16: E501 unknown error code CONFLICTS"),
        (fence(f"[{BODY}, {BODY.replace('409', '400')}]\n"), "18:13: E805 status is 400"),
        (fence("HTTP/1.1 409 Conflict\n\n" + BODY.replace("409", "410"), "http"), "12:13: E805 status is 410"),
        (fence("HTTP/1.1 410 Gone\n\n" + BODY, "http"), "7:10: E805 the status line is 410 Gone, but 409 Conflict in"),
        (fence("HTTP/1.1 409 Clash\n\n" + BODY, "http"), "7:10: E805 the status line is 409 Clash, but 409 Conflict"),
        (fence('{"a": 1 "b": 2}\n'), "7:9: E804 no valid JSON: Expecting ',' delimiter"),
        (fence("{'a': 1}\n"), "7:2: E804 no valid JSON"),
        (fence(""), "7:1: E804 no valid JSON: Expecting value"),
        (fence('{"a": 1, "a": 2}\n'), "7:10: E012 duplicate key `a`"),
        (fence("[" * 100_000), "7:1: E008 the JSON nests too deeply"),
        ("- list\n\n    ```json\n    {\n    ```\n", "8:1: E804 no valid JSON"),
        ('> ```json\n> {"a": 1 "b"}\n> ```\n', "5:11: E804 no valid JSON"),
        ("```json\n{\n", "6:1: E804 no valid JSON"),
    ],
)
def test_wrong_json_is_a_fault_at_its_place(small: Project, text: str, expected: str) -> None:
    small.write_page(PAGE, text)
    (fault,) = small.faults()
    assert str(fault).startswith(f"{PAGE}:{expected}")


def test_a_body_whose_example_is_at_fault_is_no_second_fault(small: Project) -> None:
    small.write_page(PAGE, fence(BODY))
    small.replace("examples/CONFLICT.yaml", "409", "410")
    assert [fault.path for fault in small.faults()] == ["examples/CONFLICT.yaml"]
