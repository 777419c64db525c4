"""The first step of a new error: `portal new` writes its file."""

import os
import pty
import subprocess
from datetime import date

import pytest

from error_catalog.api.category import Category
from error_catalog.commands.cli import main
from error_catalog.commands.new import NewError, new_error, render_new
from error_catalog.model.recovery import Actor
from support.portal import PORTAL, portal
from support.project import ROOT, Project

OPTIONS = {"--category": "availability", "--status": "400", "--endpoint": "GET /v1/orders/{orderId}"}


def words(options: dict[str, str]) -> list[str]:
    return [word for option in options.items() for word in option]


def test_a_new_file_is_valid_as_it_is_and_says_what_to_write(small: Project) -> None:
    result = portal("new", "STORE_PAUSED", *words(OPTIONS), cwd=small.root)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == "examples/STORE_PAUSED.yaml is written; `make check` says what is left to do\n"
    error = small.catalog().by_code["STORE_PAUSED"]
    assert (error.status_line, error.category, error.body.instance) == (
        "400 Bad Request",
        "availability",
        "/v1/orders/abc-123",
    )
    text = small.read("examples/STORE_PAUSED.yaml")
    assert all(actor in text for actor in Actor)
    assert [(fault.rule, fault.line) for fault in small.checked()[0]] == [
        ("E609", number) for number, line in enumerate(text.splitlines(), start=1) if "TODO" in line and number != 2
    ]
    assert len(small.checked()[0]) == 6


def test_a_new_file_begins_as_the_others_do(small: Project) -> None:
    portal("new", "STORE_PAUSED", *words(OPTIONS), cwd=small.root)
    heads = {file.read_text(encoding="utf-8").partition("\n")[0] for file in (ROOT / "examples").iterdir()}
    assert {small.read("examples/STORE_PAUSED.yaml").partition("\n")[0]} == heads


def test_a_new_file_names_the_guide_of_its_endpoint(small: Project) -> None:
    small.write_page(
        "docs/guides/authentication.md", "# Flow\n\n## Read\n\n<!-- endpoint-errors: GET /v1/orders/{orderId} -->\n"
    )
    portal("new", "STORE_PAUSED", *words(OPTIONS), cwd=small.root)
    assert "\nguide: guides/authentication.md#read\nexamples:\n" in small.read("examples/STORE_PAUSED.yaml")


@pytest.mark.parametrize("status", sorted({(each, status) for each in Category for status in each.statuses}))
def test_every_status_of_every_category_makes_a_valid_file(small: Project, status: tuple[Category, int]) -> None:
    category, number = status
    answers = {"code": "A_NEW1", "category": category, "status": str(number), "endpoint": "POST /v1/orders"}
    names = small.load().names
    error = new_error(answers, names)
    assert isinstance(error, NewError)
    small.write("examples/A_NEW1.yaml", render_new(error, date(2026, 12, 1), names))
    assert "A_NEW1" in small.catalog().by_code


@pytest.mark.parametrize(
    ("code", "option", "value", "said"),
    [
        ("CONFLICT", "--status", "400", "E201 CONFLICT has a file already"),
        ("store_paused", "--status", "400", 'E107 "store_paused" has the wrong form'),
        ("../A", "--status", "400", 'E107 "../A" has the wrong form'),
        ("NEW", "--status", "410", "E203 status 410 does not fit category availability (400, 503)"),
        ("NEW", "--category", "available", 'E105 `category` is the text "available"; it is one of'),
        ("NEW", "--endpoint", "GET /v1/order", "E301 unknown endpoint GET /v1/order"),
        ("NEW", "--endpoint", "a: b\n\x1b", r"E301 unknown endpoint a: b\n\x1b"),
    ],
)
def test_a_wrong_answer_is_refused_as_the_rules_refuse_it(
    small: Project, code: str, option: str, value: str, said: str
) -> None:
    before = sorted(small.path("examples").iterdir())
    result = portal("new", code, *words(OPTIONS | {option: value}), cwd=small.root)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith(said)
    assert result.stderr.count("\nE") == 0, "one mistake is one fault"
    assert sorted(small.path("examples").iterdir()) == before


def test_all_that_is_missing_is_named(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: False)
    result = portal("new", cwd=small.root)
    assert result.returncode == 1
    missing = [line for line in result.stderr.splitlines() if line.startswith("E101")]
    assert missing == [f"E101 `{name}` is missing" for name in ("code", "category", "status", "endpoint")]
    assert "The category; it is one of validation, availability" in result.stderr


def typed(project: Project, keys: bytes, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `portal new` at a terminal at which somebody types."""
    ours, theirs = pty.openpty()
    os.write(ours, keys)
    command = [str(PORTAL), "new", *arguments]
    result = subprocess.run(
        command, cwd=project.root, stdin=theirs, capture_output=True, text=True, check=False, timeout=60
    )
    os.close(theirs)
    os.close(ours)
    return result


def test_on_a_terminal_it_asks_for_what_is_missing(small: Project) -> None:
    result = typed(small, b"availability\n503\n", "STORE_PAUSED", "--endpoint", "POST /v1/orders")
    assert (result.returncode, result.stderr) == (0, "")
    assert "status: " in result.stdout
    assert "endpoint: " not in result.stdout
    assert small.catalog().by_code["STORE_PAUSED"].status == 503


def test_on_a_terminal_it_asks_again_for_what_is_wrong_or_nothing(small: Project) -> None:
    result = typed(small, b"\nCONFLICT\nSTORE_PAUSED\navailability\n410\n\n503\nPOST /v1/order\nPOST /v1/orders\n")
    assert result.returncode == 0
    told = [line[:4] for line in result.stderr.splitlines() if not line.startswith(" ")]
    assert told == ["E201", "E203", "E301"]
    assert [result.stdout.count(f"\n{name}: ") for name in NewError.model_fields] == [3, 1, 3, 2]
    assert "it is one of 400, 503." in result.stdout, "of the category"
    assert "    GET /v1/orders/{orderId}\n" in result.stdout, "the endpoints that exist"
    assert small.catalog().by_code["STORE_PAUSED"].status == 503


def test_who_says_no_more_leaves_nothing_behind(small: Project) -> None:
    result = typed(small, b"availability\n\x04", "STORE_PAUSED")
    assert (result.returncode, result.stderr.count("is missing")) == (1, 2)
    assert not small.path("examples/STORE_PAUSED.yaml").exists()


def test_an_interruption_leaves_no_traceback(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(prompt: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.chdir(small.root)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", interrupt)
    assert main(["new", "STORE_PAUSED"]) == 130
    assert not small.path("examples/STORE_PAUSED.yaml").exists()


def test_a_code_that_no_file_can_be_named_by_is_said_so(small: Project) -> None:
    result = portal("new", "A" * 260, *words(OPTIONS), cwd=small.root)
    assert (result.returncode, "Traceback" in result.stderr) == (1, False)
    assert "File name too long" in result.stdout + result.stderr
    assert small.checked()[0] == []
