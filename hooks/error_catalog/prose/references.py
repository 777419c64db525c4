"""What hand-written prose says: the codes, endpoints, categories and headers in it, held against what exists."""

import re
from collections.abc import Iterable, Iterator

from error_catalog.api.category import category_violation
from error_catalog.api.endpoints import METHODS
from error_catalog.diagnostics.faults import Violation
from error_catalog.prose.durations import notations_in
from error_catalog.prose.known_names import CODE_PATTERN, KnownNames
from error_catalog.prose.labels import label_violations
from error_catalog.prose.markdown import BLOCKS_OF_CODE, Suspect, code_spans, violations_shown, without_code_spans

_HOST = r"https?://api(?:-sandbox)?\.gett-tech\.com"
_ENDPOINTS = re.compile(
    rf"(?:\b(?P<method>{'|'.join(METHODS)})`?\s+`?(?:{_HOST})?|{_HOST}(?=/v\d)|(?<![\w}}])(?=/v\d+/))"
    r"(?P<path>/[\w.~%{}/?=&*:@$+-]*)"
)
_BARE_CODES = re.compile(r"(?<![\w/{-])_*(?P<code>[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)_*(?![\w}-])")
_MISSPELT = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[ _-][A-Za-z0-9]+)*")
_LINKED_CODES = re.compile(r"\berrors/(?P<code>[A-Z][A-Z0-9_]*)")
_MEMBERS = re.compile(r"\b(?:errorCode|code)\b[\"':=\s]+(?P<code>[A-Z][A-Z0-9_]*)")
"""What a body says in backticks: `"errorCode": "CONFLICT"`."""

_CATEGORIES = re.compile(
    r"\bcategor(?:y|ies)\s+`(?P<after>\w+)`|`(?P<before>\w+)`\s+categor(?:y|ies)\b"
    r"|\berrorCategory(?:[\"']?\s*[:=]+\s*[\"']?|`\s+(?:is\s+)?`)(?P<member>[A-Za-z_]+)"
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
    yield from _outside_blocks(text, [*_names(text, names), *_endpoints(text, names)])
    yield from label_violations(text, names)


def name_violations(text: str, names: KnownNames) -> Iterator[Violation]:
    """Yield a violation for each code, category and header in the Markdown that does not exist."""
    yield from _outside_blocks(text, _names(text, names))


def _outside_blocks(text: str, found: Iterable[Suspect]) -> Iterator[Violation]:
    """Yield the violations, but those in blocks of code, which may show names of other systems; spans are prose."""
    yield from violations_shown(text, found, BLOCKS_OF_CODE.isdisjoint)


def _names(text: str, names: KnownNames) -> Iterator[Suspect]:
    yield from _codes(text, names)
    for match in _CATEGORIES.finditer(text):
        name = str(match[match.lastgroup or 0])
        yield match.start(match.lastgroup or 0), name, category_violation(name)
    for match in _HEADERS.finditer(text):
        name, start = next((match[each], match.start(each)) for each in ("after", "before", "alone") if match[each])
        if not (match["alone"] and names.misspelt_code_violation(name)):
            yield start, name, names.header_violation(name, is_prefix=bool(match["several"]))


def _codes(text: str, names: KnownNames) -> Iterator[Suspect]:
    """In backticks, capitals name an error code; elsewhere they do where an underscore joins them, or in a link."""
    spans = code_spans(text)
    found = [*_BARE_CODES.finditer(without_code_spans(text)), *_LINKED_CODES.finditer(text)]
    for span in spans:
        found += _MEMBERS.finditer(text, *span.span("inside"))
    named = [(match.start("code"), match["code"]) for match in found]
    named += [(span.start(), span["inside"].strip(" .,;:\"'“”")) for span in spans]
    for start, code in named:
        if code not in names.codes and any(words == code for words, _ in notations_in(code)):
            continue  # `PT5S` is a time
        if CODE_PATTERN.fullmatch(code) and code not in METHODS:
            yield start, code, names.code_violation(code)
        elif _MISSPELT.fullmatch(code):
            yield start, code, names.misspelt_code_violation(code)


def _endpoints(text: str, names: KnownNames) -> Iterator[Suspect]:
    for match in _ENDPOINTS.finditer(text):
        path = match["path"].partition("?")[0].rstrip(".:*_")
        yield match.start(), match[0], names.mention_violation(match["method"] or "", path)
