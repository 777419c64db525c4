"""Checks data against a model in two phases: each field by its pydantic type, and then the rules between values.

The first phase makes a model of the fields that are right, so that a fault hides no rule but those that need its value.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

from error_catalog.diagnostics.faults import Location, Violation
from error_catalog.model.checked import CheckedModel, Scope, rules_of
from error_catalog.model.reading import Reader, form_of

_Model = TypeVar("_Model", bound=CheckedModel)


@dataclass(frozen=True)
class Checked(Generic[_Model]):
    """What a check gives: a model, complete where there is no violation, and all that is wrong."""

    value: _Model
    violations: tuple[Violation, ...]


def check(model: type[_Model], data: object, scope: Scope) -> Checked[_Model]:
    """Return the model that the data of a file make, and each violation at its place in the data."""
    reader = Reader(scope)
    value = cast("_Model", reader.read(form_of(model), data))
    broken = [each for read in reader.models for each in _broken_rules(*read, reader.faulty, scope)]
    return Checked(value, (*reader.violations, *broken))


def entries_of(instance: CheckedModel, reads: Iterable[Sequence[str]]) -> Collection[Location]:
    """Return what a rule takes in each of its runs: nothing in its one run, or the index or key that `*` stands for."""
    name = next((path[0] for path in reads if "*" in path), None)
    if name is None:
        return [()]
    entries = vars(instance).get(name, ())
    return [(key,) for key in (entries if isinstance(entries, dict) else range(len(entries)))]


def is_read(place: Location, path: Sequence[str], entry: Location = ()) -> bool:
    """Whether a path of a rule needs what stands at a place; both start at the model that has the rule."""
    is_deep = "**" in path
    steps = path[:-1] if is_deep else path
    reaches = all(
        step == "[]" or str(found) == (str(entry[0]) if step == "*" else step)
        for step, found in zip(steps, place, strict=False)
    )
    return reaches and (is_deep or len(place) <= len(steps))


def _broken_rules(
    location: Location, instance: CheckedModel, faulty: Iterable[Location], scope: Scope
) -> Iterator[Violation]:
    depth = len(location)
    faulty_inside = [each[depth:] for each in faulty if each[:depth] == location]
    for rule in rules_of(type(instance)):
        for entry in entries_of(instance, rule.reads):
            if not any(is_read(place, path, entry) for place in faulty_inside for path in rule.reads):
                yield from (each.at(location) for each in rule(instance, scope, *entry))
