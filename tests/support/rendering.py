"""What the site's Markdown parser makes of texts."""

import re
from functools import cache

from markdown import Markdown
from pygments.token import STANDARD_TYPES

from error_catalog.prose.markdown import EXTENSIONS
from highlighting import is_coloured

UNCOLOURED = {name for token, name in STANDARD_TYPES.items() if name and not is_coloured(token)}
"""The classes of elements that the site leaves out of listings."""

MARKDOWN = [
    *("W", "W ", " W", "`W`", "``W``", "``W ` W``", "`", "``", "```", "\\`", "\\", "*W*", "**W**", "_", "*", "!"),
    *("\n", "\n\n", "\n    ", "\n\n    ", "\n\n        ", "- ", "\n- ", "\n1. ", "\n    - ", "> ", "\n> ", "\n\n# "),
    *("\n---\n", "\n!!! note\n\n    ", '\n=== "W"\n\n    ', "\n\n| W | `W|W` |\n|---|---|\n| W | W |\n"),
    *("```\nW\n```", "\n```json\nW\n```\n", "\n\n    ```\n    W\n    ```\n", "~~~\n", "> ```\n> W\n> ```\n"),
    *("[W](x.md)", "[W](x.md 'W')", "[W", "](x)", "[", "]", "![W](x)", '[`W`](y "`W`")', "[W][a]", "\n\n[a]: z.md\n\n"),
    *(
        "<https://x.y/a>",
        "<b>",
        "</b>",
        "<code>W</code>",
        "<code>`W`</code>",
        "<pre>W</pre>",
        "\n\n<pre>\nW\n</pre>\n\n",
    ),
    *("\n<pre>", "</pre>", "<!-- W -->", "-->", "<!--", "\n<!-- W\n\n W -->\n", "\n<div>\n", "\n</div>\n"),
    *("\n<div markdown>\n", "\n<div>W `W`</div>\n", '<a href="x">`W`</a>', '<dd markdown="span">`W`</dd>', "&amp;"),
]
"""What Markdown is made of, alone and broken; each W stands for a word."""

_FRONT_MATTER = re.compile(r"\A---\n.*?^---\n", re.MULTILINE | re.DOTALL)


def rendered(markdown: str) -> str:
    """Return the HTML that the site's parser makes of a page."""
    parser = _parser()
    parser.references.clear()
    return parser.reset().convert(_FRONT_MATTER.sub("", markdown))


@cache
def _parser() -> Markdown:
    return Markdown(extensions=EXTENSIONS, extension_configs={"pymdownx.tabbed": {"alternate_style": True}})
