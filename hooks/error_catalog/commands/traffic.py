"""Captured traffic held against the catalogue: what deviates, what was seen, and what was left out."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from error_catalog.captures.capture import Capture, Place, Unreadable
from error_catalog.captures.logs import Fields
from error_catalog.captures.reading import read_capture
from error_catalog.commands.formats import counted
from error_catalog.commands.sightings import Sightings
from error_catalog.diagnostics.characters import visible
from error_catalog.diagnostics.rules import Rule
from error_catalog.exports.conformance import conformance_table
from error_catalog.judging import judge as judging
from error_catalog.judging.judge import Exchange, Finding, Judge
from error_catalog.loading.project import Project
from error_catalog.prose.private_data import discreet

JUDGED = {str(each): each for each in Rule if each in set(map(str, vars(judging).values()))}
"""The rules that exchanges are held against, by their identifiers."""

MOST_LISTED = 100
"""How many findings of a rule and a capture are listed; the others are counted, so that any capture fits the memory."""

LOCAL = ("localhost", "127.0.0.1", "::1")
"""Hosts where the mock answers: its exchanges are judged, but tell nothing about the API."""

_MOST_PREFIXES = 1_000
"""How many different beginnings of paths are counted; a gateway has a few."""

_DEEPEST_PREFIX = 6
_PREFIX = re.compile(r"(?:/[\w.~-]+)+", re.ASCII)
"""What a hint may tell people to put into a command."""


@dataclass(frozen=True)
class Remark:
    """What somebody who reads the report of a capture has to know: where, what and what helps."""

    place: Place
    message: str
    hint: str

    def __str__(self) -> str:
        """Return it for people, as what cannot be read is told."""
        return f"{visible(str(self.place))}: {visible(self.message)}\n    hint: {visible(self.hint)}"


@dataclass
class Report:
    """What became of all captures."""

    findings: list[Finding] = field(default_factory=list)
    """By capture and place, no more than MOST_LISTED of a rule and a capture, without anything private."""

    counts: Counter[Rule] = field(default_factory=Counter)
    files: list[str] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    exchanges: int = 0
    """How many were held against the catalogue."""

    other_hosts: Counter[str] = field(default_factory=Counter)
    other_paths: int = 0
    """How many exchanges with the API are of no documented operation."""

    other_entries: int = 0
    """How many entries of logs are no exchanges."""

    seen: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How often each code was seen, by operationId and code."""

    @property
    def errors(self) -> int:
        """Return how many findings deviate from what is documented; the others are warnings."""
        return sum(count for rule, count in self.counts.items() if not rule.explanation.is_warning)


class Audit:
    """Holds captures against the catalogue of a project, each capture by itself: it is what one client recorded."""

    def __init__(
        self, project: Project, hosts: Collection[str] = (), fields: Fields | None = None, base_path: str = ""
    ) -> None:
        self._catalog = project.catalog
        self._table = conformance_table(project, "").published_members()
        addresses = (*project.api.servers, *(host if "//" in host else f"//{host}" for host in hosts))
        self._own_hosts = {urlsplit(address).hostname for address in addresses}
        self._fields = fields or {}
        self._base_path = base_path
        self.report = Report()
        self.sightings = Sightings(project.catalog)
        self.documented = Judge(self._table).documented

    def read(self, capture: Capture) -> Iterator[int]:
        """Hold a capture against the catalogue, and yield how many exchanges are read after each of them."""
        judge, listed, report = Judge(self._table), _Listed(), self.report
        prefixes: Counter[str] = Counter()
        report.files.append(capture.name)
        try:
            for number, exchange in enumerate(read_capture(capture, self._fields), 1):
                listed.add(self._take(exchange, judge, prefixes))
                yield number
        except Unreadable as unreadable:
            report.unreadable.append(unreadable)
        listed.add(judge.finish())
        report.remarks += _remarks(capture.name, judge.out_of_order, prefixes)
        report.findings += sorted(listed.findings, key=lambda finding: _number(finding.place))
        report.counts += listed.counts
        report.other_entries += capture.others
        report.seen.update({(operation, discreet(code)): count for (operation, code), count in judge.seen.items()})

    def never_seen(self) -> list[tuple[str, str]]:
        """Return which documented codes no capture has, by operationId and code; reserved ones nobody expects."""
        reserved = {error.code for error in self._catalog.errors if error.reserved}
        return sorted(pair for pair in self.documented - self.report.seen.keys() if pair[1] not in reserved)

    def coverage(self) -> float:
        """Return the share of documented pairs of operation and code that captures have, from 0 to 1."""
        missing = len(self.never_seen())
        found = len(self.documented & self.report.seen.keys())
        return found / (found + missing) if found + missing else 1

    def _take(self, exchange: Exchange, judge: Judge, prefixes: Counter[str]) -> list[Finding]:
        host = _host_of(exchange)
        if host is not None and host not in self._own_hosts and host not in LOCAL:
            self.report.other_hosts[discreet(host)] += 1
            return []
        exchange = _without(self._base_path, exchange)
        path = urlsplit(exchange.url).path
        endpoint = self._catalog.endpoint_at(exchange.method, path)
        if exchange.url and endpoint is None:
            self.report.other_paths += 1
            prefix = self._prefix_of(exchange.method, path)
            if _PREFIX.fullmatch(prefix) and (prefix in prefixes or len(prefixes) < _MOST_PREFIXES):
                prefixes[prefix] += 1
        self.report.exchanges += 1
        if host not in LOCAL:
            self.sightings.see(exchange, endpoint)
        return judge.see(exchange)

    def _prefix_of(self, method: str, path: str) -> str:
        """Return what stands before the path of an operation; empty where there is none."""
        parts = path.split("/", _DEEPEST_PREFIX)
        prefixes = ("/".join(parts[:end]) for end in range(2, len(parts)))
        return next((each for each in prefixes if self._catalog.endpoint_at(method, path[len(each) :])), "")


class _Listed:
    """The findings of one capture: all of them counted, and the first ones of each rule listed."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.counts: Counter[Rule] = Counter()

    def add(self, findings: Iterable[Finding]) -> None:
        """Take findings, without anything private."""
        for finding in findings:
            rule = JUDGED[finding.rule]
            self.counts[rule] += 1
            if self.counts[rule] <= MOST_LISTED:
                self.findings.append(_discreet(finding))


def _remarks(name: str, out_of_order: int, prefixes: Counter[str]) -> Iterator[Remark]:
    """Yield what a capture has that keeps requests from being judged, and what helps."""
    if out_of_order:
        said = f"not in the order of their times: {counted(out_of_order, 'request')}"
        message = f"{said}; whether a client waited before them may be left unjudged"
        hint = (
            "if all times are of one clock, sort it by them, the oldest first; "
            "a log with the newest first: tac FILE | portal audit -"
        )
        yield Remark(Place(name), message, hint)
    for prefix, count in prefixes.most_common(1):
        shown = discreet(prefix)
        message = f"{counted(count, 'request')} would be of the API, but for {shown} before the path of the operation"
        yield Remark(Place(name), message, f"if that is where a gateway of yours has the API: --base-path {shown}")


def _without(base_path: str, exchange: Exchange) -> Exchange:
    """Return an exchange with the path that the API knows it by."""
    url = urlsplit(exchange.url)
    if not base_path or not url.path.startswith(f"{base_path}/"):
        return exchange
    return replace(exchange, url=url._replace(path=url.path.removeprefix(base_path)).geturl())


def _number(place: str) -> int:
    found = Place.of(place)
    return found.entry or found.line or 0


def _discreet(finding: Finding) -> Finding:
    place, dot, name = finding.member.partition(".")  # a number behind a dot would seem to be part of another
    member = f"{place}{dot}{discreet(name)}"
    return Finding(finding.rule, finding.place, member, discreet(finding.message), discreet(finding.hint))


def _host_of(exchange: Exchange) -> str | None:
    """Return the host of a request, empty where its URL has none; None where a path alone was recorded."""
    try:
        url = urlsplit(exchange.url)
        return url.hostname or ("" if url.scheme else None)
    except ValueError:
        return ""
