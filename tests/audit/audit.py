"""Run Lighthouse on the built site, served compressed, and print the scores: `make audit`."""

import gzip
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from support.browser import ARGUMENTS, find_browser
from support.building import SiteHandler, build, served
from support.project import ROOT

LIGHTHOUSE = Path(__file__).parent / "node_modules" / ".bin" / "lighthouse"
PAGES = ("", "errors/", "errors/ORDER_TOTAL_DIFFERENT/", "errors/RATE_LIMITED/", "errors/VALIDATION_FAILED/")
TARGETS = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100, "agentic-browsing": 100}
LARGEST_KB = 90
MOST_REQUESTS = 12


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
    def scores(self) -> dict[str, int]:
        """Return the score of each category, out of 100."""
        return {name: round(100 * (self.report["categories"][name]["score"] or 0)) for name in TARGETS}

    @property
    def requests(self) -> list[dict[str, Any]]:
        """Return what the first view asked the server for; `data:` addresses stand in the page itself."""
        items = self.report["audits"]["network-requests"]["details"]["items"]
        return [item for item in items if not item["url"].startswith("data:")]

    @property
    def kilobytes(self) -> float:
        """Return what the first view transfers, in kB of 1,000 bytes."""
        return float(sum(item["transferSize"] for item in self.requests)) / 1000

    def misses(self) -> Iterator[str]:
        """Yield each target that the page misses, with what Lighthouse says about it."""
        for name, target in TARGETS.items():
            if self.scores[name] < target:
                titles = [audit["title"] for audit in self._failed(name)]
                yield f"{name} {self.scores[name]} is below {target}: {'; '.join(titles)}"
        if self.page.count("/") > 1:
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
    command = [LIGHTHOUSE, url, "--quiet", "--output=json", flags, f"--only-categories={','.join(TARGETS)}"]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "CHROME_PATH": find_browser() or "", "PATH": path}
    result = subprocess.run(
        list(map(str, command)), env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    if result.returncode:
        sys.exit(f"Lighthouse failed:\n{result.stderr}")
    return Audit(page, json.loads(result.stdout))


def main() -> int:
    """Print a line a page and a line for each miss, and return 1 where there is one."""
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        result = build(ROOT, site)
        if result.returncode:
            sys.exit(result.stderr)
        with served(site, CompressingHandler) as base:
            for page in PAGES:
                audit = audited(f"{base}/{page}", page)
                scores = ", ".join(f"{name} {score}" for name, score in audit.scores.items())
                print(f"/{page}: {scores}; {len(audit.requests)} requests, {audit.kilobytes:.0f} kB", flush=True)
                for miss in audit.misses():
                    print(f"    {miss}", flush=True)
                    missed = 1
    return missed


if __name__ == "__main__":
    sys.exit(main())
