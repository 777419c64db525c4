"""What the site's Markdown parser makes of texts."""

import re
from functools import cache

from markdown import Markdown

from error_catalog.prose.markdown import EXTENSIONS

_FRONT_MATTER = re.compile(r"\A---\n.*?^---\n", re.MULTILINE | re.DOTALL)


def rendered(markdown: str) -> str:
    """Return the HTML that the site's parser makes of a page."""
    parser = _parser()
    parser.references.clear()
    return parser.reset().convert(_FRONT_MATTER.sub("", markdown))


@cache
def _parser() -> Markdown:
    return Markdown(extensions=EXTENSIONS, extension_configs={"pymdownx.tabbed": {"alternate_style": True}})
