"""A YAML file as data, and where in the file each piece of it stands."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from error_catalog.diagnostics.faults import Fault, FaultsFound, Location, Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.loading.yaml_nodes import compose

_SCALARS: dict[str, Callable[[str], object]] = {
    "tag:yaml.org,2002:str": str,
    "tag:yaml.org,2002:int": int,
    "tag:yaml.org,2002:float": float,
    "tag:yaml.org,2002:bool": "true".__eq__,
    "tag:yaml.org,2002:null": lambda _: None,
}


@dataclass(frozen=True)
class Document:
    """One YAML file: its data, the faults of its form, and the place of everything in it."""

    path: str
    data: object
    faults: tuple[Fault, ...]
    _text: str = field(repr=False)
    _root: yaml.Node = field(repr=False)

    def fault(self, violation: Violation) -> Fault:
        """Return the violation as a fault with line and column in this file."""
        node, key = self._find(violation.location)
        if violation.at_key and key is not None:
            node = key
        return fault_in_text(self.path, self._text, violation, node.start_mark.index, node.end_mark.index)

    def all_faults(self, violations: Iterable[Violation]) -> tuple[Fault, ...]:
        """Return the faults of its form, and these violations as faults.

        Where the form is at fault, the data are not what the file says, so nothing more is said of that place.
        """
        places = {(fault.line, fault.column) for fault in self.faults}
        found = map(self.fault, violations)
        return (*self.faults, *(fault for fault in found if (fault.line, fault.column) not in places))

    def _find(self, location: Location) -> tuple[yaml.Node, yaml.Node | None]:
        """Return the node at a location and its key; where the path breaks off, the last node on it."""
        node, key = self._root, None
        for step in location:
            for child_key, child in _children(node):
                if (child_key if isinstance(child_key, int) else child_key.value) == step:
                    node, key = child, None if isinstance(child_key, int) else child_key
                    break
            else:
                break
        return node, key


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
    root, text, faults = compose(path, text)
    if root is None:
        raise FaultsFound([Fault(path, 1, 1, Rule.EMPTY_FILE, "the file is empty")])
    builder = _Builder(path, text)
    data = builder.build(root)
    return Document(path, data, (*faults, *builder.faults), text, root)


def read_text(file: Path, path: str) -> str:
    """Return the text of a UTF-8 file, without a byte order mark.

    Raises:
        FaultsFound: the file cannot be read or is not UTF-8.
    """
    try:
        if file.exists() and not file.is_file():  # reading a pipe would wait for ever
            message = "the file cannot be read: it is no regular file"
            raise FaultsFound([Fault(path, 1, 1, Rule.UNREADABLE, message)])
        raw = file.read_bytes()
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        raise FaultsFound([Fault(path, 1, 1, Rule.UNREADABLE, message)]) from None
    try:
        return _with_line_feeds(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        # What the decoder stumbles on has no byte order mark any more.
        before = _with_line_feeds(error.object[: error.start].decode())
        message, hint = f"byte 0x{error.object[error.start]:02x} is not UTF-8", "save the file as UTF-8"
        raise FaultsFound([Fault.at(path, before, len(before), Rule.ENCODING, message, hint)]) from None


def _with_line_feeds(text: str) -> str:
    return re.sub(r"\r\n?", "\n", text)


def fault_in_text(path: str, text: str, violation: Violation, start: int = 0, end: int | None = None) -> Fault:
    """Return the violation as a fault between two offsets of a text: at its fragment, or at the start."""
    if violation.fragment:
        # A folded text has line breaks where its value has spaces.
        words = r"\s+".join(map(re.escape, violation.fragment.split()))
        found = [match.start() for match in re.finditer(words, text[start:end])]
        start += found[min(violation.occurrence, len(found) - 1)] if found else 0
    return Fault.at(path, text, start, violation.rule, violation.message, violation.hint)


def _children(node: yaml.Node) -> Iterator[tuple[int | yaml.Node, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        yield from node.value
    elif isinstance(node, yaml.SequenceNode):
        yield from enumerate(node.value)


class _Builder:
    """Turns nodes into data and collects the faults of their form; an aliased node is built once."""

    def __init__(self, path: str, text: str) -> None:
        self.faults: list[Fault] = []
        self._path = path
        self._text = text
        self._built: dict[int, object] = {}
        self._open: list[int] = []

    def build(self, node: yaml.Node) -> object:
        """Return lists as tuples, mappings as dicts, and None in place of what is faulty."""
        if id(node) in self._open:
            return self._refuse(node, Rule.ENDLESS, "an alias stands inside its own anchor")
        if id(node) not in self._built:
            self._open.append(id(node))
            self._built[id(node)] = self._build(node)
            self._open.pop()
        return self._built[id(node)]

    def _build(self, node: yaml.Node) -> object:
        if isinstance(node, yaml.SequenceNode):
            return tuple(self.build(child) for child in node.value)
        if isinstance(node, yaml.MappingNode):
            return self._build_mapping(node)
        try:
            return _SCALARS[node.tag](node.value)
        except ValueError:
            return self._refuse(node, Rule.NUMBER, "a number with too many digits")

    def _build_mapping(self, node: yaml.MappingNode) -> dict[str, object]:
        data: dict[str, object] = {}
        lines: dict[str, int] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._refuse(key, Rule.KEY, "a key is plain text")
            elif key.value in data:
                hint = f"the first one is on line {lines[key.value]}; keep one of the two"
                self._refuse(key, Rule.DUPLICATE_KEY, f"duplicate key `{key.value}`", hint)
            else:
                data[key.value] = self.build(value)
                lines[key.value] = key.start_mark.line + 1
        return data

    def _refuse(self, node: yaml.Node, rule: Rule, message: str, hint: str = "") -> object:
        self.faults.append(Fault.at(self._path, self._text, node.start_mark.index, rule, message, hint))
        return None
