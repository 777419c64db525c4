"""What the site's parser takes out of a Markdown text before it reads lines: fenced code and blocks of HTML."""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown.util import BLOCK_LEVEL_ELEMENTS

from error_catalog.prose.inline import TAG
from error_catalog.prose.tokens import Kind, Token

_OPTION = r"(?:title|title_mode|hl_lines|linenums)(?:=(?:\"[^\"\n]*+\"|'[^'\n]*+'))?(?= |$)"
_FENCE = re.compile(
    r"(?P<prefix>[> ]*+)(?P<fence>~{3,}+|`{3,}+)(?: *+\.?(?P<language>[\w#.+-]++)(?= |$))?"
    rf"(?: *+\{{ *+(?:\.(?P<class>[\w-]++))?(?:[^\n}}]*+)\}}|(?: *+{_OPTION})*) *+$"
)
_PREFIX = re.compile(r"[> ]*+")

_HTML = re.compile(rf"<!--|{TAG}")
_COMMENT_END = re.compile(r"--!?>")
_LINE_START = re.compile(r"^ {0,3}\Z", re.MULTILINE)
_MARKDOWN = re.compile(r"\smarkdown(?:=[\"']?(?:1|block|span|markdown)\b|(?=[\s/]|\Z))", re.IGNORECASE)
_RAW = frozenset({"canvas", "math", "option", "pre", "script", "style", "textarea"})
"""Elements that hold no Markdown, whatever their attributes say."""

_CODE = frozenset({"pre", "script", "style", "textarea"})


def fences(text: str) -> Iterator[Token]:
    """Yield the blocks of code between fences.

    A fence closes with the signs and the indentation that it opens with. Where a line between stands further left, it
    is no fence.
    """
    opening: re.Match[str] | None = None
    start, inside, had_blank = 0, 0, False
    for line in re.finditer(r"[^\n]*\n?", text):
        content = line[0].rstrip("\n")
        if opening is None:
            opening, start, had_blank = _FENCE.match(content), line.start(), False
            inside = line.end()
            continue
        width = len(opening["prefix"])
        prefix = _PREFIX.match(content)
        taken = min(width, prefix.end() if prefix else 0)
        rest, quotes = content[taken:], content[:taken].count(">") - opening["prefix"].count(">")
        if not rest if ">" in opening["prefix"] else not content.strip():
            had_blank = True
        elif quotes > 0 or taken < width or (had_blank and quotes < 0):
            opening = None
        elif rest.rstrip(" ") == opening["fence"]:
            end = line.start() + len(content)
            language = opening["language"] or opening["class"] or ""
            yield Token(Kind.FENCE, start + width, end, (inside, line.start()), language=language)
            opening = None
        else:
            had_blank = False
    if opening:
        language = opening["language"] or opening["class"] or ""
        yield Token(Kind.OPEN_FENCE, start, len(text), (inside, len(text)), language=language)


@dataclass
class HtmlReader:
    """Finds blocks of HTML: elements with no Markdown in them, tags around Markdown, and comments."""

    text: str
    blocks: list[Token] = field(default_factory=list)
    inner: list[Token] = field(default_factory=list)
    """The elements within blocks that are code, and comments."""

    _nested: list[str] = field(default_factory=list)
    """The elements around Markdown that are open."""

    _end: int = 0
    """Of the block before."""

    _tail: int = 0
    """Up to here, after the end of a block on the same line, another block may begin."""

    _last_comment: int = sys.maxsize
    """From here on, no comment is closed."""

    def read(self) -> None:
        """Find all blocks."""
        position = 0
        while match := _HTML.search(self.text, position):
            read = self._comment if match[0] == "<!--" else self._end_tag if match["end"] else self._start_tag
            position = read(match)

    def _begins_block(self, start: int) -> bool:
        return start < self._tail or bool(_LINE_START.search(self.text, max(0, start - 4), start))

    def _block(self, start: int, end: int, kind: Kind = Kind.HTML) -> int:
        self.blocks.append(Token(kind, start, end))
        self._end = end
        line_end = self.text.find("\n", end)
        self._tail = line_end + 1 or len(self.text)
        return end

    def _comment(self, match: re.Match[str]) -> int:
        start, end = match.start(), self._end_of_comment(match)
        # Behind another block, the parser takes it out of its line.
        is_within_line = start < self._tail and "\n" not in self.text[start:end]
        if end > match.end() and self._begins_block(start) and not is_within_line:
            return self._block(start, end, Kind.COMMENT)
        return end

    def _end_of_comment(self, match: re.Match[str]) -> int:
        """Return where a comment ends; one that is not closed has only a beginning."""
        close = _COMMENT_END.search(self.text, match.end()) if match.end() < self._last_comment else None
        if close:
            return close.end()
        self._last_comment = min(self._last_comment, match.end())
        return match.end()

    def _end_tag(self, tag: re.Match[str]) -> int:
        name = tag["name"].lower()
        if name in self._nested:
            del self._nested[len(self._nested) - 1 - self._nested[::-1].index(name) :]
            self._block(*tag.span())
        return tag.end()

    def _start_tag(self, tag: re.Match[str]) -> int:
        name, attributes = tag["name"].lower(), tag["attributes"]
        if name not in BLOCK_LEVEL_ELEMENTS or not self._begins_block(tag.start()):
            return tag.end()
        if name == "hr" or attributes.endswith("/"):
            return self._block(*tag.span())
        # Behind blanks or words, the parser leaves it as it is.
        begins = tag.start() == self._end or self.text.endswith("\n", 0, tag.start())
        if name not in _RAW and (self._nested or begins) and _MARKDOWN.search(attributes):
            self._nested.append(name)
            return self._block(*tag.span())
        return self._block(tag.start(), self._end_of_element(tag))

    def _end_of_element(self, tag: re.Match[str]) -> int:
        """Return where an element ends that holds no Markdown; it is code, or has code in it."""
        opened: list[str] = []
        code, position = 0, tag.start()
        while match := _HTML.search(self.text, position):
            name, position = (match["name"] or "").lower(), match.end()
            if match[0] == "<!--":
                position = self._end_of_comment(match)
                if not code and position > match.end():
                    self.inner.append(Token(Kind.COMMENT, match.start(), position))
            elif match["end"] and name in opened:
                del opened[len(opened) - 1 - opened[::-1].index(name) :]
                if code and not _CODE.intersection(opened):
                    self.inner.append(Token(Kind.CODE, code - 1, position))
                    code = 0
            elif not match["end"] and not match["attributes"].endswith("/"):
                opened.append(name)
                code = code or ((match.start() + 1) if name in _CODE else 0)
            if not opened:
                return position
        if code:
            self.inner.append(Token(Kind.CODE, code - 1, len(self.text)))
        return len(self.text)
