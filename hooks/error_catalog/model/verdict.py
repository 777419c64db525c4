"""The verdict on an error, or on a status alone: retry or not, after how long, who can fix it, what to do first.

It is made here once. Every page, export and client shows this one, in these words or as these data.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from error_catalog.api.endpoints import Endpoint
from error_catalog.model.error import ErrorType
from error_catalog.model.outcome import Outcome, OutcomeGroup, grouped
from error_catalog.model.recovery import Actor
from error_catalog.model.retry_policy import Wait

POLICY = "policy"
"""Where the wait comes from if nothing in the response says how long it is."""

_MOST_NAMED = 3


class Retry(StrEnum):
    """Whether the same request, sent again unchanged, may succeed."""

    YES = "yes"
    NO = "no"
    DEPENDS = "depends"


@dataclass(frozen=True)
class Verdict:
    """What a reader decides by. Texts are Markdown."""

    error: ErrorType
    outcomes: tuple[Outcome, ...]
    """For each endpoint that may answer with the error."""

    @property
    def retry(self) -> Retry:
        """Return whether to retry: yes or no."""
        return Retry.YES if self.error.body.retryable else Retry.NO

    @property
    def told_by(self) -> str | None:
        """Return the member of the body that says how long to wait, where documented bodies have it."""
        return None if self.error.body.retry_after is None else "retryAfter"

    @property
    def wait_from(self) -> tuple[str, ...]:
        """Return where the wait comes from, the first one that is there: member, header, policy."""
        policy = self.error.recovery.retry
        return (*filter(None, (self.told_by, policy.reset_header)), POLICY) if policy else ()

    @property
    def wait(self) -> Wait | None:
        """Return the wait before the first retry where nothing in the response says when."""
        policy = self.error.recovery.retry
        return policy.waits[0] if policy else None

    @property
    def in_words(self) -> str:
        """Return whether to retry, and after how long."""
        if self.retry is Retry.NO:
            return "No"
        return f"Yes, after {f'`{self.told_by}` seconds' if self.told_by else self.wait}"

    @property
    def brief(self) -> str:
        """Return whether to retry, and after how long, as a command: `do not retry`, `retry after 1 to 3 s`."""
        return "do not retry" if self.retry is Retry.NO else f"retry {self.in_words.removeprefix('Yes, ')}"

    @property
    def how_to_retry(self) -> str | None:
        """Return in whole sentences how to retry; None where a retry is of no use."""
        policy = self.error.recovery.retry
        return policy.in_words(self.told_by) if policy else None

    @property
    def actor(self) -> Actor:
        """Return who can fix it."""
        return self.error.recovery.actor

    @cached_property
    def outcome_groups(self) -> tuple[OutcomeGroup, ...]:
        """Return the outcomes by what they say, the costly ones first."""
        return grouped(self.outcomes)

    @property
    def did_it_happen(self) -> str:
        """Return whether the request took effect; where that depends on the call, what it costs most to get wrong."""
        costliest, *_ = self.outcome_groups
        answer, *others = self._answers
        if not others:
            return answer
        said = f"{self.did_it_happen_briefly}. On {costliest.names}, {_inside_sentence(answer)}"
        return said if others[1:] else f"{said}. On any other call, {_inside_sentence(others[0])}"

    @property
    def did_it_happen_briefly(self) -> str:
        """Return the same for a table: of several answers, that it depends on the call."""
        answer, *others = self._answers
        return "Depends on the call" if others else answer

    @property
    def _answers(self) -> tuple[str, ...]:
        """Return the different answers of the calls, the costliest first."""
        return tuple(dict.fromkeys(group.first.answer for group in self.outcome_groups))

    @property
    def advice(self) -> str:
        """Return what to do first: what keeps it from happening twice, where that is at stake, and then the advice."""
        costly = [group for group in self.outcome_groups if group.first.is_costly]
        if len(self.outcome_groups) == 1:
            sentences = [group.first.instruction for group in costly]
        else:
            sentences = [f"On {group.names}, {group.first.next_step}." for group in costly]
        return " ".join([*sentences, self.error.recovery.advice])

    def outcome_at(self, endpoint: Endpoint) -> Outcome:
        """Return the outcome of a call of one of the endpoints that may answer with the error."""
        return next(each for each in self.outcomes if each.endpoint == endpoint)

    def advice_at(self, endpoint: Endpoint) -> str:
        """Return what to do first after a call of that endpoint."""
        outcome, advice = self.outcome_at(endpoint), self.error.recovery.advice
        return f"{outcome.instruction} {advice}" if outcome.is_costly else advice


def verdict_of(error: ErrorType, endpoints: Iterable[Endpoint]) -> Verdict:
    """Return the verdict on an error; `endpoints` are those that may answer with it."""
    return Verdict(error, error.outcomes_at(endpoints))


@dataclass(frozen=True)
class StatusVerdict:
    """What can be said of a status alone."""

    retry: Retry
    in_words: str
    """Flat where all codes agree; else it says which differ."""


def status_verdict(verdicts: Mapping[str, Verdict]) -> StatusVerdict:
    """Return the verdict on a status; `verdicts` has those of all its errors, by their codes."""
    by_words: dict[str, list[str]] = {}
    for code, verdict in verdicts.items():
        by_words.setdefault(verdict.in_words, []).append(code)
    if len(by_words) == 1:
        first, *_ = verdicts.values()
        return StatusVerdict(first.retry, first.in_words)
    *rare, (most, others) = sorted(by_words.items(), key=lambda pair: len(pair[1]))
    parts = [f"{_listed(codes)}: {_inside_sentence(words)}" for words, codes in rare]
    rest = _listed(others) if len(others) == 1 else f"the other {len(others)}"
    parts.append(f"{rest}: {_inside_sentence(most)}")
    return StatusVerdict(Retry.DEPENDS, f"Depends on the code. {'; '.join(parts)}")


def _inside_sentence(words: str) -> str:
    return f"{words[0].lower()}{words[1:]}"


def _listed(codes: list[str]) -> str:
    named = [f"`{code}`" for code in codes[:_MOST_NAMED]]
    more = [f"{len(codes) - len(named)} more"] if codes[_MOST_NAMED:] else []
    return ", ".join(named + more)
