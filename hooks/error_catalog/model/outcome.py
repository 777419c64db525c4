"""Did it happen? Whether a request that was answered with an error took effect, and what follows for its next one."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from pydantic import Field

from error_catalog.api.category import Category
from error_catalog.api.endpoints import Endpoint
from error_catalog.diagnostics.faults import Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.model.checked import CheckedModel
from error_catalog.model.fields import KnownEndpoint

_REFUSALS = (Category.AUTHENTICATION, Category.AUTHORIZATION, Category.RATE_LIMIT)
"""The categories of errors with which a request is refused before anything is done."""

_FIRST_SERVER_ERROR = 500


class Effect(StrEnum):
    """Whether the request took effect."""

    NONE = "none"
    APPLIED = "applied"
    UNKNOWN = "unknown"


class NewKey(StrEnum):
    """What a new Idempotency-Key is for, after the error."""

    CORRECTED_REQUEST = "corrected_request"
    ANOTHER = "another"
    NOT_NEEDED = "not_needed"
    UNSAFE = "unsafe"


_KEYS = {Effect.NONE: NewKey.NOT_NEEDED, Effect.UNKNOWN: NewKey.UNSAFE, Effect.APPLIED: NewKey.ANOTHER}
"""What a new key is for by the effect, unless the request was rejected for good."""


_STEPS_WITH_A_KEY: Mapping[NewKey, Callable[[str], str]] = {
    NewKey.CORRECTED_REQUEST: lambda _: "once the cause is gone, send the request with a new `Idempotency-Key`",
    NewKey.NOT_NEEDED: lambda thing: (
        "once the cause is gone, send the same request with the same `Idempotency-Key`"
        f"{f': if this answers a retry, an earlier try may have made the {thing}' if thing else ''}"
    ),
    NewKey.ANOTHER: lambda thing: (
        f"fetch the {thing or 'result'} and compare it with your request; "
        f"a new `Idempotency-Key` is only for a second {thing or 'one'} that your user wants"
    ),
    NewKey.UNSAFE: lambda thing: (
        f"until you know whether {f'the {thing} exists' if thing else 'it happened'}, send only the same request with "
        f"the same `Idempotency-Key`; a new key may {f'make a second {thing}' if thing else 'do it twice'}"
    ),
}
"""What follows for the next request of a call that takes a key, by what the call creates."""


class Basis(StrEnum):
    """Where a value comes from: Gett's documentation, a rule of this catalogue, or advice of this catalogue."""

    DOCUMENTED = "documented"
    DERIVED = "derived"
    ADVICE = "advice"


class StatedOutcome(CheckedModel):
    """What an example file states about one endpoint, in place of what would be derived."""

    endpoint: KnownEndpoint = Field(description="Method and path template, as docs/api/ has them.")
    effect: Effect = Field(description="Whether the request took effect.")
    basis: Literal[Basis.DOCUMENTED, Basis.ADVICE] = Field(description="Where this comes from.")


@dataclass(frozen=True)
class Outcome:
    """Whether a request to one endpoint took effect, and what a new Idempotency-Key is for."""

    endpoint: Endpoint
    effect: Effect
    effect_basis: Basis
    new_key: NewKey | None = None
    """None where a call takes no key."""

    key_basis: Basis | None = None

    @property
    def safe_new_key(self) -> bool | None:
        """Whether the next request for the same thing may have a new key; None where a call takes none."""
        return None if self.new_key is None else self.new_key is NewKey.CORRECTED_REQUEST

    @property
    def is_costly(self) -> bool:
        """Whether a wrong next request may do it twice, so that what follows comes before all other advice."""
        return self.effect is not Effect.NONE and not (self.endpoint.is_idempotent or self.endpoint.is_repeatable)

    @property
    def answer(self) -> str:
        """Return the answer in words, without a full stop: `Not known: the order may exist`."""
        thing = self.endpoint.creates
        return {
            Effect.NONE: "No",
            Effect.APPLIED: "Yes, by this request or an earlier one" + (f": the {thing} exists" if thing else ""),
            Effect.UNKNOWN: "Not known" + (f": the {thing} may exist" if thing else ""),
        }[self.effect]

    @property
    def next_step(self) -> str | None:
        """Return what follows for the next request, as a Markdown clause in the imperative; None where nothing does."""
        return _STEPS_WITH_A_KEY[self.new_key](self.endpoint.creates) if self.new_key else self._step_without_a_key

    @property
    def _step_without_a_key(self) -> str | None:
        if self.effect is Effect.NONE:
            return None
        if self.endpoint.is_idempotent:
            return "repeat it if you need to: several calls have the effect of one"
        if self.endpoint.is_repeatable:
            return f"repeat it if you need to: at worst, there is a second {self.endpoint.creates or 'result'}"
        if self.effect is Effect.APPLIED:
            return "do not send it again, unless it has to happen twice"
        return "find out whether it happened before you send it again"

    @property
    def instruction(self) -> str:
        """Return the next step as a sentence; empty where there is none."""
        return f"{self.next_step[0].upper()}{self.next_step[1:]}." if self.next_step else ""


def stated_violations(
    stated: Sequence[StatedOutcome], index: int, own: Collection[Endpoint], *, retryable: bool
) -> Iterator[Violation]:
    """Yield why one of the outcomes that a file states is no statement about the calls that the error answers.

    `own` has their endpoints.
    """
    entry, place = stated[index], ("outcomes", index, "endpoint")
    name = entry.endpoint
    if name in [each.endpoint for each in stated[:index] if each != entry]:  # that equal ones repeat is E505
        yield Violation(Rule.OUTCOME, place, f"{name} has an outcome already", "delete one of the two")
    elif name not in map(str, own):
        hint = f"the error comes from {', '.join(map(str, own))}"
        yield Violation(Rule.OUTCOME, place, f"no trigger names {name}", hint)
    elif any(each.is_safe for each in own if str(each) == name):
        message, hint = f"{name} changes nothing, so its outcome is known", "delete the entry"
        yield Violation(Rule.OUTCOME, place, message, hint)
    elif entry.effect is Effect.APPLIED and retryable:
        message, hint = "effect: applied on an error that is retried", "say effect: unknown, or correct the body"
        yield Violation(Rule.OUTCOME, ("outcomes", index, "effect"), message, hint)


def outcome_of(
    category: Category, status: int, *, retryable: bool, endpoint: Endpoint, stated: Iterable[StatedOutcome]
) -> Outcome:
    """Return the outcome of a call that was answered with an error: what is stated, and else what is derived."""
    is_refused = category in _REFUSALS
    is_final = status < _FIRST_SERVER_ERROR and not retryable
    effect, basis = (Effect.NONE if is_refused or is_final else Effect.UNKNOWN), Basis.DERIVED
    if endpoint.is_safe:
        effect, basis = Effect.NONE, Basis.DOCUMENTED
    for each in stated:
        if each.endpoint == str(endpoint):
            effect, basis = each.effect, each.basis
    if not endpoint.takes_idempotency_key:
        return Outcome(endpoint, effect, basis)
    if effect is Effect.NONE and is_final and not is_refused:
        return Outcome(endpoint, effect, basis, NewKey.CORRECTED_REQUEST, Basis.ADVICE)
    return Outcome(endpoint, effect, basis, _KEYS[effect], basis)


@dataclass(frozen=True)
class OutcomeGroup:
    """Outcomes that have the same answer and the same next step."""

    outcomes: tuple[Outcome, ...]

    @property
    def first(self) -> Outcome:
        """Return the outcome that speaks for all of them."""
        return self.outcomes[0]

    @property
    def names(self) -> str:
        """Return the endpoints in Markdown: `` `POST /v1/orders` and `PUT /v1/cart` ``."""
        *others, last = (f"`{each.endpoint}`" for each in self.outcomes)
        return f"{', '.join(others)} and {last}" if others else last


def grouped(outcomes: Iterable[Outcome]) -> tuple[OutcomeGroup, ...]:
    """Return outcomes by what they say: the costly first, then those not known, then others, the largest group last."""
    groups: dict[tuple[str, str | None], list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault((outcome.answer, outcome.next_step), []).append(outcome)
    found = [OutcomeGroup(tuple(group)) for group in groups.values()]
    return tuple(sorted(found, key=_order))


def _order(group: OutcomeGroup) -> tuple[bool, bool, int]:
    is_none = group.first.effect is Effect.NONE
    return not group.first.is_costly, is_none, len(group.outcomes) if is_none else 0
