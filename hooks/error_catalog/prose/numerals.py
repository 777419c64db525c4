"""Numbers as people write them: `1,000`, `1.5`, `twenty-five`, `half a`, `⅓ of a`, `1 to 3`, `1, 2 and 4`."""

import re
import unicodedata

FLAGS = re.IGNORECASE | re.ASCII
"""How patterns with NUMBERS are compiled; beyond ASCII, other letters would match that have no value here."""

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
_NUMBER = rf"(?>{_FRACTION}|{_OTHER}|{NUMERAL}(?: and a half\b)?|\b{_ARTICLE}\b)"
_RANGE = " ?(?:to|[–—-]) ?"

# As short as it can be: each number in a pattern takes as long to compile as a small module to import.
NUMBERS = rf"(?>(?:between )?{_NUMBER}(?:(?:{_RANGE}|,? (?:or|and) |, |/){_NUMBER}){{0,19}})"
"""The pattern of numbers and ranges in a row, as `ranges_in` reads them, for a pattern with FLAGS."""

_ONE_SPAN = re.compile(rf"(?P<first>{_NUMBER})(?:{_RANGE}(?P<last>{_NUMBER}))?", FLAGS)


def ranges_in(numbers: str) -> list[tuple[float, float]]:
    """Return the ranges that NUMBERS matched, each as its two ends; for a number alone, these are the same."""
    if numbers.lower().startswith("between "):
        numbers = numbers.replace(" and ", " to ")
    return [
        (value_of(found["first"]), value_of(found["last"] or found["first"])) for found in _ONE_SPAN.finditer(numbers)
    ]


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
