"""No two outputs of the site share a path, whatever file systems make of capitals, and a clash names both sources."""

from pathlib import Path

import pytest

from error_catalog.diagnostics.faults import FaultsFound
from error_catalog.site import load_site
from error_catalog.sitefile import page_output
from support.building import build
from support.project import Project

CONFLICT = "examples/CONFLICT.yaml"


def clashes(project: Project) -> list[str]:
    """Return what is said of outputs that share a path."""
    try:
        load_site(project.root)
    except FaultsFound as found:
        return [f"{fault.place} {fault.message}" for fault in found.faults if fault.rule == "E903"]
    return []


@pytest.mark.parametrize(
    ("code", "outputs"),
    [
        ("README", [("errors/index.html", "errors/index.html")]),
        ("INDEX", []),
        ("DECODE", [("errors/DECODE/index.html", "errors/decode/index.html")]),
        ("CHANGELOG", [("errors/CHANGELOG/index.html", "errors/changelog/index.html")]),
        ("CATALOG", [("errors/CATALOG.json", "errors/catalog.json")]),
        ("ERRORS", []),
        ("CLIENTS", []),
    ],
)
def test_an_error_with_a_name_of_the_site_is_refused_with_both_sources_or_builds(
    small_site: Project, tmp_path: Path, code: str, outputs: list[tuple[str, str]]
) -> None:
    small_site.write(f"examples/{code}.yaml", small_site.read(CONFLICT).replace("CONFLICT", code))
    said = clashes(small_site)
    assert [each.partition(", which")[0] for each in said] == [
        f"examples/{code}.yaml:1:1 {output} cannot be published beside {other}" for output, other in outputs
    ]
    result = build(small_site.root, tmp_path / "site")
    assert (result.returncode == 0) == (not outputs), result.stderr
    assert all(f"E903 {output}" in result.stderr for output, _ in outputs)


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("docs/errors/conflict.md", "errors/conflict/index.html cannot be published beside errors/CONFLICT/index.html"),
        ("docs/README.md", "index.html cannot be published beside index.html, which comes from docs/README.md"),
        ("docs/LLMS.txt", "LLMS.txt cannot be published beside llms.txt, which comes from examples/"),
        ("docs/reference", "reference cannot be published beside reference/index.html"),
        ("docs/llms.txt/more.txt", "llms.txt/more.txt cannot be published beside llms.txt"),
    ],
)
def test_what_stands_in_docs_clashes_with_nothing_generated(small: Project, file: str, said: str) -> None:
    small.write(file, "# By hand\n")
    assert any(said in each for each in clashes(small)), clashes(small)


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
