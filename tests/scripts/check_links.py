"""Check the links of the site that `make build` has made, also those that lead to other hosts."""

import sys

from support.links import DOCUMENTS, check_links
from support.project import ROOT


def main() -> int:
    """Print what is found, and return the exit status."""
    result = check_links((ROOT / "site", *DOCUMENTS), "--cache")
    print(result.stdout + result.stderr, end="")
    return result.returncode


if __name__ == "__main__":
    sys.exit(main())
