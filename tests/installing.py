"""How programs that the tests drive get onto this machine, where it has none."""

import os
import shutil
import subprocess


def is_debian() -> bool:
    """Whether this is a Debian or its like, and we may change it."""
    return bool(shutil.which("apt-get")) and os.geteuid() == 0


def install_package(name: str) -> None:
    """Install a package of Debian's; whether that worked, the caller has to see."""
    install("apt-get", "update", "-qq")
    install("apt-get", "install", "-qq", "-y", name)


def install(*command: str) -> None:
    """Run a command that installs something, and say so."""
    print("Installing:", *command, flush=True)
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
