"""Pages as plain Markdown: what the site alone understands becomes what any reader of Markdown does."""

import posixpath
import re

from error_catalog.prose.markdown import blank, without_code_spans
from error_catalog.sitefile import SITE, page_address

_BLOCK = r"(?P<indent>[ >]*)(?P<fence>```+|~~~+)[^\n]*(?:\n.*?)?\n(?P=indent)(?P=fence)[ ]*(?=\n|\Z)"
"""A block of code, from the start of its first line."""

_CODE = (
    rf"(?P<code>^{_BLOCK}"
    r"|`(?<![\\`]`)(?P<ticks>`*)(?!`)(?:(?!\n[ ]*\n).)+?(?<!`)`(?P=ticks)(?!`))"
)
"""A block or span of code: it comes first in each pattern, and stays as it is."""

_TAG = r"(?:(?><!--.*?-->)|<(?!https?:|mailto:)/?[a-z][^<>]*>)"
"""A comment, or a tag, and no address in angle brackets."""

_HTML = re.compile(
    rf"{_CODE}|(?P<space>&nbsp;)"
    # What only a browser can use goes with its words. A line of tags separates blocks, as a blank line does.
    rf"|<(?P<element>form|noscript)\b.*?</(?P=element)>|(?P<line>^[ ]*(?:{_TAG}[ ]*)+\n)|{_TAG}",
    re.MULTILINE | re.DOTALL,
)
_BOX = re.compile(
    rf"{_CODE}|^(?P<box>!!!|===(?=[ ]+\"))[ ]+(?P<kind>\w*)[\w ]*(?:\"(?P<title>[^\"\n]*)\")?[ ]*\n"
    r"(?P<inside>(?:[ ]*\n|[ ]{4}[^\n]*\n)*)",
    re.MULTILINE | re.DOTALL,
)
"""A box, or one of several tabs, as the extensions of the site's parser have them."""

# Both begin with a sign, so that the search for them skips what stands between signs.
_FENCED = re.compile(rf"\n{_BLOCK}", re.DOTALL)
_TARGET = re.compile(r"(?:\]\(\s*<?|\n[ ]*\[[^\[\]\n]+\]:\s*<?)(?P<target>(?![a-z][a-z0-9+.-]*:)[^\s<>()]+)")
"""The target of a link, or of a link's definition, that is no address."""

_BLANK_LINES = re.compile(rf"{_CODE}|\n(?:[ ]*\n){{2,}}", re.MULTILINE | re.DOTALL)


def plain(markdown: str, page: str) -> str:
    """Return the Markdown of a page without front matter, HTML and the site's own blocks, with full addresses as links.

    `page` is its path below docs/.
    """
    text = _HTML.sub(_without_html, f"{markdown}\n")
    text = with_addresses(_BOX.sub(_without_box, text), page)
    return _BLANK_LINES.sub(lambda found: found["code"] or "\n\n", text).strip("\n")


def with_addresses(markdown: str, page: str) -> str:
    """Return Markdown that is read anywhere, with addresses in place of links that are relative to a page."""
    text = f"\n{markdown}"
    words = without_code_spans(blank(text, (match.span() for match in _FENCED.finditer(text))))
    folder = posixpath.dirname(page)
    linked, done = [], 1
    for found in _TARGET.finditer(words):
        start, end = found.span("target")
        linked += [text[done:start], _address(text[start:end], page, folder)]
        done = end
    return "".join([*linked, text[done:]])


def _without_html(found: re.Match[str]) -> str:
    return found["code"] or (" " if found["space"] else "\n" if found["line"] else "")


def _address(target: str, page: str, folder: str) -> str:
    path, _, anchor = target.partition("#")
    place = posixpath.normpath(posixpath.join(folder, path)) if path else page
    if not place.endswith(".md"):
        return f"{SITE}{place}"
    return page_address(f"{place}#{anchor}" if anchor else place)


def _without_box(found: re.Match[str]) -> str:
    """Return a box as a quotation below its title, and a tab as what is in it."""
    if found["code"]:
        return found["code"]
    title = f"**{found['title'] or found['kind'].capitalize()}**"
    inside = re.sub(r"^ {4}", "", found["inside"].strip("\n"), flags=re.MULTILINE)
    if found["box"] == "===":
        return f"{title}\n\n{inside}\n\n"
    return "\n".join(f"> {line}".rstrip() for line in (title, "", *inside.splitlines())) + "\n\n"
