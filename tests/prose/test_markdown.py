"""The pieces of Markdown texts: where they stand, and that the site's own parser makes the same of them."""

import re
import time
from collections.abc import Callable, Iterator
from itertools import count

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from error_catalog.api.endpoints import Endpoint
from error_catalog.loading.fences import fence_faults
from error_catalog.model.catalog import Catalog
from error_catalog.pages.linking import link_names
from error_catalog.prose.known_names import References
from error_catalog.prose.links import Pages, safety_violations, target_violations
from error_catalog.prose.markdown import Kind, outside_code_spans, tokens
from error_catalog.prose.markers import fill_markers, marker_violations
from error_catalog.prose.markup import markup_violations
from error_catalog.prose.references import reference_violations
from error_catalog.site import load_site
from support.project import ROOT
from support.rendering import WORD, rendered, tokens_around, words_by_tokens, words_on_the_site

REFERENCES = References({"CONFLICT"}, (Endpoint("GET", "/v1/stores", "Get stores"),))

PIECES = [
    *("W", "W ", " W", "`W`", "``W``", "``W ` W``", "`", "``", "```", "\\`", "\\", "\\\\", "*W*", "**W**", "_", "*", "!"),
    *("\n", "\n\n", "\n    ", "\n\n    ", "\n\n        ", "    ", "  ", "- ", "\n- ", "\n1. ", "\n    - ", "> ", "\n> "),
    *("\n\n# ", "# ", "\n---\n", "\n=\n", "\n!!! note\n\n    ", '\n!!! note "W"\n    ', '\n=== "W"\n\n    ', "|"),
    *("\n\n| W | `W|W` |\n|---|---|\n| W | W |\n", "```\nW\n```", "\n```json\nW\n```\n", "\n\n    ```\n    W\n    ```\n"),
    *("~~~\n", "> ```\n> W\n> ```\n", "[W](x.md)", "[W](x.md 'W')", "[W](<x y>)", "[W", "](x)", "[", "]", "(", ")"),
    *("![W](x)", '[`W`](y "`W`")', "[W][a]", "[a]", "\n\n[a]: z.md\n\n", "<https://x.y/a>", "<W>", "<b>", "</b>"),
    *("<code>W</code>", "<pre>W</pre>", "\n\n<pre>\nW\n</pre>\n\n", "\n<pre>", "</pre>", "<!-- W -->", "-->", "<!--"),
    *("\n<!-- W\n\n W -->\n", "<div>", "\n<div>\n", "\n</div>\n", "\n<div markdown>\n", "\n<div>W `W`</div>\n", "&amp;"),
    *('<a href="x">W</a>', '<dd markdown="span">`W`</dd>', "\n\n<p markdown>`W`</p>\n\n"),
]
"""What Markdown is made of, alone and broken; each W becomes a word of its own."""

EXCEPTIONS = {
    "The parser takes a first line of blanks for indented code.": r"\A +\n",
    "The parser loses a link of HTML beside emphasis.": r"[*_].*<a href",
    "HTML that nobody closes reaches into what follows, other HTML too.": r"<(?:pre|div)\b",
}
"""Where tokens may say something else than the site shows, and why; no free code span is made up there either."""


@st.composite
def texts(draw: st.DrawFn) -> str:
    numbers = count()
    return re.sub("W", lambda _: f"w{next(numbers)}w", "".join(draw(st.lists(st.sampled_from(PIECES), max_size=9))))


@settings(max_examples=4000, deadline=None)
@given(text=texts())
def test_the_tokens_are_what_the_site_shows(text: str) -> None:
    html = rendered(text)
    site, ours = words_on_the_site(html), words_by_tokens(text)
    for word, shown in site.items():
        place = text.index(word)
        around = tokens_around(text, place)
        if any(token.kind is Kind.HTML and text[token.start : token.end].rstrip() in html for token in around):
            continue  # it stands there as it is
        is_excepted = any(re.search(pattern, text, re.DOTALL) for pattern in EXCEPTIONS.values())
        if not is_excepted or ours[word] == ("span", False):
            assert ours[word] == shown, (word, text, html)
