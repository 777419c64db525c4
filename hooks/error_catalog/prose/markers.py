"""Markers in hand-written pages, in whose place the site shows what the catalogue says."""

import re
from collections.abc import Callable, Iterator

from error_catalog.api.category import category_violation
from error_catalog.diagnostics.faults import Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.prose.known_names import KnownNames
from error_catalog.prose.markdown import Range, shown, without_code_spans

ENDPOINT_ERRORS = "endpoint-errors"
"""`<!-- endpoint-errors: POST /v1/marketplace/orders/place -->`: a table of the errors of one endpoint."""

ENDPOINT_OUTCOMES = "endpoint-outcomes"
"""`<!-- endpoint-outcomes: POST /v1/marketplace/orders/place -->`: what follows from each error of one endpoint."""

CATEGORY_ERRORS = "category-errors"
"""`<!-- category-errors: payment -->`: a table of the errors of one category."""

ERROR_NOTES = "error-notes"
"""`<!-- error-notes: RATE_LIMITED -->`: the notes of one error."""

PUBLISHED_FILES = "published-files"
"""`<!-- published-files: may gain -->`: a table of the files for programs, with what may be added to each."""

_COMMENTS = re.compile(r"<!--.*?-->", re.DOTALL)
_COMMENT = re.compile(r"<!--\s*(?P<name>[a-z-]+)(?P<colon>:?)(?P<argument>.*)-->", re.DOTALL)
_MARKER = re.compile(r"^<!-- (?P<name>[a-z-]+): (?P<argument>\S.*) -->$", re.MULTILINE)


def marker_violations(text: str, names: KnownNames) -> Iterator[Violation]:
    """Yield a violation for each marker that is unknown, misshapen, or asks for what does not exist."""
    checks: dict[str, Callable[[str], Violation | None]] = {
        ENDPOINT_ERRORS: names.endpoint_violation,
        ENDPOINT_OUTCOMES: names.endpoint_violation,
        CATEGORY_ERRORS: category_violation,
        ERROR_NOTES: names.code_violation,
        PUBLISHED_FILES: _column_violation,
    }
    for start, end in _comments(text):
        match = _COMMENT.fullmatch(text, start, end)
        if not match:
            continue
        name, argument = match["name"], match["argument"].strip()
        fragment, violation = match[0], None
        if name in checks and _MARKER.match(text, start):
            fragment, violation = argument, checks[name](argument)
        elif name in checks:
            hint = f"on a line of its own: <!-- {name}: {argument or '…'} -->"
            violation = Violation(Rule.MARKER_FORM, (), f"the marker `{name}` has the wrong form", hint)
        elif match["colon"]:
            hint = f"known here: {', '.join(checks)}"
            violation = Violation(Rule.UNKNOWN_MARKER, (), f"unknown marker `{name}`", hint)
        if violation:
            yield violation.within(text, match.start(), fragment)


def _column_violation(name: str) -> Violation | None:
    if name == "may gain":
        return None
    return Violation(Rule.MARKER_FORM, (), f"the table of files has no column `{name}`", "it has: may gain")


def argument_of(name: str, comment: str) -> str | None:
    """Return the argument of a comment, if it is a marker of this name."""
    match = _MARKER.fullmatch(comment)
    return match["argument"] if match and match["name"] == name else None


def fill_markers(markdown: str, fill: Callable[[str, str], str]) -> str:
    """Return the Markdown with each marker replaced by what `fill` makes of its name and argument."""
    filled, done = [], 0
    for start, end in _comments(markdown):
        if match := _MARKER.match(markdown, start):
            filled += [markdown[done:start], fill(match["name"], match["argument"])]
            done = end
    return "".join([*filled, markdown[done:]])


def _comments(text: str) -> Iterator[Range]:
    """Yield where the comments in a text begin and end."""
    found = [match.span() for match in _COMMENTS.finditer(without_code_spans(text))]
    for place, elements in zip(found, shown(text, [start for start, _ in found]), strict=True):
        if "comment" in elements:
            yield place
