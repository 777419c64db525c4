"""The one Jinja environment and its filters."""

import html
import json
import posixpath
import re
import shlex
import textwrap
import traceback
from pathlib import Path

import yaml
from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, TemplateError
from pydantic.alias_generators import to_camel, to_snake
from pydantic_core import to_json

from error_catalog.diagnostics.characters import escaped, visible
from error_catalog.diagnostics.faults import Fault, FaultsFound
from error_catalog.diagnostics.rules import Rule
from error_catalog.prose.markdown import outside_code_spans

TEMPLATES = "hooks/error_catalog/templates"
"""The folder of the templates, from the project's root."""

_CODE_WIDTH = 88
"""The longest line of code on a page, in characters."""

_NO_WRAP = 2**31 - 1
"""A width at which the YAML library, whose numbers are C's, breaks no line."""


def render(template: str, **context: object) -> str:
    """Return the text that a template makes of the context, with one newline at its end.

    Raises:
        FaultsFound: the template is at fault; it names its file and line.
    """
    try:
        return _ENVIRONMENT.get_template(template).render(context).rstrip("\n") + "\n"
    except TemplateError as error:
        raise FaultsFound([_fault(template, error)]) from None


def pretty_json(value: object) -> str:
    """Return a value as JSON, in the one form in which this portal shows and publishes it."""
    return _json(value, indent=2)


def _json(value: object, indent: int | None = None) -> str:
    """Return JSON, which is YAML too: emoji as they are, and escapes for what is hidden."""
    return escaped(to_json(value, indent=indent).decode(), lambda character: json.dumps(character)[1:-1])


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _cell(text: str) -> str:
    """Return Markdown that is one cell of a table, whatever it holds; in code spans a pipe separates nothing."""
    return outside_code_spans(_line(text), lambda part: re.sub(r"(?<!\\)((?:\\\\)*)\|", r"\1\\|", part))


def _literal(text: str) -> str:
    """Return Markdown that shows the text as it is, on one line; CommonMark 2.4 escapes any ASCII punctuation so."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", visible(_line(text)))


def _plain(text: str) -> str:
    """Return the words of Markdown without its markup, fit for an HTML attribute."""
    words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", _line(text))
    return html.escape(re.sub(r"[`*\\]", "", words))


def _relative_to(target: str, page: str) -> str:
    """Return the link from a page to another one; both are paths below docs/."""
    return posixpath.relpath(target, posixpath.dirname(page))


def _units(text: str) -> str:
    """Return Markdown in which no line breaks between a number of seconds and its unit."""
    return re.sub(r"(?<=\d) (?=s\b)", "&nbsp;", text)


def _comment(text: str, prefix: str) -> str:
    """Return a text as lines of code, each behind the prefix."""
    return textwrap.fill(text, _CODE_WIDTH, initial_indent=prefix, subsequent_indent=prefix)


def _yaml(value: object) -> str:
    """Return a value as YAML, fit to stand behind a key; unless a text in it has line breaks, it is one line."""
    text: str = yaml.dump(
        value, Dumper=yaml.CSafeDumper, sort_keys=False, default_flow_style=True, allow_unicode=True, width=_NO_WRAP
    )
    return text.removesuffix("...\n").rstrip("\n")


def _fault(template: str, error: TemplateError) -> Fault:
    """Return the fault at the line that was at work, of this template or of one that it uses."""
    line = 1
    for frame in traceback.extract_tb(error.__traceback__):  # Jinja writes its templates into it
        if frame.filename.endswith(".jinja"):
            template, line = Path(frame.filename).name, frame.lineno or 1
    return Fault(f"{TEMPLATES}/{template}", line, 1, Rule.TEMPLATE, f"no valid template: {error.message}")


_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    bytecode_cache=FileSystemBytecodeCache(),  # in the user's temporary folder: to compile takes as long as to render
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    autoescape=False,  # noqa: S701 - the templates make Markdown; prose is checked, and the rest stands in code blocks
)
_ENVIRONMENT.filters |= {
    "camel": to_camel,
    "cell": _cell,
    "comment": _comment,
    "line": _line,
    "literal": _literal,
    "plain": _plain,
    "relative_to": _relative_to,
    "shell": shlex.quote,
    "snake": to_snake,
    "units": _units,
    "pretty_json": pretty_json,
    "yaml": _yaml,
    "tojson": _json,  # in place of Jinja's own, which escapes for HTML
}
