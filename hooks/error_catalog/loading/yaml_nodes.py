"""From the text of a YAML file to data that know their places, or to the faults of its form."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml

from error_catalog.diagnostics.faults import Fault, FaultsFound
from error_catalog.diagnostics.rules import Rule
from error_catalog.loading.pasted import misread, unreadable
from error_catalog.loading.texts import LONGEST, character_violations
from error_catalog.loading.yaml_words import syntax_fault

_Event: TypeAlias = Any
"""An event of the YAML library; each kind has attributes of its own, and the marks that its types call optional."""

_MAX_DEPTH = 50  # far beyond any file of a person

_JSON = re.compile(r"true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
"""What is a value without quotes, as in JSON; yes, 0x1f and 2026-04-27 are text."""

_SEPARATOR = re.compile("[\x85\u2028\u2029]")
_PAIR = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_TAG = re.compile(r"(?:&\S+\s+)?(!\S*)\s*")
_COMMENT = re.compile(r"[ \t]+(#.*)")


@dataclass
class Node:
    """A piece of a file, between two offsets of its text; what has an alias is one node in several places."""

    start: int
    end: int = -1  # until it is read
    data: object = None
    """Lists are tuples; None stands in place of what is faulty."""

    text: str | None = None
    """What a scalar says, whatever its type."""

    parts: dict[int | str, tuple["Node | None", "Node"]] = field(default_factory=dict)
    """What stands at each key, after the node of the key, or at each index, after None."""

    levels: int = 1
    values: int = 1
    """How deep it nests and how many values it has, once its aliases are written out."""

    def add(self, step: int | str, key: "Node | None", part: "Node") -> None:
        """Take a part in."""
        self.parts[step] = key, part
        self.levels = max(self.levels, 1 + part.levels)
        self.values += part.values


def parse(path: str, text: str) -> tuple[Node, str, list[Fault]]:
    r"""Return the root of a YAML file, the text in which its offsets count, and the faults that leave it readable.

    JSON writes `\ud83d\ude00` for what YAML writes `\U0001f600`. Only where the parser stumbles is it an escape.

    Raises:
        FaultsFound: the text is empty, or no YAML that we read.
    """
    # To YAML they end a line, to most editors they do not.
    hint = "delete it, or write it as an escape in double quotes"
    if separators := [
        Fault.at(path, text, each.start(), Rule.FORBIDDEN_CHARACTER, f"a line separator, U+{ord(each[0]):04X}", hint)
        for each in _SEPARATOR.finditer(text)
    ]:
        raise FaultsFound(separators)
    while True:
        reader = _Reader(path, text)
        try:
            root = reader.document()
            if fault := misread(path, text, reader.texts):
                raise FaultsFound([fault])
            return root, text, reader.faults
        except yaml.YAMLError as error:
            start = getattr(getattr(error, "problem_mark", None), "index", 0) - len("\\u")
            pair = _PAIR.match(text, start) if start >= 0 else None
            if not pair:
                fault = misread(path, text) or unreadable(path, text) or syntax_fault(path, text, error)
                raise FaultsFound([fault]) from None
            character = bytes.fromhex(pair[1] + pair[2]).decode("utf-16-be")
            text = f"{text[:start]}\\U{ord(character):08x}{text[pair.end() :]}"


class _Reader:
    """Makes nodes of the events of the YAML library, and collects the faults of their form."""

    def __init__(self, path: str, text: str) -> None:
        self.faults: list[Fault] = []
        self.texts: list[range] = []
        """Where texts in quotes and blocks stand."""
        self._path = path
        self._text = text
        self._events: Iterator[_Event] = yaml.parse(text, Loader=yaml.CSafeLoader)
        self._anchors: dict[str, Node] = {}
        self._depth = 0

    def document(self) -> Node:
        """Return the root of the one document."""
        next(self._events)  # the stream
        if isinstance(next(self._events), yaml.StreamEndEvent):
            raise FaultsFound(
                [Fault(self._path, 1, 1, Rule.EMPTY_FILE, "the file is empty", "write what it is for, or delete it")]
            )
        root = self._node(next(self._events))
        next(self._events)  # the end of the document
        event = next(self._events)
        if not isinstance(event, yaml.StreamEndEvent):
            raise yaml.MarkedYAMLError(problem="it begins a second document", problem_mark=event.start_mark)
        return root

    def _node(self, event: _Event) -> Node:
        if isinstance(event, yaml.AliasEvent):
            return self._aliased(event)
        node = Node(event.start_mark.index)
        if event.anchor in self._anchors:
            raise yaml.MarkedYAMLError(problem="found duplicate anchor", problem_mark=event.start_mark)
        if event.anchor:
            self._anchors[event.anchor] = node
        if event.tag and (tag := _TAG.match(self._text, node.start)):
            self._refuse(tag.start(1), Rule.TAG, f"a tag: {tag[1]}", "write the value alone, without a tag")
            node.start = tag.end()
        if isinstance(event, yaml.ScalarEvent):
            self._read_scalar(event, node)
        else:
            self._read_collection(event, node)
        return node

    def _aliased(self, event: _Event) -> Node:
        node = self._anchors.get(event.anchor)
        if not node:
            raise yaml.MarkedYAMLError(problem="found undefined alias", problem_mark=event.start_mark)
        if node.end < 0:
            self._refuse(node.start, Rule.ENDLESS, "an alias stands inside its own anchor")
            return Node(event.start_mark.index, event.end_mark.index)
        return node

    def _read_scalar(self, event: _Event, node: Node) -> None:
        node.end = event.end_mark.index
        node.data = node.text = event.value
        self._check_characters(node, event.value)
        if event.style:
            self.texts.append(range(node.start + 1, node.end))
            return
        if event.value in ("", "~"):
            node.data = None
        elif _JSON.fullmatch(event.value):
            node.data = None
            try:
                node.data = json.loads(event.value)
            except ValueError:
                self._refuse(node.start, Rule.NUMBER, "a number with too many digits")
        elif " " in event.value and (comment := _COMMENT.match(self._text, node.end)):
            message = f"a comment in a text without quotes: {comment[1].strip()[:60]}"
            hint = "put the text in quotes, or the comment on a line of its own"
            self._refuse(comment.start(1), Rule.CUT_TEXT, message, hint)
            node.end = comment.end()  # what is said of the rest of the text is not what it says

    def _check_characters(self, node: Node, value: str) -> None:
        if len(value) > LONGEST:
            message = f"a text of {len(value)} characters; at most {LONGEST} are read"
            self._refuse(node.start, Rule.TOO_LONG, message, "shorten it, or put it into a guide and link to that")
            node.data = node.text = value[:LONGEST]
            return
        for _, found in character_violations(value):
            place = self._text.find(found.fragment, node.start, node.end)  # not there where the file has an escape
            self._refuse(max(place, node.start), found.rule, found.message, found.hint)

    def _read_collection(self, event: _Event, node: Node) -> None:
        """Read its parts, up to its end."""
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise FaultsFound([Fault.at(self._path, self._text, node.start, Rule.ENDLESS, "the file nests too deeply")])
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        while not isinstance(event := next(self._events), yaml.CollectionEndEvent):
            if is_mapping:
                self._read_entry(self._node(event), self._node(next(self._events)), node)
            else:
                node.add(len(node.parts), None, self._node(event))
        self._depth -= 1
        node.end = event.end_mark.index  # type: ignore[union-attr]
        data = {step: part.data for step, (_, part) in node.parts.items()}
        node.data = data if is_mapping else tuple(data.values())

    def _read_entry(self, key: Node, value: Node, mapping: Node) -> None:
        if key.text is None:
            self._refuse(key.start, Rule.KEY, "a key is plain text")
        elif key.text in mapping.parts:
            first, _ = mapping.parts[key.text]
            assert first
            line = self._text.count("\n", 0, first.start) + 1
            hint = f"the first one is on line {line}; keep one of the two"
            self._refuse(key.start, Rule.DUPLICATE_KEY, f"duplicate key `{key.text}`", hint)
        else:
            mapping.add(key.text, key, value)

    def _refuse(self, start: int, rule: Rule, *said: str) -> None:
        self.faults.append(Fault.at(self._path, self._text, start, rule, *said))
