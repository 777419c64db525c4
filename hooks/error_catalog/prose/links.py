"""Links in prose: where they lead, held against the pages that exist."""

import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from error_catalog.diagnostics.faults import Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.diagnostics.suggestions import closest
from error_catalog.prose.headings import anchors_of
from error_catalog.prose.markdown import is_endless, violations_shown
from error_catalog.prose.markup import LINK_HINT

_PAGE = re.compile(r"(?P<path>(?:[\w.-]+/)*[\w.-]+\.md)?(?:#(?P<anchor>[\w.-]+))?")
_UNSAFE = re.compile(r"(?!https:|mailto:)[A-Za-z][A-Za-z0-9+.-]*:|/")
_TARGETS = re.compile(
    r"\]\(\s*<?\s*(?P<beside>[^\s<>()]+(?:\([^\s()]*\)[^\s<>()]*)*)|^[ >]*\[[^\[\]]+\]:\s*<*(?P<defined>[^\s>]+)",
    re.MULTILINE,
)


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
        return self._violation(target, page, self._all) if self.generated else None

    def guide_violation(self, target: str) -> Violation | None:
        """Return what is wrong with the guide of an error, a hand-written page by its path below docs/."""
        if target.partition("#")[0] in self.generated:
            hint = "name a page that is written by hand"
            return Violation(Rule.UNKNOWN_PAGE, (), f"a guide that is generated: docs/{target}", hint)
        return self._violation(target, "", self.written)

    def _violation(self, target: str, page: str, known: Collection[str]) -> Violation | None:
        parts = _PAGE.fullmatch(target)
        if not parts:
            return None
        folder, path, anchor = posixpath.dirname(page), parts["path"], parts["anchor"]
        found = posixpath.normpath(posixpath.join(folder, path)) if path else page
        if found not in known:
            close = closest(found, known)
            hint = f"did you mean {posixpath.relpath(close, folder or '.')}?" if close else "docs/ has the pages"
            return Violation(Rule.UNKNOWN_PAGE, (), f"a link to a page that does not exist: docs/{found}", hint)
        text = self.written.get(found)  # nothing where the page is generated, or cannot be read
        anchors = anchors_of(text) if anchor and text and not is_endless(text) else (anchor,)
        if anchor in anchors:
            return None
        hint = f"its headings are {', '.join(f'#{each}' for each in anchors)}"
        return Violation(Rule.UNKNOWN_PAGE, (), f"a link to a heading that docs/{found} does not have: #{anchor}", hint)


def target_violations(text: str, pages: Pages, page: str) -> Iterator[Violation]:
    """Yield a violation for each link in the Markdown of a page that leads to no page or to none of its headings."""
    yield from _target_violations(text, lambda target: pages.violation(target, page))


def safety_violations(text: str) -> Iterator[Violation]:
    """Yield a violation for each link in a hand-written page that is neither safe nor relative.

    In the prose of examples, all markup is checked, links included.
    """
    yield from _target_violations(text, _safety_violation)


def _safety_violation(target: str) -> Violation | None:
    return Violation(Rule.LINK, (), f"a link of this kind: {target}", LINK_HINT) if _UNSAFE.match(target) else None


def _target_violations(text: str, violation_of: Callable[[str], Violation | None]) -> Iterator[Violation]:
    """Yield what is wrong with the targets of links and of link definitions; these are all that the site leaves out."""
    targets = [(match.start(str(match.lastgroup)), match[str(match.lastgroup)]) for match in _TARGETS.finditer(text)]
    suspects = ((start, target, violation_of(target)) for start, target in targets)
    yield from violations_shown(text, suspects, lambda shown: not shown or not {"href", "src"}.isdisjoint(shown))
