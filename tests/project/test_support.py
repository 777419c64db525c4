"""Where partners get help: said in one place, to which all others lead."""

import re
from pathlib import Path

import pytest
import yaml

from error_catalog.loading.project import Project as Loaded
from error_catalog.pages.errors import render_error
from error_catalog.sitefile import STATUS_PAGE
from support.project import ROOT

TEXTS = [
    *(ROOT / "docs").rglob("*.md"),
    *(ROOT / "docs" / "api").glob("*.yaml"),
    *(ROOT / "docs" / ".overrides").rglob("*.html"),
    *(ROOT / "examples").glob("*.yaml"),
    *(ROOT / "hooks").rglob("*.jinja"),
]


def test_whom_to_ask_is_said_once() -> None:
    said = [file.name for file in TEXTS if re.search(r"contact\s+at\s+Gett", file.read_text(encoding="utf-8"), re.I)]
    assert said == ["support.md"], "all others link to it"


@pytest.mark.parametrize("file", [*(ROOT / "docs").rglob("*.md")], ids=lambda file: file.name)
def test_a_page_that_sends_readers_to_gett_says_where_that_is(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert re.findall(r"(?<!\[)\bask Gett\b", text, re.IGNORECASE) == []


def test_the_footer_leads_to_support_and_to_the_status_page() -> None:
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    footer = yaml.load(settings.partition("extra:")[2].partition("extra_css")[0], yaml.BaseLoader)["footer"]
    paths = {link["path"] for column in footer for link in column["links"]}
    assert {"support/", STATUS_PAGE} <= paths


def test_the_pages_of_server_errors_lead_to_both_and_no_other_to_the_status_page(loaded: Loaded) -> None:
    for error in loaded.catalog.errors:
        page = render_error(error, loaded, "0123456789ab")
        assert (f"]({STATUS_PAGE})" in page) == (error.status >= 500), error.code
        assert "](../support.md)" in page or error.status < 500, error.code
