"""What to do about an error: who can fix it, in which steps, and how a client retries."""

import re
from collections.abc import Collection, Iterator
from enum import StrEnum

from pydantic import Field

from error_catalog.diagnostics.faults import Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.model.checked import CheckedModel, Scope, rule
from error_catalog.model.fields import NonEmpty, Sentence
from error_catalog.model.retry_policy import RetryPolicy
from error_catalog.prose.statuses import statuses_in


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


_NO_TEXT_FOR_A_SHOPPER = re.compile(
    r"[`*_\[\]<>{}#\\]|&\w+;|https?:|(?<!\w)/\w"
    r"|\b(?:API|HTTPS?|JSON|JWT|SDK|UR[IL]|[GU]UID|SQL)s?\b|(?i:\bidempotency\b)"
)
"""Markup, paths, and words of engineers; names of cards and the like may be capitals."""


def _not_for_a_shopper(text: str, codes: Collection[str]) -> str:
    """Return the first code, status, markup or jargon in a text; it is empty where there is none."""
    code = next((word for word in re.findall(r"\w+", text) if word in codes), "")
    found = _NO_TEXT_FOR_A_SHOPPER.search(text)
    return code or (found[0] if found else "") or next(map(str, statuses_in(text)), "")


class Recovery(CheckedModel):
    """What to do about the error."""

    actor: Actor = Field(description="Who can fix it.")
    advice: Sentence = Field(description="The first thing to do, in one sentence that can stand alone.")
    steps: NonEmpty[Sentence] = Field(description="What to do, in order.")
    caution: Sentence | None = Field(None, description="What not to do.")
    user_message: Sentence | None = Field(
        None, description="What to tell the end user, in a sentence of ours without codes; where they can fix it."
    )
    retry: RetryPolicy | None = Field(None, description="How to retry; exactly where the body is retryable.")

    @rule("actor", "user_message")
    def _user_message_violations(self, scope: Scope) -> Iterator[Violation]:
        is_theirs = self.actor is Actor.END_USER
        if is_theirs and not self.user_message:
            hint = "say what a shopper reads, such as: This store is closed. Please choose another one."
            yield Violation(Rule.USER_MESSAGE, (), "`user_message` is missing", hint, at_key=True)
        elif self.user_message and not is_theirs:
            message = f"`user_message` on an error that the end user cannot fix: the actor is {self.actor}"
            yield Violation(Rule.USER_MESSAGE, ("user_message",), message, "delete it", at_key=True)
        elif self.user_message and (found := _not_for_a_shopper(self.user_message, scope.names.codes)):
            message = f"{found} in a text for the end user"
            violation = Violation(Rule.USER_MESSAGE, ("user_message",), message, "say it in plain words, without codes")
            yield violation.at_words(self.user_message, found)
