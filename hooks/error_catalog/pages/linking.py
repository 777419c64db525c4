"""Names in a page become links to the pages about them."""

import posixpath
from collections.abc import Iterator, Mapping

from error_catalog.prose.markdown import Kind, Token, tokens


def link_names(markdown: str, page: str, pages: Mapping[str, str]) -> str:
    """Return the Markdown of a page with each code and endpoint in backticks linked to the page about it.

    `pages` leads from names to pages; these and `page` are paths below docs/. Blocks of code, HTML and links stay as
    they are; so does a code on its own page.
    """
    linked, done = [], 0
    for span in _free_spans(markdown):
        name = markdown[slice(*span.inside)].strip()
        if name in pages:
            shown = _linked(markdown[span.start : span.end], name, page, pages[name])
            linked += [markdown[done : span.start], shown]
            done = span.end
    return "".join([*linked, markdown[done:]])


def _linked(shown: str, name: str, page: str, target: str) -> str:
    method, _, path = name.partition(" ")
    if path:
        shown = f"`{method}` `{path}`"
    if target != page:
        shown = f"[{shown}]({posixpath.relpath(target, posixpath.dirname(page) or '.')})"
    return f'<span class="endpoint">{shown}</span>' if path else shown


def _free_spans(markdown: str) -> Iterator[Token]:
    """Yield the code spans that are in no link, and in no HTML that is code or a link."""
    free_from = 0
    for token in tokens(markdown):
        if token.kind in (Kind.LINK, Kind.ELEMENT):
            free_from = max(free_from, token.end)
        elif token.kind is Kind.SPAN and token.start >= free_from:
            yield token
