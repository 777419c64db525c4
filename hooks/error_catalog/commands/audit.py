"""`portal audit`: hold captured traffic against the catalogue."""

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from error_catalog.captures.capture import Capture, Place, Unreadable
from error_catalog.captures.logs import LogField
from error_catalog.commands.audit_formats import FORMATS, render_coverage, summary
from error_catalog.commands.formats import counted
from error_catalog.commands.observed import write_observed
from error_catalog.commands.sightings import UnknownError
from error_catalog.commands.traffic import Audit
from error_catalog.diagnostics.characters import visible
from error_catalog.loading.project import Project

STDIN = "-"
_EVERY_SECONDS = 0.5
_MEGABYTE = 1_000_000


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    files = f"HAR, JSON logs, what curl or HTTPie print, or a cassette of VCR; {STDIN} is standard input"
    parser.add_argument("files", nargs="+", metavar="FILE", help=files)
    forms = "for people, pull requests, programs, code scanning or test reports"
    parser.add_argument("--format", choices=tuple(FORMATS), default="text", help=forms)
    fields = f"where a log has a field; a dot leads into an object. NAME is one of {', '.join(LogField)}"
    parser.add_argument("--field", action="append", default=[], type=_field, metavar="NAME=PATH", help=fields)
    host = "another host that is the API, such as a proxy of yours"
    parser.add_argument("--host", action="append", default=[], help=host)
    base_path = "what stands before the paths of the API, as behind a gateway: /gett"
    parser.add_argument("--base-path", default="/", type=_base_path, metavar="PATH", help=base_path)
    parser.add_argument("--coverage", action="store_true", help="list which codes each operation was seen with")
    share = "fail where a smaller share of the documented codes of operations was seen"
    parser.add_argument("--require-coverage", type=_percent, metavar="PERCENT", help=share)
    parser.add_argument("--write", action="store_true", help="write what was seen into examples/, for you to commit")


def run_audit(project: Project, root: Path, options: argparse.Namespace) -> int:
    """Print what captures show, and return the exit status.

    It is 0, or 1 where something is not as documented or too little was seen, or 2 where a capture cannot be read or
    nothing in any of them is of the API. Warnings change nothing.
    """
    fields = {name: [path for other, path in options.field if other == name] for name, _ in options.field}
    audit = Audit(project, options.host, fields, options.base_path)
    for file in dict.fromkeys(options.files):
        read_file(audit, file)
    print(FORMATS[options.format](audit), end="")
    if options.coverage and options.format == "text":
        print(render_coverage(audit), end="")
    if options.write:
        _say(write_observed(audit.sightings, project, root))
    _say(map(str, audit.report.unreadable))
    _say(map(str, audit.report.remarks))
    _say(summary(audit))
    return _status(audit, options.require_coverage)


def unknown_error(project: Project, file: str, code: str | None) -> UnknownError | None:
    """Return what captured traffic says of a code that the catalogue lacks: of this one, or of the first.

    None where nothing says so; that is printed.
    """
    audit = Audit(project)
    read_file(audit, file)
    _say(map(str, audit.report.unreadable))
    unknown = audit.sightings.unknown
    found = unknown.get(code) if code else next(iter(unknown.values()), None)
    if found is None:
        _say([f"{visible(file)} has no answer with {code or 'a code that has no file'} at a documented endpoint"])
    return found


def read_file(audit: Audit, file: str) -> None:
    """Hold a file against the catalogue, or standard input; a terminal shows how far that is."""
    try:
        # Whoever starts this without a standard input has recorded nothing.
        stream = (sys.stdin.buffer if sys.stdin else BytesIO()) if file == STDIN else open(file, "rb")  # noqa: SIM115
        with stream, _progress() as show:
            capture = Capture(file, stream)
            for number in audit.read(capture):
                show(capture, number)
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        audit.report.files.append(file)
        audit.report.unreadable.append(Unreadable(Place(file), reason, "name a file, or `-` for standard input"))


def _status(audit: Audit, percent: float | None) -> int:
    report = audit.report
    if report.unreadable:
        return 2
    if report.exchanges == report.other_paths:
        names = "--host names its host, and --base-path what stands before its paths"
        _say([f"nothing was held against the catalogue; if this is traffic with the API, {names}"])
        return 2
    if percent is not None and audit.coverage() * 100 < percent:
        _say([f"that is less than the {percent:g}% of --require-coverage; --coverage lists what was never seen"])
        return 1
    return 1 if report.errors else 0


def _field(text: str) -> tuple[LogField, str]:
    name, _, path = text.partition("=")
    if name not in list(LogField) or not path:
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=PATH with a NAME of {', '.join(LogField)}")
    return LogField(name), path


def _base_path(text: str) -> str:
    if not text.startswith("/"):
        raise argparse.ArgumentTypeError(f"{text!r} is no path; it begins with /")
    return text.rstrip("/")


def _percent(text: str) -> float:
    if not text.replace(".", "", 1).isdecimal() or float(text) > 100:  # noqa: PLR2004 - percent
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 to 100")
    return float(text)


@contextmanager
def _progress() -> Iterator[Callable[[Capture, int], None]]:
    """Give what says on a terminal, now and then, how many exchanges are read."""
    is_terminal, shown = sys.stderr.isatty(), [time.monotonic()]

    def show(capture: Capture, number: int) -> None:
        if is_terminal and time.monotonic() > shown[-1] + _EVERY_SECONDS:
            shown.append(time.monotonic())
            read = f"{counted(number, 'exchange')}, {capture.bytes_read / _MEGABYTE:,.0f} MB"
            sys.stderr.write(f"\r\x1b[K{visible(capture.name)}: {read}")
            sys.stderr.flush()

    yield show
    if len(shown) > 1:
        sys.stderr.write("\r\x1b[K")


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        print(line, file=sys.stderr)
