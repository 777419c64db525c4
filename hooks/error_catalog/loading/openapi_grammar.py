"""What is wrong with an API document by OpenAPI's own schemas, and where these are silent, in words for its author."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from error_catalog.api.pointers import entries_of, steps_of
from error_catalog.diagnostics.faults import Location, Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.diagnostics.suggestions import closest
from error_catalog.loading.openapi_schemas import alternatives, errors_of, found_in, names_known
from error_catalog.model.translation import described, name_of, unknown_field, wrong_type

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError

_MOST_VALUES = 200_000
"""How much a document may hold once its aliases are written out; more would keep the validator busy."""

_TYPES = {"object": "dict_type", "string": "string_type", "array": "tuple_type", "boolean": "bool_type"}


def grammar_violations(data: object) -> Iterator[Violation]:
    """Yield everything that makes the data of a document no OpenAPI 3.1, each mistake once."""
    if _extent(data, {}) > _MOST_VALUES:
        yield Violation(Rule.ENDLESS, (), "aliases stand for more than anybody would write", "write out what is meant")
        return
    errors = errors_of(data)
    unknown = {_location(error, data) for error in errors if error.kind.name.endswith("Properties")}
    told: set[Location] = set()
    for error in errors:
        location = _location(error, data)
        # What seems to be missing is probably what is misspelt there.
        if error.kind.name in ("required", "oneOf") and location in unknown:
            continue
        for violation in _translated(error, location):
            if violation.location not in told:
                yield violation
            told.add(violation.location)
    yield from _silent_violations(data)


def _extent(data: object, known: dict[int, int]) -> int:
    """Return how many values data has, once its aliases are written out."""
    if not isinstance(data, dict | tuple):
        return 1
    if id(data) not in known:
        parts = data.values() if isinstance(data, dict) else data
        known[id(data)] = 1 + sum(_extent(each, known) for each in parts)
    return known[id(data)]


def _location(error: ValidationError, data: object) -> Location:
    """Return where an error stands in the data; the validator takes `200` for an index, wherever it is."""
    location: Location = ()
    for step in error.instance_path:
        key = str(step) if isinstance(data, dict) else step
        location = (*location, key)
        data = data.get(str(step)) if isinstance(data, dict) else data[int(step)] if isinstance(data, tuple) else None
    return location


def _translated(error: ValidationError, location: Location) -> Iterator[Violation]:
    kind: Any = error.kind  # its members depend on its name
    name = name_of(location)
    if kind.name.endswith("Properties"):
        known = names_known(error)
        for field in kind.unexpected:
            if field not in known:
                violation = unknown_field(field, sorted(known), location)
                yield Violation(Rule.OPENAPI, violation.location, violation.message, violation.hint, at_key=True)
    elif kind.name == "required":
        message = f"`{kind.property}` is missing"
        yield Violation(Rule.OPENAPI, location, message, "OpenAPI asks for it here", at_key=True)
    elif kind.name in ("anyOf", "oneOf"):
        yield from _without_choice(error, location)
    elif kind.name == "type" and set(kind.types) & set(_TYPES):
        wrong = wrong_type(_TYPES[next(each for each in kind.types if each in _TYPES)], error.instance, location)
        yield Violation(Rule.OPENAPI, location, wrong.message, wrong.hint)
    elif kind.name == "enum":
        options = [str(each) for each in kind.options]
        close = closest(str(error.instance), options)
        message = f"`{name}` is {described(error.instance)}; it is one of {', '.join(options)}"
        yield Violation(Rule.OPENAPI, location, message, f"did you mean {close}?" if close else "")
    else:
        message = f"`{name}` is {described(error.instance)}, which OpenAPI does not have here"
        yield Violation(Rule.OPENAPI, location, message, "https://spec.openapis.org/oas/v3.1.1 says what it has")


def _without_choice(error: ValidationError, location: Location) -> Iterator[Violation]:
    """Yield what the first of the possible forms has against a value; where each asks for a field, that one lacks."""
    kind: Any = error.kind
    branches = [branch for branch in kind.context if branch]
    if branches and all(branch[0].kind.name == "required" for branch in branches):
        message = f"one of {', '.join(f'`{name}`' for name in alternatives(error))} is missing"
        yield Violation(Rule.OPENAPI, location, message, "OpenAPI asks for one of them", at_key=True)
    elif branches:
        yield from _translated(branches[0][0], location)


def _silent_violations(data: object) -> Iterator[Violation]:
    """Yield what the schemas let pass: a misspelt keyword of a Schema Object, and a `$ref` to nowhere."""
    for error in found_in(data):
        location = _location(error, data)
        if error.kind.name == "not":
            yield from _reference_violations(str(error.instance), location, data)
            continue
        known, kind = names_known(error), cast(Any, error.kind)
        for field in kind.unexpected:
            close = closest(field, known)
            if close and field not in known and not field.startswith("x-"):
                hint = f"did you mean `{close}`?"
                yield Violation(Rule.OPENAPI, (*location, field), f"unknown keyword `{field}`", hint, at_key=True)


def _reference_violations(reference: str, location: Location, data: object) -> Iterator[Violation]:
    steps = steps_of(reference)
    if steps is None:
        message, hint = f"a reference of this form: {reference[:60]}", "write it like #/components/schemas/Order"
        yield Violation(Rule.DEAD_REFERENCE, location, message, hint)
        return
    for step in steps:
        entries = entries_of(data)
        if step not in entries:
            close = closest(step, [*entries])
            hint = f"did you mean {reference.replace(step, close)}?" if close else "put it under `components`"
            yield Violation(Rule.DEAD_REFERENCE, location, f"a reference to nowhere: {reference[:60]}", hint)
            return
        data = entries[step]
