"""How a client retries an error: when, how often, and with which Idempotency-Key."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field, StrictInt

from error_catalog.diagnostics.faults import Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.model.checked import CheckedModel, Scope, rule
from error_catalog.model.fields import ResetHeader, Sentence

Seconds = Annotated[float, Field(gt=0, le=86_400, strict=True, allow_inf_nan=False)]
Factor = Annotated[float, Field(ge=1, le=10, strict=True, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=10, strict=True, allow_inf_nan=False)]


class IdempotencyKey(StrEnum):
    """Which Idempotency-Key a retry carries."""

    SAME = "same"
    NONE = "none"


@dataclass(frozen=True)
class Wait:
    """The range of seconds that a client draws a wait from, at random; where it is fixed, the two are the same."""

    min_seconds: float
    max_seconds: float

    def __str__(self) -> str:
        """Return the range in words: `1 to 3 s`, or `5 s`."""
        ends = dict.fromkeys((self.min_seconds, self.max_seconds))
        return f"{' to '.join(f'{end:g}' for end in ends)} s"


TOLD = {
    "retryAfter": "as many seconds as `retryAfter` says",
    "Retry-After": "as long as `Retry-After` says",
}
"""How long to wait where a member of the body or a header of the response says so."""


_TIMES = {1: "once", 2: "at most twice"}


class RetryPolicy(CheckedModel):
    """How a client retries: when the response says so, else after these delays."""

    first_delay_seconds: Seconds = Field(description="Seconds before the first retry.")
    factor: Factor = Field(description="Each delay is the one before, times this.")
    max_delay_seconds: Seconds = Field(description="No wait is longer than this, in seconds.")
    jitter: Share = Field(
        description="The share of each delay that is added to it at random: with 0.5, a delay of 4 s is 4 to 6 s."
    )
    max_retries: Annotated[StrictInt, Field(ge=1, le=10)] = Field(description="Retries before giving up.")
    idempotency_key: IdempotencyKey = Field(description="`same`: the key of the first try; `none`: no key.")
    reset_header: ResetHeader | None = Field(
        None, description="The response header with the Unix time from which a retry can succeed."
    )
    note: Sentence | None = Field(None, description="What of this is documented, and what is our advice.")

    @property
    def waits(self) -> tuple[Wait, ...]:
        """Return the wait before each retry, where nothing in the response says when."""
        return waits_of(vars(self))

    def in_words(self, told_by: str | None) -> str:
        """Return how to retry, in whole sentences of Markdown; `told_by` is what may say when, a key of TOLD."""
        told = [TOLD[told_by]] if told_by else []
        if self.reset_header:
            told.append(f"until the Unix time in `{self.reset_header}`")
        times, pace = _TIMES.get(self.max_retries, f"at most {self.max_retries} times"), pace_in_words(vars(self))
        said = f"Retry {times}, {pace}."
        if told:
            absent = "where it is absent" if len(told) == 1 else "where both are absent"
            each = "Before the retry" if self.max_retries == 1 else "Before each retry"
            said = f"Retry {times}. {each}, wait {'; where it is absent, '.join(told)}; {absent}, retry {pace}."
        if self.idempotency_key is IdempotencyKey.SAME:
            said += " Where the request carries an `Idempotency-Key`, send the same key and the same body again."
        return said

    @rule("first_delay_seconds", "max_delay_seconds")
    def _delay_violations(self, scope: Scope) -> Iterator[Violation]:
        if self.first_delay_seconds > self.max_delay_seconds:
            message = "max_delay_seconds is shorter than first_delay_seconds"
            yield Violation(Rule.DELAYS, ("max_delay_seconds",), message, "correct one of the two")


def waits_of(policy: Mapping[str, Any]) -> tuple[Wait, ...]:
    """Return the wait before each retry; `policy` has the fields of a RetryPolicy. Jitter never makes one shorter."""
    first, factor, most = policy["first_delay_seconds"], policy["factor"], policy["max_delay_seconds"]
    delays = [min(first * factor**retry, most) for retry in range(policy["max_retries"])]
    return tuple(Wait(delay, min(delay * (1 + policy["jitter"]), most)) for delay in delays)


def pace_in_words(policy: Mapping[str, Any]) -> str:
    """Return when a policy retries: `after 1 s, then 2 s, then 4 s`, or `after a random wait of 1 to 3 s each time`."""
    waits = waits_of(policy)
    is_random = any(wait.min_seconds != wait.max_seconds for wait in waits)
    said = ", then ".join(dict.fromkeys(map(str, waits)))
    each = " each time" if waits[1:] and len(set(waits)) == 1 else ""
    return f"after {'a random wait of ' if is_random else ''}{said}{each}"


MOST_PATIENT: Mapping[str, Callable[[Iterable[Any]], Any]] = {
    "first_delay_seconds": max,
    "factor": max,
    "max_delay_seconds": max,
    "jitter": max,
    "max_retries": min,
}
"""How each field of several policies is made one, so that nothing is retried sooner or more often than by any."""


def most_patient(policies: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the fields of the policy for a code that nobody knows yet; `policies` has those of all known ones."""
    return {name: choose(policy[name] for policy in policies) for name, choose in MOST_PATIENT.items()}
