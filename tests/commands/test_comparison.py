"""`portal diff` over a history in a repository of its own: each commit gives exactly the changes that it makes."""

from pathlib import Path

import pytest
import yaml

from error_catalog.commands.comparison import Change, Severity, compare
from error_catalog.commands.revisions import RevisionUnavailable, base_revision, catalog_at
from error_catalog.diagnostics.rules import Rule
from error_catalog.model.history import Guarantee
from support.portal import portal
from support.project import DATA, Project
from support.published import Json
from support.repositories import commit, git

STEPS = yaml.safe_load((DATA / "history.yaml").read_text(encoding="utf-8"))
CONFLICT = "examples/CONFLICT.yaml"


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
    return f"{word} {change.code}: {change.text}"


def test_each_commit_of_a_history_gives_exactly_its_changes(repository: Project) -> None:
    assert len(STEPS) == 12
    for step in STEPS:
        before = git(repository, "rev-parse", "HEAD")
        take(step, repository)
        changes = compare(catalog_at(repository.root, before), repository.load())
        assert [shown(change) for change in changes] == step["changes"], step["step"]
        result = portal("diff", before, cwd=repository.root)
        assert result.returncode == step.get("status", 0), step["step"]
        assert result.stdout.count("\n  ") >= len(changes)
        commit(repository)
        assert base_revision(repository.root) == before, "on main, it is the commit before"


def test_the_output_says_how_to_declare_a_change(repository: Project) -> None:
    take(STEPS[1], repository)
    repository.replace(
        CONFLICT, "triggers:", "changes: [{date: 2026-12-01, fact: status, note: It was 409.}]\ntriggers:"
    )
    repository.replace("examples/PAYMENT_DECLINED.yaml", "reserved: true\n", "")
    result = portal("diff", "main", cwd=repository.root)
    assert result.stdout.splitlines() == [
        "breaking",
        "  CONFLICT: status was 409 and is 400",
        "    declared on 2026-12-01: It was 409.",
        "  CONFLICT: E508 category was conflict and is validation",
        f"    hint: restore it, or declare it in {CONFLICT} under `changes`: {{date: …, fact: category, note: …}}",
        "notable",
        "  PAYMENT_DECLINED: no longer reserved: the API emits it",
    ]
    assert result.stderr == "3 changes since main, 1 breaking and undeclared\n"
    assert result.returncode == 1


def test_on_a_branch_the_base_is_where_it_left_main(repository: Project) -> None:
    fork = git(repository, "rev-parse", "HEAD")
    git(repository, "checkout", "--quiet", "-b", "topic")
    for step in STEPS[:2]:
        take(step, repository)
        commit(repository)
    assert base_revision(repository.root) == fork
    result = portal("diff", cwd=repository.root)
    assert (result.returncode, result.stdout.count("CONFLICT:")) == (1, 3)


def test_a_clone_without_the_branch_main_takes_that_of_its_origin(repository: Project, tmp_path: Path) -> None:
    fork = git(repository, "rev-parse", "HEAD")
    git(repository, "clone", "--quiet", ".", str(tmp_path / "clone"))
    clone = Project(tmp_path / "clone")
    git(clone, "checkout", "--quiet", "-b", "topic")
    git(clone, "branch", "--quiet", "-D", "main")
    for step in STEPS[:2]:
        take(step, clone)
        commit(clone)
    assert base_revision(clone.root) == fork


def test_a_project_without_a_past_has_nothing_to_be_compared_with(small: Project) -> None:
    said = "nothing to compare with: git has no earlier revision of this project here\n"
    assert portal("diff", cwd=small.root).stdout == said
    git(small, "init", "--quiet")
    commit(small)
    result = portal("diff", cwd=small.root)
    assert (result.returncode, result.stdout, result.stderr) == (0, said, "")


def test_a_clone_of_the_last_commit_alone_passes(repository: Project, tmp_path: Path) -> None:
    take(STEPS[1], repository)
    commit(repository)
    git(repository, "clone", "--quiet", "--depth=1", f"file://{repository.root}", str(tmp_path / "clone"))
    assert base_revision(tmp_path / "clone") is None
    assert portal("diff", cwd=tmp_path / "clone").returncode == 0


def test_a_project_in_a_folder_of_a_repository_is_found_there(small: Project) -> None:
    above = Project(small.root.parent)
    git(above, "init", "--quiet")
    commit(above)
    take(STEPS[1], small)
    assert portal("diff", "HEAD", cwd=small.root).returncode == 1


@pytest.mark.parametrize("name", ["nowhere", "--all", "HEAD~7", "HEAD:examples", ""])
def test_an_unknown_revision_is_explained(repository: Project, name: str) -> None:
    with pytest.raises(RevisionUnavailable, match=r"git knows no revision .*\n    hint: name a commit"):
        catalog_at(repository.root, name)


def test_a_revision_that_breaks_the_rules_of_today_is_explained(repository: Project) -> None:
    repository.replace(CONFLICT, "409", "410")
    commit(repository)
    repository.replace(CONFLICT, "410", "409")
    result = portal("diff", "HEAD", cwd=repository.root)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.splitlines() == [
        "revision HEAD does not keep today's rules, so that nothing can be held against it",
        "examples/CONFLICT.yaml:14:19: E203 status 410 does not fit category conflict (409)",
        "    hint: correct the status or the category",
    ]


def test_an_earlier_revision_is_read_with_what_the_api_documents_say_since(repository: Project) -> None:
    repository.replace(CONFLICT, "[Read it.]", "[Read `X-Extra`.]")
    commit(repository)
    declared = "{summary: Get an order, parameters: [{name: X-Extra, in: header, schema: {type: string}}]}"
    repository.replace("docs/api/orders.yaml", "{summary: Get an order}", declared)
    repository.replace(CONFLICT, "409", "410")
    assert portal("diff", "HEAD", cwd=repository.root).returncode == 1, "a fault of today is none of the past"
    repository.replace(CONFLICT, "410", "409")
    result = portal("diff", "HEAD", cwd=repository.root)
    assert (result.returncode, result.stdout) == (0, "no change\n")


def test_a_revision_without_a_catalogue_is_explained(repository: Project) -> None:
    for file in repository.path("examples").iterdir():
        git(repository, "rm", "--quiet", "--cached", str(file))
    git(repository, "commit", "--quiet", "--message", "None")
    result = portal("diff", "HEAD", cwd=repository.root)
    assert (result.returncode, result.stderr) == (2, "revision HEAD has no examples/ or no docs/api/ here\n")


def test_pages_of_the_other_revision_do_not_matter(repository: Project) -> None:
    repository.replace("docs/index.md", "`CONFLICT`", "`CONFLICTS`")
    commit(repository)
    repository.replace("docs/index.md", "`CONFLICTS`", "`CONFLICT`")
    assert portal("diff", "HEAD", cwd=repository.root).returncode == 0


def test_a_catalogue_differs_from_itself_in_nothing(small: Project) -> None:
    assert compare(small.load(), small.load()) == ()


def test_a_type_that_moves_is_breaking(small: Project) -> None:
    # No file that keeps the rules has another type than its code gives; a new base for all of them is a new rule.
    old, new = small.load(), small.load()
    moved = new.by_code["CONFLICT"].body.model_copy(update={"type": "https://x.example/CONFLICT"})
    object.__setattr__(new.by_code["CONFLICT"].examples[0], "body", moved)
    (change,) = compare(old, new)
    assert change.text.startswith(
        f"{Guarantee.TYPE} was https://developer.gett-tech.com/errors/CONFLICT and is https://x"
    )
    assert change.rule is Rule.UNDECLARED_CHANGE


def test_a_gateway_error_becomes_one_of_an_endpoint(small: Project) -> None:
    old = small.load()
    small.replace(CONFLICT, "origin: gateway\n", "")
    small.replace(CONFLICT, "- when", "- endpoint: GET /v1/orders/{orderId}\n    when")
    assert [shown(change) for change in compare(old, small.load())] == [
        "notable CONFLICT: new trigger: GET /v1/orders/{orderId}",
        "notable CONFLICT: trigger gone: any endpoint",
        "notable CONFLICT: origin was gateway and is domain",
    ]


def test_what_a_deprecated_code_was_is_said_where_it_comes_back(small: Project) -> None:
    new = small.load()
    retired = "deprecated: {date: 2026-12-01, reason: It is gone.}\nreplaced_by: PAYMENT_FAILED\norigin:"
    small.replace(CONFLICT, "origin:", retired)
    assert [change.text for change in compare(small.load(), new)] == [
        "no longer deprecated",
        "no longer replaced by PAYMENT_FAILED",
    ]
