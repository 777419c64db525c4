"""Files and folders that appear whole or not at all: the built site, one run at a time, and single files."""

import ctypes
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

SITE = "site"
"""The folder of the published site, from the project's root."""

_RUNS = ".build"
"""The folder of all runs, beside it and so on the same file system."""

_LOCK = "lock"
_BEFORE = "before"

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # linux/fs.h


class PublishingRefused(Exception):
    """A run cannot begin or end; its text is what a person should read."""


@contextmanager
def private_folder(root: Path) -> Iterator[Path]:
    """Give one run an empty folder beside the site, and delete it at the end; what dead runs left is deleted before.

    The lock is the system's, which lets go of it when the run ends in whatever way.

    Raises:
        PublishingRefused: another run is at work, or the site is no folder.
        OSError: the file system refuses.
    """
    runs, site = root / _RUNS, root / SITE
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        raise PublishingRefused(f"{SITE} is no folder; move it away, and build again")
    runs.mkdir(exist_ok=True)
    with (runs / _LOCK).open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            holder = lock.read().strip()
            message = f"another build is at work here ({holder}); build again when it has ended"
            raise PublishingRefused(message) from None
        lock.truncate(0)
        lock.write(f"process {os.getpid()}, since {datetime.now():%H:%M:%S}")
        lock.flush()
        _sweep(runs, site)
        with TemporaryDirectory(dir=runs, ignore_cleanup_errors=True) as folder:
            yield Path(folder)


def publish(built: Path, root: Path) -> None:
    """Put a built site in place of the one before, which is then where it was built.

    Linux exchanges the two in one step (renameat2). Where the system or the file system cannot, two renames do it:
    between them there is no site, and if the run is killed right then, the next one puts the site back.

    Raises:
        OSError: the file system refuses; the site is as it was.
    """
    site, before = root / SITE, built.with_name(_BEFORE)
    if _exchanged(built, site):
        return
    if site.exists():
        site.rename(before)
    try:
        built.rename(site)
    except OSError:
        if before.exists():
            before.rename(site)
        raise


def write_file(file: Path, text: str) -> None:
    """Write a text file in one step, in place of the one before, and the folder that it stands in, if need be.

    Raises:
        OSError: the file system refuses; the file is as it was.
    """
    file.parent.mkdir(exist_ok=True)
    new = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        new.write_text(text, encoding="utf-8")
        new.replace(file)
    finally:
        new.unlink(missing_ok=True)


def _exchanged(one: Path, other: Path) -> bool:
    renameat2 = getattr(ctypes.CDLL(None), "renameat2", None)
    if renameat2 is None:
        return False
    return bool(renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)


def _sweep(runs: Path, site: Path) -> None:
    for dead in runs.iterdir():
        if dead.name == _LOCK:
            continue
        if (dead / _BEFORE).is_dir() and not site.exists():
            (dead / _BEFORE).rename(site)
        # A builder may outlive its run for a moment, and write there; the next run sweeps again.
        shutil.rmtree(dead, ignore_errors=True)
