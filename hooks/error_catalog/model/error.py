"""What an error is: one file of examples/, and the rules that it must keep."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StrictBool, StrictInt

from error_catalog.api.category import Category
from error_catalog.api.endpoints import Endpoint
from error_catalog.diagnostics.faults import Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.model.fields import (
    CheckedModel,
    Clause,
    KnownCode,
    KnownEndpoint,
    KnownHeader,
    Line,
    NonEmpty,
    Prose,
    Sentence,
    matches,
)
from error_catalog.model.history import Day, Deprecation, RecordedChange, history_violations
from error_catalog.model.problem import CONTENT_TYPE, TITLES, ProblemDetails
from error_catalog.model.request import Request, RequestChanges, request_to
from error_catalog.prose.known_names import References

_RETRY_AFTER = "retry-after"  # header names compare without regard to case (RFC 9110 section 5.1)

Seconds = Annotated[float, Field(gt=0, le=86_400, strict=True, allow_inf_nan=False)]
Factor = Annotated[float, Field(ge=1, le=10, strict=True, allow_inf_nan=False)]
HeaderValue = Annotated[str, matches(r"[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?", '"60"')]


class Origin(StrEnum):
    """Which part of the API answers with the error."""

    GATEWAY = "gateway"
    DOMAIN = "domain"


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


class Trigger(CheckedModel):
    """One condition under which the error comes."""

    endpoint: KnownEndpoint | None = Field(None, description="Method and path template, as docs/api/ has them.")
    when: Clause = Field(description="The condition, as the end of the sentence “The error comes when …”.")


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
        delays = (self.first_delay_seconds * self.factor**retry for retry in range(self.max_retries))
        return tuple(min(delay, self.max_delay_seconds) for delay in delays)

    def rules(self, references: References) -> tuple[Iterator[Violation], ...]:
        """Return the rule that no delay is longer than the longest."""
        return (self._delay_violations(),)

    def _delay_violations(self) -> Iterator[Violation]:
        if self.first_delay_seconds > self.max_delay_seconds:
            yield Violation(
                Rule.DELAYS, ("max_delay_seconds",), "max_delay_seconds is shorter than first_delay_seconds"
            )


class Recovery(CheckedModel):
    """What to do about the error."""

    actor: Actor = Field(description="Who has to act.")
    advice: Sentence = Field(description="The first thing to do, in one sentence that can stand alone.")
    steps: NonEmpty[Sentence] = Field(description="What to do, in order.")
    caution: Sentence | None = Field(None, description="What not to do.")
    retry: RetryPolicy | None = Field(None, description="How to retry; exactly where the body is retryable.")


class Example(CheckedModel):
    """One response, as it goes over the wire."""

    summary: Line | None = Field(None, description="What this example shows, where there are several.")
    request: RequestChanges | None = Field(None, description="How the request differs from what the endpoint takes.")
    headers: dict[KnownHeader, HeaderValue] = Field({}, description="Response headers beyond Content-Type.")
    body: ProblemDetails = Field(description="The response body, member by member.")

    @property
    def response_headers(self) -> dict[str, str]:
        """Return all headers of the response that are documented."""
        return {"Content-Type": CONTENT_TYPE, **self.headers}

    def rules(self, references: References) -> tuple[Iterator[Violation], ...]:
        """Return the rule that no header contradicts the body or another header."""
        return (self._header_violations(),)

    def _header_violations(self) -> Iterator[Violation]:
        seen: set[str] = set()
        for name, value in self.headers.items():
            location = ("headers", name)
            if name.lower() in seen | {"content-type"}:
                yield Violation(Rule.HEADER_TWICE, location, f"header {name} is there already", at_key=True)
            seen.add(name.lower())
            if name.lower() != _RETRY_AFTER:
                continue
            if not value.isdigit():
                message = f'{name} is "{value}"; the API sends whole seconds'
                yield Violation(Rule.RETRY_AFTER_HEADER, location, message, 'write "60"')
                continue
            if not self.body.retryable:
                yield Violation(Rule.RETRY_AFTER, location, f"{name} on an error that is not retryable", at_key=True)
            if self.body.retry_after is not None and value != str(self.body.retry_after):
                message = f"{name} is {value}, but the body's retryAfter is {self.body.retry_after}"
                yield Violation(Rule.RETRY_AFTER_HEADER, location, message)


class ErrorType(CheckedModel):
    """An error of the API (a problem type, RFC 9457 section 4): the content of one example file."""

    meaning: Prose = Field(description="What the error means, in one or two sentences.")
    reserved: StrictBool = Field(False, description="True where no endpoint emits the code yet.")
    since: Day | None = Field(None, description="The date from which the code is documented.")
    deprecated: Deprecation | None = Field(None, description="Where clients should no longer count on the code.")
    replaced_by: KnownCode | None = Field(None, description="The code that comes in the place of a deprecated one.")
    changes: tuple[RecordedChange, ...] = Field((), description="Changes of what clients rely on, each declared.")
    origin: Origin = Field(Origin.DOMAIN, description="Gateway errors may come from any endpoint.")
    triggers: NonEmpty[Trigger] = Field(description="When the error comes.")
    notes: Prose | None = Field(None, description="What else to know about the triggers.")
    recovery: Recovery = Field(description="What to do about it.")
    related: dict[KnownCode, Sentence] = Field({}, description="Other codes, and how to tell the two apart.")
    unconfirmed: tuple[Sentence, ...] = Field(
        (), description="What stands here although Gett's earlier documentation does not say it."
    )
    examples: NonEmpty[Example] = Field(description="Responses with this error.")

    @property
    def body(self) -> ProblemDetails:
        """Return the body of the first example; in all that these properties give, the others agree with it."""
        return self.examples[0].body

    @property
    def code(self) -> str:
        """Return the error code."""
        return self.body.error_code

    @property
    def status(self) -> int:
        """Return the HTTP status."""
        return self.body.status

    @property
    def status_line(self) -> str:
        """Return status and title: `409 Conflict`."""
        return f"{self.status} {TITLES[self.status]}"

    @property
    def category(self) -> Category:
        """Return the category."""
        return self.body.error_category

    @property
    def is_gateway(self) -> bool:
        """Whether the gateway answers with it, on any endpoint."""
        return self.origin is Origin.GATEWAY

    @property
    def source(self) -> str:
        """Return the path of the file that holds it, from the project's root."""
        return f"examples/{self.code}.yaml"

    @property
    def deprecation_notice(self) -> str | None:
        """Return why the error is deprecated, and what comes in its place; None where it is not deprecated."""
        if self.deprecated is None:
            return None
        heir = f" `{self.replaced_by}` comes in its place." if self.replaced_by else ""
        return f"{self.deprecated.reason}{heir}"

    def endpoints_of(self, references: References) -> tuple[Endpoint, ...]:
        """Return the endpoints that may answer with the error: in the API's order, or in that of the triggers."""
        by_name = {str(endpoint): endpoint for endpoint in references.endpoints}
        names = by_name if self.is_gateway else dict.fromkeys(str(trigger.endpoint) for trigger in self.triggers)
        return tuple(by_name[name] for name in names if name in by_name)

    def request_of(self, example: Example, references: References) -> Request:
        """Return the request that an example answers."""
        endpoint = self._endpoint_of(example, references)
        assert endpoint, "the instance of each example fits one"
        return request_to(endpoint, example.body.instance, example.request)

    def rules(self, references: References) -> tuple[Iterator[Violation], ...]:
        """Return the rules about parts of the file that must fit each other."""
        return (
            self._trigger_violations(),
            self._retry_violations(),
            self._instance_violations(references),
            self._request_violations(references),
            self._agreement_violations(),
            self._relation_violations(),
            self._replacement_violations(),
            self._history_violations(),
        )

    def _trigger_violations(self) -> Iterator[Violation]:
        yield from _repetitions("triggers", self.triggers)
        for index, trigger in enumerate(self.triggers):
            location = ("triggers", index)
            if self.is_gateway and trigger.endpoint:
                message = "a gateway error may come from any endpoint: leave `endpoint` out"
                yield Violation(Rule.TRIGGER_ENDPOINT, (*location, "endpoint"), message, at_key=True)
            if not self.is_gateway and not trigger.endpoint:
                hint = "method and path, as in GET /v1/marketplace/stores/{storeId}"
                yield Violation(Rule.TRIGGER_ENDPOINT, location, "`endpoint` is missing", hint)

    def _retry_violations(self) -> Iterator[Violation]:
        if self.body.retryable and self.recovery.retry is None:
            message = "the body says retryable: true, but `recovery` has no `retry`"
            hint = f"say how, with {', '.join(RetryPolicy.model_fields)}; or correct the body"
            yield Violation(Rule.RETRY_POLICY, ("recovery",), message, hint, at_key=True)
        if not self.body.retryable and self.recovery.retry is not None:
            message = "the body says retryable: false, but `recovery` has a `retry`"
            hint = "delete it, or correct the body"
            yield Violation(Rule.RETRY_POLICY, ("recovery", "retry"), message, hint, at_key=True)

    def _relation_violations(self) -> Iterator[Violation]:
        """The sentence stands on both pages, so it has to be clear on each."""
        for code, difference in self.related.items():
            location = ("related", code)
            missing = [f"`{name}`" for name in (self.code, code) if f"`{name}`" not in difference]
            if code == self.code:
                message = f"{code} is related to itself"
                yield Violation(Rule.SELF_RELATION, location, message, "name another code", at_key=True)
            elif missing:
                message = f"the sentence does not name {' and '.join(missing)}"
                hint = "it stands on the pages of both, so it names both in backticks"
                yield Violation(Rule.RELATION_NAMES, location, message, hint)

    def _replacement_violations(self) -> Iterator[Violation]:
        if self.replaced_by == self.code:
            yield Violation(
                Rule.SELF_RELATION, ("replaced_by",), f"{self.code} is replaced by itself", "name another code"
            )
        if self.replaced_by and not self.deprecated:
            message = "`replaced_by` on an error that is not deprecated"
            yield Violation(
                Rule.REPLACEMENT, ("replaced_by",), message, "say since when and why under `deprecated`", at_key=True
            )

    def _history_violations(self) -> Iterator[Violation]:
        yield from history_violations(self.since, self.deprecated, self.changes)

    def _endpoint_of(self, example: Example, references: References) -> Endpoint | None:
        """Return the endpoint that the instance of an example is a path of, if there is one."""
        path = example.body.instance
        fitting = (each for each in self.endpoints_of(references) if references.fits([each.path], path))
        return next(fitting, None)

    def _instance_violations(self, references: References) -> Iterator[Violation]:
        candidates = self.endpoints_of(references)
        if not self.is_gateway and not all(trigger.endpoint for trigger in self.triggers):
            return  # a fault of its own
        for index, example in enumerate(self.examples):
            if candidates and not self._endpoint_of(example, references):
                message = f"instance {example.body.instance} fits the path of no trigger"
                hint = f"a path here is {candidates[0].path}"
                yield Violation(Rule.INSTANCE, ("examples", index, "body", "instance"), message, hint)

    def _request_violations(self, references: References) -> Iterator[Violation]:
        for index, example in enumerate(self.examples):
            endpoint = self._endpoint_of(example, references)
            for violation in example.request.misfits(endpoint) if example.request and endpoint else ():
                yield replace(violation, location=("examples", index, "request", *violation.location))

    def _agreement_violations(self) -> Iterator[Violation]:
        yield from _repetitions("examples", [(example.headers, example.body) for example in self.examples])
        for index, example in enumerate(self.examples):
            for member in ("status", "title", "errorCategory", "retryable"):
                first, here = self.body.members()[member], example.body.members()[member]
                if here != first:
                    message = f"{member} is {json.dumps(here)} here and {json.dumps(first)} in the first example"
                    yield Violation(Rule.AGREEMENT, ("examples", index, "body", member), message)


def _repetitions(name: str, entries: Sequence[object]) -> Iterator[Violation]:
    for index, entry in enumerate(entries):
        if entry in entries[:index]:
            message = f"{name}[{index}] says the same as {name}[{entries.index(entry)}]"
            yield Violation(Rule.REPETITION, (name, index), message, "delete one of the two")
