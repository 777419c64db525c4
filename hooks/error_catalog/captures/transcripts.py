"""What `curl -i`, `curl -v` and HTTPie print, with the commands that a terminal shows before it, or without."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from error_catalog.captures.capture import Capture, Place, Unreadable
from error_catalog.captures.command_lines import (
    SentByCommand,
    command_in,
    is_complete,
    is_other_command,
    sent_by,
    split_behind_json,
)
from error_catalog.captures.messages import joined, timed
from error_catalog.judging.judge import Exchange

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
"""What a terminal takes for a change of colour."""

_STAMP = re.compile(r"(\d\d):(\d\d):(\d\d\.\d+) (?=[<>*{}=] ?)")
"""The time before a line of `curl --trace-time`."""

_REQUEST = re.compile(r"(?:> )?(?P<method>[A-Z]{3,20}) (?P<target>\S+) HTTP/[\d.]+")
_STATUS = re.compile(r"(?P<sign>< )?HTTP/[\d.]+ (?P<status>\d{3})\b(?P<tunnel> Connection established)?.*")
_HEADER = re.compile(r"(?:[<>] )?(?P<name>[!#-'*+.^_`|~\w-]+): ?(?P<value>.*)")
_HEAD_END = ("", ">", "<")
_REMARK = re.compile(r"\*(?: .*)?")
"""What `curl -v` says of the connection; in a body that is Markdown, an entry of a list begins so."""

_NOISE = re.compile(
    r"[{}] \[\d+ bytes data\]|Elapsed time: [\d.]+s|Note: Unnecessary use of .*|(?:curl: \(\d+\)|https?: error:) .*"
    r"| *% Total .*| *Dload .*| *\d+ +[\d.kM]+ +\d+ +[\d.kM]+ .*[\d:-]+ +[\d.kM]+"
)
"""What curl says of its progress, and HTTPie of the time."""

_METER = re.compile(r"\r[^\r]{40,70}?[\d:-]{8} [ \d.kMGTP]{5}")
"""How curl writes its progress over what it was, with no line break of its own."""

_MOST_LINES, _LONGEST_COMMAND = 2_000, 1 << 18
"""In lines and in characters; a command that is longer never ends, and no system takes it. So many lines of a body
are looked through for what a terminal shows behind JSON."""

_FINAL = 200
"""The first status that ends an exchange."""

_HALF_DAY = 43_200


@dataclass
class _Recording:
    """An exchange as far as it is read."""

    place: str
    command: SentByCommand = field(default_factory=lambda: SentByCommand(body=None))
    target: str = ""
    request_headers: list[tuple[str, str]] = field(default_factory=list)
    request_body: list[str] = field(default_factory=list)
    status: int | None = None
    is_verbose: bool = False
    is_tunnel: bool = False
    """Whether a proxy has answered so far, which the API does next."""

    headers: list[tuple[str, str]] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    sent: float | None = None
    received: float | None = None

    def exchange(self) -> Exchange:
        """Return what was recorded; an unknown method is empty, and so is an unknown URL."""
        headers = joined(self.headers)
        request_headers = joined(self.request_headers or self.command.headers)
        host, target = request_headers.get("host"), self.target
        printed = "\n".join(self.request_body).strip()
        return timed(
            Exchange(
                place=self.place,
                method=self.command.method,
                url=f"https://{host}{target}" if host and target.startswith("/") else target or self.command.url,
                request_headers=request_headers,
                request_body=printed or self.command.body,
                status=self.status,
                response_headers=headers,
                response_body=_body("\n".join(self.body).strip(), headers),
                sent=self.sent,
                received=self.received,
            )
        )


def _body(printed: str, headers: Mapping[str, str]) -> str | None:
    """Return the body of an answer, or None where the command printed none, though its head announces one."""
    is_announced = headers.get("content-length", "0") != "0" or "transfer-encoding" in headers
    return None if is_announced and not printed else printed


def _is_json(lines: list[str]) -> bool:
    try:
        json.loads("\n".join(lines))
    except (ValueError, RecursionError):
        return False
    return True


def read_transcript(capture: Capture) -> Iterator[Exchange]:
    """Yield the exchanges of a transcript.

    Raises:
        Unreadable: a command has no end, or there is text before the first head.
    """
    reader = _Reader(capture)
    for line in capture.lines():
        yield from reader.take(COLOUR.sub("", line))
    yield from reader.end()


class _Reader:
    """Reads line by line; what it hands over is a finished exchange."""

    def __init__(self, capture: Capture) -> None:
        self._capture = capture
        self._command: list[str] = []
        self._now: _Recording | None = None
        self._read_content: Callable[[str], None] = self._before_any
        self._midnights = 0
        self._clock: float | None = None
        self._is_in_code = False
        """Whether a body is Markdown so far, and within an example, which may hold commands and heads."""

    def take(self, line: str) -> Iterator[Exchange]:
        """Read a line, and yield the exchange that it ends."""
        if "\r" in line and not (line := _METER.sub("", line)):
            return
        if stamp := _STAMP.match(line):
            line = line[stamp.end() :]
            self._tick(*map(float, stamp.groups()))
        if self._command:
            yield from self._take_command(line)
        elif parts := self._parts(line):
            self._response_body(parts[0])
            yield from self.take(parts[1])
        elif (beginning := None if self._is_in_code else self._beginning(line)) is not None:
            yield from beginning
        elif not self._is_noise(line):
            self._read_content(line)

    def _parts(self, line: str) -> tuple[str, str] | None:
        """Return the end of a body in JSON, and what the terminal shows behind it where it ends in no line break."""
        now = self._now
        if not now or self._read_content != self._response_body or len(now.body) > _MOST_LINES:
            return None
        parts = split_behind_json(line)
        return parts if parts and _is_json([*now.body, parts[0]]) else None

    def _beginning(self, line: str) -> Iterator[Exchange] | None:
        """Return the reading of a line that begins something; None where it goes on with what is read."""
        if match := _REQUEST.fullmatch(line):
            return self._begin_request(match["method"], match["target"])
        if match := _STATUS.fullmatch(line):
            return self._begin_answer(match)
        if command_in(line, has_prompt=self._now is not None) is not None:
            return self._take_command(line)
        return self._leave() if is_other_command(line) else None

    def end(self) -> Iterator[Exchange]:
        """Yield the last exchange."""
        if self._command:
            raise self._endless()
        if self._now:
            yield self._now.exchange()

    def _tick(self, hours: float, minutes: float, seconds: float) -> None:
        now = hours * 3600 + minutes * 60 + seconds + self._midnights * 2 * _HALF_DAY
        if self._clock is not None and now < self._clock - _HALF_DAY:
            self._midnights += 1
            now += 2 * _HALF_DAY
        self._clock = now

    def _is_noise(self, line: str) -> bool:
        is_remark = _REMARK.fullmatch(line) and (self._now is None or self._now.is_verbose or not self._now.status)
        return bool(is_remark or _NOISE.fullmatch(line))

    def _take_command(self, line: str) -> Iterator[Exchange]:
        yield from self._flush()
        if not self._command:
            self._started = self._capture.line
        self._command.append(line if self._command else command_in(line, has_prompt=False) or line)
        command = "\n".join(self._command)
        if is_complete(command):
            self._command = []
            self._now = _Recording(str(Place(self._capture.name, self._started)), sent_by(command))
            self._read_content = self._nothing
        elif len(self._command) > _MOST_LINES or len(command) > _LONGEST_COMMAND:
            raise self._endless()

    def _begin_request(self, method: str, target: str) -> Iterator[Exchange]:
        if self._now and (self._now.target or self._now.status):
            yield from self._flush()
        now = self._now = self._now or self._new()
        if not now.command.method:
            now.command.body = ""
        now.command.method, now.target, now.sent = method, target, self._clock
        self._read_content = self._request_head

    def _begin_answer(self, head: re.Match[str]) -> Iterator[Exchange]:
        now, is_verbose = self._now, head["sign"] is not None
        if now and now.status:
            is_interim = now.status < _FINAL or now.is_tunnel or now.command.method == "CONNECT"
            is_again = now.is_verbose and not is_verbose and not any(now.body)  # `curl -iv` prints each head twice
            if not is_interim and not is_again:
                yield from self._flush()
        now = self._now = self._now or self._new()
        now.status, now.is_tunnel = int(head["status"]), head["tunnel"] is not None
        now.is_verbose, now.received = is_verbose, self._clock
        now.headers, now.body = [], []
        self._read_content = self._response_head

    def _new(self) -> _Recording:
        return _Recording(str(Place(self._capture.name, self._capture.line)))

    def _flush(self) -> Iterator[Exchange]:
        if self._now:
            yield self._now.exchange()
        self._now, self._is_in_code = None, False

    def _leave(self) -> Iterator[Exchange]:
        """End the exchange, where another command follows it."""
        yield from self._flush()
        self._read_content = self._nothing

    def _before_any(self, line: str) -> None:
        if line.strip():
            hint = "a transcript begins with a command, `POST /path HTTP/1.1` or `HTTP/1.1 429`"
            raise self._capture.unreadable("no head of a request or of an answer", hint)

    def _nothing(self, line: str) -> None:
        """Leave out what a command prints before the answer."""

    def _request_head(self, line: str) -> None:
        if self._now and not self._take_header(line, self._now.request_headers):
            self._read_content = self._now.request_body.append

    def _response_head(self, line: str) -> None:
        if self._now and not self._take_header(line, self._now.headers):
            self._read_content = self._response_body

    def _response_body(self, line: str) -> None:
        if self._now:
            self._now.body.append(line)
            self._is_in_code ^= line.startswith("```")

    def _take_header(self, line: str, headers: list[tuple[str, str]]) -> bool:
        """Take a line of a head; return whether the head goes on."""
        if line.rstrip() in _HEAD_END:
            return False
        match = _HEADER.fullmatch(line)
        if not match:
            hint = "a head is `Name: value` lines up to an empty one"
            raise self._capture.unreadable("no header in a head", hint)
        headers.append((match["name"], match["value"].strip()))
        return True

    def _endless(self) -> Exception:
        return Unreadable(Place(self._capture.name, self._started), "a command without an end", "close its quotes")
