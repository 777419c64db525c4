"""The command `portal`: as a process, which a person starts, or called in this one, which is ten times as fast."""

import contextlib
import io
import os
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

from error_catalog.commands.cli import main

PORTAL = Path(sys.prefix) / "bin" / "portal"


def portal(*arguments: str, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Call the command in a folder, with more in its environment, and return what it said."""
    out, err = io.StringIO(), io.StringIO()
    with (
        contextlib.chdir(cwd),
        patch.dict(os.environ, more),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            status = main(arguments)
        except SystemExit as exit_:
            status = int(exit_.code or 0)
    return subprocess.CompletedProcess([PORTAL, *arguments], status, out.getvalue(), err.getvalue())


def portal_process(*arguments: str, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Start the command in a folder, with more in its environment, and return what it said."""
    env = {**os.environ, **more}
    return subprocess.run([PORTAL, *arguments], cwd=cwd, env=env, capture_output=True, text=True, check=False)


def unprivileged(*command: str | Path) -> list[str]:
    """Return a command for a user whom the permissions of files bind; root has two capabilities beyond them."""
    bounds = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
    return [*(() if os.geteuid() else bounds), *map(str, command)]
