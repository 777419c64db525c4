"""A catalogue as large as those of payment gateways, made up: what a site of many errors is measured with.

Its codes and texts are put together from the words below. The first errors are the same whatever number is asked for.
"""

import itertools
import random
from collections.abc import Iterator, Mapping, Sized
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

_SUBJECTS = {
    "stores": (
        "allergen", "award", "banner", "brand", "catalog", "cuisine", "diet", "dish", "franchise", "ingredient",
        "kitchen", "label", "menu", "neighborhood", "opening hour", "portion", "recipe", "restaurant", "review", "zone",
    ),
    "carts": (
        "add-on", "basket", "bundle", "combo", "coupon", "discount", "extra", "gift", "line item", "modifier",
        "promotion", "reward", "substitution", "topping", "upgrade",
    ),
    "orders": (
        "courier", "delivery", "estimate", "fee", "group order", "handover", "invoice", "journey", "pickup", "queue",
        "receipt", "refund", "schedule", "slot", "ticket", "vehicle", "wait list",
    ),
    "sessions": ("account", "consent", "device", "guest", "household", "locale", "profile", "user"),
    "payments": ("balance", "card", "deposit", "loyalty account", "payout", "tax", "tip", "voucher", "wallet"),
}  # fmt: skip
"""What an error may be about, by the part of the API that it belongs to."""

_ASPECTS = (
    "", "id", "price", "version", "quantity", "currency", "token", "name", "region", "owner", "status", "time",
)  # fmt: skip
"""What of it is at fault; nothing where it is the thing itself."""

_CALLS = {
    "stores": (
        ("GET /v1/marketplace/stores/{storeId}", "/v1/marketplace/stores/4c1f7a52-93d8-4e0b-8a6e-5d2b9c3f1e07"),
        ("POST /v1/marketplace/stores/discover", "/v1/marketplace/stores/discover"),
        ("GET /v1/marketplace/catalog-sets/{catalogSetId}", "/v1/marketplace/catalog-sets/abc-123"),
    ),
    "carts": (
        ("POST /v1/marketplace/carts/items", "/v1/marketplace/carts/items"),
        ("POST /v1/marketplace/orders/validate", "/v1/marketplace/orders/validate"),
    ),
    "orders": (
        ("POST /v1/marketplace/orders/place", "/v1/marketplace/orders/place"),
        ("POST /v1/marketplace/orders/validate", "/v1/marketplace/orders/validate"),
        ("GET /v1/marketplace/orders/{orderId}", "/v1/marketplace/orders/order_abc123"),
    ),
    "sessions": (
        ("POST /v1/marketplace/session/create", "/v1/marketplace/session/create"),
        ("PUT /v1/marketplace/session/fulfillment-context", "/v1/marketplace/session/fulfillment-context"),
    ),
    "payments": (
        ("POST /v1/marketplace/checkout/payments", "/v1/marketplace/checkout/payments"),
        ("POST /v1/marketplace/orders/place", "/v1/marketplace/orders/place"),
    ),
}
"""The endpoints of each part of the API, each with a path that is one of its own."""


@dataclass(frozen=True)
class _Problem:
    """What is wrong; in its texts, `{it}` is the thing."""

    title: str
    status: int
    category: str
    actor: str
    condition: str
    advice: str
    hand_over: str
    user_message: str = ""
    is_retryable: bool = False
    retry_after: int | None = None


_PROBLEMS = {
    "not found": _Problem(
        "Not Found", 404, "not_found", "integration", "{it} is not known to the API",
        "Fetch the list again, and take {it} from the fresh answer.", "fetch_list_again",
    ),
    "expired": _Problem(
        "Conflict", 409, "conflict", "integration", "{it} was valid once and is past its end",
        "Ask for a fresh answer, and repeat the call with what it says about {it}.", "refresh_and_repeat",
    ),
    "locked": _Problem(
        "Conflict", 409, "conflict", "gett", "another call is changing {it} at the same moment",
        "Wait a moment, then send the same request again; {it} is free soon.", "tell_user_to_wait",
        is_retryable=True,
    ),
    "mismatch": _Problem(
        "Conflict", 409, "conflict", "integration", "{it} differs from what was validated before",
        "Compare {it} with the last answer, and correct your copy.", "compare_with_answer",
    ),
    "invalid": _Problem(
        "Bad Request", 400, "validation", "integration", "{it} has a form that the API does not take",
        "Correct the form of {it} in your request.", "correct_the_form",
    ),
    "missing": _Problem(
        "Bad Request", 400, "validation", "integration", "the request does not say what {it} is",
        "Add {it} to the request.", "complete_the_request",
    ),
    "too long": _Problem(
        "Bad Request", 400, "validation", "end_user", "{it} takes more room than there is",
        "Ask your user to shorten {it}.", "ask_for_shorter_text",
        user_message="This text is too long. Please shorten it.",
    ),
    "unsupported": _Problem(
        "Unprocessable Entity", 422, "validation", "integration", "{it} is well formed, and nobody offers it here",
        "Choose among what the store offers, and change {it}.", "offer_what_there_is",
    ),
    "out of range": _Problem(
        "Unprocessable Entity", 422, "validation", "end_user", "{it} is below or above what is allowed",
        "Show your user which values are allowed for {it}.", "show_allowed_values",
        user_message="This value is not possible. Please choose another one.",
    ),
    "unavailable": _Problem(
        "Bad Request", 400, "availability", "end_user", "{it} is not on offer at this time",
        "Offer your user something else in place of {it}.", "offer_alternatives",
        user_message="This is not available at the moment. Please choose something else.",
    ),
    "suspended": _Problem(
        "Forbidden", 403, "authorization", "account_owner", "{it} is suspended for your organisation",
        "Ask your account owner why {it} is suspended.", "notify_account_owner",
    ),
    "not allowed": _Problem(
        "Forbidden", 403, "authorization", "account_owner", "your credentials do not cover {it}",
        "Ask your account owner for the permission to use {it}.", "ask_for_permission",
    ),
    "not verified": _Problem(
        "Unauthorized", 401, "authentication", "integration", "the session has not proved that {it} is its own",
        "Create a session that may use {it}, and send the request with it.", "create_new_session",
    ),
    "limit reached": _Problem(
        "Too Many Requests", 429, "rate_limit", "integration", "{it} was asked for too often in a short time",
        "Send fewer requests about {it}, and wait before the next one.", "slow_requests_down",
        is_retryable=True, retry_after=20,
    ),
    "declined": _Problem(
        "Bad Request", 400, "payment", "end_user", "the processor declines {it}",
        "Ask your user for another way to pay; {it} will not be accepted.", "choose_other_payment",
        user_message="This payment was declined. Please pay in another way.",
    ),
    "not covered": _Problem(
        "Bad Request", 400, "payment", "end_user", "the payment does not cover {it}",
        "Show your user what is still to be paid because of {it}.", "show_what_is_missing",
        user_message="The payment does not cover everything. Please add another one.",
    ),
    "timed out": _Problem(
        "Service Unavailable", 503, "availability", "gett", "the service behind {it} does not answer in time",
        "Back off, then send the same request again; {it} may be slow for a while.", "tell_user_to_wait",
        is_retryable=True, retry_after=5,
    ),
    "sync failed": _Problem(
        "Bad Gateway", 502, "server_error", "gett", "a provider sends something about {it} that nobody can read",
        "Back off, then send the same request again; the provider of {it} may have recovered.", "tell_user_to_wait",
        is_retryable=True,
    ),
}  # fmt: skip

_FIRST_DAY, _DAYS = date(2026, 12, 1), 730
_RESERVED_EVERY, _TWO_TRIGGERS_EVERY = 7, 3


@dataclass(frozen=True)
class _Error:
    """One made-up error: its place in the list, and the words that its name and its texts come from."""

    number: int
    part: str
    subject: str
    aspect: str
    problem: str

    @property
    def code(self) -> str:
        """Return its code: `COUPON_PRICE_EXPIRED`."""
        words = " ".join(filter(None, (self.subject, self.aspect, self.problem)))
        return words.upper().replace(" ", "_").replace("-", "_")

    @property
    def thing(self) -> str:
        """Return what is at fault, in words: `the price of the coupon`."""
        return f"the {self.aspect} of the {self.subject}" if self.aspect else f"the {self.subject}"


def write_many_errors(project_folder: Path, number: int) -> None:
    """Add made-up errors, each a valid example file, to a copy of this project; codes that it has already stay its own.

    They are the same in each run, and spread over letters, categories, statuses and operations.
    """
    folder = project_folder / "examples"
    taken = {file.stem for file in folder.iterdir()}
    errors = [*itertools.islice((error for error in _errors() if error.code not in taken), number)]
    assert len(errors) == number, f"the words make {len(errors)} errors, and not {number}"
    # Each is told apart from its neighbour, so that no error is related to more than one.
    neighbours: dict[str, _Error] = {one.code: other for one, other in zip(errors[::2], errors[1::2], strict=False)}
    for error in errors:
        text = yaml.dump(_document(error, neighbours.get(error.code)), Dumper=yaml.CSafeDumper, sort_keys=False)
        (folder / f"{error.code}.yaml").write_text(text, encoding="utf-8")


def made_up_codes(number: int) -> list[str]:
    """Return the codes of that many errors."""
    return [error.code for error in itertools.islice(_errors(), number)]


def _errors() -> Iterator[_Error]:
    """Yield all errors that the words make, mixed in the same way each time."""
    subjects = [(part, subject) for part, found in _SUBJECTS.items() for subject in found]
    made = [*itertools.product(subjects, _ASPECTS, _PROBLEMS)]
    random.Random(16).shuffle(made)
    for number, ((part, subject), aspect, problem) in enumerate(made):
        yield _Error(number, part, subject, aspect, problem)


def _document(error: _Error, neighbour: _Error | None) -> Mapping[str, Any]:
    """Return the content of an example file; `neighbour` is the error that it is told apart from."""
    problem, calls = _PROBLEMS[error.problem], _calls_of(error)
    condition = problem.condition.format(it=error.thing)
    document = {
        "meaning": f"{condition[0].upper()}{condition[1:]}, so that the call has no result.",
        "reserved": error.number % _RESERVED_EVERY == 0,
        "since": str(_FIRST_DAY + timedelta(days=error.number % _DAYS)),
        "triggers": [{"endpoint": endpoint, "when": condition} for endpoint, _ in calls],
        "recovery": _recovery(error, problem),
        "handling": {"hand_over": problem.hand_over},
        "guide": "guides/order-flow.md",
        "examples": [{**_summary(endpoint, calls), "body": _body(error, path)} for endpoint, path in calls],
    }
    if neighbour:
        said = f"`{error.code}` is about {error.thing}; `{neighbour.code}` is about {neighbour.thing}."
        document["related"] = {neighbour.code: said}
    return document


def _calls_of(error: _Error) -> list[tuple[str, str]]:
    calls = _CALLS[error.part]
    first = error.number % len(calls)
    number = 2 if error.number % _TWO_TRIGGERS_EVERY == 0 else 1
    return [*calls[first:], *calls[:first]][:number]


def _recovery(error: _Error, problem: _Problem) -> Mapping[str, Any]:
    recovery: dict[str, Any] = {
        "actor": problem.actor,
        "advice": problem.advice.format(it=error.thing),
        "steps": [
            f"Read `detail`, which says for people what is wrong with {error.thing}.",
            problem.advice.format(it=error.thing),
            f"If it happens again, log `requestId` together with {error.thing}.",
        ],
    }
    if problem.user_message:
        recovery["user_message"] = problem.user_message
    if problem.is_retryable:
        delays = {"first_delay_seconds": 1, "factor": 2, "max_delay_seconds": 30, "jitter": 1, "max_retries": 4}
        recovery["retry"] = {**delays, "idempotency_key": "same"}
    return recovery


def _summary(endpoint: str, calls: Sized) -> Mapping[str, str]:
    """Return what tells an example from others, where there are any."""
    return {"summary": f"From `{endpoint}`"} if len(calls) > 1 else {}


def _body(error: _Error, path: str) -> Mapping[str, Any]:
    problem = _PROBLEMS[error.problem]
    body: dict[str, Any] = {
        "type": f"https://developer.gett-tech.com/errors/{error.code}",
        "title": problem.title,
        "status": problem.status,
        "detail": f"Request refused: {problem.condition.format(it=error.thing)}.",
        "instance": path,
        "requestId": "req_abc123",
        "timestamp": "2026-04-27T14:30:00.000Z",
        "errorCode": error.code,
        "errorCategory": problem.category,
        "retryable": problem.is_retryable,
    }
    if problem.retry_after:
        body["retryAfter"] = problem.retry_after
    return body
