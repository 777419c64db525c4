"""Measure how the site grows with the number of errors, beside plain Material and plain Zensical on the same pages.

Not a test: figures depend on the machine, ratios hardly do. Run it with `make benchmark-growth`, or for other numbers
of errors with `make benchmark-growth ERRORS="100 10000"`. Zensical is left out unless `make builders` has installed it.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from support.browser import ARGUMENTS, find_browser
from support.building import MKDOCS, environment, served
from support.many_errors import write_many_errors
from support.plain_site import plain_site
from support.project import ROOT, Project, copy_project

PORTAL = Path(sys.prefix) / "bin" / "portal"
ZENSICAL = ROOT / "tests" / "builders" / ".venv-zensical" / "bin" / "zensical"
SHARED_OVERRIDE = "docs/.overrides/partials/nav.html"
"""What of our templates Zensical takes, too: without it, every page would have every error in its sidebar."""

MEGABYTE = 1_000_000
SEARCHED_FOR = ("PAYMENT_DECLINED", "payment declined")
"""A code, which needs no index, and words, which do."""


@dataclass(frozen=True)
class Work:
    """What a program took: seconds of a processor, and the most memory in MB."""

    seconds: float
    memory: float


def main() -> None:
    """Print a table of each number of errors."""
    for number in map(int, sys.argv[1:]):
        with tempfile.TemporaryDirectory() as folder:
            print(f"\n{number} errors", flush=True)
            for what, figure in measured(number, Path(folder)):
                print(f"  {what:<52}{figure}", flush=True)


def measured(number: int, folder: Path) -> Iterator[tuple[str, str]]:
    """Yield what is measured of a site of so many errors, and the figure."""
    project = copy_project(ROOT, folder / "ours")
    write_many_errors(project.root, number - len(list(project.path("examples").iterdir())))
    site = folder / "site"
    check = run([PORTAL, "check"], project.root)
    yield "check", f"{check.seconds:.1f} s, {check.memory:.0f} MB"
    ours = run([*MKDOCS, "build", "--quiet", "--site-dir", site], project.root)
    yield "build", f"{ours.seconds:.1f} s, {ours.memory:.0f} MB"
    plain = plain_site(project.root, folder / "plain")
    material = run([*MKDOCS, "build", "--quiet", "--site-dir", folder / "material"], plain.root)
    yield (
        "plain Material, the same pages",
        f"{material.seconds:.1f} s; ours {ours.seconds / material.seconds:.2f} of it",
    )
    if ZENSICAL.exists():
        zensical = run([ZENSICAL, "build", "--clean", "--config-file", "mkdocs.yml"], for_zensical(plain).root)
        yield (
            "plain Zensical, the same pages",
            f"{zensical.seconds:.1f} s; ours {ours.seconds / zensical.seconds:.2f} of it",
        )
    yield from sizes(site)
    yield "portal diff with one error changed", f"{diff(project).seconds:.1f} s"
    with sync_playwright() as playwright, served(site) as url:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        for text in SEARCHED_FOR:
            yield f"first result of a first search: {text}", f"{first_result(browser, url, text):.2f} s"
        yield "the decoder by a link with a code", f"{first_verdict(browser, url):.2f} s"
        browser.close()


def for_zensical(plain: Project) -> Project:
    """Return the plain site without what Zensical's template engine does not run."""
    shared = plain.read(SHARED_OVERRIDE) if plain.path(SHARED_OVERRIDE).exists() else None
    for file in [*plain.path("docs/.overrides").rglob("*.html")]:
        file.unlink()
    if shared:
        plain.write(SHARED_OVERRIDE, shared)
    return plain


def sizes(site: Path) -> Iterator[tuple[str, str]]:
    """Yield what the files of a built site weigh."""
    weights = {file.relative_to(site).as_posix(): file.stat().st_size for file in site.rglob("*") if file.is_file()}
    pages = {path: weight for path, weight in weights.items() if path.endswith(".html")}
    largest = max(pages, key=lambda path: pages[path])
    ours = re.compile(r"assets/([\w-]+|live/.*)\.js|search/.*\.json")  # the theme's own stay as they are
    loaded = {path: weight for path, weight in weights.items() if ours.fullmatch(path)}
    heaviest = max(loaded, key=lambda path: loaded[path])
    yield "site", f"{sum(weights.values()) / MEGABYTE:.0f} MB in {len(weights)} files, {len(pages)} pages"
    yield "an error page", f"{weights['errors/CART_EMPTY/index.html'] / 1000:.1f} kB"
    yield "the largest page", f"{pages[largest] / 1000:.0f} kB: {largest}"
    yield "the largest file that a page may load", f"{loaded[heaviest] / 1000:.0f} kB: {heaviest}"
    yield "the search index", f"{weights['search/search_index.json'] / 1000:.0f} kB"


def diff(project: Project) -> Work:
    """Run the comparison with the errors before one of them was changed."""
    git = ("git", "-c", "user.name=Benchmark", "-c", "user.email=benchmark@example.com")
    for arguments in (("init", "--quiet"), ("add", "examples"), ("commit", "--quiet", "--message", "Before")):
        subprocess.run([*git, *arguments], cwd=project.root, check=True)
    project.replace("examples/CART_EMPTY.yaml", "The cart has no line items.", "The cart has no line item.")
    return run([PORTAL, "diff", "HEAD"], project.root)


def first_result(browser: Browser, url: str, text: str) -> float:
    """Return the seconds until the search, which has loaded nothing yet, shows a result."""
    page = browser.new_page()
    page.goto(f"{url}/get-started/")
    box = page.get_by_role("textbox", name="Search")
    box.click()
    start = time.perf_counter()
    box.fill(text)
    page.locator(".md-search-result__item a").first.wait_for(timeout=120_000)
    seconds = time.perf_counter() - start
    page.close()
    return seconds


def first_verdict(browser: Browser, url: str) -> float:
    """Return the seconds from the click on a link to the decoder, with a code in it, to the whole verdict."""
    page = browser.new_page()
    start = time.perf_counter()
    page.goto(f"{url}/errors/decode/#PAYMENT_DECLINED", wait_until="commit")
    page.get_by_role("heading", name="What to do").wait_for(timeout=120_000)
    seconds = time.perf_counter() - start
    page.close()
    return seconds


def run(command: Sequence[str | Path], root: Path) -> Work:
    """Run a program in a folder to its end, and return what it took."""
    process = subprocess.Popen(command, cwd=root, env=environment(), stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, f"{command} ended with {process.returncode}"
    return Work(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


if __name__ == "__main__":
    main()
