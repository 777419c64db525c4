"""What hand-written prose says: the codes, endpoints, categories and headers in it, held against what exists."""

import re
from collections.abc import Iterator

from error_catalog.api.category import category_violation
from error_catalog.api.endpoints import METHODS
from error_catalog.diagnostics.faults import Violation
from error_catalog.prose.known_names import CODE_PATTERN, KnownNames
from error_catalog.prose.markdown import Kind, blank, pieces, tokens

_HOST = r"https?://api(?:-sandbox)?\.gett-tech\.com"
_ENDPOINTS = re.compile(
    rf"(?:\b(?P<method>{'|'.join(METHODS)})`?\s+`?(?:{_HOST})?|{_HOST}(?=/v\d)|(?<![\w}}])(?=/v\d+/))"
    r"(?P<path>/[\w.~%{}/?=&*:@$+-]*)"
)
_BARE_CODES = re.compile(r"(?<![\w/{-])_*(?P<code>[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)_*(?![\w}-])")
_LINKED_CODES = re.compile(r"\berrors/(?P<code>[A-Z][A-Z0-9_]*)")
_MEMBERS = re.compile(r"\b(?:errorCode|code)\b[\"':=\s]+(?P<code>[A-Z][A-Z0-9_]*)")
"""What a body says in backticks: `"errorCode": "CONFLICT"`."""

_CATEGORIES = re.compile(
    r"\bcategor(?:y|ies)\s+`(?P<after>\w+)`|`(?P<before>\w+)`\s+categor(?:y|ies)\b"
    r"|\berrorCategory(?:[\"']?\s*[:=]+\s*[\"']?|`\s+(?:is\s+)?`)(?P<member>[a-z_]+)"
)
"""The `payment` category, category `payment`, `errorCategory: payment` and `errorCategory` `payment`."""

_HEADER = r"[A-Za-z][A-Za-z0-9-]*"
_HEADERS = re.compile(
    rf"\bheaders?\s+`(?P<after>{_HEADER})(?::[^`\n]*)?`|`(?P<before>{_HEADER})(?::[^`\n]*)?`\s+header(?P<several>s?)\b"
    # Anywhere else, words that begin with capitals and are joined. HMAC-SHA256 has no small letter, so it is none.
    r"|`(?P<alone>(?=[A-Z0-9-]*[a-z])[A-Z][A-Za-z0-9]*(?:-[A-Z][A-Za-z0-9]*)+)(?::[^`\n]*)?`"
)


def reference_violations(text: str, names: KnownNames) -> Iterator[Violation]:
    """Yield a violation for each code, endpoint, category and header in the Markdown that does not exist."""
    yield from name_violations(text, names)
    for match in _ENDPOINTS.finditer(_prose(text)):
        path = match["path"].partition("?")[0].rstrip(".:*_")
        yield from _at(match.start(), match[0], text, names.mention_violation(match["method"] or "", path))


def name_violations(text: str, names: KnownNames) -> Iterator[Violation]:
    """Yield a violation for each code, category and header in the Markdown that does not exist."""
    yield from _code_violations(text, names)
    yield from _category_violations(text)
    yield from _header_violations(text, names)


def _code_violations(text: str, names: KnownNames) -> Iterator[Violation]:
    """In backticks, capitals name an error code; elsewhere they do where an underscore joins them, or in a link."""
    prose = _prose(text)
    spans = [token for token in tokens(text) if token.kind is Kind.SPAN]
    words = blank(prose, [(span.start, span.end) for span in spans])
    found = [*_BARE_CODES.finditer(words), *_LINKED_CODES.finditer(prose)]
    for span in spans:
        found += _MEMBERS.finditer(prose, *span.inside)
    named = [(match.start("code"), match["code"]) for match in found]
    named += [(span.start, text[slice(*span.inside)].strip(" .,;:\"'“”")) for span in spans]
    for start, code in named:
        if CODE_PATTERN.fullmatch(code) and code not in METHODS:
            yield from _at(start, code, text, names.code_violation(code))


def _category_violations(text: str) -> Iterator[Violation]:
    for match in _CATEGORIES.finditer(_prose(text)):
        name = str(match[match.lastgroup or 0])
        yield from _at(match.start(match.lastgroup or 0), name, text, category_violation(name))


def _header_violations(text: str, names: KnownNames) -> Iterator[Violation]:
    for match in _HEADERS.finditer(_prose(text)):
        name, start = next((match[each], match.start(each)) for each in ("after", "before", "alone") if match[each])
        violation = names.header_violation(name, is_prefix=bool(match["several"]))
        yield from _at(start, name, text, violation)


def _prose(text: str) -> str:
    """Return the text without its blocks of code, which may show names of other systems; spans are prose."""
    return blank(text, pieces(text, Kind.FENCE, Kind.CODE))


def _at(start: int, fragment: str, text: str, violation: Violation | None) -> Iterator[Violation]:
    """Yield the violation, if there is one, with the place of the fragment in the text."""
    if violation:
        yield violation.within(text, start, fragment)
