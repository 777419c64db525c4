"""`portal diff` in a pull request: annotations where a promise is broken, and a summary that no text can break."""

import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from error_catalog.commands.breaking_changes import breaking_changes
from error_catalog.commands.comparison import Change, Severity, compare
from error_catalog.diagnostics.rules import Rule
from error_catalog.model.history import Guarantee
from error_catalog.templating import render
from support.portal import portal
from support.project import Project
from support.repositories import commit, git

CONFLICT, DECLINED, FAILED = (f"examples/{code}.yaml" for code in ("CONFLICT", "PAYMENT_DECLINED", "PAYMENT_FAILED"))
DECLARATION = "changes: [{date: 2026-12-01, guarantee: status, note: It was 409.}]\ntriggers:"
POLICY = "{first_delay_seconds: 1, factor: 2, max_delay_seconds: 9, jitter: 1, max_retries: 1, idempotency_key: same}"

HOSTILE = [
    "::error file=x::injected",
    "##[error]injected",
    "100 %0A::error::injected",
    "first\n::error::second\n\n# third\r\n- fourth",
    "- a list | a cell | `code`, ``more`` and ~~gone~~ &amp; <b>bold</b> <!-- hidden",
    "[a link](https://x.example), ![an image](https://x.example/x.png) and <https://x.example>",
    "# a heading, *emphasis*, **more**, a \\ > quoted",
    "```",
    "right to \u202eleft",
]


def to_bad_request(project: Project) -> None:
    """Break two promises about one error, which then keeps all rules but these."""
    for old, new in (('"conflict"', '"validation"'), ("409", "400"), ('"title": "Conflict"', '"title": "Bad Request"')):
        project.replace(CONFLICT, old, new)


def place(project: Project, file: str, words: str) -> tuple[int, int]:
    """Return line and column of the words in a file."""
    before, found, _ = project.read(file).partition(words)
    assert found
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def shown(markdown: str) -> BeautifulSoup:
    """Return Markdown as a tree, read as CommonMark with tables and strikethrough, which GitHub adds to it."""
    return BeautifulSoup(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown), "html.parser")


def test_each_broken_promise_stands_at_the_line_that_breaks_it(small: Project) -> None:
    old = small.facts()
    to_bad_request(small)
    small.replace(CONFLICT, '"retryable": false', '"retryable": true')
    small.replace(CONFLICT, "  steps:", f"  retry: {POLICY}\n  steps:")
    small.replace(DECLINED, ', "itemId": "item_1"', ', "jsonPath": "$.payment"')
    small.path(FAILED).unlink()
    faults = list(breaking_changes(compare(old, small.facts()), small.root))
    assert [(fault.path, (fault.line, fault.column), fault.message) for fault in faults] == [
        (CONFLICT, place(small, CONFLICT, "400"), "status was 409 and is 400"),
        (CONFLICT, place(small, CONFLICT, '"validation"'), "category was conflict and is validation"),
        (CONFLICT, place(small, CONFLICT, "true\n      }"), "retryable was false and is true"),
        (DECLINED, place(small, DECLINED, "{"), "gone from the body: errors[].itemId"),
        (FAILED, (1, 1), "the code is gone"),
    ]
    assert [fault.rule for fault in faults] == [*[Rule.UNDECLARED_CHANGE] * 4, Rule.LOST_CODE]
    assert all(fault.hint for fault in faults)


def test_every_fact_has_its_place(small: Project) -> None:
    changes = [Change(Severity.BREAKING, "CONFLICT", "moved", guarantee=each) for each in Guarantee]
    faults = list(breaking_changes(changes, small.root))
    words = ('"https:', "409", '"conflict"', "false", "{\n")
    assert [(fault.line, fault.column) for fault in faults] == [place(small, CONFLICT, each) for each in words]


def test_annotations_are_for_what_nobody_declared(repository: Project) -> None:
    to_bad_request(repository)
    repository.replace(CONFLICT, "triggers:", DECLARATION)
    repository.replace(DECLINED, "reserved: true\n", "")
    result = portal("diff", "HEAD", "--format", "github", cwd=repository.root)
    line, column = place(repository, CONFLICT, '"validation"')
    assert result.stdout == (
        f"::error file={CONFLICT},line={line},col={column},title=E508::category was conflict and is validation%0A"
        f"hint: restore it, or declare it in {CONFLICT} under `changes`: {{date: …, guarantee: category, note: …}}\n"
    )
    assert (result.returncode, result.stderr) == (1, "3 changes since HEAD, 1 breaking and undeclared\n")


def test_a_code_that_is_gone_is_annotated_where_it_was(repository: Project) -> None:
    repository.path(FAILED).unlink()
    result = portal("diff", "HEAD", "--format", "github", cwd=repository.root)
    assert result.stdout.startswith(f"::error file={FAILED},line=1,col=1,title=E509::the code is gone%0Ahint: bring")
    assert result.returncode == 1


def test_a_merge_is_held_against_the_branch_that_it_goes_into(repository: Project) -> None:
    git(repository, "checkout", "--quiet", "-b", "topic")
    to_bad_request(repository)
    commit(repository)
    git(repository, "checkout", "--quiet", "main")
    repository.replace(DECLINED, "reserved: true\n", "")
    commit(repository)
    git(repository, "checkout", "--quiet", "--detach")
    git(repository, "merge", "--quiet", "--no-edit", "topic")
    result = portal("diff", "HEAD^1", cwd=repository.root)
    assert result.stderr == "2 changes since HEAD^1, 2 breaking and undeclared\n"


def test_the_summary_lists_the_changes_by_severity(repository: Project) -> None:
    to_bad_request(repository)
    repository.replace(CONFLICT, "triggers:", DECLARATION)
    repository.replace(DECLINED, "reserved: true\n", "")
    repository.replace(FAILED, "meaning: ", "meaning: Really. ")
    result = portal("diff", "HEAD", "--format", "markdown", cwd=repository.root)
    assert result.returncode == 1
    html = shown(result.stdout)
    assert [heading.get_text() for heading in html.select("h2, h3")] == [
        "Changes of the errors",
        "Breaking",
        "Notable",
        "Editorial",
    ]
    assert [" ".join(entry.get_text().split()) for entry in html.select("li:not(li li)")] == [
        "CONFLICT: status was 409 and is 400 declared on 2026-12-01: It was 409.",
        "CONFLICT: category was conflict and is validation E508: restore it, or declare it in "
        f"{CONFLICT} under `changes`: {{date: …, guarantee: category, note: …}}",
        "PAYMENT_DECLINED: no longer reserved: the API emits it",
        "PAYMENT_FAILED: edited: meaning",
    ]


@pytest.mark.parametrize(("form", "said"), [("markdown", "## Changes of the errors\n\nNo change.\n"), ("github", "")])
def test_where_nothing_changed_there_is_little_to_say(repository: Project, form: str, said: str) -> None:
    result = portal("diff", "HEAD", "--format", form, cwd=repository.root)
    assert (result.returncode, result.stdout) == (0, said)


def test_faults_are_no_part_of_the_summary(repository: Project) -> None:
    repository.replace(CONFLICT, '"Done before."', '"# <b>"')
    repository.replace(CONFLICT, "409", "410")
    result = portal("diff", "HEAD", "--format", "markdown", cwd=repository.root)
    assert (result.returncode, result.stdout) == (1, "")
    assert "E203" in result.stderr


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_the_summary(text: str) -> None:
    declaration = {"date": "2026-12-01", "guarantee": "status", "note": text}
    declared = Change(Severity.BREAKING, "CONFLICT", "status was 409", "", Guarantee.STATUS, declaration)
    undeclared = Change(Severity.BREAKING, "CONFLICT", text, text, Guarantee.STATUS)
    markdown = render("changes.md.jinja", changes=[declared, undeclared])
    html = shown(markdown)
    one_line = " ".join(text.replace("\u202e", r"\u202e").split())
    entries = [entry.get_text() for entry in html.select("li li")]
    assert entries == [f"declared on 2026-12-01: {one_line}", f"E508: {one_line}"]
    assert {tag.name for tag in html.find_all()} == {"h2", "h3", "ul", "li", "code"}
    assert not any(line.startswith(("::", "##[")) for line in markdown.splitlines())
