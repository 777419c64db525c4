"""Broken promises as faults: each at the line of the file that breaks it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from error_catalog.commands.comparison import Change
from error_catalog.commands.facts import GUARANTEES
from error_catalog.diagnostics.faults import Fault, Location, Violation
from error_catalog.loading.document import read_document
from error_catalog.loading.project import EXAMPLES
from error_catalog.model.history import Guarantee


def breaking_changes(changes: Sequence[Change], root: Path) -> Iterator[Fault]:
    """Yield each undeclared breaking change of the project in a folder, as a fault.

    Raises:
        FaultsFound: a file cannot be read.
    """
    for change in changes:
        if change.rule:
            path = f"{EXAMPLES}/{change.code}.yaml"
            if change.guarantee:
                violation = Violation(change.rule, _place(change.guarantee), change.text, change.hint)
                yield read_document(root / path, path).fault(violation)
            else:
                yield Fault(path, 1, 1, change.rule, change.text, change.hint)


def _place(guarantee: Guarantee) -> Location:
    """Return where a file says what clients rely on; all of its examples agree."""
    member = GUARANTEES.get(guarantee)
    return ("examples", 0, "body", member[0]) if member else ("examples", 0, "body")
