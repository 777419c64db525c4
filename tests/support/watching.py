"""The built site as an nginx serves it, and word of all that goes wrong in the browsers that read it.

No driver has the consoles of all engines. So each page gets a script more, ahead of all others, that reports errors;
what the policy forbids, browsers report by themselves.
"""

import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from support.nginx import nginx, portal_nginx

WATCHER = """\
(() => {
  const LEFT = "NS_BINDING_ABORTED"; // in Firefox the error of a worker that loads when its page is left
  let isLeft = false; // WebKitGTK, too, breaks off what a worker loads then, and calls it as any failure of the network
  addEventListener("beforeunload", () => (isLeft = true));
  addEventListener("pageshow", () => (isLeft = false));
  const report = (said) => said.includes(LEFT) || navigator.sendBeacon("/reports", `${location.pathname}: ${said}`);
  const logged = console.error;
  console.error = (...said) => {
    logged(...said);
    report(`console.error: ${said.join(" ")}`);
  };
  const failed = ({ message, target }) => report(message ?? `not loaded: ${target.src ?? target.href}`);
  addEventListener("error", failed, true); // what is not loaded is told on the way down alone
  addEventListener("unhandledrejection", ({ reason }) => report(`unhandled rejection: ${reason}`));
  self.Worker = class extends Worker {
    constructor(...settings) {
      super(...settings);
      this.addEventListener("error", ({ message }) => isLeft || report(`worker: ${message}`));
    }
  };
  self.reportSeen = report;
})();
"""

EXTRAS = """
sub_filter '<meta charset="utf-8">' '<script src="/watcher.js"></script><meta charset="utf-8">';
location = /watcher.js {{ alias {folder}/watcher.js; }}
location = /reports {{ proxy_pass http://127.0.0.1:{port}; }}
"""
"""What the host has on top of what `portal nginx` prints."""

PATIENCE_S = 60
SETTLING_S = 0.2
"""How long what browsers report by themselves may be behind what the page reports."""


class Reports(list[str]):
    """What has gone wrong up to now, a line each."""

    def __init__(self) -> None:
        self._seen = threading.Condition()

    def add(self, text: str) -> None:
        """Take what a page says, or a browser in JSON (CSP Level 3, section 5.3)."""
        with self._seen:
            if text.startswith("{"):
                violation = json.loads(text)["csp-report"]
                text = f"blocked: {violation['violated-directive']} {violation['blocked-uri']}"
            self.append(text)
            self._seen.notify_all()

    def settled(self, sign: str) -> list[str]:
        """Return all that came before a sign of the page's, and forget it."""
        with self._seen:
            assert self._seen.wait_for(lambda: any(sign in each for each in self), PATIENCE_S), (
                "the page reports nothing"
            )
        time.sleep(SETTLING_S)
        found = [each for each in self if sign not in each]
        self.clear()
        return found


@contextmanager
def watched(site: Path, folder: Path, more: str = "") -> Iterator[tuple[str, Reports]]:
    """Serve a site as an operator would, under its policy, and give the address, and what goes wrong there.

    `more` is what the server block of nginx has besides; the folder is for files of its own.
    """
    printed = portal_nginx(site)
    assert printed.returncode == 0, printed.stderr
    snippet, policies = re.subn(r'(portal_policy "[^"]+)', r"\1; report-uri /reports", printed.stdout)
    assert policies == 2, "of pages, and of files that browsers show as text"
    (folder / "watcher.js").write_text(WATCHER, encoding="utf-8")
    with collecting() as (port, reports):
        extras = EXTRAS.format(folder=folder, port=port)
        with nginx(site, snippet + extras + more, folder) as url:
            yield url, reports


@contextmanager
def collecting() -> Iterator[tuple[int, Reports]]:
    """Take reports at a port of this machine."""
    reports = Reports()

    class Collector(BaseHTTPRequestHandler):
        """Takes whatever is posted."""

        def do_POST(self) -> None:
            """Take a report, and have nothing to say."""
            reports.add(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is inherited
            """Say nothing: requests are no news in a test."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Collector) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.server_port, reports
        server.shutdown()
        thread.join()
