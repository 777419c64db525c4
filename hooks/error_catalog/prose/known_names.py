"""What prose, triggers and relations may name: the error codes, endpoints, headers and pages that exist."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from error_catalog.api.category import STATUSES, Category
from error_catalog.api.endpoints import Endpoint, fits
from error_catalog.api.headers import STANDARD
from error_catalog.diagnostics.faults import Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.diagnostics.suggestions import closest
from error_catalog.prose.links import Pages

CODE_PATTERN = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*")

_OTHER_MEANINGS = {*Category, *(status.title for status in STATUSES.values())}
"""What differs from a code in its letters alone, and means something else: `conflict`, `Not Found`."""


@dataclass(frozen=True)
class KnownNames:
    """What prose and triggers may name: every error code, endpoint, header and page that exists."""

    codes: Collection[str]
    endpoints: tuple[Endpoint, ...]
    headers: Collection[str] = ()
    """Those that docs/api/ declares; the standard ones go without saying."""

    pages: Pages = field(default_factory=Pages)
    statuses: Mapping[str, int] = field(default_factory=dict)
    """The HTTP status of each code, where its file says one."""

    unix_time_headers: Collection[str] = ()
    """The headers of responses that docs/api/ declares as Unix times."""

    other_endpoints: tuple[Endpoint, ...] = ()
    """Those of APIs whose errors are not the catalogue's: prose may name them, triggers and markers may not."""

    may_lack_headers: bool = False
    """Whether docs/api/ may declare other headers, where a reference leads nowhere."""

    @property
    def all_endpoints(self) -> tuple[Endpoint, ...]:
        """Return the endpoints that prose may name."""
        return *self.endpoints, *self.other_endpoints

    def code_violation(self, code: str, not_meant: str = "") -> Violation | None:
        """Return what is wrong with the name of an error code, if anything; one code may be what is not meant."""
        if code in self.codes:
            return None
        usual = "each error is a file in examples/" + ("" if "_" in code else "; an acronym goes without backticks")
        hint = _suggestion(code, set(self.codes) - {not_meant}) or usual
        return Violation(Rule.UNKNOWN_CODE, (), f"unknown error code {code}", hint)

    def misspelt_code_violation(self, name: str) -> Violation | None:
        """Return that a name is an error code with other letters or signs between its words, if it is nothing else."""
        code = re.sub("[ -]", "_", name).upper()
        if code not in self.codes or name in _OTHER_MEANINGS:
            return None
        return Violation(Rule.UNKNOWN_CODE, (), f"unknown error code {name}", f"did you mean {code}?")

    def endpoint_violation(self, name: str) -> Violation | None:
        """Return what is wrong with the name of an endpoint, which is its method and path template.

        Where no endpoints are known, nothing is: that the API documents are at fault is reported by itself.
        """
        known = [str(endpoint) for endpoint in self.endpoints]
        if not known or name in known:
            return None
        if other := next((each for each in self.other_endpoints if str(each) == name), None):
            message = f"the errors of the catalogue are not those of {name}"
            hint = f"name an endpoint of another document than {other.source}"
            return Violation(Rule.UNKNOWN_ENDPOINT, (), message, hint)
        method, _, path = name.partition(" ")
        own = (each for each in self.endpoints if each.method == method)
        template = next((each for each in own if fits([each.path], path, self.endpoints)), None)
        if template:
            hint = f"it is written with the names of its parameters: {template}"
            return Violation(Rule.UNKNOWN_ENDPOINT, (), f"a path of a request in place of a template: {name}", hint)
        return self._unknown(name, known)

    def mention_violation(self, method: str, path: str) -> Violation | None:
        """Return what is wrong with an endpoint in prose: a path may be concrete, and its beginning is enough."""
        named = [each for each in self.all_endpoints if each.method == method or not method]
        paths = [each.path for each in named]
        if fits(paths, path, self.all_endpoints) or (not method and any(self._begins(path, each) for each in named)):
            return None
        if method:
            return self.endpoint_violation(f"{method} {path}")
        return self._unknown(path, paths) if named else None

    def header_violation(self, name: str, *, is_prefix: bool = False) -> Violation | None:
        """Return what is wrong with the name of a header, which may be the beginning of several.

        Where API documents, which declare headers, are at fault by themselves, nothing is.
        """
        known = {each.lower() for each in STANDARD.union(self.headers)}  # names compare without regard to case
        exists = name.lower() in known or (is_prefix and any(each.startswith(f"{name.lower()}-") for each in known))
        if exists or not self.endpoints or self.may_lack_headers:
            return None
        hint = (
            _suggestion(name, STANDARD.union(self.headers))
            or "declare it in docs/api/; what is no header goes without backticks"
        )
        return Violation(Rule.UNKNOWN_HEADER, (), f"unknown header {name}", hint)

    def reset_header_violation(self, name: str) -> Violation | None:
        """Return what is wrong with the name of a header that should hold a Unix time, if anything."""
        unknown = self.header_violation(name)
        if unknown or not self.endpoints or name.lower() in map(str.lower, self.unix_time_headers):
            return unknown
        known = " or ".join(sorted(self.unix_time_headers))
        hint = f"leave it out, or name {known or 'a header that docs/api/ declares with `format: unixtime`'}"
        return Violation(Rule.RESET_HEADER, (), f"{name} is no header with a Unix time", hint)

    @staticmethod
    def _unknown(name: str, known: Collection[str]) -> Violation:
        hint = _suggestion(name, known) or "docs/api/ lists the endpoints that exist"
        return Violation(Rule.UNKNOWN_ENDPOINT, (), f"unknown endpoint {name}", hint)

    @staticmethod
    def _begins(path: str, endpoint: Endpoint) -> bool:
        return f"{endpoint.path}/".startswith(f"{path.rstrip('/')}/")


def _suggestion(name: str, names: Collection[str]) -> str:
    close = closest(name, names)
    return f"did you mean {close}?" if close else ""
