"""What cannot be read says where and why, with a hint, and quotes nothing; what was read before counts."""

import io
import json
from itertools import pairwise

import pytest

from error_catalog.captures.capture import Capture, Place, Unreadable
from error_catalog.captures.reading import read_capture
from error_catalog.judging.judge import Exchange
from support.recording import FORMATS

SECRET = "sk_live_1234567890abcdef"
GET = Exchange("x", "GET", "/v1/marketplace/stores", {}, "", 200, {}, f"{SECRET}", 0, 0.2)

MALFORMED: dict[str, tuple[str | bytes, int, str, str]] = {
    "nothing": ("", 1, "it is empty", "was anything recorded?"),
    "blanks": (" \n\n", 1, "it is empty", "was anything recorded?"),
    "prose": (f"Dear support, {SECRET}", 1, "an unknown format", "it is HAR, a log of JSON lines"),
    "gzip": (b"\x1f\x8b\x08\x00", 1, "compressed", "gunzip -c FILE | portal audit -"),
    "zip": (b"PK\x03\x04", 1, "compressed", "unzip -p FILE | portal audit -"),
    "UTF-16": ("HTTP/1.1 200 OK".encode("utf-16"), 1, "UTF-16", "save it as UTF-8"),
    "UTF-16 without a mark": ("HTTP/1.1 200 OK".encode("utf-16-le"), 1, "no text", "text in UTF-8"),
    "an image": (b"\x89PNG\r\n\x1a\n\x00\x00", 1, "no text", "export what a proxy keeps as HAR"),
    "Zstandard": (b"\x28\xb5\x2f\xfd\x04\x00", 1, "compressed", "zstd -dc FILE"),
    "xz": (b"\xfd7zXZ\x00\x00", 1, "compressed", "xz -dc FILE"),
    "bzip2": (b"BZh91AY", 1, "compressed", "bzip2 -dc FILE"),
    "Prism's log": ("[12:49:06 PM] › [CLI] …  awaiting  Starting Prism…", 1, "the log of Prism", "before it"),
    "packets": (b"\xd4\xc3\xb2\xa1", 1, "packets of a network", "as HAR"),
    "HAR, cut": (
        '{"log": {"entries": [\n{"request":\n{"url": "' + SECRET,
        3,
        "no JSON from here on",
        "before this line: 0",
    ),
    "HAR, a slip": ('{"log": {"entries": [\n\n{"request": oops}]}}', 3, "no JSON from here on", "cut off?"),
    "HAR, text behind": ('{"log": {"entries": []}}\n\nmore', 3, "no JSON from here on", "cut off?"),
    "HAR without entries": ('{"log": {"entries": []}}', 1, "no exchange in it", "was anything recorded?"),
    "HAR, nested": ('{"log": {"entries": [' + "[" * 100_000, 1, "nested too deeply", "before this line: 0"),
    "log, cut": (
        '{"method": "GET", "url": "/a", "status": 200}\n{"method": "' + SECRET,
        2,
        "no JSON",
        "one JSON object",
    ),
    "log, nested": ('{"a": ' + "[" * 100_000, 1, "no JSON", "one JSON object"),
    "log, no UTF-8": (b'{"method": "GET", "url": "/a"}\n{"\xff', 2, "no UTF-8", "save it as UTF-8"),
    "log without fields": (f'{{"m": "{SECRET}"}}\n', 1, "no exchange in it", "name their fields: --field method=…"),
    "log without a status": (
        '{"msg": "up"}\n{"type": "request", "method": "POST", "url": "/a"}\n{"type": "response", "status": 400}\n',
        1,
        "no entry has a status",
        "--field status=…",
    ),
    "HAR, a number without an end": (
        '{"log": {"entries": [{"time": ' + "9" * 5000 + "}]}}",
        1,
        "no JSON from here on",
        "before this line: 0",
    ),
    "head": (f"HTTP/1.1 200 OK\n{SECRET}", 2, "no header in a head", "`Name: value`"),
    "noise alone": ("* Trying 10.0.0.1\n", 1, "no exchange in it", "was anything recorded?"),
    "words": (f"* Trying\n{SECRET}", 2, "no head of a request or of an answer", "begins with a command"),
    "command": (f"$ curl -d '{SECRET} https://x\nHTTP/1.1 200 OK\n", 1, "a command without an end", "close its quotes"),
    "cassette, a slip": ("interactions:\n- request: {}}\n", 2, "no YAML from here on", "cut off"),
    "cassette, no UTF-8": (b"interactions:\n- request: \xff\xfe", 1, "", ""),
    "cassette, nested": ("interactions:\n- " + "[" * 200, 2, "this cannot be read", "not deeply nested"),
    "cassette, aliases of aliases": (
        "a: &a [x, x, x, x, x, x, x, x, x]\n"
        + "".join(f"{name}: &{name} [{', '.join([f'*{last}'] * 9)}]\n" for last, name in pairwise("abcdefghi"))
        + "interactions:\n- request: {method: GET, uri: /a, body: {string: *i}, headers: {a: *i}}\n",
        8,
        "this cannot be read",
        "not blown up by aliases",
    ),
    "cassette, no Base64": (
        "interactions:\n- request: {method: GET, uri: /a, body: !!binary 'a'}\n",
        2,
        "this cannot be read",
        "with right Base64",
    ),
    "command of any length": (
        "$ curl -d '\n" + '{"a": "b"}\n' * 3000,
        1,
        "a command without an end",
        "close its quotes",
    ),
    "cassette without a URL": (
        f"interactions:\n- request: {{method: {SECRET}}}\n",
        2,
        "no method or no URL",
        "request.uri",
    ),
    "cassette, another list": ("interactions: oops\n", 1, "no exchange in it", "was anything recorded?"),
}
"""By name: what was captured, the line that is named, and words of the message and the hint."""


def unreadable(capture: str | bytes) -> tuple[Unreadable, int]:
    """Return why a capture cannot be read, and how many exchanges were read before."""
    raw = capture.encode() if isinstance(capture, str) else capture
    number = 0
    with pytest.raises(Unreadable) as raised:
        for number, _ in enumerate(read_capture(Capture("c", io.BytesIO(raw)), {}), 1):  # noqa: B007
            pass
    return raised.value, number


@pytest.mark.parametrize("name", MALFORMED)
def test_what_cannot_be_read_names_its_line_and_helps(name: str) -> None:
    capture, line, message, hint = MALFORMED[name]
    found, _ = unreadable(capture)
    assert message in found.message
    assert hint in found.hint
    assert found.hint
    assert found.place == Place("c", line)
    assert SECRET not in str(found)


@pytest.mark.parametrize("form", ["har", "list", "log", "json cassette"])
def test_a_recording_that_was_cut_off_is_never_taken_for_whole(form: str) -> None:
    whole = FORMATS[form]([GET] * 5)
    found, number = unreadable(whole[: -len(whole) // 8])
    assert number == 4
    assert SECRET not in str(found)


@pytest.mark.parametrize(
    "entry",
    [{}, {"request": {}}, {"request": {"method": "GET"}}, {"request": [1]}, 7, None, {"request": {"url": "/a"}}],
)
def test_an_entry_without_a_request_is_named_by_its_number(entry: object) -> None:
    good = {"request": {"method": "GET", "url": "/a"}, "response": None}
    found, number = unreadable(json.dumps({"log": {"entries": [good, entry]}}))
    assert (str(found.place), number) == ("c, entry 2", 1)
    found, number = unreadable(json.dumps({"interactions": [good, entry]}))
    assert (str(found.place), number) == ("c, entry 2", 1)


def test_a_line_that_never_ends_does_not_fill_the_memory() -> None:
    class Endless(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(size) or b"x" * (size or 0)

    with pytest.raises(Unreadable, match="a line without an end"):
        list(read_capture(Capture("c", Endless(b'{"method": "GET", "url": "/a"}\n{"a": "')), {}))
