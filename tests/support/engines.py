"""The browsers of three engines: how each starts, without a window that anybody sees."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

from support.browser import ARGUMENTS, NAMES, SHELL
from support.listening import free_port
from support.project import ROOT
from support.webdriver import HttpSession, MarionetteSession, Session

PATIENCE_S = 180

SYSTEM_PYTHON = "/usr/bin/python3"
"""The Python for which Debian and Ubuntu have the bindings of GTK."""

PRINT = ROOT / "tests/engines/programs/print_page.py"

WIDTH, HEIGHT = 1440, 1000
"""Of the window, in CSS pixels; with both sidebars."""

PREFERENCES = {
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.dns.disablePrefetch": True,
}
"""What keeps Firefox from calling anybody while it is tested."""


@contextmanager
def chromium(folder: Path) -> Iterator[Session]:
    """Run Chromium, or Chrome, by ChromeDriver."""
    options = {"binary": find_chromium(), "args": [*ARGUMENTS, "--headless", f"--user-data-dir={folder}"]}
    port = free_port()
    with running(["chromedriver", f"--port={port}"], port):
        yield HttpSession(f"http://127.0.0.1:{port}", {"goog:chromeOptions": options})


@contextmanager
def firefox(folder: Path) -> Iterator[Session]:
    """Run Firefox, which listens to Marionette by itself."""
    port = free_port()
    preferences = PREFERENCES | {"marionette.port": port}
    lines = [f'user_pref("{name}", {str(value).lower()});\n' for name, value in preferences.items()]
    (folder / "user.js").write_text("".join(lines), encoding="utf-8")
    program = find_firefox()
    assert program, "no Firefox"
    with running([program, "--headless", "--marionette", "--no-remote", "--profile", str(folder)], port):
        yield MarionetteSession(port)


@contextmanager
def webkit(folder: Path) -> Iterator[Session]:
    """Run WebKitGTK's small browser, which needs a display, by its driver."""
    port = free_port()
    environment = {"HOME": str(folder), "GDK_BACKEND": "x11", "LIBGL_ALWAYS_SOFTWARE": "1"}
    with display() as name, running(["WebKitWebDriver", f"--port={port}"], port, **environment, DISPLAY=name):
        yield WebKitSession(f"http://127.0.0.1:{port}", name)


class WebKitSession(HttpSession):
    """WebKitGTK's browser; what its driver has not, printing, a program of ours does."""

    def __init__(self, server: str, display: str) -> None:
        super().__init__(server, {})
        self._display = display

    def print(self) -> bytes:
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            command = [SYSTEM_PYTHON, str(PRINT), self.run("return location.href"), file.name]
            subprocess.run(command, env=os.environ | {"DISPLAY": self._display}, check=True, timeout=PATIENCE_S)
            return Path(file.name).read_bytes()


Start = Callable[[Path], AbstractContextManager[Session]]

ENGINES: dict[str, Start] = {"Chromium": chromium, "Firefox": firefox, "WebKitGTK": webkit}
"""How each engine's browser starts, with its profile in a folder."""


def find_chromium() -> str | None:
    """Return the path of Chromium or Chrome, but not of the shell, in which ChromeDriver finds no window."""
    return next(filter(None, (shutil.which(name) for name in NAMES if name != SHELL)), None)


def find_firefox() -> str | None:
    """Return the path of Firefox, the one with long support first."""
    return shutil.which("firefox-esr") or shutil.which("firefox")


def has_gtk_bindings() -> bool:
    """Whether the system's Python can load WebKitGTK, which `print_page.py` prints by."""
    code = "import gi; gi.require_version('WebKit2', '4.1')"
    return subprocess.run([SYSTEM_PYTHON, "-c", code], capture_output=True, check=False).returncode == 0


@contextmanager
def started(engine: str, folder: Path) -> Iterator[Session]:
    """Run a browser of an engine until the end of the block."""
    with ENGINES[engine](folder) as session, closing(session):
        session.send("SetWindowRect", width=WIDTH, height=HEIGHT)
        yield session


@contextmanager
def running(command: Sequence[str], port: int, **environment: str) -> Iterator[None]:
    """Run a server from when it accepts connections until the end of the block."""
    process = subprocess.Popen(
        command, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        end = time.monotonic() + PATIENCE_S
        while not accepts(port):
            assert process.poll() is None, f"{command[0]} has ended"
            assert time.monotonic() < end, f"{command[0]} does not listen"
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE_S)


@contextmanager
def display() -> Iterator[str]:
    """Run an X server without a screen, and give the name of its display."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1400x24", "-nolisten", "tcp"]
    process = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as told:
            yield f":{int(told.readline())}"
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE_S)


def accepts(port: int) -> bool:
    """Whether something listens at a port of this machine."""
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0
