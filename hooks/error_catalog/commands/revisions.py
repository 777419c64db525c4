"""The example files of another revision, as git has them: the one module that runs git."""

import io
import subprocess
import tarfile
from pathlib import Path, PurePosixPath

from error_catalog.loading.project import EXAMPLES

_DEEPER = "in a shallow clone, fetch the past first: git fetch --unshallow"


class RevisionUnavailable(Exception):
    """A revision cannot be compared with; its text is what a person should read."""


def base_revision(root: Path) -> str | None:
    """Return the commit that the project in a folder is compared with, or None where it has no past.

    It is where the branch left the main one or, on that itself, the commit before. Only the first commit of a complete
    clone has no past.

    Raises:
        RevisionUnavailable: it cannot be seen from here.
    """
    head, *parents = _git(root, "rev-list", "--parents", "--max-count=1", "HEAD").split()
    main = _main_branch(root)
    apart = f"{main} and HEAD have no common commit here\n    hint: {_DEEPER}"
    base = _git(root, "merge-base", "HEAD", main, fails_with=apart)
    if base != head:
        return base
    if not parents and _git(root, "rev-parse", "--is-shallow-repository") == "true":
        raise RevisionUnavailable(f"the commit before this one is not in this clone\n    hint: {_DEEPER}")
    return parents[0] if parents else None


def _main_branch(root: Path) -> str:
    """Return what git calls the main branch: that of the remote or, where there is none, that of new repositories."""
    remotes = _git(root, "remote").split()
    if remotes:
        remote = "origin" if "origin" in remotes else remotes[0]
        unknown = f"git does not know the main branch of {remote} here\n    hint: git remote set-head {remote} --auto"
        return _git(root, "symbolic-ref", "--quiet", f"refs/remotes/{remote}/HEAD", fails_with=unknown)
    branches = _git(root, "for-each-ref", "--format=%(refname:short)", "refs/heads").split()
    if not branches[1:]:  # there is nothing else that it could be
        return "HEAD"
    main = _git(root, "var", "GIT_DEFAULT_BRANCH")
    if main not in branches:
        hint = "name what to compare with, or the branch: git config init.defaultBranch NAME"
        raise RevisionUnavailable(f"git does not know which branch is the main one\n    hint: {hint}")
    return main


def example_files_at(root: Path, revision: str) -> dict[str, str]:
    """Return the texts of the example files of the project in a folder as they were at a revision, by their names.

    Raises:
        RevisionUnavailable: there is no such revision, or it has no example files.
    """
    hint = f"name a commit, a branch or a tag; {_DEEPER}"
    unknown = f"git knows no revision {revision} here\n    hint: {hint}"
    name = f"{revision}^{{commit}}"
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", name, fails_with=unknown)
    try:
        return _texts(_run(root, "archive", commit, "--", EXAMPLES))
    except subprocess.CalledProcessError as error:
        message = f"revision {revision} has no {EXAMPLES}/ here: {_words(error)}"
        raise RevisionUnavailable(message) from None


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


def _git(root: Path, *arguments: str, fails_with: str = "") -> str:
    """Return what git answers. Where it has no answer and says nothing about that, `fails_with` does.

    Raises:
        RevisionUnavailable: there is no answer.
    """
    try:
        return _run(root, *arguments).decode().strip()
    except OSError as error:
        raise RevisionUnavailable(f"git cannot be run: {error.strerror}") from None
    except subprocess.CalledProcessError as error:
        raise RevisionUnavailable(_words(error) or fails_with) from None


def _words(error: subprocess.CalledProcessError) -> str:
    return str(error.stderr.decode(errors="replace").strip())


def _run(root: Path, *arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=True).stdout  # noqa: S603, S607
