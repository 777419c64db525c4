"""The tools that tests take from npm, run by the Node that `make` installed."""

import os
import subprocess
import sys
from pathlib import Path

from support.project import ROOT

NODE = Path(sys.prefix) / "bin" / "node"
TOOLS = ROOT / "tests" / "tools"
PACKAGES = TOOLS / "node_modules"

AXE = PACKAGES / "axe-core" / "axe.min.js"
VIOLATIONS = "axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations)"
"""Asks axe, in a page that has it, for what breaks its rules; a report on what keeps them takes as long again."""

HTML_VALIDATE = "html-validate/bin/html-validate.mjs"

PYRIGHT = "pyright/index.js"
TSC = "typescript/bin/tsc"
OPENAPI_TYPESCRIPT = "openapi-typescript/bin/cli.js"
ESLINT = "eslint/bin/eslint.js"
DENO = "deno/bin.cjs"
REDOCLY = "@redocly/cli/bin/cli.js"


def node(script: str | Path, *arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a script under Node: a file, or one of the packages' by its path among them. No tool calls home."""
    command = [NODE, PACKAGES / script, *arguments]  # an absolute path stays as it is
    quiet = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true", "NO_COLOR": "1"}
    return subprocess.run(
        command, cwd=cwd, env={**os.environ, **quiet}, capture_output=True, text=True, check=False, timeout=120
    )
