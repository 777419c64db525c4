"""Which edits a server hears: those in a folder that was away for a while, too."""

import os
from collections.abc import Iterable
from typing import Any, Protocol

from watchdog.observers.polling import PollingObserverVFS

_INTERVAL_SECONDS = 0.5


class Server(Protocol):
    """A server that builds the site again after each edit in what it watches, as MkDocs has one."""

    observer: Any
    """Watchdog's; MkDocs types it by the class that it takes itself."""

    def watch(self, path: str) -> None:
        """Build after each edit in a file or folder."""

    def unwatch(self, path: str) -> None:
        """Do so no longer."""


def watch_patiently(server: Server, watched: Iterable[str]) -> None:
    """Let a server go on where a folder comes back, as when git changes branches; it has not started.

    `watched` is all that it watches so far; what it watches from now on, it watches so as well.
    """
    for path in watched:
        server.unwatch(path)
    server.observer = PollingObserverVFS(_stat, os.scandir, polling_interval=_INTERVAL_SECONDS)
    for path in watched:
        server.watch(path)


def _stat(path: str) -> os.stat_result:
    """Return what the system says of a path.

    Raises:
        OSError: it is not there. Watchdog gives up a folder at FileNotFoundError, and tries again at any other error.
    """
    try:
        return os.stat(path)
    except FileNotFoundError as gone:
        raise OSError(f"{path} is not there") from gone
