"""The tools from npm under tests/tools, run on the Node of this environment."""

import os
import subprocess
import sys
from pathlib import Path

TOOLS = Path(__file__).parent / "tools"
MODULES = TOOLS / "node_modules"


def run_tool(name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a tool in tests/tools, and return what it said."""
    tool = MODULES / ".bin" / name
    assert tool.exists(), f"{name} is missing: run `make test`, which installs it"
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        [str(tool), *map(str, arguments)],
        cwd=TOOLS,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
