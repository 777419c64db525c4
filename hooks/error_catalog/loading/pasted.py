"""What people paste into a YAML file in a hurry that YAML's own words do not name."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from error_catalog.api.category import STATUSES, Category
from error_catalog.diagnostics.characters import name_of_character
from error_catalog.diagnostics.faults import Fault, Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.model.error import ErrorType
from error_catalog.model.problem import ProblemDetails
from error_catalog.model.reading import form_of


@dataclass(frozen=True)
class Sign:
    """By which text something is known that does not belong there; the fault is at the last group."""

    pattern: re.Pattern[str]
    message: str
    hint: str
    is_wrong: Callable[[re.Match[str]], bool]


def _sign(pattern: str, message: str, hint: str, is_wrong: Callable[[re.Match[str]], bool] = lambda _: True) -> Sign:
    return Sign(re.compile(pattern, re.MULTILINE), message, hint, is_wrong)


_SPACES = "\u00a0\u2007\u202f\u3000"
_QUOTES = "“”„‟‘’«»"
_FIELD = r"^[ \t]*(?:- )?(?:body:[ \t]*)?"
# Not as `(…)*+`, which Python before 3.11.5 misreads (gh-106052).
_JSON_LINE = r'^[ \t]*(?>(?:"(?>(?:[^"\\\n]|\\.)*)"|[{}\[\],:\t ]|(?<=[:, ])[\w.+-]++)*)'

_FEWEST_MEMBERS = 2

_CONFLICT = _sign(
    r"^(<{7}|={7}|>{7}|\|{7})(?: .*)?$",
    "a conflict that git has marked",
    "keep one of the two versions, and delete the lines with <<<<<<<, ======= and >>>>>>>",
)

_MISREAD = (
    _sign(
        rf"^[ \t]*-?([{_SPACES}])|^[ \t]*(?:- )?[\w\"]+:([{_SPACES}])|^[ \t]*\"[\w$.-]+\"([{_SPACES}])[ \t]*:",
        "a space that YAML takes for a letter",
        "write plain spaces in place of all of them",
    ),
    _sign(
        rf"^[ \t]*(?:{{[ \t]*)?([{_QUOTES}])[\w$.-]+[{_QUOTES}\"][ \t]*:|\"[\w$.-]+\"[ \t]*:[ \t]*([{_QUOTES}])",
        "a quotation mark that YAML takes for a letter",
        'write " in place of all of them',
    ),
)
"""What YAML reads, but not as it is meant."""

_UNREADABLE = (
    _CONFLICT,
    _sign(
        rf"{_FIELD}(?:< )?(HTTP/[0-9.]+ [0-9]{{3}})",
        "the head of a response in place of its body",
        "`body` has the JSON alone; headers that matter go into `headers` beside it",
    ),
    _sign(rf"{_FIELD}(```|~~~)", "a fence around the JSON", "delete both lines of the fence; YAML needs none"),
    _sign(rf"{_JSON_LINE}(?<![:\w])(//|/\*)", "a comment in JSON", "delete it, or begin it with ` #`"),
    _sign(
        r"^(?P<column> *(?:- +)?)body:[ \t]*\n(?P<indent> *)(\{)",
        "the JSON of `body` is not indented",
        "indent all of its lines more deeply than `body:`",
        lambda match: len(match["indent"]) <= len(match["column"]),
    ),
    _sign(
        r"^ *(?:- )?[a-z_]+:([^\s:/},\]])",
        "no space after the colon of a field",
        "write a space between the colon and the text",
    ),
    _sign(
        r"^ *(?:- )?[a-z_]+([：﹕︓])",
        "a colon that YAML takes for a letter",
        "write : and a space in its place",
    ),
    _sign(
        r"^ +([–—•·*‣◦]|\d+[.)]) +\S",
        "an entry of a list that does not begin with `-`",
        "begin each entry with `- `",
    ),
    _sign(
        r"^ *(?:- )?(?:[a-z_]+: +)?'[^'\n]*(')\w",
        "an apostrophe that ends the text",
        "put the text in double quotes",
    ),
    _sign(
        r"^ *(?:- )?[a-z_]+: +(\")[^\"\n]*$",
        "a quotation mark that nothing closes on its line",
        "close the quotes at the end of the text",
    ),
    _sign(
        rf"\"[^\"\n]*([{_QUOTES}])[ \t]*[,}}]?$|^[ \t]*\"[\w$.-]+([{_QUOTES}])[ \t]*:",
        "a quotation mark that does not close the text",
        'write " in its place',
    ),
)
"""What YAML does not read."""


def misread(path: str, text: str, texts: Collection[range] = ()) -> Fault | None:
    """Return the fault of a text that YAML would read as something else than what is meant, if it is such a one.

    What stands in `texts`, the places of texts in quotes and blocks, is prose and means what it says.
    """
    if "\n<<<<<<< " in text:  # which a text in quotes may hold
        return _found(path, text, (_CONFLICT,))
    return None if text.isascii() else _found(path, text, _MISREAD, texts)


def unreadable(path: str, text: str) -> Fault | None:
    """Return why YAML cannot read a text, where it is one of the usual reasons."""
    return _found(path, text, _UNREADABLE)


def lone_body(data: object, code: str) -> Violation | None:
    """Return that the data of an example file are those of a response body and nothing else, if they are."""
    own, of_body = (form_of(model).fields.keys() for model in (ErrorType, ProblemDetails))
    if not isinstance(data, dict) or not own.isdisjoint(data) or len(of_body & data.keys()) < _FEWEST_MEMBERS:
        return None
    category, status = data.get("errorCategory"), data.get("status")
    options = f" --category {category}" if category in list(Category) else ""
    options += f" --status {status}" if status in list(STATUSES) else ""
    return Violation(
        Rule.MISSING_FIELD,
        (),
        "the file is a response body alone; an example file says what the error means and what to do, too",
        f"move it, run `portal new {code}{options}`, and put it in place of the `body` of the file that is written",
    )


def _found(path: str, text: str, signs: tuple[Sign, ...], texts: Collection[range] = ()) -> Fault | None:
    for sign in signs:
        for match in filter(sign.is_wrong, sign.pattern.finditer(text)):
            found, start = match[match.lastindex or 0], match.start(match.lastindex or 0)
            if any(start in each for each in texts):
                continue
            shown = "" if found.isascii() else f": {name_of_character(found)}"
            return Fault.at(path, text, start, Rule.SYNTAX, f"{sign.message}{shown}", sign.hint)
    return None
