"""The JSON in hand-written pages: it can be read, and a problem body in it says what the catalogue says."""

import json
import re
from collections.abc import Iterator, Mapping

from error_catalog.diagnostics.faults import Fault, FaultsFound, Violation, walk
from error_catalog.diagnostics.rules import Rule
from error_catalog.loading.document import parse_document
from error_catalog.model.error import ErrorType
from error_catalog.prose.known_names import KnownNames
from error_catalog.prose.markdown import Range, shown

_FENCE = re.compile(
    r"^(?P<prefix>[> \t]*)(?P<fence>`{3,}|~{3,}) *(?:\{ *)?\.?(?P<language>json|http)(?![\w#.+-])[^\n]*\n"
    r"(?P<inside>.*?)(?:^(?P=prefix)(?P<end>(?P=fence)) *$|\Z)",
    re.MULTILINE | re.DOTALL,
)
"""What looks like a block of code; without an end, the site shows words."""

_STATUS_LINE = re.compile(r"[ \t]*HTTP/[\d.]+[ \t]+(?P<status>\d{3})\b[ \t]*(?P<title>[^\n]*?)[ \t]*\n")
_CODE_MEMBER = re.compile(r'"errorCode"\s*:\s*"(?P<code>\w+)"')
_BODY_OF_MESSAGE = re.compile(r"\n[ \t]*\n(?=[ \t]*\{)")
# A block of code in a quotation has these on each line; no line of JSON begins so.
_QUOTE_MARKS = re.compile(r"^ *>[ >]*", re.MULTILINE)

_CODE = "errorCode"
_MEMBERS = ("type", "status", "title", "errorCategory", "retryable")
"""What a body says alike in all examples of its error."""


def fence_faults(path: str, text: str, names: KnownNames, errors: Mapping[str, ErrorType]) -> Iterator[Fault]:
    """Yield a fault for each piece of JSON in a page that cannot be read, and for each wrong member of a body.

    It looks into code blocks of the language `json`, and into status lines and bodies in those of the language `http`.
    """
    found = [(fence, [*_faults_in(path, text, fence, names, errors)]) for fence in _FENCE.finditer(text)]
    suspects = [(fence, faults) for fence, faults in found if faults]
    places = [fence.start("language") for fence, _ in suspects]
    for (fence, faults), elements in zip(suspects, shown(text, places), strict=True):
        is_code = "pre" in elements
        if is_code == bool(fence["end"]) and is_code == ("class" in elements) and "comment" not in elements:
            yield from faults


def _faults_in(
    path: str, text: str, fence: re.Match[str], names: KnownNames, errors: Mapping[str, ErrorType]
) -> Iterator[Fault]:
    start, end = fence.span("inside")
    if fence["language"] == "http":
        yield from _status_faults(path, text, (start, end), errors)
        body = _BODY_OF_MESSAGE.search(text, start, end)
        start = body.end() if body else end
    if start < end or fence["language"] == "json":
        # As many lines stand before it as in the page, so that all places are those in the page.
        alone = "\n" * text.count("\n", 0, start) + _QUOTE_MARKS.sub(_blanks, text[start:end])
        yield from _json_faults(path, alone, names, errors)


def _blanks(marks: re.Match[str]) -> str:
    return " " * len(marks[0])


def _status_faults(path: str, text: str, inside: Range, errors: Mapping[str, ErrorType]) -> Iterator[Fault]:
    """Yield a fault where a response begins with another status than the error in its body has; the phrase may lack."""
    line = _STATUS_LINE.match(text, *inside)
    body = _CODE_MEMBER.search(text, *inside)
    error = errors.get(body["code"]) if body else None
    said = f"{line['status']} {line['title']}".strip() if line else ""
    if line and error and said not in (str(error.status), error.status_line):
        message = f"the status line is {said}, but {error.status_line} in {error.source}"
        yield Fault.at(path, text, line.start("status"), Rule.PROBLEM_FENCE, message, "write what stands there")


def _json_faults(path: str, text: str, names: KnownNames, errors: Mapping[str, ErrorType]) -> Iterator[Fault]:
    try:
        json.loads(text)
        # Unlike JSON, YAML does not begin with a tab; in the texts of valid JSON there is none.
        document = parse_document(path, text.replace("\t", " "))
    except json.JSONDecodeError as error:
        hint = "correct it, or give the block another language"
        yield Fault.at(path, text, error.pos, Rule.JSON_FENCE, f"no valid JSON: {error.msg}", hint)
        return
    except RecursionError:
        yield Fault.at(path, text, len(text) - len(text.lstrip()), Rule.ENDLESS, "the JSON nests too deeply")
        return
    except FaultsFound as found:
        yield from found.faults
        return
    yield from document.faults
    for location, body in walk(document.data):
        if isinstance(body, dict) and _CODE in body:
            for violation in _disagreements(body, names, errors):
                yield document.fault(violation.at(location))


def _disagreements(
    body: Mapping[str, object], names: KnownNames, errors: Mapping[str, ErrorType]
) -> Iterator[Violation]:
    code = str(body[_CODE])
    if violation := names.code_violation(code):
        yield violation.at((_CODE,))
    if code not in errors:  # what its file has wrong is reported there
        return
    documented = errors[code].body.members()
    for name in _MEMBERS:
        # True is 1 to Python, not on the wire.
        if name in body and json.dumps(body[name]) != json.dumps(documented[name]):
            message = f"{name} is {json.dumps(body[name])}, but {json.dumps(documented[name])} in {errors[code].source}"
            yield Violation(Rule.PROBLEM_FENCE, (name,), message, "write what stands there")
