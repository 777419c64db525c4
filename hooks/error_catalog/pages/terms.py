"""The first use of each term in a page becomes a link to the glossary."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping

from error_catalog.pages.linking import NO_WORDS
from error_catalog.prose.glossary import GLOSSARY
from error_catalog.prose.markdown import Range, blank, code_spans, shown

_TEXT = frozenset({"p", "li", "td", "dd", "em", "strong"})
"""The elements whose own words are prose."""

_NOT_FREE = frozenset({"a", "code", "pre", "dt", "th", "label", *(f"h{level}" for level in range(1, 7))})

_TITLES = re.compile(r"^[ \t]*(?:!!!|===)[^\n]*", re.MULTILINE)
"""The titles of boxes and tabs: to the parser, they are paragraphs."""

_NO_PROSE = re.compile(
    r"\A---\n.*?^---$|^<dl\b.*?^</dl>$|^#+ [^\n]*|^\|[^\n]*(?=\n\| ?-)"
    r"|<(?P<element>\w+)(?![^>]*\bmarkdown=)[^>]*>[^<\n]*</(?P=element)>",
    re.MULTILINE | re.DOTALL,
)
"""Front matter, verdicts, headings, the heads of tables and raw HTML, as our templates write them."""

_ADDRESSES = re.compile(r"https?://\S+")

_SPACE = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)"
"""What stands between two words of a paragraph."""


def link_terms(markdown: str, page: str, terms: Mapping[str, str]) -> str:
    """Return the Markdown of a page with the first use of each term linked to the glossary.

    `terms` leads from terms in small letters to their places; these and `page` are paths below docs/. Headings, titles,
    code and links stay as they are, and so does the glossary itself.
    """
    forms = _with_plurals(terms)
    uses = [*_uses(_without(_TITLES, markdown), page, forms)]
    places = shown(markdown, (start for start, _ in uses))
    free = (use for use, elements in zip(uses, places, strict=True) if _is_prose(elements))
    return _linked(markdown, free, page, forms)


def link_terms_of_generated(markdown: str, page: str, terms: Mapping[str, str]) -> str:
    """Return what `link_terms` does for a page that our templates make, without a parser: patterns know these."""
    words = markdown
    for pattern in (_NO_PROSE, NO_WORDS, _TITLES):
        words = _without(pattern, words)
    words = blank(words, (span.span() for span in code_spans(words)))
    forms = _with_plurals(terms)
    return _linked(markdown, _uses(words, page, forms), page, forms)


def _without(pattern: re.Pattern[str], text: str) -> str:
    return blank(text, (match.span() for match in pattern.finditer(text)))


def _is_prose(elements: tuple[str, ...]) -> bool:
    return bool(elements) and elements[-1] in _TEXT and _NOT_FREE.isdisjoint(elements)


def _uses(words: str, page: str, forms: Mapping[str, str]) -> Iterator[Range]:
    """Yield where each use of a term in a text begins and ends, the longest of those that begin there."""
    if not forms or page == GLOSSARY:
        return
    either = "|".join(_SPACE.join(map(re.escape, form.split())) for form in sorted(forms, key=len, reverse=True))
    # Thrice as fast as a pattern that ignores case. A capital I with a dot becomes two characters in small letters.
    small = _without(_ADDRESSES, words).replace("\u0130", "I").lower()
    for use in re.finditer(rf"(?<![\w/.=@$-])(?:{either})(?![\w-]|[./=:]\w)", small):
        yield use.span()


def _with_plurals(terms: Mapping[str, str]) -> dict[str, str]:
    """Return the terms and their regular plurals; what is a term itself is nothing else."""
    return {form: target for term, target in terms.items() for form in _plurals(term)} | dict(terms)


def _plurals(term: str) -> Iterator[str]:
    yield f"{term}s"
    if re.search("[^aeiou]y$", term):
        yield f"{term[:-1]}ies"
    if re.search("(?:s|x|z|ch|sh)$", term):
        yield f"{term}es"


def _linked(markdown: str, uses: Iterable[Range], page: str, forms: Mapping[str, str]) -> str:
    linked, done, seen = [], 0, set()
    for start, end in uses:
        use = markdown[start:end]
        target = forms[" ".join(use.lower().split())]
        if target not in seen:
            seen.add(target)
            link = f"[{use}]({posixpath.relpath(target, posixpath.dirname(page) or '.')})"
            linked += [markdown[done:start], link]
            done = end
    return "".join([*linked, markdown[done:]])
