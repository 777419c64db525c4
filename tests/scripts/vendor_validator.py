"""The script under docs/assets/vendor, made of what npm installs; run as a script, write it anew."""

import json
import re
import sys

from support.node import PACKAGES
from support.project import ROOT

PACKAGE = PACKAGES / "@cfworker" / "json-schema"
VENDORED = ROOT / "docs" / "assets" / "vendor" / "json-schema.js"
PARTS = ("pointer", "deep-compare-strict", "ucs2-length", "dereference", "format", "validate", "validator")
"""The package's modules, each after those that it imports."""


def version() -> str:
    """Return the installed version."""
    return str(json.loads((PACKAGE / "package.json").read_text(encoding="utf-8"))["version"])


def head(script: str) -> str:
    """Return the comment that opens the script: version, licences, and how the rest was made."""
    return script[: script.index("*/\n") + len("*/\n")]


def joined() -> str:
    """Return the package's modules as one classic script, without their imports and exports."""
    sources = ((PACKAGE / "dist" / "esm" / f"{part}.js").read_text(encoding="utf-8") for part in PARTS)
    code = "\n".join(re.sub(r"^(import .*\n|export |//# .*)", "", source, flags=re.MULTILINE) for source in sources)
    return f'"use strict";\n\nself.gettJsonSchema = (() => {{\n{code}\nreturn {{ Validator }};\n}})();\n'


def main() -> int:
    """Write the script anew under the head that it has."""
    VENDORED.write_text(head(VENDORED.read_text(encoding="utf-8")) + joined(), encoding="utf-8")
    print(f"{VENDORED.name}: made of {PACKAGE.name} {version()}; its head has to say so")
    return 0


if __name__ == "__main__":
    sys.exit(main())
