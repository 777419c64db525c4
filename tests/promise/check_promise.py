"""The promise of CONTRIBUTING.md: whoever adds an error writes its file, and edits nothing else, no test either.

Run it by `make promise`: by its name, pytest leaves it out of all other runs, and so of the suite that it runs.
"""

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
import yaml

from support.building import environment_of_a_terminal
from support.project import ROOT, Project
from support.repositories import copy_repository, git

ERRORS = sorted((Path(__file__).parent / "examples").iterdir())
"""An error of each kind, as its author leaves it. They have what makes a difference: the first and the last code of
their kind, a code that begins with another one, and a further gateway error of a status."""

ENDPOINT_OF_GATEWAY = "GET /v1/marketplace/stores"
"""What the author of a gateway error says, since `portal new` asks for an endpoint."""

PYTHON, PORTAL = ".venv/bin/python", ".venv/bin/portal"
PYTEST = (PYTHON, "-m", "pytest", "--quiet")
SUITE = (*PYTEST, "--ignore=tests/browser", "--numprocesses=2", "--dist=worksteal", "-m", "not thorough")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a repository with the files of this one, whether they are committed or not yet."""
    project = copy_repository(tmp_path_factory.mktemp("promise"))
    install(project)
    return project


def install(project: Project) -> None:
    """Give a copy an environment of its own, with its own code and with all else that is installed here."""
    here, there = Path(sys.prefix) / "bin", project.path(".venv")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(there)], check=True)
    [packages] = there.glob("lib/python*/site-packages")
    (packages / "copy.pth").write_text(f"{project.path('hooks')}\n{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    for program in {each.name for each in here.iterdir()} - {each.name for each in (there / "bin").iterdir()}:
        start, _, rest = (here / program).read_bytes().partition(b"\n")
        if start.startswith(b"#!") and b"python" in start:
            (there / "bin" / program).write_bytes(f"#!{there}/bin/python\n".encode() + rest)
            (there / "bin" / program).chmod(0o755)
        else:
            (there / "bin" / program).symlink_to(here / program)
    for ready in (".site-ready", ".dev-ready"):
        (there / ready).touch()


@pytest.fixture(scope="module")
def contributed(copy: Project) -> Project:
    """Return the copy, to which somebody has added the errors as CONTRIBUTING.md says."""
    for file in ERRORS:
        text = file.read_text(encoding="utf-8")
        document = yaml.safe_load(text)
        body, endpoint = document["examples"][0]["body"], document["triggers"][0].get("endpoint", ENDPOINT_OF_GATEWAY)
        options = ("--category", body["errorCategory"], "--status", str(body["status"]), "--endpoint", endpoint)
        new = run(copy, PORTAL, "new", file.stem, *options)
        assert new.returncode == 0, new.stderr
        copy.write(f"examples/{file.name}", text)
    return copy


def run(project: Project, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a program of a copy in it."""
    command = [str(project.path(program)), *arguments]
    env = environment_of_a_terminal()
    return subprocess.run(command, cwd=project.root, env=env, capture_output=True, text=True, check=False)


def test_the_copy_runs_on_its_own_code(copy: Project) -> None:
    where = run(copy, PYTHON, "-c", "import error_catalog; print(error_catalog.__file__)").stdout
    assert Path(where).is_relative_to(copy.root)
    assert copy.read(PORTAL).startswith(f"#!{copy.path(PYTHON)}\n")


def test_the_errors_are_of_each_kind() -> None:
    errors = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in ERRORS]
    fields = {field for error in errors for field in error}
    assert {"reserved", "since", "deprecated", "replaced_by", "changes", "origin", "related"} <= fields
    members = {member for error in errors for member in error["examples"][0]["body"]}
    assert {"retryAfter", "errors"} <= members
    assert any("headers" in error["examples"][0] for error in errors)


def test_their_files_are_all_that_is_added(contributed: Project) -> None:
    checked = run(contributed, PORTAL, "check")
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
