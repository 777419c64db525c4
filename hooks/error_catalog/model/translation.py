"""What pydantic reports about a model, in words for the author of a file."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from error_catalog.diagnostics.faults import Location, Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.diagnostics.suggestions import closest
from error_catalog.model.reports import VIOLATIONS


def violations_of(error: ValidationError, model: type[BaseModel]) -> Iterator[Violation]:
    """Yield every violation in pydantic's report on `model`, each at its place in the document."""
    report = error.errors(include_url=False)
    misspelt = {
        (*details["loc"][:-1], close)
        for details in report
        if details["type"] == "extra_forbidden" and (close := _closest_field(details["loc"], model))
    }
    for details in report:
        if details["type"] == VIOLATIONS:
            for violation in details["ctx"][VIOLATIONS]:
                yield _inside(details["loc"], violation)
        elif details["type"] != "missing" or details["loc"] not in misspelt:
            yield _translated(details, model)


def _inside(location: Location, violation: Violation) -> Violation:
    if location[-1:] == ("[key]",):  # pydantic's name for the key of an entry
        return replace(violation, location=location[:-1], at_key=True)
    return replace(violation, location=location + violation.location)


def _translated(details: ErrorDetails, model: type[BaseModel]) -> Violation:
    location = details["loc"]
    name = _name(location)
    kind, context = details["type"], details.get("ctx", {})
    if kind == "missing":
        purpose = _purpose(location, model)
        return Violation(Rule.MISSING_FIELD, location[:-1], f"`{name}` is missing", purpose, at_key=True)
    if kind == "extra_forbidden":
        alternatives = _alternatives(location, model)
        return Violation(Rule.UNKNOWN_FIELD, location, f"unknown field `{name}`", alternatives, at_key=True)
    if kind == "string_too_short":
        return Violation(Rule.EMPTY, location, f"`{name}` is empty")
    if kind == "enum":
        message = f"`{name}` is {_quoted(details['input'])}; it is one of {context['expected']}"
        close = closest(str(details["input"]), re.findall(r"'([^']+)'", context["expected"]))
        return Violation(Rule.UNKNOWN_VALUE, location, message, f"did you mean {close}?" if close else "")
    if kind in _WANTED:
        wanted, hint = _WANTED[kind] if details["input"] is not None else (_WANTED[kind][0], "give it a value")
        message = f"`{name}` is {_quoted(details['input'])}; expected {wanted}"
        return Violation(Rule.TYPE_OF_VALUE, location, message, hint)
    message = details["msg"].removeprefix("Input ")
    return Violation(Rule.RANGE, location, f"`{name}` is {_quoted(details['input'])}; it {message}")


_LONGEST = 60

_MAPPING = "write each field on a line of its own, indented: `name: value`"
_WANTED = {
    "string_type": ("text", "put it in quotes"),
    "int_type": ("a whole number", "write it without quotes, point or exponent"),
    "bool_type": ("true or false", "write true or false, without quotes"),
    "float_type": ("a number", "write the number alone, without quotes or unit"),
    "int_parsing": ("a whole number", "write it like 400"),
    "model_type": ("a mapping with fields of its own", _MAPPING),
    "model_attributes_type": ("a mapping with fields of its own", _MAPPING),
    "dict_type": ("a mapping", _MAPPING),
    "tuple_type": ("a list", "begin each entry with `- `"),
}


def _name(location: Location) -> str:
    """Return the last key that has a name: `steps[2]` for the third of the steps."""
    *front, last = location or ("file",)
    return f"{_name(tuple(front))}[{last}]" if isinstance(last, int) else last


def _quoted(value: object) -> str:
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


def _alternatives(location: Location, model: type[BaseModel]) -> str:
    close = _closest_field(location, model)
    return f"did you mean `{close}`?" if close else f"known here: {', '.join(_fields(location[:-1], model))}"


def _closest_field(location: Location, model: type[BaseModel]) -> str | None:
    return closest(_name(location), _fields(location[:-1], model))


def _purpose(location: Location, model: type[BaseModel]) -> str:
    """Return for a missing field what an author has to know: an example where it has one, else its description."""
    name = _name(location)
    field = _fields(location[:-1], model).get(name, {})
    examples = [f'for example "{name}": {json.dumps(example)}' for example in field.get("examples", ())]
    return str([*examples, field.get("description", "")][0])


@cache
def _fields(location: Location, model: type[BaseModel]) -> dict[str, dict[str, Any]]:
    """Return the fields that the model has at a location, by name, as its JSON Schema has them."""
    schema = model.model_json_schema()
    definitions = schema.get("$defs", {})
    place: dict[str, Any] = schema
    for step in location:
        place = place.get("items", {}) if isinstance(step, int) else place.get("properties", {}).get(step, {})
        place = next((part for part in place.get("anyOf", []) if part.get("type") != "null"), place)
        place = definitions.get(place.get("$ref", "").rpartition("/")[2], place)
    return dict(place.get("properties", {}))
