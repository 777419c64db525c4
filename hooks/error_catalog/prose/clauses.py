"""Prose without its markup, and the clauses of it: what a number is about, its own clause says."""

import re
from collections.abc import Iterator

from error_catalog.prose.numerals import NUMERAL

_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_CODE = re.compile(r"`+([^`]*)`+")
_WORDS = re.compile(r"[\w .,/–-]+")
_EMPHASIS = re.compile(r"[*\"“”]+|(?<!\w)_+|_+(?!\w)")
_ADDRESS = re.compile(r"https?://\S+")

_SUBORDINATE = r"although|because|before(?! (?:\w+ ){0,2}retry)|if|since|that|when|where|which|while|who"
_CLAUSE = re.compile(
    rf"(\b(?:{_SUBORDINATE})\b[^,.;!?]*)|[.;!?](?:\s|$)|\b(?:but|so|then)\b|, (?:and|or) (?!{NUMERAL})",
    re.IGNORECASE,
)


def words_of(text: str) -> str:
    """Return a text without emphasis, quotation marks, addresses, targets of links, and code that is no words."""
    text = _LINK.sub(r"\1", text)
    text = _CODE.sub(lambda code: code[1] if _WORDS.fullmatch(code[1]) else "…", text)
    return " ".join(_EMPHASIS.sub("", _ADDRESS.sub("…", text)).split())


def clauses_of(words: str) -> Iterator[str]:
    """Yield the clauses of a text that `words_of` returned; one after `if`, `that` and the like ends at its comma."""
    yield from filter(None, _CLAUSE.split(words))
