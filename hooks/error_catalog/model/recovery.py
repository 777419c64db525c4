"""What to do about an error: who can fix it, in which steps, and how a client retries."""

from enum import StrEnum

from pydantic import Field

from error_catalog.model.checked import CheckedModel
from error_catalog.model.fields import NonEmpty, Sentence
from error_catalog.model.retry_policy import RetryPolicy


class Actor(StrEnum):
    """Who can fix what is wrong, so that the call can succeed."""

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


class Recovery(CheckedModel):
    """What to do about the error."""

    actor: Actor = Field(description="Who can fix it.")
    advice: Sentence = Field(description="The first thing to do, in one sentence that can stand alone.")
    steps: NonEmpty[Sentence] = Field(description="What to do, in order.")
    caution: Sentence | None = Field(None, description="What not to do.")
    retry: RetryPolicy | None = Field(None, description="How to retry; exactly where the body is retryable.")
