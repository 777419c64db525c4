"""What one file of examples/ holds, and what follows from it."""

from collections.abc import Iterable
from enum import StrEnum

from pydantic import Field, StrictBool

from error_catalog.api.category import STATUSES, Category
from error_catalog.api.endpoints import Endpoint, fits
from error_catalog.model.checked import CheckedModel
from error_catalog.model.example import Example
from error_catalog.model.fields import Clause, GuideTarget, KnownEndpoint, NonEmpty, OtherCode, Prose, Sentence
from error_catalog.model.handling import Handling
from error_catalog.model.history import Day, Deprecation, RecordedChange
from error_catalog.model.observation import Observation, seen_in_words
from error_catalog.model.outcome import Outcome, StatedOutcome, outcome_of
from error_catalog.model.problem import ProblemDetails
from error_catalog.model.recovery import Recovery


class Origin(StrEnum):
    """Which part of the API answers with the error."""

    GATEWAY = "gateway"
    DOMAIN = "domain"


class Trigger(CheckedModel):
    """One condition under which the error comes."""

    endpoint: KnownEndpoint | None = Field(None, description="Method and path template, as docs/api/ has them.")
    when: Clause = Field(description="The condition, as the end of the sentence “The error comes when …”.")


class ErrorContent(CheckedModel):
    """The content of an example file, without the rules that it must keep."""

    meaning: Prose = Field(description="What the error means, in one or two sentences.")
    reserved: StrictBool = Field(False, description="True where no endpoint emits the code yet.")
    confirmed: StrictBool = Field(True, description="False where the code itself is a guess of ours.")
    since: Day | None = Field(None, description="The date from which the code is documented.")
    deprecated: Deprecation | None = Field(None, description="Where clients should no longer count on the code.")
    replaced_by: OtherCode | None = Field(None, description="The code that replaces a deprecated one.")
    changes: tuple[RecordedChange, ...] = Field((), description="Changes of what clients rely on, each declared.")
    origin: Origin = Field(Origin.DOMAIN, description="Gateway errors may come from any endpoint.")
    general: StrictBool = Field(
        False, description="True for the one gateway error of each status that clients take the status alone for."
    )
    triggers: NonEmpty[Trigger] = Field(description="When the error comes.")
    notes: Prose | None = Field(None, description="What else to know about the triggers.")
    recovery: Recovery = Field(description="What to do about it.")
    handling: Handling = Field(
        description="What the code on its page does about it.", examples=[{"hand_over": "ask_user_to_confirm"}]
    )
    outcomes: tuple[StatedOutcome, ...] = Field(
        (), description="Whether a request took effect, for each endpoint where no rule derives that."
    )
    related: dict[OtherCode, Sentence] = Field({}, description="Other codes, and how to tell the two apart.")
    unconfirmed: tuple[Sentence, ...] = Field(
        (), description="What stands here although Gett's earlier documentation does not say it."
    )
    observed: tuple[Observation, ...] = Field((), description="Where captured traffic has the error.")
    guide: GuideTarget | None = Field(
        None, description="The guide that the error belongs to: a page below docs/, or a #heading of one."
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
        return f"{self.status} {STATUSES[self.status].title}"

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
    def marks(self) -> tuple[str, ...]:
        """Return what is said beside the code wherever it is listed: `reserved`, `unconfirmed`, `deprecated`."""
        said = {"reserved": self.reserved, "unconfirmed": not self.confirmed, "deprecated": self.deprecated}
        return tuple(name for name, holds in said.items() if holds)

    @property
    def seen(self) -> str | None:
        """Return on which days captured traffic has the error; None where no traffic had it."""
        return seen_in_words(self.observed)

    @property
    def deprecation_notice(self) -> str | None:
        """Return why the error is deprecated, and what comes in its place; None where it is not deprecated."""
        if self.deprecated is None:
            return None
        heir = f" `{self.replaced_by}` comes in its place." if self.replaced_by else ""
        return f"{self.deprecated.reason}{heir}"

    def endpoints_of(self, endpoints: Iterable[Endpoint]) -> tuple[Endpoint, ...]:
        """Return which of the API's endpoints may answer with it: in the API's order, or in that of the triggers."""
        by_name = {str(endpoint): endpoint for endpoint in endpoints}
        names = by_name if self.is_gateway else dict.fromkeys(str(trigger.endpoint) for trigger in self.triggers)
        return tuple(by_name[name] for name in names if name in by_name)

    def endpoint_of(self, example: Example, endpoints: Iterable[Endpoint]) -> Endpoint | None:
        """Return which of the API's endpoints the instance of an example is a path of, if there is one."""
        path, endpoints = example.body.instance, tuple(endpoints)
        return next((each for each in self.endpoints_of(endpoints) if fits([each.path], path, endpoints)), None)

    def outcomes_at(self, endpoints: Iterable[Endpoint]) -> tuple[Outcome, ...]:
        """Return whether a request that it answers took effect, for each of these endpoints."""
        retryable = self.body.retryable
        return tuple(
            outcome_of(self.category, self.status, retryable=retryable, endpoint=each, stated=self.outcomes)
            for each in endpoints
        )
