"""The first use of each term in a page becomes a link to the glossary."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping

from error_catalog.pages.linking import NO_WORDS
from error_catalog.prose.glossary import GLOSSARY
from error_catalog.prose.markdown import blank, code_spans, shown

_TEXT = frozenset({"p", "li", "td", "dd", "em", "strong"})
"""The elements whose own words are prose."""

_NOT_FREE = frozenset({"a", "code", "pre", "dt", "th", "label", *(f"h{level}" for level in range(1, 7))})

_TITLES = re.compile(r"^[ \t]*(?:!!!|===)[^\n]*", re.MULTILINE)
"""The titles of boxes and tabs: to the parser, they are paragraphs."""

_NO_PROSE = re.compile(
    r"\A---\n.*?^---$|^#+ [^\n]*|^\|[^\n]*(?=\n\| ?-)"
    r"|<(?P<element>\w+)(?![^>]*\bmarkdown=)[^>]*>[^<\n]*</(?P=element)>",
    re.MULTILINE | re.DOTALL,
)
"""Front matter, headings, the heads of tables and raw HTML, as our templates write them."""


def link_terms(markdown: str, page: str, terms: Mapping[str, str]) -> str:
    """Return the Markdown of a page with the first use of each term linked to the glossary.

    `terms` leads from terms in small letters to their places; these and `page` are paths below docs/. Headings, titles,
    code and links stay as they are, and so does the glossary itself.
    """
    uses = [*_uses(_without(_TITLES, markdown), page, terms)]
    places = shown(markdown, (use.start() for use in uses))
    free = (use for use, elements in zip(uses, places, strict=True) if _is_prose(elements))
    return _linked(markdown, free, page, terms)


def link_terms_of_generated(markdown: str, page: str, terms: Mapping[str, str]) -> str:
    """Return what `link_terms` does for a page that our templates make, without a parser: patterns know these."""
    words = markdown
    for pattern in (_NO_PROSE, NO_WORDS, _TITLES):
        words = _without(pattern, words)
    words = blank(words, (span.span() for span in code_spans(words)))
    return _linked(markdown, _uses(words, page, terms), page, terms)


def _without(pattern: re.Pattern[str], text: str) -> str:
    return blank(text, (match.span() for match in pattern.finditer(text)))


def _is_prose(elements: tuple[str, ...]) -> bool:
    return bool(elements) and elements[-1] in _TEXT and _NOT_FREE.isdisjoint(elements)


def _uses(words: str, page: str, terms: Mapping[str, str]) -> Iterator[re.Match[str]]:
    """Yield each use of a term in a text, the longest of those that begin there; so is a plural in -s."""
    if not terms or page == GLOSSARY:
        return
    either = "|".join(r"\s+".join(map(re.escape, term.split())) for term in sorted(terms, key=len, reverse=True))
    yield from re.finditer(rf"(?<![\w/.-])(?P<term>{either})s?(?![\w-]|\.\w)", words, re.IGNORECASE)


def _linked(markdown: str, uses: Iterable[re.Match[str]], page: str, terms: Mapping[str, str]) -> str:
    linked, done, seen = [], 0, set()
    for use in uses:
        target = terms[" ".join(use["term"].casefold().split())]
        if target not in seen:
            seen.add(target)
            link = f"[{use[0]}]({posixpath.relpath(target, posixpath.dirname(page) or '.')})"
            linked += [markdown[done : use.start()], link]
            done = use.end()
    return "".join([*linked, markdown[done:]])
