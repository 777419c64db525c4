"""The site's own Markdown parser, and what it makes of a place in a text.

Patterns find what looks like a name, a link or a marker. Whether it is one, the parser decides, and it gives no
places. So each place in question gets a mark, which to the parser is a part of the word there, and its HTML shows where
the mark went. A text in which nothing is in question is never parsed.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from html.parser import HTMLParser

from markdown import Markdown

from error_catalog.diagnostics.faults import Violation
from error_catalog.prose.inline import QUICK_INLINE

Range = tuple[int, int]
"""Where a piece of a text begins and ends."""

Suspect = tuple[int, str, Violation | None]
"""Where words stand in a text, the words, and what is wrong with them, if anything."""

EXTENSIONS = (
    "admonition",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.highlight",
    "pymdownx.superfences",
    "pymdownx.tabbed",
)
"""The Markdown extensions of the site, as mkdocs.yml has them: each gives a meaning to more signs."""

BLOCKS_OF_CODE = frozenset({"pre", "script", "style", "textarea"})

_SPAN = re.compile(
    r"\\.|(?P<ticks>(?>`+))(?P<inside>(?:(?!\n[ \t]*\n).)+?)(?<!`)(?P=ticks)(?!`)|`+",
    re.DOTALL,
)
"""Code in backticks. Escaped characters, and backticks without their pair, match too, but without groups."""

_SIGN_OF_SPAN = re.compile(r"[\\`]")

_WORD = re.compile(r"\w")
_MARKS = re.compile("(`?)\\w\U00017000([0-9]+)\U00017001")
"""A number between two letters of Tangut, which nobody writes any more, in a word; and the backtick before that."""

_FENCED = re.compile(r"^(?P<fence>```+|~~~+)[\w.+-]*\n.*?^(?P=fence) *$", re.MULTILINE | re.DOTALL)
_PAIR = re.compile(r"\[[^\[\]]*\]|\([^()]*\)")
_BRACKET = re.compile(r"[\[(]")
_SIGN = re.compile(r"[<#=\\-]")
_MOST_EFFORT = 2_000_000
"""Characters that the parser looks through for the end of brackets, in about half a second."""

_SIGNS_FOR_A_BRACKET = 8
"""As many of the other signs take it as long as one bracket."""


@lru_cache(maxsize=16)
def code_spans(text: str) -> tuple[re.Match[str], ...]:
    """Return the code spans in a text, as far as patterns find them; the group `inside` is what backticks enclose."""
    return tuple(match for match in _spans(text) if match["ticks"]) if "`" in text else ()


def _spans(text: str) -> Iterator[re.Match[str]]:
    """Yield what `_SPAN` finds; a pattern of two signs is ten times as fast at what stands between."""
    sign = _SIGN_OF_SPAN.search(text)
    while sign and (span := _SPAN.match(text, sign.start())):
        yield span
        sign = _SIGN_OF_SPAN.search(text, span.end())


@lru_cache(maxsize=16)
def without_code_spans(text: str) -> str:
    """Return the text with spaces where its code spans stand."""
    return blank(text, (span.span() for span in code_spans(text)))


def outside_code_spans(text: str, change: Callable[[str], str]) -> str:
    """Return the text with `change` applied to all that stands between its code spans."""
    changed, done = [], 0
    for span in code_spans(text):
        changed += [change(text[done : span.start()]), span[0]]
        done = span.end()
    return "".join([*changed, change(text[done:])])


def blank(text: str, pieces: Iterable[Range]) -> str:
    """Return the text with spaces where the pieces stand, which are in order, so that all the rest keeps its place."""
    kept, done = [], 0
    for start, end in pieces:
        lines = text[start:end].split("\n")
        kept += [text[done:start], "\n".join([" " * len(line) for line in lines]) if lines[1:] else " " * (end - start)]
        done = end
    return "".join([*kept, text[done:]])


def parser() -> Markdown:
    """Return the site's parser, ready for another text."""
    ready = _parser()
    ready.references.clear()
    return ready.reset()


def is_endless(text: str) -> bool:
    """Whether the parser would take long for a text.

    It looks for the end of each bracket up to the end of the block, unless that comes soon, and goes through the whole
    block again for some other signs. What stands between fences it takes out before.
    """
    effort = 0
    for block in _FENCED.sub("", text).split("\n\n"):
        brackets = len(_BRACKET.findall(_PAIR.sub("", block)))
        effort += len(block) * (brackets + len(_SIGN.findall(block)) // _SIGNS_FOR_A_BRACKET)
    return effort > _MOST_EFFORT


def shown(text: str, places: Iterable[int]) -> list[tuple[str, ...]]:
    """Return for each place in a text how the site shows the first word there.

    That is the names of the elements around it in the HTML, of the attribute that it stands in, or `comment`, and a
    backtick that is shown before it; nothing if it is not shown, as in a link definition, or if the text is endless.
    """
    return list(_shown(text, tuple(places)))


def violations_shown(
    text: str, suspects: Iterable[Suspect], is_meant: Callable[[tuple[str, ...]], bool]
) -> Iterator[Violation]:
    """Yield each violation, at its words, that `is_meant` accepts by what `shown` says of how the site shows these."""
    wrong = [(start, words, violation) for start, words, violation in suspects if violation]
    for (start, words, violation), elements in zip(wrong, shown(text, [start for start, *_ in wrong]), strict=True):
        if is_meant(elements):
            yield violation.within(text, start, words)


@lru_cache(maxsize=64)
def _shown(text: str, places: tuple[int, ...]) -> tuple[tuple[str, ...], ...]:
    if not places or is_endless(text):
        return ((),) * len(places)
    words = ((_WORD.search(text, place), number) for number, place in enumerate(places))
    marks = sorted((word.end(), number) for word, number in words if word)
    marked, done = [], 0
    for end, number in marks:
        marked += [text[done:end], f"\U00017000{number}\U00017001"]
        done = end
    reader = _MarkReader()
    reader.feed(parser().convert("".join([*marked, text[done:]])))
    reader.close()
    return tuple(reader.shown.get(number, ()) for number in range(len(places)))


@cache
def _parser() -> Markdown:
    settings: dict[str, dict[str, object]] = {
        "toc": {"marker": ""},
        "pymdownx.tabbed": {"alternate_style": True},
        "pymdownx.highlight": {"use_pygments": False},
    }
    return Markdown(extensions=[*EXTENSIONS, QUICK_INLINE], extension_configs=settings)


class _MarkReader(HTMLParser):
    """Notes where marks stand in HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: dict[int, tuple[str, ...]] = {}
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append(tag)
        for name, value in attrs:
            self._note(value or "", name)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            del self._open[len(self._open) - 1 - self._open[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        self._note(data)

    def handle_comment(self, data: str) -> None:
        self._note(data, "comment")

    def _note(self, text: str, *within: str) -> None:
        for backtick, mark in _MARKS.findall(text):
            self.shown[int(mark)] = (*self._open, *within, *backtick)
