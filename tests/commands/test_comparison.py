"""`portal diff` over a history in a repository of its own: each commit gives exactly the changes that it makes."""

import json
import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from error_catalog.commands.comparison import Change, Severity, compare
from error_catalog.commands.facts import OLD_NAMES, read_facts
from error_catalog.commands.revisions import RevisionUnavailable, base_revision, example_files_at
from error_catalog.diagnostics.rules import Rule
from error_catalog.model.error import ErrorType
from error_catalog.model.error_content import Trigger
from error_catalog.model.history import Guarantee
from error_catalog.model.recovery import Recovery
from error_catalog.model.retry_policy import RetryPolicy
from support.portal import portal
from support.project import DATA, SMALL, Project, copy_project
from support.published import Json
from support.repositories import commit, git
from support.yaml_files import read_yaml

STEPS = read_yaml((DATA / "history.yaml").read_text(encoding="utf-8"))
CONFLICT, PAYMENT_FAILED = "examples/CONFLICT.yaml", "examples/PAYMENT_FAILED.yaml"


def take(step: Json, project: Project) -> None:
    """Edit the project as a step of the history says."""
    for code, heir in step.get("copy", {}).items():
        project.write(f"examples/{heir}.yaml", project.read(f"examples/{code}.yaml").replace(code, heir))
    for edit in step.get("edits", ()):
        name = f"examples/{edit['file']}.yaml"
        text = project.read(name)
        assert edit["old"] in text, edit
        project.write(name, text.replace(edit["old"], edit["new"]))
    for code in step.get("remove", ()):
        project.path(f"examples/{code}.yaml").unlink()


def shown(change: Change) -> str:
    """Return a change as the history writes it."""
    is_breaking = change.severity is Severity.BREAKING
    word = change.severity if not is_breaking else "declared" if change.declaration else "undeclared"
    return f"{word} {change.code or 'unknown codes'}: {change.text}"


def test_each_commit_of_a_history_gives_exactly_its_changes(repository: Project) -> None:
    assert len(STEPS) == 16
    for step in STEPS:
        before = git(repository, "rev-parse", "HEAD")
        take(step, repository)
        changes = compare(read_facts(example_files_at(repository.root, before)), repository.facts())
        assert [shown(change) for change in changes] == step["changes"], step["step"]
        result = portal("diff", before, cwd=repository.root)
        assert result.returncode == step.get("status", 0), step["step"]
        assert result.stdout.count("\n  ") >= len(changes)
        commit(repository)
        assert base_revision(repository.root) == before, "on main, it is the commit before"


def test_the_output_says_how_to_declare_a_change(repository: Project) -> None:
    take(STEPS[1], repository)
    repository.replace(
        CONFLICT, "triggers:", "changes: [{date: 2026-12-01, guarantee: status, note: It was 409.}]\ntriggers:"
    )
    repository.replace("examples/PAYMENT_DECLINED.yaml", "reserved: true\n", "")
    result = portal("diff", "main", cwd=repository.root)
    assert result.stdout.splitlines() == [
        "breaking",
        "  CONFLICT: status was 409 and is 400",
        "    declared on 2026-12-01: It was 409.",
        "  CONFLICT: E508 category was conflict and is validation",
        f"    hint: restore it, or declare it in {CONFLICT} under `changes`: {{date: …, guarantee: category, note: …}}",
        "notable",
        "  PAYMENT_DECLINED: no longer reserved: the API emits it",
    ]
    assert result.stderr == "3 changes since main, 1 breaking and undeclared\n"
    assert result.returncode == 1


@pytest.mark.parametrize("main", ["main", "trunk"])
def test_on_a_branch_the_base_is_where_it_left_the_main_one(repository: Project, tmp_path: Path, main: str) -> None:
    fork = git(repository, "rev-parse", "HEAD")
    git(repository, "branch", "--move", "main", main)
    git(repository, "clone", "--quiet", ".", str(tmp_path / "clone"))
    clone = Project(tmp_path / "clone")
    git(repository, "config", "init.defaultBranch", main)
    for project in (repository, clone):
        git(project, "checkout", "--quiet", "-b", "topic")
        for step in STEPS[:2]:
            take(step, project)
            commit(project)
        assert base_revision(project.root) == fork
        result = portal("diff", cwd=project.root)
        assert (result.returncode, result.stdout.count("CONFLICT:")) == (1, 3)
    git(clone, "branch", "--quiet", "-D", main)
    assert base_revision(clone.root) == fork, "the branch of the remote counts"


def test_programs_get_the_changes_as_data(repository: Project) -> None:
    take(STEPS[1], repository)
    result = portal("diff", "--format", "json", "HEAD", cwd=repository.root)
    changes = json.loads(result.stdout)["changes"]
    assert [change["text"] for change in changes] == [change.partition(": ")[2] for change in STEPS[1]["changes"]]
    assert result.returncode == (1 if any(change["rule"] for change in changes) else 0)
    assert {change["severity"] for change in changes} <= set(Severity)
    assert all({"code", "hint", "guarantee", "declaration"} <= change.keys() for change in changes)


def test_on_the_main_branch_itself_what_is_not_pushed_counts(repository: Project, tmp_path: Path) -> None:
    pushed = git(repository, "rev-parse", "HEAD")
    git(repository, "clone", "--quiet", ".", str(tmp_path / "clone"))
    clone = Project(tmp_path / "clone")
    for step in STEPS[:2]:
        take(step, clone)
        commit(clone)
    assert base_revision(clone.root) == pushed


def test_the_first_commit_of_a_complete_clone_has_nothing_to_be_compared_with(repository: Project) -> None:
    result = portal("diff", cwd=repository.root)
    said = "nothing to compare with: this is the first commit\n"
    assert (result.returncode, result.stdout, result.stderr) == (0, "no change\n", said)
    assert json.loads(portal("diff", "--format", "json", cwd=repository.root).stdout) == {"changes": []}


def assert_unseen(project: Project, said: str, **more: str) -> None:
    """Assert that the base cannot be seen, and that this is neither a pass nor a fault."""
    result = portal("diff", cwd=project.root, LC_ALL="C", **more)
    assert (result.returncode, result.stdout) == (2, "")
    assert re.search(said, result.stderr), result.stderr
    assert "Traceback" not in result.stderr


def clone_in_part(repository: Project, folder: Path, *options: str) -> Project:
    """Return a clone of a repository that has a branch `topic`, two commits ahead of main."""
    take(STEPS[1], repository)
    commit(repository)
    git(repository, "checkout", "--quiet", "-b", "topic")
    for step in STEPS[2:4]:
        take(step, repository)
        commit(repository)
    git(repository, "checkout", "--quiet", "main")
    git(repository, "clone", "--quiet", *options, f"file://{repository.root}", str(folder))
    return Project(folder)


def test_a_clone_of_the_last_commit_alone_cannot_see_its_base(repository: Project, tmp_path: Path) -> None:
    clone = clone_in_part(repository, tmp_path / "clone", "--branch=main", "--depth=1")
    assert_unseen(clone, r"the commit before this one is not in this clone\n    hint: .*git fetch --unshallow")


def test_a_clone_that_is_shallow_before_the_merge_base_cannot_see_it(repository: Project, tmp_path: Path) -> None:
    clone = clone_in_part(repository, tmp_path / "clone", "--branch=topic", "--no-single-branch", "--depth=1")
    git(clone, "remote", "set-head", "origin", "main")
    assert_unseen(clone, r"refs/remotes/origin/main and HEAD have no common commit here\n    hint: .*--unshallow")


def test_a_clone_of_a_branch_without_its_main_cannot_see_its_base(repository: Project, tmp_path: Path) -> None:
    clone = clone_in_part(repository, tmp_path / "clone", "--branch=topic", "--single-branch")
    git(clone, "remote", "set-head", "origin", "--delete")
    assert_unseen(
        clone, "git does not know the main branch of origin here\n    hint: git remote set-head origin --auto"
    )
    git(clone, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
    assert_unseen(clone, "fatal: Not a valid object name refs/remotes/origin/main")


def test_the_main_branch_is_that_of_the_remote(repository: Project, tmp_path: Path) -> None:
    clone = clone_in_part(repository, tmp_path / "clone")
    left = git(clone, "rev-parse", "HEAD")
    for step in STEPS[2:4]:
        take(step, clone)
        commit(clone)
    assert base_revision(clone.root) == left, "nobody else has what main has here"


def test_a_branch_may_be_named_like_an_option(repository: Project) -> None:
    git(repository, "update-ref", "refs/heads/--all", "HEAD")
    assert {*example_files_at(repository.root, "--all")} == {
        path.name for path in repository.path("examples").iterdir()
    }


def test_branches_without_a_main_one_are_not_guessed_at(repository: Project) -> None:
    git(repository, "branch", "--move", "main", "release")
    git(repository, "branch", "topic")
    assert_unseen(repository, "git does not know which branch is the main one\n    hint: ")


def test_what_git_refuses_is_said_in_its_words(repository: Project, small: Project, tmp_path: Path) -> None:
    assert_unseen(repository, "fatal: detected dubious ownership", GIT_TEST_ASSUME_DIFFERENT_OWNER="1")
    assert_unseen(repository, "git cannot be run: No such file or directory", PATH=str(tmp_path))
    git(repository, "checkout", "--quiet", "--orphan", "new")
    assert_unseen(repository, "fatal: ambiguous argument 'HEAD'")


def test_a_project_outside_of_git_cannot_be_compared(tmp_path: Path) -> None:
    project = copy_project(SMALL, tmp_path / "small")
    assert_unseen(project, "fatal: not a git repository")


def test_a_project_in_a_folder_of_a_repository_is_found_there(small: Project) -> None:
    above = Project(small.root.parent)
    git(above, "init", "--quiet")
    commit(above)
    take(STEPS[1], small)
    assert portal("diff", "HEAD", cwd=small.root).returncode == 1


@pytest.mark.parametrize("name", ["nowhere", "--all", "HEAD~7", "HEAD:examples", ""])
def test_an_unknown_revision_is_explained(repository: Project, name: str) -> None:
    with pytest.raises(RevisionUnavailable, match=r"git knows no revision .*\n    hint: name a commit"):
        example_files_at(repository.root, name)


def commit_as_it_was(project: Project, file: str, was: str, now: str) -> None:
    """Commit a file with what once stood in it, and put back what stands there today."""
    project.replace(file, now, was)
    commit(project)
    project.replace(file, was, now)


@pytest.mark.parametrize(
    ("file", "was", "now"),
    [
        (CONFLICT, "  actor: somebody\n", "  actor: integration\n"),
        (CONFLICT, "[Read `X-Gone`.]", "[Read it.]"),
        (CONFLICT, "  advice: Read\n", "  advice: Read what is there.\n"),
        ("docs/api/orders.yaml", "/v0/orders:", "/v1/orders:"),
    ],
)
def test_rules_of_today_do_not_apply_to_the_past(repository: Project, file: str, was: str, now: str) -> None:
    commit_as_it_was(repository, file, was, now)
    result = portal("diff", "HEAD", cwd=repository.root)
    assert result.returncode == 0, result.stderr
    assert result.stderr.endswith("since HEAD, 0 breaking and undeclared\n")
    assert (result.stdout == "no change\n") == file.startswith("docs/")


def test_a_field_is_read_by_the_names_that_it_had(repository: Project) -> None:
    """Each commit before a rename has today's files, but for the old name; nothing has changed."""
    repository.replace(
        CONFLICT, "triggers:", "changes: [{date: 2026-12-01, guarantee: status, note: It was 400.}]\ntriggers:"
    )
    assert len(OLD_NAMES) == 3
    for (*_, old), new in OLD_NAMES.items():
        files = [name for name in (CONFLICT, PAYMENT_FAILED) if f"{new}:" in repository.read(name)]
        assert files, f"no file has {new}"
        for file in files:
            commit_as_it_was(repository, file, f"{old}:", f"{new}:")
            result = portal("diff", "HEAD", cwd=repository.root)
            assert (result.returncode, result.stdout) == (0, "no change\n"), (old, new)


@pytest.mark.parametrize("model", [ErrorType, Recovery, Trigger, RetryPolicy])
def test_a_field_that_is_required_today_may_lack_in_the_past(repository: Project, model: type[BaseModel]) -> None:
    required = [name for name, field in model.model_fields.items() if field.is_required() and name != "examples"]
    assert required
    for name in required:
        text = repository.read(PAYMENT_FAILED)
        before = re.sub(rf"^( *)(?:- )?{name}:.*\n(?:\1 +.*\n)*", "", text, flags=re.MULTILINE)
        assert before != text, name
        repository.write(PAYMENT_FAILED, before)
        commit(repository)
        repository.write(PAYMENT_FAILED, text)
        result = portal("diff", "HEAD", cwd=repository.root)
        assert result.returncode == 0, (name, result.stderr)
        assert "PAYMENT_FAILED" in result.stdout, name


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ('"state": 409', '"status": 409', "cannot read the status, `status` of the first body"),
        ('"status": "409"', '"status": 409', "cannot read the status, `status` of the first body"),
        ('"retryable": 0', '"retryable": false', "cannot read the retryable, `retryable` of the first body"),
        ("examples: [", "examples:", "E007 no valid YAML"),
    ],
)
def test_a_fact_that_cannot_be_read_is_named(repository: Project, was: str, now: str, said: str) -> None:
    commit_as_it_was(repository, CONFLICT, was, now)
    result = portal("diff", "HEAD", cwd=repository.root)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(f"revision HEAD cannot be compared with\n{CONFLICT}")
    assert said in result.stderr


def test_a_revision_without_a_catalogue_is_explained(repository: Project) -> None:
    for file in repository.path("examples").iterdir():
        git(repository, "rm", "--quiet", "--cached", str(file))
    git(repository, "commit", "--quiet", "--message", "None")
    result = portal("diff", "HEAD", cwd=repository.root, LC_ALL="C")
    words = "fatal: pathspec 'examples' did not match any files"
    assert (result.returncode, result.stderr) == (2, f"revision HEAD has no examples/ here: {words}\n")


def test_pages_of_the_other_revision_do_not_matter(repository: Project) -> None:
    repository.replace("docs/index.md", "`CONFLICT`", "`CONFLICTS`")
    commit(repository)
    repository.replace("docs/index.md", "`CONFLICTS`", "`CONFLICT`")
    assert portal("diff", "HEAD", cwd=repository.root).returncode == 0


def test_a_catalogue_differs_from_itself_in_nothing(small: Project) -> None:
    assert compare(small.facts(), small.facts()) == ()


def test_a_type_that_moves_is_breaking(small: Project) -> None:
    # No file that keeps the rules has another type than its code gives; a new base for all of them is a new rule.
    old = small.facts()
    small.replace(CONFLICT, "https://developer.gett-tech.com/errors/CONFLICT", "https://x.example/CONFLICT")
    (change,) = compare(old, small.facts())
    said = f"{Guarantee.TYPE} was https://developer.gett-tech.com/errors/CONFLICT and is https://x.example/CONFLICT"
    assert (change.text, change.rule) == (said, Rule.UNDECLARED_CHANGE)


def test_the_general_error_is_the_first_of_the_gateway_where_an_earlier_revision_declares_none(small: Project) -> None:
    declared = small.read(CONFLICT)
    undeclared = declared.replace("general: true\n", "")
    small.write(CONFLICT, undeclared)
    alone = small.facts()
    small.write("examples/CLASH.yaml", undeclared.replace("CONFLICT", "CLASH"))
    both = small.facts()
    small.write(CONFLICT, declared)
    said = ["notable CONFLICT: the general error of status 409, which was CLASH"]
    assert [shown(change) for change in compare(both, small.facts())] == said
    assert [shown(change) for change in compare(alone, small.facts())] == ["notable CLASH: the code is new"]


@pytest.mark.parametrize(
    ("field", "was"),
    [
        ("max_retries", ""),
        ("max_retries", "max_retries: 4.0"),
        ("max_retries", "max_retries: true"),
        ("max_retries", "max_retries: 1000000"),
        ("max_retries", "max_retries: many"),
        ("factor", "factor: 1e300"),
        ("jitter", "jitter: true"),  # when it was a yes or no, it made waits shorter
        ("first_delay_seconds", "first_delay_seconds: -1"),
    ],
)
def test_a_policy_that_an_earlier_revision_does_not_say_is_not_guessed(small: Project, field: str, was: str) -> None:
    now = small.facts()
    text = small.read(PAYMENT_FAILED)
    small.write(PAYMENT_FAILED, re.sub(rf"^    {field}: .*\n", f"    {was}\n" if was else "", text, flags=re.MULTILINE))
    (change,) = compare(small.facts(), now)
    assert shown(change) == f"notable PAYMENT_FAILED: retry policy changed: {field}"


def test_a_gateway_error_becomes_one_of_an_endpoint(small: Project) -> None:
    old = small.facts()
    small.replace(CONFLICT, "origin: gateway\n", "")
    small.replace(CONFLICT, "- when", "- endpoint: GET /v1/orders/{orderId}\n    when")
    assert [shown(change) for change in compare(old, small.facts())] == [
        "notable CONFLICT: new trigger: GET /v1/orders/{orderId}",
        "notable CONFLICT: trigger gone: any endpoint",
        "notable CONFLICT: origin was gateway and is domain",
    ]


def test_what_a_deprecated_code_was_is_said_where_it_comes_back(small: Project) -> None:
    new = small.facts()
    retired = "deprecated: {date: 2026-12-01, reason: It is gone.}\nreplaced_by: PAYMENT_FAILED\norigin:"
    small.replace(CONFLICT, "origin:", retired)
    assert [change.text for change in compare(small.facts(), new)] == [
        "no longer deprecated",
        "no longer replaced by PAYMENT_FAILED",
    ]
