"""Numbers as people write them: `1,000`, `1.5`, `twenty-five`, `half a`, `1 to 3`, `1, 2 and 4`."""

import re

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
}

_WHOLE = rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_ONES)}))?|{'|'.join((*_ONES, *_TEENS))})"
_DIGITS = r"(?<![\w.,])\d+(?:,\d{3})*(?:\.\d+)?(?![.,]?\d)"  # no part of 2.1.0 or 1,5
_ARTICLE = r"(?:another|an?)(?! second (?!then|and|or|later)\w)"  # "a second try" is no time
NUMERAL = rf"(?:{_DIGITS}|\b{_WHOLE}\b)"
"""The pattern of a number in digits or words."""

_NUMBER = rf"(?>\b(?:(?:a |one )?hundred|half(?: an?)?)\b|{NUMERAL}(?: and a half\b)?|\b{_ARTICLE}\b)"
_SPAN = rf"{_NUMBER}(?: ?(?:to|[–—-]) ?{_NUMBER})?"

NUMBERS = rf"(?>between {_NUMBER} and {_NUMBER}|{_SPAN}(?:(?:,? (?:or|and) |, |/){_SPAN}){{0,9}})"
"""The pattern of numbers and ranges in a row, as `ranges_in` reads them, for a pattern with FLAGS."""

_ONE_SPAN = re.compile(rf"(?P<first>{_NUMBER})(?: ?(?:to|[–—-]) ?(?P<last>{_NUMBER}))?", FLAGS)


def ranges_in(numbers: str) -> list[tuple[float, float]]:
    """Return the ranges that NUMBERS matched, each as its two ends; for a number alone, these are the same."""
    if numbers.lower().startswith("between "):
        numbers = numbers.replace(" and ", " to ")
    return [
        (value_of(found["first"]), value_of(found["last"] or found["first"])) for found in _ONE_SPAN.finditer(numbers)
    ]


def value_of(number: str) -> float:
    """Return the value of a number in digits or words, or of `once` and its like."""
    words, _, half = number.lower().partition(" and a ")
    if half:
        return value_of(words) + _VALUES[half]
    if words[0].isdigit():
        return float(words.replace(",", ""))
    return _VALUES[words] if words in _VALUES else sum(_VALUES[word] for word in re.split("[ -]", words))
