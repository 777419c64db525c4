"""How long to wait and how often to try again, by what a clause says; other times and counts are left alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from error_catalog.prose.numerals import FLAGS, NUMBERS, ranges_in, value_of

_UNITS = {
    "milliseconds?|msecs?|ms": 0.001,
    "seconds?|secs?|s": 1,
    "minutes?|mins?": 60,
    "hours?|h": 3600,
    "days?": 86_400,
    "weeks?": 604_800,
    "months?": 2_592_000,
}
_TIME = re.compile(
    r"(?P<when>\b(?:after|in|every) (?:(?:about|another|at least) )?)?"
    rf"(?P<words>(?P<numbers>{NUMBERS})[ -]?(?:(?:full|more|whole) )?(?P<unit>{'|'.join(_UNITS)})\b)"
    r"(?P<later> later\b)?",
    FLAGS,
)
_WAITING = re.compile(
    r"\b(?:wait(?:s|ing)?|retr(?:y|ies|ied|ying)|(?:try|trying) (?:it )?again|back(?:ing)?[ -]?off|hold(?:ing)? off"
    r"|pause|sleep|delays?|stop sending|give it|apart|passed)\b",
    FLAGS,
)
_SENDING = re.compile(r"\b(?:again|once more|send|resend|place|call|submit|repeat)\b", FLAGS)

_COUNT = re.compile(
    rf"\b(?P<numbers>{NUMBERS}) (?P<more>(?:more|further|additional|extra) )?"
    r"(?P<noun>times|(?<=\bone )retry|retries|tries|attempts)\b",
    FLAGS,
)
_ADVERB = re.compile(
    # "Retry at once" and "retry once the store is open" count nothing.
    r"\b(?:(?<!\bat )once(?=\W*$|[.,;:!?)]| (?:more|again|after|and|at|in|only|or|per|with)\b)|twice|thrice)\b"
    rf"|(?P<numbers>{NUMBERS}) ?[x×](?!\w)",
    FLAGS,
)
_RETRYING = re.compile(r"\b(?:retr(?:y|ies|ied|ying)|try|trying|again|repeat|resend)\b", FLAGS)
_MORE = re.compile(r" (?:more|again)\b", FLAGS)


@dataclass(frozen=True)
class Wait:
    """Words for a wait, and its ranges in seconds."""

    words: str
    ranges: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Tries:
    """Words for how often to try, and their numbers, which may count the first try."""

    words: str
    numbers: frozenset[float]
    is_first_counted: bool


def waits_in(clause: str) -> Iterator[Wait]:
    """Yield each time in a clause that speaks of waiting or retrying, or of sending something after or in that time."""
    is_waiting, is_sending = _WAITING.search(clause), _SENDING.search(clause)
    for found in _TIME.finditer(clause):
        if is_waiting or (is_sending and (found["when"] or found["later"])):
            unit = _seconds_of(found["unit"])
            yield Wait(
                found["words"], tuple((first * unit, last * unit) for first, last in ranges_in(found["numbers"]))
            )


def tries_in(clause: str) -> Iterator[Tries]:
    """Yield each number of tries or times, and each `once` or `5x` that follows a word for retrying."""
    for found in _COUNT.finditer(clause):
        is_first_counted = found["noun"].lower() in ("tries", "attempts") and not found["more"]
        yield Tries(found[0], _ends(found["numbers"]), is_first_counted)
    retrying, sending = _RETRYING.search(clause), _SENDING.search(clause)
    for found in _ADVERB.finditer(clause):
        is_retry = retrying and retrying.end() <= found.start()
        if is_retry or (sending and sending.end() <= found.start() and _MORE.match(clause, found.end())):
            numbers = found["numbers"]
            yield Tries(
                found[0], _ends(numbers) if numbers else frozenset({value_of(found[0])}), is_first_counted=False
            )


def _seconds_of(unit: str) -> float:
    return next(seconds for names, seconds in _UNITS.items() if re.fullmatch(names, unit, FLAGS))


def _ends(numbers: str) -> frozenset[float]:
    return frozenset(end for each in ranges_in(numbers) for end in each)
