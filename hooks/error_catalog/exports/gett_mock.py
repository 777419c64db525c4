"""Gett's API on your machine, for integration tests: every documented error, on demand.

Start it, and send the requests of your tests to the address that it prints. Ask for an error by the header
`Prefer: example=PAYMENT_FAILED`, or, where you cannot send headers, by a path that begins with /__mock/PAYMENT_FAILED;
append `, times=2` to get it twice and then the success. It needs Python 3.9 or newer, and nothing else.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import errno
import json
import re
import signal
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

# region Catalogue
EXCHANGES = ""  # In the published file, the catalogue stands here as JSON.
# endregion

Data = Mapping[str, Any]
Lines = dict[str, str]

MOST_SEQUENCES = 10_000
LONGEST_LINE = 8 * 1024
MOST_HEADERS = 100
LARGEST_BODY = 1024 * 1024
PATIENCE_SECONDS = 10.0  # for a request that has begun, and for a reader of answers
IDLE_SECONDS = 60.0  # between two requests on one connection

_PREFERENCE = re.compile(r'[ \t]*(?:([^ \t"=,;]+)[ \t]*(?:=[ \t]*(?:"([^"]*)"|([^ \t"=,;]*))[ \t]*)?)?(?:[,;]|\Z)')
_MEDIA_RANGE = re.compile(r"([^ \t,;]+)[ \t]*((?:;[^,]*)?)")
_QUALITY = re.compile(r"0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?")
_REQUEST_LINE = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+) ([!-~]+) HTTP/([0-9])\.([0-9])")
_FIELD = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\x00-\x08\x0a-\x1f\x7f]*)")
_TOO_LARGE = (431, "Request Header Fields Too Large")
# What ends a connection quietly: a client that leaves or sleeps, and the end of the server.
_GONE = (OSError, asyncio.IncompleteReadError, asyncio.TimeoutError, asyncio.CancelledError)


# --- What is answered: as docs/assets/live/core.js does, tested against the same table; `times` and /__mock/ on top ---


@dataclass(frozen=True)
class Request:
    """A request: the target is path and query, the headers have lower-case names."""

    method: str
    target: str
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Response:
    """A response; status text and headers are as documented, the body is text."""

    status: int
    title: str
    headers: Lines
    body: str


class Refusal(Exception):
    """There is no answer: names the message that says why, and what fills its braces."""

    def __init__(self, message: str, **values: str) -> None:
        self.message = message
        self.values = values


def answer(data: Data, request: Request, seen: Callable[[str], int]) -> Response:
    """Return the response to a request; `seen` counts the earlier requests for an error in the same sequence."""
    try:
        path, prefer = _addressed(request.target, request.headers.get("prefer", ""))
        wanted = _preferences(prefer)
        endpoint = _endpoint_at(data, request.method, path)
        code = _chosen(data, endpoint, wanted.get("example", "").upper(), wanted.get("code", ""))
        times = wanted.get("times", "")
        if times and times not in data["times"]:
            raise Refusal("badTimes", times=times)
        if not code or (times and seen(code) >= int(times)):
            return _response(data["success"], "body")
        form = _negotiated(data["forms"], request.headers.get("accept") or "*/*")
        return _response(data["errors"][code], form, {"Content-Type": data["forms"][form]["type"]})
    except Refusal as refusal:
        values = refusal.values
        body = re.sub(r"\{(\w+)\}", lambda found: values.get(found[1], found[0]), data["messages"][refusal.message])
        return _response({**data["refusal"], "body": body}, "body")


def _response(exchange: Data, form: str, more: Lines | None = None) -> Response:
    headers = {**(more or {}), **exchange["headers"]}
    return Response(exchange["status"], exchange["title"], headers, exchange[form])


def _addressed(target: str, prefer: str) -> tuple[str, str]:
    """Return the path of the API, and the preferences with those from a path under /__mock/."""
    path = target.partition("?")[0]
    found = re.fullmatch(r"(/__mock(?:/([^/]*))?)?(/.*)?", path)
    if not found or not found[3]:
        raise Refusal("badPath", path=path)
    return found[3], f"example={found[2] or ''}, {prefer}" if found[1] else prefer


def _preferences(prefer: str) -> Lines:
    """Return the preferences by name; the first one of a name counts (RFC 7240 section 2)."""
    found: Lines = {}
    position = 0
    while position < len(prefer):
        match = _PREFERENCE.match(prefer, position)
        if not match:
            raise Refusal("badPreference", prefer=prefer)
        position = match.end()
        found.setdefault((match[1] or "").lower(), match[2] or match[3] or "")
    return found


def _endpoint_at(data: Data, method: str, path: str) -> Data:
    asked = "GET" if method == "HEAD" else method
    given = path.split("/")
    for endpoint in data["endpoints"]:
        parts = endpoint["path"].split("/")
        if endpoint["method"] == asked and len(parts) == len(given) and all(map(_fits, parts, given)):
            return endpoint  # type: ignore[no-any-return]
    raise Refusal("unknownEndpoint", method=method, path=path)


def _fits(part: str, given: str) -> bool:
    return given != "" if part.startswith("{") else given == part


def _chosen(data: Data, endpoint: Data, example: str, status: str) -> str:
    """Return the code of the error that is wanted, or nothing for the success."""
    errors = data["errors"]
    if not example and not status:
        raise Refusal("nothingAsked")
    if not example and re.fullmatch("2[0-9][0-9]", status):
        return ""

    def fits(code: str) -> bool:
        return (not example or code == example) and (not status or str(errors[code]["status"]) == status)

    def find(at: Data) -> str:
        # The general error of a status comes before the gateway's others.
        of_gateway = [code for kind in ("general", "gateway") for code in errors if errors[code][kind]]
        return next(filter(fits, [*at["errors"], *of_gateway]), "")

    if found := find(endpoint):
        return found
    if example and example not in errors:
        raise Refusal("unknownExample", example=example)
    if not any(map(fits, errors)):
        raise Refusal("disagreement" if example else "unknownStatus", example=example, status=status)
    others = "\n".join(_named(each) for each in data["endpoints"] if find(each))
    raise Refusal("notHere", endpoint=_named(endpoint), wanted=example or status, others=others)


def _named(endpoint: Data) -> str:
    return f"{endpoint['method']} {endpoint['path']}"


def _negotiated(forms: Data, accept: str) -> str:
    """Return the form that is wanted more, each as its most specific range says (RFC 9110 section 12.5.1)."""
    wanted = _MEDIA_RANGE.findall(re.sub('"[^"]*"?', "", accept))

    def quality(form: str) -> float:
        for ranges in forms[form]["ranges"]:
            found = [_quality(parameters) for media_range, parameters in wanted if media_range.lower() in ranges]
            fitting = [float(each) for each in found if _QUALITY.fullmatch(each)]
            if fitting:
                return max(fitting)
        return 0

    return "markdown" if quality("markdown") > quality("body") else "body"


def _quality(parameters: str) -> str:
    found = re.search(r";[ \t]*q=([^ \t;]*)", parameters, re.IGNORECASE)
    return found[1] if found else "1"


class Sequences:
    """Counts the requests of each sequence; of very many, it forgets the oldest."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, ...], int] = {}

    def seen(self, request: Request, code: str) -> int:
        """Return how many requests there were before this one."""
        key = (request.headers.get("idempotency-key", ""), request.method, request.target.partition("?")[0], code)
        count = self._counts.pop(key, 0)
        self._counts[key] = count + 1
        if len(self._counts) > MOST_SEQUENCES:
            del self._counts[next(iter(self._counts))]
        return count


# --- The server ---


class Unreadable(Exception):
    """A request that cannot be answered: a status, its phrase, and what is wrong."""

    def __init__(self, status: int, title: str, reason: str) -> None:
        self.response = Response(status, title, {"Content-Type": "text/plain; charset=utf-8"}, f"{reason}\n")


class Connection:
    """One connection: requests are read and answered in turn, until either side has had enough."""

    def __init__(
        self, data: Data, sequences: Sequences, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._data, self._sequences, self._reader, self._writer = data, sequences, reader, writer

    async def serve(self) -> None:
        """Answer all requests, and close."""
        try:
            while await self._exchange():
                pass
        except Unreadable as refused:
            with contextlib.suppress(*_GONE):
                await self._refuse(refused.response)
        except _GONE:
            pass
        finally:
            self._writer.close()

    async def _exchange(self) -> bool:
        """Answer one request; return whether there may be another."""
        first = await asyncio.wait_for(self._reader.read(1), IDLE_SECONDS)
        if not first:
            return False
        try:
            request = await asyncio.wait_for(self._read_request(first), PATIENCE_SECONDS)
        except asyncio.TimeoutError:  # before Python 3.11, it is no TimeoutError
            reason = f"The request was not complete within {PATIENCE_SECONDS:g} seconds."
            raise Unreadable(408, "Request Timeout", reason) from None
        response = answer(self._data, request, lambda code: self._sequences.seen(request, code))
        keep = "close" not in re.split("[ \t,]+", request.headers.get("connection", "").lower())
        await self._send(response, request.method, keep)
        return keep

    async def _refuse(self, response: Response) -> None:
        """Say why, and read what else the client has begun to send: a reset could overtake the answer."""
        await self._send(response, "", keep=False)
        self._writer.write_eof()
        await asyncio.wait_for(self._discard(), PATIENCE_SECONDS)

    async def _discard(self) -> None:
        while await self._reader.read(LONGEST_LINE):
            pass

    async def _send(self, response: Response, method: str, keep: bool) -> None:
        body = response.body.encode()
        headers = {
            **response.headers,
            "Date": time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime()),
            "Content-Length": str(len(body)),
            "Connection": "keep-alive" if keep else "close",
        }
        lines = [f"HTTP/1.1 {response.status} {response.title}", *(f"{name}: {headers[name]}" for name in headers)]
        self._writer.write("\r\n".join([*lines, "", ""]).encode() + (b"" if method == "HEAD" else body))
        await asyncio.wait_for(self._writer.drain(), PATIENCE_SECONDS)

    async def _read_request(self, first: bytes) -> Request:
        while first in b"\r\n":  # left behind by an earlier request (RFC 9112 section 2.2)
            first = await self._reader.readexactly(1)
        if not first.isalpha():
            raise Unreadable(400, "Bad Request", "This is no HTTP request. Does it speak TLS? The mock is at http://.")
        line = first.decode() + await self._line(414, "URI Too Long", "The request line")
        method, target, is_persistent = _request_line(line)
        headers = {} if is_persistent else {"connection": "close"}
        for name, value in await self._fields():
            headers[name] = f"{headers[name]}, {value}" if name in headers else value
        await self._skip_body(headers)
        return Request(method, target, headers)

    async def _line(self, status: int, title: str, what: str) -> str:
        """Return the next line; `status` and `title` are for one that is too long."""
        try:
            line = await self._reader.readuntil(b"\n")
        except asyncio.LimitOverrunError:
            raise Unreadable(status, title, f"{what} is longer than {LONGEST_LINE} bytes.") from None
        return line.decode("latin-1").rstrip("\r\n")

    async def _fields(self) -> list[tuple[str, str]]:
        """Return the header fields up to the empty line, with lower-case names."""
        fields: list[tuple[str, str]] = []
        while line := await self._line(*_TOO_LARGE, "A header"):
            found = _FIELD.fullmatch(line)
            if not found:
                raise Unreadable(400, "Bad Request", "A header is not of the form Name: value.")
            if len(fields) == MOST_HEADERS:
                raise Unreadable(*_TOO_LARGE, f"There are more than {MOST_HEADERS} headers.")
            fields.append((found[1].lower(), found[2].rstrip(" \t")))
        return fields

    async def _skip_body(self, headers: Lines) -> None:
        """Read the body, which makes no difference to the answer."""
        length, coding = headers.get("content-length", "0"), headers.get("transfer-encoding", "")
        if not re.fullmatch("[0-9]+", length) or (coding and "content-length" in headers):
            raise Unreadable(400, "Bad Request", "Content-Length is not one whole number, or not alone.")
        if coding.lower() not in ("", "chunked"):
            raise Unreadable(501, "Not Implemented", "The only Transfer-Encoding that the mock reads is chunked.")
        size = _check_size(length, 10)
        if headers.get("expect", "").lower() == "100-continue":
            self._writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        if coding:
            await self._skip_chunks()
        await self._reader.readexactly(size)

    async def _skip_chunks(self) -> None:
        total, size = 0, 1
        while size:
            line = await self._line(400, "Bad Request", "The size of a chunk")
            digits = line.partition(";")[0].strip(" \t")
            if not re.fullmatch("[0-9A-Fa-f]+", digits):
                raise Unreadable(400, "Bad Request", "The size of a chunk is no hexadecimal number.")
            size = _check_size(digits, 16)
            total = _check_size(str(total + size), 10)
            if size and not (await self._reader.readexactly(size + 2)).endswith(b"\r\n"):
                raise Unreadable(400, "Bad Request", "A chunk is longer than its size says.")
        await self._fields()


def _request_line(line: str) -> tuple[str, str, bool]:
    """Return method, target, and whether the connection stays open by default."""
    found = _REQUEST_LINE.fullmatch(line)
    if not found:
        raise Unreadable(400, "Bad Request", "The request line is not of the form METHOD /path HTTP/1.1.")
    method, target, major, minor = found.groups()
    if major != "1":
        raise Unreadable(505, "HTTP Version Not Supported", "The mock speaks HTTP/1.1.")
    return method, re.sub("^https?://[^/?]*", "", target), minor != "0"


def _check_size(digits: str, base: int) -> int:
    """Return the number, which is that of bytes in a body."""
    digits = digits.lstrip("0") or "0"
    if len(digits) > len(str(LARGEST_BODY)) or int(digits, base) > LARGEST_BODY:
        raise Unreadable(413, "Content Too Large", f"The body is larger than {LARGEST_BODY} bytes.")
    return int(digits, base)


async def _listen(data: Data, host: str, port: int) -> None:
    """Serve until a signal comes."""
    stopped = asyncio.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows
            asyncio.get_running_loop().add_signal_handler(each, stopped.set)
    sequences = Sequences()
    server = await asyncio.start_server(
        lambda reader, writer: Connection(data, sequences, reader, writer).serve(), host, port, limit=LONGEST_LINE
    )
    address = server.sockets[0].getsockname()
    name = f"[{host}]" if ":" in host else host
    print(f"The mock of Gett's API is at http://{name}:{address[1]} (Ctrl+C ends it)", flush=True)
    await stopped.wait()
    server.close()


def run(data: Data, host: str, port: int) -> int:
    """Serve until a signal comes; return the exit status: 0, or 1 where the address cannot be had."""
    try:
        asyncio.run(_listen(data, host, port))
    except KeyboardInterrupt:
        pass
    except OSError as error:
        taken = f"port {port} is taken; choose another one by --port"
        other = f"{host}, port {port}: {error.strerror}"
        print(taken if error.errno == errno.EADDRINUSE else other, file=sys.stderr)
        return 1
    return 0


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options `host` and `port`."""
    parser.add_argument("--port", type=_port, default=8010, help="0 takes any that is free (default: %(default)s)")
    parser.add_argument("--host", default="127.0.0.1", help="where to listen (default: %(default)s)")


def _port(text: str) -> int:
    if not re.fullmatch("[0-9]{1,5}", text) or int(text) > 65535:  # noqa: PLR2004 - the largest there is
        raise argparse.ArgumentTypeError(f"{text} is no port; a port is a number from 0 to 65535")
    return int(text)


def main() -> int:
    """Run the published file, and return its exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_options(parser)
    options = parser.parse_args()
    if not EXCHANGES:
        parser.error("there is no catalogue in this file; run `portal mock`")
    return run(json.loads(EXCHANGES), options.host, options.port)


if __name__ == "__main__":
    sys.exit(main())
