"""Programs that the tests drive, installed from Debian where that is possible."""

import os
import shutil
import subprocess
from collections.abc import Sequence


def can_install() -> bool:
    """Whether this is a Debian or its like, and we may change it."""
    return bool(shutil.which("apt-get")) and os.geteuid() == 0


def install(package: str) -> None:
    """Install a package, or leave it to the caller to see that it is not there."""
    run(("apt-get", "update", "-qq"))
    run(("apt-get", "install", "-qq", "-y", package))


def run(command: Sequence[str]) -> None:
    """Run a command that installs something, and say so."""
    print("Installing:", *command, flush=True)
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
