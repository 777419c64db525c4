"""A YAML file as data, and where in the file each piece of it stands."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from error_catalog.diagnostics.faults import Fault, FaultsFound, Violation, pattern_of
from error_catalog.diagnostics.rules import Rule
from error_catalog.loading.yaml_nodes import Node, parse

_Source = TypeVar("_Source")
_Read = TypeVar("_Read")


@dataclass(frozen=True)
class Document:
    """One YAML file: the faults of its form, its data, and the place of everything in it."""

    path: str
    faults: tuple[Fault, ...]
    root: Node = field(repr=False)
    _text: str = field(repr=False)

    @property
    def data(self) -> object:
        """Return what the file says; lists are tuples, and None stands in place of what is faulty."""
        return self.root.data

    def fault(self, violation: Violation) -> Fault:
        """Return the violation as a fault with line and column: at its location, or how far that can be followed."""
        place = self._place(violation)
        return fault_in_text(self.path, self._text, violation, place.start, place.end)

    def all_faults(self, violations: Iterable[Violation]) -> tuple[Fault, ...]:
        """Return the faults of its form, and these violations as faults.

        Where the form is at fault, the data are not what the file says, so nothing more is said of that place.
        """
        return (*self.faults, *(self.fault(each) for each in violations if not self._is_at_fault(self._place(each))))

    def _place(self, violation: Violation) -> Node:
        key, node = None, self.root
        for step in violation.location:
            if step not in node.parts:
                break
            key, node = node.parts[step]
        return key if violation.at_key and key else node

    def _is_at_fault(self, node: Node) -> bool:
        """Whether a fault of the form stands where a node begins or, unless it has parts, anywhere in it."""
        ends = (node.start, node.start if node.parts else node.end)
        start, end = (self._text.count("\n", 0, each) + 1 for each in ends)
        columns = [each - self._text.rfind("\n", 0, each) for each in ends]
        return any((start, columns[0]) <= (fault.line, fault.column) <= (end, columns[1]) for fault in self.faults)


def read_document(file: Path, path: str) -> Document:
    """Return the YAML file as a document; `path` is how faults name it.

    Raises:
        FaultsFound: the file cannot be read, is empty, or is no UTF-8 or no YAML.
    """
    return parse_document(path, read_text(file, path))


def parse_document(path: str, text: str) -> Document:
    """Return the text of a YAML file as a document; `path` is how faults name it.

    Raises:
        FaultsFound: it is empty, or no YAML.
    """
    root, text, faults = parse(path, text)
    return Document(path, tuple(faults), root, text)


def read_text(file: Path, path: str) -> str:
    """Return the text of a UTF-8 file, without a byte order mark.

    Raises:
        FaultsFound: the file cannot be read or is not UTF-8.
    """
    raw = read_bytes(file, path)
    try:
        return _with_line_feeds(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        # What the decoder stumbles on has no byte order mark any more.
        before = _with_line_feeds(error.object[: error.start].decode())
        message, hint = f"byte 0x{error.object[error.start]:02x} is not UTF-8", "save the file as UTF-8"
        raise FaultsFound([Fault.at(path, before, len(before), Rule.ENCODING, message, hint)]) from None


def read_bytes(file: Path, path: str) -> bytes:
    """Return what is in a file.

    Raises:
        FaultsFound: the file cannot be read, or is a link.
    """
    try:
        if file.is_symlink():  # a builder follows it, and the check of links does not
            raise OSError(0, "it is a link; put the file itself here")
        if file.exists() and not file.is_file():  # reading a pipe would wait for ever
            raise OSError(0, "it is no regular file")
        return file.read_bytes()
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        raise FaultsFound([Fault(path, 1, 1, Rule.UNREADABLE, message)]) from None


def without_faults(read: Callable[[_Source], _Read], sources: Iterable[_Source], faults: list[Fault]) -> list[_Read]:
    """Return what can be read, and add the faults of the rest."""
    found = []
    for source in sources:
        try:
            found.append(read(source))
        except FaultsFound as report:
            faults += report.faults
    return found


def read_documents(files: Iterable[Path], folder: str, faults: list[Fault]) -> list[Document]:
    """Return the YAML files of a folder that can be read as documents, and add the faults of the rest."""
    return without_faults(lambda file: read_document(file, f"{folder}/{file.name}"), files, faults)


def _with_line_feeds(text: str) -> str:
    return re.sub(r"\r\n?", "\n", text)


def fault_in_text(path: str, text: str, violation: Violation, start: int = 0, end: int | None = None) -> Fault:
    """Return the violation as a fault between two offsets of a text: at its fragment, or at the start."""
    if violation.fragment:
        found = [match.start() for match in re.finditer(pattern_of(violation.fragment), text[start:end])]
        start += found[min(violation.occurrence, len(found) - 1)] if found else 0
    return Fault.at(path, text, start, violation.rule, violation.message, violation.hint)
