"""The server of `make serve`, run for real: it follows each edit, and a fault does not end it."""

import http.client
import re
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from support.building import MKDOCS, environment
from support.listening import free_port
from support.project import ROOT, Project

PATIENCE_S = 60
"""How long a change may take before the test gives up; a slow machine shall not fail it."""

EXAMPLE = "examples/CLASH.yaml"
GUIDE = "docs/guides/authentication.md"


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

    def wait(self, condition: Callable[[], bool], what: str) -> None:
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
    port = free_port()
    # The command of the Makefile, at another port.
    makefile = (ROOT / "Makefile").read_text()
    options = re.findall(r"mkdocs serve (.*)", makefile)
    assert len(options) == 1
    command = [*MKDOCS, "serve", *options[0].replace("$(PORT)", str(port)).split()]
    process = subprocess.Popen(
        command, cwd=small_site.root, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    running = Server(process, port)

    def follow() -> None:
        assert process.stdout
        with process.stdout as stream:
            running.lines.extend(iter(stream.readline, ""))

    reader = threading.Thread(target=follow, daemon=True)
    reader.start()
    running.wait(lambda: "Serving on" in running.output, "the server starts")
    yield running
    process.terminate()
    process.wait(timeout=PATIENCE_S)
    reader.join(timeout=PATIENCE_S)


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
