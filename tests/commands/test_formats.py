"""How faults are shown to people, to GitHub and to programs; and how each kind of them is explained."""

import contextlib
import json
import os
import pty
from pathlib import Path
from unittest.mock import patch

import pytest

from error_catalog.commands.cli import main
from error_catalog.commands.formats import render_github, render_json, render_text
from error_catalog.diagnostics.faults import Fault
from error_catalog.diagnostics.rules import Rule
from support.portal import portal
from support.project import ROOT, Project

CONFLICT = "examples/CONFLICT.yaml"


def quoted(root: Path, line: str, column: int) -> list[str]:
    """Return the quotation of a line with a fault in it, and the line with the caret."""
    (root / "x.yaml").write_text(f"first: line\n{line}\n", encoding="utf-8", newline="")
    fault = Fault("x.yaml", 2, column, Rule.FORM, "message")
    return render_text([fault], root, colour=False).split("\n")[1:]


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [
        ("a: b", 4, ["a: b", "   ^"]),
        ("\ta: b", 5, ["    a: b", "       ^"]),
        ("a: 衝突 b", 7, ["a: 衝突 b", "        ^"]),
        ("a: e\u0301 b", 7, ["a: e\u0301 b", "     ^"]),
        ("a: \x1b[31mb", 9, [r"a: \x1b[31mb", "           ^"]),
        ("a: \u202eb", 5, [r"a: \u202eb", "         ^"]),
        ("a: b", 99, ["a: b", "    ^"]),
        ("x" * 300 + "!" + "y" * 300, 301, ["…" + "x" * 50 + "!" + "y" * 49 + "…", " " * 51 + "^"]),
        ("!" + "y" * 300, 1, ["!" + "y" * 99 + "…", "^"]),
        ("x" * 300 + "!", 301, ["…" + "x" * 50 + "!", " " * 51 + "^"]),
        ("a: b\r", 4, ["a: b", "   ^"]),
    ],
)
def test_the_caret_stands_under_the_place(tmp_path: Path, line: str, column: int, expected: list[str]) -> None:
    first, second = expected
    assert quoted(tmp_path, line, column) == [f"    2 | {first}", f"      | {second}"]


def test_a_fault_without_a_line_has_no_quotation(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "bytes").write_bytes(b"\xff")
    (tmp_path / "empty").write_bytes(b"")
    faults = [Fault(path, 9, 1, Rule.FORM, "message") for path in ("gone", "folder", "bytes", "empty")]
    shown = render_text(faults, tmp_path, colour=False).split("\n")
    assert shown == [f"{fault.path}:9:1: E107 message" for fault in faults]


def test_github_gets_its_escapes() -> None:
    fault = Fault("a,b:c%\n.yaml", 3, 7, Rule.STATUS, "100 % of a::b,\r\x1ec", "do\nthis")
    expected = r"::error file=a%2Cb%3Ac%25%0A.yaml,line=3,col=7,title=E203::100 %25 of a::b,\r\x1ec%0Ahint: do\nthis"
    assert render_github([fault, fault]).split("\n") == [expected] * 2


def test_programs_get_a_stable_shape() -> None:
    fault = Fault("a.yaml", 3, 7, Rule.STATUS, "wrong", "right")
    shape = {"path": "a.yaml", "line": 3, "column": 7, "rule": "E203", "message": "wrong", "hint": "right"}
    assert json.loads(render_json([fault])) == {"faults": [shape]}
    assert json.loads(render_json([])) == {"faults": []}


def test_check_speaks_each_format(small: Project) -> None:
    assert json.loads(portal("check", "--format", "json", cwd=small.root).stdout) == {"faults": []}
    small.replace(CONFLICT, "409", "410")
    result = portal("check", "--format", "json", cwd=small.root)
    assert result.returncode == 1
    assert [fault["rule"] for fault in json.loads(result.stdout)["faults"]] == ["E203"]
    result = portal("check", "--format", "github", cwd=small.root)
    assert result.returncode == 1
    assert result.stdout.startswith(f"::error file={CONFLICT},line=18,col=19,title=E203::status 410 does not fit")


def test_a_pull_request_shows_each_fault_at_its_line(small: Project) -> None:
    small.replace(CONFLICT, "409", "410")
    small.replace(CONFLICT, "Read what is there.", "Read 100 % of `X-Trace::x`, <b>.")
    small.write("examples/a,b: c%.yaml", "")
    small.write_page("docs/index.md", "# Welcome\n\n[x](lost.md), `LOST`\n\n```json\n[1,, 2]\n```\n")
    head = "openapi: 3.1.0\ninfo: {title: More, version: v1}\n"
    small.write(
        "docs/api/more.yaml", f"{head}paths: {{/v1/orders: {{post: {{operationId: placeIt, summary: Place it}}}}}}\n"
    )
    small.write(
        "mkdocs.yml",
        "nav: [index.md, guides/by-symptom.md, guides/compatibility.md, guides/handling-errors.md, "
        "guides/idempotency.md, guides/testing.md]\n",
    )
    result = portal("check", "--format", "github", cwd=small.root)
    assert result.returncode == 1
    assert [line.partition("%0Ahint: ")[0] for line in result.stdout.splitlines()] == [
        "::error file=docs/api/orders.yaml,line=5,col=5,title=E707::POST /v1/orders is in docs/api/more.yaml already",
        "::error file=docs/guides/authentication.md,line=1,col=1,title=E902::the navigation does not have this page",
        "::error file=docs/index.md,line=6,col=5,title=E608::a link to a page that does not exist: docs/lost.md",
        "::error file=docs/index.md,line=6,col=16,title=E501::unknown error code LOST",
        "::error file=docs/index.md,line=9,col=4,title=E804::no valid JSON: Expecting value",
        f"::error file={CONFLICT},line=8,col=26,title=E305::unknown header X-Trace",
        f"::error file={CONFLICT},line=8,col=39,title=E601::raw HTML in prose: <b>",
        f"::error file={CONFLICT},line=18,col=19,title=E203::status 410 does not fit category conflict (409)",
        "::error file=examples/a%2Cb%3A c%25.yaml,line=1,col=1,title=E001::this is no example file",
    ]


def shown_on_terminal(project: Project, **settings: str) -> str:
    """Return what `portal check` prints on a terminal of a project at fault, with settings in its environment."""
    ours, theirs = pty.openpty()
    with (
        contextlib.chdir(project.root),
        patch.dict(os.environ, {"NO_COLOR": "", "TERM": "xterm", **settings}),
        open(theirs, "w", encoding="utf-8") as terminal,
        contextlib.redirect_stdout(terminal),
        contextlib.redirect_stderr(terminal),
    ):
        assert main(["check"]) == 1
    shown = os.read(ours, 10_000).decode()
    os.close(ours)
    assert "E203" in shown
    return shown


def test_colour_is_for_terminals(small: Project) -> None:
    small.replace(CONFLICT, "409", "410")
    assert "\x1b" not in portal("check", cwd=small.root).stdout
    assert "\x1b[31mE203\x1b[0m" in shown_on_terminal(small)
    assert "\x1b" not in shown_on_terminal(small, NO_COLOR="1")
    assert "\x1b" not in shown_on_terminal(small, TERM="dumb")


def test_explain_says_what_a_rule_means_and_how_to_mend_it() -> None:
    for name in ("E203", "e203"):
        result = portal("explain", name, cwd=ROOT)
        assert result.returncode == 0
        said = Rule.STATUS.explanation
        assert result.stdout.startswith(
            f"E203\n\nRule:  {said.headline}.\nFault: {said.meaning}\nFix:   {said.fix}\n\nWrong:\n"
        )


def test_explain_lists_all_rules_even_where_there_is_no_project(tmp_path: Path) -> None:
    result = portal("explain", cwd=tmp_path)
    assert result.returncode == 0
    assert [line.split(" ", 1) for line in result.stdout.splitlines()] == [
        [rule, rule.explanation.headline] for rule in Rule
    ]


@pytest.mark.parametrize(("name", "said"), [("E2033", "did you mean E203?"), ("status", "`portal explain` lists all")])
def test_explain_knows_what_it_does_not_know(name: str, said: str) -> None:
    result = portal("explain", name, cwd=ROOT)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == f"unknown identifier {name}; {said}\n"
