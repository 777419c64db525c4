"""Install the programs that the tests drive, from a browser to an old Python, where this machine has none."""

import os
import shutil
import subprocess
import sys

from support.browser import SHELL, find_browser
from support.clients import find_old_python
from support.nginx import find_nginx, find_njs

_PATIENCE = ("-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=10", "-o", "Acquire::https::Timeout=10")
"""Options of apt-get, in seconds: without a network, what is there has to do."""


def main() -> int:
    """Return 0 when all are there, installed on the way or not."""
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
    programs = {
        "Chromium or Chrome": find_browser(),
        "nginx": find_nginx(),
        "nginx's module njs": find_njs(),
        "Python 3.9 or 3.10": find_old_python(),
    }
    missing = [name for name, found in programs.items() if not found]
    for name in missing:
        print(f"The tests need {name}, which could not be installed. Install it, and run this again.")
    return 1 if missing else 0


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


def _install_package(name: str) -> None:
    """Install a package of Debian's; whether that worked, the caller has to see."""
    root = () if os.geteuid() == 0 else ("sudo", "--non-interactive")
    _install(*root, "apt-get", *_PATIENCE, "update", "-qq")
    _install(*root, "apt-get", *_PATIENCE, "install", "-qq", "-y", name)


def _install(*command: str) -> None:
    """Run a command that installs something, and say so."""
    print("Installing:", *command, flush=True)
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
