"""What pydantic reports about a field, in words for the author of a file."""

import json
import re
from collections.abc import Collection, Iterator, Mapping

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from error_catalog.diagnostics.faults import Location, Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.diagnostics.suggestions import closest

_LONGEST = 60

_NOTHING = ("None", "NaN", "nil", "undefined")
"""What other languages write for null."""

_OPTIONAL = "give it a value, or leave it out where it is optional"

_MAPPING = "write each field on a line of its own, indented: `name: value`"
WANTED = {
    "string_type": ("text", "put it in quotes"),
    "int_type": ("a whole number", "write it without quotes, point or exponent"),
    "bool_type": ("true or false", "write true or false, without quotes"),
    "float_type": ("a number", "write the number alone, without quotes or unit"),
    "int_parsing": ("a whole number", "write it like 400"),
    "model_type": ("a mapping with fields of its own", _MAPPING),
    "dict_type": ("a mapping", _MAPPING),
    "tuple_type": ("a list", "begin each entry with `- `"),
}
"""What is expected, and how to write it, by pydantic's name for the fault."""


def violations_of(report: ValidationError, location: Location) -> Iterator[Violation]:
    """Yield every violation in pydantic's report on a value, whose place in the document is the location."""
    for details in report.errors(include_url=False):
        yield _translated(details, (*location, *details["loc"]))


def empty_field(location: Location) -> Violation:
    """Return that the field at the location has no value."""
    hint = _OPTIONAL
    return Violation(Rule.EMPTY, location, f"`{name_of(location)}` is empty", hint, at_key=True)


def missing_field(name: str, field: FieldInfo, location: Location) -> Violation:
    """Return that a model at the location lacks a field; the hint is an example, or what the field is for."""
    example = next((f'for example "{name}": {json.dumps(each)}' for each in field.examples or ()), None)
    return Violation(
        Rule.MISSING_FIELD, location, f"`{name}` is missing", example or field.description or "", at_key=True
    )


def unknown_field(name: str, known: Collection[str], location: Location) -> Violation:
    """Return that a model at the location has no field of this name."""
    close = closest(name, known)
    hint = f"did you mean `{close}`?" if close else f"known here: {', '.join(known)}"
    return Violation(Rule.UNKNOWN_FIELD, (*location, name), f"unknown field `{name}`", hint, at_key=True)


def _translated(details: ErrorDetails, location: Location) -> Violation:
    kind, value, context, said = details["type"], details["input"], details.get("ctx", {}), details["msg"]
    name = name_of(location)
    found = f"`{name}` is {described(value)}"
    if "rule" in context:  # a check of our own, `fields.wrong_value`
        return Violation(context["rule"], location, said, context["hint"])
    if kind == "string_too_short":
        return Violation(Rule.EMPTY, location, f"`{name}` is empty", "write what it says, or leave it out")
    if kind == "too_short":
        return Violation(Rule.EMPTY, location, "the list is empty", "give it at least one entry")
    if kind in ("enum", "literal_error"):
        options = re.findall(r"'([^']+)'", context["expected"])
        close = closest(str(value), options)
        hint = f"did you mean {close}?" if close else ""
        return Violation(Rule.UNKNOWN_VALUE, location, f"{found}; it is one of {', '.join(options)}", hint)
    if kind in WANTED:
        wanted, usual = WANTED[kind]
        return Violation(Rule.TYPE_OF_VALUE, location, f"{found}; expected {wanted}", _hint_for(value, usual))
    return Violation(Rule.RANGE, location, f"{found}; it {said.removeprefix('Input ')}")


def _hint_for(value: object, usual: str) -> str:
    """Return what to do about a value of a wrong type, where there is a usual hint for the type that is wanted."""
    if value is None:
        return "give it a value"
    if isinstance(value, tuple) and usual == WANTED["string_type"][1]:
        return "write one text, without `- ` and brackets"
    if not isinstance(value, str):
        return usual
    if re.search(r"\s(//|/\*)", value):
        return "delete the comment after it, or begin the comment with ` #`"
    if value in _NOTHING:
        return _OPTIONAL
    return "leave out the quotes around it" if usual == _MAPPING and value.lstrip().startswith("{") else usual


def name_of(location: Location) -> str:
    """Return the last key that has a name: `steps[2]` for the third of the steps."""
    *front, last = location or ("file",)
    return f"{name_of(tuple(front))}[{last}]" if isinstance(last, int) else last


def described(value: object) -> str:
    """Return what a value is, in words; text is quoted, and cut where it is long."""
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, (list, tuple)):
        return "a list"
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    shown = text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."
    return f'the text "{shown}"' if isinstance(value, str) else shown
