"""Copies of projects, for tests to break."""

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from error_catalog.commands.check import check_project
from error_catalog.commands.facts import ErrorFacts, read_facts
from error_catalog.commands.revisions import example_files_of
from error_catalog.diagnostics.faults import Fault, FaultsFound
from error_catalog.loading.project import Project as Loaded
from error_catalog.loading.project import load_project
from error_catalog.model.catalog import Catalog

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data"
GOLDEN = ROOT / "tests" / "golden"
SMALL = DATA / "project"
"""A project of three errors whose files stay as they are, so that tests can count on every word in them."""
MARKETFRONT = DATA / "marketfront"
"""A larger one: the gateway's errors and some of its API's, as the catalogue had them when it was two months old."""


PAGE_HEAD = "---\ndescription: A page that a test writes.\n---\n"
"""What each hand-written page begins with, in three lines."""


@dataclass(frozen=True)
class Project:
    """A project in a folder of its own."""

    root: Path

    def path(self, name: str) -> Path:
        return self.root / name

    def read(self, name: str) -> str:
        return self.path(name).read_text(encoding="utf-8")

    def write(self, name: str, content: str | bytes) -> None:
        raw = content if isinstance(content, bytes) else content.encode()
        self.path(name).parent.mkdir(parents=True, exist_ok=True)
        self.path(name).write_bytes(raw)

    def write_page(self, name: str, markdown: str) -> None:
        """Write a hand-written page that is complete; its Markdown begins on line 4."""
        self.write(name, f"{PAGE_HEAD}{markdown}")

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace the one place where the old text stands."""
        text = self.read(name)
        assert text.count(old) == 1, f"{name} has {old!r} {text.count(old)} times"
        self.write(name, text.replace(old, new))

    def load(self) -> Loaded:
        return load_project(self.root)

    def catalog(self) -> Catalog:
        return self.load().catalog

    def facts(self) -> dict[str, ErrorFacts]:
        """Return what `portal diff` compares."""
        return read_facts(example_files_of(self.root))

    def faults(self) -> list[Fault]:
        """Return what is wrong with the files of the project, in the order in which a person sees it."""
        return self.loaded()[0]

    def loaded(self) -> tuple[list[Fault], Catalog | None]:
        """Return what is wrong with the files of the project, and its catalogue where nothing is; no site is made."""
        return _faults_or(self.catalog)

    def checked(self) -> tuple[list[Fault], Catalog | None]:
        """Return the same as `portal check` finds it, which makes the site to see what clashes or is unused."""
        return _faults_or(lambda: check_project(self.root).project.catalog)


def _faults_or(catalog: Callable[[], Catalog]) -> tuple[list[Fault], Catalog | None]:
    try:
        return [], catalog()
    except FaultsFound as found:
        return list(found.faults), None


def copy_project(
    source: Path, target: Path, names: Iterable[str] = ("mkdocs.yml", "docs", "examples", "hooks")
) -> Project:
    """Copy the named parts of a project, as far as it has them; by default, all that a site is built from."""
    for name in names:
        origin, copy = source / name, target / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        if origin.is_dir():
            shutil.copytree(origin, copy, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        elif origin.is_file():
            shutil.copy(origin, copy)
    return Project(target)
