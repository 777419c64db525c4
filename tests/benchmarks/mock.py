"""Measure the published mock; and beside it Prism and WireMock, in one run, where `make interop` has installed them.

Not a test: figures depend on the machine, and client and server share it. What a request costs of a processor depends
least on what else the machine does. Run it with `make benchmark-mock`.
"""

import asyncio
import itertools
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from error_catalog.exports.resources import OPENAPI, WIREMOCK
from error_catalog.loading.project import load_project
from error_catalog.sitefile import MOCK_SERVER
from support.listening import free_port
from support.project import ROOT, Project
from support.published import publish

CONNECTIONS = 50
SECONDS = 10
STARTS = 3
MANY = 100_000
PACKAGES = ROOT / "tests" / "interop" / "node_modules"

CODE = "PAYMENT_FAILED"
REQUEST = """\
POST /v1/marketplace/orders/place HTTP/1.1
Host: 127.0.0.1
Accept: application/problem+json
Authorization: Bearer YOUR_API_KEY
Content-Type: application/json
Content-Length: 2
Idempotency-Key: {key}
Prefer: code=400, example={code}{more}

{{}}""".replace("\n", "\r\n")


@dataclass(frozen=True)
class Server:
    """A server that can answer the request: how it starts, and what it prints when it listens."""

    name: str
    command: Sequence[str | Path]
    sign: str
    more: str = ""
    """What else its requests prefer."""


def main() -> None:
    """Print a line of figures for each server."""
    exports = publish(load_project(ROOT))
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder))
        for path in (MOCK_SERVER, OPENAPI, WIREMOCK.removeprefix("clients/wiremock/")):
            project.write(path, exports.get(path) or exports[WIREMOCK])
        for server in servers(Path(folder)):
            measure(server, Path(folder))


def servers(folder: Path) -> Iterator[Server]:
    """Yield the mock, and what is there of the others."""
    # Its worst case: each request is a sequence of its own, which it remembers.
    yield Server("gett_mock.py", (sys.executable, "-I", folder / MOCK_SERVER), "The mock", more=", times=1")
    prism = PACKAGES / "@stoplight" / "prism-cli" / "dist" / "index.js"
    node = Path(sys.prefix) / "bin" / "node"
    if prism.exists():
        yield Server("Prism", (node, prism, "mock", "--host", "127.0.0.1", folder / OPENAPI), "Prism is listening")
    java = shutil.which("java")
    for jar in (PACKAGES / "wiremock" / "build").glob("*.jar") if java else ():
        options = ("--bind-address", "127.0.0.1", "--root-dir", folder)
        yield Server("WireMock", (str(java), "-jar", jar, *options), "extensions:")


def measure(server: Server, folder: Path) -> None:
    """Print how fast a server starts and answers, and which memory it takes; the mock's after many requests."""
    starts = []
    for _ in range(STARTS):
        start = time.perf_counter()
        with started(server, folder):
            starts.append(time.perf_counter() - start)
    with started(server, folder) as (process, port):
        numbers = itertools.count(1)
        before, busy = megabytes(process), processor_seconds(process)
        end = time.perf_counter() + SECONDS
        answered, errors = asyncio.run(load(port, server, numbers, lambda _: time.perf_counter() > end))
        busy = processor_seconds(process) - busy
        rate, cost = answered / SECONDS, busy / max(answered, 1) * 1000
        if server.more:
            more, wrong = asyncio.run(load(port, server, numbers, lambda number: number > MANY))
            answered, errors = answered + more, errors + wrong
        print(
            f"{server.name}: starts in {statistics.median(starts):.2f} s (median of {STARTS}); "
            f"{rate:.0f} requests/s over {CONNECTIONS} connections, {errors} wrong or missing; "
            f"{cost:.2f} ms of a processor each; "
            f"{before:.0f} MB, after {answered} requests {megabytes(process):.0f} MB",
            flush=True,
        )


@contextmanager
def started(server: Server, folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Run a server from when it says that it listens; what it prints goes into a file, which never blocks it."""
    port, log = free_port(), folder / "log"
    with log.open("wb") as output:
        command = [*server.command, "--port", str(port)]
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, cwd=folder, start_new_session=True)
    try:
        while server.sign not in log.read_text(encoding="utf-8", errors="replace"):
            if process.poll() is not None:
                raise SystemExit(log.read_text(encoding="utf-8"))
            time.sleep(0.005)
        yield process, port
    finally:
        os.killpg(process.pid, signal.SIGKILL)  # with the processes that it has started
        process.wait()


def megabytes(process: subprocess.Popen[bytes]) -> float:
    """Return the memory that a server has at the moment."""
    return sum(int(fields[21]) for fields in statistics_of(process)) * os.sysconf("SC_PAGE_SIZE") / 1e6


def processor_seconds(process: subprocess.Popen[bytes]) -> float:
    """Return the seconds that a server has computed so far."""
    return sum(int(fields[11]) + int(fields[12]) for fields in statistics_of(process)) / os.sysconf("SC_CLK_TCK")


def statistics_of(process: subprocess.Popen[bytes]) -> Iterator[list[str]]:
    """Yield what Linux counts of each process of a server, from the third field on (proc_pid_stat(5))."""
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # one that has just ended
            fields = file.read_text(encoding="latin-1").rpartition(")")[2].split()
            if int(fields[2]) == process.pid:  # its group
                yield fields


async def load(port: int, server: Server, numbers: Iterator[int], is_over: Callable[[int], bool]) -> tuple[int, int]:
    """Return how many answers came, and how many of them were wrong or missing."""
    counts = await asyncio.gather(*(talk(port, server, numbers, is_over) for _ in range(CONNECTIONS)))
    return sum(right for right, _ in counts), sum(wrong for _, wrong in counts)


async def talk(port: int, server: Server, numbers: Iterator[int], is_over: Callable[[int], bool]) -> tuple[int, int]:
    """Send one request after the other, each with a key of its own, until it is over."""
    right = wrong = 0
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while not is_over(number := next(numbers)):
            key = UUID(int=number, version=4)
            writer.write(REQUEST.format(key=key, code=CODE, more=server.more).encode())
            head = await reader.readuntil(b"\r\n\r\n")
            is_right = head.startswith(b"HTTP/1.1 400 ") and f'"{CODE}"'.encode() in await body_of(head, reader)
            right, wrong = right + is_right, wrong + (not is_right)
        writer.close()
    except (OSError, EOFError):
        wrong += 1
    return right, wrong


async def body_of(head: bytes, reader: asyncio.StreamReader) -> bytes:
    """Return the body of an answer, whole or in chunks."""
    fields = dict(line.lower().split(": ", 1) for line in head.decode("latin-1").split("\r\n")[1:] if line)
    if "content-length" in fields:
        return await reader.readexactly(int(fields["content-length"]))
    body = b""
    while size := int(await reader.readline(), 16):
        body += await reader.readexactly(size + 2)
    await reader.readline()
    return body


if __name__ == "__main__":
    main()
