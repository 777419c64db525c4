"""Install the programs that the tests drive, from a browser to an old Python, where this machine has none.

`install_programs.py engines` does so with those of `make browsers`.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable

from support.browser import SHELL, find_browser
from support.clients import find_old_python
from support.engines import find_chromium, find_firefox, has_gtk_bindings
from support.nginx import find_nginx, find_njs

_PATIENCE = ("-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=10", "-o", "Acquire::https::Timeout=10")
"""Options of apt-get, in seconds: without a network, what is there has to do."""

_ENGINES: dict[str, tuple[Callable[[], object], tuple[str, ...]]] = {
    "Chromium or Chrome": (find_chromium, ("chromium",)),
    "ChromeDriver": (lambda: shutil.which("chromedriver"), ("chromium-driver",)),
    "Firefox": (find_firefox, ("firefox-esr",)),
    "WebKitWebDriver": (lambda: shutil.which("WebKitWebDriver"), ("webkit2gtk-driver",)),
    "WebKitGTK's bindings for the system's Python": (has_gtk_bindings, ("python3-gi", "gir1.2-webkit2-4.1")),
    "Xvfb": (lambda: shutil.which("Xvfb"), ("xvfb",)),
    "nginx": (find_nginx, ("nginx",)),
}
"""What `make browsers` drives: how each program is found, and the packages of Debian that have it."""


def main(*arguments: str) -> int:
    """Return 0 when all are there, installed on the way or not."""
    programs = _engines() if arguments == ("engines",) else _programs()
    missing = [name for name, found in programs.items() if not found]
    for name in missing:
        print(f"The tests need {name}, which could not be installed. Install it, and run this again.")
    return 1 if missing else 0


def _engines() -> dict[str, object]:
    """Install what is missing of the three engines, and return what is there."""
    for find, packages in _ENGINES.values():
        if not find() and _is_debian():
            _install_package(*packages)
    return {name: find() for name, (find, _) in _ENGINES.items()}


def _programs() -> dict[str, object]:
    """Install what is missing for `make test`, and return what is there."""
    if _is_debian() and not shutil.which(SHELL):
        _install_package(SHELL)
    if not find_browser():
        _install_browser()
    if not find_nginx() and _is_debian():
        _install_package("nginx")
    if not find_njs() and _is_debian():
        _install_package("libnginx-mod-http-js")
    if not find_old_python() and _is_debian():
        _install_package("pypy3")
    return {
        "Chromium or Chrome": find_browser(),
        "nginx": find_nginx(),
        "nginx's module njs": find_njs(),
        "Python 3.9 or 3.10": find_old_python(),
    }


def _install_browser() -> None:
    """Install Debian's Chromium where that is possible, else the one that Playwright brings."""
    if _is_debian():
        _install_package("chromium")
    else:
        _install(sys.executable, "-m", "playwright", "install", "chromium")


def _is_debian() -> bool:
    """Whether this is a Debian or its like, and we may change it."""
    return bool(shutil.which("apt-get")) and (os.geteuid() == 0 or _is_for_tests())


def _is_for_tests() -> bool:
    """Whether the machine belongs to a run of tests, which may change it, as on GitHub."""
    return "CI" in os.environ and bool(shutil.which("sudo"))


def _install_package(*names: str) -> None:
    """Install packages of Debian's; whether that worked, the caller has to see."""
    root = () if os.geteuid() == 0 else ("sudo", "--non-interactive")
    _install(*root, "apt-get", *_PATIENCE, "update", "-qq")
    _install(*root, "apt-get", *_PATIENCE, "install", "-qq", "-y", *names)


def _install(*command: str) -> None:
    """Run a command that installs something, and say so."""
    print("Installing:", *command, flush=True)
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
