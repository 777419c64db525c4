"""Holds the errors of one revision against those of an earlier one: what changed, and whether it breaks a promise."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from error_catalog.commands.facts import ErrorFacts, fallback_policy, general_errors, retry_policy
from error_catalog.diagnostics.rules import Rule
from error_catalog.model.history import Guarantee
from error_catalog.model.retry_policy import pace_in_words


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
    """One difference between two revisions.

    A breaking one is about a guarantee, or about the whole code where that is gone; it is declared where the new file
    records it.
    """

    severity: Severity
    code: str | None
    """None where it is about codes that clients do not know."""

    text: str
    hint: str = ""
    guarantee: Guarantee | None = None
    declaration: Mapping[str, object] | None = None

    @property
    def rule(self) -> Rule | None:
        """Return the rule that it breaks, or None where it is declared or not breaking."""
        if self.severity is not Severity.BREAKING or self.declaration:
            return None
        return Rule.UNDECLARED_CHANGE if self.guarantee else Rule.LOST_CODE


def compare(old: Mapping[str, ErrorFacts], new: Mapping[str, ErrorFacts]) -> tuple[Change, ...]:
    """Return all changes from one revision to another, the most severe first, and then by code."""
    changes = [change for code in old if code not in new for change in _gone(old[code], old, new)]
    changes += (Change(Severity.NOTABLE, code, "the code is new") for code in new if code not in old)
    for code in old.keys() & new.keys():
        changes += _differences(old[code], new[code])
    changes += (Change(Severity.NOTABLE, code, text) for code, text in _general_errors(old, new))
    changes += (Change(Severity.NOTABLE, None, text) for text in _fallback(old, new))
    return tuple(sorted(changes, key=lambda change: (change.severity.rank, change.code is None, change.code or "")))


def _gone(error: ErrorFacts, old: Mapping[str, ErrorFacts], new: Mapping[str, ErrorFacts]) -> Iterator[Change]:
    """Yield that a code is gone, which nothing declares: its page is a promise of its own."""
    meaning = error.fields["meaning"]
    heirs = [code for code, other in new.items() if code not in old and other.fields["meaning"] == meaning]
    text = f"the code is gone; it seems to be renamed to {heirs[0]}" if heirs else "the code is gone"
    notice = f"`deprecated` and replaced_by: {heirs[0]}" if heirs else "`deprecated`"
    yield Change(Severity.BREAKING, error.code, text, f"bring back examples/{error.code}.yaml, and say in it {notice}")


def _differences(old: ErrorFacts, new: ErrorFacts) -> Iterator[Change]:
    broken = dict(_broken_guarantees(old, new))
    recorded = [each for each in new.declarations if each not in old.declarations]
    declarations = {each.get("guarantee"): each for each in recorded if each.get("guarantee") in list(broken)}
    for guarantee, text in broken.items():
        record = f"{{date: …, guarantee: {guarantee}, note: …}}"
        hint = f"restore it, or declare it in examples/{new.code}.yaml under `changes`: {record}"
        yield Change(Severity.BREAKING, new.code, text, hint, guarantee, declarations.get(guarantee))
    wire, triggers = [*_wire(old, new)], [*_triggers(old, new)]
    told = (*_lifecycle(old, new), *triggers, *_handling(old, new), *wire)
    yield from (Change(Severity.NOTABLE, new.code, text) for text in told)
    # What differs without a change of its own; examples differ by more than that.
    is_told = {
        "changes": len(recorded) <= len(declarations),
        "triggers": bool(triggers),
        "examples": bool(broken or wire),
    }
    edited = [name for name in _EDITED if old.fields[name] != new.fields[name] and not is_told.get(name)]
    if edited:
        yield Change(Severity.EDITORIAL, new.code, f"edited: {', '.join(edited)}")


_EDITED = (
    *("meaning", "since", "notes", "advice", "steps", "caution", "user_message", "related", "unconfirmed", "guide"),
    *("observed", "handling", "changes", "triggers", "examples"),
)
"""What is prose, by its name in the file, and then what may be another change as well."""


def _broken_guarantees(old: ErrorFacts, new: ErrorFacts) -> Iterator[tuple[Guarantee, str]]:
    for guarantee, value in old.guarantees.items():
        if value != new.guarantees[guarantee]:
            yield guarantee, f"{guarantee} was {value} and is {new.guarantees[guarantee]}"
    if gone := _missing(old.members, new.members):
        yield Guarantee.MEMBERS, f"gone from the body: {gone}"


def _lifecycle(old: ErrorFacts, new: ErrorFacts) -> Iterator[str]:
    before, now = old.fields, new.fields
    if bool(before["reserved"]) != bool(now["reserved"]):
        yield "reserved again: no endpoint emits it" if now["reserved"] else "no longer reserved: the API emits it"
    was_a_guess, is_a_guess = (fields["confirmed"] is False for fields in (before, now))
    if was_a_guess != is_a_guess:
        yield "no longer confirmed: the code is a guess" if is_a_guess else "confirmed: Gett documents the code"
    if before["deprecated"] != now["deprecated"]:
        notice = now["deprecated"]
        yield f"deprecated on {notice.get('date')}" if isinstance(notice, dict) else "no longer deprecated"
    if before["replaced_by"] != now["replaced_by"]:
        heir = now["replaced_by"]
        yield f"replaced by {heir}" if heir else f"no longer replaced by {before['replaced_by']}"
    for record in old.declarations:
        if record not in new.declarations:
            yield f"no longer recorded: the change of {record.get('guarantee')} on {record.get('date')}"


def _triggers(old: ErrorFacts, new: ErrorFacts) -> Iterator[str]:
    before, now = Counter(old.endpoints), Counter(new.endpoints)
    yield from (f"new trigger: {endpoint}" for endpoint in now - before)
    yield from (f"trigger gone: {endpoint}" for endpoint in before - now)


def _general_errors(old: Mapping[str, ErrorFacts], new: Mapping[str, ErrorFacts]) -> Iterator[tuple[str, str]]:
    """Yield what is different for clients that know a status alone: a code, and what is said about it."""
    before, now = general_errors(old), general_errors(new)
    # Where there was none before, or is none now, an error is new, gone or another one, which is said already.
    for status in sorted(before.keys() & now.keys()):
        if before[status] != now[status]:
            yield now[status], f"the general error of status {status}, which was {before[status]}"


def _fallback(old: Mapping[str, ErrorFacts], new: Mapping[str, ErrorFacts]) -> Iterator[str]:
    """Yield what is different for clients that do not know a code."""
    before, now = fallback_policy(old), fallback_policy(new)
    if before and now and (was := pace_in_words(before)) != (is_ := pace_in_words(now)):
        yield f"clients retry a code that they do not know {is_}; it was {was}"


def _handling(old: ErrorFacts, new: ErrorFacts) -> Iterator[str]:
    for name in ("origin", "actor"):
        if old.fields[name] != new.fields[name]:
            yield f"{name} was {old.fields[name]} and is {new.fields[name]}"
    yield from _outcomes(
        *({each.get("endpoint"): each.get("effect") for each in error.outcomes} for error in (old, new))
    )
    before, now = (error.fields["retry"] for error in (old, new))
    if isinstance(before, dict) and isinstance(now, dict):
        names = [name for name in before | now if name != "note" and _differ(before.get(name), now.get(name))]
        was, is_ = (policy and pace_in_words(policy) for policy in map(retry_policy, (old, new)))
        pace = f": {is_}; it was {was}" if was and was != is_ else ""
        if names:
            yield f"retry policy changed: {', '.join(names)}{pace}"


def _outcomes(old: Mapping[object, object], new: Mapping[object, object]) -> Iterator[str]:
    """Yield which stated effects are others now; they are given by the endpoints."""
    for endpoint in {**old, **new}:
        was, is_ = (effects.get(endpoint, "derived") for effects in (old, new))
        if was != is_:
            yield f"the effect of {endpoint} was {was} and is {is_}"


def _differ(one: object, other: object) -> bool:
    """Whether two values of a file differ; to Python, `true` is 1."""
    return one != other or isinstance(one, bool) != isinstance(other, bool)


def _wire(old: ErrorFacts, new: ErrorFacts) -> Iterator[str]:
    for said, names, others in (
        ("new in the body", new.members, old.members),
        ("new header", new.headers, old.headers),
        ("header gone", old.headers, new.headers),
    ):
        if found := _missing(names, others):
            yield f"{said}: {found}"


def _missing(names: Iterable[str], others: Iterable[str]) -> str:
    return ", ".join(name for name in names if name not in others)
