"""Names in a page become links to the pages about them, and the first use of each term one to the glossary."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping

from error_catalog.prose.front_matter import without_front_matter
from error_catalog.prose.glossary import GLOSSARY
from error_catalog.prose.markdown import BLOCKS_OF_CODE, Range, blank, code_spans, shown, without_code_spans
from error_catalog.prose.terms import Terms, Use

_NO_NAME = BLOCKS_OF_CODE | {"a", "kbd", "samp", "`"}
"""Where no name is linked; a backtick that is shown opens no code."""

_TEXT = frozenset({"p", "li", "td", "dd", "em", "strong"})
"""The elements whose own words are prose, in which terms are linked."""

_NO_TERM = frozenset({"a", "code", "pre", "dt", "th", "label", *(f"h{level}" for level in range(1, 7))})

_IN_BACKTICKS = re.compile(r"`(?<![\\`]`)(?=(?P<ticks>`*)(?P<name>[^`]+)(?P<end>`(?P=ticks))(?!`))")
"""Also what stands between two spans: the parser knows which backticks are a pair."""

_TITLES = re.compile(r"^[ \t]*(?:!!!|===)[^\n]*", re.MULTILINE)
"""The titles of boxes and tabs: to the parser, they are paragraphs."""

# Each of their branches begins with a sign, so that the search for a pattern skips what stands between signs.
_NO_WORDS = re.compile(
    r"```(?P<more>`*)\w.*?^ *```(?P=more)$|<(?P<element>a|form|noscript)\b.*?</(?P=element)>|<[a-zA-Z/!][^>]*>"
    r"|\[(?:[^\[\]]|\[[^\[\]]*\])*\]\([^)]*\)",
    re.MULTILINE | re.DOTALL,
)
"""Blocks of code, HTML and links, as our templates write them; the prose in these pages has nothing else."""

_NO_PROSE = re.compile(
    r"<dl\b.*?^</dl>$|\n#+ [^\n]*|\n\|[^\n]*(?=\n\| ?-)|\n[ \t]*(?:!!!|===)[^\n]*"
    r"|<(?P<element>\w+)(?![^>]*\bmarkdown=)[^>]*>[^<\n]*</(?P=element)>",
    re.MULTILINE | re.DOTALL,
)
"""Verdicts, headings, the heads of tables, titles and raw HTML, as our templates write them."""


def with_links(markdown: str, page: str, pages: Mapping[str, str], terms: Terms) -> str:
    """Return the Markdown of a page with links on each code and endpoint in backticks, and on the first use of a term.

    `pages` leads from names to pages; these and `page` are paths below docs/. Blocks of code, HTML and links stay as
    they are; so does a code on its own page, and so do terms in headings, titles, and the glossary itself.
    """
    text = without_front_matter(markdown)
    found = (match for match in _IN_BACKTICKS.finditer(text) if match["name"].strip() in pages)
    named = [(match.start(), match.end("end")) for match in found]
    used = [*terms.uses_in(_without(_TITLES, text))] if page != GLOSSARY else []
    places = shown(text, (*(start for start, _ in named), *(start for start, _, _ in used)))
    names = (each for each, around in zip(named, places, strict=False) if _is_name(around))
    uses = (each for each, around in zip(used, places[len(named) :], strict=True) if _is_prose(around))
    return markdown.removesuffix(text) + _linked(text, page, names, pages, uses)


def with_links_in_generated(markdown: str, page: str, pages: Mapping[str, str], terms: Terms) -> str:
    """Return what `with_links` does for a page that our templates make, without a parser: patterns know these."""
    text = without_front_matter(markdown)
    words = _without(_NO_WORDS, text)
    names = (span.span() for span in code_spans(words))
    no_prose = ((max(0, match.start() - 1), match.end() - 1) for match in _NO_PROSE.finditer(f"\n{text}"))
    prose = blank(without_code_spans(words), no_prose)
    uses = terms.uses_in(prose) if page != GLOSSARY else ()
    return markdown.removesuffix(text) + _linked(text, page, names, pages, uses)


def _without(pattern: re.Pattern[str], text: str) -> str:
    return blank(text, (match.span() for match in pattern.finditer(text)))


def _is_name(elements: tuple[str, ...]) -> bool:
    return elements.count("code") == 1 and _NO_NAME.isdisjoint(elements)


def _is_prose(elements: tuple[str, ...]) -> bool:
    return bool(elements) and elements[-1] in _TEXT and _NO_TERM.isdisjoint(elements)


def _linked(markdown: str, page: str, spans: Iterable[Range], pages: Mapping[str, str], uses: Iterable[Use]) -> str:
    links = sorted((*_names_linked(markdown, page, spans, pages), *_terms_linked(markdown, page, uses)))
    linked, done = [], 0
    for start, end, link in links:
        linked += [markdown[done:start], link]
        done = end
    return "".join([*linked, markdown[done:]])


def _names_linked(
    markdown: str, page: str, spans: Iterable[Range], pages: Mapping[str, str]
) -> Iterator[tuple[int, int, str]]:
    for start, end in spans:
        shown_as = markdown[start:end]
        name = shown_as.strip("`").strip()
        if name in pages and not markdown.endswith("!", 0, start):  # a link there would be an image
            yield start, end, _link_of_name(shown_as, name, page, pages[name])


def _link_of_name(shown_as: str, name: str, page: str, target: str) -> str:
    method, _, path = name.partition(" ")
    if path:
        shown_as = f"`{method}` `{path}`"
    if target != page:
        shown_as = _link(shown_as, page, target)
    return f'<span class="endpoint">{shown_as}</span>' if path else shown_as


def _terms_linked(markdown: str, page: str, uses: Iterable[Use]) -> Iterator[tuple[int, int, str]]:
    seen = set()
    for start, end, target in uses:
        if target not in seen:
            seen.add(target)
            yield start, end, _link(markdown[start:end], page, target)


def _link(words: str, page: str, target: str) -> str:
    return f"[{words}]({posixpath.relpath(target, posixpath.dirname(page) or '.')})"
