"""The console command `portal`."""

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

from error_catalog.commands import audit
from error_catalog.commands.breaking_changes import breaking_changes
from error_catalog.commands.build import BuildFailed, build_site
from error_catalog.commands.check import SETTINGS, check_project
from error_catalog.commands.comparison import Change, compare
from error_catalog.commands.facts import UnreadableFact, read_facts
from error_catalog.commands.formats import counted, render_github, render_json, render_text
from error_catalog.commands.new import NewError, new_error, question, render_new
from error_catalog.commands.publishing import SITE, PublishingRefused, write_file
from error_catalog.commands.revisions import RevisionUnavailable, base_revision, example_files_at, example_files_of
from error_catalog.diagnostics.faults import Fault, FaultsFound
from error_catalog.diagnostics.rules import Rule
from error_catalog.diagnostics.suggestions import closest
from error_catalog.exports import Exports
from error_catalog.exports import gett_mock as mock
from error_catalog.exports.schemas import example_schema_file
from error_catalog.hosting import hosting_of, render_nginx
from error_catalog.loading.project import EXAMPLES, load_project
from error_catalog.prose.known_names import KnownNames
from error_catalog.templating import pretty_json, render

_Command = Callable[[argparse.Namespace], int]

EDITOR_SCHEMA = ".schemas/example.schema.json"
"""What the first line of each example file names, so that editors complete and check it before anything is built."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status.

    It is 0, or 1 where something is at fault, a breaking change is not declared or a port is taken, or 2 where the
    project cannot be held against the revision that was asked for, or 130 where a person interrupts.
    """
    options = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # faults quote any text, and not every terminal has every character
            stream.reconfigure(errors="backslashreplace")
    try:
        status: int = options.run(options)
    except KeyboardInterrupt:
        return 130  # as a shell has it for what was interrupted
    except FaultsFound as found:
        # What is meant for a file is not mixed with faults.
        is_for_a_file = options.is_for_a_file or options.format == "markdown"
        print(_shown(found.faults, options.format), file=sys.stderr if is_for_a_file else sys.stdout)
        files = {fault.path for fault in found.faults}
        counts = f"{counted(len(found.faults), 'fault')} in {counted(len(files), 'file')}"
        print(f"{counts}; `portal explain {found.faults[0].rule}` says more", file=sys.stderr)
        return 1
    except OSError as error:
        reason = error.strerror or str(error)
        print(f"{error.filename}: {reason}" if error.filename else reason, file=sys.stderr)
        return 1
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="portal", description="Work on the error catalogue of the developer portal.")
    parser.set_defaults(format="text", is_for_a_file=False)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: _Command, about: str, *, is_for_a_file: bool = False) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.")
        added.set_defaults(run=run, is_for_a_file=is_for_a_file)
        return added

    check = command("check", _check, "check examples, API documents, prose and files, and print every fault")
    check.add_argument(
        "--format", choices=("text", "github", "json"), default="text", help="for people, pull requests or programs"
    )
    command("build", _build, "check, and build the site into site/; where that fails, it stays as it was")
    explain = command("explain", _explain, "say what a kind of fault means and how to fix it, or list all")
    explain.add_argument("identifier", nargs="?", metavar="RULE", help="as `portal check` prints it, for example E203")
    new = command("new", _new, "write the example file of a new error; ask for what is not given")
    new.add_argument("code", nargs="?", metavar="CODE", help="its code, for example ORDER_TOTAL_DIFFERENT")
    new.add_argument("--category", help="its category, for example availability")
    new.add_argument("--status", help="its HTTP status, for example 400")
    new.add_argument("--endpoint", help='an endpoint that answers with it, for example "POST /v1/orders"')
    capture = "captured traffic, whose first answer with the code, or else with any unknown one, says what is not given"
    new.add_argument("--from", dest="capture", metavar="FILE", help=capture)
    diff = command("diff", _diff, "compare with an earlier revision; fail where a breaking change is not declared")
    base = "default: where the branch left main, or on main the commit before"
    diff.add_argument("revision", nargs="?", metavar="REV", help=base)
    what = "for people, for the summary of a pull request, for programs, or undeclared breaking changes for its lines"
    diff.add_argument("--format", choices=("text", "markdown", "json", "github"), default="text", help=what)
    audit.add_options(command("audit", _audit, "hold captured traffic with the API against what is documented"))
    command("schema", _write_schema, f"write the JSON Schema of an example file, for editors: {EDITOR_SCHEMA}")
    nginx = command("nginx", _print_nginx, "print what the server block of an nginx has to include", is_for_a_file=True)
    nginx.add_argument("site", nargs="?", type=Path, default=SITE, metavar="SITE", help="the folder of the built site")
    nginx.add_argument("--njs", type=Path, metavar="FILE", help="where an nginx with the module njs has negotiation.js")
    mock.add_options(command("mock", _mock, "serve the API with every error on demand, for integration tests"))
    return parser


def _check(options: argparse.Namespace) -> int:
    catalog = check_project(_project_root()).project.catalog
    if options.format == "json":
        print(render_json(()))
    else:
        print(f"{counted(len(catalog.errors), 'error')}, {counted(len(catalog.endpoints), 'endpoint')}, no fault")
    return 0


def _build(_: argparse.Namespace) -> int:
    try:
        count = build_site(_project_root())
    except (BuildFailed, PublishingRefused) as problem:
        print(f"{problem}\n{SITE}/ is as it was", file=sys.stderr)
        return 1
    print(f"{SITE}/ has {counted(count, 'file')}")
    return 0


def _explain(options: argparse.Namespace) -> int:
    if options.identifier is None:
        print("\n".join(f"{rule} {rule.explanation.headline}" for rule in Rule))
        return 0
    identifier = options.identifier.upper()
    rule = next((rule for rule in Rule if rule == identifier), None)
    if rule:
        print(render("explain.txt.jinja", rule=rule), end="")
        return 0
    close = closest(identifier, list(Rule))
    hint = f"did you mean {close}?" if close else "`portal explain` lists all"
    print(f"unknown identifier {options.identifier}; {hint}", file=sys.stderr)
    return 1


def _new(options: argparse.Namespace) -> int:
    root = _project_root()
    project = load_project(root)
    names = project.names
    given: dict[str, str | None] = {name: getattr(options, name) for name in NewError.model_fields}
    retryable = False
    if options.capture:
        unknown = audit.unknown_error(project, options.capture, options.code)
        if unknown is None:
            return 2
        given = {name: given[name] or answer for name, answer in unknown.answers.items()}
        retryable = unknown.retryable
    if sys.stdin.isatty():
        _interview(given, names)
    error = new_error(given, names)
    if isinstance(error, NewError):
        file = root / EXAMPLES / f"{error.code}.yaml"
        write_file(file, render_new(error, date.today(), names, retryable=retryable))
        print(f"{EXAMPLES}/{file.name} is written; `make check` says what is left to do")
        return 0
    print(*error, sep="\n", file=sys.stderr)
    return 1


def _interview(given: dict[str, str | None], names: KnownNames) -> None:
    """Ask for each answer that is not given, and again where it is wrong, until the person says no more."""
    for name in NewError.model_fields:
        while given[name] is None:
            try:
                given[name] = input(f"{question(name, given, names)}\n{name}: ").strip() or None
            except EOFError:
                return
            error = new_error(given, names)
            wrong = [] if isinstance(error, NewError) else [each for each in error if name in each.location]
            if given[name] and wrong:
                print(*wrong, sep="\n", file=sys.stderr)
                given[name] = None


def _diff(options: argparse.Namespace) -> int:
    root = _project_root()
    load_project(root)  # what is at fault today is compared with nothing
    try:
        revision = options.revision or base_revision(root)
        if revision is None:
            print("nothing to compare with: this is the first commit", file=sys.stderr)
            print(_changes_shown((), options.format, root), end="")
            return 0
        earlier = read_facts(example_files_at(root, revision))
    except RevisionUnavailable as problem:
        print(problem, file=sys.stderr)
        return 2
    except UnreadableFact as problem:
        print(f"revision {revision} cannot be compared with\n{problem}", file=sys.stderr)
        return 2
    changes = compare(earlier, read_facts(example_files_of(root)))
    print(_changes_shown(changes, options.format, root), end="")
    broken = sum(change.rule is not None for change in changes)
    print(f"{counted(len(changes), 'change')} since {revision}, {broken} breaking and undeclared", file=sys.stderr)
    return 1 if broken else 0


def _audit(options: argparse.Namespace) -> int:
    root = _project_root()
    try:
        project = load_project(root)
    except FaultsFound as found:  # nothing can be held against it
        print(_shown(found.faults, "text"), file=sys.stderr)
        return 2
    return audit.run_audit(project, root, options)


def _write_schema(_: argparse.Namespace) -> int:
    root = _project_root()
    write_file(root / EDITOR_SCHEMA, example_schema_file(load_project(root).catalog).content)
    return 0


def _print_nginx(options: argparse.Namespace) -> int:
    project = load_project(_project_root())
    if not (options.site / "404.html").is_file():
        print(f"{options.site} is not the folder of the built site; run `make build`, and name it", file=sys.stderr)
        return 1
    print(render_nginx(hosting_of(project, options.site), options.njs), end="")
    return 0


def _mock(options: argparse.Namespace) -> int:
    return mock.serve(Exports(load_project(_project_root())).exchanges_of_mock, options)


def _project_root() -> Path:
    """Return the nearest folder, from here upwards, that holds mkdocs.yml; this folder where none does."""
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / SETTINGS).is_file()), here)


def _shown(faults: Sequence[Fault], form: str) -> str:
    if form == "json":
        return render_json(faults)
    if form == "github":
        return render_github(faults)
    return render_text(faults, _project_root(), colour=_has_colours())


def _changes_shown(changes: Sequence[Change], form: str, root: Path) -> str:
    if form == "github":
        commands = render_github(breaking_changes(changes, root))
        return f"{commands}\n" if commands else ""
    if form == "json":
        return f"{pretty_json({'changes': [{**asdict(change), 'rule': change.rule} for change in changes]})}\n"
    return render("changes.md.jinja" if form == "markdown" else "changes.txt.jinja", changes=changes)


def _has_colours() -> bool:
    """Whether a person looks at a terminal and has not asked for plain text (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
