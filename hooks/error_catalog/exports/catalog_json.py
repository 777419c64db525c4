"""The whole catalogue as data, by the same names in every export: JSON with its schema, and CSV for spreadsheets."""

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import (
    AliasGenerator,
    AliasPath,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    InstanceOf,
    field_serializer,
)
from pydantic.alias_generators import to_camel
from pydantic.fields import FieldInfo

from error_catalog.api.category import Category
from error_catalog.exports.open_schemas import opened
from error_catalog.exports.publishing import EXAMPLES, address, json_file
from error_catalog.exports.resources import CATALOG_CSV, CATALOG_JSON, CATALOG_SCHEMA
from error_catalog.exports.schemas import plain_schema, schema_file
from error_catalog.model.catalog import Catalog
from error_catalog.model.error import ErrorType
from error_catalog.model.error_content import Origin, Trigger
from error_catalog.model.example import Example
from error_catalog.model.fields import Code, Text
from error_catalog.model.handling import Handling
from error_catalog.model.history import Deprecation
from error_catalog.model.observation import Observation
from error_catalog.model.outcome import Basis, Effect, NewKey, Outcome
from error_catalog.model.problem import ProblemDetails
from error_catalog.model.recovery import Actor, Recovery
from error_catalog.model.retry_policy import RetryPolicy
from error_catalog.model.verdict import Retry, Verdict
from error_catalog.sitefile import File, error_markdown, page_address
from error_catalog.templating import pretty_json

FORMAT = 2
"""The version of the form; it rises when a program that reads the old form would stumble over the new."""


class Published(BaseModel):
    """A published object: members in camelCase, as on the wire. It is validated from the model that it publishes."""

    model_config = ConfigDict(
        alias_generator=AliasGenerator(serialization_alias=to_camel),
        frozen=True,
        extra="forbid",
        from_attributes=True,
        defer_build=True,
    )

    def members(self) -> dict[str, Any]:
        """Return the members by their published names, in order; those without a value are null."""
        return self.model_dump(mode="json", by_alias=True)

    def published_members(self) -> dict[str, Any]:
        """Return the members that have a value by their published names, in order."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)


def taken_from(model: type[BaseModel], name: str) -> FieldInfo:
    """Return what makes a published field say what a field of a model says, and have its value."""
    places: dict[type[BaseModel], tuple[str, ...]] = {ProblemDetails: ("body",), Recovery: ("recovery",)}
    path = AliasPath(*places.get(model, ()), name)
    field: FieldInfo = Field(description=model.model_fields[name].description, validation_alias=path)
    return field


def whole(number: float | None) -> int | float | None:
    """Return a number without a point where it is a whole one."""
    return int(number) if number is not None and number == int(number) else number


class PublishedPolicy(RetryPolicy, Published):
    """How a client retries: when the response says so, else after these delays."""

    max_retries: Annotated[int, Field(ge=1), taken_from(RetryPolicy, "max_retries")]

    _whole_numbers_as_such = field_serializer("first_delay_seconds", "factor", "max_delay_seconds", "jitter")(whole)


class PublishedVerdict(Published):
    """The verdict in the words of the error's page, and as data. Texts are Markdown."""

    retry: Retry = Field(description="Whether the same request, sent again unchanged, may succeed.")
    in_words: str = Field(description="Whether to retry, and after how long.")
    wait_from: tuple[str, ...] = Field(
        description="Where the wait comes from, the first that is there: member of the body, header, retry policy."
    )
    min_seconds: Annotated[
        float | None,
        Field(
            validation_alias=AliasPath("wait", "min_seconds"),
            description="The shortest wait before the first retry, where nothing in the response says when.",
        ),
    ] = None
    max_seconds: Annotated[
        float | None,
        Field(
            validation_alias=AliasPath("wait", "max_seconds"), description="The longest one; wait at random between."
        ),
    ] = None
    did_it_happen: str = Field(description="Whether the request took effect; more in `outcomes`.")

    _whole_numbers_as_such = field_serializer("min_seconds", "max_seconds")(whole)


class PublishedOutcome(Published):
    """Whether a request to one endpoint took effect, and what a new Idempotency-Key is for."""

    endpoint: Annotated[str, BeforeValidator(str)] = Field(description="Method and path template.")
    effect: Effect = Field(description="Whether the request took effect.")
    effect_basis: Basis = Field(description="Where that comes from.")
    new_key: NewKey | None = Field(None, description="What a new Idempotency-Key is for; absent where none is taken.")
    key_basis: Basis | None = Field(None, description="Where that comes from.")
    safe_new_key: bool | None = Field(None, description="Whether the next request for the same may have a new key.")


class Decision(Published):
    """What decides about retry, back-off and escalation."""

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
    retry: Annotated[PublishedPolicy | None, taken_from(Recovery, "retry")] = None
    type: Annotated[str, taken_from(ProblemDetails, "type"), Field(json_schema_extra={"format": "uri"})]
    origin: Annotated[Origin, taken_from(ErrorType, "origin")]
    general: Annotated[bool, taken_from(ErrorType, "general")]
    reserved: Annotated[bool, taken_from(ErrorType, "reserved")]
    confirmed: Annotated[bool, taken_from(ErrorType, "confirmed")]
    verdict: PublishedVerdict = Field(description="The verdict, as the error's page shows it.")
    advice: str = Field(
        validation_alias=AliasPath("verdict", "advice"),
        description="What to do first: what keeps it from happening twice, where that is at stake, and then the rest.",
    )


@dataclass(frozen=True)
class Judged:
    """An error and what the catalogue knows of it, for a published object to take its members from."""

    error: ErrorType
    catalog: Catalog

    @property
    def verdict(self) -> Verdict:
        """Return the verdict on the error."""
        return self.catalog.verdicts[self.error.code]

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """Return the outcome at each endpoint, in place of those that the file states."""
        return self.verdict.outcomes

    @property
    def related(self) -> dict[str, str]:
        """Return what tells others from it; a pair is told apart in the file of one of the two."""
        return {each.error.code: each.difference for each in self.catalog.relations[self.error.code]}

    def __getattr__(self, name: str) -> object:
        """Return all else as the error has it."""
        return getattr(self.error, name)


class PublishedTrigger(Trigger, Published):
    """One condition under which the error comes."""


class PublishedObservation(Observation, Published):
    """That captured traffic has the error, and what that confirms."""


class PublishedExample(Published):
    """One response, as it goes over the wire."""

    summary: Annotated[Text | None, taken_from(Example, "summary")] = None
    headers: dict[str, str] = Field(
        description="All documented headers of the response.", validation_alias="response_headers"
    )
    body: Annotated[InstanceOf[ProblemDetails], taken_from(Example, "body")]


class PublishedHandling(Published):
    """What the code on the error's page does about it: advice, which may change without notice."""

    hand_over: Annotated[str, taken_from(Handling, "hand_over")]
    call: Annotated[str | None, taken_from(Handling, "call")] = None


class PublishedError(Decision):
    """An error: what decides what to do about it, and then what its page says. Texts are Markdown."""

    meaning: Annotated[Text, taken_from(ErrorType, "meaning")]
    triggers: Annotated[tuple[PublishedTrigger, ...], taken_from(ErrorType, "triggers")]
    notes: Annotated[Text | None, taken_from(ErrorType, "notes")] = None
    outcomes: tuple[PublishedOutcome, ...] = Field(
        description="Did it happen? The answer for each endpoint that may answer with the error."
    )
    since: Annotated[str | None, taken_from(ErrorType, "since"), Field(json_schema_extra={"format": "date"})] = None
    deprecated: Annotated[InstanceOf[Deprecation] | None, taken_from(ErrorType, "deprecated")] = None
    replaced_by: Annotated[Code | None, taken_from(ErrorType, "replaced_by")] = None
    steps: Annotated[tuple[Text, ...], taken_from(Recovery, "steps")]
    caution: Annotated[Text | None, taken_from(Recovery, "caution")] = None
    user_message: Annotated[Text | None, taken_from(Recovery, "user_message")] = None
    handling: PublishedHandling = Field(description="What the code on the error's page does; names are examples.")
    related: dict[str, Text] = Field(description=ErrorType.model_fields["related"].description)
    guide: Annotated[
        str | None,
        taken_from(ErrorType, "guide"),
        BeforeValidator(lambda target: page_address(target) if target else None),
        Field(description="The URI of the guide that the error belongs to.", json_schema_extra={"format": "uri"}),
    ] = None
    unconfirmed: Annotated[tuple[Text, ...], taken_from(ErrorType, "unconfirmed")]
    observed: Annotated[
        tuple[PublishedObservation, ...] | None,
        taken_from(ErrorType, "observed"),
        BeforeValidator(lambda observed: observed or None),
    ] = None
    examples: Annotated[tuple[PublishedExample, ...], taken_from(ErrorType, "examples")]
    markdown: Annotated[
        str,
        taken_from(ProblemDetails, "error_code"),
        BeforeValidator(lambda code: address(error_markdown(code))),
        Field(description="The URI of the error's page as Markdown.", json_schema_extra={"format": "uri"}),
    ]


class PublishedEndpoint(Published):
    """An endpoint, and the errors that it may return on top of the gateway errors."""

    method: str
    path: str
    summary: str
    errors: tuple[str, ...] = Field(description="The codes of the errors whose triggers name the endpoint.")


class PublishedCatalog(Published):
    """Every error of the API, as data. An absent value is left out. Members and values may be added without notice."""

    schema_uri: str = Field(serialization_alias="$schema", description="The URI of the schema of this document.")
    format: int = Field(description="The version of the form: it rises when the form changes incompatibly.")
    content: str = Field(description="The version of the content: a hash that changes whenever an error does.")
    categories: dict[Category, tuple[int, ...]] = Field(description="The HTTP statuses of each category.")
    errors: tuple[PublishedError, ...]
    endpoints: tuple[PublishedEndpoint, ...]


def render_catalog(published: PublishedCatalog) -> Iterator[File]:
    """Yield the catalogue as JSON, its schema, and the index as CSV."""
    yield json_file(CATALOG_JSON, published.published_members())
    schema = opened(plain_schema(PublishedCatalog))
    yield schema_file(CATALOG_SCHEMA, schema, "hooks/error_catalog/exports/catalog_json.py")
    yield File(CATALOG_CSV, _csv(published.errors), EXAMPLES)


def publish(catalog: Catalog) -> PublishedCatalog:
    """Return the catalogue in its published form."""
    errors = tuple(publish_error(error, catalog) for error in catalog.errors)
    content = pretty_json([_versioned(error) for error in errors])
    endpoints = tuple(
        PublishedEndpoint(
            method=endpoint.method,
            path=endpoint.path,
            summary=endpoint.summary,
            errors=tuple(error.code for error in catalog.by_endpoint[str(endpoint)]),
        )
        for endpoint in catalog.endpoints
    )
    return PublishedCatalog(
        schema_uri=address(CATALOG_SCHEMA),
        format=FORMAT,
        content=hashlib.sha256(content.encode()).hexdigest()[:16],
        categories={category: category.statuses for category in Category},
        errors=errors,
        endpoints=endpoints,
    )


def publish_error(error: ErrorType, catalog: Catalog) -> PublishedError:
    """Return an error in its published form."""
    return PublishedError.model_validate(Judged(error, catalog))


def _versioned(error: PublishedError) -> dict[str, object]:
    """Return what the version of the content is made of: a member that came later makes no new one by its absence."""
    return {name: value for name, value in error.members().items() if value is not None or name != "observed"}


def _csv(errors: Iterable[Decision]) -> str:
    """Return the index as CSV: a row for each error, a column for each decision; the retry policy has several."""
    rows = [_row(error) for error in errors]
    text = io.StringIO()
    writer = csv.DictWriter(text, dict.fromkeys(name for row in rows for name in row), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _row(error: Decision) -> dict[str, object]:
    row = error.model_dump(mode="json", by_alias=True, include=set(Decision.model_fields))
    parts = [(f"{group}.", row.pop(group) or {}) for group in ("verdict", "retry")]
    row |= {f"{prefix}{name}": value for prefix, group in parts for name, value in group.items()}
    return {name: _cell(value) for name, value in row.items()}


def _cell(value: object) -> object:
    if isinstance(value, list):
        return " ".join(value)
    if isinstance(value, bool):
        return str(value).lower()
    # A spreadsheet runs a text that begins so as a formula; behind an apostrophe it does not.
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t")) else value
