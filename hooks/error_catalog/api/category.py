"""The categories of errors, and the HTTP statuses that belong to each."""

from collections.abc import Iterator
from enum import StrEnum

from error_catalog.diagnostics.faults import Violation
from error_catalog.diagnostics.rules import Rule


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
        return _STATUSES[self]

    def status_violations(self, status: int) -> Iterator[Violation]:
        """Yield a violation where errors of this category do not come under the status."""
        if status not in self.statuses:
            message = f"status {status} does not fit category {self} ({', '.join(map(str, self.statuses))})"
            yield Violation(Rule.STATUS, ("status",), message, "correct the status or the category")


_STATUSES = {
    Category.VALIDATION: (400, 422),
    Category.AVAILABILITY: (400, 503),
    Category.PAYMENT: (400,),
    Category.CONFLICT: (409,),
    Category.NOT_FOUND: (404,),
    Category.AUTHENTICATION: (401,),
    Category.AUTHORIZATION: (403,),
    Category.RATE_LIMIT: (429,),
    Category.SERVER_ERROR: (500, 502),
}


def category_violation(name: str) -> Violation | None:
    """Return what is wrong with the name of a category, if anything."""
    if name in list(Category):
        return None
    return Violation(Rule.UNKNOWN_CATEGORY, (), f"unknown category {name}", f"it is one of {', '.join(Category)}")
