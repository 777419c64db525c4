"""The versions of the files that partners copy, by semantic versioning; their data have the version of the catalogue.

A release is written when the source of such a file changes: `tests/model/test_releases.py` holds the newest one to it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from error_catalog.sitefile import MOCK_SERVER, PYTHON_CLIENT, TYPESCRIPT_CLIENT


@dataclass(frozen=True)
class Release:
    """One version of a file."""

    version: str
    """Major, minor and patch; a new major version may break programs that use the file as documented."""

    date: str
    note: str
    """What is new, as Markdown."""

    source: str
    """The first twelve hexadecimal digits of the SHA-256 of its source, without the data of the catalogue."""

    @property
    def major(self) -> int:
        """Return the first part of the version."""
        return int(self.version.partition(".")[0])


Releases = Mapping[str, tuple[Release, ...]]
"""The releases of each file by its path in the site, the newest first."""

RELEASES: Releases = {
    PYTHON_CLIENT: (
        Release(
            "1.0.0",
            "2026-11-26",
            "The first numbered version. `from_response`, `retrying` and `help_url` are new.",
            "d10b0d396fc1",
        ),
    ),
    TYPESCRIPT_CLIENT: (
        Release(
            "1.0.0",
            "2026-11-26",
            "The first numbered version. `fromResponse`, `retrying` and `helpUrlFor` are new.",
            "8f3f20581877",
        ),
    ),
    MOCK_SERVER: (
        Release(
            "1.0.0",
            "2026-11-26",
            "The first numbered version. It plays flows and scenarios, fails as networks do, and judges clients.",
            "3a7f7193a3c1",
        ),
    ),
}


def breaking_versions(releases: Iterable[Release]) -> frozenset[str]:
    """Return the versions that may break programs: those with another major version than the one before, if any."""
    return frozenset(newer.version for newer, older in pairwise(releases) if newer.major != older.major)
