"""How long to wait and how often to try again, by what a clause says; other times and counts are left alone."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from error_catalog.prose.durations import later_times_in, notations_in
from error_catalog.prose.numerals import FLAGS, Range, numbers_in, value_of

_UNITS = {
    "milliseconds?|msecs?|ms": 0.001,
    "seconds?|secs?|s": 1,
    "minutes?|mins?|m": 60,
    "hours?|hrs?|h": 3600,
    "days?|d": 86_400,
    "weeks?": 604_800,
    "fortnights?": 1_209_600,
    "months?": 2_592_000,
    "years?": 31_536_000,
}
_BEFORE_TIME = re.compile(
    r"(?P<deadline>\bwithin (?:the )?)?(?P<when>\b(?:after|in|every) (?:(?:about|another|at least) )?)?\Z", FLAGS
)
_LONGEST_BEFORE = 40
"""Characters in which all that matches there has room."""

_AFTER_TIME = re.compile(
    r"(?P<words>\)?[ -]?(?:(?:or )?(?:business|full|more|whole) )?"
    rf"(?P<unit>{'|'.join(_UNITS)})\b(?P<more> and a half\b)?)"
    r"(?P<later> later\b)?",
    FLAGS,
)
_EVERY = re.compile(
    # "Every second try" is no time.
    r"\b(?:every|each) (?P<unit>minute|hour|day|week"
    r"|second(?=\W*$|[.,;:!?)]| (?:and|at|but|for|if|or|then|until|while)\b))(?![\w'’-])",
    FLAGS,
)
_WAITING = re.compile(
    r"\b(?:wait(?:s|ing)?|retr(?:y|ies|ied|ying)|(?:try|trying) (?:it )?again|back(?:ing)?[ -]?off|hold(?:ing)? off"
    r"|pause|sleep|delays?|stop sending|give it|apart|passed)\b",
    FLAGS,
)
_SENDING = re.compile(r"\b(?:again|once more|send|resend|place|call|submit|repeat)\b", FLAGS)

_AFTER_COUNT = re.compile(
    r"\)? (?P<more>(?:more|further|additional|extra) )?(?P<noun>times|(?<=\bone )retry|retries|tries|attempts)\b", FLAGS
)
# A clause without these counts nothing; to look for a number at each place takes ten times as long.
_COUNTED = re.compile(r"times|retr|tries|attempts", FLAGS)

# "Retry at once" and "retry once the store is open" count nothing.
_ONCE = re.compile(
    r"\b(?:(?<!\bat )once(?=\W*$|[.,;:!?)]| (?:more|again|after|and|at|in|only|or|per|with)\b)|twice|thrice)\b", FLAGS
)
_SIGN_OF_TIMES = re.compile(r" ?[x×](?!\w)", FLAGS)
_RETRYING = re.compile(r"\b(?:retr(?:y|ies|ied|ying)|try|trying|again|repeat|resend)\b", FLAGS)
_MORE = re.compile(r" (?:more|again)\b", FLAGS)


@dataclass(frozen=True)
class Wait:
    """Words for a wait, and its ranges in seconds; a vague one, such as a few seconds, is one of at least these."""

    words: str
    ranges: tuple[Range, ...]
    is_vague: bool = False


@dataclass(frozen=True)
class Tries:
    """Words for how often to try, and their numbers, which may count the first try; none for a few and the like."""

    words: str
    numbers: frozenset[float]
    is_first_counted: bool


def waits_in(clause: str) -> Iterator[Wait]:
    """Yield each time in a clause that speaks of waiting or retrying, or of sending something after or in that time."""
    is_waiting, is_sending = _WAITING.search(clause), _SENDING.search(clause)
    if not is_waiting and not is_sending:
        return
    for numbers in numbers_in(clause):
        before = _BEFORE_TIME.search(clause, max(0, numbers.start - _LONGEST_BEFORE), numbers.start)
        after = _AFTER_TIME.match(clause, numbers.end)
        if not before or not after or before["deadline"]:
            continue
        if is_waiting or before["when"] or after["later"]:
            words = clause[numbers.start : after.end("words")]
            unit = _seconds_of(after["unit"])
            more = unit / 2 if after["more"] else 0  # an hour and a half
            ranges = tuple((first * unit + more, last * unit + more) for first, last in numbers.ranges)
            yield Wait(words if "(" in words else words.replace(")", ""), ranges, numbers.is_vague)
    if is_waiting:
        for found in _EVERY.finditer(clause):
            seconds = _seconds_of(found["unit"])
            yield Wait(found[0], ((seconds, seconds),))
        yield from (Wait(words, ((seconds, seconds),)) for words, seconds in notations_in(clause))
    yield from (Wait(words, ((least, least),), is_vague=True) for words, least in later_times_in(clause))


def tries_in(clause: str) -> Iterator[Tries]:
    """Yield each number of tries or times, and each `once` or `5x` that follows a word for retrying."""
    retrying, sending = _RETRYING.search(clause), _SENDING.search(clause)
    for numbers in numbers_in(clause) if _COUNTED.search(clause) else ():
        after = _AFTER_COUNT.match(clause, numbers.end)
        if after and (retrying or not numbers.is_vague):
            is_first_counted = after["noun"].lower() in ("tries", "attempts") and not after["more"]
            ends = frozenset() if numbers.is_vague else _ends(numbers.ranges)
            yield Tries(clause[numbers.start : after.end()], ends, is_first_counted)
    for start, end, times in _times_in(clause):
        is_retry = retrying and retrying.end() <= start
        if is_retry or (sending and sending.end() <= start and _MORE.match(clause, end)):
            yield Tries(clause[start:end], times, is_first_counted=False)


def _times_in(clause: str) -> Iterator[tuple[int, int, frozenset[float]]]:
    """Yield where a clause says once, twice, thrice or 5x, and how many times that is."""
    for found in _ONCE.finditer(clause):
        yield *found.span(), frozenset({value_of(found[0])})
    for numbers in numbers_in(clause) if _SIGN_OF_TIMES.search(clause) else ():
        if (sign := _SIGN_OF_TIMES.match(clause, numbers.end)) and not numbers.is_vague:
            yield numbers.start, sign.end(), _ends(numbers.ranges)


def _seconds_of(unit: str) -> float:
    return next(seconds for names, seconds in _UNITS.items() if re.fullmatch(names, unit, FLAGS))


def _ends(ranges: Iterable[Range]) -> frozenset[float]:
    return frozenset(end for each in ranges for end in each)
