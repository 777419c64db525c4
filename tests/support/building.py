"""The real MkDocs, run on a project in a folder, and a plain file server for what it builds."""

import fcntl
import functools
import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from support.project import ROOT, Project

MKDOCS = (sys.executable, "-m", "mkdocs")


def environment(**more: str) -> dict[str, str]:
    """Return the environment in which the Makefile builds."""
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1767225600", **more}


def environment_of_a_terminal() -> dict[str, str]:
    """Return the environment for a make that knows nothing of the one that may run the tests."""
    return {name: value for name, value in environment().items() if not name.startswith(("MAKE", "MFLAGS", "PYTHON"))}


def build(root: Path, site: Path, timeout_s: float = 120, **more: str) -> subprocess.CompletedProcess[str]:
    """Build a project strictly into a folder, and return what the command said."""
    command = [*MKDOCS, "build", "--strict", "--site-dir", str(site)]
    return subprocess.run(
        command, cwd=root, env=environment(**more), capture_output=True, text=True, check=False, timeout=timeout_s
    )


def built_once(root: Path, name: str, folders: pytest.TempPathFactory, timeout_s: float = 120) -> Path:
    """Build a project, once for all processes that share the work of one run of tests, and return the folder."""
    own = folders.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    site = shared / f"site-{name}"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not site.exists():
            unfinished = shared / f"unfinished-{name}"
            result = build(root, unfinished, timeout_s)
            assert result.returncode == 0, result.stderr
            unfinished.rename(site)
    return site


def make(project: Project, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run make in a copy of this project, with what is installed for this one, and return what it said."""
    for shared in (".venv", ".ci", "pyproject.toml", "Makefile"):
        if not project.path(shared).exists():
            project.path(shared).symlink_to(Path(sys.prefix) if shared == ".venv" else ROOT / shared)
    installed = ("--assume-old=.venv/.site-ready", "--assume-old=.venv/.dev-ready")
    command = ["make", "--no-print-directory", *installed, *arguments]
    return subprocess.run(
        command, cwd=project.root, env=environment_of_a_terminal(), capture_output=True, text=True, check=False
    )


def page(site: Path, name: str = "") -> BeautifulSoup:
    """Return a built page, `errors/CONFLICT` for example, as a tree, which no test may change."""
    return parsed(site / name / "index.html")


@functools.cache
def parsed(file: Path) -> BeautifulSoup:
    """Return a built file as a tree, which no test may change."""
    return BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")


class SiteHandler(http.server.SimpleHTTPRequestHandler):
    """Serves the files of a site, and its 404 page."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer 404 with the site's own page."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is inherited
        """Say nothing: requests are no news in a test."""


@contextmanager
def served(site: Path, handler: type[SiteHandler] = SiteHandler) -> Iterator[str]:
    """Serve a folder as any static host does, and give the address."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@contextmanager
def watched(site: Path, counts: Callable[[str], bool]) -> Iterator[tuple[str, set[str]]]:
    """Serve a folder, and give the address and a set that the paths come into that are asked for and count."""
    paths: set[str] = set()

    class Watched(SiteHandler):
        def translate_path(self, path: str) -> str:
            name = path.partition("?")[0].removeprefix("/")
            if counts(name):
                paths.add(name)
            return super().translate_path(path)

    with served(site, Watched) as address:
        yield address, paths
