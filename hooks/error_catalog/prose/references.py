"""What hand-written prose says: the codes, endpoints, categories and headers in it, held against what exists."""

import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from error_catalog.api.category import category_violation
from error_catalog.api.endpoints import METHODS, Endpoint, path_matches
from error_catalog.api.headers import STANDARD
from error_catalog.diagnostics.faults import Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.diagnostics.suggestions import closest
from error_catalog.prose.links import Pages
from error_catalog.prose.markup import FENCE, FENCES, LINK, SPAN, SPANS, blank

CODE_PATTERN = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*")

_SPANS_AND_SURROUNDINGS = re.compile(f"{FENCE}|{LINK}|{SPAN}", re.MULTILINE | re.DOTALL)

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


@dataclass(frozen=True)
class References:
    """What prose and triggers may refer to: every error code, endpoint, header and page that exists."""

    codes: Collection[str]
    endpoints: tuple[Endpoint, ...]
    headers: Collection[str] = ()
    """Those that docs/api/ declares; the standard ones go without saying."""

    pages: Pages = field(default_factory=Pages)
    file_code: str = ""
    """The code that the file under validation is named by, if it is a file."""

    def code_violation(self, code: str) -> Violation | None:
        """Return what is wrong with the name of an error code, if anything."""
        if code in self.codes:
            return None
        usual = "each error is a file in examples/" + ("" if "_" in code else "; an acronym goes without backticks")
        hint = _suggestion(code, self.codes) or usual
        return Violation(Rule.UNKNOWN_CODE, (), f"unknown error code {code}", hint)

    def trigger_violation(self, name: str) -> Violation | None:
        """Return what is wrong with the name of an endpoint, which is its method and path template.

        Where no endpoints are known, nothing is: that the API documents are at fault is reported by itself.
        """
        known = [str(endpoint) for endpoint in self.endpoints]
        return self._unknown(name, known) if known and name not in known else None

    def mention_violation(self, method: str, path: str) -> Violation | None:
        """Return what is wrong with an endpoint in prose: a path may be concrete, and its beginning will do alone."""
        named = [each for each in self.endpoints if each.method == method or not method]
        paths = [each.path for each in named]
        if self.fits(paths, path) or (not method and any(self._begins(path, each) for each in named)):
            return None
        if method:
            return self.trigger_violation(f"{method} {path}")
        return self._unknown(path, paths) if named else None

    def header_violation(self, name: str, *, is_prefix: bool = False) -> Violation | None:
        """Return what is wrong with the name of a header, which may be the beginning of several.

        Where no endpoints are known, nothing is: the API documents, which declare headers, are at fault by themselves.
        """
        known = STANDARD.union(map(str.lower, self.headers))  # names compare without regard to case
        exists = name.lower() in known or (is_prefix and any(each.startswith(f"{name.lower()}-") for each in known))
        if exists or not self.endpoints:
            return None
        hint = _suggestion(name, self.headers) or "declare it in docs/api/; what is no header goes without backticks"
        return Violation(Rule.UNKNOWN_HEADER, (), f"unknown header {name}", hint)

    def fits(self, templates: Collection[str], path: str) -> bool:
        """Whether a request to the path is one to these templates, and not to another endpoint as it stands."""
        others = {endpoint.path for endpoint in self.endpoints}.difference(templates)
        return path not in others and any(path_matches(template, path) for template in templates)

    @staticmethod
    def _unknown(name: str, known: Collection[str]) -> Violation:
        hint = _suggestion(name, known) or "docs/api/ lists the endpoints that exist"
        return Violation(Rule.UNKNOWN_ENDPOINT, (), f"unknown endpoint {name}", hint)

    @staticmethod
    def _begins(path: str, endpoint: Endpoint) -> bool:
        return f"{endpoint.path}/".startswith(f"{path.rstrip('/')}/")


def reference_violations(text: str, references: References) -> Iterator[Violation]:
    """Yield a violation for each code, endpoint, category and header in the Markdown that does not exist."""
    yield from name_violations(text, references)
    for match in _ENDPOINTS.finditer(blank(FENCES, text)):
        path = match["path"].partition("?")[0].rstrip(".:*_")
        yield from _at(match.start(), match[0], text, references.mention_violation(match["method"] or "", path))


def name_violations(text: str, references: References) -> Iterator[Violation]:
    """Yield a violation for each code, category and header in the Markdown that does not exist."""
    yield from _code_violations(text, references)
    yield from _category_violations(text)
    yield from _header_violations(text, references)


def link_names(markdown: str, page: str, pages: Mapping[str, str]) -> str:
    """Return the Markdown of a page with each code and endpoint in backticks linked to the page about it.

    `pages` leads from names to pages; these and `page` are paths below docs/. Code blocks and links stay as they are;
    so does a code on its own page.
    """

    def link(match: re.Match[str]) -> str:
        name = (match["inside"] or "").strip()
        if name not in pages:
            return match[0]
        method, _, path = name.partition(" ")
        shown = f"`{method}` `{path}`" if path else match[0]
        if pages[name] != page:
            shown = f"[{shown}]({posixpath.relpath(pages[name], posixpath.dirname(page) or '.')})"
        return f'<span class="endpoint">{shown}</span>' if path else shown

    return _SPANS_AND_SURROUNDINGS.sub(link, markdown)


def outside_code_spans(markdown: str, change: Callable[[str], str]) -> str:
    """Return the Markdown with `change` applied to all that stands between its code spans."""
    pieces, end = [], 0
    for match in SPANS.finditer(markdown):
        pieces += [change(markdown[end : match.start()]), match[0]]
        end = match.end()
    return "".join([*pieces, change(markdown[end:])])


def _code_violations(text: str, references: References) -> Iterator[Violation]:
    """In backticks, capitals name an error code; elsewhere they do where an underscore joins them, or in a link."""
    prose = blank(FENCES, text)
    spans = list(SPANS.finditer(prose))
    found = [*_BARE_CODES.finditer(blank(SPANS, prose)), *_LINKED_CODES.finditer(prose)]
    for span in spans:
        found += _MEMBERS.finditer(prose, *span.span("inside"))
    named = [(match.start("code"), match["code"]) for match in found]
    named += [(span.start(), span["inside"].strip(" .,;:\"'“”")) for span in spans]
    for start, code in named:
        if CODE_PATTERN.fullmatch(code) and code not in METHODS:
            yield from _at(start, code, text, references.code_violation(code))


def _category_violations(text: str) -> Iterator[Violation]:
    for match in _CATEGORIES.finditer(blank(FENCES, text)):
        name = str(match[match.lastgroup or 0])
        yield from _at(match.start(match.lastgroup or 0), name, text, category_violation(name))


def _header_violations(text: str, references: References) -> Iterator[Violation]:
    for match in _HEADERS.finditer(blank(FENCES, text)):
        name, start = next((match[each], match.start(each)) for each in ("after", "before", "alone") if match[each])
        violation = references.header_violation(name, is_prefix=bool(match["several"]))
        yield from _at(start, name, text, violation)


def _at(start: int, fragment: str, text: str, violation: Violation | None) -> Iterator[Violation]:
    """Yield the violation, if there is one, with the place of the fragment in the text."""
    if violation:
        yield violation.within(text, start, fragment)


def _suggestion(name: str, names: Collection[str]) -> str:
    close = closest(name, names)
    return f"did you mean {close}?" if close else ""
