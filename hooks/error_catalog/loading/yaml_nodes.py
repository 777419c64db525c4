"""From the text of a YAML file to nodes that know their places, or to the faults of its form."""

import re
from collections.abc import Iterator

import yaml

from error_catalog.diagnostics.faults import Fault, FaultsFound
from error_catalog.diagnostics.rules import Rule

_MAX_DEPTH = 50  # far beyond any file of a person


class _Loader(yaml.CSafeLoader):
    """YAML read as JSON is: true, null, 60 and 1.5 are values; yes, 0x1f and 2026-04-27 are text."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012


for _tag, _pattern, _first in (
    ("bool", r"^(?:true|false)$", "tf"),
    ("null", r"^(?:null|~|)$", ["n", "~", ""]),
    ("int", r"^-?(?:0|[1-9][0-9]*)$", "-0123456789"),
    ("float", r"^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$", "-0123456789"),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), _first)

_SEPARATOR = re.compile("[\x85\u2028\u2029]")
_PAIR = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_REST_OF_QUOTED = re.compile(r'(?:[^"\\]|\\.)*', re.DOTALL)
_TAG = re.compile(r"(?:&\S+\s+)?(!\S*)")
_COMMENT = re.compile(r"[ \t]+#.*")

_HINTS = (
    ("\t", "indent with spaces"),
    ("expected ',' or", "look for a missing comma or bracket here, or at the end of the line before"),
    ("mapping values are not allowed", "put a text that holds `: ` in quotes, or check the indentation"),
    ("cannot start any token", "put a text that begins with a special character in quotes"),
    ("could not find expected ':'", "a key ends with a colon; what belongs to it is indented more deeply"),
    ("did not find expected key", "check the indentation, and put the whole of a text in quotes, or nothing of it"),
    ("'-' indicator", "check the indentation; each entry of a list begins with `- `"),
    ("unexpected end of stream", "close the quotes"),
    ("unknown escape character", "in double quotes, a backslash is written as \\\\"),
    ("undefined alias", "put a text that begins with `*` in quotes"),
    ("another document", "an error is one file; delete the `---`"),
    ("Unicode character escape", "half of a surrogate pair is no character; write the character itself"),
)
_Oddity = tuple[int, str, Rule, str, str]
"""Offset, the tag that stands there if one does, rule, message and hint."""

_USUAL_HINT = "put a text that begins with a special character in quotes"


def compose(path: str, text: str) -> tuple[yaml.Node | None, str, tuple[Fault, ...]]:
    """Return the root node, the text in which its marks count, and the faults that leave the nodes readable.

    Raises:
        FaultsFound: the text is no YAML that we read.
    """
    separators = list(_SEPARATOR.finditer(text))
    if separators:
        # To YAML they end a line, to most editors they do not.
        hint = "delete it, or write it as an escape in double quotes"
        raise FaultsFound(
            Fault.at(
                path, text, match.start(), Rule.FORBIDDEN_CHARACTER, f"a line separator, U+{ord(match[0]):04X}", hint
            )
            for match in separators
        )
    text, oddities = _checked(path, text)
    faults = []
    for offset, tag, rule, message, hint in oddities:
        faults.append(Fault.at(path, text, offset, rule, message, hint))
        # Read on as if the tag were not there, so that it causes no other fault.
        text = text[:offset] + " " * len(tag) + text[offset + len(tag) :]
    try:
        return yaml.compose(text, Loader=_Loader), text, tuple(faults)
    except yaml.YAMLError as error:
        raise FaultsFound([_syntax_fault(path, text, error)]) from None


def _checked(path: str, text: str) -> tuple[str, list[_Oddity]]:
    r"""Return the text and its oddities, with one escape for each pair of surrogates.

    JSON writes `\ud83d\ude00` for what YAML writes `\U0001f600`. Only where the parser stumbles is it an escape.
    """
    while True:
        try:
            return text, list(_oddities(path, text))
        except yaml.YAMLError as error:
            start = _offset(getattr(error, "problem_mark", None)) - len("\\u")
            if start < 0 or not _PAIR.match(text, start):
                raise FaultsFound([_syntax_fault(path, text, error)]) from None
            quoted = _REST_OF_QUOTED.match(text, start)
            assert quoted
            text = text[:start] + _PAIR.sub(_joined, quoted[0]) + text[quoted.end() :]


def _joined(pair: re.Match[str]) -> str:
    character = bytes.fromhex(pair[1] + pair[2]).decode("utf-16-be")
    return f"\\U{ord(character):08x}"


def _oddities(path: str, text: str) -> Iterator[_Oddity]:
    """Yield each piece of YAML that says something else than it seems to.

    Raises:
        FaultsFound: composing would go too deep; it is recursive, in C and without a limit of its own.
    """
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _MAX_DEPTH:
            start = _offset(event.start_mark)
            raise FaultsFound([Fault.at(path, text, start, Rule.ENDLESS, "the file nests too deeply")])
        tag = _TAG.match(text, _offset(event.start_mark)) if getattr(event, "tag", None) else None
        if tag:
            yield tag.start(1), tag[1], Rule.TAG, f"a tag: {tag[1]}", "write the value alone, without a tag"
        if isinstance(event, yaml.ScalarEvent) and not event.style and " " in event.value:
            comment = _COMMENT.match(text, _offset(event.end_mark))
            if comment:
                message = f"a comment in a text without quotes: {comment[0].strip()[:60]}"
                hint = "put the text in quotes, or the comment on a line of its own"
                yield text.index("#", comment.start()), "", Rule.CUT_TEXT, message, hint


def _syntax_fault(path: str, text: str, error: yaml.YAMLError) -> Fault:
    if isinstance(error, yaml.reader.ReaderError):
        message = f"a character that YAML forbids: {error.reason}"
        start = len(text.encode()[: error.position].decode("utf-8", "ignore"))  # the library counts bytes here
        return Fault.at(path, text, start, Rule.FORBIDDEN_CHARACTER, message, "delete it")
    if not isinstance(error, yaml.MarkedYAMLError):
        return Fault(path, 1, 1, Rule.SYNTAX, f"no valid YAML: {error}")
    offset = _offset(error.problem_mark)
    context = f" {error.context}" if error.context else ""
    clue = "\t" if text[offset : offset + 1] == "\t" else str(error.problem)
    hint = next((hint for part, hint in _HINTS if part in clue), _USUAL_HINT)
    return Fault.at(path, text, offset, Rule.SYNTAX, f"no valid YAML: {error.problem}{context}", hint)


def _offset(mark: object) -> int:
    """Return where a mark of the YAML library stands, which is None where the library knows no place."""
    return int(getattr(mark, "index", 0))
