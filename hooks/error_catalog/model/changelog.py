"""What has changed about the errors, by the dates and sentences in their files; nothing here asks git or a clock."""

from collections.abc import Iterator
from dataclasses import dataclass

from error_catalog.model.catalog import Catalog
from error_catalog.model.error import ErrorType

RECORDED_SINCE = "2026-11-22"
"""The day from which files may say what changed; of what was before, they say nothing."""


@dataclass(frozen=True)
class Entry:
    """One event in the life of an error; `topic` names it apart from others of the code and the day."""

    date: str
    code: str
    topic: str
    title: str
    text: str


def changelog(catalog: Catalog) -> tuple[Entry, ...]:
    """Return what has changed about all errors, the newest first, and by code within a day."""
    entries = [entry for error in catalog.errors for entry in history_of(error)]
    by_code = sorted(entries, key=lambda entry: entry.code)
    return tuple(sorted(by_code, key=lambda entry: entry.date, reverse=True))


def history_of(error: ErrorType) -> tuple[Entry, ...]:
    """Return what has changed about an error, the newest first."""
    return tuple(sorted(_events(error), key=lambda entry: entry.date, reverse=True))


def _events(error: ErrorType) -> Iterator[Entry]:
    if error.deprecated and error.deprecation_notice:
        yield Entry(error.deprecated.date, error.code, "deprecated", "deprecated", error.deprecation_notice)
    for change in error.changes:
        yield Entry(change.date, error.code, change.guarantee, f"{change.guarantee} changed", change.note)
    if error.since:
        yield Entry(error.since, error.code, "new", "new", error.meaning)
