"""Links in prose: where they lead, held against the pages that exist."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

from error_catalog.diagnostics.faults import Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.diagnostics.suggestions import closest
from error_catalog.prose.markdown import tokens
from error_catalog.prose.markup import LINK_HINT, anchors_of

_PAGE = re.compile(r"(?P<path>(?:[\w.-]+/)*[\w.-]+\.md)?(?:#(?P<anchor>[\w.-]+))?")
_UNSAFE = re.compile(r"(?!https:|mailto:)[A-Za-z][A-Za-z0-9+.-]*:|/")
_FRONT_MATTER = re.compile(r"\A---\n.*?^---\n", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Pages:
    """The pages that links may lead to, by their paths below docs/."""

    written: Mapping[str, str] = field(default_factory=dict)
    """Hand-written pages, with their text."""

    generated: frozenset[str] = frozenset()
    """Generated pages; which headings these have is for the site builder to check."""

    @cached_property
    def _all(self) -> frozenset[str]:
        return self.generated.union(self.written)

    def violation(self, target: str, page: str) -> Violation | None:
        """Return what is wrong with a link from a page, if it leads to a page at all.

        Where no pages are known, nothing is.
        """
        parts = _PAGE.fullmatch(target)
        if not parts or not self.generated:
            return None
        folder, path, anchor = posixpath.dirname(page), parts["path"], parts["anchor"]
        found = posixpath.normpath(posixpath.join(folder, path)) if path else page
        if found not in self._all:
            close = closest(found, self._all)
            hint = f"did you mean {posixpath.relpath(close, folder or '.')}?" if close else "docs/ has the pages"
            return Violation(Rule.UNKNOWN_PAGE, (), f"a link to a page that does not exist: docs/{found}", hint)
        text = self.written.get(found)  # nothing where the page is generated, or cannot be read
        anchors = _anchors(text) if anchor and text else (anchor,)
        if anchor in anchors:
            return None
        hint = f"its headings are {', '.join(f'#{each}' for each in anchors)}"
        return Violation(Rule.UNKNOWN_PAGE, (), f"a link to a heading that docs/{found} does not have: #{anchor}", hint)


def target_violations(text: str, pages: Pages, page: str) -> Iterator[Violation]:
    """Yield a violation for each link in the Markdown of a page that leads to no page or to none of its headings."""
    for start, target in _targets(text):
        violation = pages.violation(target, page)
        if violation:
            yield violation.within(text, start, target)


def safety_violations(text: str) -> Iterator[Violation]:
    """Yield a violation for each link in a hand-written page that is neither safe nor relative.

    In the prose of examples, all markup is checked, links included.
    """
    for start, target in _targets(text):
        if _UNSAFE.match(target):
            yield Violation(Rule.LINK, (), f"a link of this kind: {target}", LINK_HINT).within(text, start, target)


def _targets(text: str) -> Iterator[tuple[int, str]]:
    """Yield where each target of a link begins, and what it is."""
    for token in tokens(text):
        target = token.target and text[slice(*token.target)]
        if token.target and target:
            yield token.target[0], target


@cache
def _anchors(text: str) -> tuple[str, ...]:
    return anchors_of(_FRONT_MATTER.sub("", text))
