"""The request that provokes an error: what an endpoint takes, as far as the author of an example says nothing else."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from error_catalog.api.endpoints import Endpoint
from error_catalog.diagnostics.faults import Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.model.checked import CheckedModel
from error_catalog.model.fields import HeaderName, wrong_value
from error_catalog.model.problem import CONTENT_TYPE


def _check_json(value: dict[str, Any]) -> dict[str, Any]:
    try:
        json.dumps(value, allow_nan=False)
    except ValueError:
        raise wrong_value("no_json_number", "a number is beyond what JSON can hold") from None
    return value


class RequestChanges(CheckedModel):
    """How the request that provokes an error differs from one that its endpoint takes."""

    omit: tuple[HeaderName, ...] = Field((), description="Headers that are missing, by their names.")
    body: Annotated[dict[str, Any], AfterValidator(_check_json)] | None = Field(
        None, description="The request body, in place of the one that docs/api/ shows."
    )

    def body_violations(self, endpoint: Endpoint) -> Iterator[Violation]:
        """Yield that the endpoint takes no body, where there is one."""
        if self.body is not None and not endpoint.takes_body:
            yield Violation(Rule.REQUEST, ("body",), f"{endpoint} takes no body", "delete it", at_key=True)

    def omission_violations(self, endpoint: Endpoint) -> Iterator[Violation]:
        """Yield a violation for each header that a request to the endpoint lacks anyway."""
        sent = _headers(endpoint, has_body=(self.body or endpoint.example_body) is not None)
        for index, name in enumerate(self.omit):
            if name.lower() not in map(str.lower, sent):
                message = f"{name} would not be sent to {endpoint} anyway"
                hint = f"what would be sent is {', '.join(sent)}"
                yield Violation(Rule.REQUEST, ("omit", index), message, hint)


@dataclass(frozen=True)
class Request:
    """A request as it goes to the API, with a placeholder for the credential."""

    method: str
    path: str
    headers: dict[str, str]
    body: object
    """The data of the body; None where there is none."""


def request_to(endpoint: Endpoint, path: str, changes: RequestChanges | None) -> Request:
    """Return the request to an endpoint at a concrete path, changed as the author of an example says."""
    changes = changes or RequestChanges.model_construct()
    body = endpoint.example_body if changes.body is None else changes.body
    omitted = {name.lower() for name in changes.omit}
    headers = _headers(endpoint, has_body=body is not None)
    sent = {name: value for name, value in headers.items() if name.lower() not in omitted}
    return Request(endpoint.method, path, sent, body)


def _headers(endpoint: Endpoint, has_body: bool) -> dict[str, str]:
    """Return the headers of a request that lacks nothing."""
    headers = {"Accept": CONTENT_TYPE}
    if endpoint.credentials:
        headers["Authorization"] = f"Bearer {endpoint.placeholder}"
    if has_body:
        headers["Content-Type"] = "application/json"
    known = (each for each in endpoint.inputs if each.place == "header" and each.required and each.example)
    return headers | {each.name: each.example for each in known}
