"""What a partner's code does about an error once `retrying` has returned it: a call of the API, and who takes over."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from error_catalog.diagnostics.faults import Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.model.checked import CheckedModel, Scope, rule
from error_catalog.model.fields import KnownEndpoint, Matching

FunctionName = Annotated[str, Matching("(?=.{1,32}$)[a-z]+(?:_[a-z]+)+", "ask_user_to_confirm")]
"""Two words or more: one alone may be a keyword, or a name that the code around it has already."""


class Handling(CheckedModel):
    """What the code on the error's page does about it. It is advice: clients rely on none of it."""

    hand_over: FunctionName = Field(
        description="The function of the partner's own that takes over, in snake_case: `ask_user_to_confirm`."
    )
    call: KnownEndpoint | None = Field(
        None, description="The call to make first, whose answer is handed over, too: method and path template."
    )

    @rule("call")
    def _call_violations(self, scope: Scope) -> Iterator[Violation]:
        called = [each for each in scope.names.endpoints if str(each) == self.call]
        if called and not (called[0].is_idempotent or called[0].is_repeatable):
            message = f"{self.call} is no call to make on the way: a second one does it twice"
            hint = "name one that reads, or leave it to the function"
            yield Violation(Rule.HANDLING, ("call",), message, hint)
