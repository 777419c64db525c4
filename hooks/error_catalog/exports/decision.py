"""What a program needs to decide what to do about an error: the same fields, by the same names, in every export."""

from typing import Annotated, Any

from pydantic import AliasGenerator, AliasPath, BaseModel, ConfigDict, Field, field_serializer
from pydantic.alias_generators import to_camel
from pydantic.fields import FieldInfo

from error_catalog.api.category import Category
from error_catalog.model.error import ErrorType, Origin
from error_catalog.model.fields import Code, Text
from error_catalog.model.problem import ProblemDetails
from error_catalog.model.recovery import Actor, Recovery, RetryPolicy


class Published(BaseModel):
    """A published object: members in camelCase, as on the wire. It is validated from the model that it publishes."""

    model_config = ConfigDict(
        alias_generator=AliasGenerator(serialization_alias=to_camel), frozen=True, extra="forbid", from_attributes=True
    )

    def members(self) -> dict[str, Any]:
        """Return the members by their published names, in order; those without a value are null."""
        return self.model_dump(mode="json", by_alias=True)


def taken_from(model: type[BaseModel], name: str) -> FieldInfo:
    """Return what makes a published field say what a field of a model says, and have its value."""
    places: dict[type[BaseModel], tuple[str, ...]] = {ProblemDetails: ("body",), Recovery: ("recovery",)}
    path = AliasPath(*places.get(model, ()), name)
    field: FieldInfo = Field(description=model.model_fields[name].description, validation_alias=path)
    return field


class Retry(RetryPolicy, Published):
    """How a client retries: after `retryAfter` seconds where the body has it, else with these delays."""

    max_retries: Annotated[int, Field(ge=1), taken_from(RetryPolicy, "max_retries")]

    _whole_numbers_as_such = field_serializer("first_delay_seconds", "factor", "max_delay_seconds")(
        lambda number: int(number) if number == int(number) else number
    )


class Decision(Published):
    """What decides about retry, back-off and escalation, without prose."""

    code: Annotated[Code, taken_from(ProblemDetails, "error_code")]
    status: Annotated[int, taken_from(ProblemDetails, "status")]
    title: Annotated[str, taken_from(ProblemDetails, "title")]
    category: Annotated[Category, taken_from(ProblemDetails, "error_category")]
    retryable: Annotated[bool, taken_from(ProblemDetails, "retryable")]
    retry_after: Annotated[
        int | None,
        taken_from(ProblemDetails, "retry_after"),
        Field(ge=0, description="Seconds to wait, as in the example body."),
    ] = None
    actor: Annotated[Actor, taken_from(Recovery, "actor")]
    retry: Annotated[Retry | None, taken_from(Recovery, "retry")] = None
    type: Annotated[str, taken_from(ProblemDetails, "type"), Field(json_schema_extra={"format": "uri"})]
    origin: Annotated[Origin, taken_from(ErrorType, "origin")]
    reserved: Annotated[bool, taken_from(ErrorType, "reserved")]
    advice: Annotated[Text, taken_from(Recovery, "advice")]
