"""The categories of errors, and the HTTP statuses under which they come, each with its title."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from error_catalog.diagnostics.faults import Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.diagnostics.suggestions import closest


class Category(StrEnum):
    """What kind of error it is (`errorCategory`, an API convention)."""

    VALIDATION = "validation"
    AVAILABILITY = "availability"
    PAYMENT = "payment"
    CONFLICT = "conflict"
    NOT_FOUND = "not_found"
    AUTHENTICATION = "authentication"
    AUTHORIZATION = "authorization"
    RATE_LIMIT = "rate_limit"
    SERVER_ERROR = "server_error"

    @property
    def statuses(self) -> tuple[int, ...]:
        """Return the HTTP statuses under which errors of this category come."""
        return tuple(number for number, status in STATUSES.items() if self in status.categories)

    def status_violations(self, status: int) -> Iterator[Violation]:
        """Yield a violation where errors of this category do not come under the status."""
        if status not in self.statuses:
            message = f"status {status} does not fit category {self} ({', '.join(map(str, self.statuses))})"
            yield Violation(Rule.STATUS, ("status",), message, "correct the status or the category")


@dataclass(frozen=True)
class Status:
    """What the API says about an HTTP status: the `title` that it sends, and the categories of the errors."""

    title: str
    categories: tuple[Category, ...]


STATUSES = {
    400: Status("Bad Request", (Category.VALIDATION, Category.AVAILABILITY, Category.PAYMENT)),
    401: Status("Unauthorized", (Category.AUTHENTICATION,)),
    403: Status("Forbidden", (Category.AUTHORIZATION,)),
    404: Status("Not Found", (Category.NOT_FOUND,)),
    409: Status("Conflict", (Category.CONFLICT,)),
    # Not from http.HTTPStatus: Python 3.13 renamed this phrase.
    422: Status("Unprocessable Entity", (Category.VALIDATION,)),
    429: Status("Too Many Requests", (Category.RATE_LIMIT,)),
    500: Status("Internal Server Error", (Category.SERVER_ERROR,)),
    502: Status("Bad Gateway", (Category.SERVER_ERROR,)),
    503: Status("Service Unavailable", (Category.AVAILABILITY,)),
}
"""Every HTTP status that errors have."""


def category_violation(name: str) -> Violation | None:
    """Return what is wrong with the name of a category, if anything."""
    if name in list(Category):
        return None
    close = closest(name, list(Category))
    hint = f"did you mean {close}?" if close else f"it is one of {', '.join(Category)}"
    return Violation(Rule.UNKNOWN_CATEGORY, (), f"unknown category {name}", hint)
