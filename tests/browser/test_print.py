"""The pages on paper, looked at as pictures: words that are cut off stay in the text of a PDF."""

import re

from playwright.sync_api import Page

from error_catalog.model.catalog import Catalog
from error_catalog.model.error import ErrorType
from support.printing import PrintedPage, printed

ROWS_OF_A_PAGE = 27 / 5
"""As many rows as the index needs on a page, at least."""


def without_spaces(text: str) -> str:
    """Return a text as it can be compared across the line ends of a picture."""
    return re.sub(r"[\s\u00ad\u2010\ufffe-]", "", text)


def missing(page: Page, selector: str, sheets: list[PrintedPage]) -> list[str]:
    """Return the words of elements that no sheet has; a sheet has its texts in the order of painting."""
    page.emulate_media(media="print")
    text = without_spaces("".join(sheet.text for sheet in sheets))
    wanted = page.locator(f"{selector} >> visible=true").all_inner_texts()
    return [word for each in wanted for word in each.split() if without_spaces(word) not in text]


def test_the_printed_index_keeps_every_column_on_few_pages(page: Page, site_url: str, catalog: Catalog) -> None:
    page.goto(f"{site_url}/errors/")
    sheets = printed(page)
    assert [sheet.unseen for sheet in sheets if sheet.unseen] == []
    assert missing(page, ".filter + .errors td", sheets) == []
    following = next(index for index, sheet in enumerate(sheets) if "What every error has in common" in sheet.text)
    assert len(catalog.errors) / following > ROWS_OF_A_PAGE


def test_every_form_of_an_example_is_printed_below_its_label(
    page: Page, site_url: str, errors: tuple[ErrorType, ...]
) -> None:
    for code in (error.code for error in errors):
        page.goto(f"{site_url}/errors/{code}/")
        sheets = printed(page)
        assert [sheet.unseen for sheet in sheets if sheet.unseen] == [], code
        assert missing(page, "article :is(p, li, dd, h2, h3, td, pre):not(.live *)", sheets) == [], code
        labels = set(page.locator(".tabbed-labels label").all_inner_texts())
        assert labels == set(page.locator(".printed").all_text_contents()), code
        for label in ("Example", *labels):
            assert not any(sheet.text.endswith(label) for sheet in sheets), f"{code}: {label} ends a page"


def test_a_printed_guide_names_each_of_its_tabs(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/guides/handling-errors/")
    sheets = printed(page)
    assert missing(page, ".tabbed-block :is(.filename, .printed)", sheets) == []
    assert page.locator(".tabbed-block:not(:has(.filename, .printed))").count() == 0


def test_what_is_covered_or_cut_off_is_noticed(page: Page) -> None:
    page.set_content("""
        <p>seen</p><p>covered</p><p style="margin-top: -3em; height: 3em; background: white; position: relative"></p>
        <p style="width: 60px; overflow: hidden; white-space: nowrap">shown cut off</p>""")
    sheets = printed(page)
    assert [sheet.unseen for sheet in sheets] == [["covered"]]
    assert missing(page, "p", sheets) == ["cut", "off"]
