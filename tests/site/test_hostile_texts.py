"""Whatever text an example file holds, the check refuses it, or the page that shows it is harmless.

Files full of hostile texts are checked, texts that are refused give way to harmless ones, and what passes is built.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from error_catalog.site import load_site
from support.building import build
from support.hostile import HostileFiles, harm_in, markup_of, texts_of, unseen_in
from support.project import SMALL, Project, copy_project
from support.rendering import rendered


def write_what_passes(project: Project, seed: int, count: int, most: float = 0.6) -> None:
    """Write example files with the hostile texts that the check lets through: a fair share of them, and not most."""
    files = HostileFiles(project, seed, count)
    tried = files.texts
    for _ in range(6):  # a fault of the form hides what else is wrong there
        files.write()
        faults = project.checked()[0]
        if not faults:
            break
        files.drop(faults)
    assert faults == []
    assert 0.1 < files.texts / tried < most, f"{files.texts} of {tried} texts pass"


def write_plain(project: Project, count: int = 1) -> None:
    """Write files of the same form, in which no text is hostile."""
    files = HostileFiles(project, 1, count)
    files.drop_all()
    files.write()


def rendered_pages(project: Project) -> dict[str, BeautifulSoup]:
    """Return the generated pages, each as the site's parser renders it."""
    return {page.path: BeautifulSoup(rendered(page.content), "html.parser") for page in load_site(project.root).pages}


@pytest.fixture(scope="module")
def plain_markup(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    """Return the markup of the pages of a project in which no text is hostile."""
    plain = copy_project(SMALL, tmp_path_factory.mktemp("plain"))
    write_plain(plain)
    return markup_of(rendered_pages(plain).values())


def test_a_few_texts_are_refused_or_harmless(small: Project, plain_markup: set[tuple[str, str]]) -> None:
    write_what_passes(small, seed=1, count=6)
    harm = {path: found for path, page in rendered_pages(small).items() if (found := [*harm_in(page, plain_markup)])}
    assert harm == {}


def test_harm_would_show(small: Project, plain_markup: set[tuple[str, str]], monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the check of markup, what it refuses is on the pages."""
    monkeypatch.setattr("error_catalog.model.fields.markup_violations", lambda text: ())
    write_what_passes(small, seed=1, count=4, most=0.9)
    harm = "\n".join(found for page in rendered_pages(small).values() for found in harm_in(page, plain_markup))
    for name in ("('script', '')", "('img', 'onerror')", "a link to javascript:", "a link to //evil"):
        assert name in harm
    assert unseen_in("a\u200bb\u202ec\n") == {"\u200b", "\u202e"}


@pytest.mark.thorough
def test_thousands_of_texts_are_refused_or_harmless(small_site: Project, tmp_path: Path) -> None:
    write_plain(small_site, count=120)  # as many, since large catalogues have pages of their own
    known = markup_of(built_pages(small_site, tmp_path / "plain"))
    write_what_passes(small_site, seed=2, count=120)
    harm = [found for page in built_pages(small_site, tmp_path / "site") for found in harm_in(page, known)]
    assert harm == []
    assert {str(file): unseen for file, text in texts_of(tmp_path / "site") if (unseen := unseen_in(text))} == {}


def built_pages(project: Project, site: Path) -> Iterator[BeautifulSoup]:
    """Build a project, and yield its pages."""
    result = build(project.root, site)
    assert result.returncode == 0, result.stderr
    yield from (BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser") for file in sorted(site.rglob("*.html")))
