"""Each engine's browser, started once, at the built site."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.engines import ENGINES, started
from support.reader import Reader
from support.watching import Reports, watched
from support.webdriver import Session


@pytest.fixture(scope="session", params=[pytest.param(each, marks=pytest.mark.xdist_group(each)) for each in ENGINES])
def session(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """Return a browser of each engine in turn."""
    with started(request.param, tmp_path_factory.mktemp("profile")) as session:
        yield session


@pytest.fixture(scope="session")
def host(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Reports]]:
    """Serve the site, and return its address, and what goes wrong there."""
    with watched(site, tmp_path_factory.mktemp("host")) as host:
        yield host


@pytest.fixture(scope="session")
def host_without_worker(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Reports]]:
    """Serve the site at an address of its own, but for the service worker."""
    with watched(site, tmp_path_factory.mktemp("host"), "location = /live-worker.js { return 404; }") as host:
        yield host


@pytest.fixture
def reader(session: Session, host: tuple[str, Reports]) -> Iterator[Reader]:
    """Return a reader at the first page, without a past, for whom nothing may go wrong."""
    yield from reading(Reader(session, *host))


@pytest.fixture
def workerless(session: Session, host_without_worker: tuple[str, Reports]) -> Iterator[Reader]:
    """Return such a reader of a site that has no service worker."""
    yield from reading(Reader(session, *host_without_worker))


def reading(reader: Reader) -> Iterator[Reader]:
    """Begin without a past, and end with nothing wrong."""
    reader.open("")
    reader.run("localStorage.clear()")
    yield reader
    assert reader.problems() == []
