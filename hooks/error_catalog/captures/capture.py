"""A capture as a stream: read once, in pieces, with the number of the line at hand."""

from __future__ import annotations

import io
import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from error_catalog.diagnostics.characters import visible

PIECE = 1 << 16
"""How much is read at once, in bytes; where the format is recognized, and never kept beyond."""

_LONGEST_LINE = 1 << 26
"""A line beyond that is no log entry, and could fill the memory."""


@dataclass(frozen=True)
class Place:
    """Where an exchange was recorded: a line of a file, counted from 1, or an entry where lines mean nothing."""

    file: str
    line: int | None = None
    entry: int | None = None

    @classmethod
    def of(cls, text: str) -> Place:
        """Return the place that a text names in the form of `str()`."""
        match = re.fullmatch(r"(?P<file>.*)(?:, entry (?P<entry>\d+)|:(?P<line>\d+))", text, re.DOTALL)
        if not match:
            return cls(text)
        line, entry = (int(match[name]) if match[name] else None for name in ("line", "entry"))
        return cls(match["file"], line, entry)

    def __str__(self) -> str:
        """Return `capture.har, entry 12`, or `service.log:12`."""
        if self.entry is not None:
            return f"{self.file}, entry {self.entry}"
        return self.file if self.line is None else f"{self.file}:{self.line}"


class Unreadable(Exception):
    """A capture cannot be read: where, what stands in the way and what helps; nothing of it is quoted."""

    def __init__(self, place: Place, message: str, hint: str) -> None:
        self.place, self.message, self.hint = place, message, hint
        super().__init__(f"{visible(str(place))}: {message}\n    hint: {hint}")


@dataclass
class Capture:
    """A file of recorded traffic, or standard input."""

    name: str
    stream: BinaryIO
    head: bytes = field(init=False, repr=False)
    """Its first bytes without a byte order mark; they are read again with the rest."""

    bytes_read: int = 0
    line: int = 1
    """The number of the line that is read."""

    others: int = 0
    """How many of its entries are no exchanges, such as other lines of a log."""

    def __post_init__(self) -> None:
        """Look at the first bytes."""
        self.head = _read_fully(self.stream).removeprefix(BOM_UTF8)
        self._rest = io.BufferedReader(_Joined(self.head, self.stream), PIECE)

    def pieces(self) -> Iterator[bytes]:
        """Yield the content in pieces, none longer than a line, so that `line` is right wherever one is at fault."""
        while piece := self._rest.readline(PIECE):
            self.bytes_read += len(piece)
            yield piece
            self.line += piece.endswith(b"\n")

    def lines(self) -> Iterator[str]:
        """Yield the lines as texts, without their ends.

        Raises:
            Unreadable: a line is not UTF-8, or has no end.
        """
        while raw := self._rest.readline(_LONGEST_LINE):
            self.bytes_read += len(raw)
            if len(raw) == _LONGEST_LINE:
                raise self.unreadable("a line without an end", "an exchange of a log is one line of at most 64 MB")
            try:
                yield raw.decode().rstrip("\r\n")
            except UnicodeDecodeError:
                raise self.unreadable("no UTF-8", "save it as UTF-8") from None
            self.line += 1

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, for parsers that read a stream by themselves."""
        piece = self._rest.read1(size if size >= 0 else PIECE)
        self.bytes_read += len(piece)
        return piece

    def unreadable(self, message: str, hint: str, *, entry: int | None = None) -> Unreadable:
        """Return that the capture cannot be read: at the line that is read, or at an entry."""
        line = None if entry is not None else self.line
        return Unreadable(Place(self.name, line, entry), message, hint)


class _Joined(io.RawIOBase):
    """Bytes that were read already, and the stream that they are from."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._head[: len(buffer)] if self._head else self._rest.read(len(buffer))
        self._head = self._head[len(data) :]
        buffer[: len(data)] = data
        return len(data)


def _read_fully(stream: BinaryIO) -> bytes:
    """Return the first bytes; a pipe gives them as they come."""
    found = b""
    while len(found) < PIECE and (more := stream.read(PIECE - len(found))):
        found += more
    return found
