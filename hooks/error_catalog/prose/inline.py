"""What spares the Markdown parser a part of its work on inline markup; the HTML is the same."""

import re
from collections.abc import Iterable
from functools import cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import Pattern
from markdown.treeprocessors import InlineProcessor, Treeprocessor
from markdown.util import AtomicString

_SIGNS = re.compile(r"[\\`*_\[<&]|  \n")
"""What each of the parser's own patterns needs."""

QUICK_INLINE = f"{__name__}:QuickInline"
"""What the parser finds the extension by."""

_BEFORE_INLINE = 25
"""The parser's own processor of inline markup has the priority 20."""


class QuickInline(Extension):
    """Has patterns looked up in a list, not in a registry that sorts each time, and texts without a sign left alone.

    It comes last of the extensions: where one of them has added a pattern, all texts are read.
    """

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the parser calls it so
        """Take part in a parser."""
        patterns = [*md.inlinePatterns]
        inline = md.treeprocessors["inline"]
        assert isinstance(inline, InlineProcessor)
        # It asks for their number and for one at a time, which any sequence answers.
        inline.inlinePatterns = patterns  # type: ignore[assignment]
        if _signatures(patterns) == _own_signatures():
            md.treeprocessors.register(_TextsWithoutSigns(md), "texts-without-signs", _BEFORE_INLINE)


class _TextsWithoutSigns(Treeprocessor):
    """Tells the parser of these that there is nothing in them to parse."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.text and not _SIGNS.search(element.text):
                element.text = AtomicString(element.text)
            if element.tail and not _SIGNS.search(element.tail):
                element.tail = AtomicString(element.tail)


def _signatures(patterns: Iterable[Pattern]) -> list[tuple[type[Pattern], str]]:
    return [(type(each), each.pattern) for each in patterns]


@cache
def _own_signatures() -> list[tuple[type[Pattern], str]]:
    return _signatures(Markdown().inlinePatterns)
