"""What an example file says about the past of its error: since when, what changed, and whether it is deprecated."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from error_catalog.model.checked import CheckedModel
from error_catalog.model.fields import Sentence, is_moment, wrong_value

_DAY = r"\d{4}-\d\d-\d\d"


def _check_day(value: str) -> str:
    if not is_moment(value, _DAY, date.fromisoformat):
        raise wrong_value("wrong_form", f'"{value[:60]}" is no date', "a right one looks like 2026-12-01")
    return value


Day = Annotated[str, AfterValidator(_check_day), Field(json_schema_extra={"format": "date", "pattern": f"^{_DAY}$"})]
"""A date by ISO 8601, so that texts sort as days do."""


class Guarantee(StrEnum):
    """What clients rely on about an error that exists: to change it breaks a promise."""

    TYPE = "type"
    STATUS = "status"
    CATEGORY = "category"
    RETRYABLE = "retryable"
    MEMBERS = "members"


class Deprecation(CheckedModel):
    """That clients should no longer count on an error; its page stays."""

    date: Day = Field(description="The date on which it was announced.")
    reason: Sentence = Field(description="Why, and what to do about it, in one sentence.")


class RecordedChange(CheckedModel):
    """A change that breaks a promise, declared."""

    date: Day = Field(description="The date from which the API answers so.")
    guarantee: Guarantee = Field(description="What has changed; `members`: the body lost one.")
    note: Sentence = Field(description="What it was, what it is now, and what clients have to do, in one sentence.")
