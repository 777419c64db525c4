"""The terms that the glossary explains."""

import html
import re
from collections.abc import Iterator, Mapping

from error_catalog.diagnostics.faults import Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.prose.headings import heading_lines, headings
from error_catalog.prose.markdown import Range

GLOSSARY = "glossary.md"
"""The hand-written page whose headings are the terms; its path below docs/."""

_WORD = re.compile(r"\w")
_WITHOUT_WORDS = re.compile(r"^#+[^\w\n]*$", re.MULTILINE)
_UNDERLINE = re.compile(r"\A\n[-=]+[ \t]*$", re.MULTILINE)
_LONGEST = 60


def glossary_terms(pages: Mapping[str, str]) -> dict[str, str]:
    """Return the terms in small letters, and the place below docs/ of each; none where there is no glossary.

    `pages` has the texts of hand-written pages by their paths below docs/.
    """
    found = headings(pages[GLOSSARY]) if GLOSSARY in pages else ()
    return {_term(each.words): f"{GLOSSARY}#{each.anchor}" for each in found if each.level > 1}


def glossary_violations(text: str) -> Iterator[Violation]:
    """Yield a violation for each heading of the glossary that names no term, one that has another, or says nothing."""
    if not all(_WORD.search(each.words) for each in headings(text)):
        for found in _WITHOUT_WORDS.finditer(text):
            violation = Violation(Rule.TERM, (), "a heading without words", "write the term, or delete the heading")
            yield violation.within(text, found.start(), found[0])
    terms: set[str] = set()
    for words, line, explanation in _entries(text):
        term = _term(words)
        if term in terms:
            message, hint = "has a heading already", "make the two one"
        elif not explanation:
            message, hint = "has no explanation", "write it below the heading, or delete the heading"
        else:
            message = hint = ""
        terms.add(term)
        if message:
            violation = Violation(Rule.TERM, (), f"the term {words[:_LONGEST]} {message}", hint)
            yield violation.within(text, line[0], text[slice(*line)])


def _entries(text: str) -> Iterator[tuple[str, Range, str]]:
    """Yield the words of each heading that names a term, its line, and what stands below it."""
    lines = heading_lines(text)
    named = [each for each in headings(text) if _WORD.search(each.words)]
    for heading, line, following in zip(named, lines, [*lines[1:], (len(text), 0)], strict=False):
        if heading.level > 1:
            yield heading.words, line, _UNDERLINE.sub("", text[line[1] : following[0]]).strip()


def _term(words: str) -> str:
    return " ".join(html.unescape(words).casefold().split())
