"""Check the links of a built site with lychee, as lychee.toml says."""

import re
import subprocess
import sys
from pathlib import Path

from error_catalog.sitefile import SITE
from support.project import ROOT

LYCHEE = Path(sys.prefix) / "bin" / "lychee"
DOCUMENTS = tuple(sorted(ROOT.glob("*.md")))
ADDRESSES = (SITE, "http://127.0.0.1:8000/")
"""What leads to the site: its own address, and that of `make serve`."""


def check_links(inputs: tuple[Path, ...], *options: str) -> subprocess.CompletedProcess[str]:
    """Check the links of a site, the first of the inputs, and of what is written about it; return what lychee said."""
    site = inputs[0].resolve()
    remaps = [f"--remap=^{re.escape(address)} {site.as_uri()}/" for address in ADDRESSES]
    settings = [f"--config={ROOT / 'lychee.toml'}", f"--root-dir={site}", *remaps, *options]
    return subprocess.run([LYCHEE, *settings, "--", *inputs], cwd=ROOT, capture_output=True, text=True, check=False)
