"""Logs with an exchange a line, as JSON: the fields are found by the names that loggers give them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache

from error_catalog.captures.capture import Capture, Place
from error_catalog.captures.json_items import json_items
from error_catalog.captures.messages import body_of, headers_of, seconds_of, status_of, text_of, timed
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

# OpenTelemetry, ECS, pino and winston, Google Cloud, and what people choose; without regard to `_`, `-` and capitals.
_REQUEST, _RESPONSE = ("request", "req", "http.request"), ("response", "res", "http.response")
KNOWN_FIELDS: Fields = {
    LogField.METHOD: (
        *("method", "verb", "requestmethod", "http.method", "httprequest.requestmethod"),
        *(f"{each}.method" for each in _REQUEST),
    ),
    LogField.URL: (
        *("url.full", "url", "uri", "requesturl", "requesturi", "http.url", "httprequest.requesturl"),
        *(f"{each}.{name}" for each in _REQUEST for name in ("url", "uri", "path")),
        *("http.target", "url.path", "path", "target"),
    ),
    LogField.STATUS: (
        *("statuscode", "status", "responsestatus", "http.statuscode", "http.status", "httprequest.status"),
        *(f"{each}.{name}" for each in _RESPONSE for name in ("statuscode", "status")),
    ),
    LogField.REQUEST_HEADERS: ("requestheaders", "reqheaders", *(f"{each}.headers" for each in _REQUEST)),
    LogField.REQUEST_BODY: (
        *("requestbody", "reqbody", "http.request.body.content"),
        *(f"{each}.body" for each in _REQUEST),
    ),
    LogField.RESPONSE_HEADERS: ("responseheaders", "resheaders", *(f"{each}.headers" for each in _RESPONSE)),
    LogField.RESPONSE_BODY: (
        *("responsebody", "resbody", "http.response.body.content"),
        *(f"{each}.body" for each in _RESPONSE),
    ),
    LogField.SENT: ("sent", "sentat", "startedat", "starttime", "starteddatetime", "event.start"),
    LogField.RECEIVED: ("received", "receivedat", "finishedat", "endedat", "endtime", "event.end"),
    LogField.TIME: ("@timestamp", "timestamp", "time", "ts", "datetime"),
}
"""Where each field may stand, the surest place first; a dot leads into an object, or is part of a name."""


def read_lines(capture: Capture, fields: Fields) -> Iterator[Exchange]:
    """Yield the exchanges of a log with a JSON object a line; `fields` names further places of fields.

    Raises:
        Unreadable: a line is no JSON object.
    """
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
        Unreadable: it is no JSON.
    """
    for number, record in json_items(capture, "item"):
        yield from _exchanges(capture, Place(capture.name, entry=number), record, fields)


def _exchanges(capture: Capture, place: Place, record: object, fields: Fields) -> Iterator[Exchange]:
    values = dict(_flat(record))

    def value_of(name: LogField) -> object:
        paths = (*map(_plain, fields.get(name, ())), *KNOWN_FIELDS[name])
        return next((values[path] for path in paths if values.get(path) is not None), None)

    method, url = text_of(value_of(LogField.METHOD)), text_of(value_of(LogField.URL))
    if not method or not url:
        capture.others += 1
        return
    time = seconds_of(value_of(LogField.TIME))
    sent, received = seconds_of(value_of(LogField.SENT)), seconds_of(value_of(LogField.RECEIVED))
    if sent is None and received is None:
        sent = received = time  # whichever it is, no wait between two lines seems shorter than it was
    request_headers, headers = (headers_of(value_of(each)) for each in _HEADERS)
    yield timed(
        Exchange(
            place=str(place),
            method=method.upper(),
            url=url,
            request_headers=request_headers,
            request_body=body_of(value_of(LogField.REQUEST_BODY), request_headers),
            status=status_of(value_of(LogField.STATUS)),
            response_headers=headers,
            response_body=body_of(value_of(LogField.RESPONSE_BODY), headers),
            sent=sent,
            received=received,
        )
    )


_HEADERS = (LogField.REQUEST_HEADERS, LogField.RESPONSE_HEADERS)
_DEEPEST = 4
"""How many objects deep a field is looked for."""


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
