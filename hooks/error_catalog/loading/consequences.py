"""Of two faults of an API document about one mistake, the one that says where it is."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from error_catalog.api.endpoints import METHODS
from error_catalog.diagnostics.faults import Location, Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.diagnostics.suggestions import closest

_OPERATIONS = ("$ref", *map(str.lower, METHODS))


def without_consequences(own: Iterable[Violation], grammar: Collection[Violation]) -> Iterator[Violation]:
    """Yield the violations of our rules and those of OpenAPI's grammar, without those that follow from others.

    Our rules say more about a path or a method of the wrong form. That something is missing, or unknown, follows from
    where the grammar is broken, if that is what the rule reads, or its name misspelt.
    """
    own = list(own)
    formed = {violation.location for violation in own if violation.rule in (Rule.PATH, Rule.METHOD)}
    yield from (violation for violation in grammar if violation.location not in formed)
    broken = {violation.location for violation in grammar} - {()}
    touched = {location[:depth] for location in broken for depth in range(1, len(location) + 1)}
    names = _names_at_fault(grammar)
    for violation in own:
        if not any(needed in touched or _is_lost(needed, broken, names) for needed in _needed(violation)):
            yield violation


def _needed(violation: Violation) -> Iterator[Location]:
    """Yield the places that the rule of a violation reads."""
    fields: Mapping[Rule, tuple[str, ...]] = {
        Rule.NO_OPERATION: _OPERATIONS if violation.location else ("paths",),
        Rule.PARAMETERS: ("$ref", "parameters"),
        Rule.SUMMARY: ("summary",),
    }
    yield from ((*violation.location, field) for field in fields.get(violation.rule, ()))
    if violation.rule == Rule.CREDENTIALS:
        yield ("components", "securitySchemes")


def _names_at_fault(grammar: Iterable[Violation]) -> Mapping[Location, list[str]]:
    """Return the names that are wrong as such, in small letters, by where they stand."""
    names: dict[Location, list[str]] = {}
    for violation in grammar:
        if violation.at_key and violation.location:
            *front, name = violation.location
            names.setdefault(tuple(front), []).append(str(name).lower())
    return names


def _is_lost(needed: Location, broken: Collection[Location], names: Mapping[Location, list[str]]) -> bool:
    """Whether a step to a place is at fault, or a name that is much like it."""
    return any(
        needed[: depth + 1] in broken or closest(str(step).lower(), names.get(needed[:depth], ()))
        for depth, step in enumerate(needed)
    )
