"""The workflows on GitHub: they call what a person calls, and the checks on them bite."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

from support.building import make
from support.project import ROOT, Project, copy_project
from support.published import Json

WORKFLOWS = sorted((ROOT / ".github" / "workflows").iterdir())
MAKEFILE, CI = ((ROOT / name).read_text(encoding="utf-8") for name in ("Makefile", ".ci/run"))
TARGETS = set(re.findall(r"^([a-z-]+):.* ## ", MAKEFILE, re.MULTILINE))
COMMAND = re.compile(r'make (?:--silent )?(?P<target>[a-z-]+)(?: [A-Z]+=[\w^]+)*(?: >> "\$GITHUB_STEP_SUMMARY")?')
PINNED = re.compile(r"[\w-]+(/[\w-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+")

PULL_REQUEST = ".github/workflows/pull-request.yml"
CHECKOUT = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1"


def steps(text: str) -> list[Json]:
    """Return the steps of all jobs of a workflow."""
    return [step for job in yaml.safe_load(text)["jobs"].values() for step in job["steps"]]


def strays(text: str) -> list[str]:
    """Return what a workflow runs that is more than a target of the Makefile."""
    commands = [step["run"] for step in steps(text) if "run" in step]
    matches = {command: COMMAND.fullmatch(command) for command in commands}
    return [command for command, match in matches.items() if not match or match["target"] not in TARGETS]


def unpinned(text: str) -> list[str]:
    """Return the actions of a workflow that are not named by a commit, with their version beside it."""
    return [name for name in re.findall(r"\buses: (.+)", text) if not PINNED.fullmatch(name)]


def called(text: str) -> set[str]:
    """Return the targets of the Makefile that a text calls."""
    return set(re.findall(r"\bmake (?:--silent )?([a-z-]+)", text))


def left_out(makefile: str, script: str) -> list[str]:
    """Return which of the tests, those marked as thorough and the others, no target runs that a script calls."""
    selected = re.findall(r'^([a-z-]+):.*\n(?:\t.+\n)*?\t\$\(PYTEST\) -m "(.+)"$', makefile, re.MULTILINE)
    return sorted({"thorough", "not thorough"} - {marks for target, marks in selected if target in called(script)})


@pytest.fixture
def copy(tmp_path: Path) -> Project:
    """Return a copy of the workflows alone."""
    return copy_project(ROOT, tmp_path / "copy", names=[".github"])


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda file: file.stem)
def test_a_workflow_runs_targets_and_pinned_actions(workflow: Path) -> None:
    text = workflow.read_text(encoding="utf-8")
    assert any("run" in step for step in steps(text))
    assert (strays(text), unpinned(text)) == ([], [])


@pytest.mark.parametrize("run", ["make tests", "make", "make test && true", "echo ${{ github.head_ref }}", "npm test"])
def test_what_is_no_target_is_noticed(run: str) -> None:
    assert strays(yaml.safe_dump({"jobs": {"a": {"steps": [{"run": run}]}}})) == [run]


@pytest.mark.parametrize("name", ["a/b@v4", "a/b@main # v4.0.0", f"a/b@{'0' * 40}", f"a/b@{'0' * 39} # v4.0.0"])
def test_what_is_not_pinned_is_noticed(name: str) -> None:
    assert unpinned(f"      - uses: {name}\n") == [name]


def test_an_action_has_one_version_everywhere() -> None:
    used = {name for file in WORKFLOWS for name in re.findall(r"\buses: (.+)", file.read_text(encoding="utf-8"))}
    assert len(used) == len({name.partition("@")[0] for name in used})


def test_a_pull_request_passes_what_ci_runs() -> None:
    ci = called(CI)
    assert len(ci) == 7
    assert called((ROOT / PULL_REQUEST).read_text(encoding="utf-8")) == ci | {"build", "interop"}


def test_every_test_is_one_that_ci_runs() -> None:
    assert left_out(MAKEFILE, CI) == []
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["pytest"]["ini_options"]
    assert [marker.partition(":")[0] for marker in settings["markers"]] == ["thorough"], (
        "no other mark takes tests away"
    )
    assert not any(option.startswith(("-m", "-k", "--ignore", "--deselect")) for option in settings["addopts"])


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("make test-thorough\n", "", ["thorough"]),
        ("make test\n", "", ["not thorough"]),
        ('-m "not thorough"', '-m "not thorough and not slow"', ["not thorough"]),
        ('-m "thorough"', '-m "thorough" -k pages', ["thorough"]),
    ],
)
def test_tests_that_are_left_out_are_noticed(old: str, new: str, expected: list[str]) -> None:
    assert old in MAKEFILE + CI
    assert left_out(MAKEFILE.replace(old, new), CI.replace(old, new)) == expected


@pytest.mark.thorough
def test_the_annotated_check_is_the_same_gate(small: Project) -> None:
    sound = make(small, "check", "FORMAT=github")
    assert (sound.returncode, sound.stdout.count("::error")) == (0, 0)
    small.replace("examples/CONFLICT.yaml", '"status": 409', '"status": 410')
    annotated = make(small, "check", "FORMAT=github")
    assert annotated.returncode == make(small, "check").returncode == 2
    assert annotated.stdout.startswith("::error file=examples/CONFLICT.yaml,line=")


def test_the_workflows_have_no_fault(copy: Project) -> None:
    result = make(copy, "lint-workflows")
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("fetch-depth: 0", "fetch-depht: 0", 'input "fetch-depht" is not defined'),
        ("runs-on: ubuntu-24.04", "runs-on: ubuntu-42.04", 'label "ubuntu-42.04" is unknown'),
        ("${{ !cancelled() }}", "${{ !canceled() }}", 'undefined function "canceled"'),
        (CHECKOUT, "actions/checkout@v7", "unpinned-uses"),
        ("make check", "make check PULL=${{ github.head_ref }}", "template-injection"),
        ("on: pull_request", "on: pull_request_target", "dangerous-triggers"),
        ("permissions: {}", "permissions: write-all", "excessive-permissions"),
        ("        with:\n          persist-credentials: false\n", "", "artipacked"),
    ],
)
def test_a_faulty_workflow_does_not_pass(copy: Project, old: str, new: str, said: str) -> None:
    text = copy.read(PULL_REQUEST)
    assert old in text
    copy.write(PULL_REQUEST, text.replace(old, new, 1))
    result = make(copy, "lint-workflows")
    assert result.returncode != 0
    assert said in result.stdout + result.stderr
