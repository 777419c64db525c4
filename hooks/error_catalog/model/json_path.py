"""Where a JSONPath (RFC 9535) leads, as far as error bodies use it: names and indexes, which lead to one place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_SEGMENT = re.compile(
    r"\.(?P<name>[^\W\d]\w*)|\[(?P<index>0|[1-9][0-9]*)\]"
    r"|\[(?P<quote>['\"])(?P<quoted>(?:\\.|(?!(?P=quote))[^\\])*)(?P=quote)\]"
)


@dataclass(frozen=True)
class DeadEnd:
    """How far a path leads that leads nowhere, and the paths that go on from there."""

    path: str
    further: tuple[str, ...]


def leads_to_one_place(path: str) -> bool:
    """Whether a path consists of names and indexes alone, without a wildcard, a filter or a slice."""
    return path[:1] == "$" and "".join(segment[0] for segment in _SEGMENT.finditer(path)) == path[1:]


def dead_end(path: str, data: object) -> DeadEnd | None:
    """Return where a path that leads to one place ends too early in JSON data; None where it leads somewhere."""
    for segment in _SEGMENT.finditer(path):
        ways = _ways(data)
        step = _step(segment)
        if step not in ways:
            here = path[: segment.start()]
            return DeadEnd(here, tuple(here + (f".{way}" if str(way).isidentifier() else f"[{way!r}]") for way in ways))
        data = ways[step]
    return None


def _step(segment: re.Match[str]) -> str | int:
    if segment["index"]:
        return int(segment["index"])
    return segment["name"] or re.sub(r"\\(.)", r"\1", segment["quoted"])


def _ways(data: object) -> dict[str | int, object]:
    """Return what is in data, by name or index."""
    if isinstance(data, Mapping):
        return dict(data)
    return dict(enumerate(data)) if isinstance(data, list | tuple) else {}
