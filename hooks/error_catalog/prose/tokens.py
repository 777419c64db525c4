"""The pieces that a Markdown text is made of, with their places."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

Range = tuple[int, int]
"""Where a piece begins and ends."""

HIDDEN = "\x02"
"""Stands for what has been read already. The site's parser deletes this character from its texts."""


class Kind(Enum):
    """What a piece is. All that is none of these is words."""

    FENCE = auto()
    """Code between fences, and these; inside, the lines between them."""

    OPEN_FENCE = auto()
    """A fence that nothing closes, up to the end of the text: on the site, words. Other pieces may stand in it."""

    CODE = auto()
    """Indented code, or an element of HTML whose content is no Markdown: `<pre>`, `<script>` and the like."""

    SPAN = auto()
    """Code in backticks, and these; inside, what stands between them."""

    HTML = auto()
    """A tag, or a block of HTML that holds no Markdown."""

    ELEMENT = auto()
    """An element of HTML in a paragraph that is code or a link: `<code>…</code>`, `<a>…</a>`."""

    COMMENT = auto()

    LINK = auto()
    """A link; inside, its label. It has no target where a link definition has that, or where it is its own label."""

    IMAGE = auto()

    DEFINITION = auto()
    """A link definition, `[label]: target`; inside, the label."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of Markdown."""

    kind: Kind
    start: int
    end: int
    inside: Range = (0, 0)
    target: Range | None = None
    language: str = ""
    """Of the code in a fence."""

    def holds(self, other: "Token") -> bool:
        """Whether another piece lies in this one."""
        return self.start <= other.start and other.end <= self.end


def blank(text: str, pieces: Iterable[Range]) -> str:
    """Return the text with spaces where the pieces stand, which are in order, so that all the rest keeps its place."""
    kept, done = [], 0
    for start, end in pieces:
        kept += [text[done:start], re.sub(r"[^\n]", " ", text[max(start, done) : end])]
        done = max(done, end)
    return "".join([*kept, text[done:]])


def hide(text: str, pieces: Iterable[Range]) -> str:
    """Return the text with pieces, which are in order and apart, hidden from all patterns, line breaks included."""
    kept, done = [], 0
    for start, end in pieces:
        kept += [text[done:start], HIDDEN * (end - start)]
        done = end
    return "".join([*kept, text[done:]])
