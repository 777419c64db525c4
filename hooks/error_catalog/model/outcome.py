"""Did it happen? Whether a request that was answered with an error took effect, and what follows for its next one."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from pydantic import Field

from error_catalog.api.category import Category
from error_catalog.api.endpoints import Endpoint
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
"""What a new key is for by the effect, unless there is a request to correct."""


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
        """Whether a wrong answer may do it twice, so that what follows comes before all other advice."""
        return self.new_key in (NewKey.UNSAFE, NewKey.ANOTHER)

    @property
    def answer(self) -> str:
        """Return the answer in words, without a full stop: `Not known: the order may exist`."""
        thing = self.endpoint.creates
        return {
            Effect.NONE: "No",
            Effect.APPLIED: f"Yes: the {thing} exists" if thing else "Yes",
            Effect.UNKNOWN: f"Not known: the {thing} may exist" if thing else "Not known",
        }[self.effect]

    @property
    def next_step(self) -> str | None:
        """Return what follows for the next request, as a Markdown clause in the imperative; None where nothing does."""
        thing = self.endpoint.creates or "result"
        if self.new_key:
            return {
                NewKey.CORRECTED_REQUEST: "send the corrected request with a new `Idempotency-Key`",
                NewKey.ANOTHER: f"fetch the {thing}; a new `Idempotency-Key` is for a wanted second {thing} alone",
                NewKey.NOT_NEEDED: "when the cause is gone, send the same request with the same `Idempotency-Key`",
                NewKey.UNSAFE: f"keep request and `Idempotency-Key` as they are; a new key may make a second {thing}",
            }[self.new_key]
        if self.effect is not Effect.UNKNOWN:
            return None
        if self.endpoint.is_idempotent:
            return "send it again if you need to: it sets the same state"
        return f"send it again if you need to: at worst, there is a second {thing}"

    @property
    def instruction(self) -> str:
        """Return the next step as a sentence; empty where there is none."""
        return f"{self.next_step[0].upper()}{self.next_step[1:]}." if self.next_step else ""


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
    if not endpoint.needs_idempotency_key:
        return Outcome(endpoint, effect, basis)
    if effect is Effect.NONE and not is_refused:
        return Outcome(endpoint, effect, basis, NewKey.CORRECTED_REQUEST, Basis.ADVICE)
    return Outcome(endpoint, effect, basis, _KEYS[effect], basis)


@dataclass(frozen=True)
class OutcomeGroup:
    """Calls that have the same answer and the same next step."""

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
    """Return outcomes by what they say: the costly ones first, then those not known, then all others."""
    groups: dict[tuple[str, str | None], list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault((outcome.answer, outcome.next_step), []).append(outcome)
    found = [OutcomeGroup(tuple(group)) for group in groups.values()]
    return tuple(sorted(found, key=lambda group: (not group.first.is_costly, group.first.effect is Effect.NONE)))
