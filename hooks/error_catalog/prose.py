"""What hand-written prose says: the codes, endpoints and markup in it, held against what exists."""

import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from error_catalog.diagnostics import Violation
from error_catalog.endpoints import METHODS, Endpoint

CODE_PATTERN = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*")

_FENCE = r"^[ \t]*(?P<ticks>`{3,}|~{3,})[^\n]*\n(?:.*?^[ \t]*(?P=ticks)[`~]*[ \t]*$|.*\Z)"
_SPAN = r"(?<![`\\])(?P<quote>`+)(?!`)(?P<inside>.+?)(?<!`)(?P=quote)(?!`)"
_LINK = r"(?P<image>!?)\[(?:[^\[\]]|\[[^\[\]]*\])*\](?:\(\s*<?(?P<target>[^)\s>]*)[^)]*\)|\[[^\]]*\])"
_FENCES = re.compile(_FENCE, re.MULTILINE | re.DOTALL)
_SPANS = re.compile(_SPAN, re.DOTALL)
_LINKS = re.compile(_LINK)
_SPANS_AND_SURROUNDINGS = re.compile(f"{_FENCE}|{_LINK}|{_SPAN}", re.MULTILINE | re.DOTALL)

_PATH = r"[^\s`\"'<>,;()]*"
_ENDPOINTS = re.compile(rf"\b(?P<method>{'|'.join(METHODS)})\s+(?P<path>/{_PATH})|(?<![\w}}])/v\d+/{_PATH}")
_BARE_CODES = re.compile(r"(?<![\w/{-])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?![\w}-])")
_MARKUP = (
    (re.compile(r"<[A-Za-z/!?][^\n>]*>?"), "raw HTML", "write Markdown; to show it as it is, put it in backticks"),
    (re.compile(r"^ {0,3}#{1,6}[ \t].*", re.MULTILINE), "a heading", "the page has its own headings; write plain text"),
    (re.compile(r"(?<!\\)`+"), "a backtick without its pair", "close it, or write \\` for the character"),
)
_FORBIDDEN_TARGET = re.compile(r"(?!https:|mailto:)[A-Za-z][\w+.-]*:|//")


@dataclass(frozen=True)
class References:
    """What prose and triggers may refer to: every error code and every endpoint that exists."""

    codes: Collection[str]
    endpoints: tuple[Endpoint, ...]

    def code_violation(self, code: str) -> Violation | None:
        """Return what is wrong with the name of an error code, if anything."""
        if code in self.codes:
            return None
        hint = _closest(code, self.codes) or "each error has a file of its own in examples/"
        return Violation((), f"unknown error code {code}", hint)

    def trigger_violation(self, name: str) -> Violation | None:
        """Return what is wrong with the name of an endpoint, which is its method and path template.

        Where no endpoints are known, nothing is: that the API documents are at fault is reported by itself.
        """
        known = [str(endpoint) for endpoint in self.endpoints]
        return self._unknown(name, known) if known and name not in known else None

    def mention_violation(self, method: str, path: str) -> Violation | None:
        """Return what is wrong with an endpoint in prose: a path may be concrete, and its beginning will do alone."""
        named = [each for each in self.endpoints if each.method == method or not method]
        if any(each.matches(path) or (not method and self._begins(path, each)) for each in named):
            return None
        if method:
            return self.trigger_violation(f"{method} {path}")
        return self._unknown(path, [each.path for each in named]) if named else None

    @staticmethod
    def _unknown(name: str, known: Collection[str]) -> Violation:
        hint = _closest(name, known) or "docs/api/ lists the endpoints that exist"
        return Violation((), f"unknown endpoint {name}", hint)

    @staticmethod
    def _begins(path: str, endpoint: Endpoint) -> bool:
        return f"{endpoint.path}/".startswith(f"{path.rstrip('/')}/")


def reference_violations(text: str, references: References) -> Iterator[Violation]:
    """Yield a violation for each code and each endpoint that the Markdown names and that does not exist.

    In backticks, capitals name an error code; elsewhere they do where an underscore joins them.
    """
    prose = _blank(_FENCES, text)
    for match in [*_SPANS.finditer(prose), *_BARE_CODES.finditer(_blank(_SPANS, prose))]:
        code = match.groupdict().get("inside", match[0]).strip()
        if CODE_PATTERN.fullmatch(code) and code not in METHODS:
            yield from _at(match, code, text, references.code_violation(code))
    for match in _ENDPOINTS.finditer(prose):
        path = (match["path"] or match[0]).partition("?")[0].rstrip(".:*_")
        yield from _at(match, match[0], text, references.mention_violation(match["method"] or "", path))


def markup_violations(text: str) -> Iterator[Violation]:
    """Yield a violation for each piece of markup that prose in an example file must not hold."""
    prose = _blank(_SPANS, text)
    for pattern, name, hint in _MARKUP:
        for match in pattern.finditer(prose):
            yield from _at(match, match[0], text, Violation((), f"{name} in prose: {match[0][:60]}", hint))
    for match in _LINKS.finditer(prose):
        if match["image"] or _FORBIDDEN_TARGET.match(match["target"] or ""):
            name = "an image" if match["image"] else "a link of this kind"
            hint = "link to https:// or to a page of this site"
            yield from _at(match, match[0], text, Violation((), f"{name} in prose: {match[0][:60]}", hint))


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
    for match in _SPANS.finditer(markdown):
        pieces += [change(markdown[end : match.start()]), match[0]]
        end = match.end()
    return "".join([*pieces, change(markdown[end:])])


def _at(match: re.Match[str], fragment: str, text: str, violation: Violation | None) -> Iterator[Violation]:
    """Yield the violation, if there is one, with the place of the match in the text."""
    if violation:
        yield replace(violation, fragment=fragment, occurrence=text[: match.start()].count(fragment))


def _blank(pattern: re.Pattern[str], text: str) -> str:
    """Return the text with spaces where the pattern matches, so that all the rest keeps its place."""
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def _closest(name: str, names: Collection[str]) -> str:
    close = get_close_matches(name, names, n=1)
    return f"did you mean {close[0]}?" if close else ""
