"""No two outputs of the site share a path, whatever file systems make of capitals, and a clash names both sources."""

from pathlib import Path

import pytest

from error_catalog.diagnostics.faults import FaultsFound
from error_catalog.site import load_site
from error_catalog.sitefile import page_output
from support.building import build
from support.project import Project

CONFLICT = "examples/CONFLICT.yaml"

TAKEN = {
    "README": ["errors/index.html"],
    "INDEX": ["errors/INDEX.md"],
    "DECODE": ["errors/DECODE.md", "errors/DECODE/index.html"],
    "CHANGELOG": ["errors/CHANGELOG.md", "errors/CHANGELOG/index.html"],
    "CATALOG": ["errors/CATALOG.json"],
}
"""By code: the outputs of the error that clash with one of the site in other letters, or with the same."""


def clashes(project: Project) -> list[str]:
    """Return what is said of outputs that share a path."""
    try:
        load_site(project.root)
    except FaultsFound as found:
        return [f"{fault.place} {fault.message}" for fault in found.faults if fault.rule == "E903"]
    return []


def add(project: Project, *codes: str) -> None:
    """Give a project errors with these codes."""
    for code in codes:
        text = project.read(CONFLICT).replace("general: true\n", "")
        project.write(f"examples/{code}.yaml", text.replace("CONFLICT", code))


def test_an_error_with_a_name_of_the_site_is_refused_with_both_sources(small: Project) -> None:
    add(small, *TAKEN)
    assert sorted(each.partition(", which")[0] for each in clashes(small)) == sorted(
        f"examples/{code}.yaml:1:1 {output} cannot be published beside {output.replace(code, code.lower())}"
        for code, outputs in TAKEN.items()
        for output in outputs
    )


def test_a_build_refuses_all_that_clashes(small_site: Project, tmp_path: Path) -> None:
    add(small_site, *TAKEN)
    result = build(small_site.root, tmp_path / "site")
    assert result.returncode != 0
    assert all(f"E903 {output}" in result.stderr for outputs in TAKEN.values() for output in outputs)


@pytest.mark.thorough
def test_an_error_with_a_name_that_the_site_has_elsewhere_is_built(small_site: Project, tmp_path: Path) -> None:
    codes = ("ERRORS", "CLIENTS", "REFERENCE")
    add(small_site, *codes)
    result = build(small_site.root, tmp_path / "site")
    assert result.returncode == 0, result.stderr
    assert all((tmp_path / "site" / "errors" / code / "index.html").is_file() for code in codes)


BY_HAND = {
    "docs/errors/conflict.md": "errors/conflict/index.html cannot be published beside errors/CONFLICT/index.html",
    "docs/README.md": "index.html cannot be published beside index.html, which comes from docs/README.md",
    "docs/LLMS.txt": "LLMS.txt cannot be published beside llms.txt, which comes from examples/",
    "docs/reference": "reference cannot be published beside reference/index.html",
    "docs/llms.txt/more.txt": "llms.txt/more.txt cannot be published beside llms.txt",
}
"""By file in docs/: what is said of what it clashes with."""


def test_what_stands_in_docs_clashes_with_nothing_generated(small: Project) -> None:
    for file in BY_HAND:
        small.write_page(file, "# By hand\n")
    found = clashes(small)
    assert [said for said in BY_HAND.values() if not any(said in each for each in found)] == [], found


@pytest.mark.thorough
def test_what_the_builder_publishes_itself_is_taken(small_site: Project, tmp_path: Path) -> None:
    small_site.replace("hooks/error_catalog/exports/resources.py", 'LLMS = "llms.txt"', 'LLMS = "404.html"')
    result = build(small_site.root, tmp_path / "site", PYTHONPATH=str(small_site.path("hooks")))
    assert result.returncode != 0
    assert "examples/:1:1: the theme or MkDocs itself publishes 404.html" in result.stderr


@pytest.mark.parametrize(
    ("path", "output"),
    [
        ("index.md", "index.html"),
        ("README.md", "index.html"),
        ("a/README.md", "a/index.html"),
        ("a/b.md", "a/b/index.html"),
        ("readme.md", "readme/index.html"),
    ],
)
def test_a_page_is_built_where_mkdocs_builds_it(path: str, output: str) -> None:
    assert page_output(path) == output
