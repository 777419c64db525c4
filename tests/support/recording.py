"""Exchanges as somebody records them: in each format that `portal audit` reads."""

import json
import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime

import yaml

from error_catalog.judging.judge import Exchange
from support.published import Json

HOST = "api.gett-tech.com"
EPOCH = 1_795_687_200
"""The moment from which the tables in tests/data/judging count: 2026-11-26, 10:00 in UTC."""


def har(exchanges: Iterable[Exchange]) -> str:
    entries = [_entry(each) for each in exchanges]
    return json.dumps({"log": {"version": "1.2", "creator": {"name": "test", "version": "1"}, "entries": entries}})


def _entry(exchange: Exchange) -> Json:
    request: Json = {
        "method": exchange.method,
        "url": _url(exchange),
        "headers": _pairs(exchange.request_headers),
        "bodySize": len(exchange.request_body or "") if exchange.request_body is not None else 9,
    }
    if exchange.request_body:
        request["postData"] = {"mimeType": "application/json", "text": exchange.request_body}
    body = exchange.response_body
    content = {"size": 9} if body is None else {"size": len(body), "text": body}
    entry: Json = {
        "request": request,
        "response": {
            "status": exchange.status or 0,
            "headers": _pairs(exchange.response_headers),
            "content": content,
        },
    }
    if exchange.sent is not None:
        entry["startedDateTime"] = _iso(exchange.sent)
        entry["time"] = -1 if exchange.received is None else (exchange.received - exchange.sent) * 1000
    return entry


def log(exchanges: Iterable[Exchange]) -> str:
    """Return a log of JSON lines as pino writes it."""
    return "".join(f"{json.dumps(_line(each))}\n" for each in exchanges)


def _line(exchange: Exchange) -> Json:
    return {
        "level": 30,
        "startedAt": None if exchange.sent is None else _iso(exchange.sent),
        "endedAt": None if exchange.received is None else _iso(exchange.received),
        "req": {
            "method": exchange.method,
            "url": _url(exchange),
            "headers": exchange.request_headers,
            "body": exchange.request_body,
        },
        "res": {
            "statusCode": exchange.status,
            "headers": exchange.response_headers,
            "body": exchange.response_body,
        },
        "msg": "request completed",
    }


def json_list(exchanges: Iterable[Exchange]) -> str:
    """Return a JSON list of entries by the names of Elastic's common schema and of OpenTelemetry, a name a path."""
    return json.dumps([_span(each) for each in exchanges])


def _span(exchange: Exchange) -> Json:
    return {
        "http.request.method": exchange.method,
        "url.full": _url(exchange),
        "http.request.headers": exchange.request_headers,
        "http.request.body.content": exchange.request_body,
        "http.response.status_code": exchange.status,
        "http.response.headers": exchange.response_headers,
        "http.response.body.content": exchange.response_body,
        "event": {
            "start": None if exchange.sent is None else EPOCH + exchange.sent,
            "end": None if exchange.received is None else EPOCH + exchange.received,
        },
    }


def curl(exchanges: Iterable[Exchange]) -> str:
    """Return what a terminal shows of `curl -v --trace-time`."""
    return "".join(f"{line}\n" for each in exchanges for line in _curl(each))


def _curl(exchange: Exchange) -> Iterable[str]:
    words = ["curl", "-sv", "--trace-time", "-X", exchange.method, _url(exchange)]
    if exchange.request_body:
        words += ["--data-raw", exchange.request_body]
    elif exchange.request_body is None:
        words += ["--data", "@order.json"]
    yield f"$ {shlex.join(words)}"
    sent, received = (_clock(each) for each in (exchange.sent, exchange.received))
    yield f"{sent}* Connected to {HOST} port 443"
    yield f"{sent}> {exchange.method} {exchange.url} HTTP/2"
    yield from (f"{sent}> {line}" for line in _head({"host": HOST, **exchange.request_headers}))
    if exchange.status is None:
        yield "curl: (28) Operation timed out"
        return
    yield f"{received}< HTTP/2 {exchange.status} "
    yield from (f"{received}< {line}" for line in _head(_answered(exchange)))
    yield f"{received}{{ [120 bytes data]"
    yield exchange.response_body or ""


def httpie(exchanges: Iterable[Exchange]) -> str:
    """Return what `http --verbose` prints."""
    return "".join(f"{line}\n" for each in exchanges for line in _httpie(each))


def _httpie(exchange: Exchange) -> Iterable[str]:
    yield f"{exchange.method} {exchange.url} HTTP/1.1"
    yield from _head({"Host": HOST, **exchange.request_headers} if exchange.request_headers else {})
    yield from (exchange.request_body or "", "", "")
    if exchange.status is None:
        yield "http: error: Request timed out (30s)."
        return
    yield f"HTTP/1.1 {exchange.status} Said"
    yield from _head(_dated(exchange))
    yield from (exchange.response_body or "", "", "")


def cassette(exchanges: Iterable[Exchange]) -> str:
    """Return a cassette of VCR.py."""
    return yaml.safe_dump({"interactions": [_interaction(each) for each in exchanges], "version": 1})


def json_cassette(exchanges: Iterable[Exchange]) -> str:
    """Return the same as JSON."""
    return json.dumps({"version": 1, "interactions": [_interaction(each) for each in exchanges]})


def _interaction(exchange: Exchange) -> Json:
    headers = {name: [value] for name, value in _dated(exchange).items()}
    return {
        "request": {
            "method": exchange.method,
            "uri": _url(exchange),
            "body": exchange.request_body or None,
            "headers": {name: [value] for name, value in exchange.request_headers.items()},
        },
        "response": {
            "status": {"code": exchange.status, "message": "Said"},
            "headers": headers,
            "body": {"string": exchange.response_body or ""},
        },
    }


FORMATS: Mapping[str, Callable[[Sequence[Exchange]], str]] = {
    "har": har,
    "log": log,
    "list": json_list,
    "curl": curl,
    "httpie": httpie,
    "cassette": cassette,
    "json cassette": json_cassette,
}
"""By name, what writes each format."""

DATED = ("httpie", "cassette", "json cassette")
"""The formats that have no times but those of the header `Date`, in whole seconds."""


def _url(exchange: Exchange) -> str:
    return f"https://{HOST}{exchange.url}"


def _pairs(headers: Mapping[str, str]) -> list[Json]:
    return [{"name": name, "value": value} for name, value in headers.items()]


def _head(headers: Mapping[str, str]) -> list[str]:
    return [*(f"{name}: {value}" for name, value in headers.items()), ""]


def _answered(exchange: Exchange) -> dict[str, str]:
    """Return the headers of an answer; where its body was not recorded, they announce one."""
    return {**exchange.response_headers, **({"content-length": "9"} if exchange.response_body is None else {})}


def _dated(exchange: Exchange) -> dict[str, str]:
    headers = _answered(exchange)
    if exchange.received is None or "date" in headers:
        return headers
    return {**headers, "date": format_datetime(_moment(exchange.received), usegmt=True)}


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(EPOCH + seconds, UTC)


def _iso(seconds: float) -> str:
    return _moment(seconds).isoformat()


def _clock(seconds: float | None) -> str:
    return "" if seconds is None else f"{_moment(seconds):%H:%M:%S.%f} "
