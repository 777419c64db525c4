"""How the faults of a run are shown: to people, to GitHub and to programs."""

import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path

from error_catalog.diagnostics.characters import visible
from error_catalog.diagnostics.faults import Fault, FaultsFound
from error_catalog.loading.document import read_text

_WIDTH = 100
"""How many characters of a line are quoted, at most."""

_BOLD, _RED, _BLUE = 1, 31, 34

# What GitHub's own toolkit escapes in the text of a workflow command, and in its properties.
_IN_TEXT = "%\r\n"
_IN_PROPERTY = f"{_IN_TEXT}:,"


def render_text(faults: Iterable[Fault], root: Path, *, colour: bool) -> str:
    """Return the faults for people: each with the line of the file quoted, a caret under the place, and the hint."""
    lines_of = cache(lambda path: _lines(root / path, path))
    return "\n".join(_in_words(fault, lines_of(fault.path), colour=colour) for fault in faults)


def render_github(faults: Iterable[Fault]) -> str:
    """Return the faults as workflow commands, which GitHub shows at the lines of a pull request."""
    return "\n".join(_command(fault) for fault in faults)


def render_json(faults: Iterable[Fault]) -> str:
    """Return the faults as JSON: `faults`, a list of objects with path, line, column, rule, message and hint."""
    return json.dumps({"faults": [asdict(fault) for fault in faults]}, indent=2)


def _lines(file: Path, path: str) -> list[str]:
    """Return the lines of a file as faults count them; none where it cannot be read."""
    try:
        return read_text(file, path).split("\n")
    except FaultsFound:
        return []


def _in_words(fault: Fault, lines: list[str], *, colour: bool) -> str:
    def painted(text: str, code: int) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if colour else text

    shown = [f"{painted(f'{visible(fault.place)}:', _BOLD)} {painted(fault.rule, _RED)} {visible(fault.message)}"]
    line = lines[fault.line - 1] if fault.line <= len(lines) else ""
    if line.strip():
        quoted, caret = _quotation(line, fault.column)
        shown += [
            f"{painted(f'{fault.line:>5} |', _BLUE)} {quoted}",
            f"{painted('      |', _BLUE)} {painted(caret, _RED)}",
        ]
    if fault.hint:
        shown.append(f"    {painted('hint:', _BLUE)} {visible(fault.hint)}")
    return "\n".join(shown)


def _quotation(line: str, column: int) -> tuple[str, str]:
    """Return a line as a terminal can show it, cut around the column if it is long, and a caret to stand below."""
    at = min(column - 1, len(line))
    start = max(0, at - _WIDTH // 2) if len(line) > _WIDTH else 0
    end = start + _WIDTH
    before = ("…" if start else "") + _tame(line[start:at])
    after = _tame(line[at:end]) + ("…" if end < len(line) else "")
    return before + after, " " * sum(map(_columns, before)) + "^"


def _tame(text: str) -> str:
    return visible(text.replace("\t", "    "))


def _columns(character: str) -> int:
    """Return how many columns of a terminal a character takes."""
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _command(fault: Fault) -> str:
    place = {"file": fault.path, "line": fault.line, "col": fault.column}
    return workflow_command("error", {**place, "title": fault.rule}, fault.message, fault.hint)


def workflow_command(level: str, properties: Mapping[str, object], message: str, hint: str) -> str:
    """Return a command that GitHub shows as an annotation, at the place that its properties name; None is left out."""
    said = f"{visible(message)}\nhint: {visible(hint)}" if hint else visible(message)
    given = {name: str(value) for name, value in properties.items() if value is not None}
    listed = ",".join(f"{name}={_escaped(value, _IN_PROPERTY)}" for name, value in given.items())
    return f"::{level} {listed}::{_escaped(said, _IN_TEXT)}"


def counted(number: int, noun: str) -> str:
    """Return a number with what it counts: `1 error`, `2 errors`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _escaped(text: str, characters: str) -> str:
    """Return the text with each of these characters as `%` and its number."""
    return "".join(f"%{ord(each):02X}" if each in characters else each for each in text)
