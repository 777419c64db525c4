"""Holds a catalogue against an earlier one: what changed, and whether it breaks a promise."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from error_catalog.diagnostics.rules import Rule
from error_catalog.model.catalog import Catalog
from error_catalog.model.error import ErrorType, Example
from error_catalog.model.history import Guarantee, RecordedChange
from error_catalog.templating import render


class Severity(StrEnum):
    """How much a change matters to the clients of the API, the most severe first."""

    BREAKING = "breaking"
    NOTABLE = "notable"
    EDITORIAL = "editorial"

    @property
    def rank(self) -> int:
        """Return its place in the order of severity, from 0."""
        return list(Severity).index(self)


@dataclass(frozen=True)
class Change:
    """One difference between two catalogues.

    A breaking one is about a fact, or about the whole code where that is gone; it is declared where the new file
    records it.
    """

    severity: Severity
    code: str
    text: str
    hint: str = ""
    fact: Guarantee | None = None
    declaration: RecordedChange | None = None

    @property
    def rule(self) -> Rule | None:
        """Return the rule that it breaks, or None where it is declared or not breaking."""
        if self.severity is not Severity.BREAKING or self.declaration:
            return None
        return Rule.UNDECLARED_CHANGE if self.fact else Rule.LOST_CODE


def compare(old: Catalog, new: Catalog) -> tuple[Change, ...]:
    """Return all changes from one catalogue to another, the most severe first, and then by code."""
    changes = [change for code in old.by_code if code not in new.by_code for change in _gone(code, old, new)]
    changes += (_notable(code, "the code is new") for code in new.by_code if code not in old.by_code)
    for code in old.by_code.keys() & new.by_code.keys():
        changes += _differences(old.by_code[code], new.by_code[code])
    return tuple(sorted(changes, key=lambda change: (change.severity.rank, change.code)))


def render_changes(changes: Sequence[Change]) -> str:
    """Return the changes as a text for a terminal, grouped by severity."""
    return render("changes.txt.jinja", changes=changes)


def render_changes_markdown(changes: Sequence[Change]) -> str:
    """Return the changes as Markdown, grouped by severity, whatever is in the prose of the files."""
    return render("changes.md.jinja", changes=changes)


def _gone(code: str, old: Catalog, new: Catalog) -> Iterator[Change]:
    """Yield that a code is gone, which nothing declares: its page is a promise of its own."""
    meaning = old.by_code[code].meaning
    heirs = [each.code for each in new.errors if each.code not in old.by_code and each.meaning == meaning]
    text = f"the code is gone; it seems to be renamed to {heirs[0]}" if heirs else "the code is gone"
    deprecation_notice = f"`deprecated` and replaced_by: {heirs[0]}" if heirs else "`deprecated`"
    yield Change(Severity.BREAKING, code, text, f"bring back examples/{code}.yaml, and say in it {deprecation_notice}")


def _differences(old: ErrorType, new: ErrorType) -> Iterator[Change]:
    broken = dict(_broken_facts(old, new))
    recorded = [change for change in new.changes if change not in old.changes]
    declarations = {change.fact: change for change in recorded if change.fact in broken}
    for fact, text in broken.items():
        hint = f"restore it, or declare it in {new.source} under `changes`: {{date: …, fact: {fact}, note: …}}"
        yield Change(Severity.BREAKING, new.code, text, hint, fact, declarations.get(fact))
    notable = [*_lifecycle(old, new), *_triggers(old, new), *_handling(old, new), *_wire(old, new)]
    yield from (_notable(new.code, text) for text in notable)
    reworded = [name for name, part in _TEXTS.items() if part(old) != part(new)]
    reworded += ["changes"] if len(recorded) > len(declarations) else []
    reworded += ["triggers"] if _conditions(old) != _conditions(new) and not any(_triggers(old, new)) else []
    reworded += ["examples"] if _is_example_edited(old, new, broken) else []
    if reworded:
        yield Change(Severity.EDITORIAL, new.code, f"edited: {', '.join(reworded)}")


_FACTS: dict[Guarantee, Callable[[ErrorType], object]] = {
    Guarantee.TYPE: lambda error: error.body.type,
    Guarantee.STATUS: lambda error: error.status,
    Guarantee.CATEGORY: lambda error: error.category,
    Guarantee.RETRYABLE: lambda error: str(error.body.retryable).lower(),
}

_TEXTS: dict[str, Callable[[ErrorType], object]] = {
    "meaning": lambda error: error.meaning,
    "since": lambda error: error.since,
    "notes": lambda error: error.notes,
    "advice": lambda error: error.recovery.advice,
    "steps": lambda error: error.recovery.steps,
    "caution": lambda error: error.recovery.caution,
    "related": lambda error: error.related,
    "unconfirmed": lambda error: error.unconfirmed,
}
"""What is prose and nothing else, by its name in the file."""


def _broken_facts(old: ErrorType, new: ErrorType) -> Iterator[tuple[Guarantee, str]]:
    for fact, value in _FACTS.items():
        if value(old) != value(new):
            yield fact, f"{fact} was {value(old)} and is {value(new)}"
    if gone := _missing(_members(old), _members(new)):
        yield Guarantee.MEMBERS, f"gone from the body: {gone}"


def _lifecycle(old: ErrorType, new: ErrorType) -> Iterator[str]:
    if old.reserved != new.reserved:
        yield "reserved again: no endpoint emits it" if new.reserved else "no longer reserved: the API emits it"
    if old.deprecated != new.deprecated:
        yield f"deprecated on {new.deprecated.date}" if new.deprecated else "no longer deprecated"
    if old.replaced_by != new.replaced_by:
        yield f"replaced by {new.replaced_by}" if new.replaced_by else f"no longer replaced by {old.replaced_by}"
    for record in old.changes:
        if record not in new.changes:
            yield f"no longer recorded: the change of {record.fact} on {record.date}"


def _triggers(old: ErrorType, new: ErrorType) -> Iterator[str]:
    before, now = (Counter(str(each.endpoint or "any endpoint") for each in error.triggers) for error in (old, new))
    yield from (f"new trigger: {endpoint}" for endpoint in now - before)
    yield from (f"trigger gone: {endpoint}" for endpoint in before - now)


def _handling(old: ErrorType, new: ErrorType) -> Iterator[str]:
    if old.origin != new.origin:
        yield f"origin was {old.origin} and is {new.origin}"
    if old.recovery.actor != new.recovery.actor:
        yield f"actor was {old.recovery.actor} and is {new.recovery.actor}"
    before, now = (error.recovery.retry for error in (old, new))
    if before and now and before != now:
        names = [name for name in type(now).model_fields if getattr(before, name) != getattr(now, name)]
        yield f"retry policy changed: {', '.join(names)}"


def _wire(old: ErrorType, new: ErrorType) -> Iterator[str]:
    if added := _missing(_members(new), _members(old)):
        yield f"new in the body: {added}"
    if added := _missing(_headers(new), _headers(old)):
        yield f"new header: {added}"
    if gone := _missing(_headers(old), _headers(new)):
        yield f"header gone: {gone}"


def _is_example_edited(old: ErrorType, new: ErrorType, broken: dict[Guarantee, str]) -> bool:
    """Whether examples differ by more than what is a change of its own."""
    return not broken and not any(_wire(old, new)) and old.examples != new.examples


def _members(error: ErrorType) -> dict[str, None]:
    """Return the members that any example shows, in order, those inside `errors` too; a dict is an ordered set."""
    return dict.fromkeys(name for example in error.examples for name in _names(example))


def _names(example: Example) -> Iterator[str]:
    yield from example.body.members()
    for detail in example.body.errors or ():
        yield from (f"errors[].{name}" for name in detail.members())


def _headers(error: ErrorType) -> dict[str, None]:
    return dict.fromkeys(name for example in error.examples for name in example.headers)


def _missing(names: dict[str, None], others: dict[str, None]) -> str:
    return ", ".join(name for name in names if name not in others)


def _conditions(error: ErrorType) -> Sequence[object]:
    return [(trigger.endpoint, trigger.when) for trigger in error.triggers]


def _notable(code: str, text: str) -> Change:
    return Change(Severity.NOTABLE, code, text)
