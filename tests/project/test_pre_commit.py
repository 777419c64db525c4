"""The hook before a commit, as pre-commit installs it: sound commits pass, and each of its checks holds one up."""

import os
import subprocess
from pathlib import Path

import pytest

from support.building import make
from support.project import ROOT, Project, copy_project
from support.repositories import IDENTITY, git

NAMES = (".github", ".gitignore", ".pre-commit-config.yaml", "docs", "examples", "hooks", "mkdocs.yml")
CHECKS = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8").count("- id:")
FAULTS = {
    "E203": ("examples/CART_EMPTY.yaml", '"status": 400', '"status": 410'),
    "E501": ("docs/index.md", "`requestId`", "`ERROR_CODE`"),
    "F401": ("hooks/portal.py", "from pathlib import Path\n", "import this\nfrom pathlib import Path\n"),
    "would be reformatted": ("hooks/portal.py", "_preview = Preview()", "_preview  = Preview()"),
    "excessive-permissions": (".github/workflows/deploy.yml", "permissions: {}", "permissions: write-all"),
}
"""By what is said of it: a fault, as the old and the new text of a file."""


@pytest.fixture
def hooked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Return a copy of this project in which a commit runs the hook, with all files to be committed."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "cache"))
    project = copy_project(ROOT, tmp_path / "hooked", names=NAMES)
    git(project, "init", "--quiet")
    installed = make(project, "pre-commit")
    assert installed.returncode == 0, installed.stderr
    git(project, "add", "--all")
    return project


def commit(project: Project) -> subprocess.CompletedProcess[str]:
    command = ["git", *IDENTITY, "commit", "--message", "A step"]
    return subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=False)


@pytest.mark.thorough
def test_each_check_holds_a_commit_up_until_it_is_sound(hooked: Project) -> None:
    for file, old, new in FAULTS.values():
        hooked.replace(file, old, new)
    git(hooked, "add", "--all")
    refused = commit(hooked)
    assert refused.returncode == 1
    assert refused.stderr.count("Failed") == CHECKS
    assert [said for said in FAULTS if said not in refused.stderr] == []
    assert git(hooked, "rev-list", "--all") == ""
    for file, old, new in FAULTS.values():
        hooked.replace(file, new, old)
    git(hooked, "add", "--all")
    passed = commit(hooked)
    assert passed.returncode == 0, passed.stderr
    assert passed.stderr.count("Passed") == CHECKS
