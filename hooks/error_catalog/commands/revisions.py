"""The catalogue of another revision, as git has it: the one module that runs git."""

import io
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from error_catalog.diagnostics.faults import FaultsFound
from error_catalog.loading.project import API, EXAMPLES, load_catalog
from error_catalog.model.catalog import Catalog

_MAIN = ("main", "origin/main")


class RevisionUnavailable(Exception):
    """A revision cannot be compared with; its text is what a person should read."""


def base_revision(root: Path) -> str | None:
    """Return the commit that the project in a folder is compared with, or None where it has no past.

    It is the merge base with main or, where that is the last commit itself, as on main, the commit before.
    """
    head = _commit(root, "HEAD")
    bases = (_answer(root, "merge-base", "HEAD", main) for main in _MAIN)
    return next((base for base in bases if base and base != head), None) or _commit(root, "HEAD~1")


def catalog_at(root: Path, revision: str) -> Catalog:
    """Return the catalogue of the project in a folder as it was at a revision, read by today's rules.

    Raises:
        RevisionUnavailable: there is no such revision, or it has no catalogue that keeps the rules.
    """
    commit = _commit(root, revision)
    if commit is None:
        hint = "name a commit, a branch or a tag; in a shallow clone, fetch it first: git fetch --unshallow"
        raise RevisionUnavailable(f"git knows no revision {revision} here\n    hint: {hint}")
    with tempfile.TemporaryDirectory() as folder:
        try:
            _extract(_run(root, "archive", commit, "--", EXAMPLES, API), Path(folder))
            return _read(Path(folder), root / API)
        except subprocess.CalledProcessError:
            raise RevisionUnavailable(f"revision {revision} has no {EXAMPLES}/ or no {API}/ here") from None
        except FaultsFound as found:
            message = f"revision {revision} does not keep today's rules, so that nothing can be held against it"
            raise RevisionUnavailable(f"{message}\n{found}") from None


def _read(folder: Path, api: Path) -> Catalog:
    """Return the catalogue in a folder; where its API documents say too little for its examples, by those of today.

    Raises:
        FaultsFound: the examples do not keep the rules either way.
    """
    try:
        return load_catalog(folder)
    except FaultsFound:
        shutil.copytree(api, folder / API, dirs_exist_ok=True)
        return load_catalog(folder)


def _extract(archive: bytes, folder: Path) -> None:
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        files.extractall(folder, filter="data")


def _commit(root: Path, revision: str) -> str | None:
    return _answer(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")


def _answer(root: Path, *arguments: str) -> str | None:
    """Return the line that git answers, or None where it has no answer."""
    try:
        return _run(root, *arguments).decode().strip() or None
    except (subprocess.CalledProcessError, FileNotFoundError):
        return None


def _run(root: Path, *arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=True).stdout  # noqa: S603, S607
