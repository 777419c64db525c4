"""The HTTP statuses that a text names; a number that counts something is none."""

import re
from collections.abc import Iterator
from http import HTTPStatus

_HTTP_ERRORS = frozenset(status.value for status in HTTPStatus if status >= HTTPStatus.BAD_REQUEST)

_TO = "".join(f"(?<!{verb} )" for verb in ("change", "changes", "changed", "turn", "turns", "turned", "goes")) + "to"
"""The word before an amount, but not where something changes to a status."""

_AMOUNT = (
    f"(?:most|least|than|{_TO}|over|above|below|under|first|last|(?:amount|limit|maximum|minimum|total) (?:of|is)"
    "|port|line|item|row|order|store|number|version|(?-i:[A-Z]{3}))"
)
"""What stands before an amount, or before the number of a thing: `at most 500`, `USD 500`, `port 500`."""

_GOES_ON = (
    "(?:errors?|responses?|answers?|alike|likewise|like|next|as|is|was|are|means?|says?|comes?|tells?|again|instead"
    "|too|once|twice|[a-z]+ly|(?:and|or)(?! (?:more|fewer|less))|but|nor|not|than|then|so|if|when|where|while|until"
    "|because|since|after|before|at|by|for|from|in|on|to|with|without|it|this|that|which|the|an?|its|your|you|only"
    "|also|may|can|will|must|should)"
)
"""What follows a status; any other word says what the number counts: `500 characters`."""

_STATUSES = re.compile(
    rf"(?P<amount>\b{_AMOUNT} )?"
    r"(?:(?P<called>\bstatus(?:es)?(?: codes?)?(?: (?:of|is) |[:=] ?| )|\bHTTP[ /-]?)|(?<![\w.,/:#=$€£¥-]))"
    r"(?P<numbers>[45]\d\d(?:(?:/|, | or | and | to |[–-])[45]\d\d){0,9})(?![.,:/-]?\d|\w)"
    rf"(?P<counted> ?[%°$€£¥]| (?-i:[A-Z]{{2,3}})\b|[ -](?!{_GOES_ON}\b)(?-i:[a-z]))?",
    re.IGNORECASE,
)


def statuses_in(words: str) -> Iterator[int]:
    """Yield each number of a text that is called a status, or that is one of an error in HTTP and counts nothing."""
    for found in _STATUSES.finditer(words):
        counts = found["amount"] or found["counted"]
        statuses = map(int, re.findall(r"\d+", found["numbers"]))
        yield from (each for each in statuses if found["called"] or (each in _HTTP_ERRORS and not counts))
