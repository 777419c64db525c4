"""Measure the published mock: requests a second over 50 connections for ten seconds, and how long it takes to start.

Not a test: figures depend on the machine, and client and server share it. Run it with `make benchmark-mock`.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path

from error_catalog.exports.resources import MOCK_SERVER
from error_catalog.loading.project import load_project
from support.mocking import mocked
from support.project import ROOT, Project
from support.published import publish

CONNECTIONS = 50
SECONDS = 10
STARTS = 9

CODE = "PAYMENT_FAILED"
REQUEST = f"""\
POST /v1/marketplace/orders/place HTTP/1.1
Host: 127.0.0.1
Accept: application/problem+json
Content-Type: application/json
Content-Length: 2
Prefer: example={CODE}

{{}}""".replace("\n", "\r\n").encode()


def main() -> None:
    """Print what was measured."""
    exports = publish(load_project(ROOT))
    body = exports[f"errors/{CODE}.json"].encode()
    with tempfile.TemporaryDirectory() as folder:
        Project(Path(folder)).write("gett_mock.py", exports[MOCK_SERVER])
        command = (sys.executable, "-I", "gett_mock.py")
        starts = [start_seconds(command, Path(folder)) for _ in range(STARTS)]
        print(f"start: {statistics.median(starts) * 1000:.0f} ms, median of {STARTS} (at most 150)")
        with mocked(command, Path(folder)) as mock:
            answered, errors, seconds = asyncio.run(load(mock.port, body))
        print(f"{answered / seconds:.0f} requests/s over {CONNECTIONS} connections (at least 1000), {errors} errors")


def start_seconds(command: tuple[str, ...], folder: Path) -> float:
    """Return the seconds from the command to the line that says where the mock is."""
    start = time.perf_counter()
    with mocked(command, folder):
        return time.perf_counter() - start


async def load(port: int, body: bytes) -> tuple[int, int, float]:
    """Return how many answers came, how many of them were wrong or missing, and in how many seconds."""
    start = time.perf_counter()
    counts = await asyncio.gather(*(talk(port, body, start + SECONDS) for _ in range(CONNECTIONS)))
    seconds = time.perf_counter() - start
    return sum(right for right, _ in counts), sum(wrong for _, wrong in counts), seconds


async def talk(port: int, body: bytes, end: float) -> tuple[int, int]:
    """Send one request after the other until the end; return how many were answered right, and how many not."""
    right = wrong = 0
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while time.perf_counter() < end:
            writer.write(REQUEST)
            head = await reader.readuntil(b"\r\n\r\n")
            if head.startswith(b"HTTP/1.1 400 ") and await reader.readexactly(len(body)) == body:
                right += 1
            else:
                wrong += 1
        writer.close()
    except (OSError, EOFError):
        wrong += 1
    return right, wrong


if __name__ == "__main__":
    main()
