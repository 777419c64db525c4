"""What an example file says about captured traffic: that the API was seen to send the error, and what that confirms."""

import re
from collections.abc import Collection, Iterator, Sequence
from enum import StrEnum

from pydantic import Field

from error_catalog.diagnostics.faults import Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.model.checked import CheckedModel, Scope, rule
from error_catalog.model.fields import KnownEndpoint
from error_catalog.model.history import Day


class ConfirmedMember(StrEnum):
    """A member of the body that traffic can confirm: it came as an example shows it."""

    TITLE = "title"
    STATUS = "status"
    DETAIL = "detail"
    INSTANCE = "instance"
    CATEGORY = "errorCategory"
    RETRYABLE = "retryable"
    ERRORS = "errors"


class Observation(CheckedModel):
    """That an endpoint was seen to answer with the error. Nothing of what was captured stands here."""

    endpoint: KnownEndpoint = Field(description="Method and path template, as docs/api/ has them.")
    first: Day = Field(description="The day in UTC on which it was first seen.")
    last: Day = Field(description="The day on which it was last seen.")
    count: int = Field(ge=1, description="How often it was seen.")
    confirms: tuple[ConfirmedMember, ...] = Field(
        (), description="The members that came with the value of an example, or in its form where values differ."
    )

    @rule("first", "last")
    def _order_violations(self, scope: Scope) -> Iterator[Violation]:
        if self.last < self.first:
            message = f"`last` ({self.last}) is before `first` ({self.first})"
            yield Violation(Rule.OBSERVATION, ("last",), message, "correct one of the two")


def observation_violations(
    observed: Sequence[Observation], index: int, endpoints: Collection[str]
) -> Iterator[Violation]:
    """Yield what is wrong about the endpoint of an observation; `endpoints` has those that may answer so."""
    name = observed[index].endpoint
    place = ("observed", index, "endpoint")
    if name not in endpoints:
        hint = "add a trigger with this endpoint: it was seen to answer so"
        yield Violation(Rule.OBSERVATION, place, f"no trigger names {name}", hint)
    if name in [each.endpoint for each in observed[:index]]:
        yield Violation(Rule.REPETITION, place, f"{name} is observed already", "make them one: first, last and count")


def doubt_violations(doubt: str, index: int, observed: Sequence[Observation]) -> Iterator[Violation]:
    """Yield that an entry of `unconfirmed` names a member that an observation confirms."""
    confirmed = {member for each in observed for member in each.confirms}
    names = names_in(doubt)
    if found := [name for name in names if name in confirmed]:
        listed = ", ".join(f"`{name}`" for name in found)
        message = f"{listed} {'is' if len(found) == 1 else 'are'} confirmed by `observed`, and unconfirmed here"
        hint = "delete the entry, or say in it what is still open"
        violation = Violation(Rule.OBSERVATION, ("unconfirmed", index), message, hint)
        yield violation.at_words(doubt, f"`{found[0]}`")


def names_in(doubt: str) -> tuple[str, ...]:
    """Return the names in backticks of an entry of `unconfirmed`, in order."""
    return tuple(dict.fromkeys(re.findall(r"`([^`]+)`", doubt)))


def seen_in_words(observed: Sequence[Observation]) -> str | None:
    """Return on which days the error was seen, as the end of “Seen in captured traffic …”; None where it was not."""
    if not observed:
        return None
    first, last = min(each.first for each in observed), max(each.last for each in observed)
    return f"on {first}" if first == last else f"from {first} to {last}"
