"""What the site's Markdown parser makes of texts, word by word."""

import re
from functools import cache
from html.parser import HTMLParser
from typing import NamedTuple

from markdown import Markdown

from error_catalog.prose.markdown import Kind, Token, tokens
from error_catalog.prose.markup import EXTENSIONS

WORD = re.compile(r"w\d+w")
"""A word that stands in a text once, so that it has one place in the HTML too."""

_VOID = {"br", "hr", "img", "input"}
_BLOCKS_OF_CODE = {"pre", "script", "style", "textarea"}
_FRONT_MATTER = re.compile(r"\A---\n.*?^---\n", re.MULTILINE | re.DOTALL)


class Shown(NamedTuple):
    """How a word is shown."""

    code: str
    """`block`, `span` or nothing."""

    is_link: bool


def rendered(markdown: str) -> str:
    """Return the HTML that the site's parser makes of a page."""
    parser = _parser()
    parser.references.clear()
    return parser.reset().convert(_FRONT_MATTER.sub("", markdown))


@cache
def _parser() -> Markdown:
    return Markdown(extensions=EXTENSIONS, extension_configs={"pymdownx.tabbed": {"alternate_style": True}})


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: dict[str, Shown] = {}
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self._open.append((tag, tag == "a" and "href" in dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        places = [place for place, (name, _) in enumerate(self._open) if name == tag]
        if places:
            del self._open[places[-1] :]

    def handle_data(self, data: str) -> None:
        names = {name for name, _ in self._open}
        code = "block" if names & _BLOCKS_OF_CODE else "span" if "code" in names else ""
        self.words |= dict.fromkeys(WORD.findall(data), Shown(code, any(is_link for _, is_link in self._open)))


def words_on_the_site(html: str) -> dict[str, Shown]:
    """Return how the site shows each word that it shows."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    return reader.words


def words_by_tokens(text: str) -> dict[str, Shown]:
    """Return how the tokens of a text say that each word in it is shown."""
    return {match[0]: _shown(text, match.start()) for match in WORD.finditer(text)}


def tokens_around(text: str, place: int) -> list[Token]:
    return [token for token in tokens(text) if token.start <= place < token.end]


def _shown(text: str, place: int) -> Shown:
    code, is_link = "", False
    for token in tokens_around(text, place):
        tag = re.match(r"<(\w+)", text[token.start :]) if token.kind is Kind.ELEMENT else None
        name = tag[1] if tag else ""
        is_inside = token.inside[0] <= place < token.inside[1]
        if token.kind is Kind.CODE or (token.kind is Kind.FENCE and is_inside) or name in _BLOCKS_OF_CODE:
            code = "block"
        elif (token.kind is Kind.SPAN and is_inside) or name == "code":
            code = code or "span"
        is_link = is_link or (token.kind is Kind.LINK and is_inside) or name == "a"
    return Shown(code, is_link)
