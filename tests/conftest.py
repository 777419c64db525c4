"""What tests share: projects to break, and the real site, built once."""

from pathlib import Path

import pytest

from error_catalog.catalog import Catalog
from error_catalog.load import load_catalog
from project import ROOT, SMALL, Project, copy_project


@pytest.fixture
def small(tmp_path: Path) -> Project:
    """Return a copy of the small project, without faults."""
    return copy_project(SMALL, tmp_path / "small")


@pytest.fixture
def real(tmp_path: Path) -> Project:
    """Return a copy of this project."""
    return copy_project(ROOT, tmp_path / "real")


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """Return this project's catalogue."""
    return load_catalog(ROOT)
