"""A capture of any size takes the memory of a small one."""

import re
import subprocess
import sys

import pytest

from support.building import environment
from support.project import ROOT

READ = """
import resource, sys
from error_catalog.captures.capture import Capture
from error_catalog.captures.reading import read_capture
count = sum(1 for _ in read_capture(Capture("-", sys.stdin.buffer), {}))
print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""

HEAD, END = '{"log": {"version": "1.2", "entries": [', "]}}"
ENTRY = (
    '{"startedDateTime": "2026-11-26T11:00:00Z", "time": 5, "request": {"method": "GET", "url": "/a", "headers": []}, '
    f'"response": {{"status": 200, "headers": [], "content": {{"size": 9, "text": "{"x" * 5000}"}}}}}}'
)
INTERACTION = (
    f'- request: {{method: GET, uri: /a}}\n  response: {{status: {{code: 200}}, body: {{string: "{"x" * 5000}"}}}}\n'
)
LINE = f'{{"method": "GET", "url": "/a", "status": 200, "response_body": "{"x" * 5000}"}}\n'
ANSWER = f"HTTP/1.1 200 OK\nA: b\n\n{'x' * 5000}\n"

RECORDINGS = {
    "har": (HEAD, f"{ENTRY},", ENTRY + END),
    "log": ("", LINE, LINE),
    "cassette": ("interactions:\n", INTERACTION, INTERACTION),
    "transcript": ("", ANSWER, ANSWER),
}
"""By format: how a recording begins, what is repeated, and how it ends."""


def megabytes(form: str, count: int) -> int:
    """Return how much memory a process takes that reads so many exchanges."""
    start, each, end = RECORDINGS[form]
    with subprocess.Popen(
        [sys.executable, "-c", READ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(PYTHONPATH=str(ROOT / "hooks")),
        text=True,
    ) as reader:
        assert reader.stdin
        assert reader.stdout
        reader.stdin.writelines((start, *(each for _ in range(count - 1)), end))
        reader.stdin.close()
        found = re.fullmatch(rf"{count} (\d+)\n", reader.stdout.read())
    assert found
    return int(found[1])


@pytest.mark.thorough
@pytest.mark.parametrize("form", RECORDINGS)
def test_fifty_megabytes_take_no_more_memory_than_one(form: str) -> None:
    assert megabytes(form, 10_000) <= megabytes(form, 200) + 8
