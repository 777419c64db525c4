"""What two revisions of an example file are compared by, read from its YAML by field path.

No model and no rule of today reads an earlier revision: rules get stricter and fields get other names, but what a
revision said stays as it was.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from error_catalog.diagnostics.faults import FaultsFound
from error_catalog.loading.document import parse_document
from error_catalog.loading.project import EXAMPLES
from error_catalog.model.error_content import Origin
from error_catalog.model.history import Guarantee
from error_catalog.model.retry_policy import MOST_PATIENT, most_patient

_Data = Mapping[str, object]

OLD_NAMES = {
    ("changes", "*", "fact"): "guarantee",
    ("recovery", "retry", "first_delay_s"): "first_delay_seconds",
    ("recovery", "retry", "max_delay_s"): "max_delay_seconds",
}
"""What fields are called today, by the paths that they had; `*` stands for any entry of a list."""

GUARANTEES = {
    Guarantee.TYPE: ("type", str),
    Guarantee.STATUS: ("status", int),
    Guarantee.CATEGORY: ("errorCategory", str),
    Guarantee.RETRYABLE: ("retryable", bool),
}
"""The member of the body that each is, and its type."""


_MOST = {"factor": 1_000, "max_retries": 100}
"""More than that, of any revision, is no policy, and delays could not be told from it."""


class UnreadableFact(Exception):
    """A fact that every revision has is not there; the text names it and its file."""


@dataclass(frozen=True)
class ErrorFacts:
    """What one revision says about an error."""

    code: str
    guarantees: Mapping[Guarantee, str]
    """What clients rely on, but for the members of the body."""

    members: tuple[str, ...]
    """The members that any example shows, in order, those inside `errors` too."""

    headers: tuple[str, ...]
    endpoints: tuple[str, ...]
    """Where the error comes from, an entry for each trigger."""

    fields: _Data
    """The fields of the file by their names, those of `recovery` among them; absent ones are None."""

    @property
    def declarations(self) -> tuple[_Data, ...]:
        """Return the breaking changes that the file declares: each with date, guarantee and note."""
        return _mappings(self.fields["changes"])

    @property
    def outcomes(self) -> tuple[_Data, ...]:
        """Return what the file states about whether a request took effect: each with endpoint and effect."""
        return _mappings(self.fields["outcomes"])


def read_facts(files: Mapping[str, str]) -> dict[str, ErrorFacts]:
    """Return the facts of each error by its code; `files` has the texts of example files by their names.

    Raises:
        UnreadableFact: a file is no YAML, or lacks a fact that every revision has.
    """
    return {name.removesuffix(".yaml"): _facts(name, text) for name, text in sorted(files.items())}


def general_errors(errors: Mapping[str, ErrorFacts]) -> dict[str, str]:
    """Return the code of the error that clients take each HTTP status alone for, by the status.

    Revisions from before it was declared took the gateway's first.
    """
    of_gateway = [error for error in errors.values() if error.fields["origin"] == Origin.GATEWAY]
    first_declared = sorted(of_gateway, key=lambda error: (error.fields["general"] is not True, error.code))
    return {error.guarantees[Guarantee.STATUS]: error.code for error in reversed(first_declared)}


def retry_policy(error: ErrorFacts) -> _Data | None:
    """Return what decides how often and when an error is retried; None where a revision does not say all of it."""
    said = _mapping(error.fields["retry"])
    values = {name: said.get(name) for name in MOST_PATIENT}
    is_said = all(
        isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= _MOST.get(name, value)
        for name, value in values.items()
    )
    return values if is_said and type(values["max_retries"]) is int else None


def fallback_policy(errors: Mapping[str, ErrorFacts]) -> _Data | None:
    """Return the same for a code that clients do not know; None where an error does not say all of it."""
    policies = [retry_policy(error) for error in errors.values() if error.fields["retry"]]
    known = [policy for policy in policies if policy]
    return most_patient(known) if known and len(known) == len(policies) else None


def _facts(name: str, text: str) -> ErrorFacts:
    try:
        data = parse_document(f"{EXAMPLES}/{name}", text).data
    except FaultsFound as found:
        raise UnreadableFact(str(found)) from None
    error = _mapping(_as_of_today(data))
    examples = _mappings(error.get("examples"))
    bodies = [_mapping(example.get("body")) for example in examples]
    return ErrorFacts(
        code=name.removesuffix(".yaml"),
        guarantees=dict(_guarantees(name, bodies[0] if bodies else {})),
        members=tuple(dict.fromkeys(member for body in bodies for member in _members(body))),
        headers=tuple(dict.fromkeys(header for each in examples for header in _mapping(each.get("headers")))),
        endpoints=tuple(str(each.get("endpoint", "any endpoint")) for each in _mappings(error.get("triggers"))),
        fields=defaultdict(lambda: None, {"origin": "domain", **error, **_mapping(error.get("recovery"))}),
    )


def _guarantees(name: str, body: _Data) -> Iterator[tuple[Guarantee, str]]:
    for guarantee, (member, kind) in GUARANTEES.items():
        value = body.get(member)
        if type(value) is not kind:
            raise UnreadableFact(f"{EXAMPLES}/{name}: cannot read the {guarantee}, `{member}` of the first body")
        yield guarantee, str(value).lower() if kind is bool else str(value)


def _members(body: _Data) -> Iterator[str]:
    yield from body
    for detail in _mappings(body.get("errors")):
        yield from (f"errors[].{name}" for name in detail)


def _as_of_today(value: object, path: tuple[str, ...] = ()) -> object:
    """Return data by the names of today; how a file folds its texts makes no difference."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, tuple):
        return tuple(_as_of_today(each, (*path, "*")) for each in value)
    if not isinstance(value, dict):
        return value
    return {OLD_NAMES.get((*path, name), name): _as_of_today(each, (*path, name)) for name, each in value.items()}


def _mapping(value: object) -> _Data:
    return value if isinstance(value, dict) else {}


def _mappings(value: object) -> tuple[_Data, ...]:
    return tuple(map(_mapping, value)) if isinstance(value, tuple) else ()
