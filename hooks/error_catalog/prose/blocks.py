"""The lines of a Markdown text: indented code, link definitions and paragraphs.

It follows Python-Markdown with the extensions of this site, where a line that is indented by four goes on with the list
item, the admonition or the tab before it, and is code everywhere else.
"""

import re
from collections.abc import Callable, Sequence
from itertools import groupby

from error_catalog.prose.inline import code_spans
from error_catalog.prose.tokens import Kind, Range, Token, hide

BREAK = "\x03"
"""Stands where a block of HTML parts what is before it from what comes after it."""

_QUOTE = re.compile(r"(?>(?: {0,3}> ?)+)")
_UNDERLINE = re.compile(r"(?:=+|-+) *\Z")
_ITEM = re.compile(r" *(?P<markers>(?>(?:(?:[*+-]|\d+\.) +)+))")
_MARKER = re.compile(r"[*+-]|\d+\.")
_BOX = re.compile(r"(?:!!! ?[\w-]+(?: +[\w-]+)*(?: +\".*?\")?|===(?:\+!?|!\+?)? +\".*?\") *\Z")
"""An admonition or a tab."""

_INTERRUPTING = re.compile(
    rf"#|{_BOX.pattern}| {{0,3}}(?>(?:- {{0,2}}){{3,}}|(?:_ {{0,2}}){{3,}}|(?:\* {{0,2}}){{3,}}) *\Z"
)
"""Also a heading, or a rule across the page."""

_SEPARATOR = re.compile(r"[ |:-]*[|-][ |:-]*\Z")
_PIPE = re.compile(r"\\.|\|")
_DEFINITION = re.compile(
    r" {0,3}\[(?P<label>[^\[\]]*+)\]: *+(?:\n *+)?<*+(?P<target>[^\s>]++)\S*+ *+"
    r"(?:(?:\n *+)?(?:\"[^\n]*\" *|'[^\n]*' *|\([^\n]*\) *))?$",
    re.MULTILINE,
)

_DEEPEST = 30
"""Quotes and lists that nest deeper are read as words."""

_Lines = Sequence[Range]


class BlockReader:
    """Reads a text in which fences and blocks of HTML are hidden."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.code: list[Token] = []
        self.unfenced: list[Range] = []
        """Where fences open no code: in indented code, and by a mistake of the parser, up to the next blank line."""

        self.definitions: list[Token] = []
        self.paragraphs: list[Range] = []
        """Paragraphs, headings and cells of tables: no piece of Markdown reaches from one into another."""

        self._open: list[bool] = []
        """What goes on where lines are indented, by fours; true where each line has to be."""

        self._depth = 0
        ends = [match.start() for match in re.finditer(r"\n|\Z", text)]
        self._read([*zip([0, *(end + 1 for end in ends)], ends, strict=False)])

    def _read(self, lines: _Lines) -> None:
        """Read lines block by block; blank lines part these."""
        for is_blank, group in groupby(lines, key=self._is_blank):
            block = list(group)
            if not is_blank:
                self._read_block(block)
            elif any(self.text.startswith(BREAK, start) for start, _ in block):
                self._open = []

    def _read_block(self, lines: _Lines) -> None:
        index = 0
        while index < len(lines):
            indent = self._indent(lines[index])
            level = min(indent // 4, len(self._open))
            del self._open[level:]
            read = self._read_text if indent < 4 * level + 4 else self._read_code
            index = read(lines, index, level)

    def _nested(self, lines: _Lines, read: Callable[[_Lines], None]) -> None:
        """Read lines inside a quote or a list item, where indentation counts from its own beginning."""
        outside, self._open = self._open, []
        self._depth += 1
        if self._depth > _DEEPEST:
            self._paragraph(lines)
        else:
            read(lines)
        self._depth -= 1
        self._open = outside

    def _read_code(self, lines: _Lines, index: int, level: int) -> int:
        end = index
        while end < len(lines) and self._indent(lines[end]) >= 4 * level + 4:
            end += 1
        self.code.append(Token(Kind.CODE, lines[index][0], lines[end - 1][1]))
        self.unfenced.append((lines[index][0], lines[-1][1]))
        return end

    def _read_text(self, lines: _Lines, index: int, level: int) -> int:
        """Read a paragraph or what else begins at a line, and return where the next begins."""
        if begun := self._read_at_beginning(lines, index, level):
            return begun
        for end in range(index, len(lines)):
            if end > index and self._ends_box(lines[end]):
                self._paragraph(lines[index:end])
                return end
            if interrupted := self._read_anywhere(lines, index, end, level):
                return interrupted
        self._paragraph(lines[index:])
        return len(lines)

    def _read_at_beginning(self, lines: _Lines, index: int, level: int) -> int:
        """Read what only the first line of a block begins: a table, an underlined heading or a list, if it is there."""
        line = self._shifted(lines[index], level)
        following = self._shifted(lines[index + 1], level) if index + 1 < len(lines) else (0, 0)
        if not self._is(_INTERRUPTING, line):
            if self._is(_SEPARATOR, following) and self._is_table(line, following):
                end = self._first(_BOX, lines, index + 2, level)
                self.paragraphs += (cell for row in lines[index:end] for cell in self._cells(row))
                return end
            if self._is(_UNDERLINE, following):
                self.paragraphs.append(line)
                return index + 2
            if self._is(_ITEM, line):
                return self._read_list(lines, index, level)
        return 0

    def _read_anywhere(self, lines: _Lines, index: int, end: int, level: int) -> int:
        """Read what may interrupt a paragraph that began at `index`, if that stands at `end`."""
        line = self._shifted(lines[end], level)
        definition = _DEFINITION.match(self.text, line[0], lines[-1][1])
        quote = self._is(_QUOTE, line)
        if not (definition or quote or self._is(_INTERRUPTING, line)):
            return 0
        self._paragraph(lines[index:end])
        if definition:
            place = (definition.start(), definition.end())
            self.definitions.append(Token(Kind.DEFINITION, *place, definition.span("label"), definition.span("target")))
            return end + 1 + definition[0].count("\n")
        if quote:
            after = self._first(_INTERRUPTING, lines, end + 1, level)
            self._nested([self._unquoted(self._shifted(each, level)) for each in lines[end:after]], self._read)
            return after
        self.paragraphs.append(line)
        self._open += [True] * self._is(_BOX, line)
        return end + 1

    def _read_list(self, lines: _Lines, index: int, level: int) -> int:
        """Read the items of a list, those of lists within it too."""
        items: list[list[Range]] = []
        depth = 0
        while index < len(lines):
            line = self._shifted(lines[index], level)
            item = _ITEM.match(self.text, *line)
            if self._is(_INTERRUPTING, line) or (items and self._ends_box(lines[index])):
                break
            if item and self._indent(line) // 4 <= depth:
                depth = self._indent(line) // 4 + len(_MARKER.findall(item["markers"]))
                items.append([(item.end(), line[1])])
            else:
                items[-1].append(line)
            index += 1
        for lines_of_item in items:
            self._nested(lines_of_item, self._read_block)
        self._open += [False] * depth
        return index

    def _ends_box(self, line: Range) -> bool:
        """Whether a line stands further left than the admonition or tab that is open has it."""
        return any(self._open) and self._indent(line) < 4 * (len(self._open) - self._open[::-1].index(True))

    def _is_table(self, header: Range, separator: Range) -> bool:
        cells = len(self._cells(header))
        return cells == len(self._cells(separator)) and (cells > 1 or self.text.startswith("|", header[0]))

    def _cells(self, row: Range) -> list[Range]:
        """Return the cells in a row of a table; pipes in code part nothing."""
        spans = code_spans(self.text, *row, is_exact=True)
        hidden = hide(self.text[slice(*row)], ((span.start - row[0], span.end - row[0]) for span in spans))
        pipes = [row[0] + match.start() for match in _PIPE.finditer(hidden) if match[0] == "|"]
        cells = [*zip([row[0], *(pipe + 1 for pipe in pipes)], [*pipes, row[1]], strict=True)]
        is_blank = [not self.text[slice(*cell)].strip() for cell in cells]
        return cells[is_blank[0] : len(cells) - is_blank[-1]]

    def _paragraph(self, lines: _Lines) -> None:
        if lines:
            self.paragraphs.append((lines[0][0], lines[-1][1]))

    def _first(self, pattern: re.Pattern[str], lines: _Lines, index: int, level: int) -> int:
        """Return the first line from there on that the pattern fits or that ends a box, or the end."""
        for each in range(index, len(lines)):
            if self._ends_box(lines[each]) or self._is(pattern, self._shifted(lines[each], level)):
                return each
        return len(lines)

    def _is(self, pattern: re.Pattern[str], line: Range) -> bool:
        return bool(pattern.match(self.text, *line))

    def _is_blank(self, line: Range) -> bool:
        return not self.text[slice(*line)].strip(f" {BREAK}")

    def _indent(self, line: Range) -> int:
        text = self.text[slice(*line)]
        return len(text) - len(text.lstrip(" "))

    def _shifted(self, line: Range, level: int) -> Range:
        return (line[0] + 4 * level, line[1]) if self._indent(line) >= 4 * level else line

    def _unquoted(self, line: Range) -> Range:
        mark = _QUOTE.match(self.text, *line)
        return (mark.end(), line[1]) if mark else line
