"""What a program needs to decide what to do about an error: the same fields, by the same names, in every export."""

from typing import Annotated, Any, Self

from pydantic import AliasGenerator, BaseModel, ConfigDict, Field, PlainSerializer
from pydantic.alias_generators import to_camel

from error_catalog.api.category import Category
from error_catalog.model.error import ErrorType, Origin
from error_catalog.model.fields import Code, Text
from error_catalog.model.problem import ProblemDetails
from error_catalog.model.recovery import Actor, Factor, IdempotencyKey, Recovery, RetryPolicy, Seconds


class Published(BaseModel):
    """A published object: members in camelCase, as on the wire."""

    model_config = ConfigDict(alias_generator=AliasGenerator(serialization_alias=to_camel), frozen=True, extra="forbid")

    def members(self) -> dict[str, Any]:
        """Return the members by their published names, in order; those without a value are null."""
        return self.model_dump(mode="json", by_alias=True)


def description_of(model: type[BaseModel], field: str) -> str:
    """Return what a model says about one of its fields, so that an export says the same."""
    return str(model.model_fields[field].description)


Tidy = PlainSerializer(lambda number: int(number) if number == int(number) else number)
"""Writes a whole number as 30, not 30.0."""


class Retry(Published):
    """How a client retries: after `retryAfter` seconds where the body has it, else with these delays."""

    first_delay_seconds: Annotated[Seconds, Tidy] = Field(
        description=description_of(RetryPolicy, "first_delay_seconds")
    )
    factor: Annotated[Factor, Tidy] = Field(description=description_of(RetryPolicy, "factor"))
    max_delay_seconds: Annotated[Seconds, Tidy] = Field(description=description_of(RetryPolicy, "max_delay_seconds"))
    jitter: bool = Field(description=description_of(RetryPolicy, "jitter"))
    max_retries: int = Field(ge=1, description=description_of(RetryPolicy, "max_retries"))
    idempotency_key: IdempotencyKey = Field(description=description_of(RetryPolicy, "idempotency_key"))

    @classmethod
    def of(cls, policy: RetryPolicy) -> Self:
        """Return a retry policy in its published form."""
        return cls(**dict(policy))


class Decision(Published):
    """What decides about retry, back-off and escalation, without prose."""

    code: Code = Field(description=description_of(ProblemDetails, "error_code"))
    status: int = Field(description=description_of(ProblemDetails, "status"))
    title: str = Field(description=description_of(ProblemDetails, "title"))
    category: Category = Field(description=description_of(ProblemDetails, "error_category"))
    retryable: bool = Field(description=description_of(ProblemDetails, "retryable"))
    retry_after: int | None = Field(None, ge=0, description="Seconds to wait, as in the example body.")
    actor: Actor = Field(description=description_of(Recovery, "actor"))
    retry: Retry | None = Field(None, description=description_of(Recovery, "retry"))
    type: str = Field(description=description_of(ProblemDetails, "type"), json_schema_extra={"format": "uri"})
    origin: Origin = Field(description=description_of(ErrorType, "origin"))
    reserved: bool = Field(description=description_of(ErrorType, "reserved"))
    advice: Text = Field(description=description_of(Recovery, "advice"))

    @classmethod
    def of(cls, error: ErrorType) -> Self:
        """Return what decides about an error."""
        body, recovery = error.body, error.recovery
        return cls(
            code=error.code,
            status=error.status,
            title=body.title,
            category=error.category,
            retryable=body.retryable,
            retry_after=body.retry_after,
            actor=recovery.actor,
            retry=Retry.of(recovery.retry) if recovery.retry else None,
            type=body.type,
            origin=error.origin,
            reserved=error.reserved,
            advice=recovery.advice,
        )
