"""All errors and endpoints together, in the portal's order, and the questions that pages and exports ask of them."""

from dataclasses import dataclass
from functools import cached_property

from error_catalog.api.category import Category
from error_catalog.api.endpoints import Endpoint, path_matches
from error_catalog.model.error import ErrorType
from error_catalog.model.example import Example, Request, request_to
from error_catalog.model.limits import WHOLE
from error_catalog.model.outcome import Outcome, grouped
from error_catalog.model.snippet import Snippet, snippet_of
from error_catalog.model.verdict import StatusVerdict, Verdict, status_verdict, verdict_of
from error_catalog.sitefile import endpoint_page, error_page


@dataclass(frozen=True)
class Relation:
    """Another error, and how to tell it from the one that was asked about."""

    error: ErrorType
    difference: str


@dataclass(frozen=True)
class Catalog:
    """The errors, gateway errors first and each kind by code, and the endpoints in the API's order."""

    errors: tuple[ErrorType, ...]
    endpoints: tuple[Endpoint, ...]

    def endpoint_at(self, method: str, path: str) -> Endpoint | None:
        """Return the endpoint that a request calls, if there is one; HEAD is GET without a body."""
        method = "GET" if method == "HEAD" else method
        own = [each for each in self.endpoints if each.method == method]
        # A path of some endpoint as it is, in whatever letter case, is none of another one's with parameters.
        is_exact = path.lower() in self._paths
        fitting = (each for each in own if each.path == path or (not is_exact and path_matches(each.path, path)))
        return next(fitting, None)

    @cached_property
    def _paths(self) -> frozenset[str]:
        return frozenset(endpoint.path.lower() for endpoint in self.endpoints)

    def endpoints_of(self, error: ErrorType) -> tuple[Endpoint, ...]:
        """Return the endpoints that may answer with an error."""
        return error.endpoints_of(self.endpoints)

    def request_of(self, error: ErrorType, example: Example) -> Request:
        """Return the request that an example of an error answers."""
        endpoint = error.endpoint_of(example, self.endpoints)
        assert endpoint, "the instance of each example fits one"
        return request_to(endpoint, example.body.instance, example.request)

    @property
    def is_large(self) -> bool:
        """Whether the errors are too many for one page to list, and for a browser to load at once."""
        return len(self.errors) > WHOLE

    @cached_property
    def by_code(self) -> dict[str, ErrorType]:
        """Return the errors by their codes."""
        return {error.code: error for error in self.errors}

    @cached_property
    def verdicts(self) -> dict[str, Verdict]:
        """Return the verdict on each error, by its code."""
        return {error.code: verdict_of(error, self.endpoints_of(error)) for error in self.errors}

    def snippet_of(self, error: ErrorType) -> Snippet:
        """Return the code that handles an error."""
        return snippet_of(self.verdicts[error.code], self.endpoints)

    @cached_property
    def status_verdicts(self) -> dict[int, StatusVerdict]:
        """Return the verdict on each HTTP status alone, by number."""
        return {
            status: status_verdict({error.code: self.verdicts[error.code] for error in errors})
            for status, errors in self.by_status.items()
        }

    @cached_property
    def gateway(self) -> tuple[ErrorType, ...]:
        """Return the errors that any endpoint may answer with."""
        return tuple(error for error in self.errors if error.is_gateway)

    @cached_property
    def general(self) -> dict[int, ErrorType]:
        """Return the error that clients take each HTTP status alone for, by number: the general one of the gateway."""
        return {error.status: error for error in sorted(self.gateway, key=lambda each: each.status) if error.general}

    @cached_property
    def by_category(self) -> dict[Category, tuple[ErrorType, ...]]:
        """Return the errors of each category that has any, in the order of the enumeration."""
        groups = {each: tuple(error for error in self.errors if error.category is each) for each in Category}
        return {category: errors for category, errors in groups.items() if errors}

    @cached_property
    def by_status(self) -> dict[int, tuple[ErrorType, ...]]:
        """Return the errors under each HTTP status, by number."""
        statuses = sorted({error.status for error in self.errors})
        return {status: tuple(error for error in self.errors if error.status == status) for status in statuses}

    @cached_property
    def by_endpoint(self) -> dict[str, tuple[ErrorType, ...]]:
        """Return for the name of each endpoint the errors whose triggers name it; gateway errors come on top."""
        named = {error.code: {trigger.endpoint for trigger in error.triggers} for error in self.errors}
        names = map(str, self.endpoints)
        return {name: tuple(error for error in self.errors if name in named[error.code]) for name in names}

    def by_outcome(self, endpoint: Endpoint) -> tuple[tuple[Outcome, tuple[ErrorType, ...]], ...]:
        """Return the errors that an endpoint may answer with by what follows from them, the costly ones first."""
        errors = [error for error in self.errors if endpoint in self.endpoints_of(error)]
        outcomes = {error.code: self.verdicts[error.code].outcome_at(endpoint) for error in errors}
        return tuple(
            (group.first, tuple(error for error in errors if outcomes[error.code] in group.outcomes))
            for group in grouped(outcomes.values())
        )

    @cached_property
    def pages(self) -> dict[str, str]:
        """Return for each name that prose may hold, a code or an endpoint, the path below docs/ of its page."""
        return {code: error_page(code) for code in self.by_code} | {
            str(endpoint): endpoint_page(endpoint) for endpoint in self.endpoints
        }

    @cached_property
    def relations(self) -> dict[str, tuple[Relation, ...]]:
        """Return the related errors of each code. A pair is told apart in one file and shown on both pages."""
        relations: dict[str, list[Relation]] = {error.code: [] for error in self.errors}
        for error in self.errors:
            for code, difference in error.related.items():
                relations[error.code].append(Relation(self.by_code[code], difference))
                relations[code].append(Relation(error, difference))
        return {code: tuple(found) for code, found in relations.items()}
