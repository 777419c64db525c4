"""Numbers as people write them: `1,000`, `1.5`, `twenty-five`, `half a`, `⅓ of a`, `1 to 3`, `1, 2 and 4`, `a few`."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

FLAGS = re.IGNORECASE | re.ASCII
"""How patterns of numbers are compiled; beyond ASCII, other letters would match that have no value here."""

_ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_VALUES: dict[str, float] = {
    **{word: value for value, word in enumerate([*_ONES, *_TEENS])},
    **{word: 10 * value for value, word in enumerate(_TENS, 2)},
    **{"once": 1, "twice": 2, "thrice": 3},
    **{"half": 0.5, "half a": 0.5, "half an": 0.5, "a": 1, "an": 1, "another": 1},
    **{"hundred": 100, "a hundred": 100, "one hundred": 100},
    **{"a dozen": 12, "half a dozen": 6},
}
_PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10, "hundredth": 100}
"""How many of each part make one."""

_WHOLE = rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_ONES)}))?|{'|'.join((*_ONES, *_TEENS))})"
_DIGITS = r"(?<![\w.,])\d+(?:,\d{3})*(?:\.\d+)?(?![.,]?\d)"  # no part of 2.1.0 or 1,5
_ARTICLE = r"(?:another|an?)(?! second (?!then|and|or|later)\w)"  # "a second try" is no time
_SIGN = "[¼-¾⅐-⅞]"
_OF = " of an?"
_FRACTION = (
    rf"(?:{_DIGITS} ?)?{_SIGN}(?:{_OF}\b)?"
    rf"|{_DIGITS}[/⁄]0*[1-9]\d*{_OF}\b"
    rf"|\b(?:an?|{'|'.join(_ONES)}|\d+)[ -](?:{'|'.join(sorted(_PARTS, reverse=True))})s?{_OF}\b"
    rf"|\b(?:half|quarter){_OF}\b"
)
NUMERAL = rf"(?:{_DIGITS}|\b{_WHOLE}\b)"
"""The pattern of a number in digits or words."""

_OTHER = r"\b(?:(?:half )?a dozen|(?:a |one )?hundred|half(?: an?)?)\b"
# Compiled once, which takes as long as to import a module: what stands around a number is looked for apart from it.
_NUMBER = re.compile(
    r"\b(?P<vague>a couple of|a few|few|several|some)\b"
    rf"|{_FRACTION}|{_OTHER}|{NUMERAL}(?: and a half\b)?|\b{_ARTICLE}\b",
    FLAGS,
)
_NEXT = re.compile(r"(?P<to> ?(?:to|[–—-]) ?)|,? (?:or|(?P<and>and)) |, |/", FLAGS)
_BETWEEN = "between "
_BRACKET = re.compile(r" ?\(")
_FEW = 2
"""What a few are at least."""

Range = tuple[float, float]
"""The two ends of a range; for a number alone, these are the same."""


class Numbers(NamedTuple):
    """Numbers and ranges in a row, and where their words stand."""

    start: int
    end: int
    ranges: tuple[Range, ...]
    is_vague: bool
    """Whether there are at least so many, as with a few."""


def numbers_in(text: str) -> Iterator[Numbers]:
    """Yield the numbers of a text, each row as long as it goes, with what repeats it in brackets: `five (5)`."""
    found = _NUMBER.search(text)
    while found:
        numbers = _vague(found) if found["vague"] else _with_brackets(text, _row(text, found))
        yield numbers
        found = _NUMBER.search(text, numbers.end)


def _vague(found: re.Match[str]) -> Numbers:
    return Numbers(*found.span(), ((_FEW, _FEW),), is_vague=True)


def _row(text: str, found: re.Match[str]) -> Numbers:
    """Return the row that begins with a number that was found."""
    start, end = found.span()
    is_between = text[max(0, start - len(_BETWEEN)) : start].lower() == _BETWEEN
    start -= len(_BETWEEN) if is_between else 0
    ranges, is_open = [_alone(found)], True
    while (sign := _NEXT.match(text, end)) and (number := _NUMBER.match(text, sign.end())) and not number["vague"]:
        if is_open and (sign["to"] or (is_between and sign["and"])):
            ranges[-1], is_open = (ranges[-1][0], value_of(number[0])), False
        else:
            ranges.append(_alone(number))
            is_open = True
        end = number.end()
    return Numbers(start, end, tuple(ranges), is_vague=False)


def _with_brackets(text: str, numbers: Numbers) -> Numbers:
    bracket = _BRACKET.match(text, numbers.end)
    found = _NUMBER.match(text, bracket.end()) if bracket else None
    again = _row(text, found) if found and not found["vague"] else None
    if again and text.startswith(")", again.end):
        return numbers._replace(end=again.end + 1, ranges=numbers.ranges + again.ranges)
    return numbers


def _alone(found: re.Match[str]) -> Range:
    return value_of(found[0]), value_of(found[0])


def value_of(number: str) -> float:
    """Return the value of a number in digits or words, or of `once` and its like."""
    fraction = _fraction(number.lower())
    if fraction is not None:
        return fraction
    words, _, half = number.lower().partition(" and a ")
    if half:
        return value_of(words) + _VALUES[half]
    if words[0].isdigit():
        return float(words.replace(",", ""))
    return _VALUES[words] if words in _VALUES else sum(_VALUES[word] for word in re.split("[ -]", words))


def _fraction(words: str) -> float | None:
    """Return the value of a number that _FRACTION matched, or None for another one."""
    if found := re.search(_SIGN, words):
        return float(words[: found.start()].strip().replace(",", "") or 0) + unicodedata.numeric(found[0])
    parts = re.split("[ /⁄-]", words.partition(" of ")[0])
    if " of " not in words:
        return None
    if len(parts) == 1:  # half of a
        return 1 / _PARTS[parts[0]]
    count, part = parts
    return value_of(count) / (float(part) if part.isdigit() else _PARTS.get(part) or _PARTS[part.removesuffix("s")])
