"""What captured traffic says about errors: where and when each was seen, and what of its example that confirms."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from error_catalog.api.category import STATUSES, Category
from error_catalog.api.endpoints import Endpoint
from error_catalog.captures.messages import seconds_of
from error_catalog.judging.judge import Exchange
from error_catalog.model.catalog import Catalog
from error_catalog.model.error import ErrorType
from error_catalog.model.observation import ConfirmedMember
from error_catalog.prose.known_names import CODE_PATTERN
from error_catalog.prose.private_data import discreet

_FIRST_ERROR = 400
_FIRST_DAY = 1_262_304_000
"""2010 in Unix time: what is before counts from another day, as `curl --trace-time` does."""

_BY_VALUE = (
    ConfirmedMember.TITLE,
    ConfirmedMember.STATUS,
    ConfirmedMember.DETAIL,
    ConfirmedMember.CATEGORY,
    ConfirmedMember.RETRYABLE,
)
_MOST_UNKNOWN = 1_000
"""How many codes that nobody knows are kept; there are not that many, but in hostile captures."""


@dataclass
class Sighting:
    """That an endpoint answered with an error; days in UTC, by ISO 8601."""

    first: str
    last: str
    count: int = 0
    confirms: set[ConfirmedMember] = field(default_factory=set)


@dataclass(frozen=True)
class UnknownError:
    """What the first answer with an unknown code says of it, as far as it says so."""

    answers: Mapping[str, str | None]
    """By the names of NewError's fields; None where an answer is missing, or is one that nobody knows."""

    retryable: bool


class Sightings:
    """Collects what exchanges say about errors; of what they hold, no more than this is kept."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._examples = {error.code: [each.body.members() for each in error.examples] for error in catalog.errors}
        self.by_error: dict[tuple[str, str], Sighting] = {}
        """Of the catalogue's errors, by code and endpoint."""

        self.unknown: dict[str, UnknownError] = {}
        """Of codes that the catalogue lacks."""

        self.undated = 0
        """How many answers cannot be told the day of."""

    def see(self, exchange: Exchange, endpoint: Endpoint | None) -> None:
        """Take note of the error that an exchange has, if it has one, and of the day."""
        body = _error_body(exchange)
        code = body.get("errorCode")
        if not endpoint or not isinstance(code, str) or not CODE_PATTERN.fullmatch(code) or discreet(code) != code:
            return
        if error := self._catalog.by_code.get(code):
            self._see_known(error, endpoint, exchange, body)
        elif code not in self.unknown and len(self.unknown) < _MOST_UNKNOWN:
            category = next((each for each in Category if each == body.get("errorCategory")), None)
            status = str(exchange.status) if exchange.status in STATUSES else None
            answers = {"code": code, "category": category, "status": status, "endpoint": str(endpoint)}
            self.unknown[code] = UnknownError(answers, body.get("retryable") is True)

    def _see_known(self, error: ErrorType, endpoint: Endpoint, exchange: Exchange, body: Mapping[str, object]) -> None:
        day = _day_of(exchange)
        if day is None:
            self.undated += 1
            return
        sighting = self.by_error.setdefault((error.code, str(endpoint)), Sighting(day, day))
        sighting.first, sighting.last = min(sighting.first, day), max(sighting.last, day)
        sighting.count += 1
        sighting.confirms |= _confirmed(self._examples[error.code], exchange, body)


def _error_body(exchange: Exchange) -> Mapping[str, object]:
    if exchange.status is None or exchange.status < _FIRST_ERROR or not exchange.response_body:
        return {}
    try:
        body = json.loads(exchange.response_body)
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}


def _day_of(exchange: Exchange) -> str | None:
    """Return the day of an exchange in UTC, by its times or its header `Date`; None where nothing says it."""
    times = (exchange.received, exchange.sent, seconds_of(exchange.response_headers.get("date")))
    moment = next((each for each in times if each is not None and each >= _FIRST_DAY), None)
    return None if moment is None else datetime.fromtimestamp(moment, UTC).date().isoformat()


def _confirmed(
    examples: Sequence[Mapping[str, object]], exchange: Exchange, body: Mapping[str, object]
) -> set[ConfirmedMember]:
    """Return the members of a body that came with the value of an example, or in its form where values differ."""
    found = {name for name in _BY_VALUE if any(_same(body.get(name), each.get(name)) for each in examples)}
    if body.get("instance") == exchange.url.partition("?")[0].removeprefix(_origin(exchange.url)):
        found.add(ConfirmedMember.INSTANCE)
    forms = [_form(each.get("errors")) for each in examples]
    if (form := _form(body.get("errors"))) and form in forms:
        found.add(ConfirmedMember.ERRORS)
    return found


def _same(value: object, other: object) -> bool:
    return value is not None and type(value) is type(other) and value == other


def _origin(url: str) -> str:
    scheme, sign, rest = url.partition("://")
    return f"{scheme}{sign}{rest.partition('/')[0]}" if sign else ""


def _form(entries: object) -> frozenset[str]:
    """Return the names that the entries of `errors` have."""
    listed = entries if isinstance(entries, list | tuple) else ()
    return frozenset(name for entry in listed if isinstance(entry, dict) for name in entry)
