"""The words of this portal, and what it says in place of others: the rules of STYLE.md that a machine can check."""

import re
from collections.abc import Iterator

from error_catalog.diagnostics.faults import Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.prose.markdown import BLOCKS_OF_CODE, violations_shown

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
    "prior to": "before",
    "simply": "",
    "just": "",
    "easily": "",
    "obviously": "",
    "seamlessly": "",
}
"""What to write for each word that the portal does not use; nothing where the sentence is better without it."""

_WORDS = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, INSTEAD), key=len, reverse=True))})\b", re.IGNORECASE)
_CODE = BLOCKS_OF_CODE | {"code"}


def style_violations(text: str) -> Iterator[Violation]:
    """Yield a violation for each word in the Markdown that the portal says in another way; code may say anything."""
    suspects = ((found.start(), found[0], _violation(found[0])) for found in _WORDS.finditer(text))
    yield from violations_shown(text, suspects, _CODE.isdisjoint)


def _violation(word: str) -> Violation:
    instead = INSTEAD[word.lower()]
    hint = f"say {instead} instead" if instead else "the sentence says the same without it"
    return Violation(Rule.STYLE, (), f"a word that this portal does not use: {word}", hint)
