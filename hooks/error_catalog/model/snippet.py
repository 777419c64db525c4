"""What the code says that handles an error: the call that fails, what a retry does, and what is handed over to whom.

It is derived here once. The templates snippet.py.jinja and snippet.ts.jinja say it in their languages.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pydantic.alias_generators import to_snake

from error_catalog.api.endpoints import Endpoint
from error_catalog.model.example import Example
from error_catalog.model.outcome import Outcome
from error_catalog.model.verdict import Verdict

_ANY_BODY = "data"
"""The variable that holds a request body whose kind is not known."""


@dataclass(frozen=True)
class Call:
    """A call of an endpoint, with variables for what differs from one to the next; their names are in snake_case."""

    endpoint: Endpoint
    body: str
    """The variable with what it sends; empty where it sends nothing."""

    @property
    def path(self) -> str:
        """Return the path with each parameter as a variable: `/v1/orders/{order_id}`."""
        return re.sub(r"\{(\w+)\}", lambda found: f"{{{to_snake(found[1])}}}", self.endpoint.path)

    @property
    def takes_key(self) -> bool:
        """Whether it carries an Idempotency-Key."""
        return self.endpoint.takes_idempotency_key


@dataclass(frozen=True)
class Snippet:
    """The code that handles one error, but for its language."""

    verdict: Verdict
    call: Call
    """The call that its first example answers."""

    first: Call | None
    """The call to make before it hands over."""

    places: tuple[str, ...]
    """Which members of the entries in `errors` say what is concerned, in the wire's order; none where none do."""

    @property
    def code(self) -> str:
        """Return the error code."""
        return self.verdict.error.code

    @property
    def hand_over(self) -> str:
        """Return the function that takes over, in snake_case."""
        return self.verdict.error.handling.hand_over

    @property
    def other_credential(self) -> str:
        """Return the credential that the call before needs, in snake_case; empty where it needs no other one."""
        needed = self.first.endpoint.credentials if self.first else ()
        return "" if not needed or {*needed} & {*self.call.endpoint.credentials} else to_snake(needed[0])

    @property
    def places_name(self) -> str:
        """Return the variable with what is concerned: `item_ids`, or `places` where several members say it."""
        return f"{to_snake(self.places[0])}s" if len(self.places) == 1 else "places"

    @property
    def handed_over(self) -> tuple[str, ...]:
        """Return the variables that the function gets, but for the answer of the call before it.

        They are the problem, what is concerned, and where the last try left it open what a later one needs.
        """
        is_open = self.call.takes_key and self.verdict.error.body.retryable
        later = ("key", self.call.body) if is_open else ()
        return ("problem", *((self.places_name,) if self.places else ()), *filter(None, later))

    @property
    def retries(self) -> str:
        """Return what `retrying` does about the error, in a sentence; empty where it sends the request once."""
        policy = self.verdict.error.recovery.retry
        if not policy:
            return ""
        wait = f"{self.verdict.told_by} seconds" if self.verdict.told_by else f"{self.verdict.wait}"
        is_even = self.verdict.told_by or len(set(policy.waits)) == 1
        same = f", with the same key{' and body' if self.call.body else ''}" if self.call.takes_key else ""
        if policy.max_retries == 1:
            return f"Sent again once, after {wait}{same}."
        return f"Sent again up to {policy.max_retries} times, {'each time' if is_even else 'first'} after {wait}{same}."

    @property
    def about_key(self) -> str:
        """Return what follows for the next request, in a sentence without markup; empty where it takes no key."""
        return self._outcome.instruction.replace("`", "") if self.call.takes_key else ""

    @property
    def _outcome(self) -> Outcome:
        return self.verdict.outcome_at(self.call.endpoint)


def snippet_of(verdict: Verdict, endpoints: Iterable[Endpoint]) -> Snippet:
    """Return the code that handles the error of a verdict; `endpoints` are the API's."""
    error, known = verdict.error, tuple(endpoints)
    failing = error.endpoint_of(error.examples[0], known)
    assert failing, "the instance of each example fits one"
    first = next((call_of(each, known) for each in known if str(each) == error.handling.call), None)
    return Snippet(verdict, call_of(failing, known), first, _places(error.examples))


def call_of(endpoint: Endpoint, endpoints: Iterable[Endpoint]) -> Call:
    """Return a call of an endpoint, whose body is called by what it makes, or by what has all of its fields."""
    if not endpoint.takes_body:
        return Call(endpoint, "")
    fields = _fields(endpoint)
    alike = (each for each in endpoints if each.creates and fields and fields <= _fields(each))
    thing = endpoint.creates or next((each.creates for each in alike), _ANY_BODY)
    return Call(endpoint, to_snake(thing.replace(" ", "_")))


def _fields(endpoint: Endpoint) -> set[str]:
    return {each.name for each in endpoint.inputs if each.place == "body"}


def _places(examples: Iterable[Example]) -> tuple[str, ...]:
    details = [detail for example in examples for detail in example.body.errors or ()]
    found = {"itemId": [each.item_id for each in details], "jsonPath": [each.json_path for each in details]}
    return tuple(name for name, values in found.items() if any(values))
