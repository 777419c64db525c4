"""Models and texts that check themselves against the catalogue while pydantic builds them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticKnownError
from pydantic_core.core_schema import no_info_after_validator_function

from error_catalog.diagnostics.faults import INVISIBLE, Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.model.reports import as_pydantic_error, extended, sound_part
from error_catalog.prose.known_names import CODE_PATTERN, References
from error_catalog.prose.links import target_violations
from error_catalog.prose.markup import markup_violations
from error_catalog.prose.references import reference_violations
from error_catalog.sitefile import error_page

_Item = TypeVar("_Item")


def raise_violations(violations: Iterable[Violation]) -> None:
    """Raise the violations out of a pydantic validator, if there are any.

    Raises:
        PydanticCustomError: with the violations in it.
    """
    found = tuple(violations)
    if found:
        raise as_pydantic_error(found)


class CheckedModel(BaseModel):
    """A frozen model without unknown or empty fields, whose rules hold wherever an instance exists.

    Validate with `context=References(...)`: what an instance refers to is looked up there.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="wrap")
    @classmethod
    def _keep_the_rules(cls, data: object, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
        given = data if isinstance(data, dict) else {}
        found = [*_empty_fields(given), *cls.form_violations(given)]
        try:
            instance = handler(data)
        except ValidationError as report:
            for rule in sound_part(cls, given, report, info.context).rules(references_of(info)):
                with suppress(AttributeError):  # the rule needs a field that is at fault itself
                    found.extend(rule)
            raise extended(report, found) from None
        for rule in instance.rules(references_of(info)):
            found.extend(rule)
        raise_violations(found)
        return instance

    @classmethod
    def form_violations(cls, given: dict[str, object]) -> Iterator[Violation]:
        """Yield the broken rules about how the fields are given, beyond their values."""
        yield from ()

    def rules(self, references: References) -> tuple[Iterator[Violation], ...]:
        """Return the rules that concern more than one field: each yields its violations.

        They are generators, so that one without its fields hides no other.
        """
        return ()


def references_of(info: ValidationInfo) -> References:
    """Return what the validation is held against; it is an error of ours to validate without."""
    assert isinstance(info.context, References), "validate with context=References(...)"
    return info.context


@dataclass(frozen=True)
class _Pattern:
    pattern: str
    like: str

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), "pattern": f"^(?:{self.pattern})$"}

    def _check(self, value: str) -> str:
        if not re.fullmatch(self.pattern, value, re.ASCII):
            message = f'"{value[:60]}" has the wrong form'
            raise_violations([Violation(Rule.FORM, (), message, f"a right one looks like {self.like}")])
        return value


def matches(pattern: str, like: str) -> object:
    """Return the rule, for a model and its JSON Schema, that a text matches the whole pattern; `like` shows one."""
    return _Pattern(pattern, like)


def _check_code(value: str, info: ValidationInfo) -> str:
    violation = references_of(info).code_violation(value)
    raise_violations([violation] if violation else [])
    return value


def _check_endpoint(value: str, info: ValidationInfo) -> str:
    violation = references_of(info).trigger_violation(value)
    raise_violations([violation] if violation else [])
    return value


def _check_header(value: str, info: ValidationInfo) -> str:
    violation = references_of(info).header_violation(value)
    raise_violations([violation] if violation else [])
    return value


def _check_prose(value: str, info: ValidationInfo) -> str:
    references = references_of(info)
    links = target_violations(value, references.pages, error_page(references.file_code))
    raise_violations([*markup_violations(value), *reference_violations(value, references), *links])
    return value


def _check_visible(value: str) -> str:
    if not any(unicodedata.category(character)[0] not in "CZ" for character in value):
        raise PydanticKnownError("string_too_short", {"min_length": 1})
    return value


def _check_printable(value: str) -> str:
    found = next((each for each in INVISIBLE.findall(value) if each not in "\n\t\u2028\u2029"), None)
    if found:
        raise_violations([Violation(Rule.UNPRINTABLE, (), f"an unprintable character: {found}", "delete it")])
    return value


def _check_line(value: str) -> str:
    if "\n" in value:
        message = "a line break in a text of one paragraph"
        raise_violations([Violation(Rule.PARAGRAPH, (), message, "write the text after `>-`")])
    return value


def _check_sentence(value: str) -> str:
    # What is cut short by accident, as YAML does at ` #`, shows here.
    if not re.search(r"[.!?…。！？؟][)\]\"'”’`*_]*\Z", value):
        message = f"the text ends without a full stop: {value[-30:]}"
        hint = "end the sentence; put a text that holds ` #` in quotes"
        raise_violations([Violation(Rule.FULL_STOP, (), message, hint)])
    return value


def _check_clause(value: str) -> str:
    if value.endswith((*".!?;,:。！？；，：؟",)):
        message = f"the text ends with a punctuation mark: {value[-30:]}"
        raise_violations([Violation(Rule.CLAUSE, (), message, "leave it out; the page puts the full stop")])
    return value


def _check_not_empty(value: tuple[_Item, ...]) -> tuple[_Item, ...]:
    if not value:
        raise_violations([Violation(Rule.EMPTY, (), "the list is empty", "give it at least one entry")])
    return value


# Not by min_length: pydantic counts valid entries only, and calls a list with one faulty entry empty.
NonEmpty = Annotated[tuple[_Item, ...], AfterValidator(_check_not_empty), Field(json_schema_extra={"minItems": 1})]
"""A list with at least one entry."""

Code = Annotated[str, matches(CODE_PATTERN.pattern, "ORDER_TOTAL_DIFFERENT")]
"""An error code: words in capitals, joined by underscores."""

KnownCode = Annotated[Code, AfterValidator(_check_code)]
"""An error code of the catalogue."""

KnownEndpoint = Annotated[str, AfterValidator(_check_endpoint)]
"""An endpoint of the API, by method and path template."""

HeaderName = Annotated[str, matches(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+", "Retry-After")]
"""The name of an HTTP header (RFC 9110 section 5.1)."""

KnownHeader = Annotated[HeaderName, AfterValidator(_check_header)]
"""A header of HTTP itself, or one that docs/api/ declares."""

Text = Annotated[str, StringConstraints(min_length=1), AfterValidator(_check_visible), AfterValidator(_check_printable)]
"""A text on the wire, as it is: printable, and not blank."""

_Markdown = Annotated[
    str,
    StringConstraints(min_length=1, strip_whitespace=True),
    AfterValidator(_check_visible),
    AfterValidator(_check_prose),
]

Prose = Annotated[_Markdown, AfterValidator(_check_sentence)]
"""Markdown by our authors, in whole sentences: harmless markup, and what it names exists."""

Line = Annotated[_Markdown, AfterValidator(_check_line)]
"""Markdown in one paragraph, fit for a table cell or a list item."""

Sentence = Annotated[Line, AfterValidator(_check_sentence)]
"""A line that stands alone."""

Clause = Annotated[Line, AfterValidator(_check_clause)]
"""A line that ends a sentence whose beginning and full stop the page has."""


def _empty_fields(given: dict[str, object]) -> Iterator[Violation]:
    for name, value in given.items():
        if value is None:
            hint = "give it a value, or leave it out where it is optional"
            yield Violation(Rule.EMPTY, (name,), f"`{name}` is empty", hint, at_key=True)
