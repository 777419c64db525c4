"""The wire body of an error: problem details (RFC 9457) with the API's extension members."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, StrictBool, StrictInt
from pydantic.alias_generators import to_camel

from error_catalog.api.category import STATUSES, Category
from error_catalog.diagnostics.faults import Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.model.checked import CheckedModel, Scope, rule
from error_catalog.model.fields import Code, KnownCode, Matching, NonEmpty, Text, is_moment, wrong_value
from error_catalog.model.json_path import leads_to_one_place
from error_catalog.prose.known_names import CODE_PATTERN
from error_catalog.sitefile import SITE

TYPE_BASE = f"{SITE}errors/"
CONTENT_TYPE = "application/problem+json"

_SECONDS = 10
"""The digits of the whole seconds of a Unix time in our days; milliseconds have three more."""

_UNIX_TIME = re.compile(rf"([12]\d{{{_SECONDS - 1}}})(?:\.(\d+)|(\d{{3}}))?")
_UTC = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)"

RequestPath = Annotated[
    str, Matching(r"/(?:[\w.~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*", "/v1/marketplace/orders/place, without {parameters}")
]
"""A path as a request has it (RFC 3986 section 3.3)."""


def _check_moment(value: object) -> object:
    number = str(value)
    if not isinstance(value, bool) and (found := _UNIX_TIME.fullmatch(number)):
        seconds = float(f"{found[1]}.{found[2] or found[3] or 0}")
        moment = datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        unit = "milliseconds" if found[3] else "seconds"
        raise wrong_value(
            Rule.TIMESTAMP, f"{number} counts {unit}; the API sends a time by RFC 3339", f'write "{moment}"'
        )
    return value


def _check_timestamp(value: str) -> str:
    if not is_moment(value, _UTC, datetime.fromisoformat):
        message = f'"{value[:60]}" is no RFC 3339 time in UTC'
        raise wrong_value(Rule.TIMESTAMP, message, "a right one looks like 2026-04-27T14:30:00.000Z")
    return value


def _without_pattern(schema: dict[str, Any]) -> None:
    schema["minLength"] = 1
    del schema["pattern"]


def _check_path(value: str) -> str:
    if not leads_to_one_place(value):
        message = f'"{value[:60]}" is no JSONPath to one place'
        raise wrong_value(Rule.FORM, message, "it has names and indexes alone, like $.lineItems[0].itemId")
    return value


JsonPath = Annotated[Text, Matching(r"\$\S.*", "$.lineItems[0].itemId"), AfterValidator(_check_path)]
"""A JSONPath. That it leads to one place is a rule for our files, and no promise about what the API sends."""


@dataclass(frozen=True)
class Member:
    """A member of a wire object, as a reference shows it; `type` is a JSON type."""

    name: str
    type: str
    required: bool
    description: str


class WireModel(CheckedModel):
    """An object on the wire: members in camelCase, in a fixed order."""

    model_config = ConfigDict(alias_generator=to_camel)

    def members(self) -> dict[str, Any]:
        """Return the members as they go over the wire: by their names there, in order, absent ones left out."""
        return self.model_dump(mode="json", by_alias=True, exclude_unset=True)

    @classmethod
    @cache
    def documented_members(cls) -> tuple["Member", ...]:
        """Return what the model says about each member, in the wire's order."""
        schema = cls.model_json_schema()
        required = schema["required"]
        return tuple(
            Member(name, _json_type(field), name in required, field["description"])
            for name, field in schema["properties"].items()
        )

    @classmethod
    def form_violations(cls, given: dict[str, object]) -> Iterator[Violation]:
        """Yield a violation where the members are not in the wire's order."""
        order = [str(field.alias) for field in cls.model_fields.values() if field.alias in given]
        known = [name for name in given if name in order]
        for name, expected in zip(known, order, strict=True):
            if name != expected:
                message = f"member `{name}` stands where the wire has `{expected}`"
                yield Violation(Rule.MEMBER_ORDER, (name,), message, f"the order is {', '.join(order)}", at_key=True)
                return


class ErrorDetail(WireModel):
    """One entry of `errors`: what is wrong with one part of the request."""

    code: KnownCode = Field(
        description="An error code of this reference.",
        examples=["ITEM_UNAVAILABLE"],
    )
    message: Text = Field(description="What is wrong, for people.", examples=["The item is no longer in the catalog."])
    item_id: Text | None = Field(None, description="The line item that is concerned.")
    json_path: JsonPath | None = Field(None, description="The place in the request body, as JSONPath.")

    @rule("itemId", "jsonPath")
    def _place_violations(self, scope: Scope) -> Iterator[Violation]:
        if self.item_id is None and self.json_path is None:
            message = "the entry does not say where: `itemId` or `jsonPath` is missing"
            yield Violation(Rule.DETAIL_PLACE, (), message)


class ProblemDetails(WireModel):
    """The body of an error response (RFC 9457 section 3, and the API's extensions)."""

    type: Text = Field(
        description="The URI of the error's page on this portal.",
        examples=[f"{TYPE_BASE}STORE_CLOSED"],
        json_schema_extra={
            "format": "uri-reference",  # as in RFC 9457, appendix A
            "pattern": f"^{TYPE_BASE.replace('.', '[.]')}{CODE_PATTERN.pattern}$",
        },
    )
    title: Text = Field(
        description="The phrase for the HTTP status.",
        examples=["Bad Request"],
        json_schema_extra={"enum": [each.title for each in STATUSES.values()]},
    )
    status: StrictInt = Field(
        description="The HTTP status of the response.", examples=[400], json_schema_extra={"enum": list(STATUSES)}
    )
    detail: Text = Field(
        description="What happened this time, for people. Do not parse it.", examples=["The store is closed."]
    )
    instance: RequestPath = Field(
        description="The path of the request that failed.",
        examples=["/v1/marketplace/orders/validate"],
        json_schema_extra={"format": "uri-reference"},
    )
    request_id: Annotated[str, Matching(r"req_[\w-]+", "req_abc123")] = Field(
        description="Identifies the request. Log it, and quote it to support.",
        examples=["req_abc123"],
        # The prefix is known from one sample: a rule for our files, and no promise about what the API sends.
        json_schema_extra=_without_pattern,
    )
    timestamp: Annotated[str, BeforeValidator(_check_moment), AfterValidator(_check_timestamp)] = Field(
        description="When it happened: RFC 3339, UTC.",
        examples=["2026-04-27T14:30:00.000Z"],
        json_schema_extra={"format": "date-time", "pattern": f"^{_UTC}$"},
    )
    error_code: Code = Field(description="The error's code, as in `type`. Branch on it.", examples=["STORE_CLOSED"])
    error_category: Category = Field(
        description="The kind of error, for when a code is new to you.", examples=["availability"]
    )
    retryable: StrictBool = Field(
        description="`true`: the same request may succeed later, unchanged. `false`: do not repeat it automatically; "
        "something has to change first.",
        examples=[False],
    )
    retry_after: Annotated[StrictInt, Field(ge=0)] | None = Field(
        None, description="Seconds to wait before the retry, when known."
    )
    errors: NonEmpty[ErrorDetail] | None = Field(None, description="What is wrong with each part of the request.")

    @rule("type", "errorCode")
    def _code_violations(self, scope: Scope) -> Iterator[Violation]:
        expected = TYPE_BASE + self.error_code
        if self.type == expected and self.error_code != (scope.code or self.error_code):
            message = f"errorCode is {self.error_code}, but the file is {scope.code}.yaml"
            exists = self.error_code in scope.names.codes
            rename = f"rename the file to {self.error_code}.yaml, or correct the body"
            hint = f"{self.error_code} has a file already" if exists else rename
            yield Violation(Rule.CODE, ("errorCode",), message, hint)
        elif self.type != expected and self.type == TYPE_BASE + scope.code:
            message = f"errorCode is {self.error_code}, but type and file name say {scope.code}"
            yield Violation(Rule.CODE, ("errorCode",), message, "the three are the same")
        elif self.type != expected:
            hint = f"for errorCode {self.error_code} it is {expected}"
            message = f"type {self.type} does not lead to the page of its errorCode"
            yield Violation(Rule.TYPE_URI, ("type",), message, hint)

    @rule("errorCategory", "status")
    def _status_violations(self, scope: Scope) -> Iterator[Violation]:
        yield from self.error_category.status_violations(self.status)

    @rule("errorCategory", "status", "title")
    def _title_violations(self, scope: Scope) -> Iterator[Violation]:
        """Yield that the title is not that of the status, unless the status is wrong itself."""
        if self.status in self.error_category.statuses and self.title != STATUSES[self.status].title:
            message = f'title "{self.title}" is not the phrase for status {self.status}'
            hint = f'the API says "{STATUSES[self.status].title}"; or correct the status'
            yield Violation(Rule.TITLE, ("title",), message, hint)

    @rule("retryAfter", "retryable")
    def _retry_violations(self, scope: Scope) -> Iterator[Violation]:
        if self.retry_after is not None and not self.retryable:
            message, hint = "retryAfter on an error that is not retryable", "delete it, or say that it is retryable"
            yield Violation(Rule.RETRY_AFTER, ("retryAfter",), message, hint, at_key=True)


def _json_type(field: dict[str, Any]) -> str:
    """Return the JSON type in a property's schema; a reference leads to the one enumeration here, of strings."""
    options = [part for part in field.get("anyOf", [field]) if part.get("type") != "null"]
    return str(options[0].get("type", "string"))
