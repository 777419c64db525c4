"""That the scripts of `make benchmark` and its like still measure: each is run, on next to nothing."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks import audit, build, growth, mock
from error_catalog.loading.project import Project as Loaded
from support.judging import sequences
from support.project import ROOT

MAINS: dict[str, Callable[[], None]] = {
    each.__name__.rpartition(".")[2]: each.main for each in (audit, build, growth, mock)
}


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Return what runs a script with arguments, and returns what it printed."""

    def run(name: str, *arguments: str) -> str:
        monkeypatch.setattr(sys, "argv", [f"{name}.py", *arguments])
        MAINS[name]()
        return capsys.readouterr().out

    return run


def test_every_script_is_run_below() -> None:
    scripts = {file.stem for file in (ROOT / "tests" / "benchmarks").glob("*.py")}
    assert scripts == {*MAINS}


@pytest.mark.thorough
def test_builds_are_measured(run: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, small in {"ROUNDS": 1, "FEW_ROUNDS": 1, "FEW": 1, "MANY": 2, "COUNTER": None}.items():
        monkeypatch.setattr(build, name, small)
    said = run("build")
    assert "ratio, median of 1 pairs: " in said
    assert said.count("portal check, ") == 2


def test_instructions_are_counted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    counter = tmp_path / "valgrind"
    counter.write_text('#!/bin/sh\nshift 3\n"$@" && echo "==7== I   refs:      1,234,567" >&2\n', encoding="utf-8")
    counter.chmod(0o755)
    monkeypatch.setattr(build, "COUNTER", str(counter))
    assert build.instructions(["true"], tmp_path) == 1_234_567


@pytest.mark.thorough
def test_growth_is_measured(run: Callable[..., str], loaded: Loaded) -> None:
    number = len(loaded.catalog.errors) + 1
    said = run("growth", str(number))
    assert f"{number} errors\n" in said
    assert "portal diff with one error changed" in said
    assert "first result of a first search: payment declined" in said


@pytest.mark.thorough
def test_the_mock_is_measured(run: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, small in {"SECONDS": 1, "STARTS": 1, "MANY": 100}.items():
        monkeypatch.setattr(mock, name, small)
    said = run("mock")
    assert said.startswith("gett_mock.py: starts in ")
    assert " 0 wrong or missing" in said.splitlines()[0]


@pytest.mark.thorough
def test_the_audit_is_measured(run: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "sequences", lambda *arguments: sequences(*arguments)[:1])
    said = run("audit", "--megabytes", "1")
    assert ", 1 MB: " in said
    assert "1 deviations: portal audit finds something in 1," in said
    assert "1 sequences without one: portal audit finds something in 0," in said
