"""Pages as plain Markdown: what the site alone understands becomes what any reader of Markdown does."""

import posixpath
import re

from error_catalog.sitefile import SITE, page_address

_CODE = (
    r"(?P<code>^(?P<indent>[ >]*)(?P<fence>```+|~~~+)[^\n]*\n.*?^(?P=indent)(?P=fence)[ ]*$"
    r"|(?<![\\`])(?P<ticks>`+)(?!`)(?:(?!\n[ ]*\n).)+?(?<!`)(?P=ticks)(?!`))"
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

_LINK = re.compile(
    rf"{_CODE}|(?P<before>\]\(\s*<?|^[ ]*\[[^\[\]\n]+\]:\s*<?)(?P<target>(?![a-z][a-z0-9+.-]*:)[^\s<>()]+)",
    re.MULTILINE | re.DOTALL,
)
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

    def linked(found: re.Match[str]) -> str:
        return found["code"] or f"{found['before']}{_address(found['target'], page)}"

    return _LINK.sub(linked, markdown)


def _without_html(found: re.Match[str]) -> str:
    return found["code"] or (" " if found["space"] else "\n" if found["line"] else "")


def _address(target: str, page: str) -> str:
    path, _, anchor = target.partition("#")
    place = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
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
