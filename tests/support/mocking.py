"""The mock server as a process of its own, on loopback, and what it answers."""

import http.client
import re
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from support.portal import PORTAL
from support.project import ROOT

MOCK = (str(PORTAL), "mock")
OURS = ("date", "content-length", "connection")
"""The headers that the server adds to what the core answers."""


@dataclass(frozen=True)
class Mock:
    """A running mock."""

    process: subprocess.Popen[str]
    port: int
    said: str
    """The line that it printed when it began to listen."""


@contextmanager
def mocked(command: Sequence[str] = MOCK, cwd: Path = ROOT) -> Iterator[Mock]:
    """Run a mock on a free port, and end it."""
    options = [*command, "--port", "0"]
    with subprocess.Popen(options, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            said = process.stdout.readline()
            found = re.search(r"http://[^ ]+:([0-9]+)", said)
            assert found, said or (process.stderr and process.stderr.read())
            yield Mock(process, int(found[1]), said)
        finally:
            process.kill()


@dataclass(frozen=True)
class Answer:
    """A response as it came over the wire; header names in lower case, in their order."""

    status: int
    title: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


def ask(connection: http.client.HTTPConnection, method: str, url: str, headers: dict[str, str]) -> Answer:
    """Send a request, and return the answer."""
    connection.request(method, url, headers=headers)
    response = connection.getresponse()
    fields = tuple((name.lower(), value) for name, value in response.getheaders())
    return Answer(response.status, response.reason, fields, response.read())
