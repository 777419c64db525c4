"""The server of `make serve`, run for real: it follows each edit, and a fault does not end it."""

import http.client
import re
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from error_catalog.model.limits import WHOLE
from support.building import MKDOCS, environment
from support.listening import free_port
from support.many_errors import write_many_errors
from support.project import ROOT, Project, copy_project

PATIENCE_S = 60
"""How long a change may take before the test gives up; a slow machine shall not fail it."""

EXAMPLE = "examples/CLASH.yaml"
GUIDE = "docs/guides/authentication.md"

READY = "Serving on"
BEGUN, WHOLE_BUILD = "Building documentation...", "Documentation built in"


@dataclass
class Server:
    """A running server and what it has printed so far."""

    process: subprocess.Popen[str]
    port: int
    lines: list[str] = field(default_factory=list)

    @property
    def output(self) -> str:
        return "".join(self.lines)

    def get(self, path: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        connection.request("GET", path)
        response = connection.getresponse()
        status, text = response.status, response.read().decode()
        connection.close()
        return status, text

    def page(self, path: str) -> str:
        """Return what is served as a build made it, without the version of the live data."""
        status, text = self.get(path)
        assert status == 200, path
        return re.sub(r'data-version="\w+"|<script>\s*var livereload.*?</script>', "", text, flags=re.DOTALL)

    def wait(self, condition: Callable[[], object], what: str) -> None:
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            assert self.process.poll() is None, f"the server has ended:\n{self.output}"
            if condition():
                return
            time.sleep(0.05)
        pytest.fail(f"not within {PATIENCE_S} s: {what}\n{self.output}")


@pytest.fixture
def server(small_site: Project) -> Iterator[Server]:
    conflict = small_site.read("examples/CONFLICT.yaml").replace("general: true\n", "")
    small_site.write(EXAMPLE, conflict.replace("CONFLICT", "CLASH"))
    with serving(small_site) as server:
        server.wait(lambda: READY in server.output, "the server starts")
        yield server


@pytest.fixture
def large(tmp_path: Path) -> Project:
    """Return this project with so many errors that no page lists them all."""
    project = copy_project(ROOT, tmp_path / "large")
    write_many_errors(project.root, WHOLE)
    return project


@contextmanager
def serving(project: Project) -> Iterator[Server]:
    """Run the server of make serve on a project; it begins with a whole build."""
    port = free_port()
    # The command of the Makefile, at another port.
    makefile = (ROOT / "Makefile").read_text()
    options = re.findall(r"mkdocs serve (.*)", makefile)
    assert len(options) == 1
    command = [*MKDOCS, "serve", *options[0].replace("$(PORT)", str(port)).split()]
    process = subprocess.Popen(
        command, cwd=project.root, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    running = Server(process, port)

    def follow() -> None:
        assert process.stdout
        with process.stdout as stream:
            running.lines.extend(iter(stream.readline, ""))

    reader = threading.Thread(target=follow, daemon=True)
    reader.start()
    yield running
    process.terminate()
    process.wait(timeout=PATIENCE_S)
    reader.join(timeout=PATIENCE_S)


@pytest.mark.thorough
def test_a_taken_port_is_said_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        make = ["make", "--assume-old", ".venv/.site-ready", "serve", f"PORT={port}"]
        result = subprocess.run(make, cwd=ROOT, capture_output=True, text=True, check=False, timeout=PATIENCE_S)
    assert result.returncode != 0
    assert f"port {port} is taken" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("port", ["abc", "0", "65536", "", "80 81"])
def test_what_is_no_port_is_said_so(port: str) -> None:
    make = ["make", "--assume-old", ".venv/.site-ready", "serve", f"PORT={port}"]
    result = subprocess.run(make, cwd=ROOT, capture_output=True, text=True, check=False, timeout=PATIENCE_S)
    assert result.returncode != 0
    assert f"PORT is {port}; it is a number: make serve PORT=8001" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.thorough
def test_the_server_follows_every_edit_and_outlives_a_fault(server: Server, small_site: Project) -> None:
    path = "/errors/CLASH/"

    small_site.replace(EXAMPLE, "Read what is there.", "Read all that is there.")
    server.wait(lambda: "Read all that is there." in server.get(path)[1], "an edited example is on its page")

    assert "Read all that is there." in server.get("/errors/CLASH.md")[1], "and in its Markdown"

    small_site.replace("hooks/error_catalog/templates/error.md.jinja", "## Summary", "## Summary\n\nIn short:")
    server.wait(lambda: "In short:" in server.get(path)[1], "an edited template is on the pages")

    small_site.replace("docs/index.md", "Read about", "First read about")
    server.wait(lambda: "First read about" in server.get("/")[1], "an edited page is there")

    small_site.replace(EXAMPLE, '"status": 409', '"status": 410')
    server.wait(lambda: f"{EXAMPLE}:17:19: E203 status 410 does not fit" in server.output, "a fault is printed")
    assert server.get(path)[0] == 200, "the last good site stays"
    assert "Traceback" not in server.output

    small_site.replace(EXAMPLE, '"status": 410', '"status": 409')
    small_site.replace(EXAMPLE, "Read all that is there.", "Read what was there.")
    server.wait(lambda: "Read what was there." in server.get(path)[1], "a corrected example is on its page")

    guide = small_site.read(GUIDE)
    small_site.write_page("docs/guides/extra.md", "# Extra\n\n<!-- category-errors: paymnt -->\n")
    small_site.write_page(GUIDE, "# Authentication\n\n<!-- category-errors: paymnt -->\n")
    fault = f"{GUIDE}:"
    server.wait(lambda: "Reloading" in server.output.partition(fault)[2], "a fault in a page is printed")
    assert "Send your key." in server.get("/guides/authentication/")[1], "the page stays as it was"
    assert server.get("/guides/extra/")[0] == 404, "and a new one comes when it is right"
    small_site.path("docs/guides/extra.md").unlink()
    small_site.write(GUIDE, guide)

    for name in ("examples", "docs"):
        small_site.path(name).rename(small_site.path("away"))
        time.sleep(2)  # longer than it takes to look at it again
        small_site.path("away").rename(small_site.path(name))
    small_site.replace(EXAMPLE, "Read what was there.", "Read what came back.")
    server.wait(lambda: "Read what came back." in server.get(path)[1], "an edit after examples/ was away is heard")
    small_site.replace("docs/index.md", "First read about", "Now read about")
    server.wait(lambda: "Now read about" in server.get("/")[1], "and one after docs/ was away")

    small_site.path(EXAMPLE).unlink()
    server.wait(lambda: server.get(path)[0] == 404, "a deleted error has no page")


@pytest.mark.thorough
def test_an_edit_of_errors_among_many_is_shown_on_their_pages_alone(large: Project) -> None:
    one, two = two_errors(large)
    file, other = f"examples/{one}.yaml", f"examples/{two}.yaml"
    addresses = [f"/errors/{code}{end}" for code in (one, two) for end in ("/", ".md", ".json", "/index.json")]
    with serving(large) as server:
        server.wait(lambda: "Cleaning site directory" in server.output, "the files are read")
        large.replace(file, "meaning: ", "meaning: It was edited during the first build. ")
        server.wait(lambda: READY in server.output, "the server starts")
        assert "edited during the first build" in server.get(f"/errors/{one}/")[1]

        before = [server.page(address) for address in addresses]
        large.write("examples/.swap", "what an editor keeps")
        for edited in (file, other):
            text = (
                large.read(edited)
                .replace("title: Conflict", "title: Bad Request")
                .replace("status: 409", "status: 400")
            )
            large.write(edited, text.replace("errorCategory: conflict", "errorCategory: validation"))
        built = [rf"built .*{code}.* alone; other pages" for code in (one, two)]
        server.wait(lambda: all(re.search(each, server.output) for each in built), "two edits are built")

        large.replace(file, "status: 400", "status: 401")
        server.wait(lambda: f"{file}:24:13: E203 status 401 does not fit" in server.output, "a fault is printed")
        large.replace(other, "meaning: ", "meaning: It was edited while another file was at fault. ")
        server.wait(lambda: server.output.count("E203") == 2, "it is printed again")
        assert "another file was" not in server.get(f"/errors/{two}/")[1], "as in a whole build"
        large.replace(file, "status: 401", "status: 400")
        server.wait(lambda: "another file was" in server.get(f"/errors/{two}/")[1], "what is correct is shown")

        assert server.output.count(WHOLE_BUILD) == 1
        alone = [server.page(address) for address in addresses]
        assert all(page != old for page, old in zip(alone, before, strict=True))
        assert f">{one}<" not in server.get("/errors/by-status/400/")[1], "lists stay as they were"
        large.write("docs/index.md", f"{large.read('docs/index.md')}\n")
        server.wait(lambda: server.output.count(WHOLE_BUILD) == 2, "an edit of another file builds all")
        assert [server.page(address) for address in addresses] == alone
        assert f">{one}<" in server.get("/errors/by-status/400/")[1]


@pytest.mark.thorough
def test_all_is_built_where_not_only_errors_among_many_are_edited(large: Project) -> None:
    one, two = two_errors(large)
    with serving(large) as server:
        server.wait(lambda: READY in server.output, "the server starts")
        large.replace(f"examples/{one}.yaml", "meaning: ", "meaning: It was edited alone. ")
        server.wait(lambda: "edited alone" in server.get(f"/errors/{one}/")[1], "an edit is shown")
        assert server.output.count(WHOLE_BUILD) == 1
        large.write("docs/guides/faulty.md", "# Faulty\n")
        server.wait(lambda: server.output.count(WHOLE_BUILD) == 2, "a page at fault is a whole build")
        assert "docs/guides/faulty.md:1:1: E807" in server.output
        assert "edited alone" in server.get(f"/errors/{one}/")[1], "pages stay as they were, and not as first built"
        large.path("docs/guides/faulty.md").unlink()

        file = f"examples/{two}.yaml"
        text = large.read(file)
        large.path(file).unlink()
        server.wait(lambda: server.get(f"/errors/{two}/")[0] == 404, "a deleted error has no page")
        builds = server.output.count(BEGUN)
        large.write("examples/ADDED.yaml", text.replace(two, "ADDED"))
        server.wait(lambda: server.output.count(BEGUN) > builds, "a new error is a whole build")
        time.sleep(3)  # longer than it takes to read the files
        large.replace(f"examples/{one}.yaml", "It was edited alone.", "It was edited during that.")
        server.wait(lambda: "edited during that" in server.get(f"/errors/{one}/")[1], "an edit during it is not lost")
        assert server.get("/errors/ADDED/")[0] == 200
        assert "Traceback" not in server.output


def two_errors(project: Project) -> list[str]:
    """Return the codes of two made-up errors that no other file names."""
    files = sorted(project.path("examples").glob("*_EXPIRED.yaml"))
    return [file.stem for file in files if "\nrelated:" in file.read_text(encoding="utf-8")][:2]
