"""What the YAML library stumbles on, in plain words: its own ones name its grammar, and often another line."""

import re
from dataclasses import dataclass

import yaml

from error_catalog.diagnostics.characters import name_of_character
from error_catalog.diagnostics.faults import Fault
from error_catalog.diagnostics.rules import Rule


@dataclass(frozen=True)
class _Slip:
    """What a person did: by which words of the library it shows, what to call it, and what to do."""

    words: str
    """The pattern of what the library says, its problem before the context."""

    message: str
    """`{sign}` stands for the character that it stumbles on."""

    hint: str
    at_line_start: bool | None = None
    """Whether it is one at the beginning of a line alone, or anywhere else alone."""

    begins_in_context: bool = False
    """Whether it is where the library began to read, and not where it could go on no more."""


_QUOTES = "put a text that begins with it in quotes"
_COMMA = "look for a missing comma or bracket here, or at the end of the line before"
_BEHIND = "more text behind quotes or brackets that are closed"
_WHOLE = "put the whole of a text in quotes, or nothing of it"

_SLIPS = (
    _Slip("tab character", "a tab in front of a line", "indent with spaces"),
    _Slip("expected ',' or ']'", "a list that goes on without a comma, or has no ]", _COMMA),
    _Slip("expected ',' or '}'", "an object that goes on without a comma, or has no }", _COMMA),
    _Slip(
        "mapping values are not allowed",
        "a colon with a space where none can stand",
        "put a text that holds `: ` in quotes, or check the indentation",
    ),
    _Slip("cannot start any token", "a text that begins with {sign}, which YAML keeps for itself", _QUOTES),
    _Slip(
        "could not find expected ':'",
        "a line that is no key, since it has no colon",
        "a key ends with a colon; what belongs to it is indented more deeply",
        begins_in_context=True,
    ),
    _Slip(
        "expected key",
        "a line that is indented otherwise than those it belongs to",
        "check the indentation of this line and of those above",
        at_line_start=True,
    ),
    _Slip("expected key", _BEHIND, _WHOLE, at_line_start=False),
    _Slip(
        "'-' indicator",
        "a line in a list that begins no entry",
        "check the indentation; each entry of a list begins with `- `",
        at_line_start=True,
    ),
    _Slip("'-' indicator", _BEHIND, _WHOLE, at_line_start=False),
    _Slip(
        "block sequence entries are not allowed",
        "a list on the line of its key",
        "begin each entry on a line of its own; put a text that begins with `- ` in quotes",
    ),
    _Slip("mapping keys are not allowed", "a text that begins with ?, which begins a key in YAML", _QUOTES),
    _Slip(
        "unexpected end of stream",
        "a quotation mark that nothing closes",
        "close the quotes at the end of the text",
        begins_in_context=True,
    ),
    _Slip(
        "unexpected document indicator",
        "a line that ends the file, within quotes",
        "close the quotes before it, or indent the line",
    ),
    _Slip(
        "unknown escape character",
        "a backslash that escapes nothing",
        "in double quotes, a backslash is written as \\\\",
    ),
    _Slip(
        "hexdecimal number",
        "an escape that lacks digits",
        "write \\xNN, \\uNNNN or \\UNNNNNNNN, or \\\\ for a backslash",
    ),
    _Slip(
        "Unicode character escape",
        "an escape of what is no character",
        "half of a surrogate pair is no character; write the character itself",
    ),
    _Slip("undefined alias|an alias", "a text that begins with *, which in YAML refers to another one", _QUOTES),
    _Slip("duplicate anchor", "a name after & that is there already", "write out what is meant, without & and *"),
    _Slip("an anchor", "a text that begins with &, which gives a value a name in YAML", _QUOTES),
    _Slip(
        "directive|incompatible YAML|version number",
        "a line that begins with %, which is a setting of YAML",
        "delete it, or put a text that begins with % in quotes",
    ),
    _Slip("a tag|tag handle", "a text that begins with !, which is a type in YAML", _QUOTES),
    _Slip(
        "a block scalar",
        "more text on the line of | or >",
        "the text begins on the line below; put one that begins with such a sign in quotes",
    ),
    _Slip("second document", "it begins a second document", "an error is one file; delete the `---`"),
    _Slip(
        "<document start>",
        "a line that belongs to nothing above",
        "check the indentation of the first lines, and delete a line of `...`",
    ),
    _Slip("node content", "{sign} where a value is missing", f"write the value or delete the sign; {_QUOTES}"),
)


def syntax_fault(path: str, text: str, error: yaml.YAMLError) -> Fault:
    """Return what the YAML library has raised of a text as a fault at its place."""
    if isinstance(error, yaml.reader.ReaderError):
        message = f"a character that YAML forbids: {name_of_character(chr(error.character))}"
        start = len(text.encode()[: error.position].decode("utf-8", "ignore"))  # the library counts bytes here
        return Fault.at(path, text, start, Rule.FORBIDDEN_CHARACTER, message, "delete it")
    if not isinstance(error, yaml.MarkedYAMLError):
        return Fault(path, 1, 1, Rule.SYNTAX, f"no valid YAML: {error}")
    offset = getattr(error.problem_mark, "index", 0)  # it is None where the library knows no place
    sign = text[offset : offset + 1]
    said = "a tab character" if sign == "\t" else f"{error.problem} {error.context or ''}"
    is_at_start = not text[text.rfind("\n", 0, offset) + 1 : offset].strip()
    for slip in _SLIPS:
        if re.search(slip.words, said) and slip.at_line_start in (None, is_at_start):
            start = getattr(error.context_mark, "index", offset) if slip.begins_in_context else offset
            message = slip.message.replace("{sign}", sign)
            return Fault.at(path, text, start, Rule.SYNTAX, f"no valid YAML: {message}", slip.hint)
    return Fault.at(path, text, offset, Rule.SYNTAX, f"no valid YAML: {said}", "put the text in quotes")
