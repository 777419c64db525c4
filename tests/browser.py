"""Find the browser that the tests drive; run as a script, install one where there is none."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from installing import install, install_package, is_debian

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_browser() -> str | None:
    """Return the path of Chromium or Chrome on this machine, or of Playwright's own Chromium."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    for place in PLACES:
        if Path(place).exists():
            return place
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def install_browser() -> None:
    """Install Debian's Chromium where that is possible, else the one that Playwright brings."""
    if is_debian():
        install_package("chromium")
    else:
        install(sys.executable, "-m", "playwright", "install", "chromium")


def main() -> int:
    """Return 0 when there is a browser, installed on the way or not."""
    if not find_browser():
        install_browser()
    if not find_browser():
        print("The tests need Chromium or Chrome, and none could be installed. Install one, and run this again.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
