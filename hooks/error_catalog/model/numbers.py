"""Numbers in the texts that say what to do: seconds, tries and statuses, held against retry policy and body."""

import re
from collections.abc import Collection, Iterable, Iterator

from error_catalog.diagnostics.faults import Location, Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.model.problem import ProblemDetails
from error_catalog.model.recovery import Recovery
from error_catalog.prose.known_names import CODE_PATTERN

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBER = rf"(?:\d+(?:[.,]\d+)*|{'|'.join(_WORDS)})"
_RANGE = rf"(?P<number>{_NUMBER})(?:\s*(?:to|or|and|–|-)\s*(?P<upper>{_NUMBER}))?"

_WAIT = re.compile(
    rf"\b{_RANGE}[ \u00a0-]?"
    r"(?:(?P<ms>milliseconds?|ms)|(?P<s>seconds?|secs?|s)|(?P<min>minutes?|mins?)|(?P<h>hours?|h))\b",
    re.IGNORECASE,
)
_ABOUT_WAITING = re.compile(r"\b(?:wait|retr(?:y|ies)|again|back off|pause|sleep|delay)", re.IGNORECASE)
_SECONDS = {"ms": 0.001, "s": 1, "min": 60, "h": 3600}

_TRIES = re.compile(
    rf"\b(?:(?P<adverb>once|twice)(?= more\b| again\b)|(?<=\bretry )(?P<alone>once|twice)"
    rf"|{_RANGE} (?:more )?(?P<noun>times|retries|tries|attempts))\b",
    re.IGNORECASE,
)
_STATUS = re.compile(
    r"(?<![\d.,/:$€£])\b[45]\d\d\b(?![\d.,/:]\d|[ \u00a0-]?(?:s|ms|seconds?|minutes?|hours?|[A-Z]{3})\b)"
    r"(?! (?!errors|responses|answers)[a-z]+s\b)"  # "500 orders" are as many
)
_CODE_SPAN = re.compile(r"`[^`]*`")


def number_violations(recovery: Recovery, bodies: Collection[ProblemDetails]) -> Iterator[Violation]:
    """Yield a violation for each number in advice, steps and caution that policy and bodies contradict."""
    for place, text in _texts(recovery):
        prose = _CODE_SPAN.sub(lambda span: span[0] if CODE_PATTERN.fullmatch(span[0][1:-1]) else "`…`", text)
        yield from (each.at(place) for each in _wait_violations(prose, recovery, bodies))
        yield from (each.at(place) for each in _tries_violations(prose, recovery))
        yield from (each.at(place) for each in _status_violations(prose, bodies))


def _texts(recovery: Recovery) -> Iterator[tuple[Location, str]]:
    yield ("recovery", "advice"), recovery.advice
    yield from ((("recovery", "steps", index), step) for index, step in enumerate(recovery.steps))
    if recovery.caution:
        yield ("recovery", "caution"), recovery.caution


def _wait_violations(text: str, recovery: Recovery, bodies: Iterable[ProblemDetails]) -> Iterator[Violation]:
    """A time of seconds is a wait, and so is any other in a text that speaks of waiting."""
    policy = recovery.retry
    waits = [(wait.min_seconds, wait.max_seconds) for wait in policy.waits] if policy else []
    known = {*waits, *((end, end) for wait in waits for end in wait)}
    known |= {(policy.max_delay_seconds,) * 2} if policy else set()
    known |= {(body.retry_after,) * 2 for body in bodies if body.retry_after is not None}
    for found in _WAIT.finditer(text):
        (factor,) = (seconds for unit, seconds in _SECONDS.items() if found[unit])
        if factor != 1 and not _ABOUT_WAITING.search(text):
            continue
        first = _value(found["number"]) * factor
        last = _value(found["upper"] or found["number"]) * factor
        if (first, last) not in known:
            hint = "the error is not retryable: name no wait"
            if policy:
                hint = f"by the retry policy it is {', '.join(dict.fromkeys(map(str, policy.waits)))}"
            yield Violation(Rule.NUMBERS, (), f'"{found[0]}" is no wait of this error', hint)


def _tries_violations(text: str, recovery: Recovery) -> Iterator[Violation]:
    most = recovery.retry.max_retries if recovery.retry else 0
    for found in _TRIES.finditer(text):
        adverb = found["adverb"] or found["alone"]
        said = [_value(each) for each in (found["number"], found["upper"]) if each]
        said = [("once", "twice").index(adverb.lower()) + 1] if adverb else said
        # The first try is one more than the retries.
        known = {most + 1} if (found["noun"] or "").lower() in ("tries", "attempts") else {most}
        if set(said) != known:
            times = "once" if most == 1 else f"{most} times"
            hint = f"by the retry policy it is {times}" if most else "the error is not retryable: name no retries"
            yield Violation(Rule.NUMBERS, (), f'"{found[0]}" is not how often this error is retried', hint)


def _status_violations(text: str, bodies: Collection[ProblemDetails]) -> Iterator[Violation]:
    """A text that names a code may be about its status."""
    own = {body.status for body in bodies}
    names_a_code = any(CODE_PATTERN.fullmatch(span.strip("`")) for span in _CODE_SPAN.findall(text))
    for found in () if names_a_code else _STATUS.finditer(text):
        if int(found[0]) not in own:
            hint = f"the body says {', '.join(map(str, sorted(own)))}"
            yield Violation(Rule.NUMBERS, (), f"{found[0]} is not the status of this error", hint)


def _value(number: str) -> float:
    word = number.lower()
    return _WORDS.index(word) + 1 if word in _WORDS else float(number.replace(",", ""))
