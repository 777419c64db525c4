"""Where a JSONPath (RFC 9535) leads, as far as error bodies use it: names and indexes, which lead to one place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_SEGMENT = re.compile(r"\.([A-Za-z_]\w*)|\[(\d+)\]|\['([^'\\]*)'\]")


@dataclass(frozen=True)
class DeadEnd:
    """How far a path leads that leads nowhere, and the paths that go on from there."""

    path: str
    further: tuple[str, ...]


def dead_end(path: str, data: object) -> DeadEnd | None:
    """Return where a path ends too early in JSON data; None where it leads somewhere.

    A path of another kind, with a wildcard or a filter, is not followed.
    """
    segments = [*_SEGMENT.finditer(path, 1)]
    if "$" + "".join(segment[0] for segment in segments) != path:
        return None
    for segment in segments:
        ways = _ways(data)
        name, index, quoted = segment.groups()
        step: str | int = int(index) if index else name or quoted
        if step not in ways:
            here = path[: segment.start()]
            return DeadEnd(here, tuple(here + (f".{way}" if str(way).isidentifier() else f"[{way!r}]") for way in ways))
        data = ways[step]
    return None


def _ways(data: object) -> dict[str | int, object]:
    """Return what is in data, by name or index."""
    if isinstance(data, Mapping):
        return dict(data)
    return dict(enumerate(data)) if isinstance(data, list | tuple) else {}
