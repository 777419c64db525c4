# ruff: noqa: UP007, UP045 -- annotations that Python 3.9 can evaluate
"""The errors of the Gett Marketfront API, typed: what they are, and what to do about them.

    answer, problem = gett_errors.retrying(lambda: session.post(url, json=order, headers={"Idempotency-Key": key}))
    if problem is None:
        ...  # the order is placed
    elif problem.code == gett_errors.ErrorCode.ORDER_TOTAL_DIFFERENT:
        ...  # validate the order again

Without `retrying`, `from_response(status, headers, body)` returns the problem, and `problem.delay_seconds(retry=1)` how
long to wait before the first retry, or None: do not send the request again.

A code that is newer than this file is no fault: what it lacks here follows from the HTTP status and from `retryable`.
Python 3.9 or newer; the standard library is all that it needs.

Version 1.0.0, made of version 9a26a13c32581051 of the catalogue. Gett has not stated a licence.
Do not edit your copy. To renew it, download it again: https://developer.gett-tech.com/clients/gett_errors.py
"""

from __future__ import annotations

import asyncio
import calendar
import codecs
import json
import math
import random
import re
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from types import MappingProxyType
from typing import Any, Literal, Optional, Protocol, TypeVar, Union, cast, runtime_checkable
from urllib.parse import quote

__all__ = [
    "CONTENT_VERSION",
    "DECISIONS",
    "DECISIONS_BY_STATUS",
    "ERRORS_URL",
    "MAX_WAIT_SECONDS",
    "Actor",
    "Answer",
    "Body",
    "DecidedBy",
    "Decision",
    "Detail",
    "Effect",
    "ErrorCategory",
    "ErrorCode",
    "Headers",
    "MalformedProblemError",
    "Outcome",
    "Problem",
    "Response",
    "RetryPolicy",
    "from_response",
    "parse",
    "retrying",
    "retrying_async",
]

MAX_WAIT_SECONDS = 86_400
"""A response that asks for a longer wait is not answered with a retry: no process waits for more than a day."""

DecidedBy = Literal["code", "status", "class", "nothing"]
"""What a decision was found by: the code, the HTTP status, the general one of its class (500 for 504), or nothing."""

Body = Union[str, bytes, bytearray, dict[str, Any], None]
"""The body of a response: text, bytes, or the object that was decoded from it; None where there is none."""


@runtime_checkable
class _Mapping(Protocol):
    def items(self) -> Iterable[tuple[Union[str, bytes], object]]: ...


Headers = Union[_Mapping, Iterable[tuple[Union[str, bytes], object]]]
"""The headers of a response: a mapping or pairs of texts or bytes, names in any letters. Of several values of one name,
or in one list, the first counts."""


class Response(Protocol):
    """A response of requests, of httpx, or of a library that is like them."""

    @property
    def status_code(self) -> int: ...  # noqa: D102

    @property
    def headers(self) -> Headers: ...  # noqa: D102

    @property
    def content(self) -> bytes: ...  # noqa: D102


Answer = Union[Response, tuple[int, Headers, Body]]
"""What a request is answered with: a response, or with any other library, its status, headers and body."""


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

    reset_header: Optional[str] = None
    """The response header with the Unix time from which a retry can succeed."""

    def range_seconds(self, retry: int) -> Optional[tuple[float, float]]:
        """Return the shortest and the longest wait before a retry; None where the last one has been made.

        Raises:
            ValueError: `retry` is no whole number from 1, which is the first one.
        """
        if _number_of(retry) > self.max_retries:
            return None
        delay = min(self.first_delay_seconds * self.factor ** (retry - 1), self.max_delay_seconds)
        return delay, min(delay * (1 + self.jitter), self.max_delay_seconds)


class _Text(str, Enum):
    """A text that formats as itself, on every Python."""

    def __str__(self) -> str:
        return str(self.value)

    def __format__(self, spec: str) -> str:
        return format(str(self.value), spec)


class Effect(_Text):
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
    """Seconds to wait before a retry, where the response says so: in `retryAfter`, else in `Retry-After`, else in the
    reset header of the retry policy."""

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
        """Return what the catalogue says about the code, else about the HTTP status, else about its class."""
        return _decide(self.code, self.status)[1]

    @property
    def decided_by(self) -> DecidedBy:
        """Return what the decision was found by; by nothing, there is none."""
        return _decide(self.code, self.status)[0]

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
    def help_url(self) -> str:
        """Return the address of the page about the error, for logs and alerts; the page shows what the response said.

        Behind the # stand `requestId`, `instance` without its query, `timestamp`, the wait, status and `retryable`. No
        server sees that part, and nothing else of the response is in it.
        """
        said = {
            "requestId": self.request_id,
            "instance": self.instance.partition("?")[0],
            "timestamp": self.timestamp,
            "retryAfter": "" if self.retry_after is None else str(self.retry_after),
            "status": str(self.status),
            "retryable": "true" if self.retryable else "false",
        }
        page = f"{self.code}/" if _CODE.fullmatch(self.code) else f"?status={self.status}"
        members = (f"{name}={quote(value, safe=_UNQUOTED)}" for name, value in said.items() if _PLAIN.fullmatch(value))
        return f"{ERRORS_URL}{page}#{'&'.join(members)}"

    @property
    def retry_policy(self) -> Optional[RetryPolicy]:
        """Return how to retry, or None where a retry is of no use."""
        if not self.retryable:
            return None
        decision = self.decision
        return decision.retry if decision and decision.retry else _FALLBACK_POLICY

    def delay_seconds(self, retry: int, rng: Callable[[], float] = random.random) -> Optional[float]:
        """Return the seconds to wait before a retry, from 1; None where the request should not be sent again.

        The wait is as long as the response says, but never shorter than the policy, and what the policy adds to a wait
        at random comes on top, so that clients do not return together; `rng` gives a number from 0 to 1. Where the
        response asks for more than MAX_WAIT_SECONDS, the request should not be sent again.

        Raises:
            ValueError: `retry` is no whole number from 1, which is the first one.
        """
        number, policy, told = _number_of(retry), self.retry_policy, self.retry_after or 0
        wait = policy.range_seconds(number) if policy else None
        if wait is None or told > MAX_WAIT_SECONDS:
            return None
        shortest, longest = wait
        return min(max(shortest, told) + rng() * (longest - shortest), MAX_WAIT_SECONDS)


def from_response(status: int, headers: Headers, body: Body, now: Callable[[], float] = time.time) -> Problem:
    """Return the problem that a response with an HTTP status of 400 or more tells, whoever sent it.

    A body that is no problem details object, such as the page of a proxy, counts as empty: the status decides then, and
    `decided_by` says so. Bytes are read by their byte order mark, else by the charset of Content-Type, else as UTF-8. A
    date in Retry-After counts from the header Date; where that is absent, from `now`, in Unix time.

    Raises:
        TypeError: an argument is of another type, such as a whole response. Nothing else is raised.
    """
    if not isinstance(cast("object", status), int):
        raise TypeError(f"a status is an int, not {type(status).__name__}: pass response.status_code, for example")
    if not isinstance(cast("object", body), _JSON_TYPES):
        raise TypeError(_wrong_type(body))
    fields = _fields(headers)
    try:
        members = _members(body, fields.get("content-type", ""))
    except MalformedProblemError:
        members = {}
    problem = _problem(members, _error_status(members) or status)
    if problem.retry_after is not None:
        return problem
    return replace(problem, retry_after=_told_seconds(fields, problem.retry_policy, now()))


def parse(body: Union[str, bytes, bytearray, dict[str, Any]], status: Optional[int] = None) -> Problem:
    """Return a body on its own as a problem; `from_response` reads a whole response.

    Members of a wrong type count as absent (RFC 9457 section 3.1), unknown ones are kept in `members`. `status` is that
    of the HTTP response; it counts where the body has none.

    Raises:
        MalformedProblemError: the body is no JSON object, or has no `errorCode` and no `status`. It is the only
            exception.
    """
    members = _members(body)
    known = _member(ErrorCode, _text(members, "errorCode"))
    found = _error_status(members) or _integer(status, 100, 599) or (DECISIONS[known].status if known else None)
    if found is None:
        raise MalformedProblemError("the body has no known errorCode and no status")
    return _problem(members, found)


_Answer = TypeVar("_Answer", bound=Answer)


def retrying(
    send: Callable[[], _Answer],
    *,
    give_up_after_seconds: float = 120,
    sleep: Callable[[float], object] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
    rng: Callable[[], float] = random.random,
) -> tuple[_Answer, Optional[Problem]]:
    """Send a request, again where that may help, and return the last answer and its problem; None where it succeeded.

    It is sent again while the problem is retryable, as often and after such waits as `delay_seconds` says. A wait that
    would end more than `give_up_after_seconds` after the first try is not begun. `send` makes one try, always with the
    same body and Idempotency-Key: make the key before. It returns the answer, whatever its status is.

    What `send` raises, such as a timeout, is raised here: whether the request took effect is not known then. What to do
    about it is yours, as no answer says what the API asks for: send the same body with the same key again.
    """
    ends, retry = clock() + give_up_after_seconds, 1
    while True:
        answer = send()
        problem, delay = _judge(answer, retry, rng)
        if delay is None or not clock() + delay <= ends:
            return answer, problem
        sleep(delay)
        retry += 1


async def retrying_async(
    send: Callable[[], Awaitable[_Answer]],
    *,
    give_up_after_seconds: float = 120,
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    clock: Callable[[], float] = time.monotonic,
    rng: Callable[[], float] = random.random,
) -> tuple[_Answer, Optional[Problem]]:
    """Do what `retrying` does, with a coroutine; without asyncio, pass the `sleep` of your loop."""
    ends, retry = clock() + give_up_after_seconds, 1
    while True:
        answer = await send()
        problem, delay = _judge(answer, retry, rng)
        if delay is None or not clock() + delay <= ends:
            return answer, problem
        await sleep(delay)
        retry += 1


def _judge(answer: Answer, retry: int, rng: Callable[[], float]) -> tuple[Optional[Problem], Optional[float]]:
    """Return the problem of an answer and the wait before a retry, or None for either."""
    status = answer[0] if isinstance(answer, tuple) else answer.status_code
    if status in _NO_ERRORS:
        return None, None
    _, headers, body = answer if isinstance(answer, tuple) else (status, answer.headers, answer.content)
    problem = from_response(status, headers, body)
    return problem, problem.delay_seconds(retry, rng)


def _decide(code: str, status: int) -> tuple[DecidedBy, Optional[Decision]]:
    known = _member(ErrorCode, code)
    if known:
        return "code", DECISIONS[known]
    if status in DECISIONS_BY_STATUS:
        return "status", DECISIONS_BY_STATUS[status]
    # RFC 9110 section 15: a status that is not known counts as the x00 of its class.
    general = DECISIONS_BY_STATUS.get(status // 100 * 100)
    return "class" if general else "nothing", general


def _problem(members: dict[str, Any], status: int) -> Problem:
    code, retryable = _text(members, "errorCode"), members.get("retryable")
    _, decision = _decide(code, status)
    return Problem(
        code=code,
        status=status,
        retryable=retryable if isinstance(retryable, bool) else bool(decision and decision.retryable),
        category=_member(ErrorCategory, _text(members, "errorCategory")),
        retry_after=_integer(members.get("retryAfter"), 0, _MOST),
        type=_text(members, "type"),
        title=_text(members, "title"),
        detail=_text(members, "detail"),
        instance=_text(members, "instance"),
        request_id=_text(members, "requestId"),
        timestamp=_text(members, "timestamp"),
        errors=_details(members.get("errors")),
        members=members,
    )


_FIRST_ERROR = 400
_NO_ERRORS = range(100, _FIRST_ERROR)  # 0 is what some libraries say where no answer came

_MOST = 2**53 - 1
"""The largest whole number that every language holds."""

_JSON_TYPES = (str, bytes, bytearray, dict, list, int, float, type(None))
"""What bodies are, and what a decoder makes of them."""

_MOST_DIGITS = 400
"""No float has more; Python converts no more than some thousands, and JavaScript reads more as infinity."""

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF16_LE, "utf-16-le"))

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH, _TIME = f"(?P<month>{'|'.join(_MONTHS)})", "(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2})"
_HTTP_DATES = (
    f"[A-Za-z]{{3}}, (?P<day>[0-9]{{2}}) {_MONTH} (?P<year>[1-9][0-9]{{3}}) {_TIME} GMT",
    f"[A-Za-z]{{6,9}}, (?P<day>[0-9]{{2}})-{_MONTH}-(?P<year>[0-9]{{2}}) {_TIME} GMT",
    f"[A-Za-z]{{3}} {_MONTH} (?P<day>[ 0-9][0-9]) {_TIME} (?P<year>[1-9][0-9]{{3}})",
)
"""The three forms of RFC 9110 section 5.6.7, of which servers send the first."""

_Kind = TypeVar("_Kind", bound=Enum)

_CODE = re.compile(r"[A-Z][A-Z0-9_]{0,99}")
_PLAIN = re.compile(r"[!-~]{1,512}")  # what the members of help_url may be
_UNQUOTED = "!'()*"  # as JavaScript's encodeURIComponent

_SEGMENT = re.compile(r"[A-Za-z0-9._~-]+")
"""What a path parameter stands for: letters that need no percent-encoding, so that no host reads another path."""


def _members(body: object, content_type: str = "") -> dict[str, Any]:
    if isinstance(body, dict):
        return dict(cast("dict[str, Any]", body))
    if isinstance(body, (bytes, bytearray)):
        body = _decoded(body, content_type)
    if not isinstance(body, str):
        raise MalformedProblemError(_wrong_type(body))
    try:
        members = json.loads(body.removeprefix("\ufeff"), parse_int=_number, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise MalformedProblemError("the body is no JSON") from error
    if not isinstance(members, dict):
        raise MalformedProblemError("the body is no JSON object")
    return cast("dict[str, Any]", members)


def _wrong_type(body: object) -> str:
    return f"a body is text, bytes or a dict, not {type(body).__name__}: pass response.content, for example"


def _decoded(body: Union[bytes, bytearray], content_type: str) -> str:
    named = re.search(r"charset=\"?([\w.:-]+)", content_type, re.ASCII | re.IGNORECASE)
    marked = [charset for mark, charset in _MARKS if body.startswith(mark)]
    charset = marked[0] if marked else named[1] if named else "utf-8"
    try:
        codec = codecs.lookup(charset).name
        return body.decode("utf-8" if codec == "punycode" else codec, "replace")  # that one takes minutes
    except Exception:  # an unknown charset, or one of Python's that is none, which may raise anything
        return body.decode("utf-8", "replace")


def _fields(headers: Headers) -> dict[str, str]:
    """Return headers by their names in small letters."""
    fields: dict[str, str] = {}
    try:
        for name, value in headers.items() if isinstance(headers, _Mapping) else headers:
            fields.setdefault(_header_text(name).lower(), _header_text(value).strip())
    except Exception as error:  # another object may raise anything when it is iterated over
        kind = type(headers).__name__
        raise TypeError(f"headers are a mapping or pairs, not {kind}: pass response.headers, for example") from error
    return fields


def _header_text(value: object) -> str:
    """Return a name or value as text; of several values, the first."""
    first = next(iter(cast("list[object]", value)), "") if isinstance(value, list) else value
    return first.decode("latin-1") if isinstance(first, bytes) else str(first)


def _told_seconds(fields: Mapping[str, str], policy: Optional[RetryPolicy], now: float) -> Optional[int]:
    """Return how long headers ask to wait."""
    sent, retry_after = _unix_time(fields.get("date", ""), now), fields.get("retry-after", "")
    seconds = _digits(retry_after)
    if seconds is not None:
        return seconds
    until = _unix_time(retry_after, now)
    if until is None and policy and policy.reset_header:
        until = _digits(fields.get(policy.reset_header.lower(), ""))
    return None if until is None else max(0, math.ceil(until - (now if sent is None else sent)))


def _digits(text: str) -> Optional[int]:
    return int(min(float(text), _MOST)) if re.fullmatch("[0-9]+", text) else None


def _unix_time(text: str, now: float) -> Optional[int]:
    """Return the Unix time of an HTTP date; of two digits, a year is at most 50 years ahead."""
    found = next(filter(None, (re.fullmatch(form, text) for form in _HTTP_DATES)), None)
    if not found:
        return None
    year, month = int(found["year"]), _MONTHS.index(found["month"]) + 1
    if len(found["year"]) == len("94"):
        year += 2000 if 2000 + year <= time.gmtime(now).tm_year + 50 else 1900
    day, hour, minute, second = (int(found[name]) for name in ("day", "hour", "minute", "second"))
    return calendar.timegm((year, month, day, hour, minute, second))


def _number_of(retry: int) -> int:
    if not isinstance(cast("object", retry), int) or retry < 1:
        raise ValueError(f"retries count from 1, not from {retry}")
    return retry


def _error_status(members: Mapping[str, Any]) -> Optional[int]:
    return _integer(members.get("status"), _FIRST_ERROR, 599)


def _number(digits: str) -> float:
    return int(digits) if len(digits) <= _MOST_DIGITS else float(digits)


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
# Made from https://developer.gett-tech.com/errors/catalog.json, content 9a26a13c32581051.

CONTENT_VERSION = "9a26a13c32581051"
"""The version of the catalogue that this file was made from."""

ERRORS_URL = "https://developer.gett-tech.com/errors/"
"""Where the pages about errors are."""


class ErrorCode(_Text):
    """Every code that `errorCode` is known to have."""

    CONFLICT = "CONFLICT"
    "The request conflicts with an earlier one."

    PAYMENT_DECLINED = "PAYMENT_DECLINED"
    "Reserved. The card was declined."

    PAYMENT_FAILED = "PAYMENT_FAILED"
    "The processor failed for the moment. The card was not necessarily declined."


class ErrorCategory(_Text):
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


class Actor(_Text):
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
