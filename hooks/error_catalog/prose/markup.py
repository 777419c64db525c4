"""The markup that prose may hold: paragraphs, lists, emphasis, code spans and links, and nothing that could do harm."""

import html
import re
from collections.abc import Iterator

from markdown.util import ETX, STX

from error_catalog.diagnostics.faults import Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.prose.markdown import Range, blank, code_spans, is_endless, parser, without_code_spans

_LONGEST = 60
_PLAIN = "the page has its own; write plain text, or put the sign in backticks"
_BESIDE = "write the target beside the text: [text](https://…)"
LINK_HINT = "link to https:// or to a page of this site, such as ../index.md"

_Mistake = tuple[Rule, str, str]
"""The rule that is broken, what the piece of markup is called, and the hint."""

# A text of an error stands on several pages, so a heading goes with the page that has it.
_TARGET = (
    r"https://[A-Za-z0-9.-]+(?::\d+)?(?:[/?#][^\s<>\"\\^`{|}]*)?"
    r"|mailto:[^\s<>\"\\:/]+@[A-Za-z0-9.-]+"
    r"|(?:[\w.-]+/)*[\w.-]+\.md(?:#[\w.-]+)?"
)
_APART = re.compile(r"(?<![\\`])(?P<ticks>(?>`+))(?P<inside>[^`]*\n[^`]*)(?P=ticks)(?!`)")
"""What was meant as code, with blank lines between its backticks."""

_CODE_OVER_LINES = (Rule.BACKTICKS, "code over several lines", "keep code between backticks on one line")
_EVERYWHERE = (
    # Before it knows of code, the parser looks for HTML, for that of the page around the text too. To it, an address in
    # angle brackets is a tag, and a quotation mark in that begins a value, which may reach beyond the text.
    (
        re.compile(r"<(?!https://[^\s<>'\"]*>)[A-Za-z/!?][^\n>`]*>?(?:[^<\n`]*</\w+>)?"),
        (Rule.HTML, "raw HTML", "write Markdown, and {name} for a placeholder; backticks do not help"),
    ),
    (re.compile(r"&#\w*;?"), (Rule.HTML, "a character reference", "write the character itself")),
)
# Otherwise it depends on the reader of the Markdown where code begins.
_AROUND_CODE = (
    (
        re.compile(r"(?<!\\)\\\\+`|\\`{2,}"),
        (Rule.BACKTICKS, "backslashes before a backtick", "write \\` for the character, or put a space between"),
    ),
)
_OUTSIDE_OF_CODE = tuple(
    (re.compile(pattern, re.MULTILINE), (rule, name, hint))
    for pattern, rule, name, hint in (
        (r"(?<!\\)`+", Rule.BACKTICKS, "a backtick without its pair", "close it, or write \\` for the character"),
        (r"^#+.*", Rule.BLOCK, "a heading", _PLAIN),
        (r"^ {0,3}(?:(?:[-*_] *){3,}|=+ *|-+ *)$", Rule.BLOCK, "a rule or an underlined heading", _PLAIN),
        (r"^ {0,3}>.*", Rule.BLOCK, "a quotation", _PLAIN),
        (r"^ {0,3}(?:!!!|\?\?\?|===|~~~|\[TOC\]).*", Rule.BLOCK, "block syntax", _PLAIN),
        (r"^ {0,3}\[[^\]\n]*\]:.*", Rule.LINK, "a link definition", _BESIDE),
        (r"(?<!\\)!\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])", Rule.LINK, "an image", LINK_HINT),
        (
            rf"(?<!\\)\[[^\[\]]*\]\((?!\s*<?(?:{_TARGET})>?(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\))"
            r"[^()]*(?:\([^()]*\)[^()]*)*\)",
            Rule.LINK,
            "a link of this kind",
            LINK_HINT,
        ),
        # On the page it would continue the list before it.
        (
            r"\A(?:[-+*]|\d+\.)[ \t].*",
            Rule.BLOCK,
            "a list at the beginning",
            "begin with a sentence; quote a text that is no list",
        ),
        (
            r"(?:\A|\n\n)(?!\s|(?:[-+*]|\d+\.)[ \t])(?:.+\n)+?((?:[-+*]|\d+\.)[ \t].*)",
            Rule.BLOCK,
            "a list right after a text",
            "leave a blank line before it",
        ),
    )
)

_INERT = re.compile(r"(?!\d+\.)(?=[^\W_]|[`\"“(])(?:[\w ,.;:'\"“”‘’()/%+…–—?!-]|`[^`<&\\\n]+`)+")
"""A line of words and code that is nothing else to any reader of Markdown, so that most texts need none."""

_TAGS = re.compile(r"<(?P<end>/?)(?P<name>\w*)(?P<attributes>[^>]*)>?")
_ALLOWED = {"p", "code", "em", "strong", "a", "ul", "ol", "li"}
_HREF = re.compile(r' href="(?P<target>[^"]*)"(?: title="[^"]*")?')
_ELEMENTS = {
    "img": "an image",
    "table": "a table",
    "blockquote": "a quotation",
    "br": "a forced line break",
    "pre": "a block of code",
    "div": "a block of another kind",
    **{f"h{level}": "a heading" for level in range(1, 7)},
}


def markup_violations(text: str) -> Iterator[Violation]:
    """Yield a violation for each piece of markup that prose must not hold.

    Patterns find the usual mistakes, because they know the place. What passes them is read by the site's own Markdown
    parser, which cannot be fooled.
    """
    if _INERT.fullmatch(text):
        return
    endless = endless_violation(text)
    yield from [endless] if endless else ([*_pattern_violations(text)] or _parsed_violations(text))


def endless_violation(text: str) -> Violation | None:
    """Return what is wrong with a text for which the parser would take long."""
    message = "more brackets and other signs than the parser can follow"
    return Violation(Rule.LINK, (), message, "close the brackets, or write less") if is_endless(text) else None


def _pattern_violations(text: str) -> Iterator[Violation]:
    apart = _APART.finditer(without_code_spans(text))
    spans = sorted((*code_spans(text), *apart), key=re.Match.start)
    for span in spans:
        if "\n" in span[0]:
            yield _at(span.span(), text, _CODE_OVER_LINES)
    found: set[int] = set()
    around = blank(text, (span.span("inside") for span in spans))
    outside = blank(text, (span.span() for span in spans))
    for patterns, part in ((_EVERYWHERE, text), (_AROUND_CODE, around), (_OUTSIDE_OF_CODE, outside)):
        for pattern, mistake in patterns:
            for match in pattern.finditer(part):
                if match.start() in found:
                    continue  # one mistake that two rules see
                found.update(range(*match.span()))
                yield _at(match.span(match.lastindex or 0), text, mistake)


def _at(place: Range, text: str, mistake: _Mistake) -> Violation:
    rule, name, hint = mistake
    fragment = text[slice(*place)].strip(" \n")
    violation = Violation(rule, (), f"{name} in prose: {fragment[:_LONGEST]}", hint)
    return violation.within(text, place[0], fragment)


def _parsed_violations(text: str) -> Iterator[Violation]:
    """Yield the first piece of a text's HTML that prose must not become.

    The parser escapes each `<` and `>` that belongs to no tag.
    """
    site = parser()
    output = site.convert(text)
    if site.references:
        yield Violation(Rule.LINK, (), "a link definition in prose", _BESIDE)
        return
    if any(mark in output for mark in (STX, ETX)):
        message = "markup in prose that the parser does not follow to its end"
        yield Violation(Rule.UNPRINTABLE, (), message, "use less emphasis")
        return
    for tag in _TAGS.finditer(output):
        name, attributes = tag["name"], tag["attributes"]
        href = _HREF.fullmatch(attributes) if name == "a" and not tag["end"] else None
        if href:
            target = html.unescape(href["target"])
            if not re.fullmatch(_TARGET, target):
                message = f"a link of this kind in prose: {target[:_LONGEST]}"
                yield Violation(Rule.LINK, (), message, LINK_HINT, fragment=target)
                return
        elif name not in _ALLOWED or attributes:
            rule = Rule.LINK if name == "img" else Rule.BLOCK
            yield Violation(rule, (), f"{_ELEMENTS.get(name, f'the element {tag[0]}')} in prose", _PLAIN)
            return
