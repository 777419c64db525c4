"""`make mutation`: what it draws, and that it tells a change that tests notice from one that they do not."""

from pathlib import Path

import pytest
from cosmic_ray.work_item import MutationSpec

from scripts.mutate import is_noticeable, sample, try_out
from support.project import Project

CODE = """\
from functools import cache

@cache
def is_small(number: int | None) -> bool:
    return number is not None and number < 3
"""
TESTS = """\
from error_catalog.api.sizes import is_small

def test_sizes():
    assert is_small(1) and not is_small(9)
"""
MODULE = Path("hooks/error_catalog/api/sizes.py")


def change(operator: str, line: int = 5, column: int = 41) -> MutationSpec:
    return MutationSpec(MODULE, f"core/{operator}", 0, (line, column), (line, column + 1), {}, "is_small")


LESS_OR_EQUAL, GREATER = (change(f"ReplaceComparisonOperator_Lt_{each}") for each in ("LtE", "Gt"))


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Return a repository of one module and its test, in which the test runs."""
    project = Project(tmp_path)
    for package in (MODULE.parent, MODULE.parent.parent):
        project.write(f"{package}/__init__.py", "")
    project.write(MODULE.as_posix(), CODE)
    project.write("tests/api/test_sizes.py", TESTS)
    project.write(".git/info/exclude", "")
    monkeypatch.chdir(project.root)
    monkeypatch.setenv("PYTHONPATH", "")
    return project


@pytest.mark.thorough
def test_a_change_that_no_test_notices_is_shown(copy: Project) -> None:
    score = try_out([LESS_OR_EQUAL, GREATER], copy, end=float("inf"))
    assert (score.killed, score.percent) == (1, 50)
    [survivor] = score.survivors
    assert "-    return number is not None and number < 3\n+    return number is not None and number <= 3" in survivor
    assert copy.read(MODULE.as_posix()) == CODE


@pytest.mark.thorough
def test_tests_that_fail_anyway_end_the_run(copy: Project) -> None:
    copy.replace("tests/api/test_sizes.py", "is_small(9)", "is_small(1)")
    with pytest.raises(SystemExit, match=r"without any change, this fails: .* tests/api"):
        try_out([GREATER], copy, end=float("inf"))


def test_nothing_is_tried_after_the_end(copy: Project) -> None:
    assert try_out([GREATER], copy, end=0).killed == 0


def test_a_seed_draws_the_same_places_again_and_a_change_of_each() -> None:
    changes = [change(operator, line) for line in range(1, 30) for operator in ("A", "B", "C")]
    drawn = sample(changes, 1)
    assert sample(changes[::-1], 1) == drawn
    assert {each.start_pos[0] for each in drawn} == {*range(1, 30)}
    assert len(drawn) == 29
    assert {each.operator_name for each in drawn} == {"core/A", "core/B", "core/C"}
    assert sample(changes, 2) != drawn


@pytest.mark.usefixtures("copy")
def test_what_nobody_could_notice_is_left_out() -> None:
    assert not is_noticeable(change("RemoveDecorator", line=3, column=0))
    assert not is_noticeable(change("ReplaceBinaryOperator_BitOr_Add"))
    assert not is_noticeable(change("ReplaceComparisonOperator_IsNot_NotEq"))
    assert is_noticeable(LESS_OR_EQUAL)
    assert is_noticeable(change("ReplaceComparisonOperator_Eq_IsNot"))
