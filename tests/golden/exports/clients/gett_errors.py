"""The errors of the Gett Marketfront API, typed: what they are, and what to do about them.

    problem = gett_errors.parse(response.content)
    if problem.code == gett_errors.ErrorCode.ORDER_TOTAL_DIFFERENT:
        ...  # validate the order again
    delay = problem.delay_seconds(retry=1)  # None: do not send the request again

A code that is newer than this file is no fault: what it lacks here follows from the HTTP status and from `retryable`.
Python 3.9 or newer; the standard library is all that it needs.

Do not edit your copy. To renew it, download it again: https://developer.gett-tech.com/clients/gett_errors.py
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import Any, Callable, Mapping, Optional, TypeVar, Union, cast

__all__ = [
    "CONTENT_VERSION",
    "DECISIONS",
    "DECISIONS_BY_STATUS",
    "Actor",
    "Decision",
    "Detail",
    "Effect",
    "ErrorCategory",
    "ErrorCode",
    "MalformedProblemError",
    "Outcome",
    "Problem",
    "RetryPolicy",
    "parse",
]


class MalformedProblemError(ValueError):
    """The body is no problem details object, for example because a proxy answered instead of the API."""


@dataclass(frozen=True)
class RetryPolicy:
    """How to retry where the body has no `retryAfter`."""

    first_delay_seconds: float
    factor: float
    max_delay_seconds: float
    jitter: float
    """The share of each delay that is added to it at random; no wait is longer than `max_delay_seconds`."""

    max_retries: int
    keeps_idempotency_key: bool
    """Whether a retry carries the Idempotency-Key of the first try, if that had one."""

    def range_seconds(self, retry: int) -> Optional[tuple[float, float]]:
        """Return the shortest and the longest wait before a retry; None where the last one has been made.

        Raises:
            ValueError: `retry` is below 1, which is the first one.
        """
        if not retry >= 1:
            raise ValueError(f"retries count from 1, not from {retry}")
        if retry > self.max_retries:
            return None
        delay = min(self.first_delay_seconds * self.factor ** (retry - 1), self.max_delay_seconds)
        return delay, min(delay * (1 + self.jitter), self.max_delay_seconds)


class Effect(str, Enum):
    """Whether the request that was answered with an error took effect."""

    NONE = "none"
    APPLIED = "applied"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Outcome:
    """Whether a request took effect, and what follows for its Idempotency-Key."""

    effect: Effect
    safe_new_key: Optional[bool]
    """Whether the next request for the same thing may have a new Idempotency-Key; None where a call takes no key."""

    paths: tuple[str, ...] = ()
    """The path templates of the calls that it is about."""


@dataclass(frozen=True)
class Decision:
    """What the catalogue says about a code."""

    code: ErrorCode
    status: int
    category: ErrorCategory
    retryable: bool
    actor: Actor
    advice: str
    """What to do first, in Markdown."""

    outcomes: tuple[Outcome, ...]
    """Whether a request took effect, for each path that may answer with the code."""

    retry: Optional[RetryPolicy] = None
    """How to retry; None where the code is not retryable."""

    user_message: Optional[str] = None
    """What to tell the end user, in English, where they can fix it; the words are the portal's, not the API's."""


@dataclass(frozen=True)
class Detail:
    """What is wrong with one part of the request."""

    code: str
    message: str
    item_id: Optional[str] = None
    json_path: Optional[str] = None


@dataclass(frozen=True)
class Problem:
    """The body of an error response (RFC 9457). A text that the body lacks is empty."""

    code: str
    """The `errorCode`; compare it with members of ErrorCode, which are texts too."""

    status: int
    retryable: bool
    """What the body says; where it says nothing, what the catalogue says about the code, and else about the status."""

    category: Optional[ErrorCategory] = None
    """None where the category is newer than this file."""

    retry_after: Optional[int] = None
    """Seconds to wait before a retry, where the body says so."""

    type: str = ""
    title: str = ""
    detail: str = ""
    instance: str = ""
    request_id: str = ""
    timestamp: str = ""
    errors: tuple[Detail, ...] = ()
    members: Mapping[str, Any] = field(default_factory=dict[str, Any], repr=False, hash=False)
    """All members of the body as they came, those included that this file does not know."""

    @property
    def known_code(self) -> Optional[ErrorCode]:
        """Return the code as a member of ErrorCode, or None where it is newer than this file."""
        return _member(ErrorCode, self.code)

    @property
    def decision(self) -> Optional[Decision]:
        """Return what the catalogue says about the code; about a newer code, what it says about the HTTP status."""
        known = self.known_code
        return DECISIONS[known] if known else DECISIONS_BY_STATUS.get(self.status)

    @property
    def outcome(self) -> Outcome:
        """Return whether the request took effect, by code and `instance`.

        Where these do not tell, the code is newer than this file, or the body says another status or `retryable` than
        the catalogue, it is not known, and a new key is not safe.
        """
        decision = self.decision
        is_documented = decision and (self.code, self.status, self.retryable) == (
            decision.code,
            decision.status,
            decision.retryable,
        )
        outcomes = decision.outcomes if decision and is_documented else ()
        fitting = _fitting([path for outcome in outcomes for path in outcome.paths], self.instance.partition("?")[0])
        here = [outcome for outcome in outcomes if any(path in fitting for path in outcome.paths)]
        effects = {outcome.effect for outcome in here or outcomes}
        keys = {outcome.safe_new_key for outcome in here or outcomes}
        effect = effects.pop() if len(effects) == 1 else Effect.UNKNOWN
        return Outcome(effect, safe_new_key=keys.pop() if len(keys) == 1 else False)

    @property
    def effect(self) -> Effect:
        """Return whether the request took effect."""
        return self.outcome.effect

    @property
    def safe_new_key(self) -> Optional[bool]:
        """Return whether the next request for the same thing may have a new Idempotency-Key; None: it takes no key."""
        return self.outcome.safe_new_key

    @property
    def retry_policy(self) -> Optional[RetryPolicy]:
        """Return how to retry, or None where a retry is of no use."""
        if not self.retryable:
            return None
        decision = self.decision
        return decision.retry if decision and decision.retry else _FALLBACK_POLICY

    def delay_seconds(self, retry: int, rng: Callable[[], float] = random.random) -> Optional[float]:
        """Return the seconds to wait before a retry, from 1; None where the request should not be sent again.

        `retryAfter` is kept to the second. Other waits are drawn at random from the range of the policy, so that none
        is shorter than what is documented; `rng` gives a number from 0 to 1.

        Raises:
            ValueError: `retry` is below 1, which is the first one.
        """
        policy = self.retry_policy
        wait = policy.range_seconds(retry) if policy else None
        if wait is None:
            return None
        if self.retry_after is not None:
            return float(self.retry_after)
        shortest, longest = wait
        return shortest + rng() * (longest - shortest)


def parse(body: Union[str, bytes, bytearray, dict[str, Any]], status: Optional[int] = None) -> Problem:
    """Return the body of an error response as a problem.

    Members of a wrong type count as absent (RFC 9457 section 3.1), unknown ones are kept in `members`. `status` is that
    of the HTTP response; it counts where the body has none.

    Raises:
        MalformedProblemError: the body is no JSON object, or has no `errorCode` and no `status`. It is the only
            exception.
    """
    members = _members(body)
    code = _text(members, "errorCode")
    known = _member(ErrorCode, code)
    decision = DECISIONS[known] if known else None
    found_status = _integer(members.get("status"), 100, 599) or _integer(status, 100, 599)
    if found_status is None and decision:
        found_status = decision.status
    if found_status is None:
        raise MalformedProblemError("the body has no known errorCode and no status")
    decision = decision or DECISIONS_BY_STATUS.get(found_status)
    retryable = members.get("retryable")
    return Problem(
        code=code,
        status=found_status,
        retryable=retryable if isinstance(retryable, bool) else bool(decision and decision.retryable),
        category=_member(ErrorCategory, _text(members, "errorCategory")),
        retry_after=_integer(members.get("retryAfter"), 0, 2**53 - 1),
        type=_text(members, "type"),
        title=_text(members, "title"),
        detail=_text(members, "detail"),
        instance=_text(members, "instance"),
        request_id=_text(members, "requestId"),
        timestamp=_text(members, "timestamp"),
        errors=_details(members.get("errors")),
        members=MappingProxyType(members),
    )


_Kind = TypeVar("_Kind", bound=Enum)

_SEGMENT = re.compile(r"[A-Za-z0-9._~-]+")
"""What a path parameter stands for: letters that need no percent-encoding, so that no host reads another path."""


def _members(body: object) -> dict[str, Any]:
    if isinstance(body, dict):
        return dict(cast("dict[str, Any]", body))
    if not isinstance(body, (str, bytes, bytearray)):
        raise MalformedProblemError(f"a body is text, bytes or a dict, not {type(body).__name__}")
    try:
        text = body if isinstance(body, str) else body.decode("utf-8-sig")
        members = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise MalformedProblemError("the body is no JSON") from error
    if not isinstance(members, dict):
        raise MalformedProblemError("the body is no JSON object")
    return cast("dict[str, Any]", members)


def _refuse(constant: str) -> object:
    raise ValueError(f"{constant} is no JSON")


def _text(members: Mapping[str, Any], name: str) -> str:
    value = members.get(name)
    return value if isinstance(value, str) else ""


def _integer(value: object, least: int, most: int) -> Optional[int]:
    whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    if isinstance(value, (int, float)) and whole and not isinstance(value, bool) and least <= value <= most:
        return int(value)
    return None


def _details(value: object) -> tuple[Detail, ...]:
    entries = cast("list[object]", value) if isinstance(value, list) else []
    return tuple(_detail(cast("dict[str, Any]", entry)) for entry in entries if isinstance(entry, dict))


def _detail(entry: Mapping[str, Any]) -> Detail:
    return Detail(
        code=_text(entry, "code"),
        message=_text(entry, "message"),
        item_id=_text(entry, "itemId") or None,
        json_path=_text(entry, "jsonPath") or None,
    )


def _fitting(templates: list[str], path: str) -> list[str]:
    """Return the templates that a path fits; one that is another in other letters is no `{id}` of a third."""
    named = [template for template in templates if template.lower() == path.lower()]
    if named:
        return [template for template in named if template == path]
    return [template for template in templates if _matches(template, path)]


def _matches(template: str, path: str) -> bool:
    expected, given = template.split("/"), path.split("/")
    return len(expected) == len(given) and all(
        one == other or (one.startswith("{") and _SEGMENT.fullmatch(other)) for one, other in zip(expected, given)
    )


def _member(kind: type[_Kind], value: str) -> Optional[_Kind]:
    try:
        return kind(value)
    except ValueError:
        return None


# region Catalogue
# Made from https://developer.gett-tech.com/errors/catalog.json, content ce7458f34a4b238e.

CONTENT_VERSION = "ce7458f34a4b238e"
"""The version of the catalogue that this file was made from."""


class ErrorCode(str, Enum):
    """Every code that `errorCode` is known to have."""

    CONFLICT = "CONFLICT"
    "The request conflicts with an earlier one."

    PAYMENT_DECLINED = "PAYMENT_DECLINED"
    "Reserved. The card was declined."

    PAYMENT_FAILED = "PAYMENT_FAILED"
    "The processor failed for the moment. The card was not necessarily declined."


class ErrorCategory(str, Enum):
    """Every kind of error that `errorCategory` is known to have."""

    VALIDATION = "validation"
    AVAILABILITY = "availability"
    PAYMENT = "payment"
    CONFLICT = "conflict"
    NOT_FOUND = "not_found"
    AUTHENTICATION = "authentication"
    AUTHORIZATION = "authorization"
    RATE_LIMIT = "rate_limit"
    SERVER_ERROR = "server_error"


class Actor(str, Enum):
    """Who can fix what is wrong, so that the call can succeed."""

    INTEGRATION = "integration"
    "Your integration"

    END_USER = "end_user"
    "Your end user"

    ACCOUNT_OWNER = "account_owner"
    "Your account owner"

    GETT = "gett"
    "Gett"


DECISIONS: Mapping[ErrorCode, Decision] = MappingProxyType(
    {
        decision.code: decision
        for decision in (
            Decision(
                code=ErrorCode.CONFLICT,
                status=409,
                category=ErrorCategory.CONFLICT,
                retryable=False,
                actor=Actor.INTEGRATION,
                advice="Read what is there.",
                outcomes=(
                    Outcome(
                        effect=Effect.NONE,
                        safe_new_key=True,
                        paths=("/v1/orders",),
                    ),
                    Outcome(
                        effect=Effect.NONE,
                        safe_new_key=None,
                        paths=("/v1/orders/{orderId}",),
                    ),
                ),
            ),
            Decision(
                code=ErrorCode.PAYMENT_DECLINED,
                status=400,
                category=ErrorCategory.PAYMENT,
                retryable=False,
                actor=Actor.END_USER,
                advice="Ask for another card.",
                user_message="Your card was declined. Please pay with another card or method.",
                outcomes=(
                    Outcome(
                        effect=Effect.NONE,
                        safe_new_key=True,
                        paths=("/v1/orders",),
                    ),
                ),
            ),
            Decision(
                code=ErrorCode.PAYMENT_FAILED,
                status=400,
                category=ErrorCategory.PAYMENT,
                retryable=True,
                actor=Actor.INTEGRATION,
                advice="Until you know whether it happened, send only the same request with the same `Idempotency-Key`; a new key may do it twice. Place the order again.",
                outcomes=(
                    Outcome(
                        effect=Effect.UNKNOWN,
                        safe_new_key=False,
                        paths=("/v1/orders",),
                    ),
                ),
                retry=RetryPolicy(
                    first_delay_seconds=1,
                    factor=2,
                    max_delay_seconds=30,
                    jitter=1,
                    max_retries=3,
                    keeps_idempotency_key=True,
                ),
            ),
        )
    }
)
"""What the catalogue says about each code."""

DECISIONS_BY_STATUS: Mapping[int, Decision] = MappingProxyType(
    {
        409: DECISIONS[ErrorCode.CONFLICT],
    }
)
"""What the catalogue says about an HTTP status alone: what it says about the general error of the status."""

_FALLBACK_POLICY: Optional[RetryPolicy] = RetryPolicy(
    first_delay_seconds=1,
    factor=2,
    max_delay_seconds=30,
    jitter=1,
    max_retries=3,
    keeps_idempotency_key=True,
)
"""For a code that is newer than this file and retryable: as patient as with any known one."""
# endregion
