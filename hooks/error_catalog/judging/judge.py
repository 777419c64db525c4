"""Hold exchanges with the API against what is documented: what the API answered, and what the client did about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Exchange:
    """One request and what was answered, as somebody recorded it. `None` says that it was not recorded."""

    place: str
    """Where it was recorded, for people: "capture.har, entry 12"."""

    method: str
    url: str
    """The absolute URL, or the path with its query."""

    request_headers: Mapping[str, str]
    """By name in lower case; the values of a repeated header joined by ", "."""

    request_body: str | None
    """Its text; "" where there was none, `None` where it was not recorded."""

    status: int | None
    """`None` where no answer came."""

    response_headers: Mapping[str, str]
    response_body: str | None
    sent: float | None
    """When the request was sent, in seconds of any clock that does not jump."""

    received: float | None
    """When the answer was complete, by the same clock."""


@dataclass(frozen=True)
class Finding:
    """A deviation at one exchange."""

    rule: str
    """An identifier of diagnostics/rules.py: whether it is an error or a warning is said there alone."""

    place: str
    """That of the exchange."""

    member: str
    """What of the exchange deviates: "status", "body.retryAfter", "request header Idempotency-Key"."""

    message: str
    hint: str
