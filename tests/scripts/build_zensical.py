"""Build the site with Zensical, and say where it is."""

import sys

from error_catalog.diagnostics.faults import FaultsFound
from support.project import ROOT
from support.zensical import ZensicalFailed, build_with_zensical

FOLDER = ROOT / ".zensical"

if __name__ == "__main__":
    try:
        built = build_with_zensical(ROOT, FOLDER)
    except (FaultsFound, ZensicalFailed) as failed:
        sys.exit(f"{failed}\nZensical could not build the site")
    count = sum(not path.is_dir() for path in built.rglob("*"))
    print(f"{built.relative_to(ROOT)}/ has {count} files")
