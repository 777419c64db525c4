"""The entries of a list in a YAML file of any size, one after the other."""

import base64
from collections.abc import Collection, Iterator

import yaml

from error_catalog.captures.capture import Capture

_BINARY = ("tag:yaml.org,2002:binary", "!binary")  # the second is Ruby's
_EMPTY = ("", "~", "null", "Null", "NULL")
_DEEPEST = 100
_LARGEST = 1 << 24
"""How many characters an entry may have where aliases stand for more than is written."""


def yaml_items(capture: Capture, names: Collection[str]) -> Iterator[tuple[int, object]]:
    """Yield line and value of each entry of the list at one of these names at the top of a YAML document.

    Scalars are texts; but what YAML takes for nothing is None, and binary data are bytes.

    Raises:
        Unreadable: it is no YAML from some line on.
    """
    reader = _Reader(yaml.parse(capture, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    try:
        yield from reader.items(names)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        capture.line = mark.line + 1 if mark else reader.line
        raise capture.unreadable("no YAML from here on", "was the recording cut off, or edited by hand?") from None
    except (UnicodeDecodeError, RecursionError, ValueError):
        capture.line = reader.line
        raise capture.unreadable(
            "this cannot be read",
            "a cassette is UTF-8 with right Base64, not deeply nested, and not blown up by aliases",
        ) from None


class _Reader:
    """Makes data of the events of a parser, and keeps no more than the entry at hand and what has an anchor."""

    def __init__(self, events: Iterator[yaml.Event]) -> None:
        self._events = events
        self._anchors: dict[str, tuple[object, int]] = {}
        """By name, what has an anchor, and how large it is."""

        self._size = 0
        self.line = 1

    def items(self, names: Collection[str]) -> Iterator[tuple[int, object]]:
        while not isinstance(self._next(), yaml.MappingStartEvent):
            pass
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            name = self._value(event)
            if name in names and isinstance(event := self._next(), yaml.SequenceStartEvent):
                while not isinstance(event := self._next(), yaml.SequenceEndEvent):
                    self._size = 0
                    yield self.line, self._value(event)
            else:
                self._value(event if name in names else self._next())

    def _next(self) -> yaml.Event:
        event = next(self._events, None)
        if event is None:
            raise yaml.YAMLError
        self.line = event.start_mark.line + 1 if event.start_mark else self.line
        return event

    def _value(self, event: yaml.Event, depth: int = 0) -> object:
        if depth > _DEEPEST:
            raise RecursionError
        if isinstance(event, yaml.AliasEvent):
            value, size = self._anchors.get(str(event.anchor), (None, 0))
            self._size += size
            if self._size > _LARGEST:
                raise ValueError
            return value
        before = self._size
        self._size += 1
        if isinstance(event, yaml.ScalarEvent):
            value = self._scalar(event)
            self._size += len(event.value)
        elif isinstance(event, yaml.SequenceStartEvent):
            value = list(self._entries(depth))
        else:
            value = dict(self._members(depth))
        if anchor := getattr(event, "anchor", None):
            self._anchors[anchor] = value, self._size - before
        return value

    def _entries(self, depth: int) -> Iterator[object]:
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            yield self._value(event, depth + 1)

    def _members(self, depth: int) -> Iterator[tuple[str, object]]:
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            name = self._value(event, depth + 1)
            yield str(name), self._value(self._next(), depth + 1)

    def _scalar(self, event: yaml.ScalarEvent) -> object:
        if event.tag in _BINARY:
            return base64.b64decode(event.value)
        return None if event.implicit[0] and event.value in _EMPTY else event.value
