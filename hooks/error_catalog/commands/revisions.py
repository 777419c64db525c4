"""The example files of another revision, as git has them: the one module that runs git."""

import io
import subprocess
import tarfile
from pathlib import Path, PurePosixPath

from error_catalog.loading.project import EXAMPLES

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


def example_files_at(root: Path, revision: str) -> dict[str, str]:
    """Return the texts of the example files of the project in a folder as they were at a revision, by their names.

    Raises:
        RevisionUnavailable: there is no such revision, or it has no example files.
    """
    commit = _commit(root, revision)
    if commit is None:
        hint = "name a commit, a branch or a tag; in a shallow clone, fetch it first: git fetch --unshallow"
        raise RevisionUnavailable(f"git knows no revision {revision} here\n    hint: {hint}")
    try:
        archive = _run(root, "archive", commit, "--", EXAMPLES)
    except subprocess.CalledProcessError:
        raise RevisionUnavailable(f"revision {revision} has no {EXAMPLES}/ here") from None
    return _texts(archive)


def example_files_of(root: Path) -> dict[str, str]:
    """Return the texts of the example files of the project in a folder as they are, by their names."""
    return {file.name: file.read_text(encoding="utf-8-sig") for file in (root / EXAMPLES).glob("[!.]*.yaml")}


def _texts(archive: bytes) -> dict[str, str]:
    """Return the texts of the YAML files in a tar archive; a byte that is no UTF-8 shows as what it is not."""
    texts = {}
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        for member in files:
            content = files.extractfile(member)
            name = PurePosixPath(member.name).name
            if content and name.endswith(".yaml") and not name.startswith("."):
                texts[name] = content.read().decode("utf-8-sig", "replace")
    return texts


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
