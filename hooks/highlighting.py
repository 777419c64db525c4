"""Listings in colour, as the theme's extension makes them: without what shows nothing, and each made once."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from pygments import highlight
from pygments.filter import Filter
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Token

LANGUAGES = ("bash", "go", "http", "java", "javascript", "json", "python", "typescript", "yaml")

_TITLE = "title"
_UNCOLOURED = (Token.Text, Token.Keyword, Token.Name, Token.Literal.String.Affix)
"""What portal.css shows in the colour of the code around it, but for the constants among these."""

_CONSTANTS = (Token.Name.Builtin, Token.Name.Constant)


def custom_fences() -> Iterator[dict[str, Any]]:
    """Yield what the extension superfences is told of each language; it makes fences with other options itself."""
    for language in LANGUAGES:
        yield {"name": language, "class": "highlight", "format": highlighted, "validator": _takes}


def highlighted(source: str, language: str, css_class: str, options: Mapping[str, str], md: object, **_: object) -> str:
    """Return a listing as HTML."""
    return _highlighted(source, language, css_class, options.get(_TITLE, ""))


@cache
def is_coloured(token: Any) -> bool:  # noqa: ANN401 - Pygments has no type for its tokens
    """Whether a token has a colour of its own."""
    return any(token in each for each in _CONSTANTS) or not any(token in each for each in _UNCOLOURED)


def _takes(language: str, inputs: Mapping[str, str], options: dict[str, str], attrs: object, md: object) -> bool:
    options.update(inputs)
    return inputs.keys() <= {_TITLE}


class _Uncoloured(Filter):
    """Makes tokens without a colour, every third of all, plain text, which has no element."""

    def filter(self, lexer: Lexer | None, stream: Iterable[tuple[Any, str]]) -> Iterator[tuple[Any, str]]:
        for token, text in stream:
            yield token if is_coloured(token) else Token.Text, text


@lru_cache(maxsize=1024)
def _highlighted(source: str, language: str, css_class: str, title: str) -> str:
    html: str = highlight(source, _lexer(language), _formatter(css_class, title))
    return html


@cache
def _lexer(language: str) -> Lexer:
    lexer = get_lexer_by_name(language)
    lexer.add_filter(_Uncoloured())
    return lexer


@lru_cache(maxsize=16)
def _formatter(css_class: str, title: str) -> HtmlFormatter[str]:
    """Return a formatter; to make one takes as long as to make a listing."""
    return HtmlFormatter(cssclass=css_class, filename=title, wrapcode=True)
