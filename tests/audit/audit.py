"""Run Lighthouse on the built site, served compressed, and print the scores, beside a revision's too: `make audit`."""

import gzip
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from support.browser import ARGUMENTS, find_browser
from support.building import SiteHandler, build, served
from support.project import ROOT

LIGHTHOUSE = Path(__file__).parent / "node_modules" / ".bin" / "lighthouse"
PERFORMANCE = {
    "": 98,
    "errors/": 98,
    "errors/ORDER_TOTAL_DIFFERENT/": 99,
    "errors/RATE_LIMITED/": 99,
    "errors/VALIDATION_FAILED/": 99,
}
"""The pages, and the performance that each has to have."""
TARGETS = {"accessibility": 100, "best-practices": 100, "seo": 100, "agentic-browsing": 100}
LARGEST_KB = 90
MOST_REQUESTS = 12
RUNS = 3
"""Of which the median counts: performance follows what else the machine does."""


class CompressingHandler(SiteHandler):
    """Serves files as a static host does: texts with gzip, all with a cache time."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:  # noqa: N802 - the name is inherited
        """Answer with the file, compressed."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        body = gzip.compress(path.read_bytes()) if path.is_file() else b""
        self.send_response(200 if path.is_file() else 404)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Cache-Control", "max-age=31536000")
        self.end_headers()
        self.wfile.write(body)


@dataclass(frozen=True)
class Audit:
    """What Lighthouse says of one page."""

    page: str
    report: dict[str, Any]

    @property
    def targets(self) -> dict[str, int]:
        """Return the score that the page has to have in each category, out of 100."""
        return {"performance": PERFORMANCE[self.page]} | TARGETS

    @property
    def scores(self) -> dict[str, int]:
        """Return the score of each category, out of 100."""
        return {name: round(100 * (self.report["categories"][name]["score"] or 0)) for name in self.targets}

    @property
    def requests(self) -> list[dict[str, Any]]:
        """Return what the first view asked the server for; `data:` addresses stand in the page itself."""
        items = self.report["audits"]["network-requests"]["details"]["items"]
        return [item for item in items if not item["url"].startswith("data:")]

    @property
    def kilobytes(self) -> float:
        """Return what the first view transfers, in kB of 1,000 bytes."""
        return float(sum(item["transferSize"] for item in self.requests)) / 1000

    def __str__(self) -> str:
        scores = ", ".join(f"{name} {score}" for name, score in self.scores.items())
        return f"{scores}; {len(self.requests)} requests, {self.kilobytes:.0f} kB"

    def misses(self) -> Iterator[str]:
        """Yield each target that the page misses, with what Lighthouse says about it."""
        for name, target in self.targets.items():
            if self.scores[name] < target:
                titles = [audit["title"] for audit in self._failed(name)]
                yield f"{name} {self.scores[name]} is below {target}: {'; '.join(titles)}"
        if self.kilobytes > LARGEST_KB:
            yield f"{self.kilobytes:.0f} kB are more than {LARGEST_KB}"
        if len(self.requests) > MOST_REQUESTS:
            yield f"{len(self.requests)} requests are more than {MOST_REQUESTS}"

    def _failed(self, category: str) -> list[dict[str, Any]]:
        audits = [self.report["audits"][each["id"]] for each in self.report["categories"][category]["auditRefs"]]
        return [audit for audit in audits if audit["score"] is not None and audit["score"] < 0.9]


def audited(url: str, page: str) -> Audit:
    """Return Lighthouse's report on a page, in its mobile preset."""
    flags = f"--chrome-flags=--headless {' '.join(ARGUMENTS)}"
    categories = ",".join(("performance", *TARGETS))
    command = [LIGHTHOUSE, url, "--quiet", "--output=json", flags, f"--only-categories={categories}"]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "CHROME_PATH": find_browser() or "", "PATH": path}
    result = subprocess.run(
        list(map(str, command)), env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    if result.returncode:
        sys.exit(f"Lighthouse failed:\n{result.stderr}")
    return Audit(page, json.loads(result.stdout))


def compared(bases: list[str], page: str) -> list[Audit]:
    """Return the audit of a page of each site, of several in turns that with the median performance."""
    turns = [[audited(f"{base}/{page}", page) for base in bases] for _ in range(RUNS)]
    return [sorted(runs, key=lambda each: each.scores["performance"])[RUNS // 2] for runs in zip(*turns, strict=True)]


def archived(revision: str, folder: Path) -> Path:
    """Return a folder with the files of this repository as they were at a revision."""
    archive = folder / "revision.tar"
    command = ["git", "archive", f"--output={archive}", revision]
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        sys.exit(f"{revision} cannot be read")
    with tarfile.open(archive) as files:
        files.extractall(folder / "revision", filter="data")
    return folder / "revision"


def main(revision: str | None = None) -> int:
    """Print the scores of each page, below them those at a revision, and each miss; return 1 where there is one."""
    missed = 0
    with tempfile.TemporaryDirectory() as name, ExitStack() as servers:
        folder = Path(name)
        roots = [ROOT, *([archived(revision, folder)] if revision else [])]
        bases = []
        for number, root in enumerate(roots):
            site = folder / f"site-{number}"
            result = build(root, site, PYTHONPATH=str(root / "hooks"))
            if result.returncode:
                sys.exit(result.stderr)
            bases.append(servers.enter_context(served(site, CompressingHandler)))
        for page in PERFORMANCE:
            audit, *earlier = compared(bases, page)
            print(f"/{page}: {audit}", flush=True)
            for each in earlier:
                print(f"    {revision}: {each}", flush=True)
            for miss in audit.misses():
                print(f"    {miss}", flush=True)
                missed = 1
    return missed


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
