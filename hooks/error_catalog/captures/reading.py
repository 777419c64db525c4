"""From a file of recorded traffic to its exchanges; its content says which format it has."""

import re
from collections.abc import Callable, Iterator, Mapping

from error_catalog.captures.capture import Capture
from error_catalog.captures.cassettes import read_json_cassette, read_yaml_cassette
from error_catalog.captures.command_lines import COMMAND
from error_catalog.captures.har import read_har
from error_catalog.captures.logs import Fields, read_lines, read_list
from error_catalog.captures.transcripts import COLOUR, read_transcript
from error_catalog.judging.judge import Exchange

_Reader = Callable[[Capture], Iterator[Exchange]]

# Not as `(…)*+`, which Python before 3.11.5 misreads (gh-106052).
_TEXT = r"\"(?>(?:[^\"\\]|\\.)*)\""
_MEMBER = rf"\s*{_TEXT}\s*:\s*(?:{_TEXT}|[\w.+-]++|\{{[^{{}}]*+\}}|\[[^\[\]]*+\])\s*,"
_OF_HAR = "version|creator|browser|pages|entries|comment|_"
"""How the names of members of `log` begin in HAR; in a log, `log` may be anything."""

_FORMATS: Mapping[str, _Reader] = {
    rf"\{{(?>(?:{_MEMBER})*)\s*\"log\"\s*:\s*\{{\s*(?:\}}|\"(?:{_OF_HAR}))": read_har,
    r"\{[^{]*\"(?:http_)?interactions\"\s*:\s*\[": read_json_cassette,
    r"(?:%.*\n|#.*\n|---.*\n|\s)*(?:[\w-]+: .*\n)*(?:http_)?interactions:": read_yaml_cassette,
    r"(?:[\d:.]+ )?[*>] |HTTP/\d|[A-Z]+ \S+ HTTP/\d|\s*% Total": read_transcript,
    COMMAND.pattern: read_transcript,
}
"""How the content of each format begins."""

_FOREIGN = {
    b"\x1f\x8b": ("compressed", "unpack it: gunzip -c FILE | portal audit -"),
    b"PK\x03\x04": ("compressed", "unpack it: unzip -p FILE | portal audit -"),
    b"\x28\xb5\x2f\xfd": ("compressed", "unpack it: zstd -dc FILE | portal audit -"),
    b"\xfd7zXZ\x00": ("compressed", "unpack it: xz -dc FILE | portal audit -"),
    b"BZh": ("compressed", "unpack it: bzip2 -dc FILE | portal audit -"),
    b"\xff\xfe": ("UTF-16, as PowerShell writes it", "save it as UTF-8"),
    b"\xfe\xff": ("UTF-16", "save it as UTF-8"),
    b"\xd4\xc3\xb2\xa1": ("packets of a network", "export the HTTP traffic as HAR"),
    b"\x0a\x0d\x0d\x0a": ("packets of a network", "export the HTTP traffic as HAR"),
}


_PRISM = re.compile(r"\[\d+:\d\d:\d\d [AP]M\] › ")
"""How the log of Stoplight's Prism begins. At its most verbose it has methods and paths, but no answer of a server."""


def read_capture(capture: Capture, fields: Fields) -> Iterator[Exchange]:
    """Yield the exchanges of a capture; `fields` names further places of a log's fields.

    Raises:
        Unreadable: it has no known format, or cannot be read from some place on, or holds no exchange.
    """
    number = 0
    for number, exchange in enumerate(_reader_of(capture, fields)(capture), 1):  # noqa: B007
        yield exchange
    if not number:
        capture.line = 1
        nameless = f"none of its {capture.others} entries has a method and a URL; name their fields: --field method=…"
        raise capture.unreadable("no exchange in it", nameless if capture.others else "was anything recorded?")


def _reader_of(capture: Capture, fields: Fields) -> _Reader:
    for signature, said in _FOREIGN.items():
        if capture.head.startswith(signature):
            raise capture.unreadable(*said)
    if b"\0" in capture.head:
        raise capture.unreadable("no text", "a capture is text in UTF-8; export what a proxy keeps as HAR")
    text = COLOUR.sub("", capture.head.decode(errors="replace")).lstrip()
    if not text:
        raise capture.unreadable("it is empty", "was anything recorded?")
    for pattern, reader in _FORMATS.items():
        if re.match(pattern, text):
            return reader
    if _PRISM.match(text):
        hint = "it has no bodies of a server behind Prism; put a proxy that exports HAR before it"
        raise capture.unreadable("the log of Prism", hint)
    if text.startswith("["):
        return lambda capture: read_list(capture, fields)
    if text.startswith("{"):
        return lambda capture: read_lines(capture, fields)
    hint = "it is HAR, a log of JSON lines, what `curl -i`, `curl -v` or HTTPie print, or a VCR cassette"
    raise capture.unreadable("an unknown format", hint)
