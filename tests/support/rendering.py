"""What the site's Markdown parser makes of texts."""

import re
from functools import cache

from markdown import Markdown
from pygments.token import STANDARD_TYPES

from error_catalog.prose.markdown import EXTENSIONS
from highlighting import is_coloured

UNCOLOURED = {name for token, name in STANDARD_TYPES.items() if name and not is_coloured(token)}
"""The classes of elements that the site leaves out of listings."""

_FRONT_MATTER = re.compile(r"\A---\n.*?^---\n", re.MULTILINE | re.DOTALL)


def rendered(markdown: str) -> str:
    """Return the HTML that the site's parser makes of a page."""
    parser = _parser()
    parser.references.clear()
    return parser.reset().convert(_FRONT_MATTER.sub("", markdown))


@cache
def _parser() -> Markdown:
    return Markdown(extensions=EXTENSIONS, extension_configs={"pymdownx.tabbed": {"alternate_style": True}})
