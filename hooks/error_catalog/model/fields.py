"""The types of the fields that files have, for pydantic and for the JSON Schemas that come from the models.

Each is validated alone. What it names and what its prose holds are marks, which a second phase looks up.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated, TypeVar

from annotated_types import MinLen
from pydantic import AfterValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, StringConstraints
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, PydanticKnownError
from pydantic_core.core_schema import no_info_after_validator_function

from error_catalog.diagnostics.faults import Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.model.checked import Mark, Scope
from error_catalog.prose.known_names import CODE_PATTERN, KnownNames
from error_catalog.prose.links import target_violations
from error_catalog.prose.markup import markup_violations
from error_catalog.prose.references import reference_violations
from error_catalog.prose.style import style_violations
from error_catalog.sitefile import error_page

_Item = TypeVar("_Item")

_SENTENCE = re.compile(r"[.!?…。！？؟][)\]\"'”’`*_]*\Z")
_PUNCTUATION = (*".!?;,:。！？；，：؟",)


@dataclass(frozen=True)
class Matching:
    """The rule, for a model and its JSON Schema, that a text matches the whole pattern; `like` shows one."""

    pattern: str
    like: str

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return the schema of the text, checked afterwards."""
        return no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return the JSON Schema of the text, with the pattern."""
        return {**handler(schema), "pattern": f"^(?:{self.pattern})$"}

    def _check(self, value: str) -> str:
        if not re.fullmatch(self.pattern, value, re.ASCII):
            raise wrong_value(Rule.FORM, f'"{value[:60]}" has the wrong form', f"a right one looks like {self.like}")
        return value


def is_moment(value: str, pattern: str, parse: Callable[[str], object]) -> bool:
    """Whether a text is a date or time of this form; the parsers of Python alone take more of ISO 8601."""
    try:
        return bool(re.fullmatch(pattern, value, re.ASCII) and parse(value))
    except ValueError:
        return False


def wrong_value(rule: Rule, message: str, hint: str = "") -> PydanticCustomError:
    """Return the error of a value that breaks a rule of our own."""
    return PydanticCustomError("broken_rule", "{message}", {"rule": rule, "message": message, "hint": hint})


def _known(violation: Callable[[KnownNames, str], Violation | None]) -> Mark:
    """Return the mark of a name that has to exist."""

    def violations(value: str, scope: Scope) -> Iterator[Violation]:
        found = violation(scope.names, value)
        if found:
            yield found

    return Mark(violations, makes_unreadable=True)


def _other_code(value: str, scope: Scope) -> Iterator[Violation]:
    found = scope.names.code_violation(value, not_meant=scope.code)
    if found:
        yield found


def _markdown(value: str, scope: Scope) -> Iterator[Violation]:
    yield from markup_violations(value)
    yield from reference_violations(value, scope.names)
    yield from style_violations(value)
    yield from target_violations(value, scope.names.pages, error_page(scope.code))


def _has_blocks(value: str) -> bool:
    """Whether a text has a table or the like, which is a fault by itself and ends in its own way."""
    return any(each.rule is Rule.BLOCK for each in markup_violations(value))


def _paragraph(value: str, scope: Scope) -> Iterator[Violation]:
    if "\n" in value and not _has_blocks(value):
        message = "a line break in a text of one paragraph"
        yield Violation(Rule.PARAGRAPH, (), message, "write the text after `>-`")


def _sentence(value: str, scope: Scope) -> Iterator[Violation]:
    # What is cut short by accident, as YAML does at ` #`, shows here.
    if not _SENTENCE.search(value) and not _has_blocks(value):
        message = f"the text ends without a full stop: {value[-30:]}"
        yield Violation(Rule.FULL_STOP, (), message, "end the sentence; put a text that holds ` #` in quotes")


def _clause(value: str, scope: Scope) -> Iterator[Violation]:
    if value.endswith(_PUNCTUATION):
        message = f"the text ends with a punctuation mark: {value[-30:]}"
        yield Violation(Rule.CLAUSE, (), message, "leave it out; the page puts the full stop")


def _check_visible(value: str) -> str:
    if not any(unicodedata.category(character)[0] not in "CZ" for character in value):
        raise PydanticKnownError("string_too_short", {"min_length": 1})
    return value


NonEmpty = Annotated[tuple[_Item, ...], MinLen(1)]
"""A list with at least one entry."""

Code = Annotated[str, Matching(CODE_PATTERN.pattern, "ORDER_TOTAL_DIFFERENT")]
"""An error code: words in capitals, joined by underscores."""

KnownCode = Annotated[Code, _known(KnownNames.code_violation)]
"""An error code of the catalogue."""

OtherCode = Annotated[Code, Mark(_other_code, makes_unreadable=True)]
"""The same in the file of another one."""

KnownEndpoint = Annotated[str, _known(KnownNames.endpoint_violation)]
"""An endpoint of the API, by method and path template."""

GuideTarget = Annotated[
    str,
    Matching(r"(?:[\w-]+/)*[\w-]+\.md(?:#[\w-]+)?", "guides/payments.md#when-a-payment-fails"),
    _known(lambda names, target: names.pages.guide_violation(target)),
]
"""A hand-written page by its path below docs/, or one of its headings."""

HeaderName = Annotated[str, Matching(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+", "Retry-After")]
"""The name of an HTTP header (RFC 9110 section 5.1)."""

KnownHeader = Annotated[HeaderName, _known(KnownNames.header_violation)]
"""A header of HTTP itself, or one that docs/api/ declares."""

ResetHeader = Annotated[HeaderName, _known(KnownNames.reset_header_violation)]
"""A header of responses that docs/api/ declares as a Unix time."""

Text = Annotated[str, StringConstraints(min_length=1), AfterValidator(_check_visible)]
"""A text on the wire, as it is, and not blank."""

_Markdown = Annotated[
    str, StringConstraints(min_length=1, strip_whitespace=True), AfterValidator(_check_visible), Mark(_markdown)
]

Prose = Annotated[_Markdown, Mark(_sentence)]
"""Markdown by our authors, in whole sentences: harmless markup, and what it names exists."""

Line = Annotated[_Markdown, Mark(_paragraph)]
"""Markdown in one paragraph, fit for a table cell or a list item."""

Sentence = Annotated[Line, Mark(_sentence)]
"""A line that stands alone."""

Clause = Annotated[Line, Mark(_clause)]
"""A line that ends a sentence whose beginning and full stop the page has."""
