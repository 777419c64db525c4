"""Logs with an exchange a line, as JSON: the fields are found by the names that loggers give them."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache, partial
from typing import TypeVar

from error_catalog.captures.capture import Capture, Place
from error_catalog.captures.json_items import json_items
from error_catalog.captures.messages import body_of, headers_of, members_of, seconds_of, status_of, text_of, timed
from error_catalog.judging.judge import Exchange


class LogField(StrEnum):
    """What an entry of a log says about an exchange, by the name that `--field` takes."""

    METHOD = "method"
    URL = "url"
    STATUS = "status"
    REQUEST_HEADERS = "request-headers"
    REQUEST_BODY = "request-body"
    RESPONSE_HEADERS = "response-headers"
    RESPONSE_BODY = "response-body"
    TIME = "time"
    SENT = "sent"
    RECEIVED = "received"


Fields = Mapping[LogField, Sequence[str]]

# OpenTelemetry, ECS, pino, Google Cloud, API Gateway, Azure, Envoy, nginx, Caddy, Traefik, Logback, and what people
# choose; without regard to `_`, `-` and capitals.
_REQUEST, _RESPONSE = ("request", "req", "http.request"), ("response", "res", "http.response")
KNOWN_FIELDS: Fields = {
    LogField.METHOD: (
        *("method", "verb", "requestmethod", "httpmethod", "http.method", "httprequest.requestmethod"),
        *(f"{each}.method" for each in _REQUEST),
    ),
    LogField.URL: (
        *("url.full", "url", "uri", "requesturl", "requesturi", "http.url", "httprequest.requesturl"),
        *(f"{each}.{name}" for each in _REQUEST for name in ("url", "uri", "path")),
        *("http.target", "url.path", "requestpath", "requesteduri", "path", "target"),
    ),
    LogField.STATUS: (
        *("statuscode", "status", "responsestatus", "responsecode", "httpstatus", "downstreamstatus"),
        *("http.statuscode", "http.status", "httprequest.status"),
        *(f"{each}.{name}" for each in _RESPONSE for name in ("statuscode", "status")),
    ),
    LogField.REQUEST_HEADERS: ("requestheaders", "reqheaders", *(f"{each}.headers" for each in _REQUEST)),
    LogField.REQUEST_BODY: (
        *("requestbody", "reqbody", "http.request.body.content"),
        *(f"{each}.body" for each in _REQUEST),
    ),
    LogField.RESPONSE_HEADERS: (
        "responseheaders",
        "respheaders",
        "resheaders",
        *(f"{each}.headers" for each in _RESPONSE),
    ),
    LogField.RESPONSE_BODY: (
        *("responsebody", "resbody", "http.response.body.content"),
        *(f"{each}.body" for each in _RESPONSE),
    ),
    LogField.SENT: ("sent", "sentat", "startedat", "starttime", "startutc", "starteddatetime", "event.start"),
    LogField.RECEIVED: ("received", "receivedat", "finishedat", "endedat", "endtime", "event.end"),
    LogField.TIME: (
        "@timestamp",
        "timestamp",
        "time",
        "ts",
        "datetime",
        "timeiso8601",
        "timelocal",
        "msec",
        "requesttime",
    ),
}
"""Where each field may stand, the surest place first; a dot leads into an object, or is part of a name."""


def read_lines(capture: Capture, fields: Fields) -> Iterator[Exchange]:
    """Yield the exchanges of a log with a JSON object a line; `fields` names further places of fields.

    Raises:
        Unreadable: a line is no JSON object, or no entry has a status.
    """
    yield from _answered(capture, _of_lines(capture, fields))


def _of_lines(capture: Capture, fields: Fields) -> Iterator[Exchange]:
    for line in capture.lines():
        if line.strip():
            try:
                record = json.loads(line)
            except (ValueError, RecursionError):
                raise capture.unreadable("no JSON", "each line of a log is one JSON object") from None
            yield from _exchanges(capture, Place(capture.name, capture.line), record, fields)


def read_list(capture: Capture, fields: Fields) -> Iterator[Exchange]:
    """Yield the same of one JSON list of entries.

    Raises:
        Unreadable: it is no JSON, or no entry has a status.
    """
    yield from _answered(capture, _of_list(capture, fields))


def _of_list(capture: Capture, fields: Fields) -> Iterator[Exchange]:
    for number, record in json_items(capture, "item"):
        yield from _exchanges(capture, Place(capture.name, entry=number), record, fields)


def _answered(capture: Capture, exchanges: Iterator[Exchange]) -> Iterator[Exchange]:
    """Yield exchanges, and refuse a log in which none has a status, since that would say that no answer ever came."""
    is_empty, is_answered = True, False
    for exchange in exchanges:
        is_empty, is_answered = False, is_answered or exchange.status is not None
        yield exchange
    if not is_empty and not is_answered:
        capture.line = 1
        hint = "name the field that has it: --field status=…; request and answer have to be one entry"
        raise capture.unreadable("no entry has a status", hint)


def _exchanges(capture: Capture, place: Place, record: object, fields: Fields) -> Iterator[Exchange]:
    values = dict(_flat(_opened(record)))

    def found(name: LogField, read: Callable[[object], _Read]) -> _Read | None:
        """Return the first value that can be read: to some, `status` is how bad things are."""
        paths = (*map(_plain, fields.get(name, ())), *KNOWN_FIELDS[name])
        readings = (read(values[path]) for path in paths if values.get(path) is not None)
        return next((each for each in readings if each is not None), None)

    line = _REQUEST_LINE.match(text_of(values.get("request")))
    method = found(LogField.METHOD, _text) or (line and line[1])
    url = found(LogField.URL, _text) or (line and line[2])
    if not method or not url:
        capture.others += 1
        return
    time, sent, received = (found(each, seconds_of) for each in _TIMES)
    if sent is None and received is None:
        sent = received = time  # whichever it is, no wait between two lines seems shorter than it was
    request_headers, headers = (found(each, headers_of) or {} for each in _HEADERS)
    yield timed(
        Exchange(
            place=str(place),
            method=method.upper(),
            url=url,
            request_headers=request_headers,
            request_body=found(LogField.REQUEST_BODY, partial(body_of, headers=request_headers)),
            status=found(LogField.STATUS, status_of),
            response_headers=headers,
            response_body=found(LogField.RESPONSE_BODY, partial(body_of, headers=headers)),
            sent=sent,
            received=received,
        )
    )


def _text(value: object) -> str | None:
    return text_of(value) or None


_Read = TypeVar("_Read")
_REQUEST_LINE = re.compile(r"([A-Z]+) (\S+) HTTP/")
_TIMES = (LogField.TIME, LogField.SENT, LogField.RECEIVED)
_HEADERS = (LogField.REQUEST_HEADERS, LogField.RESPONSE_HEADERS)
_DEEPEST = 4
"""How many objects deep a field is looked for."""


_WRAPPERS = ("attributes", "content", "meta", "mdc", "properties", "jsonpayload", "message", "log")
"""Where collectors put what a service has logged: Datadog and OpenTelemetry, winston, Logback, clouds and Docker."""


def _opened(record: object, depth: int = 0) -> Mapping[str, object]:
    """Return an entry with what its wrappers hold beside its own members, also where that is a text of JSON."""
    opened: Mapping[str, object] = members_of(record)
    for name, value in opened.items() if depth < _DEEPEST else ():
        if _plain(name) in _WRAPPERS:
            opened = {**_opened(_object_in(value), depth + 1), **opened}
    return opened


def _object_in(value: object) -> object:
    if isinstance(value, str) and value.startswith("{"):
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            return None
    return value


def _flat(record: object, prefix: str = "", depth: int = 0) -> Iterator[tuple[str, object]]:
    """Yield the path and the value of each member, those of its objects too."""
    for name, value in record.items() if isinstance(record, dict) else ():
        path = f"{prefix}{_plain(name)}"
        # `url` is a text to some, and an object to others.
        if not isinstance(value, dict) or path.endswith(("headers", "body")):
            yield path, value
        if depth < _DEEPEST:
            yield from _flat(value, f"{path}.", depth + 1)


@lru_cache(4096)
def _plain(name: str) -> str:
    return name.replace("_", "").replace("-", "").lower()
