"""What stands in one paragraph: code spans, links, images, comments and tags, as Python-Markdown finds them."""

import re
import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

from error_catalog.prose.tokens import HIDDEN, Kind, Range, Token, hide

# Groups here are atomic and never possessive, which Python 3.11.2 gets wrong.
TAG = (
    r"<(?P<end>/?)(?P<name>[A-Za-z][^\s/>`<\x02]*+)"
    r"(?P<attributes>(?>(?:\"[^\"<]*+\"|'[^'<]*+'|[^'\"<>`])*))>"
)
"""A tag of HTML. One with a `<` in an attribute is none here, so that no text takes more than linear time."""

_NAME = re.compile(r"<(?P<end>/?)(?P<name>\w+)")
_AS_IT_IS = frozenset({"a", "code", "kbd", "pre", "samp", "script", "style", "textarea"})

_SIGN = re.compile(r"[`\[<]")
_RUN = re.compile(r"(?<!\\)(?P<backslashes>\\*+)(?P<ticks>`++)")
_ESCAPE = re.compile(r"\\[\\`*_{}\[\]()>#+.!|-]")
_BRACKET = re.compile(r"[\[\]()]")
_LABEL = re.compile(r"!?\[")
_TARGET = re.compile(
    r"\(\s*+(?:<\s*+(?P<angled>[^\s<>]*+)[^<>]*+>|(?P<plain>[^\s()<>\"']*+))\s*+(?:\"[^\"]*+\"|'[^']*+')?\s*+\)",
    re.DOTALL,
)
_WORD = re.compile(r"\S++")
_REFERENCE = re.compile(r"\s?\[(?P<label>[^\[\]]*+)\]")
_ANGLED = re.compile(
    r"(?P<comment><!--(?>(?:(?!<!--|-->).)*)-->)|"
    rf"(?P<link><(?:[A-Za-z][A-Za-z0-9+.-]*+://[^<>]*+|[^<> !@]++@[^@<> ]++)>)|{TAG}",
    re.DOTALL,
)


def code_spans(text: str, start: int = 0, end: int | None = None, *, is_exact: bool = False) -> Iterator[Token]:
    """Yield the code spans in a part of a text, which is read as one paragraph.

    A run of backticks closes a span that as many open. Where none follows, the longest that follows does, if it is
    shorter and the match need not be exact. A backslash takes the first backtick away from a run that opens.
    """
    runs = list(_RUN.finditer(text, start, len(text) if end is None else end))
    by_length: dict[int, list[int]] = defaultdict(list)
    for number, run in enumerate(runs):
        by_length[len(run["ticks"])].append(number)
    longest = _longest(runs)
    number, resumed = 0, 0
    while number < len(runs):
        begin = max(resumed, runs[number].start("ticks") + len(runs[number]["backslashes"]) % 2)
        length = runs[number].end() - begin
        same = by_length.get(length, [])
        after = bisect_right(same, number)
        number += 1
        closing = same[after] if after < len(same) else None if is_exact else longest[number]
        if closing is not None and len(runs[closing]["ticks"]) <= length:
            last, close = runs[closing].span("ticks")
            yield Token(Kind.SPAN, begin, close, (begin + close - last, last))
            number = closing + 1
        elif length > 0 and not is_exact:
            resumed = begin + 2 * length  # so the parser does, by mistake


def _longest(runs: list[re.Match[str]]) -> list[int | None]:
    """Return for each run of backticks the first of the longest from there on, and in the end nothing."""
    longest: list[int | None] = [None]
    for number in reversed(range(len(runs))):
        known = longest[-1]
        is_longest = known is None or len(runs[number]["ticks"]) >= len(runs[known]["ticks"])
        longest.append(number if is_longest else known)
    return longest[::-1]


def inline_tokens(text: str, start: int, end: int, labels: Container[str]) -> list[Token]:
    """Return what stands in a paragraph, which begins and ends there in the text; `labels` have link definitions."""
    if not _SIGN.search(text, start, end):
        return []
    spans = list(code_spans(text, start, end))
    rest = _outside_of_code(text[start:end], spans, start)
    links = list(_links(rest, labels))
    angled = list(_angled(hide(rest, map(_after_label, links))))
    found = sorted((_moved(token, start) for token in (*links, *angled)), key=lambda token: token.start)
    return [*found, *_elements(text, found, end), *_shown(spans, found)]


def effort(text: str) -> int:
    """Return about how many characters the site's parser reads to find links and to take out escaped characters.

    It looks for the end of each bracket, if need be up to the end of the text, and copies the text for each escape.
    """
    rest = _outside_of_code(text, list(code_spans(text)))
    pairs = _pairs(rest)
    brackets = (match.start() for match in _BRACKET.finditer(rest) if match[0] in "[(")
    return sum(pairs.get(bracket, len(rest)) - bracket for bracket in brackets) + text.count("\\") * len(text) // 50


def _outside_of_code(text: str, spans: Iterable[Token], start: int = 0) -> str:
    """Return a paragraph, which begins there in the text of its spans, with these and escaped characters hidden."""
    return _ESCAPE.sub(HIDDEN * 2, hide(text, ((span.start - start, span.end - start) for span in spans)))


def _pairs(text: str) -> dict[int, int]:
    """Return for each bracket and parenthesis that is closed the place where it is."""
    pairs: dict[int, int] = {}
    opened: dict[str, list[int]] = {"]": [], ")": []}
    for match in _BRACKET.finditer(text):
        if match[0] in "[(":
            opened["]" if match[0] == "[" else ")"].append(match.start())
        elif opened[match[0]]:
            pairs[opened[match[0]].pop()] = match.start()
    return pairs


def _links(text: str, labels: Container[str]) -> Iterator[Token]:
    """Yield links and images in a paragraph, whose code is hidden; links in the labels of others are none."""
    pairs, done, unknown_until = _pairs(text), 0, 0
    for opening in _LABEL.finditer(text):
        close = pairs.get(opening.end() - 1)
        if close is None or opening.start() < done:
            continue
        inside = (opening.end(), close)
        kind = Kind.IMAGE if opening[0] == "![" else Kind.LINK
        target, end = _target(text, close + 1, pairs)
        if target is None:
            label, end = _reference(text, inside, unknown_until)
            if kind is Kind.LINK and label not in labels:
                # Neither part of `[text][unknown]` begins a longer link, but each may be the label of a definition.
                unknown_until = max(unknown_until, end)
                label, end = label_of(text[slice(*inside)]), close + 1
            if label not in labels and (kind is Kind.LINK or end == close + 1):
                continue
        yield Token(kind, opening.start(), end, inside, target)
        done = end


def _reference(text: str, inside: Range, unknown_until: int) -> tuple[str, int]:
    """Return the label of a definition that a link leads to, and where it ends; its text is its label, if need be."""
    own = text[slice(*inside)]
    match = _REFERENCE.match(text, inside[1] + 1) if inside[0] > unknown_until else None
    return label_of((match and match["label"]) or own), match.end() if match else inside[1] + 1


def _target(text: str, start: int, pairs: dict[int, int]) -> tuple[Range | None, int]:
    """Return where the target after a label begins and ends, and where the link ends, if this is one."""
    if match := _TARGET.match(text, start):
        return match.span("plain" if match["angled"] is None else "angled"), match.end()
    close = pairs.get(start)
    if text[start : start + 1] != "(" or close is None:
        return None, start
    word = _WORD.search(text, start + 1, close)
    return (word.span() if word else (close, close)), close + 1


def _after_label(link: Token) -> Range:
    """Return what follows the label of a link, and the whole of an image, whose label is a text for those who hear."""
    return (link.start if link.kind is Kind.IMAGE else link.inside[1], link.end)


def label_of(text: str) -> str:
    """Return the label of a link as definitions are found by it."""
    return re.sub(r"\s+", " ", text).strip().lower()


def _angled(text: str) -> Iterator[Token]:
    """Yield comments, links in angle brackets and tags in a paragraph, whose code and other links are hidden."""
    for match in _ANGLED.finditer(text):
        kind = Kind.COMMENT if match["comment"] else Kind.LINK if match["link"] else Kind.HTML
        yield Token(kind, *match.span(), (match.start() + 1, match.end() - 1) if match["link"] else (0, 0))


def _elements(text: str, found: Iterable[Token], end: int) -> Iterator[Token]:
    """Yield the elements whose content stays as it is; one that is not closed goes to the end of its paragraph."""
    opened: tuple[str, int] | None = None
    for token in found:
        tag = _NAME.match(text, token.start) if token.kind is Kind.HTML else None
        if not tag:
            continue
        name = tag["name"].lower()
        if not opened and not tag["end"] and name in _AS_IT_IS:
            opened = (name, token.start)
        elif opened and tag["end"] and name == opened[0]:
            yield Token(Kind.ELEMENT, opened[1], token.end)
            opened = None
    if opened:
        yield Token(Kind.ELEMENT, opened[1], end)


def _shown(spans: Iterable[Token], found: Iterable[Token]) -> Iterator[Token]:
    """Yield the spans that are no part of a tag, a comment, an image or what follows the label of a link."""
    covers = iter([*found, Token(Kind.HTML, sys.maxsize, sys.maxsize)])
    cover = next(covers)
    for span in spans:
        while cover.end <= span.start:
            cover = next(covers)
        if span.end <= cover.start or (cover.kind is Kind.LINK and span.end <= cover.inside[1]):
            yield span


def _moved(token: Token, by: int) -> Token:
    inside, target = token.inside, token.target
    return replace(
        token,
        start=token.start + by,
        end=token.end + by,
        inside=(inside[0] + by, inside[1] + by),
        target=target and (target[0] + by, target[1] + by),
    )
