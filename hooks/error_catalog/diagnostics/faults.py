"""Faults: what is wrong, where it stands, and how to fix it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Self

from error_catalog.diagnostics.characters import visible
from error_catalog.diagnostics.rules import Rule

Location = tuple[int | str, ...]
"""A place inside a document: the keys and indexes that lead there from the top."""


@dataclass(frozen=True, order=True)
class Fault:
    """One mistake at one place of one file; line and column count from 1, in characters."""

    path: str
    line: int
    column: int
    rule: Rule
    message: str
    hint: str = ""

    @classmethod
    def at(cls, path: str, text: str, offset: int, rule: Rule, *said: str) -> Self:
        """Return the fault at an offset of the file's text; `said` is the message, and the hint if there is one."""
        line, column = text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
        return cls(path, line, column, rule, *said)

    @property
    def place(self) -> str:
        """Return `file:line:column`."""
        return f"{self.path}:{self.line}:{self.column}"

    def __str__(self) -> str:
        """Return `file:line:column: identifier message`, and below it the hint where there is one."""
        return f"{visible(self.place)}: {_said(self.rule, self.message, self.hint)}"


class FaultsFound(Exception):
    """All faults of one run, sorted by file and place; its text is what a person should read."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass(frozen=True)
class Violation:
    """A broken rule at a place inside a document, not yet known by line and column.

    `fragment` narrows the place to these words inside a text, to their first `occurrence` there (0) or a later
    one; `at_key` means the key, not its value.
    """

    rule: Rule
    location: Location
    message: str
    hint: str = ""
    fragment: str = ""
    occurrence: int = 0
    at_key: bool = False

    def __str__(self) -> str:
        """Return `identifier message`, and below it the hint where there is one."""
        return _said(self.rule, self.message, self.hint)

    def at(self, location: Location, *, at_key: bool = False) -> Self:
        """Return it inside of what stands at a location of the document, or at the key there."""
        return replace(self, location=(*location, *self.location), at_key=at_key or self.at_key)

    def within(self, text: str, start: int, fragment: str) -> Self:
        """Return it at the fragment that stands in a text from `start` on."""
        return replace(self, fragment=fragment, occurrence=len(re.findall(pattern_of(fragment), text[:start])))

    def at_words(self, text: str, words: str) -> Self:
        """Return it at the first place of these words in a text; as it is where markup stands between them."""
        found = re.search(pattern_of(words), text)
        return self.within(text, found.start(), found[0]) if found else self


def pattern_of(fragment: str) -> str:
    """Return the pattern of words as they stand in a file, where a folded text has line breaks in place of spaces."""
    return r"\s+".join(map(re.escape, fragment.split())) or re.escape(fragment)


def walk(data: object) -> Iterator[tuple[Location, object]]:
    """Yield each value in the data of a document, itself included, with its location; what aliases repeat, once."""
    rest: list[tuple[Location, object]] = [((), data)]
    seen: set[int] = set()
    while rest:
        location, value = rest.pop()
        if isinstance(value, dict | tuple):
            if id(value) in seen:  # to follow an alias each time could take for ever
                continue
            seen.add(id(value))
            entries = value.items() if isinstance(value, dict) else enumerate(value)
            rest += (((*location, key), each) for key, each in entries)
        yield location, value


def _said(rule: Rule, message: str, hint: str) -> str:
    return f"{rule} {visible(message)}" + (f"\n    hint: {visible(hint)}" if hint else "")
