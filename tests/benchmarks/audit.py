"""Measure `portal audit` on a large capture, and hold what it finds beside what Redocly's drift finds in the same.

Not a test: seconds depend on the machine. Run it with `make benchmark-audit`, of which MEGABYTES=1000 makes the capture
larger.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from error_catalog.exports.resources import OPENAPI
from support.judging import Sequence, found, sequences
from support.node import REDOCLY, node
from support.portal import PORTAL
from support.project import ROOT, Project
from support.published import Json, publish
from support.recording import har
from support.traffic import traffic

MEGABYTE = 1_000_000


def write_capture(file: Path, megabytes: int, exports: dict[str, str]) -> int:
    """Write a HAR of a size: orders that fail in turn, each with a key of its own; return how many entries it has."""
    rows = [{"code": "STORE_CLOSED"}, {"code": "CONFLICT"}, {}]
    entries = json.loads(har(traffic(exports, *rows)))["log"]["entries"]
    number = size = 0
    with file.open("w", encoding="utf-8") as out:
        out.write('{"log": {"version": "1.2", "entries": [\n')
        while size < megabytes * MEGABYTE:
            entry = json.dumps({**entries[number % len(entries)], "request": _numbered(entries, number)})
            size += out.write(f",\n{entry}" if number else entry)
            number += 1
        out.write("\n]}}")
    return number


def _numbered(entries: list[Json], number: int) -> Json:
    request = entries[number % len(entries)]["request"]
    headers = [each for each in request["headers"] if each["name"] != "idempotency-key"]
    text = json.dumps({"number": number, "note": "x" * 300})
    key = {"name": "idempotency-key", "value": f"key-{number}"}
    return {**request, "headers": [*headers, key], "postData": {"mimeType": "application/json", "text": text}}


def measure(file: Path, count: int) -> str:
    """Return what the audit of a capture takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = subprocess.run([PORTAL, "audit", file], cwd=ROOT, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        sys.exit(result.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    size = file.stat().st_size / MEGABYTE
    memory = after.ru_maxrss / 1024
    return f"{count:,} exchanges, {size:,.0f} MB: {count / seconds:,.0f} a second of a processor, {memory:,.0f} MB"


def drift(sequence: Sequence, folder: Path) -> bool:
    """Whether Redocly's drift finds anything in a sequence."""
    (folder / "one.har").write_text(har(sequence.exchanges), encoding="utf-8")
    problems = json.loads(
        node(REDOCLY, "drift", "one.har", "--api", "openapi.json", "--format", "json", cwd=folder).stdout
    )
    # The keys of these tables are letters; that each has the wrong form is no deviation that was seeded.
    return any("must match pattern" not in each["message"] for each in problems["problems"])


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=100)
    megabytes = parser.parse_args().megabytes
    exports = publish(Project(ROOT).load())
    with tempfile.TemporaryDirectory() as folder:
        capture = Path(folder) / "large.har"
        count = write_capture(capture, megabytes, exports)
        print(measure(capture, count))
        (Path(folder) / "openapi.json").write_text(exports[OPENAPI], encoding="utf-8")
        for file, what in (("deviations.yaml", "deviations"), ("right.yaml", "sequences without one")):
            rows = sequences(file, exports)
            ours, theirs = sum(bool(found(each)) for each in rows), sum(drift(each, Path(folder)) for each in rows)
            print(f"{len(rows)} {what}: portal audit finds something in {ours}, Redocly's drift in {theirs}")


if __name__ == "__main__":
    main()
