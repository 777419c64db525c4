"""How long to wait and how often to try again, by what a clause says; other times and counts are left alone."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from error_catalog.prose.durations import later_times_in, notations_in
from error_catalog.prose.numerals import FLAGS, NUMBERS, ranges_in, value_of

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
_IN_BRACKETS = rf"(?: ?\((?P<again>{NUMBERS})\))?"  # five (5)
_FEW = 2
"""What a few are at least."""

_VAGUE = r"(?P<vague>(?<!a )\b(?:a couple of|a few|few|several|some))"
_TIME = re.compile(
    r"(?P<deadline>\bwithin (?:the )?)?"
    r"(?P<when>\b(?:after|in|every) (?:(?:about|another|at least) )?)?"
    rf"(?P<words>(?:{_VAGUE}|(?P<numbers>{NUMBERS}){_IN_BRACKETS})\)?[ -]?(?:(?:or )?(?:business|full|more|whole) )?"
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

_COUNT = re.compile(
    rf"\b(?:{_VAGUE}|(?P<numbers>{NUMBERS}){_IN_BRACKETS})\)? (?P<more>(?:more|further|additional|extra) )?"
    r"(?P<noun>times|(?<=\bone )retry|retries|tries|attempts)\b",
    FLAGS,
)
# A clause without these counts nothing; to look for a number at each place takes ten times as long.
_COUNTED = re.compile(r"times|retr|tries|attempts", FLAGS)
_HOW_OFTEN = re.compile(r"once|twice|thrice|[x×](?!\w)", FLAGS)

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
    """Words for a wait, and its ranges in seconds; a vague one, such as a few seconds, is one of at least these."""

    words: str
    ranges: tuple[tuple[float, float], ...]
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
    for found in _TIME.finditer(clause):
        is_wait = is_waiting or (is_sending and (found["when"] or found["later"]))
        if is_wait and not found["deadline"]:
            unit, words = _seconds_of(found["unit"]), found["words"]
            numbers = [(_FEW, _FEW)] if found["vague"] else _ranges(found)
            more = unit / 2 if found["more"] else 0  # an hour and a half
            ranges = tuple((first * unit + more, last * unit + more) for first, last in numbers)
            yield Wait(words if "(" in words else words.replace(")", ""), ranges, bool(found["vague"]))
    if is_waiting:
        for found in _EVERY.finditer(clause):
            seconds = _seconds_of(found["unit"])
            yield Wait(found[0], ((seconds, seconds),))
        yield from (Wait(words, ((seconds, seconds),)) for words, seconds in notations_in(clause))
    yield from (Wait(words, ((least, least),), is_vague=True) for words, least in later_times_in(clause))


def tries_in(clause: str) -> Iterator[Tries]:
    """Yield each number of tries or times, and each `once` or `5x` that follows a word for retrying."""
    retrying, sending = _RETRYING.search(clause), _SENDING.search(clause)
    for found in _COUNT.finditer(clause) if _COUNTED.search(clause) else ():
        is_first_counted = found["noun"].lower() in ("tries", "attempts") and not found["more"]
        if retrying or not found["vague"]:
            yield Tries(found[0], _ends(_ranges(found)), is_first_counted)
    for found in _ADVERB.finditer(clause) if _HOW_OFTEN.search(clause) else ():
        is_retry = retrying and retrying.end() <= found.start()
        if is_retry or (sending and sending.end() <= found.start() and _MORE.match(clause, found.end())):
            numbers = found["numbers"]
            yield Tries(
                found[0],
                _ends(ranges_in(numbers)) if numbers else frozenset({value_of(found[0])}),
                is_first_counted=False,
            )


def _seconds_of(unit: str) -> float:
    return next(seconds for names, seconds in _UNITS.items() if re.fullmatch(names, unit, FLAGS))


def _ranges(found: re.Match[str]) -> list[tuple[float, float]]:
    """Return the ranges of the numbers that were found, in words and in brackets; none for a few and the like."""
    return [each for numbers in (found["numbers"], found["again"]) if numbers for each in ranges_in(numbers)]


def _ends(ranges: Iterable[tuple[float, float]]) -> frozenset[float]:
    return frozenset(end for each in ranges for end in each)
