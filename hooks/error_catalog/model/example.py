"""An example of an error: one response as it goes over the wire, and the request that it answers."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from error_catalog.diagnostics.faults import Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.model.checked import CheckedModel, Scope, rule
from error_catalog.model.fields import KnownHeader, Line, Matching
from error_catalog.model.problem import CONTENT_TYPE, ProblemDetails
from error_catalog.model.request import RequestChanges

_RETRY_AFTER = "retry-after"  # header names compare without regard to case (RFC 9110 section 5.1)

HeaderValue = Annotated[str, Matching(r"[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?", '"60"')]


class Example(CheckedModel):
    """One response, as it goes over the wire."""

    summary: Line | None = Field(None, description="What this example shows, where there are several.")
    request: RequestChanges | None = Field(None, description="How the request differs from what the endpoint takes.")
    headers: dict[KnownHeader, HeaderValue] = Field({}, description="Response headers beyond Content-Type.")
    body: ProblemDetails = Field(description="The response body, member by member.")

    @property
    def response_headers(self) -> dict[str, str]:
        """Return all headers of the response that are documented."""
        return {"Content-Type": CONTENT_TYPE, **self.headers}

    @rule("headers.*")
    def _repetition_violations(self, scope: Scope, name: str) -> Iterator[Violation]:
        before = [*self.headers][: [*self.headers].index(name)]
        if name.lower() in ("content-type", *map(str.lower, before)):
            yield Violation(Rule.HEADER_TWICE, ("headers", name), f"header {name} is there already", at_key=True)

    @rule("headers.*")
    def _retry_after_violations(self, scope: Scope, name: str) -> Iterator[Violation]:
        if name.lower() == _RETRY_AFTER and not self.headers[name].isdigit():
            message = f'{name} is "{self.headers[name]}"; the API sends whole seconds'
            yield Violation(Rule.RETRY_AFTER_HEADER, ("headers", name), message, 'write "60"')

    @rule("headers.*", "body.retryable")
    def _retryable_violations(self, scope: Scope, name: str) -> Iterator[Violation]:
        if name.lower() == _RETRY_AFTER and self.headers[name].isdigit() and not self.body.retryable:
            message = f"{name} on an error that is not retryable"
            yield Violation(Rule.RETRY_AFTER, ("headers", name), message, at_key=True)

    @rule("headers.*", "body.retryAfter")
    def _seconds_violations(self, scope: Scope, name: str) -> Iterator[Violation]:
        value, seconds = self.headers[name], self.body.retry_after
        if name.lower() == _RETRY_AFTER and value.isdigit() and seconds is not None and value != str(seconds):
            message = f"{name} is {value}, but the body's retryAfter is {seconds}"
            yield Violation(Rule.RETRY_AFTER_HEADER, ("headers", name), message)
