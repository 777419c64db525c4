"""What the recorders of others write in their own ways, read as an exchange."""

import base64
import gzip
import io
import json
from dataclasses import asdict

import pytest

from error_catalog.captures.capture import Capture, Place
from error_catalog.captures.logs import LogField
from error_catalog.captures.messages import seconds_of
from error_catalog.captures.reading import read_capture
from error_catalog.judging.judge import Exchange
from support.published import Json

ELEVEN = 1_795_690_800
"""2026-11-26, 11:00 in UTC."""


def read(text: str | bytes, fields: dict[LogField, list[str]] | None = None) -> list[Exchange]:
    raw = text.encode() if isinstance(text, str) else text
    return list(read_capture(Capture("c", io.BytesIO(raw)), fields or {}))


def har(request: Json, response: Json, **more: object) -> str:
    entry = {"request": {"method": "GET", "url": "/a", **request}, "response": response, **more}
    return json.dumps({"log": {"entries": [entry]}})


ZIPPED = base64.b64encode(gzip.compress(b'{"a": 1}')).decode()

READ: dict[str, tuple[str, list[Json]]] = {
    "HAR: a body in Base64": (
        har({}, {"status": 200, "content": {"encoding": "base64", "text": base64.b64encode("é".encode()).decode()}}),
        [{"response_body": "é"}],
    ),
    "HAR: Base64 that is none": (
        har({}, {"status": 400, "content": {"encoding": "base64", "text": "@@@@=="}}),
        [{"response_body": None}],
    ),
    "HAR: pieces in Base64, of Polly.JS": (
        har({}, {"status": 400, "content": {"encoding": "base64", "text": f'["{ZIPPED[:12]}", "{ZIPPED[12:]}"]'}}),
        [{"response_body": '{"a": 1}'}],
    ),
    "HAR: a byte order mark": (f"\ufeff{har({}, {'status': 200})}", [{"status": 200}]),
    "HAR: a status with its reason": (har({}, {"status": "429 Too Many Requests"}), [{"status": 429}]),
    "HAR: members before the log": (
        '{"version": "1.2", "comment": "a } and \\"log\\": {", "meta": {"a": [1]}, "tags": ["x"], '
        + har({}, {"status": 200})[1:],
        [{"status": 200}],
    ),
    "HAR: a comment before the entries": (
        har({}, {"status": 200}).replace('"entries"', '"comment": "one", "_tool": 1, "entries"'),
        [{"status": 200}],
    ),
    "HAR: an image": (
        har({}, {"status": 200, "content": {"encoding": "base64", "text": base64.b64encode(b"\x89PNG\xff").decode()}}),
        [{"response_body": None}],
    ),
    "HAR: no answer": (
        har({}, {"status": 0}, startedDateTime="2026-11-26T11:00:00Z", time=5),
        [{"status": None, "sent": ELEVEN, "received": None}],
    ),
    "HAR: a time that is not known": (
        har({}, {"status": 200}, startedDateTime="2026-11-26T12:00:00+01:00", time=-1),
        [{"sent": ELEVEN, "received": None}],
    ),
    "HAR: a form that was sent": (har({"postData": {"params": []}}, {"status": 200}), [{"request_body": None}]),
    "HAR: a repeated header": (
        har({"headers": [{"name": "A", "value": "1"}, {"name": "a", "value": "2"}]}, {"status": 200}),
        [{"request_headers": {"a": "1, 2"}}],
    ),
    "log: pino": (
        '{"level":30,"time":1795690800000,"req":{"method":"post","url":"/a","headers":{"A":"b"}},'
        '"res":{"statusCode":429},"responseTime":12}',
        [{"method": "POST", "status": 429, "request_headers": {"a": "b"}, "sent": ELEVEN, "received": ELEVEN}],
    ),
    "log: Elastic's common schema": (
        '{"@timestamp":"2026-11-26T11:00:00.000Z","http":{"request":{"method":"GET"},"response":{"status_code":500,'
        '"body":{"content":"{}","bytes":2}}},"url":{"full":"https://x/a"}}',
        [{"url": "https://x/a", "status": 500, "response_body": "{}", "received": ELEVEN}],
    ),
    "log: Google Cloud": (
        '{"httpRequest":{"requestMethod":"GET","requestUrl":"https://x/a","status":503},"timestamp":"2026-11-26T11:00:00Z"}',
        [{"url": "https://x/a", "status": 503, "sent": ELEVEN}],
    ),
    "log: Kong": (
        '{"request":{"method":"GET","uri":"/a","headers":{"x":"1"}},"response":{"status":200,"headers":{"y":["1","2"]}},'
        '"started_at":1795690800000}',
        [{"url": "/a", "response_headers": {"y": "1, 2"}, "sent": ELEVEN, "received": None}],
    ),
    "log: nginx": (
        '{"request_method":"GET","request_uri":"/a?b=c","status":"404","request":"GET /a HTTP/1.1"}',
        [{"url": "/a?b=c", "status": 404}],
    ),
    "log: nginx, with the line of the request": (
        '{"time_local":"26/Nov/2026:11:00:00 +0000","request":"GET /a?b=c HTTP/1.1","status":"404"}',
        [{"method": "GET", "url": "/a?b=c", "status": 404, "sent": ELEVEN}],
    ),
    "log: Envoy": (
        '{"authority":"x","method":"POST","path":"/a","response_code":429,"start_time":"2026-11-26T11:00:00.000Z"}',
        [{"method": "POST", "url": "/a", "status": 429, "sent": ELEVEN}],
    ),
    "log: Datadog, whose status is how bad it is": (
        '{"content":{"attributes":{"status":"error","http":{"method":"GET","url":"https://x/a","status_code":500}}}}',
        [{"url": "https://x/a", "status": 500}],
    ),
    "log: Amazon's API Gateway, by CloudWatch": (
        '{"timestamp":1795690800000,"message":"{\\"httpMethod\\":\\"GET\\",\\"path\\":\\"/a\\",\\"status\\":\\"400\\"}"}',
        [{"url": "/a", "status": 400, "received": ELEVEN}],
    ),
    "log: Docker": (
        '{"log":"{\\"method\\":\\"GET\\",\\"path\\":\\"/a\\",\\"status\\":400}\\n","time":"2026-11-26T11:00:00Z"}',
        [{"url": "/a", "status": 400, "received": ELEVEN}],
    ),
    "log: an object that a collector calls log": (
        '{"time":"2026-11-26T11:00:00Z","log":{"method":"GET","path":"/a","status":400}}',
        [{"url": "/a", "status": 400, "received": ELEVEN}],
    ),
    "log: winston": (
        '{"message":"HTTP GET","meta":{"req":{"method":"GET","url":"/a"},"res":{"statusCode":400}}}',
        [{"url": "/a", "status": 400}],
    ),
    "log: Logback": (
        '{"method":"GET","requested_url":"GET /a HTTP/1.1","requested_uri":"/a","status_code":400}',
        [{"url": "/a", "status": 400}],
    ),
    "log: Spring, in a diagnostic context": (
        '{"mdc":{"http":{"request":{"method":"GET"},"response":{"status_code":400}},"url":{"path":"/a"}}}',
        [{"url": "/a", "status": 400}],
    ),
    "log: Caddy": (
        '{"ts":1795690800.0,"request":{"method":"GET","uri":"/a"},"status":400,"resp_headers":{"A":["b"]}}',
        [{"url": "/a", "status": 400, "response_headers": {"a": "b"}, "sent": ELEVEN}],
    ),
    "log: Traefik": (
        '{"RequestMethod":"GET","RequestPath":"/a","DownstreamStatus":400,"StartUTC":"2026-11-26T11:00:00Z"}',
        [{"url": "/a", "status": 400, "sent": ELEVEN}],
    ),
    "log: a body that is JSON already": (
        '{"method":"GET","path":"/a","status":400,"response_body":{"errorCode":"A"}}',
        [{"response_body": '{"errorCode": "A"}'}],
    ),
    "log: other lines between": (
        '\ufeff{"msg":"started"}\n\n{"method":"GET","url":"/a","status":200}\r\n{"msg":"ended"}',
        [{"url": "/a", "place": "c:3"}],
    ),
    "curl -i, without what was sent": (
        'HTTP/1.1 429 Too Many Requests\r\nRetry-After: 5\r\nDate: Thu, 26 Nov 2026 11:00:00 GMT\r\n\r\n{"a":\r\n 1}\r\n\r\n',
        [{"method": "", "url": "", "status": 429, "response_body": '{"a":\n 1}', "received": ELEVEN}],
    ),
    "curl -i, with its commands": (
        "user@host:~$ curl -i -X PUT -H 'A: b' \\\n  https://x/a \\\n  -d '{\n}'\n"
        "HTTP/2 200 \n\n\n$ curl -i --url=https://x/b --json '{}'\nHTTP/2 200 \n\n{}\n$ curl -Ii https://x/c\nHTTP/2 200\n\n",
        [
            {
                "method": "PUT",
                "url": "https://x/a",
                "request_headers": {"a": "b"},
                "request_body": "{\n}",
                "place": "c:1",
            },
            {"method": "POST", "url": "https://x/b", "request_body": "{}", "response_body": "{}"},
            {"method": "HEAD", "url": "https://x/c"},
        ],
    ),
    "curl: data from a file": ("curl -i -d @a.json https://x/a\nHTTP/1.1 200 OK\n\n", [{"request_body": None}]),
    "curl -i: an interim answer": (
        "HTTP/1.1 100 Continue\n\nHTTP/1.1 201 Created\nA: b\n\n",
        [{"status": 201, "response_headers": {"a": "b"}}],
    ),
    "curl -v, over midnight": (
        "23:59:59.500000 > GET /a HTTP/1.1\n23:59:59.500000 > Host: x\n23:59:59.500000 > \n"
        "00:00:00.500000 < HTTP/1.1 200 OK\n00:00:00.500000 < \n{}\n",
        [{"url": "https://x/a", "sent": 86399.5, "received": 86400.5, "response_body": "{}"}],
    ),
    "curl -iv: each head twice": (
        "> GET /a HTTP/1.1\n> \n< HTTP/1.1 200 OK\n< A: b\n< \nHTTP/1.1 200 OK\nA: b\n\n{}\n",
        [{"status": 200, "response_headers": {"a": "b"}, "response_body": "{}"}],
    ),
    "curl: two answers one after the other": (
        "HTTP/1.1 200 OK\n\na\nHTTP/1.1 400 Bad Request\n\nb\n",
        [{"status": 200}, {"status": 400}],
    ),
    "curl -i: a body that was not printed": (
        "HTTP/1.1 400 Bad Request\ncontent-length: 9\n\n",
        [{"response_body": None}],
    ),
    "curl: bodies that look like what curl says": (
        'HTTP/1.1 200 OK\n\n{ "a": 1 }\n$ ls\nfile\nroot@host:~# curl -i x.example/b\nHTTP/1.1 200 OK\n\n* a\n}\nuser@host:~$',
        [{"response_body": '{ "a": 1 }'}, {"url": "http://x.example/b", "response_body": "* a\n}"}],
    ),
    "curl -v: a body without a line break": (
        '> GET /a HTTP/1.1\n> \n< HTTP/1.1 400 No\n< \n{"a":\n[1]}* Connection #0 to host x left intact\n',
        [{"response_body": '{"a":\n[1]}'}],
    ),
    "curl -i: prompts behind bodies": (
        "jane@host:~$ curl -i x/a\nHTTP/1.1 400 No\n\n"
        '{"a": "}$ curl x"}jane@host:~$ curl -i x.example/b\nHTTP/1.1 400 No\n\n{"b":1}jane@host:~$ \n',
        [
            {"response_body": '{"a": "}$ curl x"}', "place": "c:1"},
            {"url": "http://x.example/b", "response_body": '{"b":1}', "place": "c:4"},
        ],
    ),
    "curl -i, in a zsh": (
        '➜  ~ curl -i https://x/a\nHTTP/1.1 400 No\n\n{"a": 1}%\n➜  ~ ls\nfile\n➜  ~ curl -i https://x/b\nHTTP/1.1 200 OK\n\n{}%\n',
        [{"url": "https://x/a", "response_body": '{"a": 1}'}, {"url": "https://x/b", "response_body": "{}"}],
    ),
    "curl -v --trace-time, into a file": (
        "  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n"
        "                                 Dload  Upload   Total   Spent    Left  Speed\n"
        f"\r  0     0    0     0    0     0      0      0 {'--:--:-- ' * 3}    011:00:00.100000 *   Trying 10.0.0.1:443...\n"
        "11:00:00.200000 > GET /a HTTP/2\r\n11:00:00.200000 > Host: x\r\n11:00:00.200000 > \r\n"
        "11:00:00.500000 < HTTP/2 429 \r\n11:00:00.500000 < \r\n11:00:00.500000 { [3 bytes data]\n"
        f"\r100   378  100   376  100     2   153k    834 {'--:--:-- ' * 3} 184k\n"
        "11:00:00.600000 * Connection #0 to host x left intact\n{\n}\n",
        [{"url": "https://x/a", "status": 429, "response_body": "{\n}", "sent": 39600.2, "received": 39600.5}],
    ),
    "curl -i, by a proxy": (
        "$ curl -ix http://p:1 https://x/a\nHTTP/1.1 200 Connection established\n\nHTTP/2 429 \n\n{}\n",
        [{"url": "https://x/a", "status": 429, "response_body": "{}"}],
    ),
    "curl: a page with examples": (
        "HTTP/1.1 429 No\nContent-Type: text/markdown\n\n```\n$ curl -i /x\nHTTP/1.1 200 OK\nGET / HTTP/1.1\n```\n$ ls\n",
        [{"status": 429, "response_body": "```\n$ curl -i /x\nHTTP/1.1 200 OK\nGET / HTTP/1.1\n```"}],
    ),
    "HTTPie: a host of its own": (
        "PS C:\\> http :8010/a\nHTTP/1.1 200 OK\n\n",
        [{"method": "GET", "url": "http://localhost:8010/a"}],
    ),
    "HTTPie, with colours and the time": (
        "\x1b[32mPOST\x1b[39m /a HTTP/1.1\nHost: x\n\n{\n}\n\n\nHTTP/1.1 200 OK\nA: b\n\n{}\n\n\nElapsed time: 0.1s\n",
        [{"url": "https://x/a", "request_body": "{\n}", "response_body": "{}"}],
    ),
    "HTTPie, with its command": (
        "$ http --print=h POST x/a A:b c=d\nHTTP/1.1 200 OK\n\n",
        [{"method": "POST", "url": "http://x/a", "request_headers": {"a": "b"}, "request_body": None}],
    ),
    "VCR in Ruby": (
        "---\nhttp_interactions:\n- request:\n    method: post\n    uri: https://x/a\n    body: {encoding: UTF-8, string: ''}\n"
        "    headers: {A: [b, c]}\n  response:\n    status: {code: 429, message: No}\n    headers: {}\n"
        f'    body: {{encoding: ASCII-8BIT, string: !binary "{ZIPPED}"}}\n'
        "  recorded_at: Thu, 26 Nov 2026 11:00:00 GMT\nrecorded_with: VCR 6.3\n",
        [
            {
                "method": "POST",
                "request_headers": {"a": "b, c"},
                "request_body": "",
                "status": 429,
                "response_body": '{"a": 1}',
                "sent": ELEVEN,
                "place": "c:3",
            }
        ],
    ),
    "go-vcr": (
        '---\nversion: 2\ninteractions:\n    - id: 0\n      request: {method: GET, url: https://x/a, body: "", headers: {}}\n'
        "      response: {status: 200 OK, code: 200, body: hi, headers: {}}\n",
        [{"url": "https://x/a", "status": 200, "response_body": "hi"}],
    ),
    "VCR.py: an alias": (
        "interactions:\n- request: &r {method: GET, uri: /a, body: null}\n  response: {status: {code: 200}}\n"
        "- request: *r\n  response: {status: {code: 400}}\nversion: 1\n",
        [{"url": "/a", "status": 200, "request_body": ""}, {"url": "/a", "status": 400}],
    ),
    "Betamax": (
        '{"http_interactions": [{"request": {"method": "GET", "uri": "https://x/a", "body": {"string": "", "encoding": "utf-8"}},'
        f'"response": {{"status": {{"code": 200}}, "body": {{"base64_string": "{ZIPPED}"}}}},'
        '"recorded_at": "2026-11-26T11:00:00"}], "recorded_with": "betamax/0.9"}',
        [{"status": 200, "response_body": '{"a": 1}', "received": ELEVEN}],
    ),
}
"""By name: what was recorded, and what of each exchange has to come of it."""


@pytest.mark.parametrize("name", READ)
def test_what_others_record_is_read(name: str) -> None:
    text, expected = READ[name]
    exchanges = [asdict(each) for each in read(text)]
    assert [
        {key: exchange[key] for key in wanted} for exchange, wanted in zip(exchanges, expected, strict=True)
    ] == expected


def test_fields_of_a_log_may_have_any_name() -> None:
    line = '{"m": "GET", "target": {"where": "/a"}, "x.status": 429, "status": 1, "when": "2026-11-26T11:00:00Z"}'
    names = {"method": "m", "url": "target.where", "status": "x.status", "sent": "when"}
    fields = {LogField(name): [path] for name, path in names.items()}
    (exchange,) = read(line, fields)
    assert (exchange.method, exchange.url, exchange.status, exchange.sent) == ("GET", "/a", 429, ELEVEN)


@pytest.mark.parametrize("value", [ELEVEN, f"{ELEVEN}", ELEVEN * 1e3, ELEVEN * 1e6, ELEVEN * 1e9, "2026-11-26 11:00"])
def test_a_moment_may_be_in_any_unit(value: object) -> None:
    assert seconds_of(value) == ELEVEN


@pytest.mark.parametrize("value", [None, True, "", "soon", [], {}, "9" * 400, float("inf")])
def test_what_is_no_moment_is_none(value: object) -> None:
    assert seconds_of(value) is None


@pytest.mark.parametrize("text", ["a.har, entry 12", "a, entry 1.log:7", "-:3", "a.har", "a:b"])
def test_a_place_is_read_as_it_is_written(text: str) -> None:
    assert str(Place.of(text)) == text


def test_a_pipe_that_gives_a_byte_at_a_time_is_read_as_a_file_is() -> None:
    class Slow(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(1)

    raw = har({}, {"status": 200}).encode()
    assert list(read_capture(Capture("c", Slow(raw)), {})) == read(raw)
