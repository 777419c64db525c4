"""The command `portal`, run as a person runs it."""

import os
import subprocess
import sys
from pathlib import Path

PORTAL = Path(sys.prefix) / "bin" / "portal"


def portal(*arguments: str, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder, with more in its environment, and return what it said."""
    env = {**os.environ, **more}
    return subprocess.run([PORTAL, *arguments], cwd=cwd, env=env, capture_output=True, text=True, check=False)
