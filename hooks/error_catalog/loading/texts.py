"""What holds for every text of a file, whichever field it stands in."""

import re
from collections.abc import Iterator

from error_catalog.diagnostics.characters import hidden, mixed_words
from error_catalog.diagnostics.faults import Location, Violation, walk
from error_catalog.diagnostics.rules import Rule
from error_catalog.prose.private_data import private_data

LONGEST = 4000
"""How many characters a text may have: no pattern and no parser sees a longer one."""

_SAYS_NOTHING = re.compile(r"(?=.*[!-~…])[\W_]+|\W*(?:tbd|tba|xxx+|n/a|lorem ipsum\b.*)\W*", re.IGNORECASE | re.DOTALL)
_CAPTURED = frozenset({"detail", "message", "instance", "request"})
"""What is pasted from real traffic: members of a body, and all that is in a request."""

_HELD_ELSEWHERE = (("triggers",), ("examples",), ("changes",))
"""Lists whose models know better what is the same."""


def character_violations(text: str) -> Iterator[tuple[int, Violation]]:
    """Yield where hidden characters and words in several scripts begin in a text, and the violation that each is."""
    for start, name in hidden(text):
        message = f"an unprintable character: {name}"
        yield start, Violation(Rule.UNPRINTABLE, (), message, "delete the character", fragment=text[start])
    for start, word, name in mixed_words(text):
        message, hint = f"a word in several scripts: {word} has {name}", "write the whole word in one script"
        yield start, Violation(Rule.MIXED_SCRIPTS, (), message, hint, fragment=word)


def text_violations(data: object) -> Iterator[Violation]:
    """Yield what is wrong with the texts and lists of an example file, whatever they are about."""
    for location, value in walk(data):
        if isinstance(value, str):
            yield from (violation.at(location) for violation in _violations(value, location))
        elif isinstance(value, tuple) and "request" not in location and location not in _HELD_ELSEWHERE:
            for index, entry in enumerate(value):
                if entry in value[:index]:
                    message, hint = "the list has this entry already", "delete one of the two"
                    yield Violation(Rule.REPETITION, (*location, index), message, hint)


def _violations(text: str, location: Location) -> Iterator[Violation]:
    if not _CAPTURED.isdisjoint(location):
        for found in private_data(text):
            message, hint = f"what looks like {found.kind}: {found.text}", f"write what harms nobody: {found.harmless}"
            yield Violation(Rule.PRIVATE_DATA, (), message, hint).within(text, found.start, found.text)
    elif "body" not in location and _SAYS_NOTHING.fullmatch(text):
        message = f"a text that says nothing: {text[:60]}"
        yield Violation(Rule.SAYS_NOTHING, (), message, "write it, or leave the field out")
