"""The console command `portal`."""

import argparse
import io
import sys
from collections.abc import Sequence
from pathlib import Path

from error_catalog import mock
from error_catalog.catalog import Catalog
from error_catalog.diagnostics import FaultsFound
from error_catalog.exports.exchanges import exchanges_of
from error_catalog.exports.schemas import example_schema_file
from error_catalog.exports.twins import twins_of
from error_catalog.lifecycle import compare, render_changes
from error_catalog.load import load_catalog
from error_catalog.revisions import RevisionUnavailable, base_revision, catalog_at


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status.

    It is 0, or 1 where the project has faults, breaks a promise or finds its port taken, or 2 where it cannot be held
    against the revision that was asked for.
    """
    parser = argparse.ArgumentParser(prog="portal", description="Work on the error catalogue of the developer portal.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="check examples, API documents and prose, and print every fault")
    check.set_defaults(run=_check)
    schema = commands.add_parser("schema", help="print the JSON Schema of an example file, for editors")
    schema.set_defaults(run=_print_schema)
    diff = commands.add_parser("diff", help="compare with an earlier revision; fail where a promise is broken")
    diff.add_argument("revision", nargs="?", metavar="REV", help="default: the merge base with main, or HEAD~1")
    diff.set_defaults(run=_diff)
    mocking = commands.add_parser("mock", help="serve the API with every error on demand, for integration tests")
    mocking.set_defaults(run=_mock)
    mock.add_options(mocking)
    options = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # faults quote any text, and not every terminal has every character
            stream.reconfigure(errors="backslashreplace")
    try:
        status: int = options.run(load_catalog(_project_root()), options)
    except FaultsFound as found:
        print(found)
        files = {fault.path for fault in found.faults}
        print(f"{_counted(len(found.faults), 'fault')} in {_counted(len(files), 'file')}", file=sys.stderr)
        return 1
    return status


def _print_schema(catalog: Catalog, options: argparse.Namespace) -> int:
    print(example_schema_file(catalog).content, end="")
    return 0


def _check(catalog: Catalog, options: argparse.Namespace) -> int:
    print(f"{_counted(len(catalog.errors), 'error')}, {_counted(len(catalog.endpoints), 'endpoint')}, no fault")
    return 0


def _mock(catalog: Catalog, options: argparse.Namespace) -> int:
    return mock.run(exchanges_of(catalog, twins_of(catalog)), options.host, options.port)


def _diff(catalog: Catalog, options: argparse.Namespace) -> int:
    root = _project_root()
    revision = options.revision or base_revision(root)
    if revision is None:
        print("nothing to compare with: git has no earlier revision of this project here")
        return 0
    try:
        changes = compare(catalog_at(root, revision), catalog)
    except RevisionUnavailable as problem:
        print(problem, file=sys.stderr)
        return 2
    print(render_changes(changes), end="")
    broken = sum(change.breaks_a_promise for change in changes)
    print(f"{_counted(len(changes), 'change')} since {revision}, {broken} breaking and undeclared", file=sys.stderr)
    return 1 if broken else 0


def _project_root() -> Path:
    """Return the nearest folder, from here upwards, that holds mkdocs.yml; this folder where none does."""
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / "mkdocs.yml").is_file()), here)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
