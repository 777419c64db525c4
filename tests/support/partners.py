"""Programs of partners around what tools made of our documents: what they have to print, and whether they do."""

import json
import os
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from support.additions import NEW_MEMBER
from support.project import ROOT
from support.published import Json

INTEROP = ROOT / "tests" / "interop"
PROGRAMS = INTEROP / "programs"
BIN = INTEROP / ".venv" / "bin"
PACKAGES = INTEROP / "node_modules"

OUTAGE = "SERVICE_UNAVAILABLE"
"""The documented error: each program compares the code with this one, by the name that its tool gave it."""
CALLS = 3
"""Each program validates, places and reads an order, at each base URL."""

_READ = ("status", "title", "instance", "errorCode", "errorCategory", "retryable", "retryAfter", NEW_MEMBER)
_PATIENCE_S = 180


def reading(body: Json) -> Json:
    """Return what a program has to print of an error body."""
    entries = [[entry["code"], entry.get(NEW_MEMBER)] for entry in body.get("errors", ())]
    members = {name: body.get(name) for name in _READ}
    return {**members, "outage": body["errorCode"] == OUTAGE, "entries": entries}


def run(command: Sequence[str | Path], cwd: Path, **more: str) -> str:
    """Run a tool, which has to succeed, and return what it printed."""
    quiet = {"DO_NOT_TRACK": "1", "NO_COLOR": "1"}  # no tool calls home
    environment = {**os.environ, **quiet, **more}
    result = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=_PATIENCE_S
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def check_client(printed: str, operations: Iterable[str], readings: Mapping[str, Json]) -> None:
    """Assert that a program knows the operations, and read the errors of each call at each base URL."""
    first, *rest = printed.splitlines()
    known = {_plain(name) for name in json.loads(first)}
    assert {name for name in operations if _plain(name) not in known} == set()
    assert [read_by(line) for line in rest] == [each for each in readings.values() for _ in range(CALLS)]


def read_by(line: str) -> Json:
    """Return what a program printed of an error; what it left out is null or an empty list."""
    printed = json.loads(line)
    return printed and {"retryAfter": None, NEW_MEMBER: None, **printed, "entries": printed.get("entries") or []}


def _plain(name: str) -> str:
    """Return the name of an operation, whichever way a language spells it."""
    return name.replace("_", "").lower()
