"""No fault hides another: for each pair of seeded faults in one file, what each reports alone is reported of both."""

import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath

import pytest

from error_catalog.diagnostics.faults import FaultsFound, Location, Violation, walk
from error_catalog.diagnostics.rules import Rule
from error_catalog.loading.document import Document, parse_document
from error_catalog.loading.project import load_project
from error_catalog.loading.texts import text_violations
from error_catalog.model.checked import Scope, rules_of
from error_catalog.model.error import ErrorType
from error_catalog.model.reading import Reader, form_of
from error_catalog.model.validation import check, entries_of, is_read
from support.project import SMALL, Project
from support.seeds import CONFLICT, DECLINED, FAILED, SEEDS, Seed

NAMES = load_project(SMALL).names

UNREADABLE, OVERWRITTEN, INPUT = "the file is unreadable", "one overwrites the other", "the input is the other's fault"
"""The classes of pairs that cannot both be reported."""

ELSEWHERE = (Rule.UNWRITTEN, Rule.TOLD_TWICE, Rule.GENERAL)  # what `portal check` and other files have to do with


@dataclass(frozen=True)
class Seeded:
    """An example file with one or two seeded faults: what is reported, and what of its data the seeds have changed."""

    rules: Counter[Rule]
    violations: tuple[Violation, ...]
    data: dict[Location, object]
    document: Document | None


def read_file(file: str, text: str) -> Seeded:
    """Return what the loader finds in the text of an example file."""
    try:
        document = parse_document(file, text)
    except FaultsFound as found:
        return Seeded(Counter(fault.rule for fault in found.faults), (), {}, None)
    violations = (*check(ErrorType, document.data, scope(file)).violations, *text_violations(document.data))
    rules = Counter([*(fault.rule for fault in document.faults), *(each.rule for each in violations)])
    leaves = {place: each for place, each in walk(document.data) if not isinstance(each, dict | tuple) or not each}
    return Seeded(rules, violations, leaves, document)


def scope(file: str) -> Scope:
    return Scope(NAMES, PurePosixPath(file).stem)


@cache
def alone(seed: Seed) -> Seeded:
    return read_file(seed.file, text_of(seed.file).replace(seed.old, seed.new))


@cache
def untouched(file: str) -> dict[Location, object]:
    return read_file(file, text_of(file)).data


@cache
def text_of(file: str) -> str:
    return Project(SMALL).read(file)


def edit(seed: Seed) -> tuple[int, int, str]:
    """Return where a seed changes the text of its file, without what `old` and `new` have in common, and to what."""
    text, old, new = text_of(seed.file), seed.old, seed.new
    start, before, after = text.index(old), 0, 0
    while before < min(len(old), len(new)) and old[before] == new[before]:
        before += 1
    while after < min(len(old), len(new)) - before and old[-1 - after] == new[-1 - after]:
        after += 1
    return start + before, start + len(old) - after, new[before : len(new) - after]


def together(one: Seed, other: Seed) -> str | None:
    """Return the text of a file with both seeds, or None where they change the same words."""
    text = text_of(one.file)
    (start, end, first), (later, last, second) = sorted((edit(one), edit(other)))
    if end > later or (start == later and (end, last) != (start, start)):
        return None
    return text[:start] + first + text[end:later] + second + text[last:]


def reason(hidden: Seed, other: Seed, both: Seeded) -> str | None:
    """Return the class of a pair of which one fault is not reported, or None where it should be."""
    if not both.document:
        return UNREADABLE
    if (
        not alone(hidden).document
        or not both.data.items() >= changed(hidden).items()
        or both.rules[Rule.DUPLICATE_KEY]
        > (alone(hidden).rules[Rule.DUPLICATE_KEY] + alone(other).rules[Rule.DUPLICATE_KEY])
    ):
        return OVERWRITTEN
    if hidden.identifier == Rule.DUPLICATE_KEY and untouched(hidden.file).keys() - alone(other).data.keys():
        return OVERWRITTEN  # the mapping with both keys is a text now
    return INPUT if any(is_input(fault, hidden) for fault in alone(other).violations) else None


def is_input(fault: Violation, hidden: Seed) -> bool:
    """Whether another fault is the input of the rule that a seed breaks."""
    if fault.rule is Rule.UNKNOWN_FIELD:  # it may be any of those that are not there
        depth = len(fault.location)
        return any(len(path) == depth and is_read(fault.location[:-1], path[:-1]) for path in reads(hidden))
    if fault.rule is Rule.BACKTICKS:  # names are read between backticks
        return any(
            (each.rule, each.location) == (Rule.UNKNOWN_CODE, fault.location) for each in alone(hidden).violations
        )
    # A missing field is reported where it should be.
    inside = [
        each.location[: len(fault.location)]
        for each in alone(hidden).violations
        if each.location != fault.location or each.rule is Rule.MISSING_FIELD
    ]
    return fault.location in inside or any(is_read(fault.location, [*path, "**"]) for path in reads(hidden))


def changed(seed: Seed) -> dict[Location, object]:
    """Return the values of a file that a seed changes or adds, by their places."""
    whole = untouched(seed.file)
    return {place: value for place, value in alone(seed).data.items() if place not in whole or whole[place] != value}


def reads(seed: Seed) -> Iterator[list[str]]:
    """Yield the paths from the top that the rules between values read that a seed breaks; `[]` is any entry."""
    document = alone(seed).document
    assert document
    reader = Reader(scope(seed.file))
    reader.read(form_of(ErrorType), document.data)
    for location, instance in reader.models:
        for rule in rules_of(type(instance)):
            try:
                entries = entries_of(instance, rule.reads)
                found = [each for entry in entries for each in rule(instance, scope(seed.file), *entry)]
            except AttributeError:
                continue  # it reads a value that is at fault
            if any(each.rule == seed.identifier for each in found):
                for path in rule.reads:
                    steps = ["[]" if step == "*" else step for step in path if step != "**"]
                    yield [*map(str, location), *steps]


@pytest.mark.parametrize("step", [10, pytest.param(1, marks=pytest.mark.thorough)], ids=["a few pairs", "every pair"])
def test_what_two_seeds_report_alone_is_reported_of_both(step: int) -> None:
    files = (CONFLICT, DECLINED, FAILED)
    seeds = [each for each in SEEDS if each.file in files and each.identifier not in ELSEWHERE and not each.given]
    pairs = [
        (one, other)
        for one, other in itertools.combinations(seeds, 2)
        if one.file == other.file and one.identifier != other.identifier
    ]
    left_out: Counter[str] = Counter()
    hidden_faults = []
    for pair in pairs[::step]:
        text = together(*pair)
        both = read_file(pair[0].file, text) if text else None
        for hidden, other in (pair, pair[::-1]):
            if both and hidden.identifier in both.rules:
                continue
            why = reason(hidden, other, both) if both else OVERWRITTEN
            left_out[str(why)] += 1
            if not why:
                hidden_faults.append((hidden.name, other.name))
    assert hidden_faults == []
    assert len(pairs) > 5000
    assert sum(left_out.values()) < len(pairs[::step]) / 8, left_out
