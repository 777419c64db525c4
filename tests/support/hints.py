"""What somebody does who obeys a hint: the text of the file after that."""

import re
from collections.abc import Callable

from error_catalog.diagnostics.faults import Fault
from support.edits import EDITS, Edits
from support.seeds import Seed


def repaired(original: str, text: str, fault: Fault, seed: Seed) -> tuple[str, str]:
    """Return how the hint of a seeded fault is obeyed, and the text of the file after that; `original` has no fault.

    By a `program`, which does what the hint says at its place; by an `edit` of EDITS; or by taking the mistake
    back, where message and hint say all words that this puts in (`said`), or that something goes (`deleted`).

    Raises:
        AssertionError: nothing of that is possible, so that the hint leads nowhere that anybody has shown.
    """
    said = f"{fault.message} {fault.hint}"
    if (by_program := obeyed(text, fault)) is not None:
        return "program", by_program
    for phrase, seeds in EDITS.items():
        if seed.name in seeds:
            assert phrase in said, (seed.name, phrase, said)
            return "edit", _edited(text, seeds[seed.name], seed) if seeds[seed.name] else original
    added = _words(_added(seed.new, seed.old))
    if added and added <= _words(said):
        return "said", original
    assert not added, (seed.name, said)
    assert _GOES.search(said), (seed.name, said)
    return "deleted", original


def _wrong_name(fault: Fault) -> str:
    """Return the name that a message says is wrong."""
    for pattern in (
        r'is the text "(.+)"; ',
        r"unknown (?:field|keyword|extension) `(.+)`",
        r"unknown error code (.+)",
        r"no documented field `(?:.*\.)?(.+)`",
        r"unknown (?:endpoint|header|category) (.+)",
        r"to a page that does not exist: docs/(.+)",
        r"in place of a template: (.+)",
        r"the operationId `(.+)` has",
        r"^title \"(.+)\" is not",
        r"^type (.+) does not lead",
        r"^what looks like .+?: (.+)",
        r"^instance (.+) fits",
        r"does not use: (.+)",
    ):
        if found := re.search(pattern, fault.message):
            return found[1]
    raise AssertionError(f"no name in {fault.message!r}")


def obeyed(text: str, fault: Fault) -> str | None:
    """Return the text of a file in which somebody has done what the hint of a fault says.

    None where that is more than to replace, quote or delete what stands at the place.
    """
    lines = text.split("\n")
    start = sum(len(line) + 1 for line in lines[: fault.line - 1]) + fault.column - 1
    for pattern, obey in _HINTS:
        if match := re.fullmatch(pattern, fault.hint):
            old, new = obey(fault, text[start:], match)
            place = text.index(old, start)
            return text[:place] + new + text[place + len(old) :]
    return None


def _by_name(fault: Fault, rest: str, match: re.Match[str]) -> tuple[str, str]:
    name = _wrong_name(fault)
    if name not in rest or "docs/" in fault.message:  # a page, whose path in the link is another
        name = re.findall(r"[\w./-]+", rest)[0]
    return name, match[1]


def _by_value(_: Fault, rest: str, match: re.Match[str]) -> tuple[str, str]:
    value = re.match(r'"[^"]*"|[^,\n}]+', rest)
    assert value
    return value[0], match[1]


def _by_version(_: Fault, rest: str, match: re.Match[str]) -> tuple[str, str]:
    line = rest.partition("\n")[0]
    return line, match[1]


def _by_truth(fault: Fault, rest: str, _: re.Match[str]) -> tuple[str, str]:
    word = _wrong_name(fault).lower()
    return re.findall(r'"[^"]*"|[^,\n}]+', rest)[0], {"no": "false", "yes": "true"}.get(word, word)


def _by_number(_: Fault, rest: str, __: re.Match[str]) -> tuple[str, str]:
    old = str(re.findall(r'"?[^",\n}]+"?', rest)[0])
    number = float(old.strip('"'))
    return old, f"{number:g}"


def _in_quotes(_: Fault, rest: str, __: re.Match[str]) -> tuple[str, str]:
    old = re.findall(r"[^,\n}]+", rest)[0]
    return old, f'"{old}"'


def _without_character(fault: Fault, rest: str, _: re.Match[str]) -> tuple[str, str]:
    number = int(re.findall(r"U\+([0-9A-F]+)", fault.message)[0], 16)
    escapes = [f"\\x{number:02x}", f"\\u{number:04x}", f"\\U{number:08x}", "\\r", "\\a", "\\L"]
    return min((each for each in (chr(number), *escapes) if each in rest), key=rest.index), ""


_HINTS: tuple[tuple[str, Callable[[Fault, str, re.Match[str]], tuple[str, str]]], ...] = (
    (r"did you mean `?([^`?]+)`?\?", _by_name),
    (r"it is written with the names of its parameters: (.+)", _by_name),
    (r'the API says "([^"]+)"; or correct the status', _by_name),
    (r"for errorCode \w+ it is (.+)", _by_name),
    (r"a path here is (.+)", _by_name),
    (r'say "([^"]+)" instead', _by_name),
    (r"write what harms nobody: (.+)", _by_name),
    (r'write ("[^"]+")', _by_value),
    (r'write it like (openapi: "[0-9.]+")', _by_version),
    (r"write true or false, without quotes", _by_truth),
    (r"write it without quotes, point or exponent", _by_number),
    (r"put it in quotes", _in_quotes),
    (r"delete the character", _without_character),
)
"""What hints say, and from fault, text after its place and hint to what is replaced, and by what."""

_GOES = re.compile("delete|leave .*out|keep one|make them one|shorten")


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _added(old: str, new: str) -> str:
    """Return what of the new text is not in the old one, from the first word that differs to the last."""
    before, after = (re.findall(r"\w+|\W", text) for text in (old, new))
    while before and after and before[0] == after[0]:
        del before[0], after[0]
    while before and after and before[-1] == after[-1]:
        del before[-1], after[-1]
    return "".join(after)


def _edited(text: str, edits: Edits, seed: Seed) -> str:
    start = text.index(seed.new)
    for old, new in edits:
        place = text.index(old, start) if old in seed.new else text.index(old)
        text = text[:place] + new + text[place + len(old) :]
    return text
