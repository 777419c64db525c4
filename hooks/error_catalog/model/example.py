"""An example of an error: one response as it goes over the wire, and the request that it answers."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, Field
from pydantic.alias_generators import to_snake

from error_catalog.api.endpoints import Endpoint
from error_catalog.diagnostics.faults import Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.model.checked import CheckedModel, Scope, rule
from error_catalog.model.fields import HeaderName, KnownHeader, Line, Matching, wrong_value
from error_catalog.model.json_path import dead_end
from error_catalog.model.problem import CONTENT_TYPE, ProblemDetails

_RETRY_AFTER = "retry-after"  # header names compare without regard to case (RFC 9110 section 5.1)

_ABRIDGED = "Abridged: only what is documented."

HeaderValue = Annotated[str, Matching(r"[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?", '"60"')]


def _check_json(value: dict[str, Any]) -> dict[str, Any]:
    try:
        json.dumps(value, allow_nan=False)
    except ValueError:
        raise wrong_value(Rule.NUMBER, "a number is beyond what JSON can hold", "write a smaller one") from None
    return value


class RequestChanges(CheckedModel):
    """How the request that provokes an error differs from one that its endpoint takes."""

    omit: tuple[HeaderName, ...] = Field((), description="Headers that are missing, by their names.")
    body: Annotated[dict[str, Any], AfterValidator(_check_json)] | None = Field(
        None, description="The request body, in place of the one that docs/api/ shows."
    )

    def body_to(self, endpoint: Endpoint) -> object:
        """Return the data of the body that is sent to the endpoint; None where there is none."""
        return endpoint.example_body if self.body is None else self.body

    def body_violations(self, endpoint: Endpoint) -> Iterator[Violation]:
        """Yield that the endpoint takes no body, where there is one."""
        if self.body is not None and not endpoint.takes_body:
            yield Violation(Rule.REQUEST, ("body",), f"{endpoint} takes no body", "delete it", at_key=True)

    def omission_violations(self, endpoint: Endpoint) -> Iterator[Violation]:
        """Yield a violation for each header that a request to the endpoint lacks anyway."""
        sent = _headers(endpoint, has_body=self.body_to(endpoint) is not None)
        for index, name in enumerate(self.omit):
            if name.lower() not in map(str.lower, sent):
                message = f"{name} would not be sent to {endpoint} anyway"
                hint = f"what would be sent is {', '.join(sent)}"
                yield Violation(Rule.REQUEST, ("omit", index), message, hint)

    def field_violations(self, endpoint: Endpoint) -> Iterator[Violation]:
        """Yield a violation for each field of the body that docs/api/ lacks, where it names those of its object."""
        yield from (each.at(("body",)) for each in endpoint.field_violations(self.body))


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

    def path_violations(self, endpoint: Endpoint) -> Iterator[Violation]:
        """Yield a violation for each `jsonPath` that leads nowhere in the body that is sent to the endpoint."""
        sent = (self.request or RequestChanges.model_construct()).body_to(endpoint)
        for index, detail in enumerate(self.body.errors or ()):
            place = ("body", "errors", index, "jsonPath")
            end = dead_end(detail.json_path, sent) if detail.json_path and sent is not None else None
            if end:
                message = f"{detail.json_path} leads nowhere in the request, which ends at {end.path}"
                hint = f"there it has {', '.join(end.further) or 'nothing more'}; correct the path or the request"
                yield Violation(Rule.JSON_PATH, place, message, hint)
            elif detail.json_path and sent is None:
                message = f"{detail.json_path} leads nowhere: {endpoint} has no body"
                hint = "say where by `itemId`, or delete the entry"
                if endpoint.takes_body:
                    message = f"{detail.json_path} leads nowhere: of the body of {endpoint} nothing is shown"
                    hint = "give its body an `example` in docs/api/, or say where by `itemId`"
                elif endpoint.method not in ("GET", "HEAD"):
                    message = f"{detail.json_path} leads nowhere: {endpoint} has no documented body"
                    hint = "describe its `requestBody` in docs/api/, or say where by `itemId`"
                yield Violation(Rule.JSON_PATH, place, message, hint)

    @rule("headers.*")
    def _repetition_violations(self, scope: Scope, name: str) -> Iterator[Violation]:
        before = [*self.headers][: [*self.headers].index(name)]
        if name.lower() in ("content-type", *map(str.lower, before)):
            message = f"header {name} is there already"
            yield Violation(Rule.HEADER_TWICE, ("headers", name), message, "delete it", at_key=True)

    @rule("headers.*")
    def _retry_after_violations(self, scope: Scope, name: str) -> Iterator[Violation]:
        if name.lower() == _RETRY_AFTER and not self.headers[name].isdigit():
            message = f'{name} is "{self.headers[name]}"; the API sends whole seconds'
            body = getattr(self, "body", None)  # it may be at fault
            seconds = getattr(body, "retry_after", None) or 60
            yield Violation(Rule.RETRY_AFTER_HEADER, ("headers", name), message, f'write "{seconds}"')

    @rule("headers.*", "body.retryable")
    def _retryable_violations(self, scope: Scope, name: str) -> Iterator[Violation]:
        if name.lower() == _RETRY_AFTER and self.headers[name].isdigit() and not self.body.retryable:
            message, hint = f"{name} on an error that is not retryable", "delete it, or say that it is retryable"
            yield Violation(Rule.RETRY_AFTER, ("headers", name), message, hint, at_key=True)

    @rule("headers.*", "body.retryAfter")
    def _seconds_violations(self, scope: Scope, name: str) -> Iterator[Violation]:
        value, seconds = self.headers[name], self.body.retry_after
        if name.lower() == _RETRY_AFTER and value.isdigit() and seconds is not None and value != str(seconds):
            message = f"{name} is {value}, but the body's retryAfter is {seconds}"
            yield Violation(Rule.RETRY_AFTER_HEADER, ("headers", name), message, "the two are the same; correct one")


@dataclass(frozen=True)
class Request:
    """A request as it goes to the API, with a placeholder for the credential."""

    method: str
    path: str
    headers: dict[str, str]
    body: object
    """The data of the body; None where there is none."""

    note: str
    """What a reader has to know about it, in a sentence; empty where it is a request as it would be sent."""


def request_to(endpoint: Endpoint, path: str, changes: RequestChanges | None) -> Request:
    """Return the request to an endpoint at a concrete path, changed as the author of an example says."""
    changes = changes or RequestChanges.model_construct()
    body = changes.body_to(endpoint)
    omitted = {name.lower() for name in changes.omit}
    headers = _headers(endpoint, has_body=body is not None)
    sent = {name: value for name, value in headers.items() if name.lower() not in omitted}
    return Request(endpoint.method, path, sent, body, _ABRIDGED if endpoint.has_open_body else "")


def typical_request(endpoint: Endpoint) -> Request:
    """Return a request to an endpoint as docs/api/ shows it; a parameter of the path without a value is `STORE_ID`."""
    examples = {each.name: each.example for each in endpoint.inputs if each.place == "path"}
    path = endpoint.path
    for name in endpoint.parameters:
        path = path.replace(f"{{{name}}}", examples.get(name) or to_snake(name).upper())
    return request_to(endpoint, path, None)


def _headers(endpoint: Endpoint, has_body: bool) -> dict[str, str]:
    """Return the headers of a request that lacks nothing."""
    headers = {"Accept": CONTENT_TYPE}
    if endpoint.credentials:
        headers["Authorization"] = f"Bearer {endpoint.placeholder}"
    if has_body:
        headers["Content-Type"] = "application/json"
    known = (each for each in endpoint.inputs if each.place == "header" and each.required and each.example)
    return headers | {each.name: each.example for each in known}
