"""The files that partners copy have versions: each source has a release of its own, and its copy says which."""

import hashlib
import json
import re

import pytest

from error_catalog.exports.clients import fingerprint
from error_catalog.exports.resources import RESOURCES, VERSIONS
from error_catalog.model.catalog import Catalog
from error_catalog.model.changelog import changelog
from error_catalog.model.releases import RELEASES, Release, breaking_versions
from error_catalog.sitefile import SITE

VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")


def release(version: str) -> Release:
    return Release(version, "2027-01-01", "Something is new.", "")


@pytest.mark.parametrize("path", RELEASES)
def test_a_source_that_has_changed_has_a_new_release(path: str) -> None:
    newest, *_ = RELEASES[path]
    assert newest.source == fingerprint(path), (
        f"{path} has changed since version {newest.version}: add a release with source={fingerprint(path)!r}"
    )


@pytest.mark.parametrize("path", RELEASES)
def test_versions_and_dates_only_grow(path: str) -> None:
    versions = [tuple(int(part) for part in each.version.split(".")) for each in RELEASES[path]]
    assert all(VERSION.fullmatch(each.version) for each in RELEASES[path])
    assert versions == sorted(set(versions), reverse=True)
    dates = [each.date for each in RELEASES[path]]
    assert dates == sorted(dates, reverse=True)


@pytest.mark.parametrize(
    ("versions", "breaking"),
    [
        (["1.0.0"], set()),
        (["1.1.0", "1.0.0"], set()),
        (["2.0.0", "1.1.0", "1.0.0"], {"2.0.0"}),
        (["3.0.1", "3.0.0", "2.0.0", "1.0.0"], {"2.0.0", "3.0.0"}),
    ],
)
def test_a_new_major_version_is_breaking(versions: list[str], breaking: set[str]) -> None:
    assert breaking_versions(map(release, versions)) == breaking


def test_the_list_has_every_copied_file_as_it_is_published(exports: dict[str, str]) -> None:
    listed = json.loads(exports[VERSIONS])
    files = {each["url"].removeprefix(SITE): each for each in listed["files"]}
    assert files.keys() == {path for path in exports if path.startswith("clients/")} - {VERSIONS}
    assert files.keys() <= {resource.path for resource in RESOURCES}
    for path, file in files.items():
        assert file["sha256"] == hashlib.sha256(exports[path].encode()).hexdigest()
        if path in RELEASES:
            newest = file["releases"][0]
            head = exports[path][:2_000]
            assert f"Version {newest['version']}, made of version {listed['content']} of the catalogue" in head
            assert "has not stated a licence" in head
        else:
            assert file["releases"] == [], "its data are the catalogue's, and have its version"


def test_releases_are_in_the_changelog_and_the_breaking_ones_say_so(catalog: Catalog) -> None:
    releases = {"clients/gett_errors.py": (release("2.0.0"), release("1.0.0"))}
    entries = [entry for entry in changelog(catalog, releases) if not entry.is_about_an_error]
    assert [(entry.subject, entry.title) for entry in entries] == [
        ("clients/gett_errors.py", "version 2.0.0, breaking"),
        ("clients/gett_errors.py", "version 1.0.0"),
    ]
