"""Checks data against a model in two phases: each field by its pydantic type, and then the rules between values.

The first phase makes a model of the fields that are right, so that a fault hides no rule but those that need its value.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar, cast

from error_catalog.diagnostics.faults import Location, Violation
from error_catalog.model.checked import CheckedModel, Scope, rules_of
from error_catalog.model.forms import Form, fields_of, form_of
from error_catalog.model.reading import Reader

_Model = TypeVar("_Model", bound=CheckedModel)
_Step = str | int

_ALL, _EACH, _DEEP = "[]", "*", "**"


@dataclass(frozen=True)
class Checked(Generic[_Model]):
    """What a check gives: a model, complete where there is no violation, and all that is wrong."""

    value: _Model
    violations: tuple[Violation, ...]


def check(model: type[_Model], data: object, scope: Scope) -> Checked[_Model]:
    """Return the model that the data of a file make, and each violation at its place in the data."""
    reader = Reader()
    value = cast("_Model", reader.read(form_of(model), data))
    violations = [*reader.violations]
    for marked in reader.marked:
        found = tuple(marked.violations(scope))
        violations += found
        if found and marked.mark.makes_unreadable:
            reader.faulty.add(marked.location)
    for location, instance in reader.models:
        violations += _broken_rules(instance, location, reader.faulty, scope)
    return Checked(value, tuple(violations))


def locations_read(
    instance: CheckedModel, location: Location, path: str
) -> Iterator[tuple[Location, bool, tuple[_Step, ...]]]:
    """Yield each location of the data to which a path leads that a rule of a model reads.

    Beside it stand whether the rule asks for all that is in it, and the entry that `*` stands for.
    """
    for place, form, entry in _places(form_of(type(instance)), instance, _steps(path)):
        yield (*location, *place), path.endswith(_DEEP) or not form.has_models, entry


def _broken_rules(
    instance: CheckedModel, location: Location, faulty: Set[Location], scope: Scope
) -> Iterator[Violation]:
    for method, reads in rules_of(type(instance)):
        for entry in _entries(instance, location, reads, faulty):
            for violation in method(instance, scope, *entry):
                yield violation.at(location)


def _entries(
    instance: CheckedModel, location: Location, reads: tuple[str, ...], faulty: Set[Location]
) -> list[tuple[_Step, ...]]:
    """Return the arguments of each run of a rule: none for its one run, or the index or key of an entry for each."""
    runs: list[tuple[_Step, ...]] = [()]
    for path in reads:
        readable: dict[tuple[_Step, ...], bool] = {}
        for place, deep, entry in locations_read(instance, location, path):
            readable[entry] = readable.get(entry, True) and _is_readable(place, faulty, deep=deep)
        if _EACH in _steps(path):
            runs = [run for run in (readable if runs == [()] else runs) if run and readable.get(run)]
        elif not all(readable.values()):
            return []
    return runs


def _places(form: Form, value: object, steps: tuple[_Step, ...]) -> Iterator[tuple[Location, Form, tuple[_Step, ...]]]:
    """Yield each place to which a path leads, with its form and the entry that `*` stands for."""
    if not steps or steps[0] == _DEEP:
        yield (), form, ()
        return
    step, rest = steps[0], steps[1:]
    if form.model:
        field = next(each for each in fields_of(form.model).values() if each.name == step)
        for place, found, entry in _places(field.form, getattr(value, "__dict__", {}).get(step), rest):
            yield (field.alias, *place), found, entry
        return
    assert form.items, "the path goes on where its value has no parts"
    entries = dict(enumerate(value)) if isinstance(value, tuple) else value if isinstance(value, dict) else {}
    if step != _EACH:
        yield (), Form(model=CheckedModel), ()  # the list has to be there; its entries are places of their own
    for key, each in entries.items():
        if step in (_ALL, _EACH, key):
            for place, found, entry in _places(form.items, each, rest):
                yield (key, *place), found, (key,) if step == _EACH else entry


def _is_readable(location: Location, faulty: Set[Location], *, deep: bool) -> bool:
    """Whether a value is right as far as it is there, or with `deep` in all its parts."""
    if not faulty:
        return True
    is_there = not any(location[:length] in faulty for length in range(len(location) + 1))
    return is_there and not (deep and any(each[: len(location)] == location for each in faulty))


@cache
def _steps(path: str) -> tuple[_Step, ...]:
    """Return the steps of a path: names of fields, indexes, and what stands for entries."""
    found = re.findall(r"\[(\d*)\]|([^.\[\]]+)", path)
    return tuple(name or (int(index) if index else _ALL) for index, name in found)
