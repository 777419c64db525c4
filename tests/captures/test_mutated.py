"""Captures with bytes changed, cut or put in: each is read, or said to be unreadable, and nothing else happens."""

import io
import random

import pytest

from error_catalog.captures.capture import Capture
from error_catalog.commands.audit_formats import FORMATS as REPORTS
from error_catalog.commands.traffic import Audit
from support.judging import sequences
from support.project import Project
from support.recording import FORMATS

WORDS = rb'{ } [ ] " \ null NaN 1e999 -1 \ud800 //[ *a'
PIECES = [
    *WORDS.split(),
    *(b"\n", b"\n\n", b"\x00", b"\xff", b"\xef\xbb\xbf", b"> ", b"< ", b"- ", b": ", b"&a ", b"!!binary x"),
    *(b"HTTP/1.1 200 OK\n", b"$ curl -d '\n"),
]


def mutated(text: bytes, chance: random.Random) -> bytes:
    """Return a text with a few changes."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(text) + 1)
        end = start + chance.choice((0, 0, 1, 5, 200))
        text = text[:start] + chance.choice((b"", *PIECES, text[start : start + 40])) + text[end:]
    return text


@pytest.mark.parametrize("count", [25, pytest.param(400, marks=pytest.mark.thorough)], ids=["a few", "many"])
def test_a_changed_capture_is_read_or_said_to_be_unreadable(
    frozen: Project, frozen_exports: dict[str, str], count: int
) -> None:
    project, chance = frozen.load(), random.Random(17)
    rows = sequences("deviations.yaml", frozen_exports)
    for form, write in FORMATS.items():
        audit = Audit(project)
        for number in range(count):
            text = write([each for row in chance.sample(rows, 2) for each in row.exchanges]).encode()
            assert list(audit.read(Capture(f"{form} {number}", io.BytesIO(mutated(text, chance))))) is not None
        assert audit.report.unreadable, form
        assert audit.report.exchanges, form
        for render in REPORTS.values():
            render(audit)
