"""Numbers in the texts that say what to do: waits, tries and statuses, held against retry policy and body."""

import re
from collections.abc import Collection, Iterator

from error_catalog.diagnostics.faults import Location, Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.model.problem import ProblemDetails
from error_catalog.model.recovery import Recovery
from error_catalog.model.retry_policy import RetryPolicy
from error_catalog.prose.clauses import clauses_of, words_of
from error_catalog.prose.known_names import KnownNames
from error_catalog.prose.retries import tries_in, waits_in
from error_catalog.prose.statuses import statuses_in

_SEVERAL = 2
"""What several tries are at least."""

_FOR_THE_USER = ("recovery", "user_message")


def number_violations(recovery: Recovery, bodies: Collection[ProblemDetails], names: KnownNames) -> Iterator[Violation]:
    """Yield a violation for each number in what says what to do that policy and bodies contradict."""
    waits = _waits_of(recovery.retry, bodies)
    for place, text in _texts(recovery):
        words = words_of(text)
        for clause in clauses_of(words):
            found = (*_wait_violations(clause, recovery.retry, waits), *_tries_violations(clause, recovery.retry))
            yield from (each.at_words(text, each.fragment).at(place) for each in found)
        if place != _FOR_THE_USER:  # which has no status at all
            statuses = _status_violations(words, bodies, names)
            yield from (each.at_words(text, each.fragment).at(place) for each in statuses)


def _texts(recovery: Recovery) -> Iterator[tuple[Location, str]]:
    yield ("recovery", "advice"), recovery.advice
    yield from ((("recovery", "steps", index), step) for index, step in enumerate(recovery.steps))
    if recovery.caution:
        yield ("recovery", "caution"), recovery.caution
    if recovery.user_message:
        yield _FOR_THE_USER, recovery.user_message


def _waits_of(policy: RetryPolicy | None, bodies: Collection[ProblemDetails]) -> set[tuple[str, str]]:
    """Return the waits that a text may name: the policy's, and the ends of these and what bodies say alone."""
    ranges = [(wait.min_seconds, wait.max_seconds) for wait in policy.waits] if policy else []
    alone = [end for each in ranges for end in each]
    alone += [policy.max_delay_seconds] if policy else []
    alone += [body.retry_after for body in bodies if body.retry_after is not None]
    return {_shown(first, last) for first, last in (*ranges, *((each, each) for each in alone))}


def _shown(first: float, last: float) -> tuple[str, str]:
    """Return the ends of a wait as hints and pages show them, so that 0.1 s times 3 is 0.3 s."""
    return f"{first:g}", f"{last:g}"


def _wait_violations(clause: str, policy: RetryPolicy | None, waits: set[tuple[str, str]]) -> Iterator[Violation]:
    hint = "the error is not retryable: name no wait"
    if policy:
        hint = f"by the retry policy it is {', '.join(dict.fromkeys(map(str, policy.waits)))}"
    for wait in waits_in(clause):
        longest = max((float(last) for _, last in waits), default=0)
        is_known = [first <= longest if wait.is_vague else _shown(first, last) in waits for first, last in wait.ranges]
        if not all(is_known):
            yield Violation(Rule.NUMBERS, (), f'"{wait.words}" is no wait of this error', hint, wait.words)


def _tries_violations(clause: str, policy: RetryPolicy | None) -> Iterator[Violation]:
    most = policy.max_retries if policy else 0
    times = "once" if most == 1 else f"{most} times"
    hint = f"by the retry policy it is {times}" if most else "the error is not retryable: name no retries"
    for tries in tries_in(clause):
        if tries.numbers != {most + tries.is_first_counted} if tries.numbers else most < _SEVERAL:
            yield Violation(
                Rule.NUMBERS, (), f'"{tries.words}" is not how often this error is retried', hint, tries.words
            )


def _status_violations(words: str, bodies: Collection[ProblemDetails], names: KnownNames) -> Iterator[Violation]:
    """A text that names a code may name its status too, which may be any where the code's file does not say."""
    own = {body.status for body in bodies}
    of_codes = {names.statuses.get(word) for word in re.findall(r"\w+", words) if word in names.codes}
    hint = f"the body says {', '.join(map(str, sorted(own)))}; of another number, say what it counts"
    for status in () if None in of_codes else statuses_in(words):
        if status not in own | of_codes:
            yield Violation(Rule.NUMBERS, (), f"{status} is not the status of this error", hint, str(status))
