"""A catalogue too large to stand on one page: lists are cut, and every error is listed whole somewhere else."""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from error_catalog.exports import Exports
from error_catalog.exports.resources import LLMS, LLMS_FULL, RESOURCES
from error_catalog.loading.project import Project as Loaded
from error_catalog.loading.project import load_project
from error_catalog.model.catalog import Catalog
from error_catalog.model.changelog import changelog
from error_catalog.model.error_content import Origin
from error_catalog.model.limits import CHANGES, EXCERPT, NEIGHBOURS, ROWS, WHOLE
from error_catalog.model.releases import RELEASES
from error_catalog.pages import render_again, render_pages
from error_catalog.pages.changes import changes_pages
from error_catalog.pages.errors import error_pages
from error_catalog.pages.listings import Listings
from error_catalog.pages.written import written_pages
from error_catalog.prose.front_matter import front_matter
from error_catalog.sitefile import ERRORS_PAGE, Page, error_page, generated_pages
from support.many_errors import write_many_errors
from support.project import ROOT, copy_project

ADDED = WHOLE
VERSION = "0123456789ab"


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """Return this project with more errors than a page holds."""
    project = copy_project(ROOT, tmp_path_factory.mktemp("many") / "project")
    write_many_errors(project.root, ADDED)
    return load_project(project.root)


@pytest.fixture(scope="module")
def pages(many: Loaded) -> dict[str, Page]:
    """Return its generated pages, by their paths."""
    return {page.path: page for page in render_pages(many, RESOURCES, VERSION)}


def with_errors(catalog: Catalog, number: int) -> Catalog:
    return replace(catalog, errors=catalog.errors[:number])


def rows(markdown: str) -> list[str]:
    """Return the codes that begin the rows of all tables in a page, linked or not."""
    return re.findall(r"^\| \[?`([A-Z0-9_]+)`", markdown, re.MULTILINE)


def longest_table(markdown: str) -> int:
    return max((len(rows(part)) for part in re.split(r"^\| Code ", markdown, flags=re.MULTILINE)), default=0)


def test_made_up_errors_are_the_same_in_each_size(many: Loaded, tmp_path: Path) -> None:
    fewer = copy_project(ROOT, tmp_path / "fewer", names=("examples",))
    write_many_errors(fewer.root, ADDED // 2)
    for file in fewer.path("examples").iterdir():
        error = many.catalog.by_code[file.stem]
        assert error.meaning == " ".join(yaml.safe_load(file.read_text(encoding="utf-8"))["meaning"].split())
    assert len(many.catalog.errors) == len([*(ROOT / "examples").iterdir()]) + ADDED


def test_lists_are_whole_up_to_the_limit(many: Loaded) -> None:
    small, large = (Listings(with_errors(many.catalog, number)) for number in (WHOLE, WHOLE + 1))
    assert [*small.by_letter, *small.by_what_they_share] == []
    assert [*large.by_letter]
    assert [*large.by_what_they_share]


def test_every_error_is_on_one_page_by_letter(many: Loaded, pages: dict[str, Page]) -> None:
    listed = [
        code for path, page in pages.items() if path.startswith("errors/by-letter/") for code in rows(page.content)
    ]
    assert sorted(listed) == sorted(many.catalog.by_code)


@pytest.mark.parametrize("kind", ["category", "status", "endpoint"])
def test_a_list_that_is_cut_is_whole_on_its_own_pages(many: Loaded, pages: dict[str, Page], kind: str) -> None:
    listings = [each for each in Listings(many.catalog).by_what_they_share if each.kind == kind]
    assert listings
    for listing in listings:
        listed = [code for part in listing.parts for code in rows(pages[part.path].content)]
        assert listed == [error.code for error in listing.errors], listing.title


def test_a_general_error_leads_to_the_more_specific_ones(many: Loaded, pages: dict[str, Page]) -> None:
    general = pages[error_page("INVALID_REQUEST")].content
    number = sum(not error.is_gateway for error in many.catalog.by_status[400])
    said = f"More specific codes come with status 400, {number} of them: [Errors with status 400 Bad Request]"
    assert f"{said}(by-status/400.md)." in general
    assert "| Code |" not in general


def test_no_page_lists_more_than_it_may(many: Loaded, pages: dict[str, Page]) -> None:
    written = written_pages(many, RESOURCES)
    cut = [page for page in (*pages.values(), *written) if longest_table(page.content) == EXCERPT]
    assert {"guides/order-flow.md", ERRORS_PAGE} < {page.path for page in cut}
    for page in (*pages.values(), *written_pages(many, RESOURCES)):
        assert longest_table(page.content) <= (ROWS if page.is_list else EXCERPT), page.path


def test_a_long_list_is_divided(many: Loaded) -> None:
    one = many.catalog.errors[-1]
    listings = Listings(replace(many.catalog, errors=(one,) * (2 * ROWS + 1)))
    [listing] = listings.by_letter.values()
    assert [len(part.errors) for part in listing.parts] == [ROWS, ROWS, 1]
    [first, _, last] = listings.pages_of([listing])
    assert first.path == listing.path
    assert "part 3 of 3" in last.content
    assert f"]({Path(first.path).name})" in last.content


def test_a_sidebar_shows_the_page_its_neighbours_and_its_list(pages: dict[str, Page]) -> None:
    sections: dict[str, list[Page]] = {}
    for page in pages.values():
        sections.setdefault(page.section or "", []).append(page)
    windows = {name: found for name, found in sections.items() if found[0].is_list}
    assert {"By letter", "By HTTP status", "By endpoint", "By category"} <= {*windows}
    for found in windows.values():
        for page in found:
            shown = shown_beside(page, found)
            assert page in shown
            assert len(shown) <= NEIGHBOURS + 1
            assert page.is_list or any(each.is_list and f"`{code_of(page)}`" in each.content for each in shown)
    whole = [page for name, found in sections.items() if name not in windows for page in found]
    assert not [page.path for page in whole if "sidebar" in settings(page)]
    assert error_page("CONFLICT") in {page.path for page in whole}


def test_a_page_that_is_made_again_is_as_it_was(many: Loaded, pages: dict[str, Page]) -> None:
    for error in many.catalog.errors:
        page = pages[error_page(error.code)]
        old = replace(page, content="what it said before")
        assert render_again(old, error, many, VERSION) == page


def settings(page: Page) -> dict[str, list[list[int]]]:
    found: dict[str, list[list[int]]] = yaml.safe_load(front_matter(page.content))
    return found


def shown_beside(page: Page, section: list[Page]) -> list[Page]:
    return [each for first, last in settings(page)["sidebar"] for each in section[first:last]]


def code_of(page: Page) -> str:
    return Path(page.path).stem


def test_many_errors_of_the_gateway_are_listed_with_all_others(many: Loaded) -> None:
    gateway = [error.model_copy(update={"origin": Origin.GATEWAY}) for error in many.catalog.errors]
    for number, section in ((NEIGHBOURS, "On any endpoint"), (NEIGHBOURS + 1, "By letter")):
        errors = (*gateway[:number], *many.catalog.errors[number:])
        crowded = replace(many, catalog=replace(many.catalog, errors=errors))
        found = {page.path: page.section for page in error_pages(crowded, RESOURCES, VERSION)}
        assert {found[error_page(error.code)] for error in errors if error.is_gateway} == {section}


def test_older_changes_stay_on_their_pages(many: Loaded) -> None:
    def pages_of(catalog: Catalog) -> dict[str, Page]:
        return {page.path: page for page in changes_pages(catalog)}

    def entries(pages: Iterable[Page]) -> int:
        return sum(page.content.count("\n- `") + page.content.count("\n- [`") for page in pages)

    before = pages_of(many.catalog)
    number = len(changelog(many.catalog, RELEASES))
    assert entries(before.values()) == number
    assert len(before) == number // CHANGES > 1
    newest = many.catalog.errors[-1].model_copy(update={"since": "2030-01-01"})
    after = pages_of(replace(many.catalog, errors=(*many.catalog.errors, newest)))
    assert entries(after.values()) == number + 1
    older = "errors/changelog/1.md"
    assert (CHANGES, before[older].content) == (entries([before[older]]), after[older].content)


def test_lists_are_published_as_markdown_and_left_out_of_texts_about_all_pages(
    many: Loaded, pages: dict[str, Page]
) -> None:
    files = {file.path: file.content for file in Exports(many).files_of_pages([*pages.values()])}
    title = "Errors from A to Z: S"
    assert f"# {title}" in files["errors/by-letter/S.md"]
    assert title not in files[LLMS] + files[LLMS_FULL]


def test_no_prose_can_lead_to_a_list_which_comes_and_goes(many: Loaded, pages: dict[str, Page]) -> None:
    lists = {path for path, page in pages.items() if page.is_list}
    known = generated_pages(many.catalog.by_code, [*many.catalog.endpoints, *many.names.other_endpoints])
    assert lists
    assert {*pages} - lists == known
