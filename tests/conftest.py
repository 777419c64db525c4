"""What tests share: projects to break, and the real site, built and served once."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from error_catalog.loading.project import Project as Loaded
from error_catalog.loading.project import load_project
from error_catalog.model.catalog import Catalog
from support.building import built_once, served
from support.many_errors import write_many_errors
from support.nginx import nginx, portal_nginx
from support.project import MARKETFRONT, ROOT, SMALL, Project, copy_project
from support.published import publish
from support.repositories import commit, git

# The same cases in each run.
settings.register_profile("repeatable", derandomize=True)
settings.load_profile("repeatable")


def pytest_collection_finish() -> None:
    """Let the garbage collector leave alone what was collected: thousands of tests, which stay to the end."""
    gc.freeze()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what the golden files should say")


@pytest.fixture
def small(tmp_path: Path) -> Project:
    """Return a copy of the small project, without faults."""
    return copy_project(SMALL, tmp_path / "small")


@pytest.fixture
def repository(small: Project) -> Project:
    """Return the small project as a repository of one commit."""
    git(small, "init", "--quiet")
    commit(small)
    return small


@pytest.fixture
def small_site(small: Project) -> Project:
    """Return a copy of the small project that MkDocs can build."""
    return with_settings(small)


@pytest.fixture(scope="session")
def small_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the small project, and return the folder of the built site, which no test may change."""
    project = with_settings(copy_project(SMALL, tmp_path_factory.mktemp("small") / "project"))
    return built_once(project.root, "small", tmp_path_factory)


def with_settings(small: Project) -> Project:
    """Return the small project with what MkDocs needs to build it."""
    copy_project(ROOT, small.root, names=("hooks", "docs/assets", "docs/.overrides"))
    small.write("portal.yml", (ROOT / "mkdocs.yml").read_bytes())
    return small


@pytest.fixture
def real(tmp_path: Path) -> Project:
    """Return a copy of this project."""
    return copy_project(ROOT, tmp_path / "real")


@pytest.fixture(scope="session")
def loaded() -> Loaded:
    """Return what the files of this project say."""
    return load_project(ROOT)


@pytest.fixture(scope="session")
def catalog(loaded: Loaded) -> Catalog:
    """Return this project's catalogue."""
    return loaded.catalog


@pytest.fixture(scope="session")
def exports(loaded: Loaded) -> dict[str, str]:
    """Return the content of each file that this project publishes for programs, by its path."""
    return publish(loaded)


@pytest.fixture(scope="session")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a copy of the project whose errors stay as they are, for tests that count on them."""
    return copy_project(MARKETFRONT, tmp_path_factory.mktemp("frozen"))


@pytest.fixture(scope="session")
def frozen_exports(frozen: Project) -> dict[str, str]:
    """Return the content of each file that would be published for the errors that stay as they are."""
    return publish(frozen.load())


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build this project strictly, and return the folder of the built site, which no test may change."""
    return built_once(ROOT, "real", tmp_path_factory)


@pytest.fixture(scope="session")
def many_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build this project with a thousand more errors, and return the folder of the built site, for thorough tests."""
    project = copy_project(ROOT, tmp_path_factory.mktemp("many") / "project")
    write_many_errors(project.root, 1_000)
    return built_once(project.root, "many", tmp_path_factory, timeout_s=1_800)


@pytest.fixture(scope="session")
def site_url(site: Path) -> Iterator[str]:
    """Serve the built site, and return its address."""
    with served(site) as url:
        yield url


@pytest.fixture(scope="session")
def hosted(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the built site by nginx, as an operator would, and return its address."""
    printed = portal_nginx(site)
    assert (printed.returncode, printed.stderr) == (0, "")
    with nginx(site, printed.stdout, tmp_path_factory.mktemp("nginx")) as url:
        yield url
