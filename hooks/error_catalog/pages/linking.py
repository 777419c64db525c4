"""Names in a page become links to the pages about them."""

import posixpath
import re
from collections.abc import Mapping

from error_catalog.prose.markup import FENCE, LINK, SPAN

_SPANS_AND_SURROUNDINGS = re.compile(f"{FENCE}|{LINK}|{SPAN}", re.MULTILINE | re.DOTALL)


def link_names(markdown: str, page: str, pages: Mapping[str, str]) -> str:
    """Return the Markdown of a page with each code and endpoint in backticks linked to the page about it.

    `pages` leads from names to pages; these and `page` are paths below docs/. Code blocks and links stay as they are;
    so does a code on its own page.
    """

    def link(match: re.Match[str]) -> str:
        name = (match["inside"] or "").strip()
        if name not in pages:
            return match[0]
        method, _, path = name.partition(" ")
        shown = f"`{method}` `{path}`" if path else match[0]
        if pages[name] != page:
            shown = f"[{shown}]({posixpath.relpath(pages[name], posixpath.dirname(page) or '.')})"
        return f'<span class="endpoint">{shown}</span>' if path else shown

    return _SPANS_AND_SURROUNDINGS.sub(link, markdown)
