"""The words of this portal, and what it says in place of others: the rules of STYLE.md that a machine can check."""

import re
from collections.abc import Iterator

from error_catalog.diagnostics.faults import Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.prose.markdown import BLOCKS_OF_CODE, blank, violations_shown

INSTEAD = {
    "merchant": "store",
    "merchants": "stores",
    "backoff": "back-off",
    "e-mail": "email",
    "organization": "organisation",
    "organizations": "organisations",
    "who acts": "who can fix it",
    "in order to": "to",
    "utilize": "use",
    "utilise": "use",
    "e.g.": "for example",
    "i.e.": "that is",
    "etc.": "",
    "prior to": "before",
    "simply": "",
    "just": "",
    "easily": "",
    "obviously": "",
    "seamlessly": "",
}
"""What to write for each word that the portal does not use; nothing where the sentence is better without it."""

_TIME = r"(?! (?:as|in case|now|before|after|been|sent|made|begun|\w+ed)\b)"
"""What does not follow on `just` as a filler: of "an order that you just placed" and "just as", it is a part."""


def _pattern(words: str) -> str:
    pattern = r"\s+".join(map(re.escape, words.split()))  # lines end anywhere
    is_filler = not INSTEAD[words] and words.isalpha()
    return pattern + (r"(?!-\w)" if is_filler else "") + (_TIME if words == "just" else "")


_WORDS = re.compile(
    rf"(?<!\w)(?:{'|'.join(map(_pattern, sorted(INSTEAD, key=len, reverse=True)))})(?!\w)", re.IGNORECASE
)
_ADDRESSES = re.compile(r"https?://\S+")
_NOT_READ = BLOCKS_OF_CODE | {"code", "comment", "href", "src", "class", "id"}
"""The elements and attributes whose words are not ours, or which nobody reads."""


def style_violations(text: str) -> Iterator[Violation]:
    """Yield a violation for each word in the Markdown that the portal says in another way; code may say anything."""
    words = blank(text, (address.span() for address in _ADDRESSES.finditer(text)))
    suspects = ((found.start(), found[0], _violation(found[0])) for found in _WORDS.finditer(words))
    yield from violations_shown(text, suspects, _NOT_READ.isdisjoint)


def _violation(word: str) -> Violation | None:
    instead = INSTEAD.get(" ".join(word.casefold().split()))
    if instead is None:  # to a pattern, a dotless i is one too
        return None
    if word[0].isupper():
        instead = instead[:1].upper() + instead[1:]
    hint = f'say "{instead}" instead' if instead else "the sentence says the same without it"
    return Violation(Rule.STYLE, (), f"a word that this portal does not use: {' '.join(word.split())}", hint)
