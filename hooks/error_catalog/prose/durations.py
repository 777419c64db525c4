"""Durations without a unit in words: in notation, `PT5S` and `1m30s`, or until another day, such as `overnight`."""

import re
from collections.abc import Iterator

from error_catalog.prose.numerals import FLAGS

_NUMBER = r"\d+(?:\.\d+)?"
_NOTATION = re.compile(
    rf"(?<!within )(?<!within the )\b(?:P(?=\d|T\d)(?:(?P<Y>{_NUMBER})Y)?(?:(?P<M>{_NUMBER})M)?(?:(?P<W>{_NUMBER})W)?"
    rf"(?:(?P<D>{_NUMBER})D)?(?:T(?:(?P<TH>{_NUMBER})H)?(?:(?P<TM>{_NUMBER})M)?(?:(?P<TS>{_NUMBER})S)?)?"
    r"|(?=(?:\d+[dhms]){2,4}\b)(?:(?P<d>\d+)d)?(?:(?P<h>\d+)h)?(?:(?P<m>\d+)m)?(?:(?P<s>\d+)s)?)\b",
    re.ASCII,
)
"""By ISO 8601, or, where it has two parts or more, as Go writes it; a single one, `5s`, is a number and unit."""

_SECONDS = {
    **{"Y": 31_536_000, "M": 2_592_000, "W": 604_800, "D": 86_400, "TH": 3600, "TM": 60, "TS": 1},
    **{"d": 86_400, "h": 3600, "m": 60, "s": 1},
}

_UNTIL = "(?:(?:by|until|till|after) (?:the )?)"
_LATER = tuple(
    (re.compile(rf"(?<!for )\b(?:{words})(?![\w'’-])", FLAGS), seconds)
    for words, seconds in (
        (rf"{_UNTIL}?(?:tonight|midnight)|(?:in|until) the (?:morning|evening)", 3600),
        (r"overnight(?=\W*$|[.,;:!?)]| (?:and|before|or|then)\b)", 3600),  # "an overnight delivery" is no time
        (rf"{_UNTIL}?(?:tomorrow|(?:(?:the )?(?:next|following) (?:day|morning)))", 86_400),
        (rf"(?:{_UNTIL}|on |next )(?:mon|tues|wednes|thurs|fri|satur|sun)day", 86_400),
        (rf"{_UNTIL}?next (?:week|weekend|month|year)", 604_800),
    )
)
"""Words for a time many hours away or on another day, and how many seconds away it is, more or less, at least."""


def notations_in(clause: str) -> Iterator[tuple[str, float]]:
    """Yield each duration in notation, and its seconds; one within which to do something is left out."""
    for found in _NOTATION.finditer(clause):
        parts = found.groupdict()
        yield found[0], sum(float(number) * _SECONDS[name] for name, number in parts.items() if number)


def later_times_in(clause: str) -> Iterator[tuple[str, float]]:
    """Yield the words for each time many hours away or on another day, and how many seconds that is at least."""
    for words, seconds in _LATER:
        yield from ((found[0], seconds) for found in words.finditer(clause))
