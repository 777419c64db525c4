"""What to do about an error: who acts, which steps, and how a client retries."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field, StrictBool, StrictInt

from error_catalog.diagnostics.faults import Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.model.checked import CheckedModel, Scope, rule
from error_catalog.model.fields import NonEmpty, Sentence

Seconds = Annotated[float, Field(gt=0, le=86_400, strict=True, allow_inf_nan=False)]
Factor = Annotated[float, Field(ge=1, le=10, strict=True, allow_inf_nan=False)]


class Actor(StrEnum):
    """Who has to act before the call can succeed."""

    INTEGRATION = "integration"
    END_USER = "end_user"
    ACCOUNT_OWNER = "account_owner"
    GETT = "gett"

    @property
    def label(self) -> str:
        """Return who that is, as the reader of a page would say."""
        return _ACTORS[self]


_ACTORS = {
    Actor.INTEGRATION: "Your integration",
    Actor.END_USER: "Your end user",
    Actor.ACCOUNT_OWNER: "Your account owner",
    Actor.GETT: "Gett",
}


class IdempotencyKey(StrEnum):
    """Which Idempotency-Key a retry carries."""

    SAME = "same"
    NONE = "none"


WAITS = {
    "retryAfter": "Wait as many seconds as `retryAfter` says.",
    "Retry-After": "Wait as long as `Retry-After` says.",
}
"""What to do where a member of the body or a header says when."""


class RetryPolicy(CheckedModel):
    """How a client retries: after `retryAfter` seconds where the body has it, else with these delays."""

    first_delay_seconds: Seconds = Field(description="Seconds before the first retry.")
    factor: Factor = Field(description="Each delay is the one before, times this.")
    max_delay_seconds: Seconds = Field(description="No delay is longer than this, in seconds.")
    jitter: StrictBool = Field(description="Whether to vary each delay at random.")
    max_retries: Annotated[StrictInt, Field(ge=1, le=10)] = Field(description="Retries before giving up.")
    idempotency_key: IdempotencyKey = Field(description="`same`: the key of the first try; `none`: no key.")

    @property
    def delays_seconds(self) -> tuple[float, ...]:
        """Return the seconds to wait before each retry, without jitter."""
        return retry_delays(vars(self))

    def in_words(self, said_by: str | None) -> str:
        """Return how to retry, in whole sentences of Markdown; `said_by` is what may say when, a key of WAITS."""
        start = f"{WAITS[said_by]} Where it is absent, retry" if said_by else "Retry"
        times = "once" if self.max_retries == 1 else f"at most {self.max_retries} times"
        *delays, last = (f"{delay:g} s" for delay in self.delays_seconds)
        after = f"{', '.join(delays)} and {last}" if delays else last
        said = f"{start} {times}, after {after}{', varied at random' if self.jitter else ''}."
        if self.idempotency_key is IdempotencyKey.SAME:
            said += " Where the request carries an `Idempotency-Key`, send the same key again."
        return said

    @rule("first_delay_seconds", "max_delay_seconds")
    def _delay_violations(self, scope: Scope) -> Iterator[Violation]:
        if self.first_delay_seconds > self.max_delay_seconds:
            message = "max_delay_seconds is shorter than first_delay_seconds"
            yield Violation(Rule.DELAYS, ("max_delay_seconds",), message, "correct one of the two")


MOST_PATIENT: Mapping[str, Callable[[Iterable[Any]], Any]] = {
    "first_delay_seconds": max,
    "factor": max,
    "max_delay_seconds": max,
    "jitter": any,
    "max_retries": min,
}
"""How each field of several policies is made one, so that nothing is retried sooner or more often than by any."""


def most_patient(policies: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the fields of the policy for a code that nobody knows yet; `policies` has those of all known ones."""
    return {name: choose(policy[name] for policy in policies) for name, choose in MOST_PATIENT.items()}


def retry_delays(policy: Mapping[str, Any]) -> tuple[float, ...]:
    """Return the seconds to wait before each retry, without jitter; `policy` has the fields of a RetryPolicy."""
    first, factor = policy["first_delay_seconds"], policy["factor"]
    return tuple(min(first * factor**retry, policy["max_delay_seconds"]) for retry in range(policy["max_retries"]))


class Recovery(CheckedModel):
    """What to do about the error."""

    actor: Actor = Field(description="Who has to act.")
    advice: Sentence = Field(description="The first thing to do, in one sentence that can stand alone.")
    steps: NonEmpty[Sentence] = Field(description="What to do, in order.")
    caution: Sentence | None = Field(None, description="What not to do.")
    retry: RetryPolicy | None = Field(None, description="How to retry; exactly where the body is retryable.")
