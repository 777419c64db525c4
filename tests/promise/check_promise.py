"""The promise of CONTRIBUTING.md: whoever adds an error writes its file, and edits nothing else, no test either.

Run it by `make promise`: by its name, pytest leaves it out of all other runs, and so of the suite that it runs.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from support.building import environment
from support.portal import PORTAL
from support.project import ROOT, Project
from support.repositories import commit, git

ERRORS = sorted((Path(__file__).parent / "examples").iterdir())
"""An error of each kind, as its author leaves it. They have what makes a difference: the first and the last code of
their kind, a code that begins with another one, and a further gateway error of a status."""

INSTALLED = (".venv", "tests/tools/node_modules")
"""What `make` puts into a clone; the copy shares it."""

ENDPOINT_OF_GATEWAY = "GET /v1/marketplace/stores"
"""What the author of a gateway error says, since `portal new` asks for an endpoint."""

PYTEST = (sys.executable, "-m", "pytest", "--quiet")
SUITE = (*PYTEST, "--ignore=tests/browser", "--numprocesses=2", "--dist=worksteal")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a repository with the files of this one, whether they are committed or not yet."""
    project = Project(tmp_path_factory.mktemp("promise"))
    listed = git(Project(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            project.path(name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, project.path(name))
    git(project, "init", "--quiet")
    project.write(".git/info/exclude", "\n".join(INSTALLED))
    commit(project)
    for name in INSTALLED:
        project.path(name).symlink_to((ROOT / name).resolve())
    return project


@pytest.fixture(scope="module")
def contributed(copy: Project) -> Project:
    """Return the copy, to which somebody has added the errors as CONTRIBUTING.md says."""
    for file in ERRORS:
        text = file.read_text(encoding="utf-8")
        document = yaml.safe_load(text)
        body, endpoint = document["examples"][0]["body"], document["triggers"][0].get("endpoint", ENDPOINT_OF_GATEWAY)
        options = ("--category", body["errorCategory"], "--status", str(body["status"]), "--endpoint", endpoint)
        new = run(copy, str(PORTAL), "new", file.stem, *options)
        assert new.returncode == 0, new.stderr
        copy.write(f"examples/{file.name}", text)
    return copy


def run(project: Project, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a copy, on the code of the copy."""
    env = environment(PYTHONPATH=str(project.path("hooks")))
    return subprocess.run(command, cwd=project.root, env=env, capture_output=True, text=True, check=False)


def test_the_copy_runs_on_its_own_code(copy: Project) -> None:
    where = run(copy, sys.executable, "-c", "import error_catalog; print(error_catalog.__file__)").stdout
    assert Path(where).is_relative_to(copy.root)


def test_the_errors_are_of_each_kind() -> None:
    errors = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in ERRORS]
    fields = {field for error in errors for field in error}
    assert {"reserved", "since", "deprecated", "replaced_by", "changes", "origin", "related"} <= fields
    members = {member for error in errors for member in error["examples"][0]["body"]}
    assert {"retryAfter", "errors"} <= members
    assert any("headers" in error["examples"][0] for error in errors)


def test_their_files_are_all_that_is_added(contributed: Project) -> None:
    checked = run(contributed, str(PORTAL), "check")
    assert checked.returncode == 0, checked.stdout
    changed = git(contributed, "status", "--short", "--untracked-files=all").splitlines()
    assert changed == [f"?? examples/{file.name}" for file in ERRORS]


def test_the_suite_passes_without_another_edit(contributed: Project) -> None:
    suite = run(contributed, *SUITE)
    assert suite.returncode == 0, suite.stdout


def test_a_test_that_assumes_the_catalogue_of_today_is_noticed(contributed: Project) -> None:
    count = len(list((ROOT / "examples").iterdir()))
    test = f"def test_the_count(catalog):\n    assert len(catalog.errors) == {count}\n"
    contributed.write("tests/model/test_count.py", test)
    suite = run(contributed, *PYTEST, "tests/model/test_count.py")
    assert suite.returncode == pytest.ExitCode.TESTS_FAILED, suite.stdout
