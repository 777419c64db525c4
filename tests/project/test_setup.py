"""The first command on a fresh machine: the lock suits the oldest promised Python, and what lacks is said first."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

from support.building import environment_of_a_terminal
from support.project import ROOT

OLDEST = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"].strip(">=")
LOCKED = sorted(set(re.findall(r"^([\w.-]+)==", (ROOT / ".ci" / "requirements-dev.txt").read_text(), re.MULTILINE)))


def admits(requires_python: str | None, version: str) -> bool:
    """Whether a distribution that asks for certain Pythons can be installed under a version."""
    return SpecifierSet(requires_python or "").contains(version)


def test_the_oldest_promised_python_can_install_what_is_locked() -> None:
    needs = {name: distribution(name).metadata.get_all("Requires-Python", [None])[0] for name in LOCKED}
    assert len(needs) > 50
    assert [f"{name} {need}" for name, need in needs.items() if not admits(need, f"{OLDEST}.0")] == []


def test_a_distribution_that_asks_for_more_is_noticed() -> None:
    assert not admits(">=3.11.5", f"{OLDEST}.0")


@pytest.mark.parametrize(
    ("patch", "said"),
    [
        ("sys.version_info = (3, 10, 4, 'final', 0)", "Python 3.11 or newer is needed, and ./python is 3.10"),
        (
            "sys.modules['ensurepip'] = None",
            "./python cannot make virtual environments; on Debian and Ubuntu: apt inst",
        ),
        (None, "There is no ./python here; name a Python 3.11 or newer: make PYTHON=..."),
    ],
)
def test_what_lacks_is_said_before_anything_is_made(tmp_path: Path, patch: str | None, said: str) -> None:
    for name in ("Makefile", "pyproject.toml", ".ci"):
        (tmp_path / name).symlink_to(ROOT / name)
    if patch:
        program = tmp_path / "python"
        program.write_text(
            f'#!{sys.executable}\nimport sys\nassert sys.argv[1] == "-c", sys.argv\n{patch}\nexec(sys.argv[2])\n'
        )
        program.chmod(0o755)
    result = subprocess.run(
        ["make", "PYTHON=./python", ".venv/.site-ready"],
        cwd=tmp_path,
        env=environment_of_a_terminal(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 2
    assert (result.stdout + result.stderr).startswith(said)
    assert not (tmp_path / ".venv").exists()


def test_no_pattern_repeats_a_group_possessively() -> None:
    repeated = re.compile(r"(?<!\()\)[*+?]\+")  # Python before 3.11.5 misreads it (gh-106052); (?>(…)*) says the same
    assert repeated.search(r'"(?:[^"\\]|\\.)*+"'), "one is found"
    sources = {file: file.read_text(encoding="utf-8") for file in (ROOT / "hooks").rglob("*.py")}
    lines = [
        (file.name, line) for file, text in sources.items() for line in text.splitlines() if "gh-106052" not in line
    ]
    assert [(name, line) for name, line in lines if repeated.search(line)] == []
