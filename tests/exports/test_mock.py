"""The mock server as a server: what it survives, where it listens, how it ends, and the published file of it."""

import ast
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from error_catalog.exports.gett_mock import LARGEST_BODY
from error_catalog.sitefile import MOCK_SERVER
from support.mocking import MOCK, OURS, Mock, ask, mocked
from support.portal import portal
from support.project import ROOT, Project
from support.published import publish

PLACE = "/v1/marketplace/orders/place"
HOST = b"Host: 127.0.0.1:8010\r\n"
GET = b"GET /v1/marketplace/stores HTTP/1.1\r\n" + HOST + b"Prefer: code=429\r\n"
POST = f"POST {PLACE} HTTP/1.1\r\n".encode() + HOST + b"Prefer: example=PAYMENT_FAILED\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n\r\n"
CLOSE = b"Connection: close\r\n\r\n"
SECONDS = 5


@pytest.fixture(scope="module")
def mock(frozen: Project) -> Iterator[Mock]:
    with mocked(cwd=frozen.root) as running:
        yield running


@pytest.fixture
def connection(mock: Mock) -> Iterator[HTTPConnection]:
    with closing(HTTPConnection("127.0.0.1", mock.port, timeout=SECONDS)) as opened:
        yield opened


def dialogue(port: int, *pieces: bytes, pause: float = 0) -> str:
    """Send the pieces, and return all that comes back until the server closes."""
    with socket.create_connection(("127.0.0.1", port), timeout=SECONDS) as client:
        for piece in pieces:
            client.sendall(piece)
            time.sleep(pause)
        return b"".join(iter(lambda: client.recv(65536), b"")).decode("latin-1")


MALFORMED = {
    "TLS": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400, "Does it speak TLS?"),
    "one word": (b"hello\r\n\r\n", 400, "Bad request syntax"),
    "three words": (b"hello dear mock\r\n\r\n", 400, "Bad request version"),
    "old HTTP": (b"GET /\r\n\r\n", 400, "exactly one Host"),
    "new HTTP": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505, "HTTP version"),
    "no host": (GET.replace(HOST, b"") + b"\r\n", 400, "exactly one Host"),
    "two hosts": (GET + HOST + b"\r\n", 400, "exactly one Host"),
    "no host, and a body": (POST.replace(HOST, b"") + b"Content-Length: 2\r\n\r\n{}", 400, "exactly one Host"),
    "a space before a colon": (GET.replace(b"Prefer:", b"Prefer :") + b"\r\n", 400, "no header"),
    "a line without a colon": (GET + b"Prefer\r\n\r\n", 400, "no header"),
    "a bare carriage return": (GET + b"X: a\rb\r\n\r\n", 400, "no header"),
    "no number": (POST + b"Content-Length: many\r\n\r\n", 400, "Content-Length"),
    "a negative number": (POST + b"Content-Length: -1\r\n\r\n", 400, "Content-Length"),
    "two numbers": (POST + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n", 400, "Content-Length"),
    "a body too large": (POST + f"Content-Length: {LARGEST_BODY + 1}\r\n\r\n".encode(), 413, "1048576 bytes"),
    "an absurd body": (POST + b"Content-Length: " + b"9" * 6000 + b"\r\n\r\n", 400, "Content-Length"),
    "an unknown coding": (POST + b"Transfer-Encoding: gzip\r\n\r\n", 400, "as chunks"),
    "a chunk of no size": (POST + CHUNKED + b"x\r\n", 400, "hexadecimal"),
    "a chunk too large": (POST + CHUNKED + b"fffffff\r\n", 413, "1048576 bytes"),
    "too many chunks": (POST + CHUNKED + b"80000\r\n%s\r\n" % (b"a" * 0x80000) * 3, 413, ""),
}  # fmt: skip


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_request_gets_a_clear_answer_and_the_server_lives(
    mock: Mock, connection: HTTPConnection, name: str
) -> None:
    request, status, reason = MALFORMED[name]
    answered = dialogue(mock.port, request)
    head, _, body = answered.partition("\r\n\r\n")
    assert head.startswith(f"HTTP/1.1 {status} "), answered
    assert "Content-Type: text/plain; charset=utf-8" in head
    assert "Connection: close" in head
    assert reason in body
    assert len(body.splitlines()) == 1
    assert ask(connection, "GET", "/v1/marketplace/stores", {"Prefer": "code=429"}).status == 429


GOOD = {
    "a body": POST + b"Content-Length: 9\r\n" + CLOSE + b'{"a": 1}\n',
    "a body that is no JSON": POST + b"Content-Length: 1\r\n" + CLOSE + b"{",
    "an empty body": POST + b"Content-Length: 0\r\n" + CLOSE,
    "a form": POST + b'Content-Type: multipart/form-data; boundary="x"\r\nContent-Length: 5\r\n' + CLOSE + b"--x--",
    "chunks": POST + b"Transfer-Encoding: Chunked\r\n" + CLOSE + b'5;x=y\r\n{"a":\r\n03\r\n 1}\r\n0\r\nX: 1\r\n\r\n',
    "bare line feeds": (POST + CLOSE).replace(b"\r\n", b"\n"),
    "HTTP/1.0 without a host": POST.replace(b"1.1", b"1.0").replace(HOST, b"") + b"\r\n",
    "as to a proxy": POST.replace(b" /v1", b" http://127.0.0.1:8010/v1") + CLOSE,
    "as to a proxy, in capitals": POST.replace(b" /v1", b" HTTP://127.0.0.1:8010/v1") + CLOSE,
    "no space after a colon": POST.replace(b": ", b":") + CLOSE,
    "bytes in a header": POST + b"X: \xc3\xa9\xff\t\r\n" + CLOSE,
    "a folded header": POST.replace(b"Prefer: ", b"Prefer:\r\n\t") + CLOSE,
    "two Prefer headers": POST.replace(b"Prefer", b"Prefer: code=400\r\nPrefer") + CLOSE,
}


@pytest.mark.parametrize("name", GOOD)
def test_a_request_in_an_unusual_form_is_answered(mock: Mock, name: str) -> None:
    answered = dialogue(mock.port, GOOD[name])
    assert answered.startswith("HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json\r\nDate: "), answered
    assert '"errorCode": "PAYMENT_FAILED"' in answered


LONG = {
    "a header of spaces": POST + b"X: a" + b" " * 60_000 + b"b\r\n" + CLOSE,
    "Prefer of spaces": POST.replace(b": ex", b": " + b" " * 60_000 + b"ex") + CLOSE,
    "Accept of separators": POST + b"Accept: " + b"\t; q=1" * 8_000 + b"\r\n" + CLOSE,
}


@pytest.mark.parametrize("name", LONG)
def test_a_long_request_is_answered_soon(mock: Mock, name: str) -> None:
    # Else the dialogue ends in a TimeoutError.
    assert '"errorCode": "PAYMENT_FAILED"' in dialogue(mock.port, LONG[name])


def test_a_client_that_waits_for_permission_gets_it(mock: Mock) -> None:
    answered = dialogue(mock.port, POST + b"Expect: 100-continue\r\nContent-Length: 2\r\n" + CLOSE, b"{}", pause=0.1)
    assert answered.startswith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 400 Bad Request\r\n")


def test_a_connection_stays_open_and_requests_may_be_sent_ahead(mock: Mock) -> None:
    slow = (
        (GET + b"\r\n") * 3
        + POST
        + b"Content-Length: 2\r\n\r\n{}"
        + POST
        + CHUNKED
        + b"1\r\na\r\n0\r\n\r\n"
        + GET
        + CLOSE
    )
    for pieces in ([slow], [slow[index : index + 7] for index in range(0, len(slow), 7)]):
        answered = dialogue(mock.port, *pieces)
        assert re.findall(r"HTTP/1.1 (\d+) ", answered) == ["429", "429", "429", "400", "400", "429"]
        assert re.findall(r"Connection: (.+)\r", answered) == ["keep-alive"] * 5 + ["close"]


def test_a_client_may_leave_at_any_point(mock: Mock, connection: HTTPConnection) -> None:
    request = POST + b"Content-Length: 2\r\n\r\n{}"
    for length in range(len(request)):
        with socket.create_connection(("127.0.0.1", mock.port), timeout=SECONDS) as client:
            client.sendall(request[:length])
    assert ask(connection, "GET", "/v1/marketplace/stores", {"Prefer": "code=429"}).status == 429


def test_fifty_connections_at_once_are_answered(mock: Mock) -> None:
    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(lambda _: dialogue(mock.port, GET + CLOSE), range(200)))
    assert {answered[:12] for answered in answers} == {"HTTP/1.1 429"}


def test_the_headers_are_those_of_the_api_and_three_more(connection: HTTPConnection) -> None:
    answer = ask(connection, "GET", "/v1/marketplace/stores", {"Prefer": "code=429"})
    names = [name for name, _ in answer.headers]
    assert names == ["content-type", "retry-after", "x-ratelimit-remaining", "x-ratelimit-reset", *OURS]
    assert re.fullmatch(r"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT", dict(answer.headers)["date"])


def test_the_connection_ends_where_a_fault_says_so(mock: Mock) -> None:
    for fault, answered in (("closed", ""), ("broken", "HTTP/1.1 502 Bad Gateway\r\n")):
        said = dialogue(mock.port, GET.replace(b"code=429", f"code=502, fault={fault}".encode()) + b"\r\n")
        assert said.startswith(answered)
        assert (said == "") == (fault == "closed")
    head, _, body = said.partition("\r\n\r\n")
    length = re.search("Content-Length: ([0-9]+)", head)
    assert length
    assert len(body) == int(length[1]) // 2
    assert "Connection: close" in head


@pytest.mark.parametrize("status", [204, 304])
def test_an_answer_that_cannot_have_a_body_has_none(connection: HTTPConnection, status: int) -> None:
    answer = ask(connection, "GET", f"/__mock/{status},fault=cut/v1/marketplace/stores", {})
    assert (answer.status, answer.body) == (status, b"")
    assert "content-length" not in dict(answer.headers)
    assert ask(connection, "GET", "/v1/marketplace/stores", {"Prefer": "code=429"}).status == 429


@pytest.fixture(scope="module")
def published(frozen_exports: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the published file, alone in a folder."""
    project = Project(tmp_path_factory.mktemp("mock"))
    project.write("gett_mock.py", frozen_exports[MOCK_SERVER])
    return project.path("gett_mock.py")


def test_the_published_file_needs_nothing_but_python(published: Path, frozen_exports: dict[str, str]) -> None:
    tree = ast.parse(frozen_exports[MOCK_SERVER], feature_version=(3, 9))
    imported = {str(each.module) for each in ast.walk(tree) if isinstance(each, ast.ImportFrom)}
    imported |= {name.name for each in ast.walk(tree) if isinstance(each, ast.Import) for name in each.names}
    assert {name.partition(".")[0] for name in imported} <= sys.stdlib_module_names
    assert list(published.parent.iterdir()) == [published]
    command = (sys.executable, "-I", "-W", "error", published.name)
    with mocked(command, published.parent) as mock, closing(HTTPConnection("127.0.0.1", mock.port)) as connection:
        answer = ask(connection, "POST", PLACE, {"Prefer": "example=PAYMENT_FAILED"})
        assert (answer.status, answer.body.decode()) == (400, frozen_exports["errors/PAYMENT_FAILED.json"])
        markdown = ask(connection, "POST", f"/__mock/PAYMENT_FAILED{PLACE}", {"Accept": "text/markdown"})
        assert markdown.body.decode() == frozen_exports["errors/PAYMENT_FAILED.md"]
    assert list(published.parent.iterdir()) == [published]


def test_the_source_of_the_published_file_says_that_it_is_none() -> None:
    source = ROOT / "hooks" / "error_catalog" / "exports" / "gett_mock.py"
    result = subprocess.run([sys.executable, "-I", source], capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert result.stderr.endswith("error: there is no catalogue in this file; run `portal mock`\n")


def test_hostile_prose_stays_inside_the_published_file(small: Project, tmp_path: Path) -> None:
    small.replace(
        "examples/CONFLICT.yaml", "Read what is there.", r""""Say """ + "'''" + r''' \"\"\" \\ \\' \\N{DASH} é."'''
    )
    exports = publish(small.load())
    assert "Say ''' \"\"\" \\ \\' \\N{DASH} é." in exports["errors/CONFLICT.md"]
    Project(tmp_path).write("gett_mock.py", exports[MOCK_SERVER])
    with mocked((sys.executable, "-I", "gett_mock.py"), tmp_path) as mock:
        with closing(HTTPConnection("127.0.0.1", mock.port)) as connection:
            answer = ask(connection, "GET", "/v1/orders/7", {"Prefer": "code=409", "Accept": "text/markdown"})
        assert answer.body.decode() == exports["errors/CONFLICT.md"]


def test_a_client_that_sleeps_is_left(published: Path, tmp_path: Path) -> None:
    text, count = re.subn(
        "^PATIENCE_SECONDS = 60.0", "PATIENCE_SECONDS = 0.3", published.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    assert count == 1
    Project(tmp_path).write("gett_mock.py", text)
    with mocked((sys.executable, "-I", "gett_mock.py"), tmp_path) as mock:
        for begun in (b"", b"G", GET, GET + b"X: 1\r\n", POST + b"Content-Length: 3\r\n\r\n{}", POST + CHUNKED):
            assert dialogue(mock.port, begun) == ""
        assert dialogue(mock.port, GET + b"\r\n").count("HTTP/1.1") == 1
        mock.process.terminate()
        assert mock.process.communicate(timeout=SECONDS) == ("", "")


def test_it_listens_on_loopback_unless_told_otherwise(mock: Mock) -> None:
    assert mock.said == f"The mock of Gett's API is at http://127.0.0.1:{mock.port} (Ctrl+C ends it)\n"
    with mocked((*MOCK, "--host", "127.0.0.2")) as other:
        assert other.said.startswith("The mock of Gett's API is at http://127.0.0.2:")
        with pytest.raises(ConnectionRefusedError):
            dialogue(other.port, GET)
        other.process.terminate()
        assert other.process.communicate(timeout=SECONDS) == ("", "")


def test_a_switch_lets_it_use_reserved_codes() -> None:
    with mocked((*MOCK, "--reserved")) as strict, closing(HTTPConnection("127.0.0.1", strict.port)) as connection:
        for body, status in ((b"{}", 200), (b"{}", 200), (b"[]", 409)):
            connection.request("POST", f"/__mock/200{PLACE}", body, {"Idempotency-Key": "one"})
            response = connection.getresponse()
            assert (response.status, b"ORDER_ALREADY_PLACED" in response.read()) == (status, status == 409)


def test_it_warns_where_others_can_reach_it() -> None:
    with mocked((*MOCK, "--host", "0.0.0.0")) as open_to_all:
        assert dialogue(open_to_all.port, GET + CLOSE).startswith("HTTP/1.1 429 ")
        open_to_all.process.terminate()
        warning = "0.0.0.0 can be reached from other machines, and the mock asks nobody who they are\n"
        assert open_to_all.process.communicate(timeout=SECONDS) == ("", warning)


@pytest.mark.thorough
@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT], ids=lambda sent: sent.name)
def test_a_signal_ends_it_even_with_clients_at_hand(sent: signal.Signals) -> None:
    with mocked() as mock, socket.create_connection(("127.0.0.1", mock.port)) as idle:
        idle.sendall(GET)
        time.sleep(0.1)
        mock.process.send_signal(sent)
        assert mock.process.communicate(timeout=SECONDS) == ("", "")
        assert mock.process.returncode == 0


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        (["--port", "PORT"], 1, "port PORT is taken; choose another one by --port\n"),
        (["--host", "256.0.0.1"], 1, "256.0.0.1, port 8010: "),
        (["--port", "65536"], 2, "65536 is no port; a port is a number from 0 to 65535\n"),
        (["--port", "http"], 2, "http is no port; a port is a number from 0 to 65535\n"),
    ],
)
def test_what_cannot_be_had_is_said_in_a_line(
    mock: Mock, frozen: Project, options: list[str], status: int, said: str
) -> None:
    words = [option.replace("PORT", str(mock.port)) for option in options]
    result = portal("mock", *words, cwd=frozen.root)
    assert (result.returncode, result.stdout) == (status, "")
    assert said.replace("PORT", str(mock.port)) in result.stderr
    assert status == 2 or result.stderr.count("\n") == 1


def test_faults_are_reported_before_anything_is_served(small: Project) -> None:
    small.replace("examples/CONFLICT.yaml", "409", "410")
    result = portal("mock", "--port", "0", cwd=small.root)
    assert result.returncode == 1
    assert result.stdout.startswith("examples/CONFLICT.yaml:18:19: E203 status 410")
