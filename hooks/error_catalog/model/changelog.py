"""What has changed about errors and copied files, by the dates in their files; nothing here asks git or a clock."""

from collections.abc import Iterator
from dataclasses import dataclass

from error_catalog.model.catalog import Catalog
from error_catalog.model.error import ErrorType
from error_catalog.model.releases import Releases, breaking_versions

RECORDED_SINCE = "2026-11-22"
"""The day from which files may say what changed; of what was before, they say nothing."""


@dataclass(frozen=True)
class Entry:
    """One event in the life of an error or a file; `topic` names it apart from others of the same subject and day."""

    date: str
    subject: str
    """The code of the error, or the path of the file in the site."""

    topic: str
    title: str
    text: str

    @property
    def is_about_an_error(self) -> bool:
        """Whether it is about an error, and not about a file."""
        return "/" not in self.subject

    @property
    def path(self) -> str:
        """Return where the site has what it is about: `errors/CONFLICT/`, or the path of a file."""
        return f"errors/{self.subject}/" if self.is_about_an_error else self.subject


def changelog(catalog: Catalog, releases: Releases) -> tuple[Entry, ...]:
    """Return what has changed about all errors and files, the newest first, and by code and path within a day."""
    entries = [entry for error in catalog.errors for entry in history_of(error)]
    by_subject = sorted([*entries, *_of_files(releases)], key=lambda entry: entry.subject)
    return tuple(sorted(by_subject, key=lambda entry: entry.date, reverse=True))


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


def _of_files(releases: Releases) -> Iterator[Entry]:
    for path, versions in releases.items():
        breaking = breaking_versions(versions)
        for release in versions:
            title = f"version {release.version}{', breaking' if release.version in breaking else ''}"
            yield Entry(release.date, path, release.version, title, release.note)
