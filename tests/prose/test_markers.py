"""Markers in hand-written pages: what they become, and what is said of wrong ones."""

import pytest

from error_catalog.exports.resources import RESOURCES
from error_catalog.prose.front_matter import without_front_matter
from error_catalog.site import load_site
from support.building import build, page
from support.project import Project

PAGE = "docs/index.md"


def finished(project: Project, markdown: str) -> str:
    project.write_page(PAGE, markdown)
    return without_front_matter(load_site(project.root).written_pages()["index.md"])


@pytest.mark.parametrize(
    ("marker", "codes"),
    [
        ("endpoint-errors: POST /v1/orders", ["PAYMENT_DECLINED", "PAYMENT_FAILED"]),
        ("endpoint-outcomes: POST /v1/orders", ["PAYMENT_FAILED", "CONFLICT"]),  # the first of each row
        ("category-errors: conflict", ["CONFLICT"]),
        ("category-errors: payment", ["PAYMENT_DECLINED", "PAYMENT_FAILED"]),
    ],
)
def test_a_marker_becomes_a_table_of_errors(small: Project, marker: str, codes: list[str]) -> None:
    rows = [line for line in finished(small, f"before\n\n<!-- {marker} -->\n\nafter").splitlines() if "errors/" in line]
    assert [row.split("`")[1] for row in rows] == codes


def test_a_marker_without_errors_says_so(small: Project) -> None:
    assert "No error but those that any endpoint can return." in finished(small, "<!-- category-errors: rate_limit -->")


def test_a_marker_becomes_the_notes_of_an_error(small: Project) -> None:
    error = small.catalog().by_code["PAYMENT_FAILED"]
    assert (error.notes or error.meaning).split()[0] in finished(small, "<!-- error-notes: PAYMENT_FAILED -->")


def test_a_marker_becomes_the_list_of_published_files(small: Project) -> None:
    rows = finished(small, "<!-- published-files: may gain -->").splitlines()
    assert len(rows) - 2 == len(RESOURCES)
    for resource in RESOURCES:
        (row,) = (row for row in rows if row.startswith((f"| {resource.title} |", f"| [{resource.title}](")))
        assert row.endswith(f"| {resource.may_gain} |")


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("<!-- published-files: may-gain -->", "the table of files has no column `may-gain`"),
        ("<!-- endpoint-errors: POST /v1/order -->", "unknown endpoint POST /v1/order"),
        ("<!-- endpoint-outcomes: POST /v1/order -->", "unknown endpoint POST /v1/order"),
        ("<!-- category-errors: payments -->", "unknown category payments"),
        ("<!-- error-notes: CONFLICTS -->", "unknown error code CONFLICTS"),
        ("<!-- errors: payment -->", "unknown marker `errors`"),
        ("<!-- category-errors payment -->", "the marker `category-errors` has the wrong form"),
        ("<!--category-errors: payment-->", "the marker `category-errors` has the wrong form"),
        ("Here: <!-- category-errors: payment -->", "the marker `category-errors` has the wrong form"),
        ("<!-- category-errors: -->", "the marker `category-errors` has the wrong form"),
    ],
)
def test_a_wrong_marker_is_a_fault_at_its_place(small: Project, comment: str, message: str) -> None:
    text = small.read(PAGE) + f"\n{comment}\n"
    small.write(PAGE, text)
    line = text[: text.index("<!--")].count("\n") + 1
    faults = small.faults()
    assert [(fault.path, fault.line, fault.message) for fault in faults] == [(PAGE, line, message)]


def test_a_comment_is_no_marker(small: Project) -> None:
    small.write(PAGE, small.read(PAGE) + "\n<!-- ask the team about this -->\n")
    assert small.faults() == []


@pytest.mark.parametrize("before", ["```\n", "    ", "`"])
def test_a_marker_in_code_is_none(small: Project, before: str) -> None:
    text = f"Write:\n\n{before}<!-- category-errors: payments -->{before.strip(' ')[::-1]}\n"
    small.write(PAGE, small.read(PAGE) + text)
    assert small.faults() == []
    assert finished(small, text) == text


@pytest.mark.thorough
def test_the_site_shows_the_table_in_place_of_the_marker(small_site: Project) -> None:
    small_site.write(PAGE, small_site.read(PAGE) + "\n## Payment\n\n<!-- category-errors: payment -->\n")
    target = small_site.root / "built"
    result = build(small_site.root, target)
    assert result.returncode == 0, result.stderr
    table = page(target).select_one("#payment ~ .errors table")
    assert table
    assert [link["href"] for link in table.select("a")] == ["errors/PAYMENT_DECLINED/", "errors/PAYMENT_FAILED/"]
