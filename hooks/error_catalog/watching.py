"""Which edits a server hears, those in a folder that was away for a while, too; and which files they changed."""

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

_INTERVAL_SECONDS = 0.5

State = tuple[int, ...]
"""What the system says of a file that no edit leaves as it was."""


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
    from watchdog.observers.polling import PollingObserverVFS  # noqa: PLC0415 - a build watches nothing

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


def states_of(watched: Iterable[str]) -> dict[str, State]:
    """Return the state of each file in some folders, and of each that is named itself, by its full path.

    Hidden files are left out: editors have them beside what they edit.
    """
    states: dict[str, State] = {}
    for file in _files_in(watched):
        try:
            stat = os.stat(file)
        except OSError:
            continue  # it is gone by now
        # A file that comes back with its old date and size has another number, or was changed at another time.
        states[file] = (stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino)
    return states


def edited_since(before: Mapping[str, State], now: Mapping[str, State]) -> set[str]:
    """Return the paths of the files that are new, gone or changed."""
    return {file for file in before.keys() | now.keys() if before.get(file) != now.get(file)}


def _files_in(watched: Iterable[str]) -> Iterator[str]:
    for path in map(os.path.abspath, watched):
        if not os.path.isdir(path):
            yield path
        for folder, _, names in os.walk(path):
            yield from (os.path.join(folder, name) for name in names if not name.startswith("."))
